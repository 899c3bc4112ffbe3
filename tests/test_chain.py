"""The whole chain as a user runs it: twice, with a mistake in a parameter, with a broken notebook, with nothing to do."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from allegedly import lexicons, tables
from allegedly.report import packing
from allegedly.report import stage as report
from allegedly.run import notebooks, runner
from allegedly.run.notebooks import NotebookError
from allegedly.run.stages import STAGES
from allegedly.schema import SCHEMA
from allegedly.settings import PROJECT, Settings

Command = Callable[..., subprocess.CompletedProcess[str]]


def test_a_run_leaves_all_it_promises(sample: Path) -> None:
    for name in SCHEMA:
        tables.check(name, tables.read(sample, name))
    for stage in STAGES.values():
        assert (sample / "notebooks" / stage.notebook).is_file()
    cells = [cell for path in (sample / "notebooks").iterdir() for cell in nbformat.read(path, 4).cells]
    pictures = [out for cell in cells for out in cell.get("outputs", ()) if "image/png" in out.get("data", {})]
    assert len(pictures) >= 5
    assert all(out.metadata["image/png"]["alt"] for out in pictures)
    assert {path.suffix for path in (sample / "figures").iterdir()} == {".png", ".csv", ".json"}
    assert json.loads((sample / "findings.json").read_text(encoding="utf-8"))
    manifest = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    assert set(tables.read(sample, "documents")["doc_id"]) == set(manifest["inputs"])
    assert {f"{name}.parquet" for name in SCHEMA} <= set(manifest["tables"])
    assert "</html>" in (sample / "report.html").read_text(encoding="utf-8")


# nothing is corrected and nothing fails in the sample
@pytest.mark.parametrize("name", [name for name in SCHEMA if not name.startswith(("dropped_", "failures"))])
def test_no_column_is_constant_over_the_sample(sample: Path, name: str) -> None:
    rows = tables.read(sample, name)
    constant = [column for column in rows if len({str(value) for value in rows[column]}) < 2]
    assert constant == []


@pytest.mark.parametrize("name", [name for name, t in SCHEMA.items() if "raw_start" in {c.name for c in t.columns}])
def test_every_span_shows_its_words_in_clean_and_in_raw_text(sample: Path, name: str) -> None:
    if name == "alignment":
        pytest.skip("a run of the alignment has no words of its own")
    documents = tables.read(sample, "documents").set_index("doc_id")
    repaired = tables.read(sample, "edits").query("action != 'flagged'")
    for row in tables.read(sample, name).itertuples():
        document = documents.loc[row.doc_id]
        if name != "edits":
            assert document["text"][row.start : row.end] == row.text
        if pd.isna(row.raw_start) or document["path"].endswith(".html"):
            continue
        raw = (PROJECT / "data" / "raw" / document["path"]).read_text(encoding="utf-8")[row.raw_start : row.raw_end]
        if name == "edits":
            assert raw == row.before
            continue
        inside = repaired[repaired["doc_id"] == row.doc_id]
        touched = ((inside["raw_start"] < row.raw_end) & (inside["raw_end"] > row.raw_start)).any()
        assert touched or raw == row.text


def test_a_second_run_has_nothing_to_do(command: Command, sample: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in sample.rglob("*") if path.is_file()}
    done = command("report", OUTPUT=str(sample))
    assert done.returncode == 0
    assert "Nothing to do" in done.stdout
    assert before == {path: path.stat().st_mtime_ns for path in sample.rglob("*") if path.is_file()}


def test_what_was_deleted_is_made_again(command: Command, sample: Path) -> None:
    (sample / "report.html").unlink()
    done = command("report", OUTPUT=str(sample))
    assert "05_report" in done.stdout
    assert "04_hedging" not in done.stdout
    assert (sample / "report.html").is_file()


@pytest.mark.parametrize("inline", [200, 1])
def test_without_texts_no_sentence_of_an_article_is_left(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inline: int
) -> None:
    for name in ("tables", "figures", "manifest.json"):
        whole = sample / name
        shutil.copytree(whole, tmp_path / name) if whole.is_dir() else shutil.copy(whole, tmp_path / name)
    monkeypatch.setattr(report, "INLINE", inline)
    report.run(Settings(output=tmp_path, texts=False))
    pages = [tmp_path / "report.html", *(tmp_path / "articles").glob("*.html")]
    assert len(pages) == (1 if inline > 1 else 1 + len(tables.read(sample, "documents")))
    assert "figures/" not in pages[0].read_text(encoding="utf-8")  # they are drawn with the words in them
    beside = [tmp_path / link for link in re.findall(r'href="(tables/[^"]+)"', pages[0].read_text(encoding="utf-8"))]
    assert {path.stem for path in beside} >= {"entities"}
    shared = {path.name: _runs(_words(path)) for path in [*pages, tmp_path / "findings.json", *beside]}
    articles = _runs(" | ".join(tables.read(sample, "sentences")["text"]))
    assert len(articles) > 1000
    assert len(articles & _runs(_words(sample / "report.html"))) > 1000
    names = tables.read(sample, "entities")
    own = _runs(" | ".join([*names["name"], *(name for variants in names["variants"] for name in variants)]))
    for path in (PROJECT / "src").rglob("*"):
        own |= _runs(path.read_text(encoding="utf-8")) if path.suffix in (".py", ".html") else set()
    assert {name: sorted(runs & articles - own) for name, runs in shared.items()} == {name: [] for name in shared}


def _runs(text: str) -> set[str]:
    """All runs of four words of a text; none goes over a "|"."""
    words = re.findall(r"\w+(?:\.\w+)*|\|", text.lower())
    runs = (words[at : at + 4] for at in range(len(words) - 3))
    return {" ".join(run) for run in runs if "|" not in run}


def _words(path: Path) -> str:
    """The words of a file, packed rows and labels too, what is escaped read; between two pieces of markup a "|"."""
    text = path.read_text(encoding="utf-8")
    rows = [packing.unpacked(rows) for rows in re.findall(r'<script type="text/plain"[^>]*>(.*?)</script>', text)]
    text = re.sub(r"<(script|style)>.*?</\1>|<script type=.text/plain.*?</script>", "|", text, flags=re.DOTALL)
    text = " | ".join([text, *rows])
    labels = re.findall(r'(?:aria-label|title|alt|data-[a-z]+|href)="([^"]*)"', text)
    labels = [label.replace(": ", " | ") for label in labels]  # whose it is, and the word that reports
    return html.unescape(" | ".join([re.sub(r"<[^>]*>", "|", text), *labels]))


def _promised(output: Path) -> dict[str, bytes]:
    """The files of a run whose bytes follow from the input alone."""
    files = [*(output / "tables").rglob("*"), *(output / "figures").glob("*"), output / "findings.json"]
    return {str(path.relative_to(output)): path.read_bytes() for path in files if path.is_file()}


def test_the_same_input_gives_the_same_bytes(command: Command, sample: Path, tmp_path: Path) -> None:
    done = command("report", OUTPUT=str(tmp_path), LC_ALL="C", TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    one, two = _promised(sample), _promised(tmp_path)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"INPUT": "no/such folder"}, "there is no file or folder"),
        ({"INPUT": "data/accuracy"}, "nothing to read"),
        ({"JOBS": "many"}, "jobs: got 'many'"),
        ({"TEXTS": "perhaps"}, "texts: got 'perhaps'"),
    ],
)
def test_a_wrong_parameter_stops_before_any_kernel(
    command: Command, variables: dict[str, str], said: str, tmp_path: Path
) -> None:
    done = command("report", OUTPUT=str(tmp_path / "out"), **variables)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "notebooks").exists()


def test_a_misspelt_parameter_names_its_nearest(command: Command, tmp_path: Path) -> None:
    (tmp_path / "p.yml").write_text("gerne: science\n", encoding="utf-8")
    done = command("report", OUTPUT=str(tmp_path / "out"), PARAMS=str(tmp_path / "p.yml"))
    assert done.returncode != 0
    assert "did you mean 'genre'" in done.stderr


def test_a_day_that_is_none_is_named_with_its_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "p.yml").write_text("published_from: 2018-13-01\n", encoding="utf-8")
    done = command("report", OUTPUT=str(tmp_path / "out"), PARAMS=str(tmp_path / "p.yml"))
    assert done.returncode != 0
    assert "p.yml holds a value that is no date" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def one_article(tmp_path: Path) -> Settings:
    article = tmp_path / "in put" / "a=b.txt"
    article.parent.mkdir()
    article.write_text("Ministry denies strike\n\nThe ministry denied the reports. Residents said it may be true.\n")
    return Settings(input=article.parent, output=tmp_path / "out")


def test_a_broken_notebook_says_where_and_leaves_nothing_that_looks_finished(
    one_article: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "notebooks"
    shutil.copytree(notebooks.FOLDER, folder)
    monkeypatch.setattr(notebooks, "FOLDER", folder)
    path = folder / "02_entities.ipynb"
    whole = path.read_text(encoding="utf-8")
    broken = nbformat.reads(whole, as_version=4)
    broken.cells += [
        nbformat.v4.new_markdown_cell("## Where it breaks", id="break-heading"),
        nbformat.v4.new_code_cell("fine = 1\nfine / 0  # breaks", id="break-here"),
    ]
    nbformat.write(broken, path)
    with pytest.raises(NotebookError) as caught:
        runner.run(one_article)
    said = str(caught.value)
    count = sum(cell.cell_type == "code" for cell in broken.cells)
    assert "notebooks/02_entities.ipynb failed under the heading 'Where it breaks'" in said
    assert f"code cell {count} (id break-here), line 2:\n    fine / 0  # breaks" in said
    assert "ZeroDivisionError: division by zero" in said
    kept = sorted(path.name for path in (one_article.output / "notebooks").iterdir())
    assert kept == ["01_cleaning.ipynb", "02_entities.failed.ipynb"]
    assert not (one_article.output / "report.html").exists()
    assert not (one_article.output / "manifest.json").exists()

    path.write_text(whole, encoding="utf-8")
    assert list(runner.run(one_article)) == list(STAGES)[1:]
    assert sorted(path.name for path in (one_article.output / "notebooks").iterdir()) == [
        stage.notebook for stage in STAGES.values()
    ]


def test_a_parameters_cell_that_does_not_fit_the_model_is_named_before_any_kernel(
    one_article: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "notebooks"
    shutil.copytree(notebooks.FOLDER, folder)
    monkeypatch.setattr(notebooks, "FOLDER", folder)
    path = folder / "04_hedging.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("genre: str", "gerne: str"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"04_hedging.ipynb: .*names gerne.*leaves out genre"):
        runner.run(one_article)
    assert not (one_article.output / "notebooks").exists()


@pytest.mark.parametrize(
    ("lexicon", "stale"),
    [("hedges", ["04_hedging", "05_report"]), ("reporting_cues", ["03_discourse", "04_hedging", "05_report"])],
)
def test_a_changed_lexicon_runs_again_only_what_reads_it(
    lexicon: str, stale: list[str], one_article: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = runner._keys(one_article, runner.plan(one_article))
    shutil.copytree(lexicons.FOLDER, tmp_path / "lexicons")
    monkeypatch.setattr(lexicons, "FOLDER", tmp_path / "lexicons")
    assert runner._keys(one_article, runner.plan(one_article)) == before
    with (tmp_path / "lexicons" / f"{lexicon}.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    after = runner._keys(one_article, runner.plan(one_article))
    assert [stage for stage in STAGES if before[stage] != after[stage]] == stale


def test_an_input_of_which_nothing_is_left_is_not_the_notebooks_fault(one_article: Settings) -> None:
    (one_article.input / "a=b.txt").write_text("--- *** ...", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"^\S.*: no article could be read") as caught:
        runner.run(one_article)
    assert "Mend the notebook" not in str(caught.value)


def test_two_runs_on_one_folder_do_not_meet(one_article: Settings) -> None:
    with runner._only_run(one_article.output), pytest.raises(runner.BusyError, match="another run"):
        runner.run(one_article)


def test_every_parameter_reaches_the_stage_that_reads_it(command: Command, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "entities.csv").write_text(
        "doc_id,action,name,to,note\n,drop,Khasham,,\n,drop,Kasham,,\n", "utf-8"
    )
    (tmp_path / "p.yml").write_text(
        "repair_spelling: false\nnear_duplicate: 0.6\ncount_duplicates: true\nmin_probability: 0.6\n"
        "kinds: [speech, writing]\ngenre: science\ntexts: false\nseed: 7\ntitle: Own title\n"
        f"published_from: 2018-02-15\npublished_to: 2018-12-31\noverrides: {tmp_path / 'own'}\n",
        encoding="utf-8",
    )
    output = tmp_path / "out"
    done = command("report", OUTPUT=str(output), PARAMS=str(tmp_path / "p.yml"))
    assert done.returncode == 0, done.stderr
    documents, attributions = tables.read(output, "documents"), tables.read(output, "attributions")
    assert documents["published"].min() >= "2018-02-15"
    assert not tables.read(output, "edits").query("rule == 'misspelling'")["action"].eq("repaired").any()
    assert attributions["probability"].min() >= 0.6
    assert set(attributions["kind"]) <= {"speech", "writing"}
    assert set(tables.read(output, "dropped_mentions")["text"]) == {"Khasham"}
    assert "Khasham" not in set(tables.read(output, "mentions")["text"])
    assert "1 of 2 corrections fits nothing: entities.csv, line 3." in done.stdout
    page = (output / "report.html").read_text(encoding="utf-8")
    assert "Own title" in page
    assert "fits nothing" in page
    assert documents["text"].iloc[0][-200:] not in page


def test_a_scheduler_that_is_not_there_is_not_passed_over(one_article: Settings) -> None:
    settings = one_article.model_copy(update={"scheduler": "tcp://127.0.0.1:1"})
    with pytest.raises(NotebookError, match=r"^SCHEDULER: .* answers at tcp://127\.0\.0\.1:1 within"):
        runner.run(settings)


def test_a_folder_of_the_users_own_is_left_alone(one_article: Settings) -> None:
    one_article.output.mkdir()
    (one_article.output / "report.html").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match=r"holds report.html that no run made"):
        runner.run(one_article)
    assert (one_article.output / "report.html").read_text(encoding="utf-8") == "mine"


def test_results_below_the_input_are_not_read_as_articles(one_article: Settings) -> None:
    inside = one_article.model_copy(update={"output": one_article.input / "out"})
    runner.run(inside, target="01_cleaning")
    runner.run(inside, target="01_cleaning")
    assert len(tables.read(inside.output, "documents")) == 1
