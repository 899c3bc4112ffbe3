"""Whose the words of an article are: the same whether a line is counted at once or word by word."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from allegedly import owners, words

_RUN = st.tuples(st.text("ab9 .,-_\u2014\n\u2028", max_size=8), st.sampled_from([None, 0, 1]))


@given(st.lists(_RUN, max_size=6), st.data())
def test_each_word_counts_once_for_whoever_has_its_last_letter(
    runs: list[tuple[str, int | None]], data: st.DataObject
) -> None:
    text = "".join(part for part, _ in runs)
    whose = [owner for part, owner in runs for _ in part]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    expected: Counter[int | None] = Counter()
    for first, last in words.spans(text, start, end):
        expected[whose[max(i for i in range(first, last) if text[i].isalnum())]] += 1
    assert owners.of_words(text, whose, start, end) == expected
    assert expected.total() == words.count(text[start:end])
