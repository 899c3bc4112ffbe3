"""Intervals against values worked out elsewhere, and at the edges."""

from __future__ import annotations

import pytest

from allegedly.findings import Finding, as_rows, count, listing
from allegedly.stats import NOTHING, rate, share


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_wilson(k: int, n: int, low: float, high: float) -> None:
    assert share(k, n)[1:] == pytest.approx((low, high), abs=1e-4)


def test_nothing_comes_of_nothing() -> None:
    assert share(0, 0) == rate(0, 0) == NOTHING


def test_a_rate_of_none_still_has_an_upper_end() -> None:
    value, low, high = rate(0, 1000)
    assert (value, low) == (0.0, 0.0)
    assert high == pytest.approx(3.689, abs=1e-3)  # the "rule of three", exact


@pytest.mark.parametrize("wrong", [(3, 2), (-1, 2)])
def test_a_share_of_more_than_all_is_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="0 <= k <= n"):
        share(*wrong)


def test_words_for_counts_and_lists() -> None:
    assert [count(n, "city", "cities") for n in (0, 1, 2)] == ["no cities", "1 city", "2 cities"]
    assert [listing(x) for x in ([], ["a"], ["a", "b"])] == ["", "a", "a and b"]


def test_two_findings_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="'voices'"):
        as_rows([Finding("voices", "One."), Finding("voices", "Two.")])
