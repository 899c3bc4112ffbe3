from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from allegedly import tables
from allegedly.corpus import Corpus
from allegedly.names import entities
from allegedly.names.gazetteer import belongs_to
from allegedly.schema import SCHEMA


def mentions(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Mentions from (doc_id, text, label, entity_id)."""
    return pd.DataFrame(rows, columns=["doc_id", "text", "label", "entity_id"])


def test_nothing_named_is_an_empty_table() -> None:
    found = entities.count([tables.frame("mentions")])
    assert found.empty
    assert list(found.columns) == [column.name for column in SCHEMA["entities"].columns]


def test_names_are_counted_together_and_variants_stand_most_frequent_first() -> None:
    us = "place/united-states"
    first = mentions(("a", "US", "GPE", us), ("a", "U.S.", "GPE", us))
    second = mentions(("b", "US", "GPE", us), ("b", "America", "GPE", us))
    found = entities.count([first, second])
    pd.testing.assert_frame_equal(found, entities.count([pd.concat([first, second])]))
    [row] = found.to_dict("records")
    assert (row["name"], row["n_mentions"], row["n_documents"]) == ("United States", 4, 2)
    assert list(row["variants"]) == ["US", "America", "U.S."]


def test_a_line_break_inside_a_name_makes_no_variant() -> None:
    found = entities.count([mentions(("a", "Bank of\nNorway", "ORG", "org/bank-of-norway"))])
    assert list(found.loc[0, "variants"]) == ["Bank of Norway"]


def test_a_bare_surname_is_related_to_the_only_person_of_the_input_who_has_it() -> None:
    full, bare = ("a", "Ann Reyes", "PERSON", "person/ann-reyes"), ("b", "Reyes", "PERSON", "person/reyes")
    one = entities.count([mentions(full, bare)]).set_index("entity_id")
    assert one.loc["person/reyes", "related_to"] == "person/ann-reyes"
    assert one.loc["person/ann-reyes", "n_mentions"] == 1
    two = entities.count([mentions(full, bare, ("c", "Luis Reyes", "PERSON", "person/luis-reyes"))])
    assert two.set_index("entity_id")["related_to"].isna().all()


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("ORG", "Kremlin", "place/russia"),
        ("NORP", "Russian", "place/russia"),
        ("GPE", "Moscow", "place/russia"),
        ("GPE", "Washington", "place/united-states"),
        ("ORG", "U.S. Central Command", "place/united-states"),
        ("ORG", "Russian Defense Ministry", "place/russia"),
        ("GPE", "Russia", None),
        ("ORG", "Reuters", None),
        ("PERSON", "Georgia Novak", None),
        ("PERSON", "Washington", None),
        ("ORG", "Emirates Cargo", None),
    ],
)
def test_what_a_thing_belongs_to(label: str, name: str, expected: str | None) -> None:
    assert belongs_to(label, name) == expected


def test_duplicates_are_counted_only_when_asked(corpus: Callable[..., Corpus]) -> None:
    from allegedly.names.stage import reduce
    from allegedly.settings import Settings

    found = mentions(("a", "Oslo", "GPE", "place/oslo"), ("b", "Oslo", "GPE", "place/oslo"))
    documents = [{"doc_id": "a"}, {"doc_id": "b", "duplicate_of": "a"}]
    for asked, n in ((False, 1), (True, 2)):
        read = corpus(documents=documents, mentions=found, count_duplicates=asked)
        assert reduce(read, Settings(count_duplicates=asked))["entities"].loc[0, "n_mentions"] == n
