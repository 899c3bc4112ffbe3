"""Sentences, by Punkt (Kiss and Strunk 2006) inside each paragraph, with the abbreviations of news added.

Closing quotation marks belong to the sentence before; a sentence never runs over the end of a paragraph, and none
begins with a lower-case letter after a question or an exclamation ("Why?" he asked). What runs on for more than
`LONGEST` characters is no sentence but a list or a text without stops: it is cut, so that no later step, whose time
grows with the square of a sentence's length, can be kept busy by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import punkt

from allegedly.cleaning.paragraphs import paragraphs

__all__ = ["LONGEST", "cut", "paragraphs", "sentences", "whole"]

LONGEST = 1_500
"""Characters of the longest sentence that is read as one; the longest of 90,000 sentences of news has 1,223."""

_ABBREVIATIONS = frozenset(
    "lt gen col maj capt sgt cpl pvt cmdr adm brig gov sen rep reps sens pres supt det insp amb rev fr mr mrs ms dr"
    " prof hon st jr sr bros inc corp ltd co vs vol pp approx jan feb apr aug sept oct nov dec ariz calif colo conn"
    " del fla ga kan ky md mich minn neb nev okla ore penn tenn tex vt wis u.s u.k u.n e.u u.a.e d.c n.y n.j l.a a.m"
    " p.m i.e e.g ph.d m.p a.k.a".split()
)
"""Abbreviations that news uses and that are no words of their own (so not `ill`, `mass`, `wash`)."""

_CLOSING = re.compile(r"[\"”’')\]]+(?=\s|$)")
_INITIALS = re.compile(r"(?:^|[\s(\"“.])[A-Z]\.$|\bet al\.$")
_NUMBER = re.compile(r"\b(?:[Nn]os?|[Aa]rt|[Ff]ig|[Ss]ec|[Vv]ol)\.$")
_END = 40  # characters at the end of a sentence that tell whether it goes on
_ENTRY = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")
_MARK = re.compile(r"[;:,](?=\s)")
_BLANK = re.compile(r"\s+")
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you in on at but and as if when while after before there his"
    " her its their our my for with by from however meanwhile both all some many most one two no not so now then"
    " what who where how why will would officials".split()
)


@cache
def _tokenizer() -> punkt.PunktSentenceTokenizer:
    trained = punkt.load_model("english")
    parameters = replace(trained, abbrev_types=trained.abbrev_types | _ABBREVIATIONS)
    return punkt.PunktSentenceTokenizer(parameters)


def sentences(text: str) -> list[tuple[int, int, int]]:
    """(paragraph, start, end) of each sentence, paragraphs counted from 0; none is longer than `LONGEST`.

    >>> text = "Lt. Gen. Roe left. “Why?” he was asked.\\n\\nNobody knows."
    >>> [text[a:b] for _, a, b in sentences(text)]
    ['Lt. Gen. Roe left.', '“Why?” he was asked.', 'Nobody knows.']
    """
    return cut(text, whole(text))


def whole(text: str) -> list[tuple[int, int, int]]:
    """(paragraph, start, end) of each sentence, however long."""
    return [
        (number, start + a, start + b)
        for number, (start, end) in enumerate(paragraphs(text))
        for a, b in _split(text[start:end])
    ]


def cut(text: str, found: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The sentences, those longer than `LONGEST` in pieces that are not.

    >>> text = "one, " * 500
    >>> [(a, b) for _, a, b in cut(text, [(0, 0, 2499)])]
    [(0, 1499), (1500, 2499)]
    """
    return [(paragraph, a, b) for paragraph, start, end in found for a, b in _pieces(text, start, end)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces that end after a mark in their second half, else before a blank there, else in the middle of a word."""
    while end - start > LONGEST:
        middle, last = start + LONGEST // 2, start + LONGEST
        marks = [m.end() for m in _MARK.finditer(text, middle, last)]
        blank = max((m.start() for m in _BLANK.finditer(text, middle, last)), default=last)
        stop = marks[-1] if marks else blank
        yield start, start + len(text[start:stop].rstrip())
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    if start < end:
        yield start, end


def _split(paragraph: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    marks = _Marks(paragraph)
    for start, end in _tokenizer().span_tokenize(paragraph):
        start += len(paragraph[start:end]) - len(paragraph[start:end].lstrip())
        end = start + len(paragraph[start:end].rstrip())
        if start >= end:
            continue
        closing = _CLOSING.match(paragraph, start, end)
        if found and closing and not paragraph[found[-1][1] : start].strip() and marks.open_at(start):
            found[-1] = (found[-1][0], closing.end())
            start = closing.end() + len(paragraph[closing.end() : end]) - len(paragraph[closing.end() : end].lstrip())
            if start >= end:
                continue
        if found and _continues(paragraph, found[-1], start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@dataclass
class _Marks:
    """Quotation marks and brackets of a paragraph, counted up to a place that only moves forward."""

    paragraph: str
    _at: int = 0
    _straight: int = 0
    _balance: tuple[int, int] = (0, 0)

    def open_at(self, place: int) -> bool:
        """Whether a quotation or a bracket is open there."""
        new = self.paragraph[self._at : place]
        curly, bracket = self._balance
        self._balance = curly + new.count("“") - new.count("”"), bracket + new.count("(") - new.count(")")
        self._straight += new.count('"')
        self._at = place
        return self._straight % 2 == 1 or max(self._balance) > 0


def _continues(paragraph: str, last: tuple[int, int], start: int, end: int) -> bool:
    """Whether what starts at `start` still belongs to the sentence before.

    It does if it begins in lower case or is marks only, and after initials ("U.S. Circuit Court", "J. Gray"), "et
    al." and the number of a list entry unless a word follows that begins sentences.
    """
    before = paragraph[max(last[0], last[1] - _END) : last[1]]
    following = paragraph[start:end].lstrip("\"“‘'([—–- ")
    if not any(c.isalnum() for c in following) or following[0].islower():
        return True
    if _ENTRY.fullmatch(before):
        return True
    if _NUMBER.search(before) and following[0].isdigit():
        return True
    first = re.split(r"[\s.,'’]", following, maxsplit=1)[0].lower()
    return bool(_INITIALS.search(before)) and paragraph[start] not in '"“' and first not in _STARTERS
