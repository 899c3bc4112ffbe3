"""The tables of a run, article by article: what every format of export is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from allegedly.schema import SCHEMA

Row = dict[str, Any]

LAYERS = tuple(name for name, table in SCHEMA.items() if table.columns[0].name == "doc_id" and name != "documents")
"""Tables whose rows name an article, also where the whole input was needed to make them."""

AT_ONCE = 256
"""Articles read together, so that memory does not grow with their number."""


@dataclass(frozen=True)
class Article:
    """One article: its row of `documents`, and of every other table its rows, as plain values in the table's order."""

    document: Row
    layers: Mapping[str, list[Row]]

    @property
    def doc_id(self) -> str:
        """The article's name in all tables."""
        return str(self.document["doc_id"])

    @property
    def text(self) -> str:
        """The clean text, into which `start` and `end` point."""
        return str(self.document["text"])

    def spans(self) -> dict[int, dict[str, list[Row]]]:
        """For each attribution, its spans by role, in the order of the text."""
        found: dict[int, dict[str, list[Row]]] = {}
        for span in self.layers["attribution_spans"]:
            found.setdefault(span["attribution_id"], {}).setdefault(span["role"], []).append(span)
        return found


def whole(output: Path, name: str) -> list[Row]:
    """All rows of one table. Raises FileNotFoundError if the run in `output` has no such table."""
    return _rows(output, name)


def read(output: Path) -> Iterator[Article]:
    """Every article of the run in folder `output`, by doc_id; those that repeat another one, too.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    names = [row["doc_id"] for row in _rows(output, "documents", columns=["doc_id"])]
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        layers: dict[str, dict[str, list[Row]]] = {doc_id: {name: [] for name in LAYERS} for doc_id in some}
        for name in LAYERS:
            for row in _rows(output, name, filters=[("doc_id", "in", some)]):
                layers[row["doc_id"]][name].append(row)
        for document in _rows(output, "documents", filters=[("doc_id", "in", some)]):
            yield Article(document, layers[document["doc_id"]])


def _rows(output: Path, name: str, **choice: Any) -> list[Row]:
    path = output / "tables" / f"{name}.parquet"
    if not path.exists():
        raise FileNotFoundError(f"{path}: {name} is written by stage {SCHEMA[name].stage}; run that first")
    rows: list[Row] = pq.read_table(path, schema=SCHEMA[name].arrow, **choice).to_pylist()
    return rows
