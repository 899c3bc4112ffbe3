"""Abbreviations that an article explains in brackets: "the World Food Programme (WFP)".

The pairing follows Schwartz and Hearst (2003), stricter: the first letters of the long form's words must spell the
abbreviation; small words may be skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from allegedly.names.spans import Name, is_acronym, is_capital

SMALL = frozenset({"of", "and", "for", "the", "in", "on", "to", "de", "del", "la", "y", "da", "do", "dos", "et", "&"})
_JOINTS = frozenset({"-", ",", "'s", "/", "."})
LONGEST = 12
"""Words a long form may have."""


@dataclass(frozen=True)
class Explained:
    """An abbreviation with its long form, as spans of tokens."""

    long: tuple[int, int]
    short: tuple[int, int]


def explained(doc: Doc, words: Sequence[str]) -> Iterator[Explained]:
    """Each abbreviation in brackets behind the words it stands for, within one sentence."""
    for at in range(1, len(words) - 2):
        if words[at] == "(" and words[at + 2] in (")", ";", ",") and is_acronym(words[at + 1]):
            start = long_form(words, doc[at].sent.start, at, words[at + 1])
            if start is not None:
                yield Explained((start, at), (at + 1, at + 2))


def long_form(words: Sequence[str], begin: int, end: int, acronym: str) -> int | None:
    """Where the words before `end` begin whose first letters spell the acronym; None if they do not.

    >>> long_form(["the", "Bank", "of", "Norway", "("], 0, 4, "BN")
    1
    """
    letters = [c for c in acronym.upper() if c.isalpha()]
    if acronym.endswith("s") and len(letters) > 2:
        letters.pop()
    at = end
    while letters and at > max(begin, end - LONGEST):
        at -= 1
        word = words[at]
        if word[:1].upper() == letters[-1]:
            letters.pop()
        elif (word.lower() not in SMALL and word not in _JOINTS) or at == end - 1:
            return None
    return at if not letters and is_capital(words[at]) else None


def replaced(names: Sequence[Name], pair: Explained, label: str) -> list[Name]:
    """The names with both spans of an explained abbreviation in place of what overlapped them.

    A name that ends with the long form and begins earlier ("Norwegian Ministry of Health (MH)") keeps its beginning.
    """
    start, end = pair.long
    begin = min([name.start for name in names if name.end == end and name.label == label], default=start)
    both = [Name(min(begin, start), end, label, "explained"), Name(*pair.short, label, "explained")]
    return [name for name in names if not any(name.overlaps(new) for new in both)] + both
