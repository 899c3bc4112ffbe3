"""Kernels for the notebooks: while one notebook is at work, the kernel of the next is getting ready.

Half of a short run is Python importing packages; on a second core that costs nothing.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager


@contextmanager
def kernels(stages: Sequence[str], *, folder: Path, output: Path) -> Iterator[Iterator[AsyncKernelManager]]:
    """A kernel, running in `folder`, for each of the named stages, which it prepares before it is asked anything.

    Each is started when the one before it is taken, and all are shut down at the end. Whoever calls this holds the
    folder `output`: what a run that was killed there left of its pipes is removed.
    """
    started: list[AsyncKernelManager] = []
    # Pipes in a folder of their own instead of ports: nobody else on the machine can speak to a kernel. It is not in
    # `output`, whose path may be longer than that of a pipe can be.
    prefix = f"allegedly-{sha256(os.fsencode(output)).hexdigest()[:16]}-"
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=prefix) as pipes:

        def start(number: int) -> None:
            if number < len(stages):
                kernel = AsyncKernelManager(
                    transport="ipc",
                    ip=str(Path(pipes, f"kernel{number}")),
                    kernel_name="python3",
                    connection_file=str(Path(pipes, f"kernel{number}.json")),
                )
                started.append(kernel)
                asyncio.run(_start(kernel, stages[number], folder))

        def each() -> Iterator[AsyncKernelManager]:
            start(0)
            for number in range(len(stages)):
                start(number + 1)
                yield started[number]

        try:
            yield each()
        finally:
            for kernel in started:
                asyncio.run(_stop(kernel))


async def _start(kernel: AsyncKernelManager, stage: str, folder: Path) -> None:
    # As an expression, so that no name is left behind in the notebook's own space.
    first = f"--IPKernelApp.exec_lines=__import__('allegedly.run.stages', fromlist=['prepare']).prepare({stage!r})"
    await kernel.start_kernel(cwd=str(folder), extra_arguments=[first, "--HistoryManager.hist_file=:memory:"])


async def _stop(kernel: AsyncKernelManager) -> None:
    await kernel.shutdown_kernel(now=True)
