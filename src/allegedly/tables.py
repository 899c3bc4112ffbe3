"""Frames of the tables: the one way to make, check, write and read them. What they hold is in `allegedly.schema`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from allegedly.schema import BOOL, FLOAT, INT, SCHEMA, TEXT, TEXTS, Column, Table

ROW_GROUP = 10_000
"""Rows that are read together where only some of a table are wanted."""
ROW_GROUP_OF_TEXTS = 512
"""The same of `documents`, whose rows are whole texts."""


_NULLABLE = {INT: pd.Int64Dtype()}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TableError(ValueError):
    """A frame that does not fit its table's schema. The message names table, column and the first row."""


def _table(name: str) -> Table:
    if name not in SCHEMA:
        raise TableError(f"no table is called {name!r}; the tables are {', '.join(SCHEMA)}")
    return SCHEMA[name]


@cache
def _dtypes(name: str) -> dict[str, Any]:
    known = {TEXT: "str", INT: "Int64", FLOAT: "float64", BOOL: "bool", TEXTS: "object"}
    return {c.name: "int64" if c.type == INT and not c.nullable else known[c.type] for c in _table(name).columns}


def frame(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """A frame of table `name` from rows, typed and sorted; a nullable column may be missing from a row.

    Raises TableError if it does not fit the schema.

    >>> frame("certainty", [{"doc_id": "a", "sentence_id": 0, "hedged": True, "uncertainty": 0.4,
    ...                      "uncertain": False}]).shape
    (1, 5)
    """
    table = _table(name)
    rows = list(rows)
    known = {c.name for c in table.columns}
    surplus = set().union(*rows) - known
    if surplus:
        raise TableError(f"{name}: no such column: {', '.join(sorted(surplus))}")
    made = typed(name, pa.Table.from_arrays([_array(name, c, rows) for c in table.columns], schema=table.arrow))
    keys = [made[column].tolist() for column in table.order]
    # Rows mostly come in order; what is missing has no place among numbers.
    if any(made[column].isna().any() for column in table.order) or any(
        a > b for a, b in pairwise(zip(*keys, strict=True))
    ):
        made = made.sort_values(list(table.order), kind="stable", ignore_index=True)
    return _checked(name, made)


def _array(name: str, column: Column, rows: list[Mapping[str, Any]]) -> pa.Array:
    """One column of some rows."""
    try:
        made = pa.array([row.get(column.name) for row in rows], column.type, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
        raise TableError(f"{name}.{column.name}: {error}") from error
    if made.null_count and not column.nullable:
        raise TableError(f"{name}.{column.name}: empty in row {made.is_null().index(True).as_py()}")
    return made


def check(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The same frame, if it fits the schema of table `name`: columns, types, nulls, allowed values, spans.

    Raises TableError naming the table, the column and the first row that does not fit.
    """
    _arrow(name, rows)
    return _checked(name, rows)


def _arrow(name: str, rows: pd.DataFrame) -> pa.Table:
    """A frame as an Arrow table, if its columns and their types are those of the schema."""
    expected = [c.name for c in _table(name).columns]
    if list(rows.columns) != expected:
        raise TableError(f"{name}: columns are {list(rows.columns)}, expected {expected}")
    try:
        return pa.Table.from_pandas(rows, schema=_table(name).arrow, preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise TableError(f"{name}: {error}") from error


def _checked(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The same frame, if its cells are what the schema allows."""
    table = _table(name)
    expected = [c.name for c in table.columns]
    for column in table.columns:
        values = rows[column.name]
        if not column.nullable and values.isna().any():
            raise TableError(f"{name}.{column.name}: empty in row {values.isna().idxmax()}")
        if column.values:
            wrong = values.notna() & ~values.isin(column.values)
            if wrong.any():
                row = wrong.idxmax()
                raise TableError(f"{name}.{column.name}: {values[row]!r} in row {row}; allowed: {column.values}")
    if {"start", "end"} <= set(expected):
        wrong = rows["start"].ge(rows["end"]) | rows["start"].lt(0)
        if "text" in expected:
            wrong |= rows["end"] - rows["start"] != rows["text"].str.len()
        if wrong.any():
            raise TableError(f"{name}: row {wrong.idxmax()} has a span that does not fit: "
                             f"{rows.loc[wrong.idxmax()].to_dict()}")  # fmt: skip
    return rows


def write(name: str, rows: pd.DataFrame | Iterable[pd.DataFrame], path: Path) -> None:
    """Write a checked frame, or frames one behind the other, as Parquet. The same rows give the same bytes."""
    schema = _table(name).arrow
    together = ROW_GROUP_OF_TEXTS if name == "documents" else ROW_GROUP
    waiting = schema.empty_table()
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for frame in [rows] if isinstance(rows, pd.DataFrame) else rows:
            made = _arrow(name, frame)
            _checked(name, frame)
            waiting = pa.concat_tables([waiting, made.replace_schema_metadata(None)])
            while waiting.num_rows > together:
                file.write_table(waiting.slice(0, together))
                waiting = waiting.slice(together)
        file.write_table(waiting)  # the last group; of no rows an empty one


def by_document(rows: pd.DataFrame, *columns: str) -> dict[str, list[Any]]:
    """The cells of some columns, a tuple a row in the order of the frame, by doc_id; None for what is missing.

    >>> by_document(pd.DataFrame({"doc_id": ["a", "b", "a"], "start": [1, 2, 3], "end": [4, 5, None]}), "start", "end")
    {'a': [(1, 4.0), (3, None)], 'b': [(2, 5.0)]}
    """
    found: dict[str, list[Any]] = {}
    own = (rows[name] for name in ("doc_id", *columns))
    cells = [c.astype(object).where(c.notna(), None).tolist() if c.hasnans else c.tolist() for c in own]
    for doc_id, *row in zip(*cells, strict=True):
        found.setdefault(doc_id, []).append(tuple(row))
    return found


def write_csv(rows: pd.DataFrame, path: Path) -> None:
    """Write a frame as CSV for people; cells that a spreadsheet would run as a formula are defused."""
    path.write_text(csv(rows), encoding="utf-8", newline="")


def csv(rows: pd.DataFrame, *, header: bool = True) -> str:
    """A frame as CSV for people; cells that a spreadsheet would run as a formula are defused."""
    # Nearly no column has such a cell; looking at first characters is many times as fast as rewriting every cell.
    words = [
        name
        for name in rows.select_dtypes(["str", "object"]).columns
        if rows[name].dtype == object or rows[name].str[:1].isin(_FORMULA).any()
    ]
    # As objects: what a column of whole numbers, some of them missing, holds is not made into fractions.
    defused = rows.assign(**{name: pd.Series(map(_defused, rows[name]), rows.index, dtype=object) for name in words})
    return str(defused.to_csv(index=False, header=header, lineterminator="\n"))


def _defused(cell: Any) -> Any:
    """A cell no spreadsheet takes for a formula: a leading = + - @, tab or return gets an apostrophe before it.

    >>> _defused("=1+1"), _defused("plain"), _defused(["a", "b"]), _defused(2)
    ("'=1+1", 'plain', 'a; b', 2)
    """
    if not isinstance(cell, str | list | tuple | np.ndarray):
        return cell
    text = cell if isinstance(cell, str) else "; ".join(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def typed(name: str, table: pa.Table) -> pd.DataFrame:
    """An Arrow table of schema `name`, or some of its columns, as a frame with the dtypes `frame` gives."""
    kinds = _dtypes(name)
    made = table.to_pandas()
    for column in made.columns:
        if kinds[column] == "Int64":  # whole numbers of which some are missing became fractions
            made[column] = table[column].to_pandas(types_mapper=_NULLABLE.get)
    others = {column: kinds[column] for column, kind in made.dtypes.items() if kind != kinds[column]}
    return made.astype(others) if others else made


def read_file(name: str, *paths: Path) -> pd.DataFrame:
    """Rows of table `name` in Parquet files, in their order."""
    return typed(name, pa.concat_tables(pq.read_table(path, schema=_table(name).arrow) for path in paths))


def parts(output: Path, name: str) -> list[Path]:
    """The files that table `name` of a run consists of, in order. Raises FileNotFoundError if it was not made yet."""
    path = output / "tables" / f"{name}.parquet"
    if not path.exists():
        raise FileNotFoundError(f"{path}: {name} is written by stage {_table(name).stage}; run that first")
    found = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not found:
        raise FileNotFoundError(f"{path}: the folder is empty; run {_table(name).stage} again")
    return found


def span(file: Path) -> tuple[str, str] | None:
    """The first and the last doc_id of a Parquet file of a table, without reading its rows; None where it has none."""
    meta = pq.read_metadata(file)
    column = meta.schema.names.index("doc_id")
    known = [meta.row_group(n).column(column).statistics for n in range(meta.num_row_groups)]
    return (min(s.min for s in known), max(s.max for s in known)) if meta.num_rows else None


def count(output: Path, name: str) -> int:
    """Rows of table `name`, without reading them. Raises FileNotFoundError if it was not made yet."""
    return sum(int(pq.read_metadata(part).num_rows) for part in parts(output, name))


def n_bytes(output: Path, name: str) -> int:
    """Bytes of the cells of table `name`, without reading them. Raises FileNotFoundError if it was not made yet."""
    found = (pq.read_metadata(part) for part in parts(output, name))
    return sum(int(meta.row_group(n).total_byte_size) for meta in found for n in range(meta.num_row_groups))


def read(output: Path, name: str) -> pd.DataFrame:
    """Table `name` of the run in folder `output`. Raises FileNotFoundError if it was not made yet."""
    return read_file(name, *parts(output, name))
