"""The voices as the page shows them: one name and one colour each, the same everywhere.

A voice is a source over the whole input, as table `voices` has it. The voices with most statements get a colour of
their own; with more than six, hues stop being told apart, so the rest share one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

COLOURS = 6
"""Voices with a colour of their own."""

KINDS = {
    "named": "named",
    "titled": "by title only",
    "collective": "a body or group",
    "outlet": "another outlet",
    "document": "a document",
    "pronoun": "by a pronoun",
    "none": "nobody named",
}
"""What each `source_kind` means, in the words of the page."""


@dataclass(frozen=True)
class Speaker:
    """A voice with its colour: 1 to 6, or 0 for those that share one."""

    voice_id: str
    name: str
    colour: int
    kind: str
    anonymous: bool
    n_statements: int
    n_words: int
    n_documents: int


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
            row.n_attributions, row.n_words, row.n_documents,
        )  # fmt: skip
    return found


def voice_ids(attributions: pd.DataFrame, voices: pd.DataFrame) -> pd.Series[str]:
    """The voice_id of each attribution: its entity, else its source in lower case; "" where neither is a voice."""
    known = set(voices["voice_id"])
    entity = attributions["source_entity_id"].where(attributions["source_entity_id"].isin(known))
    words = attributions["source"].str.casefold().str.split().str.join(" ")
    return entity.fillna(words.where(words.isin(known))).fillna("").astype("str")


def of_hedges(hedges: pd.DataFrame, attributions: pd.DataFrame, voices: pd.Series) -> pd.Series:
    """The voice_id of each hedge's words; "" for the writer's own. `voices` gives it for each attribution."""
    keys = attributions[["doc_id", "attribution_id"]].assign(voice=voices)
    merged = hedges[["doc_id", "attribution_id"]].merge(keys, on=["doc_id", "attribution_id"], how="left")
    return merged["voice"].fillna("").astype("str").set_axis(hedges.index)
