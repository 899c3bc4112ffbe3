"""Voices: every source over the whole input, with what it says and how.

A named source is one voice under all its names; an unnamed one goes under its description, so that "officials" in
two articles are one voice only in name: `anonymous` says so. Sources that are not given, and pronouns whose person
the text does not give, are nobody's voice.
"""

from __future__ import annotations

import re

import pandas as pd

from allegedly import schema, tables, words

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


def of(attributions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The table `voices`.

    Args:
        attributions: the table of that name, over the whole input.
        entities: the table of that name, for the usual names.
    """
    said = attributions.assign(voice_id=voice_ids(attributions), n_words=attributions["content"].map(words.count))
    said = said.dropna(subset=["voice_id"])
    made = said.groupby("voice_id", sort=True).agg(
        n_documents=("doc_id", "nunique"),
        n_attributions=("doc_id", "size"),
        n_words=("n_words", "sum"),
        anonymous=("anonymous", "mean"),
    )
    stances = said.groupby(["voice_id", "stance"]).size().unstack(fill_value=0)
    stances = stances.reindex(columns=list(schema.STANCES), fill_value=0).add_prefix("n_")
    named = entities.set_index("entity_id")["name"].reindex(made.index)
    made = made.assign(
        name=named.where(named.notna(), _usual(said, "source").str.split().str.join(" ")),
        source_kind=_usual(said, "source_kind"),
        anonymous=made["anonymous"] > 0.5,
    )
    return tables.frame("voices", made.join(stances).reset_index().to_dict("records"))


def _usual(said: pd.DataFrame, column: str) -> pd.Series:
    """The most frequent value of each voice, the first in the alphabet of those."""
    counts = said.groupby(["voice_id", column]).size().reset_index(name="n")
    ordered = counts.sort_values(["voice_id", "n", column], ascending=[True, False, True])
    return ordered.drop_duplicates("voice_id").set_index("voice_id")[column]
