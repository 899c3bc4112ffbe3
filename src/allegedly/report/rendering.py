"""The parts of a page put into templates: one file that loads nothing.

Everything from an article passes through Jinja2's escaping. Style and script are the files of this package, allowed by
their checksums; the page's policy forbids all else, requests above all.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from types import SimpleNamespace

from markupsafe import Markup

from allegedly.report import notes
from allegedly.report.filters import TEMPLATES, environment


@cache
def _file(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _checksum(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def render(page: SimpleNamespace) -> str:
    """The page as one HTML file."""
    css, early, js = map(_file, ("page.css", "early.js", "page.js"))
    policy = "; ".join([
        "default-src 'none'", f"style-src {_checksum(css)}", f"script-src {_checksum(early)} {_checksum(js)}",
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    ])  # fmt: skip
    said = {
        "words": notes.glossary(),
        "trust": page.trust,
        "names": {} if page.index else {shown.anchor: shown.mentions for shown in page.articles},
        "originals": page.originals,
    }
    made = environment()
    template = made.get_template("page.html")
    # The files are the project's own and hold no "</"; all else is escaped where it is put in.
    return template.render(
        page=page, policy=policy, css=Markup(css), early=Markup(early), js=Markup(js),
        notes=Markup(made.call_filter("tojson", said)),
    )  # fmt: skip


def encoded(page: SimpleNamespace) -> bytes:
    """The page as it is written."""
    # A lone half of a character, which an article may hold, has no bytes in UTF-8.
    return render(page).encode("utf-8", "replace")
