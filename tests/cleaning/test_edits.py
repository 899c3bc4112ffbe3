"""Edit logs: applying, composing and aligning them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.cleaning.edits import Edit, alignment, apply, compose
from allegedly.offsets import RawOffsets


def _edits(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    made, last = [], -1
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(st.text("xyz \n", max_size=3))
        if start > last and text[start:end] != after:
            made.append(Edit(start, end, text[start:end], after, "rule", f"at {start}"))
            last = end
    return made


@st.composite
def two_passes(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    raw = draw(st.text("abc \n“é", max_size=30))
    first = _edits(draw, raw)
    return raw, first, _edits(draw, apply(raw, first))


@settings(max_examples=1000, deadline=None)
@given(two_passes())
def test_composed_edits_do_what_the_two_passes_did(passes: tuple[str, list[Edit], list[Edit]]) -> None:
    raw, first, second = passes
    assert apply(raw, compose(raw, first, second)) == apply(apply(raw, first), second)


@settings(max_examples=1000, deadline=None)
@given(two_passes())
def test_alignment_covers_the_clean_text_and_shows_the_same_characters(
    passes: tuple[str, list[Edit], list[Edit]],
) -> None:
    raw, first, second = passes
    edits = compose(raw, first, second)
    clean = apply(raw, edits)
    runs = alignment(len(raw), edits)
    assert "".join(clean[start:end] for start, end, _, _ in runs) == clean
    changed = [(edit.start, edit.end) for edit in edits]
    for start, end, raw_start, raw_end in runs:
        if not any(a < raw_end and raw_start < b for a, b in changed) and raw_start < raw_end:
            assert clean[start:end] == raw[raw_start:raw_end]


@pytest.mark.parametrize(
    ("before", "after", "word", "raw_word"),
    [
        ("The U.S.is on strike", "The U.S. is on strike", "U.S.", "U.S."),
        ("The U.S.is on strike", "The U.S. is on strike", "is", "is"),
        ("part of efforst to", "part of efforts to", "efforts", "efforst"),
        ("cut  here", "cut here", "here", "here"),
    ],
)
def test_words_beside_a_repair_keep_their_exact_place(before: str, after: str, word: str, raw_word: str) -> None:
    edits = [Edit(0, len(before), before, after, "repair", "")]
    start = after.index(word)
    span = RawOffsets(alignment(len(before), edits)).span(start, start + len(word))
    assert span[0] is not None
    assert before[span[0] : span[1]] == raw_word


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 3, "abd", "", "r", "")],
        [Edit(0, 3, "abc", "", "r", ""), Edit(2, 4, "cd", "", "r", "")],
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply("abcd", edits)


def test_an_edit_says_what_it_did() -> None:
    assert [Edit(0, 1, a, b, "r", "").action for a, b in [("x", ""), ("x", "y"), ("x", "x")]] == [
        "removed",
        "repaired",
        "flagged",
    ]
