"""Sentences written for this project, of every stance, form, kind of source and chain, and such where nobody speaks.

`tests/data/own_sentences.csv` has a row a relation: `written` is "before" for sentences written before the rules they
test, `fails` says why a row is not read right yet. A row without a stance says that the cue (or, without a cue,
anything) must not be found. Definitions: `docs/labelling.md`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly.evaluation.labellers import chains
from allegedly.run.memory import analyse
from allegedly.schema import FORMS, SOURCE_KINDS, STANCES
from allegedly.settings import PROJECT

ROWS = pd.read_csv(PROJECT / "tests" / "data" / "own_sentences.csv", keep_default_na=False)
SPOKEN, SILENT = ROWS[ROWS["stance"].ne("")], ROWS[ROWS["stance"].eq("")]
LABELS = ["source", "source_kind", "anonymous", "stance", "polarity", "form", "chain", "parent"]


@pytest.fixture(scope="module")
def found() -> Callable[[str], pd.DataFrame]:
    """The relations of a sentence with the labels of the table as columns; all sentences are read in one run."""
    number = {text: f"s{n}" for n, text in enumerate(ROWS["text"].unique())}
    rows = analyse({name: text for text, name in number.items()}, until="03_discourse")["attributions"]
    cues = rows.set_index(["doc_id", "attribution_id"])["cue_lemma"]
    parents = [(doc_id, parent) for doc_id, parent in rows[["doc_id", "parent_id"]].itertuples(index=False)]
    rows = rows.assign(
        source=rows["source"].fillna("").str.strip(", "),
        anonymous=rows["anonymous"].map({True: "yes", False: "no"}),
        chain=chains(rows),
        parent=["" if pd.isna(parent) else cues[doc_id, parent] for doc_id, parent in parents],
    )
    return lambda text: rows[rows["doc_id"].eq(number[text])]


def _cases(rows: pd.DataFrame) -> list[Any]:
    return [
        pytest.param(row, id=f"{n}-{row.cue}", marks=[pytest.mark.xfail(reason=row.fails)] * bool(row.fails))
        for n, row in enumerate(rows.itertuples(index=False))
    ]


@pytest.mark.parametrize("row", _cases(SPOKEN))
def test_a_relation_is_read_right(found: Callable[[str], pd.DataFrame], row: Any) -> None:
    here = found(row.text)
    fitting = here[here["cue_lemma"].eq(row.cue)]
    if len(fitting) > 1:
        fitting = fitting[fitting["source"].eq(row.source)]
    assert len(fitting) == 1, here[["source", "cue", "content"]].to_string()
    assert fitting[LABELS].iloc[0].to_dict() == {label: getattr(row, label) for label in LABELS}


@pytest.mark.parametrize("row", _cases(SILENT))
def test_nobody_speaks(found: Callable[[str], pd.DataFrame], row: Any) -> None:
    here = found(row.text)
    assert here[here["cue_lemma"].eq(row.cue)].empty if row.cue else here.empty


@pytest.mark.parametrize(
    ("label", "values"),
    [("stance", STANCES), ("form", FORMS), ("source_kind", SOURCE_KINDS), ("chain", ("none", "inside", "through")),
     ("anonymous", ("yes", "no")), ("polarity", ("positive", "negative"))],
)  # fmt: skip
def test_there_are_ten_rows_of_each_label(label: str, values: tuple[str, ...]) -> None:
    counts = SPOKEN[label].value_counts()
    assert {value: int(counts.get(value, 0)) for value in values if counts.get(value, 0) < 10} == {}
    assert len(SILENT) >= 10


def test_half_of_the_sentences_were_written_before_their_rules() -> None:
    first = ROWS.drop_duplicates("text")
    assert len(first) >= 150
    assert first["written"].eq("before").mean() >= 0.5
