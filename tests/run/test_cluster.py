"""The chain on a running cluster: the same bytes as in one process, though in every stage a worker dies in a batch."""

from __future__ import annotations

import asyncio
import json
import operator
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from allegedly.run import executor, stages
from allegedly.run.stages import STAGES, StaleWorkerError, run_stage
from allegedly.settings import Settings

N_ARTICLES = 200
MAPPED = list(STAGES)[:4]

# A worker with this preload dies as a machine does, in its first batch, or works with other code than the run.
PRELOAD = """
import os, signal
from importlib import import_module
from allegedly.run import batches, stages

stage, moment = os.environ["FATE"].split(":")

def dies(make, *, before=0):
    def dying(*args, left=[before], **names):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return make(*args, **names)
    return dying

def dies_after(make):
    def dying(*args, **names):
        make(*args, **names)
        os.kill(os.getpid(), signal.SIGKILL)
    return dying

if moment == "begun":
    module = import_module(stages.STAGES[stage].module)
    module.map_batch = dies(module.map_batch)
elif moment == "made and not written":
    batches.save = dies(batches.save)
elif moment == "half written":
    batches.tables.write = dies(batches.tables.write, before=1)
elif moment == "written and not told":
    batches.save = dies_after(batches.save)
else:
    stages.loaded = lambda: dict.fromkeys(stages.STAGES, "what this worker was started with")
"""

MOMENTS = dict(zip(MAPPED, ("begun", "made and not written", "half written", "written and not told"), strict=True))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More articles than three batches hold."""
    file = tmp_path_factory.mktemp("in") / "articles.jsonl"
    towns = ("Arden", "Belford", "Corvale", "Denby", "Esker")
    rows: list[dict[str, Any]] = [
        {"id": f"a{n:03}", "text": f"The mayor of {towns[n % 5]} said on Monday that {n + 2} houses might be lost. "
                                   "Residents denied that anybody had warned them."}
        for n in range(N_ARTICLES)
    ]  # fmt: skip
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


class Machines:
    """A scheduler on loopback, and workers as they are wanted."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._found = folder / "scheduler.json"
        (folder / "preload.py").write_text(PRELOAD, encoding="utf-8")
        self._start("scheduler", "--no-dashboard", "--host", "tcp://127.0.0.1:0")
        with Client(scheduler_file=str(self._found), timeout="60s") as client:
            self.address: str = client.scheduler.address

    def _start(self, what: str, *options: str, fate: str = "") -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(self._found), *options]
        log = self._stack.enter_context((self._folder / "cluster.log").open("a"))
        variables = os.environ | {"OMP_NUM_THREADS": "1", "FATE": fate}
        process = subprocess.Popen(command, stdout=log, stderr=log, env=variables)
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def worker(self, name: str, fate: str = "") -> subprocess.Popen[bytes]:
        """A worker of one thread, once the scheduler knows it; its fate is STAGE:MOMENT."""
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder)]
        preload = ["--preload", str(self._folder / "preload.py")] if fate else []
        process = self._start("worker", *options, "--name", name, *preload, fate=fate)
        with Client(self.address, timeout="60s") as client:
            while name not in {worker["name"] for worker in client.scheduler_info(n_workers=-1)["workers"].values()}:
                assert process.poll() is None, (self._folder / "cluster.log").read_text(encoding="utf-8")
                client.sync(asyncio.sleep, 0.1)
        return process


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    with ExitStack() as stack:
        yield Machines(tmp_path, stack)


def made(settings: Settings, stage: str) -> dict[str, bytes]:
    """The tables of one stage that is run now, as bytes."""
    run_stage(stage, settings)
    return {
        str(path.relative_to(settings.output)): path.read_bytes()
        for name in (*STAGES[stage].outputs, "annotations")
        for path in (settings.output / "tables").glob(f"{name}.*")
        for path in ([path] if path.is_file() else path.iterdir())
    }


def test_a_cluster_that_loses_a_worker_in_every_stage_gives_the_same_bytes(
    articles: Path, machines: Machines, tmp_path: Path
) -> None:
    machines.worker("steady")
    for stage, moment in MOMENTS.items():
        doomed = machines.worker(f"doomed in {stage}", f"{stage}:{moment}")
        alone = made(Settings(input=articles, output=tmp_path / "alone", jobs=1), stage)
        shared = made(Settings(input=articles, output=tmp_path / "shared", scheduler=machines.address), stage)
        assert doomed.wait() == -signal.SIGKILL, f"{stage}: the worker did not die when its batch was {moment}"
        assert shared.keys() == alone.keys()
        assert [name for name in alone if alone[name] != shared[name]] == []
    assert list((tmp_path / "shared" / "work").rglob(".unfinished*")) == []


def test_a_worker_with_other_code_is_refused(articles: Path, machines: Machines, tmp_path: Path) -> None:
    machines.worker("steady")
    machines.worker("stale", "01_cleaning:stale")
    with pytest.raises(StaleWorkerError, match=r"01_cleaning: a process on .* restart the workers"):
        run_stage("01_cleaning", Settings(input=articles, output=tmp_path / "out", scheduler=machines.address))


def test_a_cluster_that_cannot_work_is_named(
    articles: Path, machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def message(scheduler: str) -> str:
        with pytest.raises(executor.ClusterError) as raised:
            run_stage("01_cleaning", Settings(input=articles, output=tmp_path / "out", scheduler=scheduler))
        return str(raised.value)

    monkeypatch.setattr(executor, "PATIENCE", 1)
    assert "no Dask scheduler answers at tcp://127.0.0.1:9 within 1 seconds" in message("tcp://127.0.0.1:9")
    assert f"has no workers; start some:  dask worker {machines.address}" in message(machines.address)
    monkeypatch.setattr(executor, "PATIENCE", 60)
    machines.worker("steady")

    def fails(paths: list[str]) -> list[str]:
        raise ModuleNotFoundError("No module named 'allegedly'")

    monkeypatch.setattr(executor, "missing_paths", fails)
    assert "cannot load the project (ModuleNotFoundError: No module named 'allegedly')" in message(machines.address)
    monkeypatch.setattr(executor, "missing_paths", lambda paths: paths)
    assert f"does not see {articles}; INPUT, OUTPUT and overrides must lie in folders" in message(machines.address)


def test_a_worker_with_other_lexicons_is_refused(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "loaded", lambda: dict.fromkeys(STAGES, "what this process was started with"))
    with pytest.raises(StaleWorkerError, match=r"01_cleaning: a process on .* type the same command again"):
        run_stage("01_cleaning", Settings(input=articles, output=tmp_path / "out", jobs=1))


def test_processes_of_this_machine_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    settings, scratch = Settings(output=tmp_path / "out", jobs=2), tmp_path / "out" / "work" / "dask"
    found = executor.map_batches(operator.index, [64, 32], sizes=[64, 32], settings=settings)
    made = [next(found)]
    assert scratch.is_dir()
    assert sorted([*made, *found]) == [32, 64]
    assert not scratch.exists()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_processes_of_a_run_are_started_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, started = Settings(output=tmp_path / "out", jobs=2), []
    local = executor._local
    monkeypatch.setattr(executor, "_local", lambda *given: started.append(given) or local(*given))

    def mapped() -> list[int]:
        return sorted(executor.map_batches(operator.index, [64, 32], sizes=[64, 32], settings=settings))

    (tmp_path / "out" / "work" / "dask" / "left").mkdir(parents=True)  # by a run that was killed
    with executor.workers(settings, [64, 32]):
        assert mapped() == mapped() == [32, 64]
        assert len(started) == 1
    assert list((tmp_path / "out" / "work").iterdir()) == []
    (tmp_path / "out" / "work" / "workers").write_text("tcp://127.0.0.1:1", encoding="utf-8")
    monkeypatch.setattr(executor, "PATIENCE", 1)
    assert mapped() == [32, 64]
    assert len(started) == 2


def test_more_processes_are_started_where_a_run_keeps_too_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, started = Settings(output=tmp_path / "out", jobs=2), []
    local = executor._local
    monkeypatch.setattr(executor, "_local", lambda given, n: started.append(n) or local(given, n))
    with executor.workers(settings, [64, 32]):  # two batches are missing, three pages or more
        more = settings.model_copy(update={"jobs": 3})
        assert sorted(executor.map_batches(operator.index, [3, 2, 1], sizes=[3, 2, 1], settings=more)) == [1, 2, 3]
    assert started == [2, 3]
