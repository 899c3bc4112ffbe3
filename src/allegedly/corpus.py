"""The tables of a run asked for what is needed of them: DuckDB over their Parquet, so that memory hardly grows.

Rows of articles that repeat another one are left out unless they are to be counted; the tables of `WHOLE`, which show
the text of every article, keep theirs. Rows have an order only where a question names one: how DuckDB joins depends on
how many rows there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any, Self, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa

from allegedly import tables, words
from allegedly.drawing import by_chance
from allegedly.schema import SCHEMA
from allegedly.settings import Settings
from allegedly.voices import VOICE_ID, slug

WHOLE = ("documents", "sentences", "edits", "alignment")
"""Tables that show the text of every article."""


BATCH = 512
"""Articles whose rows are in memory at a time, where all of them are gone through."""
_PATTERN = re.compile(r"[*?\[]")
_NONE_FAILED = "SELECT doc_id, doc_id AS stage FROM all_documents WHERE false"
_STREAMED = 2048
"""Rows of an answer that are in memory at a time."""


_Found = TypeVar("_Found")


class Corpus:
    """The tables of a run, to be asked in SQL under their own names. Closed, by `with` or `close`, it answers no more.

    Beside them `articles` are the documents that are counted, `repeats` has the doc_id of those that repeat another
    one, `lengths` doc_id and `length`, in characters, of each clean text, `failed` doc_id and stage of each that a
    later stage could not read (known once all stages have run), and `said` is `attributions` with the `voice_id` of
    each (missing for nobody) and `n_words`, the words of its content.
    """

    def __init__(self, data: Mapping[str, pa.Table | list[Path]], *, count_duplicates: bool) -> None:
        """Over Arrow tables, or the Parquet files of tables, by name, `documents` among them."""
        self._db = duckdb.connect(config={"threads": 1})  # with more, sums of fractions would differ from run to run
        self._data = dict(data)
        self._once: dict[Callable[..., Any], Any] = {}
        for name, held in self._data.items():
            if isinstance(held, pa.Table):
                self._db.register(f"all_{name}", held)
            else:
                self._db.execute(f"CREATE VIEW all_{name} AS FROM {_files(held)}")
        self._db.execute("CREATE TABLE repeats AS SELECT doc_id FROM all_documents WHERE duplicate_of IS NOT NULL")
        self._counted = "" if count_duplicates else "WHERE doc_id NOT IN (FROM repeats)"
        for name in self._data:
            self._db.execute(f'CREATE VIEW "{name}" AS {self._rows_of(name, f"all_{name}")}')
        self._db.execute(f"CREATE VIEW articles AS FROM all_documents {self._counted}")
        # Materialized: a text carried through a join would stand in memory once for each row it is joined with.
        of_texts = "WITH known AS MATERIALIZED (SELECT doc_id, length(text) AS length FROM all_documents) FROM known"
        self._db.execute(f"CREATE VIEW lengths AS {of_texts}")
        failed = "SELECT doc_id, stage FROM all_failures" if "failures" in self._data else _NONE_FAILED
        self._db.execute(f"CREATE VIEW failed AS {failed}")
        if "attributions" in self._data:
            self._db.create_function("slug", slug, ["VARCHAR"], "VARCHAR")
            self._db.create_function("one_line", words.one_line, ["VARCHAR"], "VARCHAR")
            self._db.create_function("count_words", words.count, ["VARCHAR"], "BIGINT")
            voice = f"{VOICE_ID} AS voice_id, count_words(content) AS n_words"
            self._db.execute(f"CREATE VIEW said AS SELECT *, {voice} FROM attributions")

    @classmethod
    def open(cls, settings: Settings, names: Collection[str] = tuple(SCHEMA)) -> Self:
        """The tables `names` in the folder `settings.output`.

        Raises FileNotFoundError, naming the stage that is missing, if one was not made yet.
        """
        data = {name: tables.parts(settings.output, name) for name in names}
        return cls(data, count_duplicates=settings.count_duplicates)

    @classmethod
    def of(cls, frames: Mapping[str, pd.DataFrame], *, count_duplicates: bool = False) -> Self:
        """Frames of the tables by name, held in memory; what is no table is passed over.

        Raises TableError if one does not fit its schema.
        """
        data = {
            name: pa.Table.from_pandas(
                tables.check(name, frames[name]), schema=SCHEMA[name].arrow, preserve_index=False
            )
            for name in SCHEMA
            if name in frames
        }
        return cls(data, count_duplicates=count_duplicates)

    def close(self) -> None:
        """Let go of the tables, and of what was found in them once."""
        self._once.clear()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def once(self, find: Callable[[Self], _Found]) -> _Found:
        """What a function finds in this corpus, kept for the next who asks until the corpus is closed."""
        if find not in self._once:
            self._once[find] = find(self)
        found: _Found = self._once[find]
        return found

    def add(self, name: str, rows: pd.DataFrame) -> None:
        """A frame that can be asked too, under a name that nothing else in the corpus has."""
        self._db.register(name, rows)

    def ask(self, question: str, **values: Any) -> pd.DataFrame:
        """The answer to a question in SQL; `$name` stands for a value. Counts and sums of whole numbers stay whole."""
        answer = self._db.sql(question, params=values)
        kinds = dict(zip(answer.columns, map(str, answer.types), strict=True))
        found = answer.df()
        return found.astype({
            name: "Int64" if found[name].isna().any() else "int64" for name, kind in kinds.items() if kind == "HUGEINT"
        })  # fmt: skip

    def read_by(self, stage: str) -> str:
        """SQL for the articles that are counted and that a stage could read: the whole of what it can count."""
        return f"(FROM articles ANTI JOIN (FROM failed WHERE stage <= '{stage}') USING (doc_id))"

    def rows(self, name: str, which: str = "", **values: Any) -> pd.DataFrame:
        """Rows of a table in its order and with its types; `which` follows FROM."""
        return self.made(name, f'SELECT * FROM "{name}" {which}', **values)

    def made(self, name: str, question: str, **values: Any) -> pd.DataFrame:
        """The answer to a question as the table `name`: in its order and with its types."""
        table = SCHEMA[name]
        listed = ", ".join(f'"{column.name}"' for column in table.columns)
        found = self._db.sql(f"SELECT {listed} FROM ({question})", params=values).to_arrow_table()
        return tables.typed(name, found.cast(table.arrow)).sort_values(
            list(table.order), kind="stable", ignore_index=True
        )

    def stream(self, question: str, **values: Any) -> Iterator[SimpleNamespace]:
        """The rows of an answer one by one, few of them in memory; nothing else can be asked before the last."""
        for batch in self._db.sql(question, params=values).to_arrow_reader(_STREAMED):
            for row in batch.to_pylist():
                yield SimpleNamespace(**row)

    def whole(self) -> dict[str, pd.DataFrame]:
        """All tables, with all their columns."""
        return {name: self.rows(name) for name in self._data}

    def numbers(self) -> dict[str, int]:
        """The rows of each table."""
        return {name: int(self.ask(f'SELECT count(*) AS n FROM "{name}"')["n"].iloc[0]) for name in self._data}

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

    def misplaced(self, name: str) -> int:
        """The rows of a table with `start`, `end` and `text` whose text is not what stands there in the clean text."""
        wrong = 0
        for own in self.batches(BATCH, ("documents", name)):
            texts = dict(own["documents"][["doc_id", "text"]].itertuples(index=False, name=None))
            places = own[name][["doc_id", "start", "end", "text"]].itertuples(index=False, name=None)
            wrong += sum(texts.get(doc_id, "")[start:end] != text for doc_id, start, end, text in places)
        return wrong

    def sample(self, name: str, n: int, *, seed: int, which: str = "", **values: Any) -> pd.DataFrame:
        """`n` rows of a table drawn by the seed, or all where there are fewer; as `rows` gives them."""
        drawn = f"{which} ORDER BY {by_chance(*SCHEMA[name].order)} LIMIT $n"
        return self.rows(name, drawn, seed=seed, n=n, **values)

    def texts(self, doc_ids: Iterable[str]) -> dict[str, str]:
        """The clean texts of a few articles by doc_id."""
        found = self.ask("SELECT doc_id, text FROM documents WHERE doc_id = ANY($ids)", ids=sorted(set(doc_ids)))
        return dict(zip(found["doc_id"], found["text"], strict=True))

    def each_text(self, table: str = "articles", size: int = BATCH) -> Iterator[tuple[str, str]]:
        """doc_id and clean text of each article that is counted (`documents`: of all), `size` in memory at a time."""
        for batch in self._db.sql(f"SELECT doc_id, text FROM {table}").to_arrow_reader(size):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def batches(self, size: int, names: Collection[str] = ()) -> Iterator[dict[str, pd.DataFrame]]:
        """The tables that have a row a document or more, `size` documents at a time, in the order of the documents.

        `names`: only these of them.
        """
        doc_ids = self.ask("SELECT doc_id FROM documents ORDER BY doc_id")["doc_id"].tolist()
        names = [name for name in names or self._data if SCHEMA[name].per_document]
        if not doc_ids:
            yield {name: self.rows(name) for name in names}
        files = {name: self._spans(name) for name in names}
        for start in range(0, len(doc_ids), size):
            part = doc_ids[start : start + size]
            yield {name: self._between(name, part[0], part[-1], files[name]) for name in names}

    def _spans(self, name: str) -> list[tuple[Path, str, str]] | None:
        """The files of a table with the first and the last doc_id of each, but for those without a row; None for a
        table that is in memory."""
        held = self._data[name]
        return None if isinstance(held, pa.Table) else [(file, *ids) for file in held if (ids := tables.span(file))]

    def _between(self, name: str, first: str, last: str, files: list[tuple[Path, str, str]] | None) -> pd.DataFrame:
        """Rows of a table from one doc_id to another; of `files` only those are opened that hold some."""
        rows = f"all_{name}"
        if files is not None:
            some = [file for file, lowest, highest in files if lowest <= last and first <= highest]
            if not some:
                return tables.frame(name)
            rows = _files(some)
        asked = f"FROM ({self._rows_of(name, rows)}) WHERE doc_id BETWEEN $first AND $last"
        return self.made(name, asked, first=first, last=last)

    def _rows_of(self, name: str, rows: str) -> str:
        """SQL for those rows of a table that are counted, or shown in any case."""
        return f"FROM {rows} {self._counted if SCHEMA[name].per_document and name not in WHOLE else ''}"


def _files(paths: Iterable[Path]) -> str:
    """SQL for the rows of Parquet files; signs of a path that DuckDB would read as a pattern stand for themselves."""
    named = (_PATTERN.sub(r"[\g<0>]", str(path)).replace("'", "''") for path in paths)
    listed = ", ".join(f"'{path}'" for path in named)
    return f"read_parquet([{listed}], hive_partitioning = false)"
