"""Whose words a cue is in: the innermost relation whose content holds it, or the writer's.

A hedge that is itself the cue of a relation ("believed", "alleged") is linked to that relation if somebody is named as
its source. It already counts there as a stance, so rates leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from allegedly import owners, tables


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

    `relations`: attribution_id, parent_id and source_kind of each; `spans`: attribution_id, role, start, end.
    """

    def __init__(
        self, relations: Iterable[tuple[int, int | None, str]], spans: Iterable[tuple[int, str, int, int]]
    ) -> None:
        relations, spans = list(relations), list(spans)
        self._parent = {attribution_id: parent for attribution_id, parent, _ in relations}
        self._nobody = {attribution_id for attribution_id, _, kind in relations if kind == "none"}
        self._content = [
            (attribution_id, start, end) for attribution_id, role, start, end in spans if role == "content"
        ]
        self._cue = [(attribution_id, start, end) for attribution_id, role, start, end in spans if role == "cue"]

    def depth(self, attribution_id: int) -> int:
        """How many relations this one stands inside."""
        return owners.depth(self._parent, attribution_id)

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
        return owners.of_characters(self._parent, self._content, length)

    def of(self, start: int, end: int) -> Voice:
        """Whose words the span is in."""
        cues = sorted(a for a, first, last in self._cue if first < end and start < last and a not in self._nobody)
        if cues:
            return Voice(max(cues, key=lambda a: (self.depth(a), -a)), True)
        return Voice(self.holder(start, end), False)


def by_document(attributions: pd.DataFrame, attribution_spans: pd.DataFrame) -> dict[str, Voices]:
    """One `Voices` for each document that has a relation."""
    spans = tables.by_document(attribution_spans, "attribution_id", "role", "start", "end")
    relations = tables.by_document(attributions, "attribution_id", "parent_id", "source_kind")
    return {doc_id: Voices(own, spans.get(doc_id, [])) for doc_id, own in sorted(relations.items())}


NOBODY_ELSE = Voices([], [])
"""A document in which only the writer speaks."""
