"""The tables of a run asked for what is needed of them: DuckDB over their Parquet, so that memory stays flat.

Rows of articles that repeat another one are left out as `gather.counted` leaves them out. Answers do not depend on the
number of threads: what is ordered names its order.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.dataset as ds

from allegedly import tables
from allegedly.report.gather import WHOLE
from allegedly.schema import SCHEMA
from allegedly.settings import Settings


class Corpus:
    """The tables of a run, to be asked in SQL under their own names."""

    def __init__(self, output: Path, settings: Settings) -> None:
        """Open the tables in folder `output`. Raises FileNotFoundError if one was not made yet."""
        self._db = duckdb.connect(config={"threads": 1})  # rows come in the order of their table
        self._data: dict[str, ds.Dataset] = {}
        for name, table in SCHEMA.items():
            path = output / "tables" / f"{name}.parquet"
            if not path.exists():
                raise FileNotFoundError(f"{path}: {name} is written by stage {table.stage}; run that first")
            # Files are named to Arrow: DuckDB would read signs in a path as a pattern.
            parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
            self._data[name] = ds.dataset(list(map(str, parts)), schema=table.arrow, format="parquet")
            self._db.register(f"all_{name}", self._data[name])
        for name, table in SCHEMA.items():
            once = ""
            if table.per_document and name not in WHOLE and not settings.count_duplicates:
                once = " WHERE doc_id NOT IN (SELECT doc_id FROM all_documents WHERE duplicate_of IS NOT NULL)"
            self._db.execute(f'CREATE VIEW "{name}" AS SELECT * FROM all_{name}{once}')

    def ask(self, question: str, **values: Any) -> pd.DataFrame:
        """The answer to a question in SQL; `$name` stands for a value."""
        return self._db.sql(question, params=values).df()

    def rows(self, name: str, which: str = "", **values: Any) -> pd.DataFrame:
        """Rows of a table in its order and with its types; `which` follows FROM."""
        table = SCHEMA[name]
        listed = ", ".join(f'"{column.name}"' for column in table.columns)
        found = self._db.sql(f'SELECT {listed} FROM "{name}" {which}', params=values).to_arrow_table()
        return tables.typed(name, found.cast(table.arrow)).sort_values(
            list(table.order), kind="stable", ignore_index=True
        )

    def whole(self) -> dict[str, pd.DataFrame]:
        """All tables, with all their columns."""
        return {name: self.rows(name) for name in SCHEMA}

    def numbers(self) -> dict[str, int]:
        """The rows of each table."""
        return {name: int(self.ask(f'SELECT count(*) AS n FROM "{name}"')["n"].iloc[0]) for name in SCHEMA}

    def lost(self) -> dict[str, int]:
        """For each table whose rows name a sentence, the rows whose sentence does not exist."""
        return {
            name: int(
                self.ask(f'SELECT count(*) AS n FROM "{name}" ANTI JOIN sentences USING (doc_id, sentence_id)')[
                    "n"
                ].iloc[0]
            )
            for name in ("mentions", "attributions", "hedges")
        }

    def batches(self, size: int) -> Iterator[dict[str, pd.DataFrame]]:
        """The tables that have a row a document or more, `size` documents at a time, in the order of the documents."""
        doc_ids = self.ask("SELECT doc_id FROM documents ORDER BY doc_id")["doc_id"].tolist()
        names = [name for name, table in SCHEMA.items() if table.per_document]
        if not doc_ids:
            yield {name: self.rows(name) for name in names}
        for start in range(0, len(doc_ids), size):
            part = doc_ids[start : start + size]
            which = "WHERE doc_id BETWEEN $first AND $last"
            yield {name: self.rows(name, which, first=part[0], last=part[-1]) for name in names}
