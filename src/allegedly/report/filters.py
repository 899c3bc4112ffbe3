"""How values are written on the page: numbers, names, places and links, and the templates that use them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from allegedly.findings import count, days, per_cent, short
from allegedly.report import packing
from allegedly.report.article import Article

TEMPLATES = Path(__file__).parent / "templates"

_SHARE = r"(?:under |over )?\d+.%"
_NUMBER = re.compile(
    rf"(?P<plain>95.% interval {_SHARE} to {_SHARE}|\d{{1,2}} [A-Z][a-z]+ \d{{4}})"
    r"|(?<![\w.-])(?!0\d)\d[\d,.]*(?:.%)?(?<![.,])(?![\w-])"
)
_PLAIN_WORD = re.compile(r"[^\W\d_]*")


def numbers(text: str) -> Markup:
    """A sentence with its numbers set off; dates and intervals stay plain.

    >>> numbers("<b> 3 of 1,200.")
    Markup('&lt;b&gt; <b>3</b> of <b>1,200</b>.')
    """
    parts, done = [], 0
    text = text.replace(" %", "\u00a0%")
    for found in _NUMBER.finditer(text):
        if found["plain"] is None:
            parts += [escape(text[done : found.start()]), Markup("<b>%s</b>") % found.group()]
            done = found.end()
    return Markup("").join([*parts, escape(text[done:])])


def told(text: str, articles: Mapping[str, tuple[str, str]]) -> Markup:
    """A sentence with its numbers set off and its articles called by their titles; `articles` gives the address and the
    title of each doc_id.

    A doc_id that is a plain word stays one: it may be a word of the sentence.

    >>> told("Most in wire-7, 2 times.", {"wire-7": ("#d1", "Who paid?")})
    Markup('Most in <a href="#d1" title="wire-7">“Who paid?”</a>, <b>2</b> times.')
    """
    named = [
        doc_id for doc_id in articles if doc_id in text and not _PLAIN_WORD.fullmatch(doc_id) and not doc_id.isdigit()
    ]
    if not named:
        return numbers(text)
    ids = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    parts = re.split(rf"(?<![\w-])({ids})(?![\w-])", text)
    return Markup("").join(
        _link(part, *articles[part]) if place % 2 else numbers(part) for place, part in enumerate(parts)
    )


def _link(doc_id: str, href: str, title: str) -> Markup:
    words = doc_id if title == doc_id else f"“{short(title, 60)}”"
    return Markup('<a href="%s" title="%s">%s</a>') % (href, doc_id, words)


def byline(shown: Article) -> str:
    """Outlet and day of an article, or its doc_id where neither is known."""
    about = shown.about
    known = [value for value in (about.outlet, days([about.published])) if isinstance(value, str) and value]
    return ", ".join(known) or str(about.doc_id)


def facts(shown: Article) -> str:
    """What was found in an article, in one line; nothing was looked for in one that is not counted."""
    found = [
        count(shown.n_statements, "statement"), count(shown.n_hedges, "hedge"), count(shown.n_boosters, "booster"),
    ] if shown.counted else []  # fmt: skip
    if found and shown.n_reporting:
        # As findings and tables of rates count them: "believes" is a stance already.
        found.append(f"{shown.n_reporting:,} more hedging or pressing as the reporting word")
    cleaned = count(shown.n_edits, "change in cleaning", "changes in cleaning")
    return " · ".join([count(shown.about.n_words, "word"), *found, cleaned])


def sentence_at(shown: Article, place: int | None) -> str:
    """The anchor of the sentence at a place of an article; the article's own where there is none."""
    if place is not None:
        done = 0
        for paragraph in shown.paragraphs:
            for sentence in paragraph.sentences:
                done += sum(len(bit.text) for bit in sentence.bits)
                if place < done:
                    return sentence.anchor
    return shown.anchor


def visible(text: str) -> str:
    """A text that can be seen even where it is only blanks.

    >>> visible("  "), visible(" a ")
    ('··', 'a')
    """
    return text.strip() or text.replace("\n", "↵").replace(" ", "·").replace("\u00a0", "°")


def original(start: object, end: object) -> str:
    """A place in the text as it came in, as a reader counts.

    >>> original(1200, 1210), original(None, None)
    ('1,200–1,210', '')
    """
    return f"{start:,}–{end:,}" if isinstance(start, int) and isinstance(end, int) else ""


def home(anchor: str) -> str:
    """The anchor of the article that an anchor is in; "" for one in none.

    >>> home("d12a3"), home("n4")
    ('d12', '')
    """
    found = re.match(r"d\d+", anchor)
    return found.group() if found else ""


@cache
def environment() -> Environment:
    """The templates, with everything escaped and nothing undefined let through."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
    )  # fmt: skip
    made.filters |= {
        "told": told, "byline": byline, "facts": facts, "per_cent": per_cent, "sentence_at": sentence_at,
        "short": short, "visible": visible, "original": original, "home": home,
        "words": lambda n: count(n, "word"),
        "is_long": packing.is_long, "first_rows": packing.first, "packed": packing.packed, "count_rows": packing.count,
        "given": lambda value: value if isinstance(value, str) else "not given",
        "stances": lambda pairs: ", ".join(f"{n} {stance}" for stance, n in pairs) or "no statements",
    }  # fmt: skip
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}
    return made
