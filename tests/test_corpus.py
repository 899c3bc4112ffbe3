"""The tables of a run, asked and let go of."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import duckdb
import pytest

from allegedly.corpus import Corpus
from allegedly.discourse.counts import opposed, shared


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
