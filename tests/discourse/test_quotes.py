"""The map of quotation marks: every style, unpaired marks, quotations over paragraphs. It never raises."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.discourse import quotes

TEXTS = [
    ("", []),
    ("No marks at all.", []),
    ('He said "no" and "yes".', ['"no"', '"yes"']),
    ("“We go,” she said. “Now.”", ["“We go,”", "“Now.”"]),
    ("``Yes,'' he said.", ["``Yes,''"]),
    ("''Yes,'' he said. ''No.''", ["''Yes,''", "''No.''"]),
    ("«Non», dit-il.", ["«Non»"]),
    ("„Nein“, sagte er.", ["„Nein“, sagte er."]),  # a German closing mark is an English opening one: known limit
    # Single-quote style, with apostrophes and plural possessives inside.
    ("'We won't go,' he said. 'Never.'", ["'We won't go,'", "'Never.'"]),
    ("‘We won’t go,’ he said. ‘The miners’ strike is over.’", ["‘We won’t go,’", "‘The miners’ strike is over.’"]),
    ("The dogs' bones lay in the neighbours' yard.", []),
    # Double marks do the work: the single ones inside are left alone.
    ("\"They called it 'odd',\" she said.", ["\"They called it 'odd',\""]),
    # Inch marks.
    ('A 6\' 2" board and a "nice" 5" one.', ['"nice"']),
    ('"I am 15," he said.', ['"I am 15,"']),
    # Unpaired marks close with their paragraph; the next begins afresh.
    ('He said "yes and left.\nThen "no" again.', ['"yes and left.', '"no"']),
    ('She left." Nobody spoke.', []),
    ('"', ['"']),
    ('He left home", she said. "No."', ['"No."']),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_finds_what_stands_between_marks(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotes.find(text)] == expected


def test_a_quotation_over_paragraphs_with_only_opening_marks_goes_on() -> None:
    text = "“We stayed all night.\n“We saw nothing,” he said."
    first, second = quotes.find(text)
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_a_paragraph_that_opens_without_a_mark_does_not_go_on() -> None:
    text = "“We stayed all night.\nIt rained. “We saw nothing,” he said."
    assert [q.continues for q in quotes.find(text)] == [False, False]


@pytest.mark.parametrize(
    ("text", "scare"), [('"unprovoked"', True), ('"a long and quiet night"', False), ('"No."', False)]
)
def test_a_word_held_at_arms_length_is_no_speech(text: str, scare: bool) -> None:
    assert quotes.is_scare(text, quotes.Quote(0, len(text))) is scare


@given(st.text(alphabet="a1 .,\n\"'“”‘’`«»(", max_size=80))
def test_any_text_gives_ordered_stretches_that_begin_with_a_mark(text: str) -> None:
    found = quotes.find(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[q.start] in "\"'“”„‟«»‘’‚‛`" for q in found)


def test_index_names_the_quotation_of_each_offset() -> None:
    text = 'He said "no" and "yes".'
    assert quotes.index(quotes.find(text), [0, 8, 11, 12, 18]) == [-1, 0, 0, -1, 1]
