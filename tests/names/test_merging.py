from __future__ import annotations

from collections.abc import Callable

import pytest

from allegedly.names.merging import merge

Things = Callable[..., list[tuple[str, str]]]

SAME = [
    ("GPE", "US", "GPE", "United States of America"),
    ("GPE", "U.S.", "GPE", "USA"),
    ("GPE", "Russia", "GPE", "Russian Federation"),
    ("GPE", "Britain", "GPE", "UK"),
    ("NORP", "Russian", "NORP", "Russians"),
    ("ORG", "Russian Defence Ministry", "ORG", "Russian Ministry of Defense"),
    ("ORG", "US Navy", "ORG", "U.S. Navy"),
    ("ORG", "Central Command", "ORG", "U.S. Central Command"),
    ("ORG", "UN", "ORG", "U.N."),
    ("ORG", "SDF", "ORG", "Syrian Democratic Forces"),
    ("ORG", "WAO", "ORG", "World Apple Organisation"),
    ("ORG", "Norvex Ltd", "ORG", "Norvex"),
    ("ORG", "Norvex", "ORG", "Norvex Shipping"),
    ("GPE", "Deir Ezzor", "GPE", "Deir al-Zour"),
    ("GPE", "MOSCOW", "GPE", "Moscow"),
    ("PERSON", "Velasquez", "PERSON", "Maria Velasquez"),
    ("PERSON", "Maria", "PERSON", "Maria Velasquez"),
    ("PERSON", "M. Velasquez", "PERSON", "Maria Velasquez"),
    ("PERSON", "Sergey Melnik", "PERSON", "Sergei Melnik"),
    ("PERSON", "Assad", "PERSON", "Bashar al-Assad"),
    ("PERSON", "Juan Hernandez", "PERSON", "Juan Orlando Hernandez"),
]

APART = [
    ("GPE", "Moscow", "GPE", "Russia"),
    ("ORG", "Kremlin", "GPE", "Russia"),
    ("NORP", "Russians", "GPE", "Russia"),
    ("GPE", "Washington", "GPE", "United States"),
    ("PERSON", "Georgia Novak", "GPE", "Georgia"),
    ("PERSON", "Maria Velasquez", "PERSON", "Carlos Velasquez"),
    ("ORG", "Bank", "ORG", "World Bank"),
    ("ORG", "US Navy", "GPE", "US"),
    ("GPE", "Niger", "GPE", "Nigeria"),
    ("GPE", "Guinea", "GPE", "Guinea-Bissau"),
    ("GPE", "North Korea", "GPE", "South Korea"),
    ("GPE", "Congo", "GPE", "DR Congo"),
]


@pytest.mark.parametrize(("label", "text", "other_label", "other"), SAME)
def test_two_names_of_one_thing(label: str, text: str, other_label: str, other: str) -> None:
    one, two = merge([(label, text), (other_label, other)], {})
    assert one == two


@pytest.mark.parametrize(("label", "text", "other_label", "other"), APART)
def test_names_of_two_things(label: str, text: str, other_label: str, other: str) -> None:
    one, two = merge([(label, text), (other_label, other)], {})
    assert one != two


def test_a_surname_that_two_people_share_is_neither_of_them() -> None:
    ids = merge([("PERSON", "Ann Reyes"), ("PERSON", "Luis Reyes"), ("PERSON", "Reyes")], {})
    assert ids == ["person/ann-reyes", "person/luis-reyes", "person/reyes"]


def test_two_ministries_leave_the_bare_one_alone() -> None:
    names = [("ORG", "Russian Defense Ministry"), ("ORG", "Ukrainian Defense Ministry"), ("ORG", "Defense Ministry")]
    assert len(set(merge(names, {}))) == 3


def test_an_id_does_not_depend_on_the_order_of_the_names() -> None:
    names = [("PERSON", "Putin"), ("PERSON", "Vladimir Putin"), ("GPE", "US"), ("ORG", "UN"), ("GPE", "U.S.")]
    assert merge(names[::-1], {})[::-1] == merge(names, {})


def test_no_names_no_ids() -> None:
    assert merge([], {}) == []


def test_an_explained_abbreviation_is_its_long_form(things: Things) -> None:
    found = dict(things("The Royal Institute for Tides (RIFT) warned of storms.", "RIFT gave no date."))
    assert found["RIFT"] == found["Royal Institute for Tides"] == "org/royal-institute-for-tides"
