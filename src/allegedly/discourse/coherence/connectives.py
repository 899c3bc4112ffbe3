"""Explicit connectives, with their sense after the Penn Discourse Treebank 3 (Webber et al. 2019), level 1 and 2.

Measures words that relate two statements ("because", "however"), told from the same words in other work: "and" between
nouns, "since" of time, "by" of an agent. A row of `data/lexicons/connectives.csv` counts where its conditions hold,
asked of tag, dependents and place (`conditions`); longer entries go first, and of rows with the same entry the first
that fits.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from allegedly import lexicons
from allegedly.discourse.coherence.conditions import holds
from allegedly.discourse.graph import Words


@dataclass(frozen=True)
class Row:
    """One row of the lexicon."""

    words: tuple[str, ...]
    conditions: tuple[str, ...]
    sense: str


@dataclass(frozen=True)
class Connective:
    """One connective: its first and last word, and its sense."""

    first: int
    last: int
    sense: str


@cache
def rows() -> dict[str, list[Row]]:
    """The rows of the lexicon by their first word, longer entries first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in lexicons.load("connectives", key=("entry", "condition")).itertuples(index=False):
        entry = tuple(str(row.entry).split())
        found[entry[0]].append(Row(entry, tuple(str(row.condition).split()), str(row.sense)))
    return {word: sorted(each, key=lambda row: -len(row.words)) for word, each in found.items()}


def find(words: Words) -> list[Connective]:
    """The connectives of a document in the order of the text; none overlaps another."""
    known = rows()
    found: list[Connective] = []
    taken = -1
    for i, low in enumerate(words.lower):
        if i <= taken or low not in known:
            continue
        for row in known[low]:
            last = i + len(row.words) - 1
            if tuple(words.lower[i : last + 1]) == row.words and all(holds(words, i, last, c) for c in row.conditions):
                found.append(Connective(i, last, row.sense))
                taken = last
                break
    return found
