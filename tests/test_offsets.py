"""From clean text back to the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.offsets import RawOffsets, analysis_text

RUNS = [(0, 5, 3, 8), (5, 9, 8, 11), (9, 20, 40, 51)]  # as it came, a repaired place, after something removed


@pytest.mark.parametrize(
    ("span", "raw"),
    [
        ((0, 5), (3, 8)),
        ((1, 3), (4, 6)),
        ((6, 8), (8, 11)),  # inside the repaired place: the whole of it
        ((4, 6), (7, 11)),
        ((9, 10), (40, 41)),
        ((3, 10), (6, 41)),
        ((25, 30), (None, None)),
        ((4, 4), (None, None)),
    ],
)
def test_a_span_finds_its_place(span: tuple[int, int], raw: tuple[int, int]) -> None:
    assert RawOffsets(RUNS).span(*span) == raw


def test_runs_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        RawOffsets([(0, 5, 0, 5), (4, 6, 5, 7)])


def test_a_span_whose_parts_stand_in_another_order_has_no_single_place() -> None:
    assert RawOffsets([(0, 5, 20, 25), (5, 9, 3, 7)]).span(2, 8) == (None, None)


@given(st.text(alphabet="ab “”‘’„«»\n\t\u00a0\u202f.", max_size=80))
def test_the_text_for_taggers_has_the_same_length_and_keeps_paragraphs(text: str) -> None:
    plain = analysis_text(text)
    assert len(plain) == len(text)
    assert not set(plain) & set("“”‘’„«»\t\u00a0\u202f")
    assert plain.count("\n\n") == text.count("\n\n")
