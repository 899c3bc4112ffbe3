"""The input as a list of sources: a file with one article (.txt .md .html, also .gz), or one row of a table.

Listing reads files for their checksums and tables for their ids; whatever cannot be read is a row of `problems`, never
an error. A list is kept beside the results of the run and made again when a file's name, size or time has changed.
"""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from allegedly import tables
from allegedly.cleaning import metadata, parquet, rows
from allegedly.cleaning.reading import PAGES, TEXTS, ending
from allegedly.settings import PROJECT, Settings
from allegedly.touched import signature

_TYPES = {"path": "str", "row": "Int64", "doc_id": "str", "file": "str", "at": "Int64", "digest": "str"}
_CODE = PROJECT / "src" / "allegedly" / "cleaning"


def list_sources(settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sources of the input, sorted by doc_id, and the problems met in listing them.

    Frame: path (relative to the input), row (of a table, from 0), doc_id, file (to be read), at (byte of that file at
    which the row begins), digest (checksum of what the source holds). A repeated doc_id is a problem and only its first
    source, in the order of path and row, is read.
    """
    beside = settings.input.parent / metadata.NAME
    seen = signature([settings.input, beside, _CODE], leave=settings.output)
    home = settings.output / "work" / "sources"
    kept = home / seen[:16]
    if not kept.is_dir():
        home.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=home))
        try:
            sources, problems = _listed(settings, unfinished, kept)
            sources.to_parquet(unfinished / "sources.parquet")
            tables.write("problems", problems, unfinished / "problems.parquet")
            unfinished.rename(kept)
        except OSError:
            # Another process may have listed the same input meanwhile.
            if not kept.is_dir():
                raise
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        for old in sorted(home.iterdir()):
            if old != kept:
                shutil.rmtree(old, ignore_errors=True)
    found = pd.read_parquet(kept / "sources.parquet").astype(_TYPES)
    return found, tables.read_file("problems", kept / "problems.parquet")


def _listed(settings: Settings, folder: Path, kept: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both frames. What is copied out of Parquet is written into `folder`, which will be called `kept`."""
    root = settings.input if settings.input.is_dir() else settings.input.parent
    files, problems = _files(settings.input, leave=settings.output)
    stems = Counter(_stem(file, root) for file in files if ending(file) in (*PAGES, *TEXTS))
    found: list[tuple[Any, ...]] = []
    for file in files:
        path, kind = file.relative_to(root).as_posix(), ending(file)
        stem = _stem(file, root)
        if file.name == metadata.NAME and file != settings.input:
            problems += metadata.check(file, shown=path)
        elif kind in rows.ENDINGS:
            try:
                readable = _lines(file, folder) if kind == ".parquet" else file
                table = rows.listed(readable)
            except (ValueError, OSError, pa.ArrowException, csv.Error) as error:
                why = str(error).splitlines() or [type(error).__name__]
                problems.append({"path": path, "reason": "table not read", "detail": why[0]})
                continue
            problems += [{"path": path, **problem} for problem in table.problems]
            place = str(kept / readable.name if kind == ".parquet" else file)
            found += [(path, r.number, r.id or f"{stem}-{r.number + 1}", place, r.at, r.digest) for r in table.rows]
        elif kind:
            found.append((path, None, stem if stems[stem] == 1 else path, str(file), None, _digest(file, root)))
        else:
            detail = f"read are {', '.join((*TEXTS[:2], *PAGES[:3:2], *rows.ENDINGS))}"
            problems.append({"path": path, "reason": "kind of file that is not read", "detail": detail})
    sources = pd.DataFrame(found, columns=list(_TYPES)).astype(_TYPES)
    problems += _repeated(sources)
    once = sources.drop_duplicates("doc_id")
    return once.sort_values("doc_id", ignore_index=True), tables.frame("problems", problems)


def _repeated(sources: pd.DataFrame) -> Iterator[dict[str, str]]:
    """A problem for each source whose doc_id an earlier one has."""
    again = sources[sources["doc_id"].duplicated()]
    shared = sources[sources["doc_id"].isin(again["doc_id"])].drop_duplicates("doc_id")
    first = {row.doc_id: _where(row) for row in shared.itertuples()}
    for row in again.itertuples():
        detail = f"{row.doc_id} of {_where(row)} was already read from {first[row.doc_id]}"
        yield {"path": str(row.path), "reason": "repeated id", "detail": detail}


def _where(source: Any) -> str:
    return str(source.path) if pd.isna(source.row) else f"{source.path}, row {source.row + 1}"


def _lines(file: Path, folder: Path) -> Path:
    """A copy, in `folder`, of the rows of a Parquet file as JSON Lines."""
    target = folder / f"{sha256(os.fsencode(file)).hexdigest()[:16]}.jsonl"
    parquet.as_lines(file, target)
    return target


def _digest(file: Path, root: Path) -> str:
    """A checksum of a file and of what metadata.csv says about it; of one that cannot be opened, of that."""
    made = sha256(repr(sorted(_about(file, root).items())).encode())
    try:
        with file.open("rb") as data:
            while part := data.read(1 << 20):
                made.update(part)
    except OSError as error:
        made.update(repr(error).encode())
    return made.hexdigest()[:32]


def _about(file: Path, root: Path) -> dict[str, str]:
    try:
        return metadata.for_file(file, root=root)
    except (ValueError, OSError, pd.errors.ParserError):
        return {}  # `metadata.check` says what is wrong with the table


def _files(place: Path, *, leave: Path) -> tuple[list[Path], list[dict[str, str]]]:
    """The files of an input in a fixed order; as problems, those whose names cannot be written down and links outside.

    Hidden files are left out, and what lies below the folder `leave`, where the results of runs are.
    """
    if place.is_file():
        return [place], []
    found, problems, home = [], [], place.resolve()
    paths, closed = _below(place, leave=leave)
    for path in sorted([*paths, *closed]):
        name = path.relative_to(place)
        if (shown := os.fsencode(name).decode("utf-8", "replace")) != str(name):
            detail = "rename it: its name is not in the encoding of the system"
            problems.append({"path": shown, "reason": "file name that cannot be read", "detail": detail})
        elif not Path(os.path.realpath(path)).is_relative_to(home):
            # A folder of articles from elsewhere must not be a way to have other files read and shown.
            detail = "a link to a file outside the input; put the file itself there"
            problems.append({"path": shown, "reason": "link that leaves the input", "detail": detail})
        elif path in closed:
            problems.append({"path": shown, "reason": "folder that cannot be opened", "detail": closed[path]})
        elif path.is_dir():
            detail = "links to folders are not followed; put the folder itself there"
            problems.append({"path": shown, "reason": "link to a folder", "detail": detail})
        elif not path.is_file():
            # A pipe or a device is never opened: reading it might not end.
            detail = "a pipe, a device or a link that leads nowhere"
            problems.append({"path": shown, "reason": "no file", "detail": detail})
        else:
            found.append(path)
    return found, problems


def _below(place: Path, *, leave: Path) -> tuple[list[Path], dict[Path, str]]:
    """All below a folder but folders and what is hidden; and the folders that cannot be opened, with the reason."""
    found: list[Path] = []
    closed: dict[Path, str] = {}

    def note(error: OSError) -> None:
        closed[Path(error.filename)] = str(error.strerror)

    for folder, below, names in os.walk(place, onerror=note):
        here = Path(folder)
        links = [name for name in below if Path(here, name).is_symlink()]
        found += [here / name for name in (*links, *names) if not name.startswith((".", "~$"))]
        below[:] = [name for name in below if not name.startswith((".", "~$")) and here / name != leave]
    return [path for path in found if not path.is_relative_to(leave)], closed


def _stem(file: Path, root: Path) -> str:
    path = file.relative_to(root).as_posix()
    return path[: len(path) - len(ending(file))]
