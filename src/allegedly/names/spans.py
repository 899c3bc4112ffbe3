"""A name as a span of tokens, and the mending of its edges.

Types follow the OntoNotes guidelines (Weischedel et al. 2013), but a span holds neither a leading article, nor a form
of address, nor a possessive mark: they say nothing about which thing is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from allegedly import lexicons
from allegedly.names.phrases import Phrases, words_of

ARTICLES = frozenset({"the", "a", "an"})
ATTITUDES = frozenset({"pro", "anti", "non", "un", "ex", "pre", "post", "mid"})
POSSESSIVES = frozenset({"'s", "'", "’s", "’"})
CURRENCIES = frozenset({"dollar", "dollars", "euro", "euros", "pound", "pounds", "peso", "pesos", "cents", "rupees"})
LANDS = frozenset({"town", "village", "city", "province", "district", "region", "county", "island", "suburb", "port"})
"""Common nouns of what has a place's name."""

_EDGE = frozenset("\"'`,;:!?()[]{}<>|-–—_*/\\=+~•·“”‘’…@#") | {"''", "``", "--", "...", ".", "|"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name: tokens start to end (exclusive), its type, and what found it."""

    start: int
    end: int
    label: str
    rule: str

    def overlaps(self, other: Name) -> bool:
        """True if the two share a token."""
        return self.start < other.end and other.start < self.end


@cache
def titles() -> Phrases:
    """Forms of address that announce a person."""
    return Phrases(words_of(entry) for entry in lexicons.load("titles")["entry"])


@cache
def generic() -> frozenset[str]:
    """Words that look like names and name nobody by themselves."""
    return frozenset(lexicons.load("generic_names")["entry"])


def is_capital(word: str) -> bool:
    """True if a word begins with a capital letter."""
    return word[:1].isupper()


def is_acronym(word: str) -> bool:
    """True for two to eight characters that are nearly all capital letters.

    >>> [is_acronym(word) for word in ("NATO", "U.N.", "MoD", "He", "GPs", "F-16")]
    [True, True, True, False, True, False]
    """
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(word) <= 8 and capitals >= 2 and capitals * 2 > len(letters) and not any(c.isdigit() for c in word)


def trim(words: Sequence[str], name: Name) -> Name | None:
    """A name without articles, titles, marks and half brackets at its edges; None where nothing of a name is left."""
    start, end = name.start, name.end
    text = words[start:end]
    if any("@" in word or "://" in word or word.lower().startswith("www.") for word in text):
        return None
    for opening, closing in (("(", ")"), ("[", "]")):
        if (opening in text) != (closing in text):
            mark = opening if opening in text else closing
            at = start + text.index(mark)
            start, end = (start, at) if at > start else (at + 1, end)
    start, end = _edges(words, start, end)
    while end - start > 2 and words[start].lower() in ATTITUDES and words[start + 1] == "-":
        start += 2
    if name.label == "PERSON":
        start, end = _without_title(words, start, end)
    if start >= end:
        return None
    kept = words[start:end]
    if _within_title(words, start, end):
        return None
    if name.label not in ("NORP", "LANGUAGE") and not any(c.isupper() for word in kept for c in word):
        return None
    if end < len(words) and words[end].lower() in CURRENCIES and name.label in ("GPE", "NORP", "LOC"):
        return None
    if not any(c.isalpha() for word in kept for c in word):
        return None
    return replace(name, start=start, end=end)


def _edges(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Without marks and blanks on both sides, articles before and possessive marks behind."""
    while start < end and (words[start] in _EDGE or words[start].isspace() or _is_article(words, start)):
        start += 1
    while start < end and (words[end - 1] in _EDGE or words[end - 1] in POSSESSIVES or words[end - 1].isspace()):
        if words[end - 1] == ")" and "(" in words[start:end]:
            break
        end -= 1
    return start, end


def _is_article(words: Sequence[str], at: int) -> bool:
    """An article, unless it is a part of the name: a capital "The" in the middle of a sentence before "Hague"."""
    word = words[at]
    return word.lower() in ARTICLES and not (word == "The" and words[at + 1 : at + 2] == ["Hague"])


def _within_title(words: Sequence[str], start: int, end: int) -> bool:
    """True for a part of a longer title: "Defense" in "Defense Secretary" and in "Secretary of Defense"."""
    before = range(max(start - 3, 0), start)
    return titles().at(words, start) > end or any(titles().at(words, at) >= end for at in before)


def _without_title(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    while start < end:
        after = titles().at(words, start)
        if after == start:
            break
        start = after
    return start, end
