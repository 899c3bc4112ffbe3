"""Overlapping marks: each character is shown once, under exactly the marks that cover it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.report.markup import Span, pieces

TEXT = "She said it may rain."


def cut(*marks: tuple[int, int, str], text: str = TEXT) -> list[tuple[str, str]]:
    """Each piece as its words and the keys of the marks that cover it."""
    spans = [Span(start, end, "any", key) for start, end, key in marks]
    return [(text[p.start : p.end], "".join(s.key for s in p.covering)) for p in pieces(0, len(text), spans)]


CASES = {
    "no mark": ((), [(TEXT, "")]),
    "nested": (
        ((9, 20, "a"), (12, 15, "b")),
        [("She said ", ""), ("it ", "a"), ("may", "ab"), (" rain", "a"), (".", "")],
    ),
    "crossing": (
        ((0, 8, "a"), (4, 15, "b")),
        [("She ", "b"), ("said", "ba"), (" it may", "b"), (" rain.", "")],
    ),
    "adjacent": (((0, 3, "a"), (3, 8, "b")), [("She", "a"), (" said", "b"), (" it may rain.", "")]),
    "the same place twice": (((12, 15, "a"), (12, 15, "b")), [("She said it ", ""), ("may", "ab"), (" rain.", "")]),
    "empty": (((5, 5, "a"),), [(TEXT, "")]),
    "whole": (((0, 21, "a"),), [(TEXT, "a")]),
    "beyond the end": (((17, 99, "a"),), [("She said it may r", ""), ("ain.", "a")]),
}
# In "crossing" the longer mark stands first.
CASES["crossing"] = (CASES["crossing"][0], [("She ", "a"), *CASES["crossing"][1][1:]])


@pytest.mark.parametrize("name", CASES)
def test_pieces(name: str) -> None:
    marks, expected = CASES[name]
    assert cut(*marks) == expected


def test_a_mark_opens_once_and_covers_all_its_pieces() -> None:
    found = pieces(0, 20, [Span(0, 10, "content", "a"), Span(4, 6, "hedge", "h")])
    assert [[s.key for s in p.opening] for p in found] == [["a"], ["h"], [], []]
    assert [p.layers for p in found] == [("content",), ("content", "hedge"), ("content",), ()]


def test_a_mark_from_before_the_range_opens_in_its_first_piece() -> None:
    found = pieces(10, 20, [Span(0, 15, "content", "a")])
    assert [(p.start, p.end, len(p.opening)) for p in found] == [(10, 15, 1), (15, 20, 0)]


def test_cuts_without_marks() -> None:
    assert [(p.start, p.end) for p in pieces(0, 9, [], cuts=[4, 99])] == [(0, 4), (4, 9)]


def test_a_text_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="start must not be after end"):
        pieces(5, 4, [])


SPANS = st.lists(
    st.builds(Span, st.integers(0, 40), st.integers(0, 40), st.sampled_from(["content", "hedge"]), st.text(max_size=2)),
    max_size=12,
)


@given(st.integers(0, 40), SPANS, st.lists(st.integers(-5, 45), max_size=5))
def test_pieces_partition_the_text_and_know_their_marks(length: int, spans: list[Span], cuts: list[int]) -> None:
    found = pieces(0, length, spans, cuts=cuts)
    assert [at for p in found for at in range(p.start, p.end)] == list(range(length))
    for piece in found:
        for at in range(piece.start, piece.end):
            assert set(piece.covering) == {s for s in spans if s.start <= at < s.end}
    opened = [s for p in found for s in p.opening]
    assert len(opened) == len(set(opened))
    assert set(opened) == {s for s in spans if s.start < min(s.end, length)}
