"""A correction written from a row is one that the stages can follow, and nothing that stood there is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from allegedly import overrides
from allegedly.cleaning import overrides as cleaning
from allegedly.corpus import Corpus
from allegedly.discourse.overrides import FILE as STATEMENTS
from allegedly.exploring import corrections, views, widgets
from allegedly.hedging import overrides as hedging

Tables = dict[str, pd.DataFrame]


def rows(ferry: Tables, name: str) -> pd.DataFrame:
    """What somebody looks at."""
    return views.narrowed(views.opened(Corpus.of(ferry)), name)[1]


@pytest.mark.parametrize("kind", list(corrections.KINDS))
def test_every_action_on_every_row_is_one_that_its_stage_reads(ferry: Tables, tmp_path: Path, kind: str) -> None:
    known = corrections.KINDS[kind]
    for row in rows(ferry, kind).to_dict("records"):
        for action, allowed in known.actions.items():
            for to in allowed or ("",):
                cells = corrections.line(kind, row, action, to=to or "Somebody" * bool(allowed))
                known.file.path(tmp_path).unlink(missing_ok=True)
                corrections.write(kind, cells, folder=tmp_path)
                [read] = known.file.load(tmp_path)
                assert read.action == action


def test_a_correction_of_a_hedge_is_one_that_its_stage_reads(ferry: Tables, tmp_path: Path) -> None:
    row = rows(ferry, "hedges").iloc[0]
    written = corrections.write("hedges", corrections.line("hedges", row, "category", to="weasel"), folder=tmp_path)
    assert written == ("hedging.csv, line 2", True)
    [read] = hedging.FILE.load(tmp_path)
    assert (read.doc_id, read.action, read.text, read.to) == ("ferry", "category", row["text"], "weasel")
    assert read.context == " ".join(row["sentence"].split())


def test_a_line_is_added_once_and_read_back(ferry: Tables, tmp_path: Path) -> None:
    path = tmp_path / "attributions.csv"
    path.write_text(
        "doc_id,action,cue,content,to,note\n,drop,charge,,,a battery", encoding="utf-8"
    )  # no last line break
    row = rows(ferry, "statements").iloc[1]
    cells = corrections.line("statements", row, "stance", to="doubt", note='it "doubts", they say')
    assert [corrections.write("statements", cells, folder=tmp_path)[1] for _ in range(2)] == [True, False]
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
        corrections.line("statements", rows(ferry, "statements").iloc[0], action, to=to)


def test_what_its_stage_could_not_follow_beside_other_lines_is_not_written(ferry: Tables, tmp_path: Path) -> None:
    row = rows(ferry, "names").iloc[0]
    corrections.write("names", corrections.line("names", row, "drop"), folder=tmp_path)
    before = (tmp_path / "entities.csv").read_bytes()
    with pytest.raises(overrides.OverrideError, match="which line 2 has already"):
        corrections.write("names", corrections.line("names", row, "retype", to="ORG"), folder=tmp_path)
    assert (tmp_path / "entities.csv").read_bytes() == before


def test_a_correction_is_taken_back_while_it_is_the_last(ferry: Tables, tmp_path: Path) -> None:
    first, second = (corrections.line("hedges", row, "drop") for row in rows(ferry, "hedges").to_dict("records")[:2])
    corrections.write("hedges", first, folder=tmp_path)
    before = (tmp_path / "hedging.csv").read_bytes()
    corrections.write("hedges", second, folder=tmp_path)
    assert not corrections.take_back("hedges", first, folder=tmp_path)
    assert corrections.take_back("hedges", second, folder=tmp_path)
    assert (tmp_path / "hedging.csv").read_bytes() == before


@pytest.mark.parametrize("words", ['=HYPERLINK("http://a.example")', "@SUM(1+1)", "- he said", "'=1", "'no"])
def test_words_of_an_article_are_no_formula_of_a_spreadsheet(tmp_path: Path, words: str) -> None:
    cells = {"doc_id": "a", "action": "keep", "text": words, "note": "+1"}
    corrections.write("edits", cells, folder=tmp_path)
    assert not re.search(r"(?m)[,\n]\"?[=+@-]", (tmp_path / "cleaning.csv").read_text())
    [read] = cleaning.FILE.load(tmp_path)
    assert (read.text, read.note) == (words, "+1")
    assert corrections.take_back("edits", cells, folder=tmp_path)


def test_buttons_write_and_take_back_and_say_so(ferry: Tables, tmp_path: Path) -> None:
    box, offer = widgets.corrector("edits", folder=tmp_path)
    row, (_, to), note, (write, back), said = (getattr(one, "children", None) or one for one in box.children)
    shown = rows(ferry, "edits")
    offer(shown)
    row.value, note.value = shown.index[-1], "<i>as it came</i>"
    write.click()
    assert "Written to cleaning.csv, line 2: ferry, keep, wasflooded" in said.value
    assert "<i>" not in said.value
    back.click()
    assert said.value == "Taken back."
    assert back.disabled
    row.value = None
    write.click()
    assert "choose a row" in said.value
    row.value, to.value = shown.index[0], "x"
    write.click()
    assert "Not written" in said.value
    assert (tmp_path / "cleaning.csv").read_text(encoding="utf-8").count("\n") == 1


def test_a_folder_that_is_not_there_is_told(ferry: Tables, tmp_path: Path) -> None:
    box, offer = widgets.corrector("edits", folder=tmp_path / "none")
    offer(rows(ferry, "edits"))
    box.children[3].children[0].click()
    assert "Not written" in box.children[-1].value
