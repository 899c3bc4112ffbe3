"""The other scorer: what it is asked, how its figures are laid beside ours, and that on real annotations they agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allegedly.evaluation import __main__ as command
from allegedly.evaluation import gold, second, wrapped
from allegedly.evaluation.second import ScorerError
from allegedly.settings import PROJECT

SHARED = PROJECT.parent / "shared"
SCORER = SHARED / "bench" / "score.py"
FILES = {
    "html/aeb_dev": 2,
    "ner/worldwide_newswire_dev": 2,
    "coref/gum_news": 2,
    "attribution/gum_news": 2,
    "attribution/polnear_dev": 2,
    "connectives/gum_news": 2,
    "hedging/factuality_uw_news_train": 20,
}
"""A few rows of each: how many."""


def few(name: str, folder: Path) -> Path:
    """The first rows of an annotated file, in a folder of its kind."""
    source = SHARED / "gold" / f"{name}.jsonl"
    if not (SCORER.exists() and source.exists()):
        pytest.skip("the annotated texts and the other scorer are not part of the project and are not at hand")
    with source.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line, _ in zip(file, range(FILES[name]), strict=False)]
    target = folder / f"{name}.jsonl"
    target.parent.mkdir(parents=True)
    for row in rows:
        if row.get("html"):
            (target.parent / row["html"]).parent.mkdir(exist_ok=True)
            (target.parent / row["html"]).write_bytes((source.parent / row["html"]).read_bytes())
    target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return target


@pytest.mark.parametrize("name", FILES)
def test_both_scorers_give_the_same_figures_of_real_annotations(name: str, tmp_path: Path) -> None:
    path = few(name, tmp_path)
    [(kind, _)] = gold.files(path)
    command.main(path, tmp_path / "out", scorer=SCORER)
    compared = pd.read_csv(tmp_path / "out" / "second_scorer.csv", keep_default_na=False)
    texts = [path.stem, f"{path.stem}_wrapped"] if kind.name in wrapped.KINDS else [path.stem]
    assert compared["texts"].unique().tolist() == texts
    assert compared["mode"].tolist() == list(second.MODES[kind.name]) * len(texts)
    assert compared["differ"].tolist() == [""] * len(compared)
    assert compared["figures"].min() >= 5


def scored(**figures: Any) -> pd.DataFrame:
    row = {"precision": 50.0, "recall": 25.0, "f1": 33.3, "mean_f1": 30.0, "said": 2, "gold": 4, "articles": 1}
    return pd.DataFrame([row | figures])


def test_a_figure_that_differs_is_named() -> None:
    theirs = second.flattened({"cue overlap": {"P": 50.0, "R": 25.0, "F1": 33.4, "gold": 4, "said": 2}, "pages": 2})
    found = second.compared(scored(measure="cue"), theirs)
    assert (found["figures"], found["same"]) == (6, 4)
    assert found["differ"] == "cue overlap F1: 33.4, ours 33.3; pages: 2, ours none"


def test_a_share_is_compared_with_a_share() -> None:
    rows = scored(measure="recall of mixed", precision=None, f1=None, said=None)
    theirs = second.flattened({"recall by form": {"mixed": 25.0}})
    assert second.compared(rows, theirs) == {"figures": 1, "same": 1, "differ": ""}


def test_a_scorer_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    program = tmp_path / "other.py"
    program.write_text("import sys\nprint('{}')\nsys.exit('no such table')\n", encoding="utf-8")
    with pytest.raises(ScorerError, match=r"other\.py ner gold\.jsonl tables: expected one JSON object, got: no such"):
        second.ask(program, "ner", Path("gold.jsonl"), Path("tables"))


def test_rows_of_other_texts_stay(tmp_path: Path) -> None:
    def row(texts: str, same: int) -> pd.DataFrame:
        return pd.DataFrame([("names", texts, "ner", 5, same, "")], columns=list(second.COLUMNS))

    command.keep_second(pd.concat([row("b", 4), row("a", 4)]), tmp_path)
    command.keep_second(row("b", 5), tmp_path)
    kept = pd.read_csv(tmp_path / "second_scorer.csv")
    assert kept[["texts", "same"]].to_numpy().tolist() == [["a", 4], ["b", 5]]
