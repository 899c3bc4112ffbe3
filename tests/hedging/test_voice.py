"""Whose words a cue is in."""

import pandas as pd
import pytest

from allegedly.hedging import voice
from allegedly.hedging.voice import WRITER, Voice, by_document

# X said [Y believed [Z might go]]; somebody (nobody named) alleged [fraud].
ATTRIBUTIONS = pd.DataFrame(
    {
        "doc_id": "a",
        "attribution_id": [0, 1, 2],
        "parent_id": pd.array([None, 0, None], dtype="Int64"),
        "source_kind": ["named", "pronoun", "none"],
    }
)
SPANS = pd.DataFrame(
    [
        ("a", 0, "source", 0, 1),
        ("a", 0, "cue", 2, 6),
        ("a", 0, "content", 7, 40),
        ("a", 1, "cue", 9, 17),
        ("a", 1, "content", 18, 40),
        ("a", 2, "cue", 50, 57),
        ("a", 2, "content", 58, 70),
    ],
    columns=["doc_id", "attribution_id", "role", "start", "end"],
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (20, 25, Voice(1, False)),  # inside both: the innermost
        (7, 8, Voice(0, False)),
        (9, 17, Voice(1, True)),  # itself a cue, with a source: linked
        (42, 45, WRITER),
        (50, 57, WRITER),  # itself a cue, but of nobody: the words of whoever tells it
        (60, 65, Voice(2, False)),
        (38, 42, WRITER),  # only half inside
    ],
)
def test_of(start: int, end: int, expected: Voice) -> None:
    assert by_document(ATTRIBUTIONS, SPANS)["a"].of(start, end) == expected


def test_a_cue_of_nobody_inside_a_content_is_the_speakers() -> None:
    inside = pd.concat([SPANS, pd.DataFrame([("a", 2, "cue", 30, 33)], columns=SPANS.columns)])
    assert by_document(ATTRIBUTIONS, inside)["a"].of(30, 33) == Voice(1, False)


def test_a_loop_of_parents_ends() -> None:
    looped = ATTRIBUTIONS.assign(parent_id=pd.array([1, 0, None], dtype="Int64"))
    assert by_document(looped, SPANS)["a"].of(20, 25).attribution_id in {0, 1}


LINKED = [
    # The hedge is the reporting word of a relation with a source: linked to it, and in no rate of that source.
    ("The mayor believed that the dam was safe.", "believed", True),
    ("The union alleged that wages were withheld.", "alleged", True),
    ("Critics claim the dam is unsafe, but the mayor thinks that it is safe.", "thinks", True),
    ("The two engineers suspected that the wall had moved.", "suspected", True),
    # Nobody is named who alleges or believes: it is the writer's hedge and counts.
    ("The alleged thief left the town.", "alleged", False),
    ("The ship is believed to have sunk.", "believed", False),
    ("The thief was allegedly seen in Oslo.", "allegedly", False),
    ("The mayor said the dam may break.", "may", False),
]


@pytest.mark.parametrize(("text", "cue", "linked"), LINKED, ids=[case[0] for case in LINKED])
def test_a_hedge_that_is_the_reporting_word_is_linked_and_not_counted_twice(
    analyse, text: str, cue: str, linked: bool
) -> None:
    found = analyse(text)
    [row] = found["hedges"][found["hedges"]["text"] == cue].itertuples()
    assert bool(voice.reporting(found["hedges"])[row.Index]) is linked
    if linked:
        relation = found["attributions"].set_index("attribution_id").loc[row.attribution_id]
        assert relation["cue"] == cue


def test_documents_are_kept_apart() -> None:
    other = ATTRIBUTIONS.assign(doc_id="b")
    found = voice.by_document(pd.concat([ATTRIBUTIONS, other]), SPANS)
    assert found["a"].of(20, 25) == Voice(1, False)
    assert found["b"].of(20, 25) == WRITER
    assert voice.NOBODY_ELSE.of(0, 5) == WRITER


def test_owners_agree_with_holder() -> None:
    voices = by_document(ATTRIBUTIONS, SPANS)["a"]
    assert voices.owners(75) == [voices.holder(i, i + 1) for i in range(75)]
