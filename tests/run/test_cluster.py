"""The chain on a running cluster: the same bytes as in one process, though a worker dies in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from allegedly.run import stages
from allegedly.run.stages import STAGES, StaleWorkerError, run_stage
from allegedly.settings import Settings

N_ARTICLES = 200
MAPPED = list(STAGES)[:4]

# A worker with this preload dies as a machine does, when it begins its second batch of stage 02.
DOOMED = """
import os, signal
from allegedly.names import stage

def dying(inputs, settings, *, make=stage.map_batch, begun=[]):
    begun.append(1)
    if len(begun) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return make(inputs, settings)

stage.map_batch = dying
"""


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


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler on loopback with two workers, one of which will die."""
    (tmp_path / "doomed.py").write_text(DOOMED, encoding="utf-8")
    found = tmp_path / "scheduler.json"
    spec = "distributed.cli.dask_{}"
    common = ["--scheduler-file", str(found), "--no-dashboard"]
    one = ["--nthreads", "1", "--nworkers", "1", "--no-nanny", "--local-directory", str(tmp_path)]
    commands = [
        [spec.format("scheduler"), *common, "--host", "tcp://127.0.0.1:0"],
        [spec.format("worker"), *common, *one, "--name", "steady"],
        [spec.format("worker"), *common, *one, "--name", "doomed", "--preload", str(tmp_path / "doomed.py")],
    ]
    with ExitStack() as stack:
        for command in commands:
            log = stack.enter_context((tmp_path / "cluster.log").open("a"))
            process = subprocess.Popen(
                [sys.executable, "-m", *command], stdout=log, stderr=log, env=os.environ | {"OMP_NUM_THREADS": "1"}
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
        with Client(scheduler_file=str(found), timeout="60s") as client:
            client.wait_for_workers(2, timeout=60)
            address: str = client.scheduler.address
        yield address


def made(settings: Settings) -> dict[str, bytes]:
    for stage in MAPPED:
        run_stage(stage, settings)
    folder = settings.output / "tables"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(articles: Path, cluster: str, tmp_path: Path) -> None:
    alone = made(Settings(input=articles, output=tmp_path / "alone", jobs=1))
    shared = made(Settings(input=articles, output=tmp_path / "shared", scheduler=cluster))
    assert shared.keys() == alone.keys()
    assert [name for name in alone if alone[name] != shared[name]] == []
    with Client(cluster) as client:
        assert [worker["name"] for worker in client.scheduler_info()["workers"].values()] == ["steady"]


def test_a_worker_with_other_lexicons_is_refused(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "_loaded", lambda stage: "what this process was started with")
    with pytest.raises(StaleWorkerError, match=r"01_cleaning: a process on .* type the same command again"):
        run_stage("01_cleaning", Settings(input=articles, output=tmp_path / "out", jobs=1))
