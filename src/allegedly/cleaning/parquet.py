"""A Parquet table as JSON Lines, of which each row can be read where it begins: bounded, as few bytes may hold much."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from allegedly.cleaning.rows import COLUMNS, LONGEST_CELL

MOST_UNPACKED = 200
"""Times its own size, and 1 GB, that a Parquet file may unpack to."""

_AT_ONCE = 32


def as_lines(file: Path, target: Path) -> None:
    """Write the rows of a Parquet file as JSON Lines, a few at a time; columns that are not read only by their name."""
    with pq.ParquetFile(file, buffer_size=1 << 20, pre_buffer=False) as table:
        _write_lines(table, target, room=MOST_UNPACKED * file.stat().st_size + 1_000_000_000)


def _write_lines(table: pq.ParquetFile, target: Path, *, room: int) -> None:
    """`as_lines` of an open file; `room` is how many characters may be written."""
    known = [name for name in table.schema_arrow.names if name in COLUMNS]
    for name in sorted({"text", "html"}.intersection(known)):
        kind = table.schema_arrow.field(name).type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind)):
            raise ValueError(f"its column `{name}` holds {kind}, expected string")
    others = dict.fromkeys(name for name in table.schema_arrow.names if name not in COLUMNS)
    with target.open("w", encoding="ascii") as lines:
        if not known and table.metadata.num_rows:
            # One row shows that nothing is read; a small file without columns of ours may say it has billions.
            lines.write(json.dumps(others) + "\n")
        for number in range(table.num_row_groups if known else 0):
            group = table.metadata.row_group(number)
            unpacked = max(group.column(i).total_uncompressed_size for i in range(group.num_columns))
            at_once = _AT_ONCE if unpacked < 10 * LONGEST_CELL else 1
            for part in table.iter_batches(at_once, row_groups=[number], columns=known):
                for row in part.to_pylist():
                    given = {name: None if value is None or value != value else str(value)
                             for name, value in row.items()}  # fmt: skip
                    room -= lines.write(json.dumps(given | others) + "\n")
                    if room < 0:
                        raise ValueError(f"it unpacks to more than {MOST_UNPACKED} times its size")
