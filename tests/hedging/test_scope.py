"""What a cue makes uncertain, after the guidelines of BioScope."""

import pytest

from allegedly.hedging import scope

SCOPES = [
    # (sentence, cue, scope, event)
    ("The storm may reach the coast, but the ferry sailed.", "may", "may reach the coast", "reach"),
    ("Ten men may have been killed.", "may", "Ten men may have been killed", "killed"),
    ("Perhaps the guard slept.", "Perhaps", "Perhaps the guard slept", "slept"),
    ("The guard apparently slept, police said.", "apparently", "The guard apparently slept", "slept"),
    ("They found an alleged letter of the king.", "alleged", "alleged letter of the king", "letter"),
    ("It is unclear who paid the men.", "unclear", "It is unclear who paid the men", "paid"),
    ("Police asked whether the door was locked.", "whether", "whether the door was locked", "locked"),
    ("The dog seems to limp.", "seems", "The dog seems to limp", "limp"),
    ("He is believed to live in Oslo.", "believed", "He is believed to live in Oslo", "live"),
    ("The marks suggest that he fled, said the judge.", "suggest", "suggest that he fled", "fled"),
    ("They spoke of the possibility of a strike.", "possibility", "possibility of a strike", "strike"),
    ("That, I suspect, is the point.", "suspect", "That, I suspect, is the point", "suspect"),
    ("He believes a break helps all, explaining: “I know.”", "believes", "believes a break helps all", "helps"),
    ("About 40 men came.", "About", "About 40", "40"),
]


@pytest.mark.parametrize(("text", "cue", "expected", "event"), SCOPES, ids=[case[0] for case in SCOPES])
def test_scope(text: str, cue: str, expected: str, event: str, word) -> None:
    span = word(text, cue)
    start, end = scope.scope(span)
    assert text[start:end] == expected
    assert start <= span.start_char
    assert end >= span.end_char
    assert scope.event(span).text == event
