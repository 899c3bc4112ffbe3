"""Voices: every source over the whole input, with what it says and how.

A named source is one voice under all its names; an unnamed one goes under its description, so that "officials" in
two articles are one voice only in name: `anonymous` says so. Sources that are not given, and pronouns whose person
the text does not give, are nobody's voice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from allegedly import schema

if TYPE_CHECKING:
    from allegedly.corpus import Corpus

_WORD = re.compile(r"\w+")
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|its|his|her|their|our|my)\s+", re.IGNORECASE)

VOICE_ID = """CASE WHEN source_kind NOT IN ('pronoun', 'none')
    THEN coalesce(source_entity_id, nullif(slug(source), '')) END"""
"""`voice_ids` in SQL."""


def slug(description: str) -> str:
    """The name an unnamed voice goes under: its description, shortened, without the article and in small letters.

    >>> slug("The artillery general")
    'artillery-general'
    """
    core = re.split(r",| who | which | that |\(", _DETERMINER.sub("", " ".join(description.split())))[0]
    return "-".join(_WORD.findall(core.lower())[:8])


def voice_ids(attributions: pd.DataFrame) -> pd.Series:
    """The voice of each attribution: its entity, else the slug of its source; missing for pronouns and none."""
    known = attributions["source_entity_id"].astype("object")
    described = attributions["source"].fillna("").map(slug).astype("object")
    ids = known.where(known.notna(), described)
    unheard = attributions["source_kind"].isin(["pronoun", "none"]) | ids.eq("")
    return ids.mask(unheard)


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
                sum(n_words) AS n_words, avg(anonymous::INTEGER) AS anonymous, {stances}
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
