"""What stands on the page in place of all rows, where there are too many: few of them, and where each one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allegedly.hedging.voice import reporting
from allegedly.report import article
from allegedly.report.sureness import tier

MOST = 200
"""Rows of a table on the index of many articles."""

SQUARES = 12
"""Statements drawn for one voice or one reporting word on the index of many articles."""

CHAINS = 40
"""Chains of tellers on the index of many articles."""


ENTRIES = 60
"""Entries of a lexicon listed for one category."""

INPUTS = 500
"""Rows of a part of the manifest that are still listed."""


@dataclass(frozen=True)
class Listed:
    """An article that has a page of its own, as a row of the index."""

    anchor: str
    about: Any
    title: str
    counted: bool
    repeats: str
    n_statements: int
    n_hedges: int
    n_boosters: int
    n_edits: int


def listed(tables: Mapping[str, pd.DataFrame], anchors: Mapping[str, str], *, texts: bool = True) -> list[Listed]:
    """The articles of a run in the order of `documents`. `anchors` gives the anchor of each."""
    cues = tables["hedges"].assign(tier=tables["hedges"]["category"].map(tier))[~reporting(tables["hedges"])]
    numbers = {
        name: rows["doc_id"].value_counts()
        for name, rows in (
            ("said", tables["attributions"]), ("hedges", cues[cues["tier"] == "hedge"]), ("edits", tables["edits"]),
            ("boosters", cues[cues["tier"] == "booster"]), ("judged", tables["certainty"]),
        )
    }  # fmt: skip
    made = []
    for about in tables["documents"].itertuples(index=False):
        n = {name: int(found.get(about.doc_id, 0)) for name, found in numbers.items()}
        made.append(
            Listed(
                anchors[about.doc_id],
                about,
                article.title(about, texts=texts),
                n["judged"] > 0 or about.n_sentences == 0,
                anchors.get(about.duplicate_of, "") if isinstance(about.duplicate_of, str) else "",
                n["said"], n["hedges"], n["boosters"], n["edits"],
            )
        )  # fmt: skip
    return made


def places(tables: Mapping[str, pd.DataFrame], anchors: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Where statements and hedges stand in the text as it came in, by the anchor of their row.

    A statement reaches from the first to the last of its spans; what has no single place there is left out.
    """
    spans = tables["attribution_spans"].dropna(subset=["raw_start", "raw_end"])
    ends = spans.groupby(["doc_id", "attribution_id"]).agg(start=("raw_start", "min"), end=("raw_end", "max"))
    found = {
        f"{anchors[doc_id]}a{number}": (int(start), int(end))
        for (doc_id, number), start, end in zip(ends.index, ends["start"], ends["end"], strict=True)
    }
    for row in tables["hedges"].dropna(subset=["raw_start", "raw_end"]).itertuples(index=False):
        found[f"{anchors[row.doc_id]}h{row.hedge_id}"] = (int(row.raw_start), int(row.raw_end))
    return found
