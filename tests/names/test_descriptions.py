from __future__ import annotations

from collections.abc import Callable

import pytest

from allegedly.names import descriptions
from allegedly.names.annotate import annotate
from allegedly.names.finding import by_rules
from allegedly.names.spans import Name

Found = Callable[..., list[tuple[str, str]]]


def clues(text: str, name: str, other: str = "") -> list[str]:
    """The clues of a one-word name; `other` is one more name, a body."""
    [doc] = annotate([(text, [0])])
    names = [Name(t.i, t.i + 1, "ORG" if t.text == other else "PERSON", "test") for t in doc if t.text in (name, other)]
    return next(iter(descriptions.clues(doc, names)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvex, a private shipping company, is small.", ["said to be=body"]),
        ("Norvex – the private military company – lost men.", ["said to be=body"]),
        ("Norvex (an oil firm) lost men.", ["said to be=body"]),
        ("Norvex is a militia.", ["said to be=body"]),
        ("Norvex, a retired teacher, left.", ["said to be=person"]),
        ("Norvex, a town in the hills, is small.", ["said to be=land"]),
        ("The militia Norvex denied it.", ["noun before=body"]),
        ("The minister Norvex denied it.", ["noun before=person"]),
        ("The Norvex group denied it.", ["noun after=body"]),
        ("Norvex fighters left.", ["noun after=person"]),
        ("Norvex, banks and shops closed.", []),
        ("Norvex, the day after, left.", []),
        ("Norvex, a company", ["said to be=body"]),
        ("Norvex left.", []),
        ("Norvex", []),
    ],
)
def test_what_a_name_is_said_to_be(text: str, expected: list[str]) -> None:
    assert clues(text, "Norvex") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korvan, the local equivalent of Norvex, lost men.", ["said to be=body"]),
        ("Korvan, the local equivalent of a bank, was sold to Norvex.", []),
        ("Korvan, the local equivalent – so they say – was sold to Norvex.", []),
    ],
)
def test_what_is_like_a_body_is_a_body(text: str, expected: list[str]) -> None:
    assert clues(text, "Korvan", "Norvex") == expected


GROUPS = [
    ("Wagner, the private military company, sent men.", "Its losses are unknown.", "Reports blamed Wagner."),
    ("The Wagner group denied it.", "Officials said Wagner had lost 40 men."),
    ("The private military company Wagner lost men.", "Wagner mercenaries fled.", "Wagner denied it."),
    ("Wagner fighters crossed the river.", "The army said Wagner's losses were heavy.", "Families blame Wagner."),
]
PEOPLE = [
    ("Richard Wagner wrote it.", "Wagner, the company said, was late."),
    ("Mr Wagner left.", "The company Wagner owns is small.", "Wagner said he was sorry."),
    ("Wagner, a retired teacher, said he was sorry.", "Nobody asked Wagner why."),
    ("Karl Wagner spoke.", "The Wagner family left.", "The Wagner group, his pupils, stayed."),
]


@pytest.mark.parametrize("sentences", GROUPS)
def test_a_group_named_like_a_person_is_a_body_where_its_article_says_so(
    found: Found, sentences: tuple[str, ...]
) -> None:
    assert {label for text, label in found(*sentences) if text == "Wagner"} == {"ORG"}


@pytest.mark.parametrize("sentences", PEOPLE)
def test_a_person_stays_one_beside_the_same_nouns(found: Found, sentences: tuple[str, ...]) -> None:
    assert {label for text, label in found(*sentences) if text.endswith("Wagner")} == {"PERSON"}


def test_nothing_named_is_nothing_described() -> None:
    [doc] = annotate([("Rain fell.", [0])])
    assert list(descriptions.clues(doc, [])) == []
    assert list(descriptions.bodies(doc, by_rules(doc).names)) == []
