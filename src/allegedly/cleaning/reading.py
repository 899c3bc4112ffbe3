"""The input as a list of sources, and one source as decoded text.

A source is a file with one article (.txt .md .html .html.gz) or one row of a table (.jsonl .csv .parquet). Listing
reads names and ids only; whatever cannot be read is a row of `problems`, never an error.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from allegedly import tables
from allegedly.cleaning import metadata
from allegedly.cleaning.decoding import UnreadableError, decode, whole
from allegedly.settings import Settings

PAGES = (".html", ".htm", ".html.gz", ".htm.gz")
TEXTS = (".txt", ".md", ".txt.gz", ".md.gz")
TABLES = (".jsonl", ".csv", ".parquet")
LARGEST = 5_000_000
"""Characters of the longest text that is read, ten times a long book chapter; a page may be four times as long."""

_COLUMNS = ("id", "text", "html", *metadata.FIELDS)


@dataclass(frozen=True)
class Source:
    """One article as it came in: decoded text, whether it is HTML or Markdown, and what is said about it."""

    raw: str
    form: str = "text"
    about: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def _ending(path: Path) -> str:
    """The known ending of a file name, with `.gz` if packed; "" for any other."""
    name = path.name.lower()
    return next((e for e in (*PAGES, *TEXTS, *TABLES) if name.endswith(e)), "")


def list_sources(settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sources of the input (path, row, doc_id, file), sorted by doc_id, and the problems met in listing them.

    `path` is relative to the input, `row` counts the rows of a table from 0. A repeated doc_id is a problem and only
    its first source, in the order of path and row, is read.
    """
    root = settings.input if settings.input.is_dir() else settings.input.parent
    files, problems = _files(settings.input, leave=settings.output)
    stems = Counter(_stem(file, root) for file in files if _ending(file) in (*PAGES, *TEXTS))
    rows: list[dict[str, Any]] = []
    for file in files:
        path, ending = file.relative_to(root).as_posix(), _ending(file)
        if file.name == metadata.NAME and file != settings.input:
            problems += metadata.check(file, shown=path)
        elif ending in TABLES:
            try:
                ids, more = _table_ids(file, ending)
            except (ValueError, OSError, pa.ArrowException, csv.Error) as error:
                problems.append({"path": path, "reason": "table not read", "detail": str(error).splitlines()[0]})
                continue
            problems += [{"path": path, **problem} for problem in more]
            stem = _stem(file, root)
            rows += [{"path": path, "row": n, "doc_id": i or f"{stem}-{n + 1}", "file": str(file)} for n, i in ids]
        elif ending:
            stem = _stem(file, root)
            doc_id = stem if stems[stem] == 1 else path
            rows.append({"path": path, "row": None, "doc_id": doc_id, "file": str(file)})
        else:
            detail = f"read are {', '.join((*TEXTS[:2], *PAGES[:3:2], *TABLES))}"
            problems.append({"path": path, "reason": "kind of file that is not read", "detail": detail})
    seen: dict[str, str] = {}
    kept = []
    for row in rows:
        where = row["path"] if row["row"] is None else f"{row['path']}, row {row['row'] + 1}"
        if row["doc_id"] in seen:
            detail = f"{row['doc_id']} of {where} was already read from {seen[row['doc_id']]}"
            problems.append({"path": row["path"], "reason": "repeated id", "detail": detail})
        else:
            seen[row["doc_id"]] = where
            kept.append(row)
    found = pd.DataFrame(kept, columns=["path", "row", "doc_id", "file"])
    found = found.astype({"path": "str", "row": "Int64", "doc_id": "str", "file": "str"})
    return found.sort_values("doc_id", ignore_index=True), tables.frame("problems", problems)


def _files(place: Path, *, leave: Path) -> tuple[list[Path], list[dict[str, str]]]:
    """The files of an input in a fixed order; as problems, those whose names cannot be written down and links outside.

    Hidden files are left out, and what lies below the folder `leave`, where the results of runs are.
    """
    if place.is_file():
        return [place], []
    found, problems, home = [], [], place.resolve()
    for path in sorted(path for path in place.rglob("*") if path.is_file() and not path.is_relative_to(leave)):
        name = path.relative_to(place)
        if any(part.startswith((".", "~$")) for part in name.parts):
            continue
        if (shown := os.fsencode(name).decode("utf-8", "replace")) != str(name):
            detail = "rename it: its name is not in the encoding of the system"
            problems.append({"path": shown, "reason": "file name that cannot be read", "detail": detail})
        elif not path.resolve().is_relative_to(home):
            # A folder of articles from elsewhere must not be a way to have other files read and shown.
            detail = "a link to a file outside the input; put the file itself there"
            problems.append({"path": shown, "reason": "link that leaves the input", "detail": detail})
        else:
            found.append(path)
    return found, problems


def _stem(file: Path, root: Path) -> str:
    path = file.relative_to(root).as_posix()
    return path[: len(path) - len(_ending(file))]


def _table_ids(file: Path, ending: str) -> tuple[list[tuple[int, str | None]], list[dict[str, str]]]:
    """(row, id) of each row of a table that can be read, and what is wrong with the others."""
    problems: list[dict[str, str]] = []
    ids: list[tuple[int, str | None]] = []
    if ending == ".jsonl":
        columns: set[str] = set()
        for number, line in enumerate(_json_lines(file)):
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("it is no object")
            except ValueError as error:
                problems.append({"reason": "row not read", "detail": f"row {number + 1}: {error}"})
                continue
            columns |= set(row)
            ids.append((number, metadata.text_of(row.get("id"))))
    elif ending == ".csv":
        rows, wrong = _csv(file, file.stat().st_mtime_ns)
        columns = set(rows.columns)
        problems += [{"reason": "row not read", "detail": detail} for detail in wrong]
        ids = [(n, metadata.text_of(value)) for n, value in enumerate(rows.get("id", [None] * len(rows)))]
    else:
        columns = set(pq.read_schema(file).names)
        column = "id" if "id" in columns else next(iter(sorted(columns)), None)
        values = pq.read_table(file, columns=[column]).column(0).to_pylist() if column else []
        ids = [(n, metadata.text_of(value) if column == "id" else None) for n, value in enumerate(values)]
    if not ids and not problems:
        problems.append({"reason": "empty", "detail": "a table without rows"})
    if ids and not columns & {"text", "html"}:
        raise ValueError("it has neither a column `text` nor a column `html`")
    unknown = sorted(columns - set(_COLUMNS))
    if unknown:
        problems.append({"reason": "columns not read", "detail": ", ".join(unknown)})
    return ids, problems


def _json_lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as lines:
        yield from (line for line in lines if line.strip())


@lru_cache(maxsize=2)
def _csv(file: Path, _changed: int) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows of a CSV file, and what is wrong with those left out: a cell too many means a comma without quotes."""
    csv.field_size_limit(4 * LARGEST)
    rows, wrong = [], []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        if len(set(header)) < len(header):
            raise ValueError(f"two columns have the same name: {', '.join(header)}")
        for cells in reader:
            if len(cells) > len(header):
                wrong.append(
                    f"line {reader.line_num}: {len(cells)} cells under {len(header)} columns; quote cells with commas"
                )
            elif cells:
                rows.append(cells + [""] * (len(header) - len(cells)))
    return pd.DataFrame(rows, columns=header, dtype="str"), tuple(wrong)


@lru_cache(maxsize=4)
def _json_starts(file: Path, _changed: int) -> list[int]:
    """Where each line of a JSON Lines file starts, so that a batch need not read the ones before."""
    starts, at = [], 0
    with file.open("rb") as lines:
        for line in lines:
            if line.strip():
                starts.append(at)
            at += len(line)
    return starts


@lru_cache(maxsize=1)
def _row_group(file: Path, _changed: int, number: int) -> pd.DataFrame:
    return pq.ParquetFile(file).read_row_group(number).to_pandas()


def _row(file: Path, row: int) -> dict[str, Any]:
    """One row of a table."""
    ending, changed = _ending(file), file.stat().st_mtime_ns
    if ending == ".jsonl":
        with file.open("rb") as lines:
            lines.seek(_json_starts(file, changed)[row])
            return dict(json.loads(lines.readline()))
    if ending == ".csv":
        return {str(k): v for k, v in _csv(file, changed)[0].iloc[row].items()}
    meta = pq.ParquetFile(file).metadata
    for number in range(meta.num_row_groups):
        size = meta.row_group(number).num_rows
        if row < size:
            return {str(k): v for k, v in _row_group(file, changed, number).iloc[row].items()}
        row -= size
    raise UnreadableError(f"the table has no row {row + 1} any more")


def read_source(file: Path, row: int | None, *, root: Path) -> Source:
    """The decoded text of one source. Raises UnreadableError with a plain reason."""
    if row is not None:
        return _from_row(_row(file, row))
    ending = _ending(file)
    form = "html" if ending in PAGES else "markdown" if ".md" in ending else "text"
    largest = LARGEST * (4 if form == "html" else 1)
    if file.stat().st_size > 4 * largest:
        raise UnreadableError(f"too long: {file.stat().st_size:,} bytes")
    try:
        data = file.read_bytes()
        if ending.endswith(".gz"):
            with gzip.open(file) as packed:
                data = packed.read(4 * largest)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"unreadable: {error}") from error
    found = decode(data, html=form == "html")
    notes = (found.loss,) if found.loss else ()
    return _checked(found.text, form, metadata.for_file(file, root=root), notes)


def _from_row(row: Mapping[str, Any]) -> Source:
    about = {name: value for name in metadata.FIELDS if (value := metadata.text_of(row.get(name)))}
    text, page = metadata.text_of(row.get("text")), metadata.text_of(row.get("html"))
    raw = str(row["text"] if text else row["html"] if page else "")
    return _checked(whole(raw), "text" if text or not page else "html", about, ())


def _checked(raw: str, form: str, about: Mapping[str, str], notes: tuple[str, ...]) -> Source:
    if not raw.strip("\x00 \t\r\n\ufeff"):
        raise UnreadableError("empty: it holds nothing to read")
    if len(raw) > LARGEST * (4 if form == "html" else 1):
        raise UnreadableError(f"too long: {len(raw):,} characters; cut it into articles")
    return Source(raw, form, about, notes)
