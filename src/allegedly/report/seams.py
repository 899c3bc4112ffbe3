"""The places where a text loses its thread, as rows: only those a reader's time is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from allegedly.discourse.coherence.seam import HIGH, KINDS
from allegedly.report.article import title
from allegedly.report.sureness import context


@dataclass(frozen=True)
class Place:
    """One seam in its sentence. Without the articles' words, left, text, right and evidence are empty."""

    article: str
    title: str
    sentence: str
    kind: str
    left: str
    text: str
    right: str
    evidence: str
    confidence: float


def seams(tables: Mapping[str, pd.DataFrame], anchors: Mapping[str, str], *, texts: bool = True) -> list[Place]:
    """The seams of confidence `seam.HIGH` or more, in the order of the articles and of their text.

    `anchors` gives the anchor of each doc_id on the page.
    """
    documents = {row.doc_id: row for row in tables["documents"].itertuples(index=False)}
    high = tables["seams"][tables["seams"]["confidence"] >= HIGH]
    made = []
    lost = dict(iter(high.groupby("doc_id")))
    near = tables["sentences"][tables["sentences"]["doc_id"].isin(list(lost))]
    read = dict(iter(near.groupby("doc_id")))
    for doc_id in (doc_id for doc_id in anchors if doc_id in lost):
        about, anchor = documents[doc_id], anchors[doc_id]
        sentences = {row.sentence_id: row for row in read[doc_id].itertuples(index=False)}
        for row in lost[doc_id].sort_values(["start", "end", "kind"]).itertuples(index=False):
            sentence = sentences[row.sentence_id]
            # What stands there twice may be several sentences.
            around = about.text[sentence.start : max(sentence.end, row.end)]
            left, right = context(around, row.start - sentence.start, row.end - sentence.start)
            made.append(
                Place(
                    anchor,
                    title(about, texts=texts),
                    f"{anchor}s{row.sentence_id}",
                    KINDS[row.kind],
                    left if texts else "",
                    " ".join(about.text[row.start : row.end].split()) if texts else "",
                    right if texts else "",
                    row.evidence if texts else "",
                    row.confidence,
                )
            )
    return made
