"""Likely misspellings: repaired only where one candidate is clearly right, else flagged.

A word is suspicious if it is written in lower case, is no English word, is rare, and stands once in the article and
never as a name. A candidate is one deletion, insertion, replacement or swap away (Damerau 1964 found four in five
misspellings to be just that), and clearly right if it is common and no other candidate is nearly as common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from allegedly.cleaning import vocabulary
from allegedly.cleaning.edits import Edit

_TOKEN = re.compile(r"(?<![\w@#/.'’\-&])[a-z]{5,25}(?![\w@/'’\-]|\.\w)")
_ANY = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RARE = 60_000
_COMMON = 15_000
_CLEARLY = 8


def neighbours(word: str) -> set[str]:
    """All strings one deletion, swap, replacement or insertion away.

    >>> "efforts" in neighbours("efforst")
    True
    """
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    deletes = {a + b[1:] for a, b in splits if b}
    swaps = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    replaces = {a + c + b[1:] for a, b in splits if b for c in _LETTERS}
    inserts = {a + c + b for a, b in splits for c in _LETTERS}
    return (deletes | swaps | replaces | inserts) - {word}


@lru_cache(maxsize=50_000)
def candidates(word: str) -> tuple[tuple[int, str], ...]:
    """Known words near `word` with their frequency rank, the commonest first; the first letter is taken as right."""
    found = []
    for near in neighbours(word):
        if near[:1] == word[:1] and vocabulary.is_word(near):
            place = vocabulary.rank(near)
            if place is not None and place < _RARE:
                found.append((place, near))
    return tuple(sorted(found))


def correction(word: str, *, article: Counter[str] | None = None) -> str | None:
    """The one word that `word` was clearly meant to be, or None.

    `article`: the words of the article; a candidate used there elsewhere needs less of a lead.

    >>> correction("efforst")
    'efforts'
    """
    near = candidates(word)
    swapped = [(place, w) for place, w in near if sorted(w) == sorted(word)]
    if len(swapped) == 1 and swapped[0][0] <= _COMMON:
        return swapped[0][1]  # all letters are there, two of them in the wrong order: no other slip explains that
    # Short words are too near to too many others; a replaced letter is weaker evidence than a lost or doubled one.
    near = tuple((place, w) for place, w in near if len(word) >= (8 if len(w) == len(word) else 7))
    if not near:
        return None
    here = [w for _, w in near if article and article[w]]
    best_rank, best = near[0]
    if len(here) == 1 and here[0] == best:
        return best
    if best_rank > _COMMON or (len(near) > 1 and near[1][0] < _CLEARLY * max(best_rank, 100)):
        return None
    return best


@lru_cache(maxsize=100_000)
def is_suspicious(word: str) -> bool:
    """Whether a lower-case word is neither an English word nor common."""
    if vocabulary.is_word(word):
        return False
    place = vocabulary.rank(word)
    return place is None or place > _RARE


def _in_foreign_words(text: str, start: int, end: int) -> bool:
    """Whether the word before or after is no English word either, as in a phrase of another language."""
    before = _ANY.findall(text[max(0, start - 30) : start])[-1:]
    after = _ANY.findall(text[end : end + 30])[:1]
    return any(word.islower() and is_suspicious(word) for word in [*before, *after])


@lru_cache(maxsize=1)  # the last pass over a text and the flags in it ask the same question
def misspellings(text: str) -> tuple[Edit, ...]:
    """An edit for each likely misspelling: repaired where one word is clearly right, else one that changes nothing."""
    return tuple(_misspellings(text)) if vocabulary.available() else ()


def _misspellings(text: str) -> Iterator[Edit]:
    all_words = Counter(_ANY.findall(text))
    lower = Counter({word.lower(): n for word, n in all_words.items() if not word.islower()})
    for match in _TOKEN.finditer(text):
        word = match.group()
        if all_words[word] > 1 or lower[word] or not is_suspicious(word):
            continue
        fixed = None if _in_foreign_words(text, match.start(), match.end()) else correction(word, article=all_words)
        if fixed:
            reason = f"no English word; {fixed!r} is one slip away and clearly the likeliest"
            yield Edit(match.start(), match.end(), word, fixed, "misspelling", reason)
        elif candidates(word):
            near = ", ".join(w for _, w in candidates(word)[:3])
            yield Edit(match.start(), match.end(), word, word, "misspelling", f"no English word; near are {near}")
