"""Rows read by hand: the counts are published with their interval, and of no table fewer than four in five are right."""

from __future__ import annotations

import pandas as pd
import pytest

from allegedly import stats
from allegedly.settings import PROJECT

ROWS = pd.read_csv(PROJECT / "data" / "accuracy" / "reading.csv")


@pytest.mark.parametrize("row", list(ROWS.itertuples()), ids=lambda r: f"{r.table}-{r.reading}")
def test_a_reading_has_its_interval(row: tuple[object, ...]) -> None:
    told = pd.Series(row._asdict())  # type: ignore[attr-defined]
    assert tuple(told[["share", "low", "high"]]) == stats.share(int(told["right"]), int(told["rows"]))


def test_each_table_was_read_to_the_end() -> None:
    last = ROWS[ROWS["reading"].eq("last")].set_index("table")
    assert set(last.index) == {"quantities", "chains", "seams", "conflicts", "pronouns"}
    assert last["share"].ge(0.8).all()
