"""Clues, the sums over them, and how weights are learned."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from allegedly import lexicons
from allegedly.names import learning, weighing
from allegedly.names.annotate import annotate
from allegedly.names.clues import of_names
from allegedly.names.finding import by_rules
from allegedly.names.reading import Reading
from allegedly.names.weighing import BIAS, CLASSES, Weights, weigh_with

Found = Callable[..., list[tuple[str, str]]]


def reading(*sentences: str) -> Reading:
    starts = [sum(len(s) + 1 for s in sentences[:i]) for i in range(len(sentences))]
    [doc] = annotate([(" ".join(sentences), starts)])
    return by_rules(doc)


def clues(text: str, name: str) -> list[str]:
    read = reading(text)
    at = [" ".join(read.form(one)) for one in read.names].index(name)
    return of_names(read)[at]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Mr. Barlovo left Oslo.", "Barlovo", "before=title"),
        ("They live in Oslo.", "Oslo", "object of=in"),
        ("They live in the city of Oslo.", "Oslo", "unit before"),
        ("Maria Velasquez, who left, laughed.", "Maria Velasquez", "who follows"),
        ("Maria Velasquez, 43, laughed.", "Maria Velasquez", "age follows"),
        ("Maria Velasquez said he was late.", "Maria Velasquez", "he soon"),
        ("The Norwegian Polar Agency closed.", "Norwegian Polar Agency", "head word=Agency"),
        ("They met in Georgia.", "Georgia", "gazetteer=PLACE doubtful"),
        ("They met NATO envoys.", "NATO", "acronym"),
    ],
)
def test_a_clue_of_a_name(text: str, name: str, expected: str) -> None:
    assert expected in clues(text, name)


def test_clues_hold_no_word_of_the_article() -> None:
    read = reading("Maria Velasquez of Zandri Holdings met Barlovo near Khasham, where Norvex shares fell.")
    said = " ".join(clue for own in of_names(read) for clue in own)
    for word in ("Maria", "Velasquez", "Zandri", "Barlovo", "Khasham", "Norvex", "shares", "met"):
        assert not re.search(rf"\b{word}\b", said), word


def test_each_clue_once_and_sorted_so_that_sums_are_the_same_everywhere() -> None:
    for own in of_names(reading("Maria Velasquez met Barlovo near Oslo. Velasquez said no.")):
        assert own == sorted(set(own))


def test_the_sum_of_weights_gives_probabilities() -> None:
    given = Weights([BIAS, "a", "b"], np.array([[0, 0, 0, 0, 0], [2, 0, 0, 0, 0], [0, 1, 0, 0, 0]], dtype=float))
    found = np.exp(given.log_probabilities(["a", "unknown"]))
    assert found.sum() == pytest.approx(1)
    assert found[0] == pytest.approx(np.e**2 / (np.e**2 + 4))


def constant(kind: str) -> Weights:
    """Weights that favour one class whatever the clues."""
    return Weights([BIAS], np.array([[10.0 * (one == kind) for one in CLASSES]]))


def test_weights_decide_types_and_drop_what_names_nothing_but_not_what_is_known_for_sure() -> None:
    read = reading("Maria Velasquez left Russia for Bergen.")
    labels = {" ".join(read.form(n)): n.label for n in weigh_with(constant("ORG"), read)}
    assert labels == {"Maria Velasquez": "ORG", "Russia": "GPE", "Bergen": "ORG"}
    assert [read.form(n) for n in weigh_with(constant("none"), read)] == [("Russia",)]


def test_what_the_model_says_three_times_of_three_counts_like_evidence() -> None:
    mild = Weights([BIAS], np.log([[0.3, 0.4, 0.1, 0.1, 0.1]]))
    once, often = reading("Jim Barlow left."), reading("Jim Barlow left. Jim Barlow ate. Jim Barlow slept.")
    assert {name.label for name in weigh_with(mild, once)} == {"ORG"}
    assert {name.label for name in weigh_with(mild, often)} == {"PERSON"}


def test_what_stands_before_a_prefix_is_the_clue() -> None:
    assert "before=the" in clues("The pro-Russian party won.", "Russian")


def test_a_place_keeps_its_finer_type() -> None:
    read = reading("They crossed Lake Bersan.")
    [name] = read.names
    assert weigh_with(constant("PLACE"), read) == [name]
    assert name.label in ("LOC", "FAC")


def test_all_places_of_a_form_get_one_type(found: Found) -> None:
    names = found("Barlovo said no.", "Shares of Barlovo fell.", "They met in Barlovo.", "Barlovo, 43, laughed.")
    assert len({label for _, label in names}) == 1


def test_a_changed_type_is_said_in_the_rule() -> None:
    read = reading("Maria Velasquez left.")
    assert [name.rule for name in weigh_with(constant("ORG"), read)] == ["model; weights"]


def test_the_lexicon_of_weights_is_whole() -> None:
    rows = lexicons.load("name_weights")
    assert rows["entry"].iloc[0] == BIAS
    assert 500 < len(rows) <= 10_000
    assert rows[list(CLASSES)].astype(float).notna().all().all()
    assert weighing.weights().log_probabilities([]).shape == (len(CLASSES),)


def test_marks_of_people_are_read_without_article_and_possessive() -> None:
    text = "The Navy's ship met Russians. Opera began."
    row = {
        "text": text,
        "entities": [
            {"start": 0, "end": 10, "label": "ORG"},
            {"start": 20, "end": 28, "label": "MISC"},
            {"start": 30, "end": 35, "label": "MISC"},
        ],
    }
    assert learning.gold(row) == {(4, 8): "ORG", (20, 28): "NORP", (30, 35): "none"}


def test_weights_are_learned_from_clues_seen_often_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "LEAST_NAMES", 2)
    monkeypatch.setattr(learning, "LEAST_ARTICLES", 2)
    person, body = CLASSES.index("PERSON"), CLASSES.index("ORG")
    samples = [learning.Sample([["tall"], ["deep", f"rare {i}"]], [person, body]) for i in range(4)]
    known, values = learning.fit(samples)
    assert known == [BIAS, "deep", "tall"]
    given = Weights(known, values)
    assert int(np.argmax(given.log_probabilities(["tall"]))) == person
    assert int(np.argmax(given.log_probabilities(["deep"]))) == body


def test_a_missing_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="give the folder that holds it as `gold`"):
        learning.read(tmp_path, "wikigold")
