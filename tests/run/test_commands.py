"""`python -m allegedly export` and `diff` as make calls them: what they need is asked for before anything runs."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import nbformat
import pytest

from allegedly import __main__ as commands
from allegedly.export import write
from allegedly.run import notebooks, runner
from allegedly.settings import PROJECT, Settings, SettingsError


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*commands.VARIABLES, "PARAMS", "FORMAT", "OLD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OUTPUT", str(tmp_path / "out"))


def test_tables_are_brought_up_to_date_before_an_export(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    done: list[str] = []
    monkeypatch.setattr(runner, "run", lambda settings, target: done.append(target) or {target: 1.0})  # type: ignore[func-returns-value]
    monkeypatch.setattr(write, "export", lambda output, form, texts: done.append(form) or output / "export" / form)  # type: ignore[func-returns-value]
    monkeypatch.setenv("FORMAT", "csv")
    assert commands.main(["export"]) == 0
    assert done == ["04_hedging", "csv"]
    assert f"{tmp_path / 'out' / 'export' / 'csv'} is ready." in capsys.readouterr().out


@pytest.mark.parametrize("form", ["", "xml"])
def test_an_unknown_format_is_refused_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    monkeypatch.setattr(runner, "run", lambda settings, target: pytest.fail("a run was begun"))
    monkeypatch.setenv("FORMAT", form)
    assert commands.main(["export"]) == 1
    assert "the formats are brat, jsonl, csv" in capsys.readouterr().err


def test_a_comparison_needs_an_old_run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert commands.main(["diff"]) == 1
    assert "make diff OLD=folder" in capsys.readouterr().err
    monkeypatch.setenv("OLD", "no/such/folder")
    assert commands.main(["diff"]) == 1
    assert "is no folder; make one by  make report OUTPUT=" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            notebooks.NotebookError("a.csv, line 2: action 'x', expected drop"),
            "a.csv, line 2: action 'x', expected drop",
        ),
        (SettingsError("OLD: name a folder"), "OLD: name a folder"),
        (RuntimeError("lost"), "RuntimeError: lost"),  # not ours: nothing else says what it is
        (FileNotFoundError(errno.ENOENT, "No such file", "a.csv"), "No such file: a.csv"),
    ],
)
def test_a_message_of_ours_is_told_as_it_is(
    error: Exception, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(command: str, settings: object) -> str:
        raise error

    monkeypatch.setattr(commands, "make", fails)
    assert commands.main(["tables"]) == 1
    assert capsys.readouterr().err == f"{told}\n"


def test_exploring_opens_on_the_run_that_was_named(tmp_path: Path) -> None:
    named = Settings(output=tmp_path / "it's a run")
    with pytest.raises(SettingsError, match=r"there is no run in .*; type make report first"):
        commands.notebook_to_explore(named)
    (named.output / "tables").mkdir(parents=True)
    copy = commands.notebook_to_explore(named)
    assert copy == named.output / "explore.ipynb"
    cells = nbformat.read(copy, 4).cells
    given = [cell.source for cell in cells if "injected-parameters" in cell.metadata.get("tags", ())]
    assert [eval(line.split(" = ")[1]) for line in given[0].splitlines()[1:]] == [str(named.output)]
    # What somebody wrote into it is kept.
    copy.write_text("{}", encoding="utf-8")
    assert commands.notebook_to_explore(named).read_text(encoding="utf-8") == "{}"
    assert "injected" not in (PROJECT / "notebooks" / "explore.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_takes_no_more_is_told_with_what_to_do(
    number: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(command: str, settings: object) -> str:
        raise OSError(number, os.strerror(number), str(tmp_path))

    monkeypatch.setenv("OUTPUT", str(tmp_path))
    monkeypatch.setattr(commands, "make", fails)
    assert commands.main(["tables"]) == 1
    said = capsys.readouterr().err
    assert os.strerror(number) in said
    assert f"{tmp_path} cannot be written to. Finished batches are kept" in said
