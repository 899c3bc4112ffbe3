"""Drawing by a seed: the same in SQL and in frames, whatever else there is."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from allegedly import drawing
from allegedly.corpus import Corpus

KEYS = ["doc_id", "start"]
ROWS = pd.DataFrame({"doc_id": [f"d{n % 4}/é" for n in range(20)], "start": range(20), "text": list("abcdefghij" * 2)})


def drawn(rows: pd.DataFrame, n: int, seed: int) -> list[int]:
    return drawing.draw(rows, n, seed=seed, keys=KEYS)["start"].tolist()


@pytest.mark.parametrize("seed", [0, 1, 2018])
def test_sql_and_frames_draw_the_same(corpus: Callable[..., Corpus], seed: int) -> None:
    opened = corpus()
    opened.add("rows", ROWS)
    asked = opened.ask(f"FROM rows ORDER BY {drawing.by_chance(*KEYS)} LIMIT 7", seed=seed)
    assert sorted(asked["start"]) == drawn(ROWS, 7, seed)


def test_what_is_drawn_depends_on_the_seed_and_on_no_order() -> None:
    assert drawn(ROWS, 5, 1) == drawn(ROWS, 5, 1) != drawn(ROWS, 5, 2)
    assert sorted(drawn(ROWS[::-1], 5, 1)) == drawn(ROWS, 5, 1)
    assert drawn(ROWS[::-1], 5, 1) == drawn(ROWS, 5, 1)[::-1]  # in the order of the frame


def test_fewer_are_all_and_none_is_none() -> None:
    assert drawn(ROWS, 99, 1) == list(range(20))
    assert drawn(ROWS.iloc[:0], 5, 1) == []
    assert drawn(ROWS, 0, 1) == []


def test_one_more_pushes_out_one_at_most() -> None:
    before, after = set(drawn(ROWS[:19], 5, 1)), set(drawn(ROWS, 5, 1))
    assert len(before - after) <= 1


def test_rows_of_one_name_come_in_their_order() -> None:
    twins = pd.DataFrame({"doc_id": ["a", "a", "a"], "start": [1, 1, 1], "text": ["x", "y", "z"]})
    assert drawing.draw(twins, 2, seed=1, keys=KEYS)["text"].tolist() == ["x", "y"]
