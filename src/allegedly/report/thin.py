"""The tables as the index of many articles shows them: without the articles' texts and without what only pages show.

The index counts most and quotes little. Of the texts stand here the openings, which title an article that has no
headline, and the sentences around the few places that are quoted.
"""

from __future__ import annotations

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.discourse.coherence.seam import HIGH
from allegedly.discourse.counts import course
from allegedly.report.article import OPENING
from allegedly.report.beside import MOST
from allegedly.schema import SCHEMA

_FIRST = f"SELECT * FROM conflicts ORDER BY {', '.join(SCHEMA['conflicts'].order)} LIMIT {MOST}"
"""The conflicting statements that the page shows: the first of the table."""

_QUOTED = f"""
    SELECT doc_id, sentence_id FROM seams WHERE confidence >= {HIGH}
    UNION SELECT doc_id, sentence_id FROM attributions SEMI JOIN (
        SELECT doc_id, attribution_id FROM ({_FIRST})
        UNION SELECT other_doc_id, other_attribution_id FROM ({_FIRST})
    ) AS pairs USING (doc_id, attribution_id)
"""
"""Sentences that the index quotes."""

_BLANK = {
    "attributions": ("rule",),
    "hedges": ("text",),
    "edits": ("before", "after", "reason"),
    "mentions": ("rule",),
}
"""Columns that only the pages of articles show."""

_LEFT_OUT = ("alignment", "attribution_spans", "connectives", "propositions", "quantities")
"""Tables that only the pages of articles show, or that the corpus is asked about."""


def tables(corpus: Corpus) -> dict[str, pd.DataFrame]:
    """All tables by name, those columns empty and those rows left out that the index does not show."""
    found = {
        name: corpus.made(name, f"{_blanked(name)} {'LIMIT 0' if name in _LEFT_OUT else ''}")
        for name in SCHEMA
        if name not in ("documents", "sentences", "attributions")
    }
    seams = f"doc_id IN (SELECT doc_id FROM seams WHERE confidence >= {HIGH})"
    text = f"CASE WHEN {seams} THEN text ELSE substring(text, 1, {OPENING}) END AS text"
    found["documents"] = corpus.made("documents", f"SELECT * REPLACE ({text}) FROM documents")
    found["sentences"] = corpus.rows("sentences", f"SEMI JOIN ({_QUOTED}) AS quoted USING (doc_id, sentence_id)")
    told = sorted(set(course.line(corpus)["doc_id"])) if len(course.over_time(corpus)) else []
    content = "CASE WHEN parent_id IS NOT NULL OR doc_id IN (SELECT unnest($told)) THEN content ELSE '' END AS content"
    found["attributions"] = corpus.made(
        "attributions", f"SELECT * REPLACE ({content}) FROM ({_blanked('attributions')})", told=told
    )
    return {name: found[name] for name in SCHEMA}


def _blanked(name: str) -> str:
    """A table without what stands in some of its columns, in SQL."""
    blank = ", ".join(f"'' AS {column}" for column in _BLANK.get(name, ()))
    return f'SELECT *{f" REPLACE ({blank})" if blank else ""} FROM "{name}"'
