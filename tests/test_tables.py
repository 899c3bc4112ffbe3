"""The schema: what fits is kept as it is, what does not is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from allegedly import tables
from allegedly.schema import SCHEMA
from allegedly.tables import TableError

SENTENCE = {"doc_id": "a", "sentence_id": 0, "paragraph_id": 0, "start": 0, "end": 2, "text": "No"}


@pytest.mark.parametrize("name", SCHEMA)
def test_an_empty_table_keeps_its_types(name: str, tmp_path: Path) -> None:
    empty = tables.frame(name)
    tables.write(name, empty, tmp_path / "tables.parquet")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables.parquet").rename(tmp_path / "tables" / f"{name}.parquet")
    pd.testing.assert_frame_equal(tables.read(tmp_path, name), empty)


def test_frames_one_behind_the_other_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROW_GROUP", 3)
    row = {"doc_id": "a", "hedged": True, "uncertainty": 0.5, "uncertain": True}
    for n in (0, 1, 3, 7, 9):
        whole = tables.frame("certainty", [row | {"sentence_id": i} for i in range(n)])
        tables.write("certainty", whole, tmp_path / "whole")
        tables.write("certainty", (whole.iloc[i : i + 2] for i in range(0, n, 2)) if n else [whole], tmp_path / "parts")
        assert (tmp_path / "whole").read_bytes() == (tmp_path / "parts").read_bytes()


def test_the_span_of_a_file_is_its_first_and_last_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROW_GROUP", 2)
    row = {"hedged": True, "uncertainty": 0.5, "uncertain": True}
    rows = [row | {"doc_id": name, "sentence_id": i} for name in ("a", "b\u00e9", "b\U0001f6f3", "c") for i in range(3)]
    for name, expected in (("a", ("a", "a")), ("ab", ("a", "b\U0001f6f3")), ("abc", ("a", "c")), ("", None)):
        tables.write(
            "certainty", tables.frame("certainty", [r for r in rows if r["doc_id"][0] in name]), tmp_path / "x"
        )
        assert tables.span(tmp_path / "x") == expected


def test_texts_are_read_few_at_a_time(tmp_path: Path) -> None:
    told = {"path": "", "sha256": "", "language": "en", "n_chars_raw": 0, "n_sentences": 0, "n_words": 0, "text": "a"}
    many = tables.frame("documents", [told | {"doc_id": f"{i:04d}"} for i in range(1030)])
    tables.write("documents", many, tmp_path / "x")
    meta = pq.read_metadata(tmp_path / "x")
    assert [meta.row_group(n).num_rows for n in range(meta.num_row_groups)] == [512, 512, 6]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sentence_id": None}, "sentences.sentence_id: empty"),
        ({"end": 0}, "does not fit"),
        ({"end": 3}, "does not fit"),
        ({"start": -1, "end": 1}, "does not fit"),
        ({"colour": "red"}, "no such column: colour"),
    ],
)
def test_a_row_that_does_not_fit_is_named(change: dict[str, object], said: str) -> None:
    with pytest.raises(TableError, match=said):
        tables.frame("sentences", [SENTENCE | change])


def test_a_value_that_is_not_allowed_is_named_with_those_that_are() -> None:
    edit = {"doc_id": "a", "rule": "r", "action": "moved", "before": "x", "after": "y", "reason": "z"}
    with pytest.raises(TableError, match=r"edits.action: 'moved' in row 0; allowed: .*'repaired'"):
        tables.frame("edits", [edit])


def test_rows_are_sorted_and_written_as_the_same_bytes(tmp_path: Path) -> None:
    rows = [SENTENCE | {"sentence_id": n, "raw_start": 0, "raw_end": 2} for n in (2, 0, 1)]
    for name, order in (("one", rows), ("two", rows[::-1])):
        tables.write("sentences", tables.frame("sentences", order), tmp_path / name)
    assert tables.frame("sentences", rows)["sentence_id"].tolist() == [0, 1, 2]
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_table_that_is_not_there_says_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="written by stage 04_hedging"):
        tables.read(tmp_path, "hedges")
    with pytest.raises(TableError, match="no table is called 'hegdes'"):
        tables.frame("hegdes")


def test_every_column_is_documented() -> None:
    for table in SCHEMA.values():
        assert table.row
        assert set(table.order) <= {c.name for c in table.columns}
        for column in table.columns:
            assert column.what, (table.name, column.name)
