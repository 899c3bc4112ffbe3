"""What the tests of stage 03 share: relations of a sentence as plain tuples, and their columns by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest


@pytest.fixture(scope="session")
def relations(analyse: Callable[..., dict[str, Any]]) -> Callable[[str], pd.DataFrame]:
    """The attributions of a text, empty cells as ""."""

    def found(text: str) -> pd.DataFrame:
        rows = analyse(text, until="03_discourse")["attributions"]
        return rows.assign(**{name: rows[name].fillna("") for name in ("source", "source_entity_id")})

    return found


@pytest.fixture(scope="session")
def relation(relations: Callable[[str], pd.DataFrame]) -> Callable[[str, str], pd.Series]:
    """The one attribution of a text that goes under a cue."""

    def found(text: str, cue: str) -> pd.Series:
        rows = relations(text)
        fitting = rows[rows["cue_lemma"].eq(cue)]
        assert len(fitting) == 1, f"{text!r}: {cue!r} is not among {rows['cue_lemma'].tolist()}, or not once"
        return fitting.iloc[0]

    return found
