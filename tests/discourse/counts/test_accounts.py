"""Counts and figures over relations: right at none, one, tie and many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.discourse import figures
from allegedly.discourse.counts import aboutness, accounts, examples, places
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


def test_loudest_ranks_by_words_then_relations_and_adds_up_the_rest() -> None:
    voices = heard(voice("b", 5), voice("a", 5), voice("c", 9))
    assert accounts.loudest(voices)["name"].tolist() == ["c", "a", "b"]
    few = accounts.loudest(voices, top=1)
    assert few[["name", "n_words", "n_attributions"]].values.tolist() == [["c", 9, 1], ["others (2)", 10, 2]]
    assert few["share"].sum() == pytest.approx(1, abs=0.001)


def test_stances_of_the_busiest_of_the_others_of_nobody_and_of_all() -> None:
    rows = said(
        statement(0, stance="deny"),
        statement(1),
        statement(2, source_entity_id="ben", stance="withhold"),
        statement(3, source_kind="pronoun", source_entity_id=None, stance="deny", polarity="negative"),
    )
    found = accounts.stances(rows, heard(voice("anna", 6, n_attributions=2), voice("ben", 3)), top=1)
    assert found[["name", "n", "deny", "withhold", "not_plain"]].values.tolist() == [
        ["anna", 2, 1, 0, 0.5], ["others (1)", 1, 0, 1, 1.0], ["(nobody named)", 1, 1, 0, 0.0], ["all", 4, 2, 1, 0.5],
    ]  # fmt: skip
    assert accounts.stances(said(), heard()).empty


def test_chains_are_lines_from_the_teller_to_the_words() -> None:
    rows = said(
        statement(0, cue_lemma="report", source="Reuters", source_entity_id="reuters"),
        statement(1, parent_id=0, source="the\narmy", source_entity_id="army", cue_lemma="say"),
    )
    assert accounts.chains(rows)["told"].tolist() == ["Reuters [report] → the army [say]: that it rained"]


@pytest.mark.parametrize(
    "more", [{"stance": "demand"}, {"stance": "ask"}, {"kind": "belief"}, {"source_entity_id": "anna"}]
)
def test_what_hands_nothing_on_is_no_chain(more: dict[str, str]) -> None:
    outer = {"source": "Reuters", "source_entity_id": "reuters"} | more
    assert accounts.chains(said(statement(0, **outer), statement(1, parent_id=0))).empty


def test_statements_that_run_in_a_circle_make_chains_that_end() -> None:
    rows = said(statement(0, parent_id=1, source_entity_id="ben"), statement(1, parent_id=0), statement(2, parent_id=1))
    assert accounts.chains(rows)["links"].tolist() == [3]


def test_anonymous_by_outlet_leaves_out_articles_of_none() -> None:
    rows = said(statement(0, anonymous=True), statement(1), statement(2, doc_id="b", source_kind="none"))
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", None]})
    [row] = accounts.anonymous(rows, documents, "outlet").to_dict("records")
    assert (row["outlet"], row["n"], row["anonymous"], row["share"]) == ("Post", 2, 1, 0.5)


def test_numbers_of_the_same_thing_stand_side_by_side() -> None:
    rows = [("dead", "100", 100, 100, 0), ("dead", "more\nthan 200", 201, None, 1), ("dead", "100", 100, 100, None),
            ("boat", "two", 2, 2, None), ("boat", "two", 2, 2, 0), ("cow", "few", None, None, None)]  # fmt: skip
    quantities = tables.frame("quantities", [
        {"doc_id": "a", "sentence_id": 0, "start": n, "end": n + len(text), "counted": counted, "text": text, "low": low,
         "high": high, "attribution_id": whose}
        for n, (counted, text, low, high, whose) in enumerate(rows)
    ])  # fmt: skip
    said_so = said(statement(0), statement(1, source_kind="pronoun", source_entity_id=None))
    found = accounts.numbers(quantities, said_so, heard(voice("anna", 3)))
    assert found[["counted", "text", "voice"]].values.tolist() == [
        ["dead", "100", "anna"], ["dead", "100", "(the writer)"], ["dead", "more than 200", "(nobody named)"],
    ]  # fmt: skip
    assert accounts.numbers(quantities[:0], said(), heard()).empty


def test_a_statement_is_shown_with_its_parts_marked(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse('"It is over," the guard said. "We can go home."', until="03_discourse")
    shown = examples.examples(made["attributions"], made["attribution_spans"], made["documents"], seed=1)
    assert shown["text"].tolist() == ['{"It is over,"} [the guard] <said>. {"We can go home."}']


def test_sentences_with_a_verb_that_reports_and_no_statement(analyse: Callable[..., dict[str, Any]]) -> None:
    text = "The guard said that it was over. The claimed bag was red. It rained in the United States."
    made = analyse(text, until="03_discourse")
    shown = examples.unread(made["sentences"], made["attributions"], made["attribution_spans"], seed=1)
    assert shown["text"].tolist() == ["The [claimed] bag was red."]


def test_near_misses_are_words_weighed_and_words_in_marks(analyse: Callable[..., dict[str, Any]]) -> None:
    text = 'The guard said that it was over. The "special" train had left. The army cut 300 posts in a drive.'
    made = analyse(text, until="03_discourse")
    docs = list(made["annotations"].items())
    shown = examples.near_misses(made["documents"], made["sentences"], docs, least=0.5, seed=1)
    marks = shown.loc[shown["probability"].isna(), "text"]
    assert marks.tolist() == ['The ["special"] train had left.']
    assert (shown["probability"].dropna() < 0.65).all()
    strict = examples.near_misses(made["documents"], made["sentences"], docs, least=1.0, seed=1)
    assert "The guard [said] that it was over." in strict["text"].tolist()
    assert examples.near_misses(made["documents"], made["sentences"], [], least=0.5, seed=1).empty


def about(made: dict[str, Any]) -> pd.DataFrame:
    names = ("attributions", "mention_roles", "mentions", "entities", "voices")
    return aboutness.pairs(aboutness.named(*(made[name] for name in names)))


def test_who_speaks_about_whom(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse("Anna Bergstrom said that France and Spain had met. Bergstrom praised France.", until="03_discourse")
    assert about(made).to_dict("records") == [
        {"voice": "Anna Bergstrom", "about": "France", "n": 2, "n_articles": 1},
        {"voice": "Anna Bergstrom", "about": "Spain", "n": 1, "n_articles": 1},
    ]
    assert aboutness.grid(about(made), top=1).to_dict() == {
        "France": {"Anna Bergstrom": 2}, "others (1)": {"Anna Bergstrom": 1},
    }  # fmt: skip


def test_places_by_third(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse(
        "Anna Bergstrom said that it rained. It went on for days. Residents denied it.", until="03_discourse"
    )
    placed = places.parts(made["attributions"], made["attribution_spans"], made["documents"], parts=3)
    found = places.by_third(placed, made["voices"]).set_index("name")
    assert found.loc["Anna Bergstrom", ["first", "middle", "last", "share_first"]].tolist() == [1, 0, 0, 1]
    assert found.loc["all", ["first", "last"]].tolist() == [1, 1]


def test_figures_and_their_words_at_none_and_many(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse("Anna Bergstrom said that France had met Spain. Residents denied it.", until="03_discourse")
    for rows, voices in ((made["attributions"], made["voices"]), (said(), heard())):
        loudest, stances = accounts.loudest(voices), accounts.stances(rows, voices)
        assert len([bar for bar in figures.draw_loudest(loudest).axes[0].patches if bar.get_width()]) >= len(loudest)
        assert figures.draw_stances(stances).axes
        assert figures.alt_loudest(loudest) == (
            "Bars of 2 voices, from Anna Bergstrom (5 words) to Residents (1); none of them anonymous."
            if len(rows) else "There is no voice to show."
        )  # fmt: skip
        assert figures.alt_stances(stances) == (
            "Bars of 2 voices or groups of them by stance; over all 2: assert 1, deny 1. "
            "Residents has the greatest share that is not plainly said: 100 %."
            if len(rows) else "There is no statement to show."
        )  # fmt: skip
    placed = places.by_kind(places.parts(made["attributions"], made["attribution_spans"], made["documents"]))
    assert placed["n"].sum() == len(made["attributions"])
    assert figures.draw_places(placed).axes
    assert figures.alt_places(placed).startswith("Statements in the ten tenths of the articles: 0, 0, 1,")
    assert figures.alt_places(placed[:0]) == "There is no statement to place."
    grid = aboutness.grid(about(made))
    assert figures.draw_about(grid).axes
    assert "Anna Bergstrom about France and Anna Bergstrom about Spain: 1." in figures.alt_about(grid)
    assert figures.draw_about(aboutness.grid(about(made)[:0])).axes
    assert figures.alt_about(aboutness.grid(about(made)[:0])) == "Nobody speaks about anybody named."


def test_a_name_with_dollars_is_no_formula() -> None:
    figure = figures.draw_loudest(accounts.loudest(heard(voice("the $1m_{ fund$", 3))))
    figure.canvas.draw()
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["the $1m_{ fund$"]
