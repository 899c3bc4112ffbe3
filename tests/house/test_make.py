"""What make promises: its list of commands, the environment it takes, and settings that arrive as they were typed."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from allegedly.settings import PROJECT

MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
SETTINGS = ("INPUT", "OUTPUT", "PARAMS", "SCHEDULER", "JOBS", "TEXTS", "FORMAT", "OLD")
LEFT_OUT = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "CONDA_PREFIX", "PYTHON", *SETTINGS}


def make(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """make in the project's folder, with nothing of an outer make around it, and no Python to make a .venv with."""
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    environment |= {"PYTHON": "false"} | variables
    return subprocess.run(
        ["make", *arguments], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def conda(tmp_path: Path) -> Path:
    """A conda environment as far as make can tell: bin/python writes down how it was called, and does nothing."""
    prefix = tmp_path / 'envs of "mine"' / "allegedly"
    (prefix / "bin").mkdir(parents=True)
    record = prefix / "record.py"
    record.write_text(
        "import json, os, pathlib, sys\n"
        f"seen = {{'arguments': sys.argv[1:]}} | {{name: os.environ.get(name) for name in {['PYTHONPATH', *SETTINGS]!r}}}\n"
        "pathlib.Path(__file__).with_name('seen.json').write_text(json.dumps(seen))\n",
        encoding="utf-8",
    )
    python = prefix / "bin" / "python"
    run = shlex.join([sys.executable, str(record)])
    python.write_text(f'#!/bin/sh\n[ "$1" = -c ] || exec {run} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return prefix


def seen(prefix: Path) -> dict[str, object]:
    return json.loads((prefix / "seen.json").read_text(encoding="utf-8"))


def test_help_lists_every_command_and_is_what_make_alone_prints() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    help_text = make("help").stdout
    assert re.findall(r"^  make ([a-z]+) +\S", help_text, re.MULTILINE) == phony[1].split()
    assert make().stdout == help_text


def test_help_says_what_each_setting_is_and_where_a_run_is_written_without_one() -> None:
    told = dict(re.findall(r"^  ([A-Z]+)=\S+ +(\S.*)$", make("help").stdout, re.MULTILINE))
    settings = re.search(r"^SETTINGS := (.*)$", MAKEFILE, re.MULTILINE)
    assert settings
    assert set(told) == {*settings[1].split(), "PYTHON"}
    assert "without it build" in told["OUTPUT"]
    # Whoever shares a folder for want of this line shares the articles.
    assert "not out of OUTPUT/tables" in told["TEXTS"]
    assert "`OUTPUT/tables` and `OUTPUT/notebooks` still hold them" in (PROJECT / "README.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("value", [
    "../shared/a folder", "it's", 'say "so"', "a=b", "$HOME and $(HOME) and $$", "a;b|c&d", "#1", "2018-02-07", "ж",
    "-n", "back\\slash", "*", " inside  blanks",
])  # fmt: skip
@pytest.mark.parametrize("name", SETTINGS)
def test_settings_arrive_as_typed(conda: Path, name: str, value: str) -> None:
    done = make("report", f"{name}={value}", CONDA_PREFIX=str(conda))
    assert done.returncode == 0, done.stderr
    # make itself drops blanks before a value
    assert seen(conda)[name] == value.lstrip()
    assert all(seen(conda)[other] == "" for other in SETTINGS if other != name)


def test_settings_may_come_from_the_environment(conda: Path) -> None:
    make("tables", CONDA_PREFIX=str(conda), INPUT="a $b 'c'")
    assert seen(conda)["INPUT"] == "a $b 'c'"


@pytest.mark.parametrize("target", ["report", "tables", "explore", "export", "diff"])
def test_conda_environment_is_used_and_none_made(conda: Path, target: str) -> None:
    done = make(target, CONDA_PREFIX=str(conda))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert seen(conda)["arguments"] == ["-m", "allegedly", target]
    assert str(seen(conda)["PYTHONPATH"]).split(os.pathsep)[0] == str(PROJECT / "src")
    assert ".venv" not in make("-n", target, CONDA_PREFIX=str(conda)).stdout


def test_conda_environment_without_the_packages_is_passed_over(conda: Path) -> None:
    (conda / "bin" / "python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert ".venv/bin/python -m allegedly report" in make("-n", "report", CONDA_PREFIX=str(conda)).stdout


def test_environment_is_made_from_the_lock_with_hashes() -> None:
    done = make("-n", "-W", "requirements.lock", "PYTHON=python 3", "report")
    steps = done.stdout.splitlines()
    install = next(i for i, step in enumerate(steps) if "--require-hashes -r requirements.lock" in step)
    assert '"python 3" -m venv .venv' in steps[install - 1]
    assert "--compile" in steps[install]
    assert steps[install + 1] == "touch .venv/packages"
    assert steps[-1] == ".venv/bin/python -m allegedly report"


def test_a_python_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    (tmp_path / "Makefile").write_text(MAKEFILE, encoding="utf-8")
    (tmp_path / "requirements.lock").touch()
    done = make("-C", str(tmp_path), "report", f"PYTHON={old}")
    assert done.returncode != 0
    assert "needs Python 3.11" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_failed_installation_does_not_look_finished(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(MAKEFILE, encoding="utf-8")
    (tmp_path / "requirements.lock").write_text("no-such-package==1 --hash=sha256:00\n", encoding="utf-8")
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\n[ "$2" = venv ] || exit 0\nmkdir -p "$3/bin"\n'
        'printf "#!/bin/sh\\nexit 1\\n" > "$3/bin/python"\nchmod +x "$3/bin/python"\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    for _ in range(2):
        done = make("-C", str(tmp_path), "report", f"PYTHON={python}")
        assert done.returncode != 0
        assert "Setting up .venv" in done.stdout
        assert not (tmp_path / ".venv" / "packages").exists()


def test_a_setting_that_does_not_exist_is_refused() -> None:
    done = make("-n", "report", "INPTU=x")
    assert done.returncode != 0
    assert "no setting INPTU" in done.stderr
    assert all(name in done.stderr for name in SETTINGS)


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    script = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert "\nmake test\n" in script
    assert "\nmake check\n" in script
    assert "`make test`" in (PROJECT / "README.md").read_text(encoding="utf-8")
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)
