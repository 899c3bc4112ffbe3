"""Title, outlet, day of publication and address of an article, from `metadata.csv` or the columns of a table."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

from allegedly.cleaning.decoding import whole

FIELDS = ("title", "outlet", "published", "url")
NAME = "metadata.csv"
LARGEST = 200_000_000
"""Bytes of the largest metadata.csv that is read."""
_UNREADABLE = (ValueError, OSError, pd.errors.ParserError)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FORMATS = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%a, %d %b %Y", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y")


def day(value: object) -> date | None:
    """The day a date or date and time stands for; None if it cannot be read without guessing.

    >>> day("2018-02-16T10:31:00Z"), day("16 February 2018"), day("02/03/2018")
    (datetime.date(2018, 2, 16), datetime.date(2018, 2, 16), None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    iso = _ISO.match(text)
    if iso:
        try:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    for form in _FORMATS:
        for candidate in (text, text[:16].strip()):
            try:
                return datetime.strptime(candidate, form).date()
            except ValueError:
                continue
    return None


def text_of(value: object) -> str | None:
    """A cell as text; None if it is empty."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    return whole(str(value).strip()) or None


def for_file(file: Path, *, root: Path) -> dict[str, str]:
    """What the metadata.csv of a file's folder, or of a folder above up to `root`, says about it; the nearest wins."""
    found: dict[str, str] = {}
    for folder in [file.parent, *file.parent.parents]:
        if not folder.is_relative_to(root):
            break
        table = folder / NAME
        if table.is_file() and table.resolve().is_relative_to(root.resolve()):
            try:
                rows = _table(table, table.stat().st_mtime_ns)[0]
            except _UNREADABLE:
                continue  # `check` says why
            found = {**rows.get(file.relative_to(folder).as_posix(), {}), **found}
    return found


@lru_cache(maxsize=64)
def _table(path: Path, _changed: int) -> tuple[Mapping[str, dict[str, str]], tuple[str, ...]]:
    """Rows of a metadata.csv by file, and the names of the columns that are not read."""
    if path.stat().st_size > LARGEST:
        raise ValueError(f"it has more than {LARGEST:,} bytes")
    rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", index_col=False)
    if "file" not in rows.columns:
        raise ValueError("it has no column `file`")
    known = [name for name in FIELDS if name in rows.columns]
    by_file = {
        str(row["file"]): {name: row[name].strip() for name in known if row[name].strip()}
        for row in rows.to_dict("records")
    }
    return by_file, tuple(name for name in rows.columns if name not in (*FIELDS, "file"))


def check(path: Path, *, shown: str) -> list[dict[str, str]]:
    """What is wrong with a metadata.csv, as rows of `problems`. Raises nothing: a table that cannot be read is one."""
    try:
        by_file, unknown = _table(path, path.stat().st_mtime_ns)
    except _UNREADABLE as error:
        return [{"path": shown, "reason": "metadata not read", "detail": str(error)}]
    made = [
        {"path": shown, "reason": "metadata of a file that is not there", "detail": name}
        for name in by_file if not os.path.exists(path.parent / name)  # noqa: PTH110 (a name too long is no error here)
    ]  # fmt: skip
    for name, row in by_file.items():
        if others := _rows_inside((name, *row.values()), path.parent):
            first = name.partition("\n")[0]
            detail = f"{first}: a cell holds lines with names of files ({', '.join(others[:3])}); if they are rows,"
            detail += " close the quotation mark before them"
            made.append({"path": shown, "reason": "rows inside a cell", "detail": detail})
    if unknown:
        made.append({"path": shown, "reason": "columns not read", "detail": ", ".join(sorted(unknown))})
    return made


def _rows_inside(cells: Iterable[str], folder: Path) -> list[str]:
    """Names of files of the folder that stand between commas in lines after the first inside cells."""
    lines = (line.split(",") for cell in cells for line in cell.splitlines()[1:])
    names = (part.strip(' "') for parts in lines if len(parts) > 1 for part in parts)
    return [name for name in names if name and os.path.isfile(folder / name)]  # noqa: PTH113 (as above)
