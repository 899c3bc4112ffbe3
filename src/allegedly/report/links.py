"""Where each anchor is: on one page, or on the pages of the articles that lie in a folder beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from allegedly.export import naming

FOLDER = "articles"
"""The folder of the pages of single articles, beside the report."""

REPORT = "report.html"

_ARTICLE = re.compile(r"d\d+")


def files(anchors: Mapping[str, str]) -> dict[str, str]:
    """The file name of each article's page, by the anchor of the article. `anchors` gives the anchor of each doc_id."""
    names = naming.of(anchors)
    return {anchor: f"{names[doc_id]}.html" for doc_id, anchor in anchors.items()}


@dataclass(frozen=True)
class Links:
    """The addresses of anchors as seen from one page.

    `files` names the pages of articles, none if all are on this one; `here` is the anchor of the article whose page
    this is, "" for the report; `sections` are the parts that a page of an article has of its own.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    here: str = ""
    sections: frozenset[str] = frozenset()

    @property
    def index(self) -> bool:
        """True for the report of articles that have pages of their own."""
        return bool(self.files) and not self.here

    @property
    def base(self) -> str:
        """The way to the folder that the report lies in."""
        return "../" if self.here else ""

    def to(self, anchor: str) -> str:
        """The address of an anchor.

        >>> seen = Links({"d1": "a.html", "d2": "b.html"}, here="d1")
        >>> seen.to("d1s3"), seen.to("d2s0"), seen.to("trust")
        ('#d1s3', 'b.html#d2s0', '../report.html#trust')
        >>> Links({"d1": "a.html"}).to("d1s3"), Links().to("d1s3")
        ('articles/a.html#d1s3', '#d1s3')
        """
        found = _ARTICLE.match(anchor)
        if found:
            home = found.group()
            if home == self.here or home not in self.files:
                return f"#{anchor}"
            return f"{'' if self.here else FOLDER + '/'}{self.files[home]}#{anchor}"
        return f"../{REPORT}#{anchor}" if self.here and anchor not in self.sections else f"#{anchor}"

    def of(self, sections: Iterable[str]) -> Links:
        """The same links, of a page that has these parts of its own."""
        return Links(self.files, self.here, frozenset(sections))


ONE_PAGE = Links()
"""All articles on one page."""
