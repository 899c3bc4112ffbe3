from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from allegedly.names.annotate import annotate
from allegedly.names.finding import find

Found = Callable[..., list[tuple[str, str]]]

SENTENCES = [
    # edges
    ("The United States denied it.", [("United States", "GPE")]),
    ("It is the US' best known firm.", [("US", "GPE")]),
    ("Talks were held in The Hague.", [("The Hague", "GPE")]),
    ("Dr. Amina Yusuf spoke in Nairobi.", [("Amina Yusuf", "PERSON"), ("Nairobi", "GPE")]),
    ("Defense Secretary Laura Quint declined to comment.", [("Laura Quint", "PERSON")]),
    ("Secretary of Defense Laura Quint declined to comment.", [("Laura Quint", "PERSON")]),
    # compounds and prefixes
    ("US-backed fighters advanced.", [("US", "GPE")]),
    ("Fighters of the U.S. -backed force advanced.", [("U.S.", "GPE")]),
    ("The pro-Russian group denied it.", [("Russian", "NORP")]),
    # one name of several words, none inside it
    ("U.S. Central Command said so.", [("U.S. Central Command", "ORG")]),
    ("They shelled Deir ez-Zor again.", [("Deir ez-Zor", "GPE")]),
    # the gazetteer puts a type right, and parts two names at an "and"
    ("The Cossack unit left.", [("Cossack", "NORP")]),
    # what is no name
    ("It cost 40 US dollars.", []),
    ("Write to press@example.org or see www.example.org today.", []),
    ("The Chief Medical Officer resigned.", []),
    ("The Opposition left the room.", []),
    ("Rain fell all day.", []),
    ("", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_names_of_a_sentence(found: Found, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(sentence) == expected


ARTICLES = [
    pytest.param(
        ("Maria Velasquez resigned on Monday.", "Many trust Velasquez."),
        {("Maria Velasquez", "PERSON"), ("Velasquez", "PERSON")},
        id="a surname of someone named in full is a person",
    ),
    pytest.param(
        ("The Norwegian Polar Agency (NPA) closed its base.", "The NPA gave no reason.", "Staff blamed NPA."),
        {("Norwegian Polar Agency", "ORG"), ("NPA", "ORG")},
        id="an abbreviation explained in brackets is known everywhere",
    ),
    pytest.param(
        ("“Nobody was told,” Barlovo said.", "Reporters waited for Barlovo until midnight."),
        {("Barlovo", "PERSON")},
        id="one word that speaks is a person",
    ),
    pytest.param(
        ("Barlovo said it would cut 40 jobs.", "Barlovo shares fell.", "Reporters waited for Barlovo until midnight."),
        {("Barlovo", "ORG")},
        id="a company speaks too but calls itself it and has shares",
    ),
    pytest.param(
        ("The column was halted near Bersan.", "Bersan is small.", "Two people died in Bersan on Monday."),
        {("Bersan", "GPE")},
        id="what stands after near and in is a place",
    ),
    pytest.param(
        ("The column was halted near Talim.", "The town of Talim is small."),
        {("Talim", "GPE")},
        id="what stands after town of is a place, not a body",
    ),
    pytest.param(
        ("The column was halted near Ondrava.", "Ondrava is small.", "Two people died in Ondrava on Monday."),
        {("Ondrava", "GPE")},
        id="a name has the type that most of its places favour",
    ),
    pytest.param(
        ("The Chief Election Commissioner (CEC) resigned.", "Nobody asked the CEC why."),
        set(),
        id="a post with its abbreviation names nobody",
    ),
]


@pytest.mark.parametrize(("sentences", "expected"), ARTICLES)
def test_names_of_an_article(found: Found, sentences: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    assert set(found(*sentences)) == expected


def test_a_form_found_once_is_found_everywhere(found: Found) -> None:
    names = found("Ilhan Varga, a teacher, lives in Pula.", "The Varga plan failed.", "Then Varga: gone.")
    assert [text for text, _ in names].count("Varga") == 2


def test_names_never_overlap_and_stand_in_order() -> None:
    [doc] = annotate([(" ".join(sentence for sentence, _ in SENTENCES), [0])])
    names = find(doc)
    assert len(names) > 10
    assert all(one.end <= other.start for one, other in pairwise(names))
