"""Whose words a cue is in: the innermost relation whose content holds it, or the writer's.

A hedge that is itself the cue of a relation ("believed", "alleged") is linked to that relation if somebody is named as
its source. It already counts there as a stance, so rates leave it out.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd


class Voice(NamedTuple):
    """The relation a cue belongs to (None: the writer's own words), and whether it is the relation's own cue."""

    attribution_id: int | None
    is_cue: bool


WRITER = Voice(None, False)

REPORTING = "cue of the relation"
"""What the column `rule` of a hedge ends with that is itself the word that reports."""


def reporting(hedges: pd.DataFrame) -> pd.Series:
    """Which rows of `hedges` are themselves the cue of the relation they are linked to: they count as its stance."""
    return hedges["rule"].str.endswith(REPORTING).astype(bool)


class Voices:
    """The relations of one document, asked by position.

    Frames: `attributions` and `attribution_spans` with the rows of this document only.
    """

    def __init__(self, attributions: pd.DataFrame, attribution_spans: pd.DataFrame) -> None:
        ids = attributions["attribution_id"].tolist()
        parents = [None if pd.isna(parent) else int(parent) for parent in attributions["parent_id"]]
        self._parent = dict(zip(ids, parents, strict=True))
        kinds = zip(ids, attributions["source_kind"], strict=True)
        self._nobody = {attribution_id for attribution_id, kind in kinds if kind == "none"}
        spans = attribution_spans[["attribution_id", "role", "start", "end"]].itertuples(index=False, name=None)
        self._content: list[tuple[int, int, int]] = []
        self._cue: list[tuple[int, int, int]] = []
        for attribution_id, role, start, end in spans:
            if role == "content":
                self._content.append((attribution_id, start, end))
            elif role == "cue":
                self._cue.append((attribution_id, start, end))

    def depth(self, attribution_id: int) -> int:
        """How many relations this one stands inside."""
        depth, seen = 0, {attribution_id}
        parent = self._parent.get(attribution_id)
        while parent is not None and parent not in seen:
            seen.add(parent)
            depth, parent = depth + 1, self._parent.get(parent)
        return depth

    def holder(self, start: int, end: int) -> int | None:
        """The innermost relation whose content holds the span: the deepest, then the shortest, then the first."""
        holding = [
            (-self.depth(attribution_id), last - first, attribution_id)
            for attribution_id, first, last in self._content
            if first <= start and end <= last
        ]
        return min(holding)[2] if holding else None

    def owners(self, length: int) -> list[int | None]:
        """The holder of each character of a text, in one pass."""
        owners: list[int | None] = [None] * length
        by_depth = sorted(self._content, key=lambda s: (-self.depth(s[0]), s[2] - s[1], s[0]), reverse=True)
        for attribution_id, first, last in by_depth:
            owners[first:last] = [attribution_id] * (min(last, length) - first)
        return owners

    def of(self, start: int, end: int) -> Voice:
        """Whose words the span is in."""
        cues = sorted(a for a, first, last in self._cue if first < end and start < last and a not in self._nobody)
        if cues:
            return Voice(max(cues, key=lambda a: (self.depth(a), -a)), True)
        return Voice(self.holder(start, end), False)


def by_document(attributions: pd.DataFrame, attribution_spans: pd.DataFrame) -> dict[str, Voices]:
    """One `Voices` for each document that has a relation."""
    spans = dict(tuple(attribution_spans.groupby("doc_id", sort=False)))
    return {
        str(doc_id): Voices(rows, spans.get(doc_id, attribution_spans.iloc[:0]))
        for doc_id, rows in attributions.groupby("doc_id", sort=True)
    }


NOBODY_ELSE = Voices(
    pd.DataFrame(columns=["attribution_id", "parent_id", "source_kind"]),
    pd.DataFrame(columns=["attribution_id", "role", "start", "end"]),
)
"""A document in which only the writer speaks."""
