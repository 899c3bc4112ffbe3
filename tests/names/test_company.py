from __future__ import annotations

import math
import re
from collections.abc import Callable

import pandas as pd
import pytest

from allegedly.corpus import Corpus
from allegedly.names import company, entities, figures, naming

Make = Callable[..., Corpus]

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
DOCUMENTS = pd.DataFrame(
    {"doc_id": ["a", "b"], "text": ["Oslo beat Bergen and Oslo won\nOslo was glad.", "Rome was sad.".ljust(26, ".")]}
)


@pytest.fixture
def named(corpus: Make) -> Callable[..., Corpus]:
    """A corpus of mentions, with the things they name."""

    def of(mentions: pd.DataFrame, documents: pd.DataFrame | None = None) -> Corpus:
        more = {} if documents is None else {"documents": documents}
        return corpus(mentions=mentions, entities=entities.count([mentions]), **more)

    return of


def test_a_sentence_that_names_a_thing_twice_counts_once(named: Make) -> None:
    square = company.together(named(MENTIONS))
    assert square.loc["Oslo", "Oslo"] == 2
    assert square.loc["Oslo", "Bergen"] == square.loc["Bergen", "Oslo"] == 1
    assert square.loc["Rome"].sum() == 1
    assert figures.pairs(square).to_numpy().tolist() == [["Oslo", "Bergen", 1]]
    assert figures.alt_together(square) == "Sentences shared: Oslo with Bergen in 1."


def test_two_things_of_one_name_stay_two_rows(named: Make) -> None:
    more = pd.DataFrame([("c", 0, 0, 4, "Oslo", "PERSON", "person/oslo")], columns=MENTIONS.columns)
    both = pd.concat([MENTIONS, more])
    assert {"Oslo (GPE)", "Oslo (PERSON)"} <= set(company.together(named(both)).index)


def test_concordance_lines_keep_name_and_neighbours(named: Make) -> None:
    lines = company.lines(named(MENTIONS, DOCUMENTS), "place/oslo", n=9, seed=1, width=9)
    assert lines.to_numpy().tolist() == [
        ["a", "", "Oslo", "beat Ber"],
        ["a", "rgen and", "Oslo", "won Oslo"],
        ["a", "Oslo won", "Oslo", "was glad"],
    ]


def oslo(named: Make, text: str) -> Corpus:
    """A corpus of one article in which "Oslo" is named wherever it stands."""
    places = [m.start() for m in re.finditer("Oslo", text)]
    rows = [("a", start, "Oslo", "GPE", "place/oslo") for start in places]
    found = pd.DataFrame(rows, columns=["doc_id", "start", "text", "label", "entity_id"])
    return named(found, pd.DataFrame({"doc_id": ["a"], "text": [text]}))


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
def test_words_around_a_name(text: str, expected: list[tuple[str, int]], named: Make) -> None:
    made = company.around(oslo(named, text), "place/oslo", span=2)
    assert list(made[["word", "n"]].itertuples(index=False, name=None)) == expected


def test_words_around_a_name_are_weighed_as_worked_by_hand(named: Make) -> None:
    text = "harbour Oslo. Far words that here stay long harbour Oslo"
    [row] = company.around(oslo(named, text), "place/oslo", span=1).to_dict("records")
    # three words near (harbour, far, harbour) of eight, two of them "harbour", which is nowhere else
    assert (row["word"], row["n"], row["expected"]) == ("harbour", 2, 0.75)
    by_hand = 2 * (2 * math.log(2 * 8 / (3 * 2)) + math.log(1 * 8 / (3 * 6)) + 5 * math.log(5 * 8 / (5 * 6)))
    assert row["log_likelihood"] == pytest.approx(by_hand, abs=0.02)


def test_keyness_of_things_named_alike_everywhere_is_nothing(named: Make) -> None:
    rows = [(doc, name, "ORG", f"org/{name}") for doc in "ab" for name in ("x", "y")]
    made = pd.DataFrame(rows, columns=["doc_id", "text", "label", "entity_id"])
    assert company.keyness(named(made)).empty
    assert company.keyness(named(made.iloc[:0])).empty


def mixed(named: Make, *names: str) -> pd.DataFrame:
    rows = [("a", 10 * i, name, "GPE", "place/united-states") for i, name in enumerate(names)]
    made = pd.DataFrame(rows, columns=["doc_id", "start", "text", "label", "entity_id"])
    return naming.mixed(named(made))


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
def test_mixed_naming_and_how_often_the_name_changes(
    names: list[str], expected: list[list[object]], named: Make
) -> None:
    assert mixed(named, *names)[["names", "n", "changes"]].to_numpy().tolist() == expected


def test_keyness_agrees_with_a_log_likelihood_worked_by_hand(named: Make) -> None:
    # 10 of 20 names here, 0 of 20 there: expected 5 each; 2 * 10 * ln 2 = 13.86
    rows = [("a", "X")] * 10 + [("a", "Y")] * 10 + [("b", "Z")] * 20
    made = pd.DataFrame(rows, columns=["doc_id", "text"]).assign(label="ORG")
    made["entity_id"] = "org/" + made["text"].str.lower()
    found = company.keyness(named(made)).set_index(["doc_id", "name"])
    assert found.loc[("a", "X"), "expected"] == pytest.approx(5)
    assert found.loc[("a", "X"), "log_likelihood"] == pytest.approx(13.86, abs=0.01)
    # Six comparisons of an article with a thing; of the two with the smallest p, each stands for three.
    assert found.loc[("a", "X"), "q"] == pytest.approx(0.0006, abs=0.0002)
    assert company.keyness(named(MENTIONS[MENTIONS["doc_id"] == "b"])).empty


def test_things_as_telling_as_each_other_come_by_article_and_name(named: Make) -> None:
    rows = [(doc, f"{doc}{thing}") for thing in (2, 1) for doc in "ba" for _ in range(5)]
    made = pd.DataFrame(rows, columns=["doc_id", "text"]).assign(label="ORG")
    made["entity_id"] = "org/" + made["text"]
    found = company.keyness(named(made), top=3)
    assert found["log_likelihood"].nunique() == 1
    assert found["name"].tolist() == ["a1", "a2", "b1"]


def test_mentions_of_each_rule_are_drawn_by_the_seed(named: Make) -> None:
    rows = [("a", 10 * i, f"X{i}", "ORG", f"org/x{i}", rule) for i, rule in enumerate("rrrrssstt")]
    made = pd.DataFrame(rows, columns=["doc_id", "start", "text", "label", "entity_id", "rule"])
    drawn = {seed: naming.of_each_rule(named(made), n=2, seed=seed) for seed in range(5)}
    assert all(found["rule"].tolist() == list("rrsstt") for found in drawn.values())
    assert len({tuple(found["text"]) for found in drawn.values()}) > 1


def test_a_mention_stands_at_its_share_of_the_article(named: Make) -> None:
    placed = naming.places_in_article(named(MENTIONS, DOCUMENTS))
    assert placed["name"].tolist() == ["Oslo", "Oslo", "Oslo", "Bergen", "Rome"]
    assert placed["at"].between(0, 1).all()
    assert placed.loc[2, "at"] == pytest.approx(30 / len(DOCUMENTS.loc[0, "text"]), abs=1e-4)


def test_names_that_share_a_word_are_shown_as_kept_apart(named: Make) -> None:
    rows = [("a", name, "ORG", f"org/{i}") for i, name in enumerate(["Oslo Bank", "Oslo Fund", "Rome Police"])]
    corpus = named(pd.DataFrame(rows, columns=["doc_id", "text", "label", "entity_id"]))
    assert naming.kept_apart(corpus, n=9, seed=1).to_numpy().tolist() == [["Oslo Bank", "Oslo Fund", "oslo"]]


def test_one_thing_under_its_names_in_the_articles_that_use_most(named: Make) -> None:
    rows = [("a", "US"), ("a", "US"), ("a", "USA"), ("b", "US"), ("b", "USA"), ("c", "US")]
    made = pd.DataFrame(rows, columns=["doc_id", "text"]).assign(label="GPE", entity_id="place/united-states")
    table = naming.by_article(named(made), "place/united-states", top=2)
    assert (list(table.index), list(table.columns)) == (["US", "USA"], ["a", "b"])
    assert table.to_numpy().tolist() == [[2, 1], [1, 1]]


@pytest.mark.parametrize("rows", [MENTIONS, MENTIONS.iloc[:0]], ids=["some", "none"])
def test_figures_are_drawn_of_something_and_of_nothing(rows: pd.DataFrame, named: Make) -> None:
    corpus = named(rows, DOCUMENTS)
    placed, most = naming.places_in_article(corpus), figures.most_named(corpus)
    assert figures.draw_most_named(most).axes
    assert figures.draw_places(placed).axes
    assert figures.draw_together(company.together(corpus)).axes
    assert figures.alt_places(placed)
    assert figures.alt_most_named(most)
    assert naming.first(corpus) == ("place/oslo" if len(rows) else "")
    assert len(naming.of_each_rule(corpus, n=2, seed=1)) == min(len(rows), 2)
    assert naming.variants(corpus).empty
