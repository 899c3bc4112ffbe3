"""Where contents begin and end, and what a row says of itself; `test_own_sentences` has every form and chain."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

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


@pytest.mark.parametrize(
    "text", ["Label each jar with the date.", "The smugglers undoubtedly knew that the bridge was closed."]
)
def test_what_is_asked_of_the_reader_or_guessed_is_not_said(relations: Relations, text: str) -> None:
    assert relations(text).empty


def test_what_somebody_ought_to_say_is_not_said(relations: Relations) -> None:
    found = relations("They demanded that the ministry tell residents when the water would be safe.")
    assert found["cue_lemma"].tolist() == ["demand"]


def test_who_is_told_is_not_the_source(relation: Relation) -> None:
    assert relation("An official told the paper that the dam was safe.", "tell")["source"] == "An official"


def test_the_label_of_a_headline_is_not_part_of_what_is_said(relation: Relation) -> None:
    assert relation("Harbour: That dam will not hold, engineer says", "say")["content"] == "That dam will not hold"


# text, cue, content: where what is said ends and the reporter goes on.
ENDS = [
    ("The mayor said at a press conference on Friday that the bridge was safe.", "say", "that the bridge was safe"),
    ("The mayor said that the bridge was safe, citing a report.", "say", "that the bridge was safe"),
    ("The report raised questions about the dam.", "raise", "questions about the dam"),
]


@pytest.mark.parametrize(("text", "cue", "content"), ENDS)
def test_where_a_content_ends(relation: Relation, text: str, cue: str, content: str) -> None:
    assert relation(text, cue)["content"] == content


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
