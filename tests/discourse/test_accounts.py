"""Counts, findings and figures over relations: right at none, one, tie and many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.discourse import accounts, figures, findings
from allegedly.tables import STANCES


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


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ([], "Nobody is given a word."),
        ([voice("Anna", 3)], "One voice speaks, Anna, with 3 words."),
        ([voice("Anna", 3), voice("Bert", 3)], "2 voices speak; Anna and Bert are given the most words, 3 words each."),
        ([voice("Anna", 9), voice("Bert", 1)], "2 voices speak; Anna is given the most words, 9 of 10 (90%)."),
    ],
)
def test_who_speaks(voices: list[dict[str, Any]], expected: str) -> None:
    assert findings.speakers(heard(*voices), said()).text == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "Nobody denies, withholds, doubts or merely claims anything."),
        (
            [statement(0, stance="deny")],
            "There is 1 denial, no refusals or inabilities to say, no statements reported as a claim and no doubts.",
        ),
        (
            [statement(0, stance="withhold"), statement(1, stance="withhold"), statement(2, stance="claim")],
            "There are no denials, 2 refusals or inabilities to say, 1 statement reported as a claim and no doubts.",
        ),
    ],
)
def test_stances(rows: list[dict[str, Any]], expected: str) -> None:
    assert findings.stances(said(*rows)).text == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "No statement has a source."),
        ([statement(0, source_kind="none", source=None)], "No statement has a source."),
        ([statement(0)], "The one statement with a source is not anonymous."),
        ([statement(0, anonymous=True)], "The one statement with a source is anonymous."),
        ([statement(0), statement(1)], "None of 2 statements with a source is anonymous."),
        (
            [statement(0, anonymous=True), statement(1)],
            "1 of 2 statements with a source are anonymous (50%, 95 % interval 9% to 91%).",
        ),
    ],
)
def test_who_hides(rows: list[dict[str, Any]], expected: str) -> None:
    assert findings.hidden(said(*rows)).text == expected


def test_forms_chains_and_open_sources() -> None:
    none, one = said(), said(statement(0))
    many = said(statement(0), statement(1, form="direct", parent_id=0), statement(2, source_kind="pronoun"))
    assert [findings.forms(rows).text for rows in (none, one, many)] == [
        "No statement was found.",
        "One statement was found, indirect.",
        "Of 3 statements 2 indirect and 1 direct.",
    ]
    assert [findings.nested(rows).numbers["nested"] for rows in (none, one, many)] == [0, 0, 1]
    assert findings.unresolved(one).text == "Every statement has a source that is named or described."
    assert findings.unresolved(many).text.startswith("1 source is a pronoun")


def test_findings_have_names_of_their_own() -> None:
    names = [finding.id for finding in findings.everything(heard(), said())]
    assert len(names) == len(set(names))


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
