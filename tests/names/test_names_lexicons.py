"""Every row of the lexicons of names proves its example and its counter-example."""

from __future__ import annotations

import pytest

from allegedly import lexicons
from allegedly.names import gazetteer
from allegedly.names.forms import NO_NAME, head_label
from allegedly.names.phrases import Phrases, words_of
from allegedly.names.spans import generic, titles

NAMES = ["countries", "peoples", "entity_aliases", "titles", "head_words", "generic_names"]


def rows(name: str) -> list[dict[str, str]]:
    return [dict(row) for row in lexicons.load(name).to_dict("records")]


def matches(form: str, text: str) -> bool:
    return any(Phrases([words_of(form)]).find(words_of(text)))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_names_its_source_and_both_examples(name: str) -> None:
    assert [
        row["entry"] for row in rows(name) if not (row["source"] and row["example"] and row["counter_example"])
    ] == []


@pytest.mark.parametrize("name", ["countries", "peoples", "entity_aliases"])
def test_the_example_holds_the_form_and_the_counter_example_does_not(name: str) -> None:
    wrong = [
        row["entry"]
        for row in rows(name)
        if not matches(row["entry"], row["example"]) or matches(row["entry"], row["counter_example"])
    ]
    assert wrong == []


@pytest.mark.parametrize("row", rows("countries"), ids=lambda row: row["entry"])
def test_all_forms_of_a_country_lead_to_it(row: dict[str, str]) -> None:
    place = gazetteer.entity_id("GPE", row["entry"])
    for form in [row["entry"], *filter(None, row["aliases"].split(";"))]:
        known = gazetteer.lookup(form)
        assert known is not None, form
        assert known.entity_id == place, form
    # One adjective may be that of two states ("Dominican"): it belongs to the first that has it.
    for form in filter(None, [*row["adjectives"].split(";"), *row["people"].split(";")]):
        known = gazetteer.lookup(form)
        assert known is not None, form
        assert known.label == "NORP", form
        assert known.related_to, form
    assert set(filter(None, row["doubtful"].split(";"))) <= set(gazetteer.forms())


@pytest.mark.parametrize("row", rows("entity_aliases"), ids=lambda row: row["entry"])
def test_an_alias_leads_to_its_entity(row: dict[str, str]) -> None:
    known = gazetteer.lookup(row["entry"])
    assert known is not None
    assert (known.label, known.name) == (row["label"], row["entity"])
    countries = {other["entry"] for other in rows("countries")}
    assert row["related_to"] in countries | {""}


@pytest.mark.parametrize("row", rows("titles"), ids=lambda row: row["entry"])
def test_a_title_is_found_before_a_name_and_not_written_small(row: dict[str, str]) -> None:
    [(start, end), *_] = titles().find(words_of(row["example"]))
    assert words_of(row["example"])[start:end] == words_of(row["entry"])
    assert list(titles().find(words_of(row["counter_example"]))) == []


@pytest.mark.parametrize("row", rows("head_words"), ids=lambda row: row["entry"])
def test_a_head_word_gives_its_type_in_a_name_only(row: dict[str, str]) -> None:
    assert row["label"] in {*gazetteer.KIND, NO_NAME}
    assert head_label(words_of(row["example"])) == row["label"]
    assert head_label(words_of(row["counter_example"])) is None
    assert head_label((row["entry"],)) is None


@pytest.mark.parametrize("row", rows("generic_names"), ids=lambda row: row["entry"])
def test_a_generic_word_is_no_name_alone(row: dict[str, str]) -> None:
    assert row["example"] in generic()
    assert row["counter_example"] not in generic()
