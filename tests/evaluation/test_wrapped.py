"""Wrapped lines keep every offset, and none that can be broken is too long."""

from __future__ import annotations

import pytest

from allegedly.evaluation import wrapped

TEXT = "The ferry left the pier at noon, said the harbour office.\n\nNobody was hurt.\n" + "x" * 30 + " and more of it"


@pytest.mark.parametrize("width", [1, 8, 20, 72, 1000])
def test_only_blanks_become_breaks(width: int) -> None:
    made = wrapped.lines(TEXT, width=width)
    assert len(made) == len(TEXT)
    assert all(a == b or (a, b) == (" ", "\n") for a, b in zip(TEXT, made, strict=True))
    assert all(len(line) <= width or " " not in line for line in made.split("\n"))
    assert wrapped.lines(made, width=width) == made


def test_what_fits_stays() -> None:
    assert wrapped.lines("", width=5) == ""
    assert wrapped.lines("a b\nc d", width=5) == "a b\nc d"
