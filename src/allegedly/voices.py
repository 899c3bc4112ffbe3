"""Which voice a statement belongs to, read off its row alone.

A named source is one voice under all its names; an unnamed one goes under its description, so that "officials" in
two articles are one voice only in name. Sources that are not given, and pronouns whose person the text does not give,
are nobody's voice.
"""

from __future__ import annotations

import re

import pandas as pd

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


def voice_id(kind: str, entity: str | None, source: str | None) -> str | None:
    """The voice of one statement, by the kind, the entity and the words of its source; None for nobody's.

    >>> voice_id("titled", None, "The artillery general"), voice_id("pronoun", None, "He")
    ('artillery-general', None)
    """
    return None if kind in ("pronoun", "none") else entity or slug(source or "") or None


def voice_ids(attributions: pd.DataFrame) -> pd.Series:
    """The voice of each attribution: its entity, else the slug of its source; missing for pronouns and none."""
    known = attributions["source_entity_id"].astype("object")
    described = attributions["source"].fillna("").map(slug).astype("object")
    ids = known.where(known.notna(), described)
    unheard = attributions["source_kind"].isin(["pronoun", "none"]) | ids.eq("")
    return ids.mask(unheard)
