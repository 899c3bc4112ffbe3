"""Sentences, by Punkt (Kiss and Strunk 2006) inside each paragraph, with the abbreviations of news added.

Closing quotation marks belong to the sentence before; a sentence never runs over the end of a paragraph, and none
begins with a lower-case letter after a question or an exclamation ("Why?" he asked).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import punkt

from allegedly.cleaning.paragraphs import paragraphs

__all__ = ["paragraphs", "sentences"]

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
_ENTRY = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")
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
    """(paragraph, start, end) of each sentence, paragraphs counted from 0.

    >>> text = "Lt. Gen. Roe left. “Why?” he was asked.\\n\\nNobody knows."
    >>> [text[a:b] for _, a, b in sentences(text)]
    ['Lt. Gen. Roe left.', '“Why?” he was asked.', 'Nobody knows.']
    """
    return [
        (number, start + a, start + b)
        for number, (start, end) in enumerate(paragraphs(text))
        for a, b in _split(text[start:end])
    ]


def _split(paragraph: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in _tokenizer().span_tokenize(paragraph):
        start += len(paragraph[start:end]) - len(paragraph[start:end].lstrip())
        end = start + len(paragraph[start:end].rstrip())
        if start >= end:
            continue
        closing = _CLOSING.match(paragraph, start, end)
        if found and closing and not paragraph[found[-1][1] : start].strip() and _is_open(paragraph[:start]):
            found[-1] = (found[-1][0], closing.end())
            start = closing.end() + len(paragraph[closing.end() : end]) - len(paragraph[closing.end() : end].lstrip())
            if start >= end:
                continue
        if found and _continues(paragraph, found[-1], start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_open(before: str) -> bool:
    """Whether a quotation is open at the end of a stretch of text."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("(") > before.count(")")


def _continues(paragraph: str, last: tuple[int, int], start: int, end: int) -> bool:
    """Whether what starts at `start` still belongs to the sentence before.

    It does if it begins in lower case or is marks only, and after initials ("U.S. Circuit Court", "J. Gray"), "et
    al." and the number of a list entry unless a word follows that begins sentences.
    """
    before, following = paragraph[last[0] : last[1]], paragraph[start:end].lstrip("\"“‘'([—–- ")
    if not any(c.isalnum() for c in following) or following[0].islower():
        return True
    if _ENTRY.fullmatch(before):
        return True
    if _NUMBER.search(before) and following[0].isdigit():
        return True
    first = re.split(r"[\s.,'’]", following, maxsplit=1)[0].lower()
    return bool(_INITIALS.search(before)) and paragraph[start] not in '"“' and first not in _STARTERS
