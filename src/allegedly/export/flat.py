"""Every attribution as one row of a flat table, for spreadsheets and statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allegedly.export.articles import Article, Row
from allegedly.hedging.said import COUNTED
from allegedly.hedging.voice import REPORTING
from allegedly.schema import BOOSTERS, HEDGES

_ABOUT = ("doc_id", "title", "outlet", "published", "url", "duplicate_of")
_ROLES = ("source", "cue", "content")
_FROM_ROW = (
    "attribution_id", "sentence_id", "source", "source_entity_id", "source_kind", "anonymous", "cue", "cue_lemma",
    "stance", "form", "polarity", "kind", "content", "probability", "parent_id", "rule",
)  # fmt: skip

COLUMNS = (
    *_ABOUT, *_FROM_ROW, "source_name", "sentence",
    *(f"{role}_{edge}" for role in _ROLES for edge in ("start", "end", "spans", "raw_start", "raw_end")),
    "n_hedges", *(f"n_{category}" for category in HEDGES + BOOSTERS), "hedge_words", "booster_words",
)  # fmt: skip

WORDS = ("title", "source", "cue", "content", "rule", "sentence", "hedge_words", "booster_words")
"""Columns in the articles' own words."""


def rows(article: Article, entities: Mapping[str, str]) -> list[dict[str, Any]]:
    """The attributions of one article. `entities` has the usual name of each entity_id.

    `*_start` and `*_end` are the first and the last character of a part, `*_spans` all its spans as `start-end`, joined
    by blanks; `raw_*` are null where any span of the part has no single place in the raw text. `n_hedges` counts the
    hedges in the words of the source that make a sentence hedged. A hedge that is itself the reporting word counts as
    stance and stands in no column of hedges.
    """
    spans = article.spans()
    sentences = {row["sentence_id"]: row["text"] for row in article.layers["sentences"]}
    hedges: dict[int, list[Row]] = {}
    for hedge in article.layers["hedges"]:
        if not hedge["rule"].endswith(REPORTING):
            hedges.setdefault(hedge["attribution_id"], []).append(hedge)
    made = []
    for row in article.layers["attributions"]:
        number = row["attribution_id"]
        made.append(
            {name: article.document[name] for name in _ABOUT}
            | {name: row[name] for name in _FROM_ROW}
            | {
                "source_name": entities.get(row["source_entity_id"]),
                "sentence": sentences.get(row["sentence_id"], ""),
            }
            | {k: v for role in _ROLES for k, v in _place(role, spans.get(number, {}).get(role, [])).items()}
            | _hedging(hedges.get(number, []))
        )
    return made


def _place(role: str, spans: list[Row]) -> dict[str, Any]:
    raw = [span["raw_start"] for span in spans], [span["raw_end"] for span in spans]
    placed = bool(spans) and None not in raw[0] + raw[1]
    return {
        f"{role}_start": min((span["start"] for span in spans), default=None),
        f"{role}_end": max((span["end"] for span in spans), default=None),
        f"{role}_spans": " ".join(f"{span['start']}-{span['end']}" for span in spans),
        f"{role}_raw_start": min(raw[0]) if placed else None,
        f"{role}_raw_end": max(raw[1]) if placed else None,
    }


def _hedging(found: list[Row]) -> dict[str, Any]:
    counts = {f"n_{name}": sum(hedge["category"] == name for hedge in found) for name in HEDGES + BOOSTERS}
    words = {
        polarity: "; ".join(hedge["text"] for hedge in found if hedge["polarity"] == polarity)
        for polarity in ("hedge", "booster")
    }
    return {
        "n_hedges": sum(counts[f"n_{name}"] for name in COUNTED),
        **counts,
        "hedge_words": words["hedge"],
        "booster_words": words["booster"],
    }
