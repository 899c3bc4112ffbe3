"""Names of two things, told apart by what stands around them: "Georgia" beside Atlanta, "in Washington" beside a
George Washington.

What a place's name means is decided once for an article, by the other places it names (lexicon `namesakes`); whether a
place or a person is meant, where the word stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from allegedly import lexicons
from allegedly.names import addresses, gazetteer
from allegedly.names.forms import NEARNESS
from allegedly.names.spans import POSSESSIVES, Name


@cache
def _rows() -> list[tuple[str, str, frozenset[str], frozenset[str]]]:
    rows = lexicons.load("namesakes")[["entry", "entity", "company", "against"]].itertuples(index=False, name=None)
    return [(entry, entity, _set(company), _set(against)) for entry, entity, company, against in rows]


def _set(cell: str) -> frozenset[str]:
    return frozenset(cell.split(";")) - {""}


def meant(named: Collection[str]) -> dict[str, str]:
    """Which names an article means otherwise than usual, and what it means, by all that it names.

    It does where more of the other meaning's company is named than of the usual one's.

    >>> meant({"Georgia", "Atlanta", "Florida"}), meant({"Georgia", "Tbilisi"})
    ({'Georgia': 'Georgia (US state)'}, {})
    """
    all_named = set(named)
    return {
        entry: entity
        for entry, entity, company, against in _rows()
        if entry in all_named and len(company & all_named) > len(against & all_named)
    }


@lru_cache(maxsize=50_000)
def others(name: str) -> tuple[str, ...]:
    """What else a name may mean."""
    return tuple(entity for entry, entity, _, _ in _rows() if entry == name)


def by_context(words: Sequence[str], names: Iterable[Name]) -> list[Name]:
    """The names with those that may be a place or a person typed by the word before: "in Jordan", "Mr Jordan"."""
    return [_typed(words, name) for name in names]


def _typed(words: Sequence[str], name: Name) -> Name:
    known = gazetteer.lookup(words[name.start]) if name.end == name.start + 1 else None
    if known is None or known.label != "GPE":
        return name
    before = words[name.start - 1].lower() if name.start else ""
    found = name.rule.partition("; ")[0]
    if before in NEARNESS and not POSSESSIVES.intersection(words[name.end : name.end + 1]):
        return replace(name, label="GPE", rule=f"{found}; place") if name.label == "PERSON" else name
    if name.label == "GPE" and addresses.of(before):
        return replace(name, label="PERSON", rule=f"{found}; address")
    return name
