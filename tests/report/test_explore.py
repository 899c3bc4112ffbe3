"""Looking around by hand: narrowing views down, concordances, and the notebook without anybody at it."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pandas as pd
import papermill
import pytest

from allegedly import tables as schema
from allegedly.corpus import Corpus
from allegedly.exploring import concordance, views, widgets
from allegedly.exploring.reader import analysed
from allegedly.report import stage
from allegedly.settings import PROJECT, Settings, save

Tables = dict[str, pd.DataFrame]


@pytest.fixture
def known(ferry: Tables) -> Corpus:
    """The tables of the made-up article, to be looked at."""
    return views.opened(Corpus.of(ferry))


@pytest.fixture
def run(ferry: Tables, tmp_path: Path) -> Path:
    """An output folder with the tables of the made-up article."""
    (tmp_path / "tables").mkdir()
    for name, rows in ferry.items():
        schema.write(name, rows, tmp_path / "tables" / f"{name}.parquet")
    save(Settings(output=tmp_path, overrides=tmp_path))
    return tmp_path


def test_statements_carry_their_voice_and_sentence(known: Corpus, ferry: Tables) -> None:
    n, said = views.narrowed(known, "statements")
    assert n == len(said) == len(ferry["attributions"])
    assert said["voice"][0] == "Tarn harbour office"
    assert said["sentence"][0].startswith("The Lark may not sail")
    assert not [column for column in said if column.startswith("at_")]


def test_hedges_tell_whose_they_are(known: Corpus) -> None:
    sure = views.narrowed(known, "hedges")[1].set_index("text")["whose words"]
    assert (sure["unclear"], sure["perhaps"]) == (views.WRITER, "Ada Brandt")


@pytest.mark.parametrize(
    ("chosen", "words", "n"),
    [
        ({}, "", 7),
        ({"stance": ()}, "", 7),
        ({"stance": ("deny",)}, "", 1),
        ({"stance": ("deny", "claim")}, "", 2),
        ({"stance": ("deny",), "voice": ("Ada Brandt",)}, "", 0),
        ({}, "PUMPS", 2),
        ({"stance": ("claim",)}, " pumps", 1),
        ({}, "[", 0),
        ({}, "%", 0),
        ({}, "'; DROP", 0),
    ],
)
def test_narrowed(known: Corpus, chosen: dict[str, tuple[str, ...]], words: str, n: int) -> None:
    found, rows = views.narrowed(known, "statements", chosen, words, most=2)
    assert (found, len(rows)) == (n, min(n, 2))


@pytest.mark.parametrize("name", list(views.VIEWS))
def test_every_list_counts_every_row(known: Corpus, name: str) -> None:
    n, rows = views.narrowed(known, name)
    assert n == len(rows) > 0
    for column in views.VIEWS[name].choices:
        times = views.values(known, name, column)
        assert sum(times.values()) == n
        assert list(times.values()) == sorted(times.values(), reverse=True)
        first = next(iter(times))
        assert views.narrowed(known, name, {column: [first]})[0] == times[first]


def test_two_columns_are_crossed(known: Corpus) -> None:
    table = views.crossed(known, "statements", "voice", "stance")
    assert int(table.to_numpy().sum()) == 7
    assert table.loc["Tarn harbour office", "deny"] == 1
    assert len(views.crossed(known, "statements", "voice", "stance", most=2)) == 2


def test_a_run_that_found_nothing_can_be_looked_at(empty: Tables) -> None:
    nothing = views.opened(Corpus.of(empty))
    for name in views.VIEWS:
        assert views.narrowed(nothing, name)[0] == 0
        widgets.browser(nothing, name, folder=Path())
    assert views.crossed(nothing, "statements", "voice", "stance").empty
    assert concordance.html(nothing, "said").startswith("<p>0 places")


def test_articles_that_repeat_another_are_not_counted(twice: Tables) -> None:
    once = views.opened(Corpus.of(twice))
    assert views.narrowed(once, "statements")[0] == 7
    assert {line.article for line in concordance.lines(once, "said")} == {"ferry"}
    both = views.opened(Corpus.of(twice, count_duplicates=True))
    assert views.narrowed(both, "statements")[0] == 14


@pytest.mark.parametrize(
    ("words", "n"),
    [("the", 8), ("The", 8), ("harbour office", 1), ("harbour\n office", 1), ("bour", 0), ("a.c", 0), ("Brandt.", 1)],
)
def test_concordance(known: Corpus, ferry: Tables, words: str, n: int) -> None:
    found = concordance.table(known, concordance.lines(known, words), reach=10)
    assert len(found) == n
    text = ferry["documents"]["text"][0]
    for row in found.itertuples():
        assert text[row.start : row.end] == row.match
        assert (row.left + row.match + row.right) in text


def test_reporting_words_and_hedges_are_found_by_their_entry(known: Corpus) -> None:
    assert not concordance.lines(known, "deny")
    [line] = concordance.table(known, concordance.lines(known, "Deny", kind="cue")).to_dict("records")
    assert line["match"] == "denied"
    assert len(concordance.lines(known, "perhaps", kind="hedge")) == 1
    assert not concordance.lines(known, "deny", kind="hedge")


def test_lines_are_sorted_by_their_neighbours(known: Corpus) -> None:
    def order(sort: str, side: int) -> list[str]:
        rows = concordance.html(known, "the", sort=sort, reach=12).split("<tr>")[1:]
        words = [re.findall(r"\w+", re.sub("<.*?>", "", row.split("</td>")[side]).casefold()) for row in rows]
        return [" ".join(reversed(some)) if side == 0 else " ".join(some) for some in words]

    for side, sort in ((0, "left"), (2, "right")):
        assert order(sort, side) == sorted(order("article", side)) != order("article", side)


def test_of_many_lines_the_first_are_shown(known: Corpus) -> None:
    assert concordance.html(known, "the", most=3).startswith("<p>The first 3 places of")
    assert concordance.html(known, "the", most=8).startswith("<p>8 places of")


@pytest.mark.parametrize(
    ("words", "kind", "said"), [("  ", "words", "needs a word"), ("a", "lemma", "no kind 'lemma'")]
)
def test_what_cannot_be_looked_for_is_told(known: Corpus, words: str, kind: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        concordance.lines(known, words, kind=kind)


def test_lines_show_marks_and_no_markup(known: Corpus, hostile: Tables) -> None:
    line = concordance.html(known, "claimed")
    assert "wavy" in line
    assert "font-weight:700" in line
    evil = concordance.html(Corpus.of(hostile), "script")
    assert "<script>" not in evil
    assert "&lt;<span" in evil or "&lt;</span>" in evil


def test_a_table_narrows_down_when_something_is_chosen(known: Corpus, tmp_path: Path) -> None:
    lists, search, shown, folded = widgets.browser(known, "statements", folder=tmp_path).children
    by_name = dict(zip(views.VIEWS["statements"].choices, (box.children[-1] for box in lists.children), strict=True))
    row = folded.children[0].children[0]
    assert "7 found" in shown.value
    by_name["stance"].value = ("deny",)
    assert "1 found" in shown.value
    assert [number for _, number in row.options] == [1]
    search.value = "nowhere"
    assert "0 found" in shown.value
    assert row.value is None


def test_a_long_list_is_shortened_and_what_was_chosen_stays_so() -> None:
    chosen, whole = widgets._choice("voice", {f"voice {n}": 1 for n in range(20)})
    _, part, same = whole.children
    assert same is chosen
    chosen.value = ("voice 3",)
    part.value = "voice 1"
    assert [value for _, value in chosen.options] == ["voice 1", "voice 3", *(f"voice {n}" for n in range(10, 20))]
    assert chosen.value == ("voice 3",)


def test_a_text_is_read_at_once() -> None:
    frame = analysed("The mayor <b>denied</b> that the bridge was closed.")
    assert 'sandbox="allow-scripts"' in frame
    assert "<b>denied" not in frame
    assert frame.count("<iframe") == 1


def test_a_text_without_words_is_told() -> None:
    box = widgets.reader(" … ")
    assert "no English words" in box.children[1].children[1].value


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
