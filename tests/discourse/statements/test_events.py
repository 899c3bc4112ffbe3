"""Each row of the lexicon of events proves its own example and counter-example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from allegedly import lexicons
from allegedly.discourse import graph
from allegedly.discourse.statements import events

ROWS = lexicons.load("events", key=("entry", "pos"))


@pytest.fixture(scope="module")
def named() -> Callable[[str, str, str], list[str]]:
    """The events that the words of one lemma and part of speech name in a sentence; all sentences are read in one run."""
    from allegedly.run.memory import analyse as run_in_memory

    sentences = sorted({*ROWS["example"], *ROWS["counter_example"]})
    number = {sentence: f"s{n}" for n, sentence in enumerate(sentences)}
    docs = run_in_memory({doc_id: text for text, doc_id in number.items()}, until="02_entities")["annotations"]

    def of(sentence: str, lemma: str, pos: str) -> list[str]:
        words = graph.read(docs[number[sentence]], sentence, paragraphs=[(0, len(sentence))])
        mine = [i for i in range(len(words)) if (words.lemma[i].lower(), words.pos[i]) == (lemma, pos)]
        return [events.listed(words, i) for i in mine]

    return of


@pytest.mark.parametrize("row", list(ROWS.itertuples()), ids=lambda r: f"{r.entry}-{r.pos}")
def test_a_row_proves_itself(named: Callable[[str, str, str], list[str]], row: Any) -> None:
    assert row.event in named(row.example, row.entry, row.pos)
    assert row.event not in named(row.counter_example, row.entry, row.pos)


def test_every_event_goes_by_more_than_one_form() -> None:
    """A row that brings nothing together with anything would change nothing."""
    alone = ROWS.groupby("event").size()
    assert alone[alone == 1].index.tolist() == []
