"""Cues in whole sentences: what counts, as what, and what does not."""

import pytest

SENTENCES = [
    ("", []),
    ("The bridge fell at noon.", []),
    # May the month and the name, might the noun.
    ("In May the fleet showed its might.", []),
    ("May came and went.", []),
    ("Theresa May met the envoy.", []),
    ("The envoy may meet May in May.", [("may", "epistemic")]),
    # Ability and stance are no doubt about the world.
    ("The agency could not verify the film.", []),
    ("Officials said they could not comment.", []),
    ("The village could see the smoke.", []),
    ("The smoke could reach the village.", [("could", "epistemic")]),
    # Appear in court, appear to.
    ("The two men appeared in court on Friday.", []),
    ("The two men appeared to be unarmed.", [("appeared", "evidential")]),
    ("The two men did not appear worried.", [("appear", "evidential")]),
    # About the preposition.
    ("He wrote about the war.", []),
    ("He wrote about 30 letters.", [("about", "approximator")]),
    ("He had no news about the third letter.", []),
    # Claim as money, lives and prize.
    ("The flood claimed nine lives.", []),
    ("The insurer paid the claims within weeks.", []),
    ("They dismissed the claims that the dam was unsafe.", [("claims", "evidential")]),
    # If and whether.
    ("He asked if the dam was safe.", [("if", "investigation")]),
    ("He will sell if the dam is safe.", [("will", "condition"), ("if", "condition")]),
    ("Nobody knows whether the dam is safe.", [("knows", "epistemic"), ("whether", "investigation")]),
    # Negated cues.
    ("There is no doubt that the dam is safe.", [("no doubt", "certainty")]),
    ("There is doubt about the dam.", [("doubt", "epistemic")]),
    ("It is not certain that the dam is safe.", [("certain", "epistemic")]),
    ("It is certain that the dam is safe.", [("certain", "certainty")]),
    ("It is by no stretch clear.", [("clear", "certainty")]),
    # Longer entries first.
    ("The dam will almost certainly hold.", [("almost certainly", "epistemic")]),
    ("It remains to be seen whether it holds.", [("remains to be seen", "epistemic"), ("whether", "investigation")]),
    ("The minister looked into the sale.", [("looked into", "investigation")]),
    # One cue, not two, for a word and its "to".
    ("The firm wants to sell.", [("wants", "nonfactual")]),
    ("The firm is likely to sell.", [("likely", "epistemic")]),
    # Weasels need people with views.
    ("Some experts think so.", [("Some", "weasel")]),
    ("Some houses burnt.", [("Some", "approximator")]),
    ("Critics say the dam is unsafe.", [("Critics", "weasel")]),
    ("The two critics say the dam is unsafe.", []),
    # Said is no hedge.
    ("She said the dam was safe.", []),
    ("The dam is said to be safe.", [("said", "evidential")]),
    # Curly marks and contractions.
    ("“I can’t be sure,” he said.", [("ca", "nonfactual"), ("sure", "epistemic")]),
    ("It’s possible he’d know.", [("possible", "epistemic"), ("'d", "epistemic")]),
    ("They're hoping it may rain.", [("hoping", "nonfactual"), ("may", "epistemic")]),
    # Parts of words with hyphens.
    ("The would-be mayor praised evidence-based care.", []),
    (
        "The so-called mayor may - perhaps - resign.",
        [("so-called", "evidential"), ("may", "epistemic"), ("perhaps", "epistemic")],
    ),
    # Headlines.
    ("Minister may quit", [("may", "epistemic")]),
    ("MINISTER REPORTEDLY QUITS", [("REPORTEDLY", "evidential")]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_cues(text: str, expected: list[tuple[str, str]], cues) -> None:
    assert cues(text) == expected
