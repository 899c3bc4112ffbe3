"""Which word negates a cue."""

import pytest

from allegedly.hedging import negation

NEGATED = [
    ("It is not clear who won.", "clear", "not"),
    ("There is no evidence of fraud.", "evidence", "no"),
    ("Nobody is certain that he won.", "certain", "Nobody"),
    ("No one believes it.", "believes", "No"),
    ("He won without proof of his claim.", "proof", "without"),
    ("She did not say she was sure.", "sure", None),
    ("They are not going to speculate.", "speculate", "not"),
    ("The army was unable to confirm the report.", "confirm", "unable"),
    ("The army refused to confirm the report.", "confirm", "refused"),
    ("It is clear that he did not win.", "clear", None),
    ("It may not rain.", "likely", None),
    ("He never doubted it.", "doubted", "never"),
    ("It was not clear whether he won.", "whether", None),
]


@pytest.mark.parametrize(("text", "cue", "expected"), [case for case in NEGATED if case[1] in case[0]])
def test_negator(text: str, cue: str, expected: str | None, word) -> None:
    found = negation.negator(word(text, cue))
    assert (found.text if found is not None else None) == expected
