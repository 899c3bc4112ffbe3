"""A run that is killed again and again, at moments listed here, or finds the disk full, goes on where it was and ends with the
same bytes.

An audit hook in the processes of the run counts what they do to files below the output folder; at the moment asked
for, the kernel kills the run and itself with SIGKILL. One output folder goes through all moments, in order.
"""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from allegedly.settings import PROJECT

N_ARTICLES = 150  # three batches

HOOK = """
import errno, os, re, signal, sys

def watch(event, given, *, kind=os.environ["KILL_EVENT"], place=re.compile(os.environ["KILL_PLACE"]),
          left=[int(os.environ["KILL_NUMBER"])]):
    if event != kind or not given or not isinstance(given[0], (str, os.PathLike)):
        return
    if event == "open" and not (isinstance(given[1], str) and set(given[1]) & set("wax")):
        return
    names = [os.fspath(name) for name in given[:2] if isinstance(name, (str, os.PathLike))]
    if any(place.search(name) for name in names if isinstance(name, str)):
        left[0] -= 1
        if left[0] == 0 and os.environ.get("DISK_FULL"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), names[0])
        if left[0] == 0 and os.environ.get("LEFT_BEHIND"):
            # The run is killed, and what it started stands still instead of ending.
            with open(os.environ["LEFT_BEHIND"], "w") as told:
                print(os.getppid(), file=told)
            os.kill(os.getppid(), signal.SIGSTOP)
            os.kill(int(os.environ["KILL_RUN"]), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGSTOP)
        if left[0] == 0:
            for pid in (int(os.environ["KILL_RUN"]), os.getpid()):
                os.kill(pid, signal.SIGKILL)

os.environ.setdefault("KILL_RUN", str(os.getpid()))  # the first process of all
sys.addaudithook(watch)
"""

MOMENTS = [
    (f"{stage}: {what}", event, place.format(stage=stage, number=stage[:2], table=table), n)
    for stage, table in (
        ("01_cleaning", "sentences"), ("02_entities", "mentions"), ("03_discourse", "seams"), ("04_hedging", "hedges"),
    )
    for what, event, place, n in (
        ("the first batch is begun", "os.mkdir", r"/batches/{stage}/\.unfinished", 1),
        ("the second batch is written and not yet named", "os.rename", r"/batches/{stage}/\d", 2),
        ("a table is published", "os.mkdir", r"/tables/{table}\.parquet$", 1),
        ("a figure is drawn", "open", r"/figures/{number}_\w+\.(png|csv|json)$", 2),
        ("its notebook begins", "open", r"/notebooks/{stage}\.running\.ipynb$", 1),
        ("its executed notebook is saved", "open", r"/notebooks/{stage}\.running\.ipynb$", 2),
    )
] + [
    ("05_report: the findings are written", "open", r"/findings\.json$", 1),
    ("05_report: the page is written", "open", r"/report\.html$", 1),
    ("the state of the run is written", "open", r"/state\.unfinished$", 1),
    ("the manifest is written", "open", r"/manifest\.json$", 2),
]  # fmt: skip


def run(source: Path, output: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`make report` without make."""
    environment = os.environ | {"INPUT": str(source), "OUTPUT": str(output), "JOBS": "1"} | variables
    return subprocess.run(
        [sys.executable, "-m", "allegedly", "report"],
        env=environment, cwd=PROJECT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def promised(output: Path) -> dict[str, bytes]:
    """What follows from the input alone."""
    files = [*(output / "tables").rglob("*"), *(output / "figures").glob("*"), output / "findings.json"]
    return {str(path.relative_to(output)): path.read_bytes() for path in files if path.is_file()}


def finished(output: Path) -> dict[str, int]:
    """The finished batches, and when each got its name."""
    folders = (output / "work" / "batches").glob("*/[0-9]*")
    return {str(path.relative_to(output)): path.stat().st_ino for path in folders}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("in") / "articles.jsonl"
    rows = [
        {"id": f"a{n:03}", "published": f"2018-02-{n % 28 + 1:02}", "outlet": f"Paper {n % 3}",
         "text": f"Ministry {n} denies loss\n\nThe ministry denied that {n + 2} boats had been lost in Norvia. "
                 f"Captain Anna Bell said they may be late. She added that nobody could confirm the number {n}."}
        for n in range(N_ARTICLES)
    ]  # fmt: skip
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run that nothing stops leaves: of two processes, so that one and two are compared, too."""
    output = tmp_path_factory.mktemp("whole") / "out"
    done = run(articles, output, JOBS="2")
    assert done.returncode == 0, done.stderr
    return promised(output)


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PYTHONPATH with which every process of a run has the hook."""
    hook = tmp_path_factory.mktemp("hook")
    (hook / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return os.pathsep.join(filter(None, [str(hook), str(PROJECT / "src"), os.environ.get("PYTHONPATH")]))


def the_same(one: dict[str, bytes], two: dict[str, bytes]) -> bool:
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    return True


def test_a_run_killed_again_and_again_ends_with_the_same_bytes(
    articles: Path, whole: dict[str, bytes], hooked: str, tmp_path: Path
) -> None:
    output = tmp_path / "killed"
    kept: dict[str, int] = {}
    for moment, event, place, n in MOMENTS:
        at = re.escape(str(output)) + ".*" + place
        done = run(articles, output, PYTHONPATH=hooked, KILL_EVENT=event, KILL_PLACE=at, KILL_NUMBER=str(n))
        assert done.returncode == -signal.SIGKILL, f"not killed when {moment}: ended with {done.returncode}"
        now = finished(output)
        assert kept.items() <= now.items(), f"finished batches were made again when {moment}"
        kept = now
    assert run(articles, output).returncode == 0
    assert kept.items() <= finished(output).items()
    assert the_same(whole, promised(output))


def test_a_run_of_two_processes_that_is_killed_goes_on(
    articles: Path, whole: dict[str, bytes], hooked: str, tmp_path: Path
) -> None:
    output = tmp_path / "two"
    for stage in ("01_cleaning", "03_discourse"):
        at = re.escape(str(output)) + rf".*/batches/{stage}/\d"
        killed = {"PYTHONPATH": hooked, "KILL_EVENT": "os.rename", "KILL_PLACE": at, "KILL_NUMBER": "1"}
        assert run(articles, output, JOBS="2", **killed).returncode == -signal.SIGKILL, stage
    done = run(articles, output, JOBS="2")
    assert done.returncode == 0, done.stderr
    assert the_same(whole, promised(output))
    assert {path.name for path in (output / "work").iterdir()}.isdisjoint({"dask", "workers", "progress"})


def test_the_documentation_says_how_often() -> None:
    told = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
    assert f"killed at {len(MOMENTS)} moments" in told


def test_a_disk_that_takes_no_more_costs_nothing_that_was_finished(
    articles: Path, whole: dict[str, bytes], hooked: str, tmp_path: Path
) -> None:
    output = tmp_path / "full"
    at = re.escape(str(output)) + r".*/batches/02_entities/\.unfinished"
    full = {"KILL_EVENT": "os.mkdir", "KILL_PLACE": at, "KILL_NUMBER": "2", "DISK_FULL": "yes"}
    done = run(articles, output, PYTHONPATH=hooked, **full)
    assert done.returncode == 1
    assert os.strerror(errno.ENOSPC) in done.stderr
    assert "Finished batches are kept" in done.stderr
    assert "Traceback" not in done.stderr
    kept = finished(output)
    assert {name.split("/")[-2] for name in kept} == {"01_cleaning", "02_entities"}
    assert run(articles, output).returncode == 0
    assert kept.items() <= finished(output).items()
    assert the_same(whole, promised(output))


@pytest.mark.parametrize("ends", [signal.SIGCONT, signal.SIGKILL])
def test_the_next_run_waits_for_what_a_killed_one_left_at_work(hooked: str, tmp_path: Path, ends: int) -> None:
    source, output, left = tmp_path / "one.txt", tmp_path / "out", tmp_path / "left"
    source.write_text("The ministry denied that two boats had been lost in Norvia.", encoding="utf-8")
    command = [sys.executable, "-m", "allegedly", "tables"]
    environment = os.environ | {"INPUT": str(source), "OUTPUT": str(output)}
    hook = {"PYTHONPATH": hooked, "KILL_EVENT": "os.mkdir", "KILL_PLACE": r"/batches/02_entities/\.unfinished",
            "KILL_NUMBER": "1", "LEFT_BEHIND": str(left)}  # fmt: skip
    killed = subprocess.run(command, env=environment | hook, cwd=PROJECT, check=False, stderr=subprocess.DEVNULL)
    assert killed.returncode == -signal.SIGKILL
    with subprocess.Popen(command, env=environment, cwd=PROJECT, stderr=subprocess.PIPE, text=True) as following:
        assert following.stderr
        said = following.stderr.readline()
        # The server sees that nobody wants its kernels, and ends them; or is killed, too.
        os.kill(int(left.read_text()), ends)
        rest = following.stderr.read()
    assert "Waiting for what a run that was killed" in said
    assert following.returncode == 0, rest
    assert (output / "tables" / "hedges.parquet").exists()
