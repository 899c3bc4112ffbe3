"""One name of two things, two names of one thing, and what stands for a country without being it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from allegedly import lexicons
from allegedly.names import addresses, entities, gazetteer, namesakes
from allegedly.names.merging import merge, usual_name

Found = Callable[..., list[tuple[str, str]]]
Things = Callable[..., list[tuple[str, str]]]

BY_CONTEXT = [
    ("Georgia", ["Georgia Novak won on Monday.", "Georgia said she was tired."], {"person/georgia-novak"}),
    ("Georgia", ["Georgia accused Russia of moving the border.", "Talks in Tbilisi go on."], {"place/georgia"}),
    ("Georgia", ["A court in Atlanta, Georgia, heard the case.", "Alabama waited."], {"place/georgia-us-state"}),
    ("Georgia", ["Georgia Novak flew to Georgia.", "Novak met the president of Georgia."], {"place/georgia"}),
    ("Jordan", ["Michael Jordan left the club.", "Jordan said he was proud."], {"person/michael-jordan"}),
    ("Jordan", ["Jordan closed its border with Syria.", "The king of Jordan met refugees."], {"place/jordan"}),
    ("Jordan", ["Jordan Hale came to Jordan in May.", "Hale said Jordan had taken in many."], {"place/jordan"}),
    ("Jordan", ["The minister, Anna Jordan, resigned.", "Mrs Jordan gave no date."], {"person/anna-jordan"}),
    ("Washington", ["Washington denied the report.", "Officials in Washington met."], {"place/washington"}),
    (
        "Washington",
        ["Denzel Washington arrived late.", "The crowd cheered for Washington."],
        {"person/denzel-washington"},
    ),
    (
        "Washington",
        [
            "George Washington crossed the river.",
            "Washington said he was tired.",
            "Tourists in Washington see his house.",
        ],
        {"person/george-washington", "place/washington"},
    ),
]


@pytest.mark.parametrize(("name", "sentences", "expected"), BY_CONTEXT)
def test_a_name_of_two_things_goes_by_its_context(
    things: Things, name: str, sentences: Sequence[str], expected: set[str]
) -> None:
    assert {thing for text, thing in things(*sentences) if text == name} == expected


@pytest.mark.parametrize("row", lexicons.load("namesakes").to_dict("records"), ids=lambda row: row["entity"])
def test_a_namesake_is_meant_among_its_company_only(row: dict[str, str]) -> None:
    assert row["source"]
    assert namesakes.meant(row["example"].split(";")) == {row["entry"]: row["entity"]}
    assert namesakes.meant(row["counter_example"].split(";")) == {}
    assert namesakes.meant([row["entry"]]) == {}
    assert gazetteer.lookup(row["entity"]) is not None


def test_a_namesake_is_counted_and_related_under_its_own_name() -> None:
    rows = [("a", "Georgia", "GPE", "place/georgia-us-state"), ("b", "Georgia", "GPE", "place/georgia")]
    found = entities.count([pd.DataFrame(rows, columns=["doc_id", "text", "label", "entity_id"])])
    named = found.set_index("entity_id")[["name", "related_to"]]
    assert named.loc["place/georgia-us-state"].tolist() == ["Georgia (US state)", "place/united-states"]
    assert named.loc["place/georgia", "name"] == "Georgia"


COUPLES = [
    (["Mr Reyes left.", "Mrs Reyes stayed."], ["mr-reyes", "mrs-reyes"]),
    (["Mr. Reyes left.", "Ms. Reyes stayed.", "Nobody asked Reyes."], ["mr-reyes", "mrs-reyes", "reyes"]),
    (["Mr Paul Reyes left.", "Mrs Reyes stayed.", "Mr Reyes came back."], ["paul-reyes", "mrs-reyes", "paul-reyes"]),
    (["Paul Reyes met Ann Reyes.", "Mr Reyes left."], ["paul-reyes", "ann-reyes", "reyes"]),
    (["Mr Paul Reyes met Mrs Ann Reyes.", "Mrs Reyes left."], ["paul-reyes", "ann-reyes", "ann-reyes"]),
    (["Paul Reyes left.", "Mr Reyes came back.", "Reyes slept."], ["paul-reyes"] * 3),
]


@pytest.mark.parametrize(("sentences", "expected"), COUPLES)
def test_two_people_of_one_surname_are_never_one(
    things: Things, sentences: Sequence[str], expected: Sequence[str]
) -> None:
    assert [thing for _, thing in things(*sentences)] == [f"person/{name}" for name in expected]


def test_no_pair_of_full_names_with_one_surname_is_merged() -> None:
    people = ["Ann Reyes", "Luis Reyes", "Dr Kim Reyes", "Kim Park", "Ann Park", "A. Park", "Park"]
    ids = merge([("PERSON", name) for name in people], {})
    assert len(set(ids)) == len(people) - 1  # "A. Park" is Ann Park


def test_people_told_apart_by_address_are_named_so() -> None:
    rows = [("a", "Reyes", "PERSON", "person/mr-reyes"), ("a", "Reyes", "PERSON", "person/mrs-reyes")]
    found = entities.count([pd.DataFrame(rows, columns=["doc_id", "text", "label", "entity_id"])])
    assert found["name"].tolist() == ["Mr Reyes", "Mrs Reyes"]


def test_nobody_addressed_changes_nothing() -> None:
    assert addresses.told_apart([], []) == ([], {})
    assert addresses.told_apart(["Reyes", "Park"], ["", ""]) == (["Reyes", "Park"], {})


APART = [
    (["Moscow denied it.", "Russia was not involved.", "The Kremlin said so."], "place/russia", 1),
    (["Russians were angry.", "The Russian army left Russia."], "place/russia", 1),
    (["The Russian Defence Ministry said Russian troops left.", "Russia was glad."], "place/russia", 1),
    (["Washington said the US would act.", "The White House and the Pentagon waited."], "place/united-states", 1),
    (["Americans were split.", "The United States and the U.S. Navy waited."], "place/united-states", 1),
    (
        ["London and Britain agreed.", "British officials and Britons waited in Downing Street."],
        "place/united-kingdom",
        1,
    ),
]


@pytest.mark.parametrize(("sentences", "country", "expected"), APART)
def test_what_stands_for_a_country_is_not_counted_with_it(
    things: Things, sentences: Sequence[str], country: str, expected: int
) -> None:
    found = things(*sentences)
    assert [thing for _, thing in found].count(country) == expected
    assert len(found) > expected


SPELLINGS = [
    ("ORG", ["Russian Defense Ministry", "Russian Defence Ministry", "Russian Ministry of Defence"]),
    ("ORG", ["Ministry of Defense of Russia", "Ministry of Defence of the Russian Federation", "Russian Defense Ministry"]),
    ("ORG", ["French Ministry of Foreign Affairs", "French Foreign Ministry"]),
    ("ORG", ["World Tide Organisation", "World Tide Organization"]),
    ("ORG", ["Labour Party", "Labor Party"]),
    ("GPE", ["Deir Ezzor", "Deir ez-Zor", "Deir al-Zour", "Deir Al-Zor", "Deir-ez-Zor", "Deir el-Zour", "DEIR EZZOR"]),
    ("GPE", ["Tel al-Rifat", "Tel Al-Rifat", "Tel el-Rifat", "Tel-al-Rifat"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "names"), SPELLINGS, ids=lambda value: value[0] if isinstance(value, list) else value
)
def test_spellings_of_one_name_are_one_in_every_article(label: str, names: list[str]) -> None:
    assert len({merge([(label, name)], {})[0] for name in names}) == 1


def test_hyphens_and_capitals_make_no_other_thing() -> None:
    one, two = merge([("ORG", "National Counter-Piracy Center"), ("ORG", "National Counterpiracy Centre")], {})
    assert one == two


@pytest.mark.parametrize("name", ["Al Bab", "Bank of An Giang", "Bar El Hana"])
def test_an_article_at_the_edge_of_a_name_or_in_a_body_stays(name: str) -> None:
    assert usual_name("ORG", name) == name
    assert gazetteer.one_particle("Al Bab") == "Al Bab"
