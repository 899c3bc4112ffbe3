"""Tables with an article a row (.jsonl, .csv, .parquet): where each row stands, and one row when it is wanted.

A table is never held whole. Listing goes through it once and notes at which byte each row begins; a row is read from
there. Of Parquet, which has no such places, a copy as JSON Lines is read (`allegedly.cleaning.parquet`).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from allegedly.cleaning import metadata
from allegedly.cleaning.decoding import UnreadableError, whole

ENDINGS = (".jsonl", ".csv", ".parquet")
LONGEST_CELL = 20_000_000
"""Characters of the longest cell of a CSV file that is read."""

LONGEST_LINE = 100_000_000
"""Bytes of the longest line of a .jsonl or .csv file that is read."""
LONGEST_ID = 500
"""Characters of the longest id."""

COLUMNS = ("id", "text", "html", *metadata.FIELDS)
"""Columns that are read."""


class Row(NamedTuple):
    """Where a row is: its number from 0, the byte it begins at, the id it gives if any, a checksum of its bytes."""

    number: int
    at: int
    id: str | None
    digest: str


@dataclass(frozen=True)
class Listed:
    """The rows of a table that can be read, and what is wrong with it or with others, as `problems` without a path."""

    rows: list[Row] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)


def listed(file: Path) -> Listed:
    """The rows of a .jsonl or .csv file.

    Raises ValueError, OSError or csv.Error, with a plain message, if nothing of it can be read.
    """
    found = Listed()
    columns = (_list_csv if file.name.lower().endswith(".csv") else _list_jsonl)(file, found)
    if not found.rows and not found.problems:
        found.problems.append({"reason": "empty", "detail": "a table without rows"})
    if found.rows and not columns & {"text", "html"}:
        raise ValueError("it has neither a column `text` nor a column `html`")
    unknown = sorted(columns - set(COLUMNS))
    if unknown:
        found.problems.append({"reason": "columns not read", "detail": ", ".join(unknown)})
    return found


def _list_jsonl(file: Path, found: Listed) -> set[str]:
    columns: set[str] = set()
    at, number = 0, -1
    with file.open("rb") as lines:
        while line := lines.readline(LONGEST_LINE):
            begin, at = at, at + len(line)
            if not line.strip():
                continue
            number += 1
            try:
                if len(line) == LONGEST_LINE:
                    at += _pass_over(lines)
                    raise ValueError(f"it has more than {LONGEST_LINE:,} bytes")
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("it is no object with a name for each value")
                name = _id(row.get("id"))
            except (ValueError, RecursionError) as error:
                why = "it is nested too deeply" if isinstance(error, RecursionError) else error
                found.problems.append({"reason": "row not read", "detail": f"row {number + 1}: {why}"})
                continue
            columns.update(map(whole, row))
            found.rows.append(Row(number, begin, name, _digest(line)))
    return columns


def _pass_over(lines: io.BufferedReader) -> int:
    """Go to the end of the line; the bytes passed over."""
    passed = 0
    while part := lines.readline(1 << 20):
        passed += len(part)
        if part.endswith(b"\n"):
            break
    return passed


def _id(value: object) -> str | None:
    """The id of a row. Raises ValueError if it is too long to be one."""
    found = metadata.text_of(value)
    if found and len(found) > LONGEST_ID:
        raise ValueError(f"its id has {len(found):,} characters; {LONGEST_ID} are allowed")
    return found


def _list_csv(file: Path, found: Listed) -> set[str]:
    header, begin = _header(file)
    known = _digest(",".join(header).encode())
    column = header.index("id") if "id" in header else None
    with file.open("rb") as data:
        data.seek(begin)
        at, line = begin, 2
        for cells, taken, last in _records(_Measured(data)):
            where, name = _lines(line, last), None
            if cells and column is not None and column < len(cells):
                name = metadata.text_of(cells[column])
            if cells is None:
                detail = f"{where}: a quotation mark is not closed, or stands in a quoted cell and is not doubled; "
                wrong = detail + "rows there may be swallowed: mend it and type the same command again"
            elif len(cells) > len(header):
                wrong = f"{where}: {len(cells)} cells under {len(header)} columns; quote cells with commas"
            elif name and len(name) > LONGEST_ID:
                wrong = f"{where}: its id has {len(name):,} characters; {LONGEST_ID} are allowed"
            else:
                wrong = ""
            if wrong:
                found.problems.append({"reason": "row not read", "detail": wrong})
            elif cells:
                found.rows.append(Row(len(found.rows), at, name, _digest(known.encode(), *map(str.encode, cells))))
                if name and (others := _rows_inside(cells, name, column or 0, len(header))):
                    detail = f"{where}: a cell holds lines that begin like rows ({', '.join(others[:3])}); if they are"
                    detail += " rows, close the quotation mark before them"
                    found.problems.append({"reason": "rows inside a cell", "detail": detail})
            at, line = at + taken, line + last
    return set(header)


def _lines(first: int, n: int) -> str:
    return f"line {first}" if n <= 1 else f"lines {first} to {first + n - 1}"


def _records(lines: _Measured) -> Iterator[tuple[list[str] | None, int, int]]:
    """The cells of each row, the bytes and the lines it takes; None for cells where quotation marks do not add up.

    Only a row of one line is forgiven a mark that is not doubled: of several lines, some may be rows of their own.
    """
    reader = csv.reader(lines, strict=True)
    while True:
        lines.clear()
        cells: list[str] | None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise ValueError(f"{error}; most often a quotation mark before it is not closed") from None
            cells = None
            if lines.lines == 1:
                # It ends where its line does if a second line is a row of its own.
                read = list(csv.reader([lines.first, "\n"]))
                cells = read[0] if len(read) == 2 else None
        yield cells, lines.taken, lines.lines


_COUNT = re.compile(r"\d+")
_IN_A_SENTENCE = re.compile(r"\d,\d{3}(?!\d)|,\s")
"""A comma beside a number that is no end of a cell: 5,000 people; 20, 30 or 40."""


def _rows_inside(cells: list[str], name: str, column: int, width: int) -> list[str]:
    """Ids of the same form as the row's own at the place for one, in lines inside its cells with `width` cells each.

    >>> _rows_inside(["a1", "He said no.\\na2,She said yes."], "a1", 0, 2)
    ['a2']
    """
    form = _COUNT.sub("0", name)
    if form == name:
        return []  # an id that counts nothing: any word may look like it
    found = []
    for place, cell in enumerate(cells):
        lines = [line.split(",") for line in cell.splitlines()]
        if lines:
            lines[-1] += cells[place + 1 :]  # its line goes on there
        for parts in lines[1:]:
            inside = parts[column].strip(' "') if len(parts) == width else ""
            beside = ",".join(parts[max(column - 1, 0) : column + 2])
            if _COUNT.sub("0", inside) == form and not (inside.isdigit() and _IN_A_SENTENCE.search(beside)):
                found.append(inside)
    return found


class _Measured:
    """Lines of a file as text, telling how many bytes and lines were taken since the last `clear`."""

    def __init__(self, data: io.BufferedReader) -> None:
        # newline="": line ends inside quoted cells stay as they are, of whatever kind.
        self._text = io.TextIOWrapper(data, encoding="utf-8", newline="")
        self.clear()

    def clear(self) -> None:
        self.taken = self.lines = 0
        self.first = ""

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise ValueError(f"it has a line of more than {LONGEST_LINE:,} characters")
            self.taken += len(line.encode())
            self.lines += 1
            self.first = self.first or line
            yield line


def _header(file: Path) -> tuple[list[str], int]:
    """The names of the columns of a CSV file, and the byte after them."""
    csv.field_size_limit(LONGEST_CELL)
    with file.open("rb") as data:
        mark = 3 if data.read(3) == b"\xef\xbb\xbf" else 0
        data.seek(mark)
        lines = _Measured(data)
        header = next(csv.reader(lines), [])
    if lines.lines > 1:
        raise ValueError("a quotation mark in its first line, which names the columns, is not closed")
    if len(set(header)) < len(header):
        raise ValueError(f"two columns have the same name: {', '.join(header)}")
    return header, mark + lines.taken


@lru_cache(maxsize=4)
def _known_header(file: Path, _changed: int) -> list[str]:
    return _header(file)[0]


def _digest(*parts: bytes) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()[:32]


def read(file: Path, at: int) -> dict[str, Any]:
    """The row of a .jsonl or .csv file that begins at byte `at`. Raises UnreadableError if there is none any more."""
    with file.open("rb") as data:
        data.seek(at)
        try:
            if not file.name.lower().endswith(".csv"):
                return dict(json.loads(data.readline()))
            header = _known_header(file, file.stat().st_mtime_ns)
            cells = next(csv.reader(io.TextIOWrapper(data, encoding="utf-8", newline="")))
        except (ValueError, RecursionError, StopIteration, csv.Error) as error:
            raise UnreadableError("changed while it was read: type the same command again") from error
    return dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
