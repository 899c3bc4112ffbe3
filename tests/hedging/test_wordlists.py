"""Each word of the groups that conditions ask for proves itself by a sentence on either side."""

import pytest

from allegedly import lexicons
from allegedly.hedging import conditions, wordlists

FRAME = lexicons.load("hedge_words", key=wordlists.KEY)

# The cue asked about, the condition, and whether the group's words make it hold or keep it from holding.
ASKED = {
    "ability": ("could", "ability", True),
    "withheld": ("could", "withheld", True),
    "rule": ("may", "permission", True),
    "state": ("may", "permission", False),
    "opinion": ("Some", "groups", True),
    "saying": ("Some", "groups", True),
    "money": ("claim", "money", True),
    "claim_verb": ("claim", "money", True),
    "unit": ("about", "before_number", True),
}


def test_every_group_has_words_and_is_asked_about() -> None:
    assert set(FRAME["group"]) == set(wordlists.GROUPS) == set(ASKED)
    assert FRAME.ne("").all().all()


def test_an_unknown_group_is_named() -> None:
    with pytest.raises(lexicons.LexiconError, match="'weather'; the groups are ability"):
        wordlists.group("weather")


@pytest.mark.parametrize("row", list(FRAME.itertuples(index=False)), ids=lambda row: f"{row.group}: {row.entry}")
def test_example_and_counter_example(row, word) -> None:
    cue, condition, holds = ASKED[row.group]

    def found(sentence: str) -> bool:
        # "About" and "about", "claim" and "claims" are the same cue.
        at = sentence.lower().index(f"{cue.lower()}")
        end = at + len(cue) + (sentence[at + len(cue) : at + len(cue) + 1] == "s")
        return conditions.holds(condition, word(sentence, sentence[at:end]))

    assert found(row.example) is holds, row.example
    assert found(row.counter_example) is not holds, row.counter_example
