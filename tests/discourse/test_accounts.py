"""Counts and figures over relations: right at none, one, tie and many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.discourse import accounts, figures
from allegedly.schema import STANCES


def voice(name: str, words: int, **more: Any) -> dict[str, Any]:
    zero = {f"n_{stance}": 0 for stance in STANCES}
    row = {"voice_id": name, "name": name, "source_kind": "named", "anonymous": False, "n_documents": 1,
           "n_attributions": 1, "n_words": words}  # fmt: skip
    return row | zero | {"n_assert": 1} | more


def statement(number: int, **more: Any) -> dict[str, Any]:
    row = {"doc_id": "a", "attribution_id": number, "sentence_id": 0, "source": "Anna", "source_entity_id": "anna",
           "source_kind": "named", "anonymous": False, "cue": "said", "cue_lemma": "say", "stance": "assert",
           "form": "indirect", "content": "that it rained", "polarity": "positive", "kind": "speech",
           "probability": 0.9, "rule": "lexicon: say|VERB"}  # fmt: skip
    return row | more


def said(*rows: dict[str, Any]) -> pd.DataFrame:
    return tables.frame("attributions", rows)


def heard(*rows: dict[str, Any]) -> pd.DataFrame:
    return tables.frame("voices", rows)


def test_loudest_ranks_by_words_then_relations() -> None:
    voices = heard(voice("b", 5), voice("a", 5), voice("c", 9))
    assert accounts.loudest(voices)["name"].tolist() == ["c", "a", "b"]
    assert accounts.loudest(voices)["share"].sum() == pytest.approx(1, abs=0.001)


def test_chains_name_both_ends() -> None:
    rows = said(statement(0, cue="reported", source="Reuters"), statement(1, parent_id=0))
    [chain] = accounts.chains(rows).to_dict("records")
    assert (chain["source"], chain["cue"], chain["outer_source"], chain["outer_cue"]) == (
        "Anna", "said", "Reuters", "reported",
    )  # fmt: skip


def test_a_statement_is_shown_with_its_parts_marked(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse('"It is over," the guard said. "We can go home."', until="03_discourse")
    shown = accounts.examples(made["attributions"], made["attribution_spans"], made["documents"], seed=1)
    assert shown["text"].tolist() == ['{"It is over,"} [the guard] <said>. {"We can go home."}']


def test_near_misses_hold_a_word_that_reports(analyse: Callable[..., dict[str, Any]]) -> None:
    text = "The guard said that it was over. The claimed bag was red. It rained."
    made = analyse(text, until="03_discourse")
    shown = accounts.not_counted(made["sentences"], made["attributions"], made["attribution_spans"], seed=1)
    assert shown["text"].tolist() == ["The claimed bag was red."]


def test_who_speaks_about_whom(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse("Anna Bergstrom said that France and Spain had met. Bergstrom praised France.", until="03_discourse")
    about = accounts.about(made["attributions"], made["mention_roles"], made["mentions"], made["entities"])
    assert about.to_dict("records") == [
        {"voice": "Anna Bergstrom", "about": "France", "n": 2},
        {"voice": "Anna Bergstrom", "about": "Spain", "n": 1},
    ]


def test_figures_and_their_words_at_none_and_many(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse("Anna Bergstrom said that France had met Spain. Residents denied it.", until="03_discourse")
    for name in ("attributions", "voices"):
        assert len(made[name])
    for voices in (made["voices"], heard()):
        loudest, stances = accounts.loudest(voices), accounts.stances(voices)
        assert len(figures.draw_loudest(loudest).axes[0].patches) == len(loudest)
        assert figures.alt_loudest(loudest)
        assert figures.draw_stances(stances).axes
        assert figures.alt_stances(stances)
    places = accounts.places(made["attributions"], made["attribution_spans"], made["documents"])
    assert places["n"].sum() == len(made["attributions"])
    assert figures.draw_places(places).axes
    assert "Anna Bergstrom" in figures.alt_about(
        accounts.about(made["attributions"], made["mention_roles"], made["mentions"], made["entities"])
    )
