"""How far the stages are: kernels write it to a small file each, the terminal reads it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "ALLEGEDLY_PROGRESS"
"""Environment variable that names the folder of these files; unset where nobody watches."""


def report(stage: str, done: int, total: int) -> None:
    """Say that so many documents of a stage are finished."""
    folder = os.environ.get(VARIABLE)
    if folder:
        Path(folder, stage).write_text(f"{done} {total}", encoding="utf-8")


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """Let the processes started from here report into `folder`, which is there as long."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        del os.environ[VARIABLE]
        shutil.rmtree(folder, ignore_errors=True)


def _read(file: Path) -> tuple[int, int]:
    try:
        done, total = file.read_text(encoding="utf-8").split()
    except (FileNotFoundError, ValueError):
        return 0, 0
    return int(done), int(total)


@contextmanager
def bar(stage: str, folder: Path) -> Iterator[None]:
    """Draw one line with a bar for what `report` says in another process; nothing where there is no terminal."""
    from tqdm import tqdm

    over = threading.Event()
    columns, rows = shutil.get_terminal_size()  # tqdm by itself draws nothing in a terminal that does not tell its size
    shape = {"ncols": min(columns, 100), "nrows": rows}
    with tqdm(desc=f"{stage:13}", unit=" documents", disable=None, mininterval=0, **shape) as line:

        def follow() -> None:
            while not over.wait(0.1):
                show()

        def show() -> None:
            line.n, total = _read(folder / stage)
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
