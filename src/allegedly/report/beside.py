"""What stands side by side: statements against each other, numbers of one thing, paragraphs that articles share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from allegedly.discourse.counts import accounts, opposed, shared
from allegedly.discourse.statements import side_by_side
from allegedly.report.article import title
from allegedly.report.statements import Statement

MOST = 100
"""Rows shown of each."""


@dataclass(frozen=True)
class Pair:
    """Two statements in their sentences, what sets them against each other, and why they were paired.

    Without the articles' words, sentence and other_sentence are empty, and so is `why` where it quotes them.
    """

    one: Statement
    other: Statement
    kind: str
    why: str
    sentence: str
    other_sentence: str


@dataclass(frozen=True)
class Number:
    """A number as said, its range in words, who says it, and the anchor of its sentence."""

    text: str
    span: str
    voice: str
    sentence: str


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


def conflicts(
    tables: Mapping[str, pd.DataFrame], found: Sequence[Statement], anchors: Mapping[str, str], *, texts: bool = True
) -> list[Pair]:
    """The pairs of table `conflicts`."""
    rows = tables["conflicts"]
    said = side_by_side.of(tables)
    rows = rows.assign(kind=rows["kind"].map(side_by_side.KINDS), why=rows["why"] if texts else "")
    for column in ("sentence", "other_sentence"):
        rows[column] = said[column].to_numpy() if texts else ""
    return _pairs(rows.head(MOST), "other_doc_id", found, anchors)


def opposing(
    tables: Mapping[str, pd.DataFrame], found: Sequence[Statement], anchors: Mapping[str, str], *, texts: bool = True
) -> list[Pair]:
    """The pairs that a word of contrast sets against each other."""
    rows = opposed.find(tables)
    rows = rows.assign(kind=rows["connective"], why=rows["sense"])
    shown = rows if texts else rows.assign(sentence="", other_sentence="")
    return _pairs(shown.head(MOST), "doc_id", found, anchors)


def _pairs(rows: pd.DataFrame, other: str, found: Sequence[Statement], anchors: Mapping[str, str]) -> list[Pair]:
    """Pairs of rows with attribution_id, other_attribution_id, kind and why; `other` names the second's article."""
    by_anchor = {statement.anchor: statement for statement in found}
    return [
        Pair(
            by_anchor[f"{anchors[row['doc_id']]}a{row['attribution_id']}"],
            by_anchor[f"{anchors[row[other]]}a{row['other_attribution_id']}"],
            row["kind"],
            row["why"],
            row["sentence"],
            row["other_sentence"],
        )
        for row in rows.to_dict("records")
    ]


def paragraphs(tables: Mapping[str, pd.DataFrame], anchors: Mapping[str, str], *, texts: bool = True) -> list[Shared]:
    """The paragraphs that stand in several articles; `anchors` gives the anchor of each doc_id."""
    titles = {about.doc_id: title(about, texts=texts) for about in tables["documents"].itertuples(index=False)}
    return [
        Shared(
            row.text if texts else "", row.n_words, row.share, row.first,
            [(anchors[doc_id], titles[doc_id]) for doc_id in row.doc_ids],
        )
        for row in shared.shared(tables["documents"], tables["sentences"]).head(MOST).itertuples(index=False)
    ]  # fmt: skip


def numbers(tables: Mapping[str, pd.DataFrame], anchors: Mapping[str, str]) -> list[tuple[str, list[Number]]]:
    """What is counted with different results, each with its numbers from the lowest on."""
    found: dict[str, list[Number]] = {}
    rows = accounts.numbers(tables["quantities"], tables["attributions"], tables["voices"])
    for row in rows.head(MOST).itertuples(index=False):
        place = f"{anchors[row.doc_id]}s{row.sentence_id}"
        found.setdefault(row.counted, []).append(Number(row.text, _span(row.low, row.high), row.voice, place))
    return list(found.items())


def _span(low: float, high: float) -> str:
    """A range in words.

    >>> _span(100, 100), _span(24, float("nan")), _span(90, 110)
    ('100', '24 or more', '90 to 110')
    """
    if pd.isna(high):
        return "any" if pd.isna(low) else f"{low:,.0f} or more"
    return f"{high:,.0f} or fewer" if pd.isna(low) else f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
