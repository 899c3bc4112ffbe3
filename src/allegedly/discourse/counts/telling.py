"""Through whose mouth something reaches the reader: "X said, Reuters reported, citing an official".

A link is a statement that is spoken or written; what another is said to believe or plan hands nothing on, nor does a
demand or a question ("demanded that he tell"), nor who tells of his own words.
"""

from __future__ import annotations

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.words import one_line

_WHOLE = """
    WITH RECURSIVE
    linked AS MATERIALIZED (
        SELECT doc_id, attribution_id, parent_id, voice_id, stance FROM said
        WHERE kind IN ('speech', 'writing') AND (parent_id IS NOT NULL OR (doc_id, attribution_id) IN (
            SELECT (doc_id, parent_id) FROM attributions WHERE parent_id IS NOT NULL))
    ),
    told AS (
        SELECT doc_id, [attribution_id] AS links, [voice_id] AS voices, parent_id FROM linked
        WHERE (doc_id, attribution_id) NOT IN (SELECT (doc_id, parent_id) FROM linked WHERE parent_id IS NOT NULL)
        UNION ALL
        SELECT told.doc_id, list_prepend(attribution_id, links), list_prepend(voice_id, voices), linked.parent_id
        FROM told JOIN linked ON linked.doc_id = told.doc_id AND linked.attribution_id = told.parent_id
        WHERE stance NOT IN ('demand', 'ask') AND NOT list_contains(links, attribution_id)
    )
    SELECT doc_id, links FROM told WHERE len(list_distinct(voices)) > 1
    QUALIFY row_number() OVER (PARTITION BY doc_id, links[-1] ORDER BY len(links) DESC) = 1
"""
"""Whole chains of two voices or more, as numbers of statements from the outermost teller to the words, in SQL."""


def numbers(corpus: Corpus) -> tuple[int, int]:
    """How many chains there are, and of how many links the longest is."""
    found = corpus.ask(f"SELECT count(*) AS n, coalesce(max(len(links)), 0) AS longest FROM ({_WHOLE})")
    return int(found["n"].iloc[0]), int(found["longest"].iloc[0])


def chains(corpus: Corpus, *, top: int = 20) -> pd.DataFrame:
    """Who has it from whom, a line each: doc_id, links, told. Those of most links first.

    `told` runs from the outermost teller to the words.
    """
    rows = corpus.ask(
        f"""
        SELECT chain, doc_id, source, cue_lemma, content
        FROM (
            SELECT chain, doc_id, unnest(links) AS attribution_id, generate_subscripts(links, 1) AS link
            FROM (
                SELECT *, row_number() OVER (ORDER BY len(links) DESC, doc_id, links[-1]) AS chain FROM ({_WHOLE})
                QUALIFY chain <= $top
            )
        ) JOIN attributions USING (doc_id, attribution_id)
        ORDER BY chain, link
        """,
        top=top,
    )
    rows = rows.assign(link=rows["source"].map(one_line).replace("", "somebody") + " [" + rows["cue_lemma"] + "]")
    made = [
        (own["doc_id"].iloc[0], len(own), f"{' → '.join(own['link'])}: {one_line(own['content'].iloc[-1])}")
        for _, own in rows.groupby("chain", sort=True)
    ]
    return pd.DataFrame(made, columns=["doc_id", "links", "told"])
