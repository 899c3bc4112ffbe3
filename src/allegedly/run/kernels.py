"""Kernels for the notebooks: forked from one process, and while one notebook is at work, the next kernel gets ready.

Half of a short run is Python importing packages: done once, and on a second core that costs nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from allegedly.run import forkserver

PROVISIONER = "allegedly-forked"
"""Under which name pyproject.toml tells Jupyter of `ForkedProvisioner`."""
_ENVIRONMENT = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # the kernels' own, to be known when it is imported
    "OMP_NUM_THREADS": "1",  # sums must not depend on the cores of a machine, and more threads cost more than they give
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # Arrow's own keeps 40 MB and more of what was read once
}


@contextmanager
def kernels(
    *, folder: Path, output: Path, held: int
) -> Iterator[Callable[[Sequence[str]], Iterator[AsyncKernelManager]]]:
    """What gives a kernel, running in `folder`, for each of some stages, prepared for it before it is asked anything.

    Each is started when the one before it is taken, and all are shut down at the end. Whoever calls this holds the
    folder `output`, by a lock whose descriptor (`held`) every kernel inherits: what a run that was killed there left of
    its pipes is removed.
    """
    started: list[AsyncKernelManager] = []
    # Pipes in a folder of their own instead of ports: nobody else on the machine can speak to a kernel. It is not in
    # `output`, whose path may be longer than that of a pipe can be.
    prefix = f"allegedly-{sha256(os.fsencode(output)).hexdigest()[:16]}-"
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as pipes,
        _server(pipes, held) as server,
    ):

        def start(stage: str) -> AsyncKernelManager:
            number = len(started)
            kernel = AsyncKernelManager(
                transport="ipc",
                ip=str(Path(pipes, f"kernel{number}")),
                kernel_name="python3",
                connection_file=str(Path(pipes, f"kernel{number}.json")),
            )
            if server and kernel.kernel_spec:
                kernel.kernel_spec.metadata |= {
                    "kernel_provisioner": {"provisioner_name": PROVISIONER},
                    "allegedly": {"address": str(server), "stage": stage},
                }
            started.append(kernel)
            asyncio.run(_start(kernel, stage, folder, output, held))
            return kernel

        def each(stages: Sequence[str]) -> Iterator[AsyncKernelManager]:
            ready: deque[AsyncKernelManager] = deque()
            for stage in stages:
                ready.append(start(stage))
                if len(ready) > 1:
                    yield ready.popleft()
            yield from ready

        try:
            yield each
        finally:
            asyncio.run(_stop(started))


async def _start(kernel: AsyncKernelManager, stage: str, folder: Path, output: Path, held: int) -> None:
    # As an expression, so that no name is left behind in the notebook's own space.
    ready = f"__import__('allegedly.run.readiness', fromlist=['get_ready']).get_ready({stage!r}, {str(output)!r})"
    arguments = [f"--IPKernelApp.exec_lines={ready}", "--HistoryManager.hist_file=:memory:"]
    await kernel.start_kernel(
        cwd=str(folder), extra_arguments=arguments, pass_fds=(held,), env=os.environ | _ENVIRONMENT
    )


async def _stop(kernels: Sequence[AsyncKernelManager]) -> None:
    await asyncio.gather(*(kernel.shutdown_kernel(now=True) for kernel in kernels))


@contextmanager
def _server(pipes: str, held: int) -> Iterator[Path | None]:
    """The address of a process that forks kernels; None where that is not possible."""
    # An environment made for an earlier version of the project does not know of it.
    known = PROVISIONER in KernelProvisionerFactory.instance().provisioners
    if not (known and forkserver.AVAILABLE):
        yield None
        return
    address = Path(pipes, "server")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(address))
        listening.listen()
        command = [sys.executable, "-m", forkserver.__name__, str(listening.fileno())]
        inherited, environment = [listening.fileno(), held], os.environ | _ENVIRONMENT
        server = subprocess.Popen(
            command, stdin=subprocess.PIPE, pass_fds=inherited, start_new_session=True, env=environment
        )
    with server:
        try:
            yield address
        finally:
            server.terminate()  # it may be importing, and does not see that its input ends


class Forked:
    """A process that the server forked, as far as jupyter asks for what `subprocess.Popen` can."""

    stdin = stdout = stderr = None

    def __init__(self, address: str, **request: Any) -> None:
        self.returncode: int | None = None
        self._connection = socket.socket(socket.AF_UNIX)
        try:
            self._connection.connect(address)
            self._connection.sendall(json.dumps(request).encode() + b"\n")
            self._connection.setblocking(False)
        except ConnectionError:  # the server was killed
            self.returncode = -signal.SIGKILL
            self._connection.close()

    def poll(self) -> int | None:
        """Its exit code, None as long as it runs."""
        if self.returncode is None:
            try:
                answer = self._connection.recv(16)
            except BlockingIOError:
                return None
            except ConnectionError:
                answer = b""
            self.returncode = int(answer) if answer else -signal.SIGKILL
            self._connection.close()
        return self.returncode

    def wait(self) -> int | None:
        """The same, for a process that has ended."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to the process and all it started, unless it has ended."""
        if self.poll() is None:
            with suppress(ConnectionError):  # it is ending now
                self._connection.sendall(bytes([number]))


class ForkedProvisioner(LocalProvisioner):
    """Has a kernel forked by the server that its specification names, instead of starting Python anew."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch the kernel; `cmd` is the command that would start it: python -m ipykernel_launcher ARGUMENTS."""
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        self.process = Forked(  # type: ignore[assignment]  # a stand-in for Popen
            **self.kernel_spec.metadata["allegedly"],
            arguments=arguments, folder=kwargs["cwd"], environment=kwargs["env"],
        )  # fmt: skip
        self.cwd = kwargs["cwd"]
        return self.connection_info
