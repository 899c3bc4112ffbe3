"""Text with overlapping marks, cut into pieces that never overlap.

What is marked in an article crosses as it likes: a hedge inside a quotation, a name across the edge of a repaired
word, a statement inside a statement. The text is cut wherever any mark starts or ends, so that each piece is covered
by one fixed set of marks and the page needs no nesting. The pieces put together are the text, character for
character.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A mark on `[start, end)` of a text. `layer` says what kind of mark, `key` which one."""

    start: int
    end: int
    layer: str
    key: str


@dataclass(frozen=True)
class Piece:
    """`[start, end)` of a text with the marks that cover it, longest first, and those of them that start here."""

    start: int
    end: int
    covering: tuple[Span, ...] = ()
    opening: tuple[Span, ...] = ()

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of the marks, each once, in order of first cover."""
        return tuple(dict.fromkeys(span.layer for span in self.covering))


def _longest_first(span: Span) -> tuple[int, int, str, str]:
    return -(span.end - span.start), span.start, span.layer, span.key


def pieces(start: int, end: int, spans: Iterable[Span], *, cuts: Iterable[int] = ()) -> list[Piece]:
    """`[start, end)` cut at the ends of all spans and at `cuts`, in order, without gap or overlap.

    Spans reach beyond the range as they like; what is outside is not shown, and a span that began before the range
    opens in its first piece. An empty span marks nothing. Raises ValueError if start > end.

    >>> [(p.start, p.end, p.layers) for p in pieces(0, 9, [Span(0, 6, "content", "a"), Span(4, 8, "hedge", "h")])]
    [(0, 4, ('content',)), (4, 6, ('content', 'hedge')), (6, 8, ('hedge',)), (8, 9, ())]
    """
    if start > end:
        raise ValueError(f"a text from {start} to {end} has no length: start must not be after end")
    marks = [s for s in set(spans) if s.start < s.end and s.start < end and s.end > start]
    edges = {start, end, *cuts, *(s.start for s in marks), *(s.end for s in marks)}
    inside = sorted(edge for edge in edges if start <= edge <= end)
    opens: dict[int, list[Span]] = {}
    for span in marks:
        opens.setdefault(max(span.start, start), []).append(span)
    found = []
    active: list[Span] = []
    for left, right in itertools.pairwise(inside):
        opening = sorted(opens.get(left, ()), key=_longest_first)
        active = sorted([s for s in active if s.end > left] + opening, key=_longest_first)
        found.append(Piece(left, right, tuple(active), tuple(opening)))
    return found
