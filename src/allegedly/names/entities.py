"""The things named, counted over the whole input: how often, in how many articles, and under which names.

A thing is counted under all its names at once, never together with what it merely stands for or belongs to: the
Kremlin and the Russians are related to Russia and counted for themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from allegedly import tables
from allegedly.names import addresses, gazetteer, namesakes
from allegedly.names.gazetteer import entity_id
from allegedly.names.merging import usual_name


def count(mentions: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The table `entities` of mentions given some articles at a time: only how often each form occurs is kept."""
    by_thing: dict[str, Counter[tuple[str, str]]] = {}
    documents: Counter[str] = Counter()
    for own in mentions:
        documents.update(own.groupby("entity_id")["doc_id"].nunique().to_dict())
        for (thing, label, text), n in own.groupby(["entity_id", "label", "text"]).size().items():
            by_thing.setdefault(thing, Counter())[label, " ".join(text.split())] += int(n)
    rows = [_row(thing, seen, documents[thing]) for thing, seen in sorted(by_thing.items())]
    full_names = _by_surname(rows)
    for row in rows:
        row["related_to"] = row["related_to"] or full_names.get(row["entity_id"])
    return tables.frame("entities", rows)


def _row(thing: str, seen: Mapping[tuple[str, str], int], n_documents: int) -> dict[str, Any]:
    labels: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for (label, text), n in seen.items():
        labels[label] += n
        texts[text] += n
    label = _first(labels)
    variants = sorted(texts, key=lambda text: (-texts[text], text))
    name = _name(thing, label, variants)
    return {
        "entity_id": thing,
        "name": name,
        "label": label,
        "n_mentions": sum(texts.values()),
        "n_documents": n_documents,
        "variants": variants,
        "related_to": _other(thing, gazetteer.belongs_to(label, name)),
    }


def _first(counts: Mapping[str, int]) -> str:
    return min(counts, key=lambda key: (-counts[key], key))


def _other(thing: str, related: str | None) -> str | None:
    return related if related != thing else None


def _name(thing: str, label: str, variants: list[str]) -> str:
    """The usual name: the gazetteer's, else the most frequent variant that is as full as the id."""
    for variant in variants:
        known = gazetteer.lookup(variant)
        if known and known.entity_id == thing:
            return known.name
    full = [variant for variant in variants if entity_id(label, usual_name(label, variant)) == thing]
    shared = [name for variant in variants for name in (*addresses.with_address(variant), *namesakes.others(variant))]
    return [*full, *(name for name in shared if entity_id(label, name) == thing), *variants][0]


def _by_surname(rows: list[dict[str, Any]]) -> dict[str, str]:
    """For each bare surname, the one person of the whole input whose surname it is; none where there are several.

    Another article may mean someone else by the name, so the two are related and counted apart.
    """
    people = sorted(row["entity_id"] for row in rows if row["entity_id"].startswith("person/"))
    bare = {thing for thing in people if "-" not in thing}
    full: dict[str, list[str]] = {}
    for thing in people:
        if thing not in bare:
            full.setdefault(f"person/{thing.rsplit('-', 1)[1]}", []).append(thing)
    return {thing: full[thing][0] for thing in bare if len(full.get(thing, ())) == 1}
