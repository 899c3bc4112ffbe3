"""Agreement of two people and scores against both, on a few made-up relations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allegedly.evaluation import labellers
from allegedly.evaluation.labels import LABELS
from allegedly.run.memory import analyse

TEXT = (
    "The mayor said that the keeper had warned that the lamp was failing. An official declined to comment. "
    "Ann Reyes denied that she had paid. The boat sank."
)
ROLES = [
    ("The mayor", "said", "that the keeper had warned that the lamp was failing"),
    ("An official", "declined", "to comment"),
    ("Ann Reyes", "denied", "that she had paid"),
    ("The boat", "sank", "The boat sank"),
]
AGREED = [("assert", "no", "through"), ("withhold", "yes", "none"), ("doubt", "no", "none"), ("ask", "no", "inside")]


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    places = [[(TEXT.index(words), TEXT.index(words) + len(words)) for words in part] for part in ROLES]
    relations = [{"source": [source], "cue": [cue], "content": [content]} for source, cue, content in places]
    return [{"id": "a", "text": TEXT, "attributions": relations}]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Labels of four relations: the second person differs once, about the third's stance."""
    made = []
    for number, labels in enumerate(AGREED):
        row: dict[str, Any] = {"doc_id": "a", "number": number, "weight": 1.0 + 9.0 * (number == 2)}
        for label, value in zip(LABELS, labels, strict=True):
            row |= {f"{label}_a": value, f"{label}_b": value, label: value}
        made.append(row)
    made[2]["stance_b"] = "deny"
    return pd.DataFrame(made)


def test_relations_of_the_tables_are_found_and_judged(gold: list[dict[str, Any]], rows: pd.DataFrame) -> None:
    told = labellers.judged(rows, gold, analyse({"a": TEXT}, until="03_discourse"))
    assert told["stance_found"].tolist()[:3] == ["assert", "withhold", "deny"]
    assert told["anonymous_found"].tolist()[:3] == ["no", "yes", "no"]
    assert told["chain_found"].tolist()[:3] == ["through", "none", "none"]
    assert told["stance_found"].isna().tolist() == [False, False, False, True]
    found = labellers.figures(told).set_index(["label", "class", "measure"])
    assert found.loc[("", "", "relation found"), ["value", "n"]].tolist() == [0.75, 4]
    assert found.loc[("stance", "", "right"), ["value", "n"]].tolist() == [0.667, 3]
    assert found.loc[("stance", "", "right where both agree"), ["value", "n"]].tolist() == [1.0, 2]
    assert found.loc[("stance", "", "right, weighted to all relations"), "value"] == pytest.approx(2 / 12, abs=0.001)
    assert found.loc[("stance", "deny", "precision"), ["value", "n"]].tolist() == [0.0, 1]
    assert found.loc[("stance", "doubt", "recall"), ["value", "n"]].tolist() == [0.0, 1]
    assert pd.isna(found.loc[("stance", "concede", "recall"), "value"])


def test_agreement_has_an_interval(rows: pd.DataFrame) -> None:
    found = labellers.agreement(pd.concat([rows, rows.assign(doc_id="b")])).set_index(["label", "measure"])
    assert found.loc[("stance", "both say the same"), "value"] == 0.75
    assert found.loc[("anonymous", "kappa"), "value"] == 1.0
    kappa = found.loc[("stance", "kappa")]
    assert kappa["low"] <= kappa["value"] <= kappa["high"] < 1


def test_one_s_own_words_are_no_chain() -> None:
    columns = ["doc_id", "attribution_id", "source", "source_entity_id", "stance", "kind", "parent_id"]
    told = [
        ("a", 0, "Ann Reyes", "person/ann-reyes", "assert", "speech", None),
        ("a", 1, "she", "person/ann-reyes", "believe", "belief", 0),
        ("a", 2, "the paper", None, "deny", "writing", None),
        ("a", 3, "the mayor", None, "claim", "speech", 2),
        ("a", 4, "Reuters", None, "assert", "writing", None),
        ("a", 5, "an aide", None, "assert", "speech", 4),
    ]
    rows = pd.DataFrame(told, columns=columns).astype({"parent_id": "Int64"})
    assert labellers.chains(rows).tolist() == ["none", "none", "none", "inside", "through", "inside"]


def test_the_labels_kept_are_complete_and_hold_no_text() -> None:
    rows = labellers.read(labellers.FOLDER / "labels.csv")
    assert len(rows) == 200
    assert not rows.duplicated(["doc_id", "number"]).any()
    assert rows[["source", "cue", "content"]].apply(lambda cell: cell.str.fullmatch(r"(?:\d+-\d+ ?)*")).all(axis=None)
    differ = [label for label in LABELS for a, b in [(f"{label}_a", f"{label}_b")] if rows[a].ne(rows[b]).any()]
    assert all(
        rows.loc[rows[f"{label}_a"].ne(rows[f"{label}_b"]), "note"].str.contains(f"{label}: ").all() for label in differ
    )


def test_a_wrong_label_is_named(rows: pd.DataFrame, tmp_path: Path) -> None:
    rows.assign(stance="maybe").to_csv(tmp_path / "labels.csv", index=False)
    with pytest.raises(labellers.LabelError, match=r"labels\.csv, line 2: stance is 'maybe', expected one of assert"):
        labellers.read(tmp_path / "labels.csv")
    rows.drop(columns="chain_b").to_csv(tmp_path / "labels.csv", index=False)
    with pytest.raises(labellers.LabelError, match="no column chain_b"):
        labellers.read(tmp_path / "labels.csv")
