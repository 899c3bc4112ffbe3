"""The edit log: every change from raw to clean text as a span of the raw text and what stands there instead.

Edits of one text never overlap; `apply(raw, edits)` gives exactly the clean text. Later passes are written in offsets
of the text they saw and carried back to the raw text by `compose`, as deltas are composed in version control.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

Run = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One change: text[start:end] == before becomes `after`. `reason` says why in words."""

    start: int
    end: int
    before: str
    after: str
    rule: str
    reason: str

    @property
    def action(self) -> str:
        """`removed` if nothing is left, `flagged` if nothing changed, else `repaired`."""
        if self.before == self.after:
            return "flagged"
        return "repaired" if self.after else "removed"


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits. Raises ValueError if an edit overlaps another or does not fit the text.

    >>> apply("The U.S.is", [Edit(4, 10, "U.S.is", "U.S. is", "joined", "")])
    'The U.S. is'
    """
    parts, at = [], 0
    for edit in sorted(edits):
        if edit.start < at or text[edit.start : edit.end] != edit.before:
            raise ValueError(f"edit {edit} does not fit: there stands {text[edit.start : edit.end]!r}, last end {at}")
        parts += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*parts, text[at:]])


def alignment(length: int, edits: Iterable[Edit]) -> list[Run]:
    """Runs (start, end, raw_start, raw_end) by which the clean text maps to a raw text of `length` characters.

    Only what differs inside an edit is a run of its own, so that words beside it keep their exact place.

    >>> alignment(10, [Edit(4, 10, "U.S.is", "U.S. is", "joined", "")])
    [(0, 8, 0, 8), (8, 9, 8, 8), (9, 11, 8, 10)]
    """
    runs: list[Run] = []
    clean = raw = 0
    for edit in sorted(edits):
        left = _common(edit.before, edit.after)
        right = _common(edit.before[left:][::-1], edit.after[left:][::-1])
        same = edit.start + left - raw
        if same:
            runs.append((clean, clean + same, raw, raw + same))
        clean, raw = clean + same, raw + same
        new, old = len(edit.after) - left - right, len(edit.before) - left - right
        if new:
            runs.append((clean, clean + new, raw, raw + old))
        clean, raw = clean + new, raw + old
    if raw < length:
        runs.append((clean, clean + length - raw, raw, length))
    return runs


def _common(one: str, other: str) -> int:
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n


class _Back:
    """Offsets of the text after `edits` carried back to the text before them."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.starts: list[int] = []
        self.ends: list[int] = []
        shift = 0
        for edit in edits:
            self.starts.append(edit.start + shift)
            self.ends.append(edit.start + shift + len(edit.after))
            shift += len(edit.after) - (edit.end - edit.start)

    def start(self, at: int) -> int:
        """The raw offset of a span's start, behind what was removed there."""
        i = bisect_right(self.ends, at) - 1
        # Edits that leave nothing may share one place: bisect_right takes the last of them.
        return at if i < 0 else at - self.ends[i] + self.edits[i].end

    def end(self, at: int) -> int:
        """The raw offset of a span's end, before what was removed there."""
        i = bisect_right(self.starts, at - 1) - 1
        while i >= 0 and self.ends[i] > at:
            i -= 1
        return at if i < 0 else at - self.ends[i] + self.edits[i].end


def compose(raw: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """The edits that do in one step what `first` and then `second` do.

    `second` has offsets into apply(raw, first). Edits of the two that touch the same characters become one, named
    after the later.

    >>> compose("&lt;b", [Edit(0, 4, "&lt;", "<", "entity", "a")], [Edit(0, 2, "<b", "", "tag", "b")])
    [Edit(start=0, end=5, before='&lt;b', after='', rule='tag', reason='b; a')]
    """
    if not first or not second:
        return sorted([*first, *second])
    first, second = sorted(first), sorted(second)
    back = _Back(first)
    made: list[Edit] = []
    group: list[tuple[int, int, Edit, bool]] = []
    spans = [(back.starts[k], back.ends[k], edit, False) for k, edit in enumerate(first)]
    spans += [(edit.start, edit.end, edit, True) for edit in second]
    # An edit of `first` comes before one of `second` at the same place.
    spans.sort(key=lambda s: (s[0], s[1], s[3]))
    low = high = 0
    for span in [*spans, None]:
        if span is not None and group and span[0] < high:
            group.append(span)
            high = max(high, span[1])
            continue
        if group:
            for edit in _merged(raw, group, low, high, back):
                # Groups come in the order of the text; two insertions at one place become one, in that order.
                if made and made[-1].start == made[-1].end == edit.start == edit.end:
                    edit = replace(edit, after=made.pop().after + edit.after)
                made.append(edit)
        if span is not None:
            group, (low, high) = [span], span[:2]
    return made


def _merged(raw: str, group: Sequence[tuple[int, int, Edit, bool]], low: int, high: int, back: _Back) -> list[Edit]:
    """One edit for a group of overlapping ones; `low` and `high` bound it in the text between the two passes."""
    ours = [edit for _, _, edit, later in group if not later]
    theirs = [edit for _, _, edit, later in group if later]
    if not theirs:
        return ours
    if not ours:
        return [replace(edit, start=back.start(edit.start), end=back.end(edit.end) if edit.end > edit.start
                        else back.start(edit.start)) for edit in theirs]  # fmt: skip
    start = min(back.start(low), min(edit.start for edit in ours))
    end = max(back.end(high), max(edit.end for edit in ours))
    middle = apply(raw[start:end], [replace(e, start=e.start - start, end=e.end - start) for e in ours])
    after = apply(middle, [replace(e, start=e.start - low, end=e.end - low) for e in theirs])
    if after == raw[start:end]:
        return []
    reasons = dict.fromkeys(edit.reason for edit in [*theirs, *ours])
    return [Edit(start, end, raw[start:end], after, theirs[-1].rule, "; ".join(reasons))]
