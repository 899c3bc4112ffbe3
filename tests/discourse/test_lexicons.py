"""Each row of the lexicons proves its own example and counter-example; the weights are of the promised kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly import lexicons
from allegedly.discourse.speakers import people
from allegedly.schema import STANCES

CUES = lexicons.load("reporting_cues", key=("entry", "pos", "frame"))
NOUNS = lexicons.load("source_nouns")
PERSONS = lexicons.load("person_nouns")
TURNS = lexicons.load("stance_words", key=("entry", "pos", "role"))
WEIGHTS = ("cue", "content", "source", "sentence", "choice", "revision")
TAKING_AWAY = ("hearer", "guessing", "force")
"""Roles of words through which a statement loses its stance, or is none."""
KINDS = {"role": {"titled", "collective"}, "collective": {"collective", "named"}, "outlet": {"outlet"},
         "document": {"document"}}  # fmt: skip


@pytest.fixture(scope="module")
def proved(analyse: Callable[..., dict[str, Any]]) -> Callable[[str], pd.DataFrame]:
    """The attributions of a sentence; all sentences of the lexicons are read in one run."""
    sentences = sorted(
        {s for rows in (CUES, NOUNS, PERSONS, TURNS) for s in [*rows["example"], *rows["counter_example"]] if s}
    )
    texts = {f"s{n}": sentence for n, sentence in enumerate(sentences)}
    number = {sentence: doc_id for doc_id, sentence in texts.items()}
    from allegedly.run.memory import analyse as run_in_memory

    found = run_in_memory(texts, until="03_discourse")["attributions"]
    return lambda sentence: found[found["doc_id"].eq(number[sentence])]


def _named(row: Any) -> str:
    return "lexicon: " + "|".join(part for part in (row.entry, row.pos, row.frame) if part)


@pytest.mark.parametrize("row", list(CUES.itertuples()), ids=lambda r: f"{r.entry}-{r.pos}-{r.frame}")
def test_a_cue_proves_itself(proved: Callable[[str], pd.DataFrame], row: Any) -> None:
    def matches(sentence: str) -> bool:
        rows = proved(sentence)
        by_row = rows["rule"].str.split("; ").map(lambda parts: _named(row) in parts)
        return bool((by_row & rows["stance"].eq(row.stance)).any()) if len(rows) else False

    assert matches(row.example)
    assert not matches(row.counter_example)


@pytest.mark.parametrize("row", list(NOUNS.itertuples()), ids=lambda r: r.entry)
def test_a_source_noun_proves_itself(proved: Callable[[str], pd.DataFrame], row: Any) -> None:
    assert proved(row.example)["source_kind"].isin(KINDS[row.category]).any()
    assert not proved(row.counter_example)["source_kind"].isin(KINDS[row.category]).any()


@pytest.mark.parametrize("row", list(PERSONS.itertuples()), ids=lambda r: r.entry)
def test_a_noun_for_a_person_proves_itself(proved: Callable[[str], pd.DataFrame], row: Any) -> None:
    """A person speaks as somebody with a title, a thing does not; a short title introduces who has the long one later."""
    example, counter = proved(row.example), proved(row.counter_example)
    if row.category == "introduces":
        assert people.needs_introduction(row.entry) is False
        assert not example.empty
        assert counter.empty
    else:
        assert example["source_kind"].eq("titled").any() == (row.category == "person")
        assert counter["source_kind"].eq("titled").any() == (row.category == "thing")


@pytest.mark.parametrize("row", list(TURNS.itertuples()), ids=lambda r: f"{r.entry}-{r.role}")
def test_a_stance_word_proves_itself(proved: Callable[[str], pd.DataFrame], row: Any) -> None:
    has, has_not = (row.counter_example, row.example) if row.role in TAKING_AWAY else (row.example, row.counter_example)
    assert row.stance in set(proved(has)["stance"])
    assert row.stance not in set(proved(has_not)["stance"])


def test_cues_have_known_stances_and_kinds() -> None:
    assert set(CUES["stance"]) == set(STANCES)
    assert set(CUES["kind"]) == {"speech", "writing", "belief", "intention", "perception"}


def test_weights_are_few_and_name_no_names() -> None:
    tables = [lexicons.load(f"attribution_{name}_weights") for name in WEIGHTS]
    priors = lexicons.load("attribution_cue_priors", key=("entry", "pos", "frame"))
    assert sum(map(len, tables)) + len(priors) <= 10_000
    assert priors["articles"].astype(int).min() >= 5
    assert priors["entry"].eq(priors["entry"].str.lower()).all()
