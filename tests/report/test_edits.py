"""Edits point into the raw text; the page shows them in the clean one."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from allegedly.report.edits import place, placed, removed_at

# raw:   AB[xx]CDE(fg)H   clean: ABCDE(f g)H
RUNS = [(0, 2, 0, 2), (2, 5, 4, 7), (5, 8, 7, 9), (8, 9, 9, 10)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ((2, 4), (2, 2)),  # removed: nothing is left of it
        ((7, 9), (5, 8)),  # repaired: the whole place
        ((8, 9), (5, 8)),  # half of a repaired place is all of it
        ((4, 5), (2, 3)),  # one character of a run that maps character by character
        ((1, 5), (1, 3)),  # across something removed
        ((10, 12), (9, 9)),  # after the end
    ],
)
def test_place(raw: tuple[int, int], expected: tuple[int, int]) -> None:
    assert place(*raw, RUNS) == expected


def test_a_repair_covers_the_words_it_made(ferry: dict[str, pd.DataFrame]) -> None:
    text = ferry["documents"]["text"].iloc[0]
    removed, repaired = placed(ferry["edits"], ferry["alignment"])
    assert (removed.action, removed.start, removed.end) == ("removed", removed.start, removed.start)
    assert text[removed.start :].startswith("The Lark")
    assert text[repaired.start : repaired.end] == repaired.after == "was flooded"
    assert removed_at([removed, repaired]) == {removed.start: [removed]}


def test_an_edit_without_a_place_is_kept(ferry: dict[str, pd.DataFrame]) -> None:
    nowhere = ferry["edits"].assign(raw_start=pd.NA, raw_end=pd.NA)
    assert [(e.start, e.end, e.raw_start) for e in placed(nowhere, ferry["alignment"])] == [(None, None, None)] * 2
    assert removed_at(placed(nowhere, ferry["alignment"])) == {}


def test_numbers_are_those_of_the_rows(ferry: dict[str, pd.DataFrame]) -> None:
    assert all(b.number - a.number == 1 for a, b in pairwise(placed(ferry["edits"], ferry["alignment"])))
