from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from allegedly.corpus import Corpus
from allegedly.names import entities, findings

US, RUSSIA = "place/united-states", "place/russia"


Make = Callable[..., Corpus]


def mentions(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Mentions from (doc_id, text, label, entity_id)."""
    return pd.DataFrame(rows, columns=["doc_id", "text", "label", "entity_id"])


def named(n: int, text: str, thing: str, *, doc: str = "a", label: str = "GPE") -> list[tuple[str, str, str, str]]:
    return [(doc, text, label, thing)] * n


NOTHING = mentions()
ONE = mentions(*named(1, "Oslo", "place/oslo"))
TIE = mentions(*named(2, "Oslo", "place/oslo"), *named(2, "Bergen", "place/bergen"))
FOUR = mentions(*(row for name in ("A", "B", "C", "D") for row in named(1, name, f"place/{name.lower()}")))
MANY = mentions(
    *named(3, "US", US), *named(1, "USA", US), *named(1, "Russia", RUSSIA, doc="b"),
    *named(2, "Kremlin", "org/kremlin", label="ORG", doc="b"), *named(1, "Russians", "people/russian", label="NORP"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("found", "n", "text"),
    [
        (NOTHING, 0, "Nothing is named."),
        (ONE, 1, "Only one thing is named, once: Oslo."),
        (TIE, 1, "Bergen and Oslo are named most, 2 times each, among 4 mentions of 2 things."),
        (FOUR, 1, "4 things share the first place, named 1 time each, among 4 mentions of 4 things."),
        (
            MANY,
            2,
            "United States is named most: 4 times in 1 of 2 articles, under 2 names (US and USA), "
            "among 8 mentions of 4 things.",
        ),
    ],
    ids=["none", "one", "tie", "four", "many"],
)
def test_what_is_named_most(found: pd.DataFrame, n: int, text: str, corpus: Make) -> None:
    read = [{"doc_id": doc_id} for doc_id in "ab"[:n]]
    assert findings.most_named(corpus(documents=read, mentions=found, entities=entities.count([found]))).text == text


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (NOTHING, "No article calls a place by more than one name."),
        (TIE, "No article calls a place by more than one name."),
        (mentions(("a", "MOSCOW", "GPE", "place/moscow"), ("a", "Moscow", "GPE", "place/moscow")),
         "No article calls a place by more than one name."),
        (MANY, "One article calls a place by more than one name: United States is called US 3, USA 1 in a."),
        (
            pd.concat([MANY, mentions(*named(1, "Russian Federation", RUSSIA, doc="b"))]),
            "2 articles call a place by more than one name; most mixed: United States is called US 3, USA 1 in a.",
        ),
        (
            pd.concat([MANY, mentions(*named(1, "Russian Federation", RUSSIA), *named(1, "Russia", RUSSIA))]),
            "One article calls 2 places by more than one name: Russia is called Russia 1, Russian Federation 1 in a.",
        ),
    ],
    ids=["none", "one name each", "capitals", "one", "two articles", "two places"],
)  # fmt: skip
def test_mixed_naming(found: pd.DataFrame, text: str, corpus: Make) -> None:
    assert findings.mixed_naming(corpus(mentions=found, entities=entities.count([found]))).text == text


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (NOTHING, "Nothing named stands for a country."),
        (MANY, "Russia is named 1 time, and 3 times through what stands for it or belongs to it: "
               "Kremlin 2 and Russian 1."),
        (mentions(*named(1, "Kremlin", "org/kremlin", label="ORG")),
         "Russia is named nowhere, and 1 time through what stands for it or belongs to it: Kremlin 1."),
    ],
    ids=["none", "many", "the country itself is not named"],
)  # fmt: skip
def test_what_stands_for_a_country(found: pd.DataFrame, text: str, corpus: Make) -> None:
    assert findings.stand_for(corpus(entities=entities.count([found]))).text == text


def test_every_number_of_a_sentence_is_in_its_numbers(corpus: Make) -> None:
    for finding in findings.everything(corpus(mentions=MANY, entities=entities.count([MANY]))):
        assert finding.table in ("mentions", "entities")
        assert finding.numbers
