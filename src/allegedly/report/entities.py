"""What is named, under all its names, and whether it speaks, is spoken about, or is told of by the writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

LABELS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "country or town", "LOC": "place", "FAC": "building",
    "NORP": "people or group", "EVENT": "event", "PRODUCT": "product", "LAW": "law", "WORK_OF_ART": "work",
    "LANGUAGE": "language", "DATE": "date",
}  # fmt: skip
"""Types of names after OntoNotes, in words."""

PLACES = 12
"""Places of one name that are linked."""

ROLES = {"source": "speaks", "in_content": "is spoken about", "narration": "is told of by the writer"}
"""What each role of a mention means."""


@dataclass(frozen=True)
class Name:
    """One name of an entity, how often it stands, and the sentences of the first of those places."""

    text: str
    n: int
    sentences: list[str]


@dataclass(frozen=True)
class Entity:
    """A thing named, with its names, the most frequent first, and its mentions by role."""

    anchor: str
    name: str
    label: str
    n_mentions: int
    n_documents: int
    names: list[Name]
    roles: list[tuple[str, int]]
    related_to: str
    related_row: str


def anchors(entities: pd.DataFrame) -> dict[str, str]:
    """The anchor of each entity's row: n1, n2, … from the one named most."""
    ranked = entities.sort_values(["n_mentions", "name", "entity_id"], ascending=[False, True, True])
    return {entity_id: f"n{number}" for number, entity_id in enumerate(ranked["entity_id"], start=1)}


def entities(
    tables: Mapping[str, pd.DataFrame], articles: Mapping[str, str], rows_at: Mapping[str, str]
) -> list[Entity]:
    """The entities of `rows_at`, which gives the anchor of each. `articles` gives the anchor of each article."""
    rows = {row.entity_id: row for row in tables["entities"].itertuples(index=False)}
    mentions = tables["mentions"].merge(
        tables["mention_roles"][["doc_id", "mention_id", "role"]], on=["doc_id", "mention_id"], how="left"
    )
    grouped = dict(iter(mentions[mentions["entity_id"].isin(list(rows_at))].groupby("entity_id")))
    made = []
    for entity_id, anchor in rows_at.items():
        row = rows[entity_id]
        own = grouped.get(entity_id, mentions.iloc[:0])
        places: dict[str, list[str]] = {}
        for mention in own.itertuples(index=False):
            place = f"{articles[mention.doc_id]}s{mention.sentence_id}"
            places.setdefault(" ".join(mention.text.split()), []).append(place)
        names = sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))
        counts = own["role"].value_counts()
        related = rows.get(row.related_to) if not pd.isna(row.related_to) else None
        made.append(
            Entity(
                anchor,
                row.name,
                LABELS.get(row.label, row.label.lower().replace("_", " ")),
                row.n_mentions,
                row.n_documents,
                [Name(text, len(sentences), sentences[:PLACES]) for text, sentences in names],
                [(role, int(counts[role])) for role in ROLES if role in counts],
                related.name if related is not None else "",
                rows_at.get(row.related_to, "") if related is not None else "",
            )
        )
    return made
