"""A correction written from a row is one that the stages can follow, and nothing that stood there is lost."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from allegedly import overrides
from allegedly.discourse.overrides import FILE as STATEMENTS
from allegedly.hedging import overrides as hedging
from allegedly.names.overrides import FILE as NAMES
from allegedly.report import corrections, explore, widgets

Tables = dict[str, pd.DataFrame]


def test_columns_are_those_of_the_stages() -> None:
    assert corrections.KINDS["statements"].columns == STATEMENTS.columns
    assert corrections.KINDS["names"].columns == NAMES.columns
    assert corrections.KINDS["hedges"].columns == hedging.FILE.columns


def test_a_correction_of_a_hedge_is_one_that_its_stage_reads(ferry: Tables, tmp_path: Path) -> None:
    row = explore.hedges(ferry).iloc[0]
    path = corrections.write("hedges", corrections.line("hedges", row, "category", to="weasel"), folder=tmp_path)
    [read] = hedging.FILE.load(path.parent)
    assert (read.doc_id, read.action, read.text, read.to) == ("ferry", "category", row["text"], "weasel")
    assert read.context == " ".join(row["sentence"].split())


def test_a_line_is_added_once_and_read_back(ferry: Tables, tmp_path: Path) -> None:
    path = tmp_path / "attributions.csv"
    path.write_text(
        "doc_id,action,cue,content,to,note\n,drop,charge,,,a battery", encoding="utf-8"
    )  # no last line break
    row = explore.statements(ferry).iloc[1]
    cells = corrections.line("statements", row, "stance", to="doubt", note='it "doubts", they say')
    for _ in range(2):
        corrections.write("statements", cells, folder=tmp_path)
    found = [cells for _, cells in overrides.rows(path, STATEMENTS.columns)]
    assert found == [
        ("", "drop", "charge", "", "", "a battery"),
        ("ferry", "stance", "deny", "that the engine was flooded", "doubt", 'it "doubts", they say'),
    ]


@pytest.mark.parametrize(
    ("action", "to", "said"),
    [
        ("flag", "", "no action 'flag'"),
        ("drop", "x", "takes nothing"),
        ("stance", "", "needs in `to` assert or"),
        ("source", " ", "a value"),
    ],
)
def test_what_no_stage_could_follow_is_refused(ferry: Tables, action: str, to: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        corrections.line("statements", explore.statements(ferry).iloc[0], action, to=to)


def test_a_button_writes_and_says_so(ferry: Tables, tmp_path: Path) -> None:
    box = widgets.corrector("edits", ferry["edits"], folder=tmp_path, shown="before")
    row, _, to, note, button, said = box.children
    row.value, note.value = ferry["edits"].index[-1], "<i>as it came</i>"
    button.click()
    assert "Written to cleaning.csv: ferry, keep, wasflooded" in said.value
    assert "<i>" not in said.value
    to.value = "x"
    button.click()
    assert "Not written" in said.value
    assert (tmp_path / "cleaning.csv").read_text(encoding="utf-8").count("\n") == 2


def test_a_folder_that_is_not_there_is_told(ferry: Tables, tmp_path: Path) -> None:
    box = widgets.corrector("edits", ferry["edits"], folder=tmp_path / "none", shown="before")
    *_, button, said = box.children
    button.click()
    assert "Not written" in said.value
