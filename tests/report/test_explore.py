"""Looking around by hand: narrowing tables, concordances, and the notebook without anybody at it."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pandas as pd
import papermill
import pytest

from allegedly import tables as schema
from allegedly.report import explore, stage, widgets
from allegedly.settings import PROJECT, Settings

Tables = dict[str, pd.DataFrame]


@pytest.fixture
def run(ferry: Tables, tmp_path: Path) -> Path:
    """An output folder with the tables of the made-up article."""
    (tmp_path / "tables").mkdir()
    for name, rows in ferry.items():
        schema.write(name, rows, tmp_path / "tables" / f"{name}.parquet")
    return tmp_path


def test_statements_carry_their_voice_and_sentence(ferry: Tables) -> None:
    said = explore.statements(ferry)
    assert len(said) == len(ferry["attributions"])
    assert said["voice"][0] == "Tarn harbour office"
    assert said["sentence"][0].startswith("The Lark may not sail")


def test_hedges_tell_whose_they_are(ferry: Tables) -> None:
    sure = explore.hedges(ferry).set_index("text")["whose words"]
    assert (sure["unclear"], sure["perhaps"]) == ("the writer", "Ada Brandt")


@pytest.mark.parametrize(
    ("chosen", "words", "n"),
    [
        ({}, "", 7),
        ({"stance": ()}, "", 7),
        ({"stance": ("deny",)}, "", 1),
        ({"stance": ("deny", "claim")}, "", 2),
        ({"stance": ("deny",), "voice": ("Ada Brandt",)}, "", 0),
        ({}, "PUMPS", 2),
        ({"stance": ("claim",)}, "pumps", 1),
        ({}, "[", 0),
    ],
)
def test_narrowed(ferry: Tables, chosen: dict[str, tuple[str, ...]], words: str, n: int) -> None:
    said = explore.statements(ferry).drop(columns=["sentence", "rule"])
    assert len(explore.narrowed(said, chosen, words)) == n


@pytest.mark.parametrize(
    ("words", "n"), [("the", 8), ("The", 8), ("harbour office", 1), ("bour", 0), ("a.c", 0), ("Brandt.", 1)]
)
def test_concordance(ferry: Tables, words: str, n: int) -> None:
    found = explore.concordance(ferry, words, reach=10)
    assert len(found) == n
    text = ferry["documents"]["text"][0]
    for row in found.itertuples():
        assert text[row.start : row.end] == row.match
        assert (row.left + row.match + row.right) in text


def test_concordance_of_nothing(ferry: Tables) -> None:
    with pytest.raises(ValueError, match="needs a word"):
        explore.concordance(ferry, "  ")


def test_lines_show_marks_and_no_markup(ferry: Tables, hostile: Tables) -> None:
    line = explore.concordance_html(ferry, "claimed")
    assert "wavy" in line
    assert "font-weight:700" in line
    evil = explore.concordance_html(hostile, "<script>")
    assert "<script>" not in evil
    assert "&lt;script&gt;" in evil


def test_a_table_narrows_down_when_something_is_chosen(ferry: Tables) -> None:
    boxes = widgets.table(explore.statements(ferry))
    lists, search, shown = boxes.children
    by_name = {box.description: box for box in lists.children}
    assert {"voice", "stance", "form"} <= set(by_name)
    assert "7 of 7" in shown.value
    by_name["stance"].value = ("deny",)
    assert "1 of 7" in shown.value
    search.value = "nowhere"
    assert "0 of 7" in shown.value


def test_a_text_is_read_at_once() -> None:
    frame = explore.analysed("The mayor <b>denied</b> that the bridge was closed.")
    assert 'sandbox="allow-scripts"' in frame
    assert "<b>denied" not in frame
    assert frame.count("<iframe") == 1


def test_the_page_of_a_run(run: Path) -> None:
    path = stage.run(Settings(output=str(run)))
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (run / "findings.json").exists()


def test_a_run_that_is_not_finished_says_what_is_missing(run: Path) -> None:
    (run / "tables" / "hedges.parquet").unlink()
    with pytest.raises(FileNotFoundError, match="04_hedging"):
        stage.run(Settings(output=str(run)))


@pytest.mark.parametrize("name", ["explore", "05_report"])
def test_the_notebook_runs_with_nobody_at_it(run: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"{name}.ipynb"
    papermill.execute_notebook(
        PROJECT / "notebooks" / f"{name}.ipynb", target, parameters={"output": str(run)}, progress_bar=False
    )
    cells = nbformat.read(target, as_version=4).cells
    assert all(cell.get("execution_count") for cell in cells if cell.cell_type == "code")
    assert not [o for cell in cells for o in cell.get("outputs", ()) if o.output_type in ("error", "stream")]
