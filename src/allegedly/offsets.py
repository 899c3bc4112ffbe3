"""Where a span of clean text stands in the text as it came in.

Stage 01 writes the runs by which clean text maps to raw text (table `alignment`). Inside a run of equal lengths
each character maps to one character; a repaired place maps as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from allegedly import tables

Run = tuple[int, int, int, int]
"""start, end in the clean text; raw_start, raw_end in the raw text."""

_SAME_LENGTH = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "\u2018": "'", "\u2019": "'"}
    | dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\t", " ")
)
_BREAK_IN_PARAGRAPH = re.compile(r"(?<=\S)[ ]*\n[ ]*(?=\S)")


class RawOffsets:
    """Maps spans of one document's clean text to its raw text.

    >>> RawOffsets([(0, 5, 10, 15), (5, 12, 15, 22)]).span(3, 7)
    (13, 17)
    """

    def __init__(self, runs: Iterable[Run]) -> None:
        self._runs = sorted(runs)
        for (_, end, _, _), (start, _, _, _) in pairwise(self._runs):
            if start < end:
                raise ValueError(f"alignment runs overlap at {start} (the one before ends at {end})")
        self._starts = [run[0] for run in self._runs]

    def span(self, start: int, end: int) -> tuple[int, int] | tuple[None, None]:
        """Raw start and end of a clean span; (None, None) where it has no single place in the raw text.

        A span that touches a repaired place takes the whole place in.
        """
        if end <= start:
            return None, None
        first = max(bisect_right(self._starts, start) - 1, 0)
        raw_starts, raw_ends = [], []
        for number in range(first, len(self._runs)):  # no slice: an article may have 100,000 runs and as many spans
            run_start, run_end, raw_start, raw_end = self._runs[number]
            if run_start >= end:
                break
            if run_end <= start:
                continue
            linear = run_end - run_start == raw_end - raw_start
            raw_starts.append(raw_start + max(start - run_start, 0) if linear else raw_start)
            raw_ends.append(raw_end - max(run_end - end, 0) if linear else raw_end)
        in_order = all(a <= b for a, b in zip(raw_ends, raw_starts[1:], strict=False))
        if not raw_starts or not in_order:
            return None, None
        return raw_starts[0], raw_ends[-1]


def by_document(alignment: pd.DataFrame) -> dict[str, RawOffsets]:
    """One map for each document of an `alignment` frame."""
    runs = tables.by_document(alignment, "start", "end", "raw_start", "raw_end")
    return {doc_id: RawOffsets(own) for doc_id, own in sorted(runs.items())}


def analysis_text(text: str) -> str:
    """The text as taggers read it: straight marks, blanks for line breaks inside a paragraph. No offset moves.

    >>> analysis_text("He said “no”.")
    'He said "no".'
    >>> analysis_text("one\\ntwo\\n\\nthree")
    'one two\\n\\nthree'
    """
    plain = text.translate(_SAME_LENGTH)
    return _BREAK_IN_PARAGRAPH.sub(lambda m: " " * len(m.group()), plain)
