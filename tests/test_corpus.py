"""The tables of a run, asked and let go of."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from allegedly import tables
from allegedly.corpus import Corpus
from allegedly.discourse.counts import opposed, shared
from allegedly.settings import Settings


def rows(corpus: Corpus) -> int:
    return int(corpus.ask("SELECT count(*) AS n FROM documents")["n"].iloc[0])


def test_a_closed_corpus_answers_no_more(corpus: Callable[..., Corpus]) -> None:
    with corpus(documents=[{"doc_id": "a"}]) as opened:
        assert rows(opened) == 1
    with pytest.raises(duckdb.ConnectionException):
        rows(opened)


def test_a_corpus_is_closed_after_an_error_too(corpus: Callable[..., Corpus]) -> None:
    opened = corpus()
    with pytest.raises(ValueError, match="no such thing"), opened:
        raise ValueError("no such thing")
    with pytest.raises(duckdb.ConnectionException):
        rows(opened)


def test_what_is_found_once_is_found_in_this_corpus(corpus: Callable[..., Corpus]) -> None:
    one, other = corpus(documents=[{"doc_id": "a"}]), corpus(documents=[{"doc_id": "a"}, {"doc_id": "b"}])
    asked = []

    def find(given: Corpus) -> int:
        asked.append(given)
        return rows(given)

    assert [one.once(find), one.once(find), other.once(find), one.once(find)] == [1, 1, 2, 1]
    assert asked == [one, other]


def test_nothing_keeps_a_corpus_that_was_asked(corpus: Callable[..., Corpus]) -> None:
    opened = corpus(documents=[{"doc_id": "a"}])
    for find in (shared.find, opposed.find):
        find(opened)
    left = weakref.ref(opened)
    del opened
    gc.collect()
    assert left() is None


def test_rows_that_are_no_slice_of_their_text_are_counted(corpus: Callable[..., Corpus]) -> None:
    # A sign of two bytes, one beyond the first plane, and an accent of its own: offsets count characters.
    text = "N\u00e9 \U0001f6f3 e\u0301t. It fell."
    start = text.index("It")
    right = {"doc_id": "d0", "start": start, "text": "It fell."}
    documents = [{"doc_id": "d0", "text": text}]
    assert corpus(documents=documents, sentences=[right]).misplaced("sentences") == 0
    moved = [right | {"start": start - 1}, right | {"sentence_id": 1}]
    assert corpus(documents=documents, sentences=moved).misplaced("sentences") == 1
    elsewhere = [{"doc_id": "d1", "text": text}, {"doc_id": "d9", "text": text}]
    assert corpus(documents=elsewhere, sentences=[right | {"doc_id": "d5"}]).misplaced("sentences") == 1


@pytest.fixture
def run(corpus: Callable[..., Corpus], tmp_path: Path) -> Callable[..., Settings]:
    """A run whose tables `documents`, in one file, and `certainty`, in several, have a row an article and sentence."""

    def made(*parts: str, repeats: str = "", folder: str = "run") -> Settings:
        settings = Settings(output=tmp_path / folder)
        home = settings.output / "tables"
        (home / "certainty.parquet").mkdir(parents=True)
        articles = [{"doc_id": name, "duplicate_of": "a" if name in repeats else None} for name in "".join(parts)]
        judged = [{"doc_id": name, "sentence_id": n} for name in "".join(parts) for n in range(2)]
        whole = corpus(documents=articles, certainty=judged, count_duplicates=True)
        tables.write("documents", whole.rows("documents"), home / "documents.parquet")
        for number, part in enumerate(parts):
            own = whole.rows("certainty", "WHERE doc_id = ANY($part)", part=list(part))
            tables.write("certainty", own, home / "certainty.parquet" / f"{number}.parquet")
        return settings

    return made


def opened(settings: Settings) -> Corpus:
    return Corpus.open(settings, ["documents", "certainty"])


def test_lengths_are_those_of_clean_texts(corpus: Callable[..., Corpus]) -> None:
    told = corpus(
        documents=[{"doc_id": "a", "text": "N\u00e9 \U0001f6f3"}, {"doc_id": "b", "text": "", "duplicate_of": "a"}]
    )
    assert told.ask("FROM lengths ORDER BY doc_id").to_numpy().tolist() == [["a", 4], ["b", 0]]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 9])
def test_each_row_is_in_one_batch_however_files_are_cut(run: Callable[..., Settings], size: int) -> None:
    with opened(run("abc", "", "d", "ef")) as corpus:
        batches = [own["certainty"]["doc_id"].tolist() for own in corpus.batches(size, ["certainty"])]
    assert ["".join(own) for own in batches] == [
        "".join(2 * name for name in "abcdef"[at : at + size]) for at in range(0, 6, size)
    ]


def test_a_batch_opens_only_the_files_that_hold_its_articles(run: Callable[..., Settings]) -> None:
    settings = run("ab", "cd")
    with opened(settings) as corpus:
        batches = corpus.batches(2, ["certainty"])
        next(batches)
        (settings.output / "tables" / "certainty.parquet" / "0.parquet").unlink()
        assert next(batches)["certainty"]["doc_id"].tolist() == ["c", "c", "d", "d"]


def test_batches_leave_out_what_repeats_another_article(run: Callable[..., Settings]) -> None:
    with opened(run("ab", "cd", repeats="bc")) as corpus:
        batches = [own["certainty"]["doc_id"].tolist() for own in corpus.batches(2, ["certainty"])]
    assert batches == [["a", "a"], ["d", "d"]]


def test_batches_of_a_table_without_a_row_are_empty(run: Callable[..., Settings]) -> None:
    settings = run("ab")
    tables.write("certainty", tables.frame("certainty"), settings.output / "tables" / "certainty.parquet" / "0.parquet")
    with opened(settings) as corpus:
        (own,) = corpus.batches(2, ["certainty"])
    assert own["certainty"].equals(tables.frame("certainty"))


def test_an_empty_folder_is_told_by_its_path(run: Callable[..., Settings]) -> None:
    settings = run()
    with pytest.raises(FileNotFoundError, match=r"certainty\.parquet: the folder is empty; run 04_hedging again"):
        opened(settings)


@pytest.mark.parametrize("folder", ["it's [1]", "what*ever?", "doc_id=z", "a\nb", "{a,b}", "back\\slash", "**"])
def test_a_folder_of_any_name_is_no_pattern(run: Callable[..., Settings], folder: str) -> None:
    run("xyz", folder="it's 1")  # what the first would stand for as a pattern
    with opened(run("ab", "c", folder=folder)) as corpus:
        assert rows(corpus) == 3
        assert corpus.numbers() == {"documents": 3, "certainty": 6}
        assert next(corpus.batches(2, ["certainty"]))["certainty"]["doc_id"].tolist() == ["a", "a", "b", "b"]
