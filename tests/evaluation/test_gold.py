"""Which files are judged, what is refused, and where the figures go."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from allegedly.accuracy import FOLDER, measures, scores
from allegedly.annotated import AnnotationError
from allegedly.evaluation import __main__ as command
from allegedly.evaluation import gold, page
from allegedly.evaluation.gold import GoldError
from allegedly.settings import Settings

FILES = (
    "ner/wikigold",
    "ner/own_train",
    "ner/own_dev",
    "hedging/some_train",
    "attribution/a",
    "connectives/c",
    "raw/x",
)
TEXT = "The Lark may sail on Monday, said Ada Brandt. However, nobody came."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "gold" / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "gold"


def found(given: Path) -> list[tuple[str, str]]:
    return [(kind.name, path.stem) for kind, path in gold.files(given)]


def test_files_of_a_folder_of_kinds_of_one_kind_and_one_file(folder: Path) -> None:
    names = [("names", "own_dev"), ("names", "wikigold")]
    every = [*names, ("attribution", "a"), ("connectives", "c"), ("hedging", "some_train")]
    assert found(folder) == every
    assert found(folder / "ner") == names
    # A part for training is judged if it is asked for by name.
    assert found(folder / "ner" / "own_train.jsonl") == [("names", "own_train")]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("none", "there is no such file or folder; expected a folder with html"),
        ("raw", "no annotated texts there; expected .*connectives/"),
        ("raw/x.jsonl", "no annotated texts there"),
    ],
)
def test_what_holds_no_gold_is_refused(folder: Path, given: str, told: str) -> None:
    with pytest.raises(GoldError, match=f"GOLD: .*{told}"):
        gold.files(folder / given)


def test_a_line_that_is_no_json_is_named(folder: Path) -> None:
    (folder / "ner" / "wikigold.jsonl").write_text('{"id": 1, "text": "a", "entities": []}\n{"id": 2', encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"wikigold\.jsonl, line 2: is not JSON"):
        command.main(folder / "ner" / "wikigold.jsonl", folder / "out")
    assert not (folder / "out").exists()


def test_connectives_are_scored_from_the_text_on_and_kept(folder: Path) -> None:
    at = TEXT.index("However")
    row = {"id": "one", "text": TEXT, "connectives": [{"spans": [[at, at + 7]], "sense": "Comparison.Concession"}]}
    (folder / "connectives" / "c.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    command.main(folder / "connectives", folder / "out")
    rows = pd.read_csv(folder / "out" / "connectives.csv").set_index("measure")
    assert rows.loc["connectives", ["texts", "use", "precision", "recall", "hit"]].tolist() == [
        "c",
        "untouched",
        100,
        100,
        1,
    ]
    assert rows.loc["sense of those found", "recall"] == 100
    assert pd.isna(rows.loc["sense of those found", "precision"])
    # What the command writes, the report and the page read.
    [score, _] = scores.read(folder / "out", min_probability=0.35, genre="news")
    assert (score.kind, score.f1, score.main, score.fitted) == ("connectives", 100.0, True, False)
    assert "| c | untouched | explicit connectives | 100.0 | 100.0 | 100.0 |" in page.compose(folder / "out")


def test_figures_of_one_file_leave_those_of_the_others(tmp_path: Path) -> None:
    def scored(texts: str, f1: float) -> pd.DataFrame:
        return pd.DataFrame([{"kind": "names", "texts": texts, "f1": f1, "said": 4}]).astype({"said": "Int64"})

    command.keep("names", pd.concat([scored("a", 1.0), scored("b", 2.0)]), tmp_path, only=False)
    command.keep("names", scored("a", 3.0), tmp_path, only=True)
    assert (tmp_path / "names.csv").read_text() == "kind,texts,f1,said\nnames,a,3.0,4\nnames,b,2.0,4\n"
    command.keep("names", scored("b", 5.0), tmp_path, only=False)
    assert (tmp_path / "names.csv").read_text() == "kind,texts,f1,said\nnames,b,5.0,4\n"


def test_every_kind_is_named_and_defined_for_readers() -> None:
    kinds = {kind.name for kind in gold.KINDS}
    assert kinds == set(measures.KINDS) == set(page.DEFINITIONS)
    assert set(gold.USES) == {"fitted", "tuned", "untouched"}


def test_the_page_follows_the_figures() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.compose(FOLDER), "docs/accuracy.md: make format"


def test_corrections_of_the_analyst_have_no_part_in_a_score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class SeenError(Exception):
        pass

    def run_stage(_: str, settings: Settings) -> None:
        raise SeenError(settings.overrides.is_dir() and list(settings.overrides.iterdir()))

    monkeypatch.setattr(gold, "run_stage", run_stage)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "entities": []}) + "\n", encoding="utf-8")
    [names] = [kind for kind in gold.KINDS if kind.name == "names"]
    with pytest.raises(SeenError, match=r"^\[\]$"):
        gold.evaluate(names, path, parameters={})
