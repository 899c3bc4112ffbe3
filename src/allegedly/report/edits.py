"""What cleaning took out and mended, put back where it stood.

Edits point into the text as it came in. Here each is found again in the clean text: a repair covers the words it
made, a removal stands at the one place between two characters where something was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

Run = tuple[int, int, int, int]
"""start, end in the clean text; raw_start, raw_end in the raw text."""


@dataclass(frozen=True)
class Edit:
    """One row of table `edits` with its place in the clean text; no place (None) where it has none."""

    number: int
    rule: str
    action: str
    before: str
    after: str
    reason: str
    raw_start: int | None
    raw_end: int | None
    start: int | None
    end: int | None

    @property
    def n_chars(self) -> int:
        """Characters of the text as it came in."""
        return len(self.before)


def place(raw_start: int, raw_end: int, runs: Sequence[Run]) -> tuple[int, int]:
    """The span of clean text that came from `[raw_start, raw_end)`; empty where nothing of it is left.

    `runs` are in the order of the raw text. A run of equal lengths maps character by character, any other as a whole.

    >>> runs = [(0, 5, 0, 5), (5, 12, 9, 16)]
    >>> place(2, 4, runs), place(5, 9, runs), place(10, 12, runs)
    ((2, 4), (5, 5), (6, 8))
    """
    found: list[tuple[int, int]] = []
    after = 0
    for start, end, run_start, run_end in runs:
        if run_end <= raw_start:
            after = end
            continue
        if run_start >= raw_end:
            break
        linear = end - start == run_end - run_start
        left = start + max(raw_start - run_start, 0) if linear else start
        right = end - max(run_end - raw_end, 0) if linear else end
        found.append((left, right))
    if not found:
        return after, after
    return min(left for left, _ in found), max(right for _, right in found)


def placed(edits: pd.DataFrame, alignment: pd.DataFrame) -> list[Edit]:
    """The edits of one article with their places in its clean text, in the order of the raw text."""
    columns = ["start", "end", "raw_start", "raw_end"]
    runs = list(alignment.sort_values(["raw_start", "raw_end"])[columns].itertuples(index=False, name=None))
    found = []
    for number, row in enumerate(edits.itertuples(index=False)):
        raw_start = None if pd.isna(row.raw_start) else int(row.raw_start)
        raw_end = None if pd.isna(row.raw_end) else int(row.raw_end)
        start = end = None
        if raw_start is not None and raw_end is not None and runs:
            start, end = place(raw_start, raw_end, runs)
            # Something taken out has no words left: a run it only touches is not its own.
            end = start if row.action == "removed" else end
        found.append(
            Edit(number, row.rule, row.action, row.before, row.after, row.reason, raw_start, raw_end, start, end)
        )
    return found


def removed_at(edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    """What was removed, by the place in the clean text where it stood."""
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        if edit.action == "removed" and edit.start is not None and edit.before.strip():
            found.setdefault(edit.start, []).append(edit)
    return found
