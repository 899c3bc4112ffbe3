"""Whether files were touched, from their names, sizes and times alone, without reading them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def _files(path: Path, leave: Path | None = None) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of each file below a folder, or of the file itself.

    Byte code and hidden files are left out, and what lies in the folder `leave`.
    """
    if path == leave:
        return
    if path.is_file():
        stat = path.stat()
        yield str(path), stat.st_size, stat.st_mtime_ns
    elif path.is_dir():
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda e: e.name)
        except PermissionError:
            found = []
        for entry in found:
            if entry.is_symlink() and not Path(entry.path).is_file():
                yield entry.path, -1, -1  # not followed: it may lead round in a circle, or out of the input
            elif entry.name != "__pycache__" and not entry.name.startswith("."):
                yield from _files(Path(entry.path), leave)


def signature(paths: Iterable[Path], *more: object, leave: Path | None = None) -> str:
    """A checksum of the names, sizes and times of all files below some paths, and of more values.

    What lies in the folder `leave` does not count. File names go in as they come, so that memory stays flat.
    """
    made = hashlib.sha256(json.dumps(more, default=str).encode())
    for path in paths:
        made.update(b"\0")
        for file in _files(path, leave):
            made.update(json.dumps(file).encode())
    return made.hexdigest()
