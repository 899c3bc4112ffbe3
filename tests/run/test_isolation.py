"""An article that cannot be read, or takes too long, stops only itself, in every stage."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.overrides import OverrideError
from allegedly.report import stage as report
from allegedly.run import isolation
from allegedly.run.stages import STAGES, run_stage
from allegedly.settings import Settings

MAPPED = list(STAGES)[:4]
Change = Callable[[], None]


def break_on(monkeypatch: pytest.MonkeyPatch, stage: str, doc_id: str, change: Change) -> None:
    """Let a stage call `change` whenever the article is among those it is given."""
    module = import_module(STAGES[stage].module)

    def map_batch(inputs: dict[str, Any], settings: Settings, *, real: Any = module.map_batch) -> Any:
        first = next(each for each in inputs.values() if isinstance(each, pd.DataFrame))
        if doc_id in set(first["doc_id"]):
            change()
        return real(inputs, settings)

    monkeypatch.setattr(module, "map_batch", map_batch)


def raises() -> None:
    raise KeyError("no such thing")


def never_ends() -> None:
    while True:
        pass


@pytest.fixture
def articles(tmp_path: Path) -> Settings:
    rows = [
        {"id": f"a{n}", "text": f"Mayor Ann Bell of Arden said on Monday that {n + 2} houses may be lost in the fire."}
        for n in range(4)
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Settings(input=file, output=tmp_path / "out", jobs=1, count_duplicates=True)


def made(settings: Settings) -> dict[str, pd.DataFrame]:
    for stage in MAPPED:
        run_stage(stage, settings)
    names = [name for name, table in tables.SCHEMA.items() if table.per_document or name == "problems"]
    return {name: tables.read(settings.output, name) for name in names}


@pytest.mark.parametrize("stage", MAPPED)
@pytest.mark.parametrize(("change", "reason"), [(raises, "a mistake in the program"), (never_ends, "took too long")])
def test_the_others_are_untouched(
    articles: Settings, monkeypatch: pytest.MonkeyPatch, stage: str, change: Change, reason: str
) -> None:
    whole = made(articles.model_copy(update={"output": articles.output / "whole"}))
    monkeypatch.setattr(isolation, "SECONDS", 1.0 if change is never_ends else 300.0)
    break_on(monkeypatch, stage, "a2", change)
    found = made(articles)
    later = MAPPED[MAPPED.index(stage) :]
    for name, rows in whole.items():
        if name in ("failures", "problems"):
            continue
        expected = rows[rows["doc_id"] != "a2"] if tables.SCHEMA[name].stage in later else rows
        pd.testing.assert_frame_equal(found[name], expected.reset_index(drop=True))
    if stage == MAPPED[0]:
        assert found["failures"].empty
        assert found["problems"][["path", "reason"]].to_numpy().tolist() == [["in.jsonl", reason]]
        assert found["problems"]["detail"][0].startswith("a2: ")
    else:
        assert found["failures"][["doc_id", "stage", "reason"]].to_numpy().tolist() == [["a2", stage, reason]]
    report.run(articles)
    if stage != MAPPED[0]:
        assert reason in (articles.output / "report.html").read_text(encoding="utf-8")


def test_what_every_article_suffers_from_is_not_the_articles_fault(
    articles: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module(STAGES["01_cleaning"].module)
    monkeypatch.setattr(module, "map_batch", lambda inputs, settings: raises())
    with pytest.raises(KeyError, match="no such thing"):
        run_stage("01_cleaning", articles)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OverrideError("x.csv, line 2: no")])
def test_what_no_article_is_to_blame_for_ends_the_run(
    articles: Settings, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail() -> None:
        raise error

    break_on(monkeypatch, "01_cleaning", "a2", fail)
    with pytest.raises(type(error)):
        run_stage("01_cleaning", articles)


def test_a_limit_that_was_kept_leaves_nothing_behind() -> None:
    for _ in range(3):
        with isolation.limited(0.01):
            pass
    began = time.thread_time()
    with pytest.raises(isolation.SlowArticleError), isolation.limited(0.01):
        never_ends()
    assert time.thread_time() - began < 30


def test_a_stage_can_be_profiled() -> None:
    profiled = """
import cProfile
from allegedly.run.isolation import limited

with cProfile.Profile(), limited(300.0):
    pass
"""
    subprocess.run([sys.executable, "-c", profiled], check=True, timeout=60)  # it once never ended


def test_what_passes_over_the_first_call_to_stop_is_stopped_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "AGAIN", 0.5)
    passed = []

    def goes_on() -> None:
        try:
            never_ends()
        except BaseException as error:  # noqa: BLE001  # as a bare `except` of some library
            passed.append(error)
        never_ends()

    with pytest.raises(isolation.SlowArticleError), isolation.limited(0.01):
        goes_on()
    assert len(passed) == 1
