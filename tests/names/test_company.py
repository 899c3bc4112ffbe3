from __future__ import annotations

import math
import re

import pandas as pd
import pytest

from allegedly.names import company, entities, figures, naming

MENTIONS = pd.DataFrame(
    [
        ("a", 0, 0, 4, "Oslo", "GPE", "place/oslo"),
        ("a", 0, 10, 16, "Bergen", "GPE", "place/bergen"),
        ("a", 0, 21, 25, "Oslo", "GPE", "place/oslo"),
        ("a", 1, 30, 34, "Oslo", "GPE", "place/oslo"),
        ("b", 0, 0, 4, "Rome", "GPE", "place/rome"),
    ],
    columns=["doc_id", "sentence_id", "start", "end", "text", "label", "entity_id"],
)
ENTITIES = entities.count(MENTIONS)
DOCUMENTS = pd.DataFrame(
    {"doc_id": ["a", "b"], "text": ["Oslo beat Bergen and Oslo won\nOslo was glad.", "Rome was sad.".ljust(26, ".")]}
)


def test_a_sentence_that_names_a_thing_twice_counts_once() -> None:
    square = company.together(MENTIONS, ENTITIES)
    assert square.loc["Oslo", "Oslo"] == 2
    assert square.loc["Oslo", "Bergen"] == square.loc["Bergen", "Oslo"] == 1
    assert square.loc["Rome"].sum() == 1
    assert figures.pairs(square).to_numpy().tolist() == [["Oslo", "Bergen", 1]]
    assert figures.alt_together(square) == "Sentences shared: Oslo with Bergen in 1."


def test_two_things_of_one_name_stay_two_rows() -> None:
    more = pd.DataFrame([("c", 0, 0, 4, "Oslo", "PERSON", "person/oslo")], columns=MENTIONS.columns)
    both = pd.concat([MENTIONS, more])
    assert {"Oslo (GPE)", "Oslo (PERSON)"} <= set(company.together(both, entities.count(both)).index)


def test_concordance_lines_keep_name_and_neighbours() -> None:
    lines = company.lines(MENTIONS, DOCUMENTS, "place/oslo", width=9)
    assert lines.to_numpy().tolist() == [
        ["a", "", "Oslo", "beat Ber"],
        ["a", "rgen and", "Oslo", "won Oslo"],
        ["a", "Oslo won", "Oslo", "was glad"],
    ]


def around(text: str, name: str = "Oslo", **options: int) -> list[tuple[str, int]]:
    places = [m.start() for m in re.finditer(name, text)]
    rows = [("a", start, start + len(name), "place/oslo") for start in places]
    found = pd.DataFrame(rows, columns=["doc_id", "start", "end", "entity_id"])
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    made = company.around(found, documents, "place/oslo", **options)
    return list(made[["word", "n"]].itertuples(index=False, name=None))


FAR = " Far away in other lands many quiet rivers ran for long years." * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Rain fell.", []),
        ("Oslo", []),
        ("The harbour of Oslo froze." + FAR, []),
        ("The harbour of Oslo froze." + FAR + " The harbour of Oslo thawed.", [("harbour", 2)]),
        ("Cold Oslo harbour." + FAR + " Cold Oslo harbour.", [("cold", 2), ("harbour", 2)]),
    ],
    ids=["no text", "not named", "nothing else", "once", "one word", "a tie stands by alphabet"],
)
def test_words_around_a_name(text: str, expected: list[tuple[str, int]]) -> None:
    assert around(text, span=2) == expected


def test_words_around_a_name_are_weighed_as_worked_by_hand() -> None:
    text = "harbour Oslo. Far words that here stay long harbour Oslo"
    rows = [("a", m.start(), m.end(), "place/oslo") for m in re.finditer("Oslo", text)]
    found = pd.DataFrame(rows, columns=["doc_id", "start", "end", "entity_id"])
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    [row] = company.around(found, documents, "place/oslo", span=1).to_dict("records")
    # three words near (harbour, far, harbour) of eight, two of them "harbour", which is nowhere else
    assert (row["word"], row["n"], row["expected"]) == ("harbour", 2, 0.75)
    by_hand = 2 * (2 * math.log(2 * 8 / (3 * 2)) + math.log(1 * 8 / (3 * 6)) + 5 * math.log(5 * 8 / (5 * 6)))
    assert row["log_likelihood"] == pytest.approx(by_hand, abs=0.02)


def test_keyness_of_things_named_alike_everywhere_is_nothing() -> None:
    rows = [(doc, name, "ORG", f"org/{name}") for doc in "ab" for name in ("x", "y")]
    made = pd.DataFrame(rows, columns=["doc_id", "text", "label", "entity_id"])
    found = company.keyness(made, entities.count(made))
    assert found["log_likelihood"].tolist() == [0.0] * 4
    assert found["q"].tolist() == [1.0] * 4
    assert found[["doc_id", "name"]].to_numpy().tolist() == [["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"]]
    assert company.keyness(made.iloc[:0], entities.count(made)).empty


def mixed(*names: str) -> pd.DataFrame:
    rows = [("a", 10 * i, name, "GPE", "place/united-states") for i, name in enumerate(names)]
    made = pd.DataFrame(rows, columns=["doc_id", "start", "text", "label", "entity_id"])
    return naming.with_changes(naming.mixed(made, entities.count(made)), made)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["US"], []),
        (["US", "US"], []),
        (["US", "USA"], [["US 1, USA 1", 2, 1]]),
        (["US", "US", "USA", "US"], [["US 3, USA 1", 2, 2]]),
        (["US", "USA", "United States", "UNITED STATES"], [["United States 2, US 1, USA 1", 3, 2]]),
    ],
)
def test_mixed_naming_and_how_often_the_name_changes(names: list[str], expected: list[list[object]]) -> None:
    assert mixed(*names)[["names", "n", "changes"]].to_numpy().tolist() == expected


def test_keyness_agrees_with_a_log_likelihood_worked_by_hand() -> None:
    # 10 of 20 names here, 0 of 20 there: expected 5 each; 2 * 10 * ln 2 = 13.86
    rows = [("a", "X")] * 10 + [("a", "Y")] * 10 + [("b", "Z")] * 20
    made = pd.DataFrame(rows, columns=["doc_id", "text"]).assign(label="ORG")
    made["entity_id"] = "org/" + made["text"].str.lower()
    found = company.keyness(made, entities.count(made)).set_index(["doc_id", "name"])
    assert found.loc[("a", "X"), "expected"] == pytest.approx(5)
    assert found.loc[("a", "X"), "log_likelihood"] == pytest.approx(13.86, abs=0.01)
    assert found.loc[("a", "X"), "q"] < 0.05
    assert company.keyness(MENTIONS[MENTIONS["doc_id"] == "b"], ENTITIES).empty


def test_a_mention_stands_at_its_share_of_the_article() -> None:
    placed = naming.places_in_article(MENTIONS, DOCUMENTS)
    assert placed["at"].between(0, 1).all()
    assert placed.loc[3, "at"] == pytest.approx(30 / len(DOCUMENTS.loc[0, "text"]))


def test_names_that_share_a_word_are_shown_as_kept_apart() -> None:
    rows = [("a", name, "ORG", f"org/{i}") for i, name in enumerate(["Oslo Bank", "Oslo Fund", "Rome Police"])]
    found = naming.kept_apart(entities.count(pd.DataFrame(rows, columns=["doc_id", "text", "label", "entity_id"])))
    assert found.to_numpy().tolist() == [["Oslo Bank", "Oslo Fund", "oslo"]]


@pytest.mark.parametrize("rows", [MENTIONS, MENTIONS.iloc[:0]], ids=["some", "none"])
def test_figures_are_drawn_of_something_and_of_nothing(rows: pd.DataFrame) -> None:
    counted = entities.count(rows)
    placed = naming.places_in_article(rows, DOCUMENTS)
    square = company.together(rows, counted)
    assert figures.draw_most_named(figures.most_named(counted)).axes
    assert figures.draw_places(placed, counted).axes
    assert figures.draw_together(square).axes
    assert figures.alt_places(placed, counted)
    assert figures.alt_most_named(figures.most_named(counted))
    assert naming.first(counted) == ("place/oslo" if len(rows) else "")
