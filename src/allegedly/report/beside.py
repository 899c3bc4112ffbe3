"""What stands side by side: statements set against each other, and paragraphs that several articles share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from allegedly.discourse import opposed, shared
from allegedly.discourse.findings import CONFLICTS
from allegedly.report.statements import Statement

MOST = 100
"""Rows shown of each."""


@dataclass(frozen=True)
class Pair:
    """Two statements, what sets them against each other, and why they were paired."""

    one: Statement
    other: Statement
    kind: str
    why: str


@dataclass(frozen=True)
class Shared:
    """A paragraph in several articles, each as (anchor, title). Without the articles' words, text is empty.

    `share` is the least share of runs of five words that another wording has in common with the earliest.
    """

    text: str
    n_words: int
    share: float
    first: str
    articles: list[tuple[str, str]]


def conflicts(tables: Mapping[str, pd.DataFrame], found: Sequence[Statement], anchors: Mapping[str, str]) -> list[Pair]:
    """The pairs of table `conflicts`."""
    rows = tables["conflicts"].head(MOST)
    return _pairs(rows.assign(kind=rows["kind"].map(CONFLICTS)), "other_doc_id", found, anchors)


def opposing(tables: Mapping[str, pd.DataFrame], found: Sequence[Statement], anchors: Mapping[str, str]) -> list[Pair]:
    """The pairs that a word of contrast sets against each other."""
    rows = opposed.find(tables).head(MOST)
    return _pairs(rows.assign(kind=rows["connective"], why=rows["sense"]), "doc_id", found, anchors)


def _pairs(rows: pd.DataFrame, other: str, found: Sequence[Statement], anchors: Mapping[str, str]) -> list[Pair]:
    """Pairs of rows with attribution_id, other_attribution_id, kind and why; `other` names the second's article."""
    by_anchor = {statement.anchor: statement for statement in found}
    return [
        Pair(
            by_anchor[f"{anchors[row['doc_id']]}a{row['attribution_id']}"],
            by_anchor[f"{anchors[row[other]]}a{row['other_attribution_id']}"],
            row["kind"],
            row["why"],
        )
        for row in rows.to_dict("records")
    ]


def paragraphs(tables: Mapping[str, pd.DataFrame], anchors: Mapping[str, str], *, texts: bool = True) -> list[Shared]:
    """The paragraphs that stand in several articles; `anchors` gives the anchor of each doc_id."""
    about = tables["documents"].set_index("doc_id")
    titles = about["title"].fillna(about["path"])
    return [
        Shared(
            row.text if texts else "", row.n_words, row.share, row.first,
            [(anchors[doc_id], titles[doc_id]) for doc_id in row.doc_ids],
        )
        for row in shared.shared(tables["documents"], tables["sentences"]).head(MOST).itertuples(index=False)
    ]  # fmt: skip
