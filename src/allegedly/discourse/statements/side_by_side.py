"""Conflicting statements as people read them: both sentences side by side, who says each, and why they were paired."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from allegedly.discourse.speakers import voices as _voices

COLUMNS = (
    "kind", "doc_id", "voice", "cue", "sentence", "other_doc_id", "other_voice", "other_cue", "other_sentence", "why",
)  # fmt: skip
KINDS = {
    "polarity": "one says it is so, the other that it is not",
    "number": "they give different numbers",
    "deny": "one says it, the other denies it",
    "withhold": "one says it, the other does not confirm it",
}
"""Each kind of conflict in plain words."""


def of(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each conflict with both voices and both sentences, in the order of the table.

    Args:
        tables: conflicts, attributions, sentences and voices, as stage 03 writes them.
    """
    attributions = tables["attributions"]
    names = dict(zip(tables["voices"]["voice_id"], tables["voices"]["name"], strict=True))
    ids = _voices.voice_ids(attributions)
    heard = ids.map(names).fillna(attributions["source"]).fillna("nobody named").map(_line)
    keys = ["doc_id", "attribution_id"]
    said = attributions[[*keys, "sentence_id", "cue"]].assign(voice=heard, cue=attributions["cue"].map(_line))
    said = said.merge(
        tables["sentences"][["doc_id", "sentence_id", "text"]].rename(columns={"text": "sentence"}),
        on=["doc_id", "sentence_id"],
        how="left",
    )
    said = said.assign(sentence=said["sentence"].map(_line)).drop(columns="sentence_id")
    found = tables["conflicts"].merge(said, on=keys, how="left")
    other = said.rename(columns={name: f"other_{name}" for name in said.columns})
    return found.merge(other, on=["other_doc_id", "other_attribution_id"], how="left")[list(COLUMNS)]


def _line(text: str) -> str:
    return " ".join(text.split())
