"""How far a stage is: the kernel writes it to a small file, the terminal reads it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size

VARIABLE = "ALLEGEDLY_PROGRESS"
"""Environment variable that names the file; unset where nobody watches."""


def report(done: int, total: int) -> None:
    """Say that so many documents of a stage are finished."""
    file = os.environ.get(VARIABLE)
    if file:
        Path(file).write_text(f"{done} {total}", encoding="utf-8")


@contextmanager
def watched(file: Path) -> Iterator[None]:
    """Let the processes started from here report into `file`."""
    os.environ[VARIABLE] = str(file)
    try:
        yield
    finally:
        del os.environ[VARIABLE]


def _read(file: Path) -> tuple[int, int]:
    try:
        done, total = file.read_text(encoding="utf-8").split()
    except (FileNotFoundError, ValueError):
        return 0, 0
    return int(done), int(total)


@contextmanager
def bar(name: str, file: Path) -> Iterator[None]:
    """Draw one line with a bar for what `report` says in another process; nothing where there is no terminal."""
    from tqdm import tqdm

    file.unlink(missing_ok=True)
    over = threading.Event()
    columns, rows = get_terminal_size()  # tqdm by itself draws nothing in a terminal that does not tell its size
    shape = {"ncols": min(columns, 100), "nrows": rows}
    with tqdm(desc=f"{name:13}", unit=" documents", disable=None, mininterval=0, **shape) as line:

        def follow() -> None:
            while not over.wait(0.1):
                show()

        def show() -> None:
            line.n, total = _read(file)
            line.total = total or None
            line.refresh()

        watcher = threading.Thread(target=follow, daemon=True)
        if not line.disable:
            watcher.start()
        try:
            yield
        finally:
            over.set()
            if watcher.is_alive():
                watcher.join()
                show()
            file.unlink(missing_ok=True)
