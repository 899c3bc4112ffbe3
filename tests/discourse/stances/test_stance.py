"""What a cue reports, and turns of stance that one row a relation does not show; `test_own_sentences` has the others."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Relation = Callable[[str, str], pd.Series]

KINDS = [
    ("The engineer said that the bridge was closed.", "say", "speech"),
    ("The explorer wrote that the ice was breaking.", "write", "writing"),
    ("The priest believes that the boy is innocent.", "believe", "belief"),
    ("The city plans to close the airport.", "plan", "intention"),
    ("The villagers heard that a truce had been signed.", "hear", "perception"),
]


@pytest.mark.parametrize(("text", "cue", "kind"), KINDS)
def test_kind(relation: Relation, text: str, cue: str, kind: str) -> None:
    assert relation(text, cue)["kind"] == kind


# Refusing to tell withholds, refusing to act denies; a question in quotation marks asks; insisting on oneself denies.
TURNS = [
    ("The airline declined to appear before the panel.", "decline", "deny"),
    ("The airline declined to take questions.", "decline", "withhold"),
    ("The mayor refused to resign.", "refuse", "deny"),
    ("The mayor refused to say who had paid.", "refuse", "withhold"),
    ("All three clubs insisted it was not going to rain.", "insist", "assert"),
    ("The club insisted it was not going to pay.", "insist", "deny"),
    ('"Who left the gate open?" the farmer said.', "say", "ask"),
    ('"Somebody left the gate open," the farmer said. "Who was it?"', "say", "assert"),
    ('The lawyer said the firm "failed to provide a safe bridge".', "say", "assert"),
    ("The chairman said he had failed to provide details.", "say", "withhold"),
    ("The council backed the road, not the bridge, it said.", "say", "assert"),
]


@pytest.mark.parametrize(("text", "cue", "stance"), TURNS)
def test_what_turns_a_stance(relation: Relation, text: str, cue: str, stance: str) -> None:
    assert relation(text, cue)["stance"] == stance
