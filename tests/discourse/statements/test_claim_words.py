"""Each word by which one statement takes up another proves itself: a conflict in its example, none in the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from allegedly import lexicons

ROWS = lexicons.load("claim_words", key=("entry", "role"))


@pytest.fixture(scope="module")
def clashes() -> Callable[[str], int]:
    """How many conflicts a text holds; all texts are read in one run."""
    from allegedly.run.memory import analyse as run_in_memory

    number = {text: f"s{n:03d}" for n, text in enumerate(sorted({*ROWS["example"], *ROWS["counter_example"]}))}
    texts = {doc_id: text for text, doc_id in number.items()}
    # They are so alike that most would be left out as repetitions: only a text that is the very same is one.
    found = run_in_memory(texts, until="03_discourse", near_duplicate=1.0)["conflicts"]
    inside = found[found["doc_id"].eq(found["other_doc_id"])]["doc_id"].value_counts()
    return lambda text: int(inside.get(number[text], 0))


@pytest.mark.parametrize("row", list(ROWS.itertuples()), ids=lambda r: f"{r.entry}-{r.role}")
def test_a_row_proves_itself(clashes: Callable[[str], int], row: Any) -> None:
    assert clashes(row.example) == 1
    assert clashes(row.counter_example) == 0
