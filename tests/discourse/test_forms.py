"""Where contents begin and end, and what a row says of itself; `test_own_sentences` has every form and chain."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

Relation = Callable[[str, str], pd.Series]
Relations = Callable[[str], pd.DataFrame]


def test_the_content_keeps_its_marks_and_drops_the_last_stop(relation: Relation) -> None:
    assert relation('"It is over," the guard said.', "say")["content"] == '"It is over,"'
    assert relation("The guard said that it was over.", "say")["content"] == "that it was over"


def test_a_quotation_goes_on_after_the_cue(relation: Relation) -> None:
    found = relation('"It is over," the guard said. "We can go home."', "say")
    assert found["content"] == '"It is over," … "We can go home."'


def test_a_quotation_over_two_paragraphs_is_one_content(relation: Relation) -> None:
    text = "“We stayed in the tower all night,” the keeper said. “We saw the lights.\n\n“Then the wind took the roof.”"
    assert relation(text, "say")["content"].endswith("Then the wind took the roof.”")


def test_who_is_told_is_not_what_is_told(relation: Relation) -> None:
    found = relation("The pilot told reporters that the engine had failed.", "tell")
    assert found["content"] == "that the engine had failed"


def test_a_signed_quotation(relation: Relation) -> None:
    found = relation("“The lake belongs to all of us, and so does the shore.”\n\n— Miriam Okafor, teacher", "—")
    assert found["source"].startswith("Miriam Okafor")


def test_who_is_cited_speaks_and_is_not_the_reporter(relation: Relation) -> None:
    text = "The Daily Lantern reported, citing two officials, that the harbour would close."
    assert relation(text, "cite")["source"] == "two officials"
    assert relation(text, "cite")["content"] == relation(text, "report")["content"] == "that the harbour would close"


def test_the_next_speaker_is_not_part_of_what_was_said(relation: Relation) -> None:
    text = "The mayor said he had no information on the fire, and the police did not confirm any deaths."
    assert relation(text, "say")["content"] == "he had no information on the fire"
    assert relation(text, "confirm")["source"] == "the police"


def test_the_rule_names_lexicon_row_and_clues(relation: Relation) -> None:
    assert relation("The engineer said that the bridge was closed.", "say")["rule"].startswith("lexicon: say|VERB; ")


def test_probabilities_differ(relations: Relations) -> None:
    text = "The engineer said that the bridge was closed. The bishop criticized the new law. Nobody likes it."
    assert relations(text)["probability"].nunique() > 1
