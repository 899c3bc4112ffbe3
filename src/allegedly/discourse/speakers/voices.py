"""The table of voices: every source over the whole input, with what it says and how (`allegedly.voices` says which)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from allegedly import schema

if TYPE_CHECKING:
    from allegedly.corpus import Corpus


def of(corpus: Corpus) -> pd.DataFrame:
    """The table `voices`, from attributions and, for the usual names, entities."""
    stances = ", ".join(f"count_if(stance = '{stance}') AS n_{stance}" for stance in schema.STANCES)
    return corpus.made(
        "voices",
        f"""
        SELECT voice_id, coalesce(entities.name, one_line(usual_source.source)) AS name, source_kind,
            heard.anonymous > 0.5 AS anonymous, heard.* EXCLUDE (voice_id, anonymous)
        FROM (
            SELECT voice_id, count(DISTINCT doc_id) AS n_documents, count(*) AS n_attributions,
                sum(n_words) AS n_words, sum(n_own_words) AS n_own_words, sum(n_relayed_words) AS n_relayed_words,
                avg(anonymous::INTEGER) AS anonymous, {stances}
            FROM said WHERE voice_id IS NOT NULL GROUP BY voice_id
        ) AS heard
        JOIN ({_usual("source_kind")}) AS usual_kind USING (voice_id)
        LEFT JOIN ({_usual("source")}) AS usual_source USING (voice_id)
        LEFT JOIN entities ON entity_id = voice_id
        """,
    )


def _usual(column: str) -> str:
    """The most frequent value of each voice, the first in the alphabet of those, in SQL."""
    return f"""
        SELECT voice_id, {column} FROM said WHERE voice_id IS NOT NULL AND {column} IS NOT NULL
        GROUP BY voice_id, {column}
        QUALIFY row_number() OVER (PARTITION BY voice_id ORDER BY count(*) DESC, {column}) = 1
    """
