"""A web page as its visible lines, each character with its place in the page's source, and the article among them.

Which lines are the article is decided by trafilatura (Barbaresi 2021) in its precise mode; its paragraphs are looked
up among the visible lines, so that every word keeps its offset in the source and every dropped line can be logged.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from allegedly import words
from allegedly.cleaning.furniture import headline, lines
from allegedly.cleaning.markup import visible

_WORD = re.compile(r"[^\W_]+")
_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)", re.IGNORECASE)
_NEW_YEAR = re.compile(
    r"\b0?1(?:st)?[ .]*Jan|Jan(?:uary|\.)? *0?1(?:st)?\b|\d{4}[-/.]?01[-/.]?01(?!\d)|\b0?1[-/.]0?1[-/.]", re.IGNORECASE
)
_LOCALE = re.compile(r"og:locale[\"'][^>]*content=[\"']([A-Za-z]{2}[-_][A-Za-z]{2})", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """The visible text of a page and what the page says about itself.

    `places[i]` is the span in the source of character i of `text`; None if the text has no place there.
    `kept`: start and end of the lines of the article in `text`.
    """

    text: str
    places: Sequence[tuple[int, int]] | None
    kept: tuple[tuple[int, int], ...]
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = field(default=())

    def source_span(self, start: int, end: int) -> tuple[int, int] | tuple[None, None]:
        """Start and end in the source of a span of the visible text."""
        if self.places is None or not 0 <= start <= end <= len(self.text):
            return None, None
        if start == end:
            at = self.places[start][0] if start < len(self.places) else self.places[-1][1] if self.places else 0
            return at, at
        return self.places[start][0], self.places[end - 1][1]


def read(source: str, *, url: str | None = None) -> Page:
    """The page in an HTML source: visible text, which of its lines are the article, and its metadata."""
    document = _extract(source, url)
    text, places = visible(source)
    language = _LANGUAGE.search(source[:5000]) or _LOCALE.search(source[:20_000])
    found: dict[str, Any] = {
        "title": document.get("title"), "outlet": document.get("sitename"),
        "published": day(document.get("date"), source), "url": document.get("url"),
        "language": language[1].replace("_", "-") if language else None,
    }  # fmt: skip
    main = str(document.get("text") or "")
    if not main.strip():
        return Page(text, places, (), **found)
    spans, share = locate(main, text)
    if share < 0.6:
        note = f"only {share:.0%} of the article's words have a place in the page's source"
        return Page(main, None, tuple((line.start, line.end) for line in lines(main)), **found, notes=(note,))
    return Page(text, places, tuple(_whole_lines(text, spans, found["title"])), **found)


def day(found: str | None, source: str) -> str | None:
    """The day found for a page; None where only a year was found, which the finder gives as its first of January.

    >>> day("2018-01-01", "Copyright 2018"), day("2018-01-01", "1 January 2018"), day("2018-02-03", "")
    (None, '2018-01-01', '2018-02-03')
    """
    return None if found and found.endswith("-01-01") and not _NEW_YEAR.search(source) else found


def _extract(source: str, url: str | None) -> dict[str, Any]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    document = trafilatura.bare_extraction(
        source, url=url, favor_precision=True, include_comments=False, with_metadata=True
    )
    return {} if document is None else document if isinstance(document, dict) else dict(document.as_dict())


def locate(main: str, text: str) -> tuple[list[tuple[int, int]], float]:
    """Where the paragraphs of `main` stand in the longer `text`, and the share of their words that was found.

    >>> locate("He left. She stayed.", "Menu\\nHe left.\\nShe stayed.\\nShare")
    ([(5, 24)], 1.0)
    """
    places = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    haystack = " " + " ".join(text[a:b].casefold() for a, b in places) + " "
    starts: list[int] = []
    at = 1
    for a, b in places:
        starts.append(at)
        at += len(text[a:b].casefold()) + 1
    found: list[tuple[int, int]] = []
    hit = total = pointer = 0
    for paragraph in main.split("\n"):
        for chunk in _chunks([w.casefold() for w in _WORD.findall(paragraph)], haystack):
            total += len(chunk)
            needle = f" {' '.join(chunk)} "
            position = haystack.find(needle, pointer)
            if position < 0 and len(chunk) >= 5:
                position = haystack.find(needle)
            if position < 0:
                continue
            first = bisect_right(starts, position + 1) - 1
            found.append((places[first][0], places[first + len(chunk) - 1][1]))
            hit += len(chunk)
            pointer = position + len(needle) - 1
    return sorted(found), hit / total if total else 0.0


def _chunks(told: list[str], haystack: str) -> list[list[str]]:
    """A paragraph as one piece if it stands in the page as it is, else in pieces of eight words."""
    if not told or f" {' '.join(told)} " in haystack:
        return [told] if told else []
    return [told[i : i + 8] for i in range(0, len(told), 8)]


def _whole_lines(text: str, spans: Sequence[tuple[int, int]], title: str | None) -> list[tuple[int, int]]:
    """The lines of which the spans, in order, cover at least half of the words, and the headline above them."""
    found = lines(text)
    kept: list[int] = []
    starts, reached = [a for a, _ in spans], list(accumulate((b for _, b in spans), max))
    for i, line in enumerate(found):
        # A page may have a hundred thousand of both: only those are looked at that can meet.
        near = spans[bisect_right(reached, line.start) : bisect_left(starts, line.end)]
        inside = sum(words.count(text[max(a, line.start) : min(b, line.end)]) for a, b in near if b > line.start)
        if inside and inside >= 0.5 * words.count(line.text):
            kept.append(i)
    if not kept:
        return []
    head = headline(found, kept[0], title=title) if title else None
    return [(found[i].start, found[i].end) for i in ([head] if head is not None and head < kept[0] else []) + kept]
