"""Which statement stands inside which, and which only stands beside another."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

# text, pairs of the cues of a statement and of the one it stands inside
CASES = [
    ("Anna Bergstrom said that the port was closed, Reuters reported.", [("say", "report")]),
    ("According to Reuters, Anna Bergstrom said that the port was closed.", [("say", "according to")]),
    ("Anna Bergstrom said that she believed that the port was closed.", [("believe", "say")]),
    ("Reuters reported, citing an official, that the port was closed.", [("cite", "report")]),
    ("“I think that the port is closed,” Bergstrom said.", [("think", "say")]),
    ("Bergstrom said that the port was closed, describing the decision as a mistake.", []),
    ("“I hope it rains and I think that it will,” Bergstrom said.", [("hope", "say"), ("think", "say")]),
    ("Bergstrom said that the port was closed and added that it would stay so.", []),
    ("Bergstrom said that the port was closed. The mayor said that it was open.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_inside(relations: Callable[[str], pd.DataFrame], text: str, expected: list[tuple[str, str]]) -> None:
    rows = relations(text).set_index("attribution_id")
    inner = rows[rows["parent_id"].notna()]
    cues = [(row.cue_lemma, rows.loc[int(row.parent_id), "cue_lemma"]) for row in inner.itertuples()]
    assert sorted(cues) == sorted(expected)
