"""Stance and polarity: withholding is never denying, and uncertainty is tested before negation."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Relation = Callable[[str, str], pd.Series]

# text, lemma of the cue, stance, polarity
STANCES = [
    # Withholding in all its clothes.
    ("The clinic could not confirm the reports.", "confirm", "withhold", "negative"),
    ("The clinic did not confirm any deaths.", "confirm", "withhold", "negative"),
    ("The envoy said that he could not confirm the rumours.", "say", "withhold", "positive"),
    ("The palace said it had no information on that visit.", "say", "withhold", "positive"),
    ("The spokeswoman would not say whether the talks had begun.", "say", "withhold", "negative"),
    ("The ministry has not said who signed the order.", "say", "withhold", "negative"),
    ("The bank refused to comment on the merger.", "refuse", "withhold", "positive"),
    ("The judge declined to discuss the case.", "decline", "withhold", "positive"),
    ("The fire brigade was unable to confirm that the house was empty.", "unable", "withhold", "negative"),
    ("The general said the army was not going to speculate on the cause.", "say", "withhold", "positive"),
    ("The envoy said he did not know who had sent the letter.", "say", "withhold", "positive"),
    # Denying.
    ("The bakery denied that its flour was old.", "deny", "deny", "positive"),
    ("The union has insisted its drivers were not part of the strike.", "insist", "deny", "positive"),
    ("The coach rejected the accusation as absurd.", "reject", "deny", "positive"),
    # What only looks like it.
    ("The ministry insisted that the raid was over.", "insist", "assert", "positive"),
    ("The coach said that he did not sleep.", "say", "assert", "positive"),
    ("The mayor said the bridge had not been repaired.", "say", "assert", "positive"),
    # The reporter's distance.
    ("The deputies charged that the ministry had lied.", "charge", "claim", "positive"),
    ("The rebels claimed that they had taken the town.", "claim", "claim", "positive"),
    ("The suit alleges that the firm hid the risk.", "allege", "claim", "positive"),
    ("It is rumoured that the singer will retire.", "rumour", "claim", "positive"),
    # Others.
    ("The ministry conceded that five men had died.", "concede", "concede", "positive"),
    ("The army accepted the claim.", "accept", "concede", "positive"),
    ("The relatives demanded that the names be published.", "demand", "demand", "positive"),
    ("The party called on the president to resign.", "call on", "demand", "positive"),
    ("The reporter asked whether the plane was safe.", "ask", "ask", "positive"),
    ("The priest believes that the boy is innocent.", "believe", "believe", "positive"),
    ("The priest does not believe that the boy is innocent.", "believe", "doubt", "negative"),
    ("The analyst doubts that the truce will last.", "doubt", "doubt", "positive"),
    ("Nobody doubts that the truce will last.", "doubt", "doubt", "negative"),
    ('The minister described the trip as "a waste".', "describe", "evaluate", "positive"),
    ("She does not claim that the sample is large.", "claim", "claim", "negative"),
]


@pytest.mark.parametrize(("text", "cue", "stance", "polarity"), STANCES)
def test_stance(relation: Relation, text: str, cue: str, stance: str, polarity: str) -> None:
    found = relation(text, cue)
    assert (found["stance"], found["polarity"]) == (stance, polarity)


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
