"""Kernels forked from one process: each by itself, with what it needs already imported, and gone with who asked for it."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import AsyncKernelManager

from allegedly.run import forkserver
from allegedly.run.kernels import kernels

STAGES = ["01_cleaning", "05_report"]


async def value(kernel: AsyncKernelManager, expression: str) -> str:
    """What an expression is worth in a kernel."""
    client = kernel.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=120)
        reply = await client.execute_interactive("", user_expressions={"it": expression}, silent=True, timeout=120)
        return str(reply["content"]["user_expressions"]["it"]["data"]["text/plain"])
    finally:
        client.stop_channels()


def ask(kernel: AsyncKernelManager, expression: str) -> str:
    return asyncio.run(value(kernel, expression))


@pytest.mark.parametrize("forked", [True, False])
def test_each_kernel_is_a_process_of_its_own_that_has_imported_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forked: bool
) -> None:
    monkeypatch.setattr(forkserver, "AVAILABLE", forked and forkserver.AVAILABLE)
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    with kernels(folder=tmp_path, output=tmp_path / "out", held=0) as kernels_for:
        first, second = kernels_for(STAGES)
        pids = [int(ask(kernel, "__import__('os').getpid()")) for kernel in (first, second)]
        assert len({*pids, os.getpid()}) == 3
        assert ask(first, "__import__('os').getcwd()") == repr(str(tmp_path))
        assert ask(second, "'seaborn' in __import__('sys').modules") == "True"
        assert ask(second, "__import__('os').environ['OMP_NUM_THREADS']") == "'1'"
        assert ask(second, "__import__('pyarrow').default_memory_pool().backend_name") == "'system'"
        parents = {ask(kernel, "__import__('os').getppid() == " + str(os.getpid())) for kernel in (first, second)}
        assert parents == {str(not (forked and forkserver.AVAILABLE))}
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.skipif(not forkserver.AVAILABLE, reason="kernels are forked on Linux only")
def test_a_run_that_cannot_be_planned_does_not_wait_for_what_is_being_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **given: Any) -> None:
            super().__init__(*arguments, **given)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with pytest.raises(ZeroDivisionError), kernels(folder=tmp_path, output=tmp_path / "out", held=0):
        raise ZeroDivisionError
    assert [server.returncode for server in started] == [-signal.SIGTERM]


@pytest.mark.skipif(not forkserver.AVAILABLE, reason="kernels are forked on Linux only")
def test_a_kernel_that_is_killed_is_known_to_be_dead_and_its_neighbour_lives(tmp_path: Path) -> None:
    with kernels(folder=tmp_path, output=tmp_path / "out", held=0) as kernels_for:
        first, second = kernels_for(STAGES)
        os.kill(int(ask(first, "__import__('os').getpid()")), signal.SIGKILL)
        asyncio.run(asyncio.wait_for(first.provisioner.wait(), timeout=60))  # type: ignore[union-attr]
        assert not asyncio.run(first.is_alive())
        assert ask(second, "1 + 1") == "2"


RUN = """
import asyncio, os, sys
from pathlib import Path
from allegedly.run.kernels import kernels
sys.path.insert(0, {tests!r})
from test_kernels import ask
with kernels(folder=Path({folder!r}), output=Path({folder!r}, "out"), held=0) as kernels_for:
    for kernel in kernels_for(["01_cleaning", "05_report"]):
        print(ask(kernel, "__import__('os').getpid()"), flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not forkserver.AVAILABLE, reason="kernels are forked on Linux only")
def test_kernels_go_with_the_run_that_is_killed(tmp_path: Path) -> None:
    code = RUN.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        descriptors = [os.pidfd_open(int(run.stdout.readline())) for _ in STAGES]
        run.kill()
    for descriptor in descriptors:
        # It becomes readable when the process has ended.
        assert select.select([descriptor], [], [], 60)[0], "the kernel outlived the run"
        os.close(descriptor)


@pytest.mark.skipif(not forkserver.AVAILABLE, reason="kernels are forked on Linux only")
def test_where_the_server_was_killed_the_next_kernel_is_dead_and_nobody_waits(tmp_path: Path) -> None:
    with kernels(folder=tmp_path, output=tmp_path / "out", held=0) as kernels_for:
        started = kernels_for([*STAGES, "05_report"])
        first = next(started)
        os.kill(int(ask(first, "__import__('os').getppid()")), signal.SIGKILL)
        for kernel in (first, *started):
            asyncio.run(asyncio.wait_for(kernel.provisioner.wait(), timeout=60))  # type: ignore[union-attr]
            assert not asyncio.run(kernel.is_alive())
