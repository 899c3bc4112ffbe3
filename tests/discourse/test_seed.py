"""The article the project began with, against a reading made by hand before the rules. Its words are not repeated here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

# sentence (its first letters cannot be shown: counted from 0 among those with a statement), cue, stance, form, kind of
# source, anonymous, name in the entity_id ("" for none), cue of the relation around it
READING = [
    (0, "say", "withhold", "indirect", "named", False, "mattis", ""),
    (0, "confirm", "withhold", "narrated", "named", False, "kremlin", ""),
    (1, "say", "withhold", "mixed", "named", False, "harrigian", ""),
    (2, "say", "assert", "direct", "named", False, "central-command", ""),
    (3, "charge", "claim", "indirect", "named", False, "defen", ""),
    (4, "describe", "evaluate", "mixed", "collective", False, "", ""),
    (5, "according to", "assert", "indirect", "named", False, "central-command", ""),
    (6, "say", "assert", "indirect", "named", False, "mattis", "according to"),
    (6, "claim", "claim", "indirect", "none", False, "", "say"),
    (6, "say", "withhold", "indirect", "named", False, "mattis", "according to"),
    (6, "according to", "assert", "indirect", "outlet", False, "reuters", ""),
    (7, "say", "withhold", "indirect", "named", False, "kremlin", "report"),
    (7, "report", "assert", "indirect", "outlet", False, "reuters", ""),
    (8, "say", "assert", "indirect", "titled", False, "", ""),
    (9, "say", "assert", "mixed", "pronoun", False, "", ""),
    (10, "insist", "deny", "indirect", "named", False, "defen", ""),
    (11, "note", "assert", "indirect", "named", False, "defen", ""),
    (12, "go on", "assert", "direct", "pronoun", False, "", ""),
    (13, "accept", "concede", "narrated", "collective", False, "", ""),
    (13, "call", "evaluate", "mixed", "named", False, "mattis", ""),
    (14, "say", "assert", "mixed", "named", False, "averin", ""),
    (14, "believe", "believe", "mixed", "named", False, "averin", "say"),
    (15, "say", "assert", "indirect", "collective", True, "", ""),
    (16, "call on", "demand", "indirect", "named", False, "yavlinsky", ""),
    (17, "note", "assert", "indirect", "named", False, "yavlinsky", ""),
    (18, "unclear", "doubt", "indirect", "none", False, "", ""),
    (18, "signal", "assert", "indirect", "document", False, "", ""),
    (19, "identify", "assert", "narrated", "outlet", False, "cnn", ""),
    (19, "portray", "evaluate", "mixed", "none", False, "", ""),
    (20, "aware", "withhold", "narrated", "collective", False, "", ""),
]


@pytest.fixture(scope="module")
def found(analyse: Callable[..., dict[str, Any]], seed_text: str) -> pd.DataFrame:
    return analyse(seed_text, until="03_discourse")["attributions"]


def test_every_row_is_as_read(found: pd.DataFrame) -> None:
    cues = found.set_index("attribution_id")["cue_lemma"]
    number = {sentence: n for n, sentence in enumerate(sorted(found["sentence_id"].unique()))}
    rows = [
        (number[r.sentence_id], r.cue_lemma, r.stance, r.form, r.source_kind, r.anonymous,
         r.source_entity_id if pd.notna(r.source_entity_id) else "", cues[r.parent_id] if pd.notna(r.parent_id) else "")
        for r in found.itertuples()
    ]  # fmt: skip
    assert [(*r[:6], r[7]) for r in rows] == [(*r[:6], r[7]) for r in READING]
    assert all((name in row[6]) if name else not row[6] for row, (*_, name, _) in zip(rows, READING, strict=True))


def test_no_withholding_is_a_denial(found: pd.DataFrame) -> None:
    denied = found[found["stance"].eq("deny")]
    assert denied["cue_lemma"].tolist() == ["insist"]
