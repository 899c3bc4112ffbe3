"""One process that has imported what notebooks need, and becomes their kernels by forking: five start-ups for one.

    python -m allegedly.run.forkserver DESCRIPTOR

A connection asks for a kernel by one line of JSON: the stage, arguments of the kernel, its folder and its environment.
After that each byte it sends is the number of a signal for the kernel and all that it started. The answer, when the
kernel has ended, is its exit code as text.

The server lives as long as the run that holds its standard input, and a kernel as long as the connection that asked for
it: whoever is killed takes along what it started.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import selectors
import shutil
import signal
import socket
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

Request = dict[str, Any]

OF_EVERY_NOTEBOOK = ("pandas", "duckdb", "seaborn", "ipykernel.kernelapp", "matplotlib_inline.backend_inline")
"""Packages that every kernel needs, whatever its stage."""

AVAILABLE = sys.platform == "linux" and hasattr(os, "pidfd_open")
"""Elsewhere it is not safe to fork a process that has loaded the system's libraries: each kernel starts by itself."""


_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG of Linux


class Server:
    """Waits at a listening socket for requests, and for its kernels to end."""

    def __init__(self, listening: socket.socket) -> None:
        self.listening = listening
        self.waiting = selectors.DefaultSelector()
        self.kernels: dict[int, tuple[socket.socket, int]] = {}
        """By process: the connection that asked for it, and the descriptor that tells of its end."""

    def serve(self) -> Request | None:
        """Answer until standard input ends. Returns None there, and in each forked process its request."""
        self.waiting.register(sys.stdin, selectors.EVENT_READ)
        self.waiting.register(self.listening, selectors.EVENT_READ, self._fork)
        while True:
            for key, _ in self.waiting.select():
                if key.fileobj is sys.stdin:
                    for pid in self.kernels:
                        os.killpg(pid, signal.SIGKILL)
                    return None
                if request := key.data():
                    return request

    def _fork(self) -> Request | None:
        connection, _ = self.listening.accept()
        with connection.makefile("rb", buffering=0) as lines:  # what follows the line is not ours to read yet
            line = lines.readline()
        if not line.endswith(b"\n"):  # whoever asked was killed meanwhile
            connection.close()
            return None
        request: Request = json.loads(line)
        _import(request["stage"])
        gc.freeze()  # what is there by now is not looked through, and so not copied, in every kernel
        pid = os.fork()
        if not pid:
            os.setpgid(0, 0)
            # A server that is killed ends nobody; so the system does, or a kernel would hold the output for ever.
            ctypes.CDLL(None).prctl(_WHEN_PARENT_DIES, signal.SIGKILL)
            for ours, ended in [*self.kernels.values(), (connection, None)]:
                ours.close()
                if ended is not None:
                    os.close(ended)
            self.waiting.close()
            return request
        with suppress(PermissionError):  # both do so, whichever of the two is first
            os.setpgid(pid, pid)
        ended = os.pidfd_open(pid)
        self.kernels[pid] = connection, ended
        self.waiting.register(connection, selectors.EVENT_READ, partial(self._signal, pid))
        self.waiting.register(ended, selectors.EVENT_READ, partial(self._end, pid))
        return None

    def _signal(self, pid: int) -> None:
        if pid not in self.kernels:
            return  # it ended a moment ago
        connection, _ = self.kernels[pid]
        asked = connection.recv(1)
        if not asked:  # nobody is there any more who wants it
            self.waiting.unregister(connection)
        os.killpg(pid, asked[0] if asked else signal.SIGKILL)

    def _end(self, pid: int) -> None:
        connection, ended = self.kernels.pop(pid)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if connection in self.waiting.get_map():
            self.waiting.unregister(connection)
            with suppress(ConnectionError):  # nobody is there any more who wants to know
                connection.sendall(str(code).encode())
        self.waiting.unregister(ended)
        connection.close()
        os.close(ended)


def _import(stage: str) -> None:
    """Import what the kernel of a stage needs."""
    from allegedly.run.readiness import import_all

    with suppress(Exception):  # the kernel meets the same error, and can say in which cell
        import_all(stage)


def become(request: Request) -> None:
    """Be the kernel that was asked for, until it ends; programs that list processes show it by its stage."""
    Path("/proc/self/comm").write_text(request["stage"], encoding="utf-8")
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, sys.stdin.fileno())
    os.close(nothing)
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    import_module("ipykernel.kernelapp").launch_new_instance([*request["arguments"], parent])


def main(descriptor: str) -> None:
    """Serve at the listening socket that was inherited under this number."""
    with socket.socket(fileno=int(descriptor)) as listening:
        for package in OF_EVERY_NOTEBOOK:  # nothing of the project, which may be edited before the run is planned
            import_module(package)
        pipes = Path(listening.getsockname()).parent
        request = Server(listening).serve()
    if not request:
        shutil.rmtree(pipes, ignore_errors=True)  # a run that was killed cannot do it
        os._exit(0)  # quick: there is nothing else to put away
    become(request)


if __name__ == "__main__":
    main(sys.argv[1])
