"""The voices as the page shows them: one name each, and in each article a colour for those heard most in it.

A voice is a source over the whole input, as table `voices` has it. With more than six, hues stop being told apart, so
an article gives six colours away and the rest of its voices share one. The voices heard most of all keep their colour
from article to article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from allegedly import voices as _voices

COLOURS = 6
"""Voices with a colour of their own."""

KINDS = {
    "named": "named",
    "titled": "by title only",
    "collective": "a body or group",
    "outlet": "another outlet",
    "document": "a document",
    "pronoun": "he, she or it of nobody named",
    "none": "nobody named",
}
"""What each `source_kind` means, in the words of the page."""


@dataclass(frozen=True)
class Speaker:
    """A voice with its colour: 1 to 6, or 0 for those that share one. `n_words` are words that it says itself,
    `n_relayed` those that it tells of others."""

    voice_id: str
    name: str
    colour: int
    kind: str
    anonymous: bool
    n_statements: int
    n_words: int
    n_documents: int
    n_relayed: int = 0


NOBODY = Speaker("", "nobody named", 0, "none", True, 0, 0, 0)
"""The speaker of a statement whose source the text does not give."""


def speakers(voices: pd.DataFrame) -> dict[str, Speaker]:
    """The speakers of table `voices` by voice_id, those with most statements first.

    Ties go to more words, then to the name. A source of nobody is no voice and gets no colour.
    """
    ranked = voices.sort_values(
        ["n_attributions", "n_words", "name", "voice_id"], ascending=[False, False, True, True], kind="stable"
    )
    found: dict[str, Speaker] = {}
    colour = 0
    for row in ranked.itertuples(index=False):
        has_colour = row.source_kind != "none" and colour < COLOURS
        colour += has_colour
        found[row.voice_id] = Speaker(
            row.voice_id, row.name, colour if has_colour else 0, row.source_kind, row.anonymous,
            row.n_attributions, row.n_own_words, row.n_documents, row.n_relayed_words,
        )  # fmt: skip
    return found


def of_article(known: Mapping[str, Speaker], heard: Iterable[str]) -> dict[str, Speaker]:
    """The speakers as one article shows them. `heard` are the voice_ids of its statements, one each.

    The six with most statements in it get a colour: their own, if they have one, else one that nobody there uses. One
    that is only described ("residents") needs two statements for a colour that is not its own, and comes after the
    named ones of as many.
    """
    counts = Counter(voice for voice in heard if voice in known and known[voice].kind != "none")
    ranks = {voice: rank for rank, voice in enumerate(known)}
    named = {voice: known[voice].kind in ("named", "outlet") for voice in counts}
    heard_much = [voice for voice in counts if named[voice] or known[voice].colour or counts[voice] > 1]
    chosen = sorted(heard_much, key=lambda voice: (-counts[voice], not named[voice], ranks[voice]))[:COLOURS]
    taken = {known[voice].colour for voice in chosen}
    free = iter([colour for colour in range(1, COLOURS + 1) if colour not in taken])
    given = {voice: known[voice].colour or next(free) for voice in chosen}
    return {voice: replace(speaker, colour=given.get(voice, 0)) for voice, speaker in known.items()}


def voice_ids(attributions: pd.DataFrame, voices: pd.DataFrame) -> pd.Series:
    """The voice_id of each attribution; "" where its source is nobody's voice or not in `voices`."""
    ids = _voices.voice_ids(attributions)
    return ids.where(ids.isin(voices["voice_id"])).fillna("").astype("str")


def of_hedges(hedges: pd.DataFrame, attributions: pd.DataFrame, voices: pd.Series) -> pd.Series:
    """The voice_id of each hedge's words; "" for the writer's own. `voices` gives it for each attribution."""
    keys = attributions[["doc_id", "attribution_id"]].assign(voice=voices)
    merged = hedges[["doc_id", "attribution_id"]].merge(keys, on=["doc_id", "attribution_id"], how="left")
    return merged["voice"].fillna("").astype("str").set_axis(hedges.index)
