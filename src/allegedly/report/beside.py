"""What stands side by side: statements against each other, numbers of one thing, paragraphs that articles share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.discourse.counts import opposed, shared
from allegedly.discourse.statements import side_by_side
from allegedly.report.article import OPENING, title
from allegedly.report.statements import Statement
from allegedly.words import one_line

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
    rows = tables["conflicts"].head(MOST)
    rows = rows.assign(kind=rows["kind"].map(side_by_side.KINDS), why=rows["why"] if texts else "")
    for side in ("", "other_"):
        keys = zip(rows[f"{side}doc_id"], rows[f"{side}attribution_id"], strict=True)
        rows[f"{side}sentence"] = _sentences(list(keys), tables) if texts else ""
    return _pairs(rows, "other_doc_id", found, anchors)


def _sentences(statements: list[tuple[str, int]], tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The sentence of each statement on one line."""
    keys = pd.DataFrame(statements, columns=["doc_id", "attribution_id"])
    said = keys.merge(tables["attributions"][["doc_id", "attribution_id", "sentence_id"]], how="left")
    read = said.merge(tables["sentences"][["doc_id", "sentence_id", "text"]], how="left")
    return [one_line(text) for text in read["text"]]


def opposing(
    tables: Mapping[str, pd.DataFrame] | Corpus,
    found: Sequence[Statement],
    anchors: Mapping[str, str],
    *,
    texts: bool = True,
) -> list[Pair]:
    """The pairs that a word of contrast sets against each other, in a corpus or in tables of one article."""
    if isinstance(tables, Corpus):
        rows = opposed.find(tables)
    else:
        names = dict(zip(tables["voices"]["voice_id"], tables["voices"]["name"], strict=True))
        rows = opposed.of(tables, names)
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


def paragraphs(corpus: Corpus, anchors: Mapping[str, str], *, texts: bool = True) -> list[Shared]:
    """The paragraphs that stand in several articles; `anchors` gives the anchor of each doc_id."""
    articles = corpus.ask("SELECT doc_id, title, left(text, $n) AS text FROM documents", n=OPENING)
    titles = {about.doc_id: title(about, texts=texts) for about in articles.itertuples(index=False)}
    return [
        Shared(
            row.text if texts else "", row.n_words, row.share, row.first,
            [(anchors[doc_id], titles[doc_id]) for doc_id in row.doc_ids],
        )
        for row in shared.find(corpus).rows.head(MOST).itertuples(index=False)
    ]  # fmt: skip


def numbers(rows: pd.DataFrame, anchors: Mapping[str, str]) -> list[tuple[str, list[Number]]]:
    """What an article or a story counts, each with its numbers from the lowest on; `rows` as `amounts` gives them."""
    found: dict[tuple[str, str], list[Number]] = {}
    for row in rows.head(MOST).itertuples(index=False):
        number = Number(row.text, _span(row.low, row.high), row.voice, f"{anchors[row.doc_id]}s{row.sentence_id}")
        found.setdefault((row.story, row.counted), []).append(number)
    return [(counted, own) for (_, counted), own in found.items()]


def _span(low: float, high: float) -> str:
    """A range in words.

    >>> _span(100, 100), _span(24, float("nan")), _span(90, 110)
    ('100', '24 or more', '90 to 110')
    """
    if pd.isna(high):
        return "any" if pd.isna(low) else f"{low:,.0f} or more"
    return f"{high:,.0f} or fewer" if pd.isna(low) else f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
