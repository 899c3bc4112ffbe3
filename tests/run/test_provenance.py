"""What a result depends on is read off the source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allegedly import lexicons
from allegedly.accuracy import FOLDER
from allegedly.run import provenance
from allegedly.run.stages import STAGES, method_key
from allegedly.settings import PROJECT, Settings


def test_a_stage_depends_on_what_it_imports_and_on_nothing_else() -> None:
    names = {path.name for path in provenance.closure(["allegedly.stats"])}
    assert names == {"stats.py", "__init__.py"} or names == {"stats.py"}


def test_each_stage_but_the_last_reads_a_lexicon_that_is_there() -> None:
    for stage in list(STAGES.values())[:4]:
        found = provenance.lexicons_of(provenance.closure([stage.module]))
        assert found, stage.name
        assert all(lexicons.path(name).is_file() for name in found), found


def test_each_lexicon_is_read_by_some_stage() -> None:
    read = {name for stage in STAGES.values() for name in provenance.lexicons_of(provenance.closure([stage.module]))}
    assert {path.stem for path in lexicons.FOLDER.glob("*.csv")} <= read


def test_measured_figures_are_read_by_code_that_takes_their_folder() -> None:
    def figures(*modules: str) -> list[Path]:
        return [path for path in provenance.data_of(provenance.closure(modules)) if path.parent == FOLDER]

    every = sorted(FOLDER.glob("*.csv"))
    assert every
    assert figures("allegedly.hedging.correction") == figures("allegedly.accuracy.bearing") == every
    assert figures(*(stage.module for stage in list(STAGES.values())[:4])) == []


def test_nobody_reads_measured_figures_by_another_way() -> None:
    by_hand = [
        path.name
        for path in sorted((PROJECT / "src").rglob("*.py"))
        if re.search(r"""["']accuracy["']""", path.read_text(encoding="utf-8")) and path.parent.name != "accuracy"
    ]
    assert by_hand == ["provenance.py"]  # which looks for those that do not


def test_a_changed_parameter_changes_the_key_of_the_stages_that_read_it() -> None:
    plain, other = Settings(), Settings(genre="science")
    changed = [name for name, stage in STAGES.items() if method_key(stage, plain) != method_key(stage, other)]
    assert changed == ["04_hedging"]


def test_a_file_that_is_absent_has_a_key_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert provenance.file_digest(tmp_path / "none") != provenance.file_digest(tmp_path / "empty")


def test_another_version_of_a_package_is_another_method(monkeypatch: pytest.MonkeyPatch) -> None:
    before = method_key(STAGES["02_entities"], Settings())
    monkeypatch.setattr("allegedly.run.stages.environment", lambda: "another spaCy")
    assert method_key(STAGES["02_entities"], Settings()) != before
