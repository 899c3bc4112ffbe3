"""Connectives that set two voices against each other, told from contrasts inside one voice or of the writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from allegedly.corpus import Corpus
from allegedly.discourse.counts import opposed

CASES = [
    ("The mayor said that the bridge was safe, but the engineers said that it was not.",
     [("but", "The mayor", "the engineers")]),
    ("The mayor said that the bridge was safe. But Anna Bergstrom said that it was not.",
     [("but", "The mayor", "Anna Bergstrom")]),
    ("The mayor said that the bridge was safe. The engineers, however, said that it was not.",
     [("however", "The mayor", "The engineers")]),
    ("While the mayor said that the bridge was safe, the engineers said that it was not.",
     [("while", "the mayor", "the engineers")]),
    ("The mayor said that the bridge was safe, while Anna Bergstrom said that it would fall.",
     [("while", "The mayor", "Anna Bergstrom")]),
    ("The mayor said that the bridge was safe, but she said that it was old.", []),
    ("The mayor said that the bridge was old but safe.", []),
    ("“The bridge is old, but it is safe,” the mayor said.", []),
    ("The mayor said that the bridge was safe. But it fell the next day.", []),
    ("The mayor said that the bridge was safe and the engineers said that it was not.", []),
    ("The bridge was old, but the mayor said that it was safe.", []),

]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda value: str(value)[:50])
def test_set_against_each_other(
    analyse: Callable[..., dict[str, Any]], text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = opposed.find(Corpus.of(analyse(text, until="03_discourse")))
    shown = list(zip(found["connective"], found["voice"], found["other_voice"], strict=True))
    assert [tuple(word.lower() for word in row) for row in shown] == [
        tuple(word.lower() for word in row) for row in expected
    ]


def test_both_sentences_are_shown(analyse: Callable[..., dict[str, Any]]) -> None:
    found = opposed.find(Corpus.of(analyse(CASES[1][0], until="03_discourse")))
    assert tuple(found.columns) == opposed.COLUMNS
    assert found.loc[0, "sentence"] == "The mayor said that the bridge was safe."
    assert found.loc[0, "other_sentence"] == "But Anna Bergstrom said that it was not."


def test_nothing_said(analyse: Callable[..., dict[str, Any]]) -> None:
    assert opposed.find(Corpus.of(analyse("It rained, but nobody minded.", until="03_discourse"))).empty
