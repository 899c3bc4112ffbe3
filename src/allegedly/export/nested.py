"""An article with all its layers nested, as one JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allegedly.export.articles import LAYERS, Article, Row

# Rows that say more of a row of another table, joined by this column, stand inside that row.
_INSIDE = {
    "certainty": ("sentences", "sentence_id"),
    "mention_roles": ("mentions", "mention_id"),
}


def article(one: Article, entities: Mapping[str, str]) -> dict[str, Any]:
    """The document's columns, and a list for each layer; `text[start:end]` are the words of every span.

    What is known of a sentence's certainty stands in the sentence, the part of a mention in the mention, the spans of
    an attribution in it. `entities` has the usual name of each entity_id. The alignment is a list of
    [start, end, raw_start, raw_end].
    """
    layers: dict[str, list[Row]] = {
        name: [_without_doc(row) for row in one.layers[name]] for name in LAYERS if name not in _INSIDE
    }
    for name, (outer, key) in _INSIDE.items():
        more = {row[key]: _without_doc(row) for row in one.layers[name]}
        layers[outer] = [row | more.get(row[key], {}) for row in layers[outer]]
    spans = one.spans()
    del layers["attribution_spans"]
    layers["attributions"] = [
        row | {"spans": [_span(span) for part in spans.get(row["attribution_id"], {}).values() for span in part]}
        for row in layers["attributions"]
    ]
    for mention in layers["mentions"]:
        mention["entity_name"] = entities.get(mention["entity_id"])
    columns = ("start", "end", "raw_start", "raw_end")
    return one.document | layers | {"alignment": [[row[c] for c in columns] for row in layers["alignment"]]}


def _without_doc(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "doc_id"}


def _span(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in ("doc_id", "attribution_id")}
