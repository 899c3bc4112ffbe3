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
    named = dict(zip(entities["entity_id"], entities["name"], strict=True))
    said = attributions.assign(voice_id=voice_ids(attributions), n_words=attributions["content"].map(words.count))
    rows = []
    for voice, group in said.dropna(subset=["voice_id"]).groupby("voice_id", sort=True):
        rows.append(
            {
                "voice_id": voice,
                "name": named.get(voice) or _usual(group["source"]),
                "source_kind": _usual(group["source_kind"]),
                "anonymous": bool(group["anonymous"].mean() > 0.5),
                "n_documents": int(group["doc_id"].nunique()),
                "n_attributions": len(group),
                "n_words": int(group["n_words"].sum()),
            }
            | {f"n_{stance}": int(group["stance"].eq(stance).sum()) for stance in schema.STANCES}
        )
    return tables.frame("voices", rows)


def _usual(values: pd.Series) -> str:
    """The most frequent value, the first in the alphabet of those."""
    counts = values.value_counts()
    return str(min(counts.index[counts.eq(counts.max())]))
