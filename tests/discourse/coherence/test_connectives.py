"""Explicit connectives: found where they relate statements, left alone elsewhere, each row of the lexicon proved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from allegedly import lexicons
from allegedly.discourse.coherence import conditions

ROWS = lexicons.load("connectives", key=("entry", "condition"))

Found = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def found() -> Found:
    """The connectives of a sentence with their senses; all sentences of this module are read in one run."""
    from allegedly.run.memory import analyse as run_in_memory

    sentences = sorted({*ROWS["example"], *ROWS["counter_example"], *(text for text, _ in SENTENCES if text)})
    rows = run_in_memory({f"s{n}": s for n, s in enumerate(sentences)}, until="03_discourse")["connectives"]
    number = {sentence: f"s{n}" for n, sentence in enumerate(sentences)}

    def of(sentence: str) -> list[tuple[str, str]]:
        mine = rows[rows["doc_id"].eq(number[sentence])]
        return list(zip(mine["text"].str.lower(), mine["sense"], strict=True))

    return of


SENTENCES = [
    ("The gate was shut and the guards went home.", ["and"]),
    ("Bread and butter were sold at the gate.", []),
    ("The guards stopped and searched him.", []),
    ("The guards had been there since Tuesday.", []),
    ("“The gate was shut,” she said, “because nobody paid the guards.”", ["because"]),
    ("But the gate was shut, although the guards had promised to wait.", ["but", "although"]),
    ("She asked if the gate was shut.", []),
    ("The gate, however, was shut.", ["however"]),
    ("The guards lost their pay as well as their coats.", []),
    ("Companies such as the brewery pay more.", []),
    ("The gate was painted by the guards.", []),
    ("As a result, the gate was shut.", ["as a result"]),
    ("The gate was shut as a result of the storm.", []),
    ("As the mayor said, the gate was shut.", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=lambda value: str(value)[:40])
def test_found_and_left_alone(found: Found, text: str, expected: list[str]) -> None:
    assert [word for word, _ in found(text)] == expected


@pytest.mark.parametrize("row", list(ROWS.itertuples()), ids=lambda r: f"{r.entry}-{r.condition}")
def test_a_row_proves_itself(found: Found, row: Any) -> None:
    assert (row.entry, row.sense) in found(row.example)
    assert (row.entry, row.sense) not in found(row.counter_example)


def test_senses_and_conditions_are_known() -> None:
    assert set(ROWS["sense"].str.split(".").str[0]) == {"Comparison", "Contingency", "Expansion", "Temporal"}
    assert ROWS["sense"].str.count(r"\.").le(1).all()
    used = {condition.removeprefix("!") for row in ROWS["condition"] for condition in row.split()}
    assert used == set(conditions.CONDITIONS)
