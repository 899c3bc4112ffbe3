"""What a kernel does before its turn: batches made ahead, and no waiting for what nobody makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegedly import settings as parameters
from allegedly.run import batches, executor, readiness
from allegedly.run.stages import STAGES, make_missing, plan
from allegedly.settings import Settings


@pytest.fixture
def run(tmp_path: Path) -> Settings:
    (tmp_path / "one.txt").write_text("The ministry denied that two boats had been lost.", encoding="utf-8")
    return Settings(input=tmp_path / "one.txt", output=tmp_path / "out")


@pytest.mark.parametrize(("jobs", "ahead"), [(0, True), (2, True), (1, False)])
def test_batches_are_made_ahead_unless_one_process_is_asked_for(run: Settings, jobs: int, ahead: bool) -> None:
    settings = run.model_copy(update={"jobs": jobs})
    parameters.save(settings)
    readiness.get_ready("01_cleaning", str(run.output))
    assert [batch.finished for batch in plan(settings)["01_cleaning"]] == [ahead]


@pytest.mark.parametrize("kept", [True, False])
def test_a_kernel_loads_no_language_model_where_others_make_the_batches(
    run: Settings, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    parameters.save(run.model_copy(update={"jobs": 1}))
    loaded: list[str] = []
    monkeypatch.setattr("allegedly.names.stage.prepare", lambda: loaded.append("model"))
    with executor.workers(run.model_copy(update={"jobs": 2 if kept else 1}), [1, 1]):
        readiness.get_ready("02_entities", str(run.output))
    assert loaded == ([] if kept else ["model"])


def test_nobody_waits_for_batches_of_notebooks_that_are_through(run: Settings) -> None:
    parameters.save(run)
    (run.output / "notebooks").mkdir(parents=True)
    for stage in STAGES["04_hedging"].before:
        (run.output / "notebooks" / STAGES[stage].notebook).touch()
    readiness.get_ready("04_hedging", str(run.output))
    assert not any(batch.finished for batch in plan(run)["04_hedging"])


def test_a_batch_is_made_when_its_own_input_is_there_whatever_else_is_missing(
    run: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run.input.parent / "two.txt").write_text("The mayor may resign.", encoding="utf-8")
    monkeypatch.setattr(batches, "SIZE", 1)
    settings = run.model_copy(update={"input": run.input.parent})
    parameters.save(settings)
    planned = plan(settings)
    first, second = planned["01_cleaning"]
    make_missing(STAGES["01_cleaning"], {"01_cleaning": [first]}, settings)
    made: list[list[bool]] = []

    def look(seconds: float) -> None:
        """In place of sleeping: note what is made, and say that the notebook is through."""
        made.append([batch.finished for batch in planned["02_entities"]])
        (settings.output / "notebooks").mkdir(exist_ok=True)
        (settings.output / "notebooks" / STAGES["01_cleaning"].notebook).touch()

    monkeypatch.setattr("allegedly.run.readiness.time.sleep", look)
    readiness.get_ready("02_entities", str(settings.output))
    assert made == [[True, False]]
    assert not second.finished
