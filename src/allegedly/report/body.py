"""The body of an article: paragraphs and sentences of pieces, with what was removed put back where it stood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from allegedly.report.edits import Edit
from allegedly.report.markup import Piece, Span, pieces
from allegedly.report.speakers import Speaker

LETTERS = {
    "content": "c", "source": "s", "cue": "q", "hedge": "h", "booster": "b", "apart": "p", "name": "m",
    "repaired": "e", "flagged": "e", "removed": "e",
}  # fmt: skip
"""A letter for each layer, as the script of the page knows them."""


@dataclass(frozen=True)
class Bit:
    """A piece of text ready to be shown: its words and classes, the marks that cover it, and what was removed before.

    `row` is the anchor of the table row that the bit leads to: that of the shortest mark that starts here. A key is the
    letter of a layer and the number of a row.
    """

    text: str
    classes: str
    keys: str
    row: str
    removed: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence and the text up to the next one."""

    anchor: str
    bits: list[Bit]
    uncertain: bool


@dataclass(frozen=True)
class Paragraph:
    """The sentences of a paragraph, who speaks in it, and what was removed before it."""

    sentences: list[Sentence]
    speakers: list[Speaker]
    removed: list[Edit]
    headline: bool = False


@dataclass(frozen=True)
class Marks:
    """All marks of one article: their spans, the row each leads to, and the speaker and stance of each statement."""

    spans: list[Span]
    rows: Mapping[str, str]
    speakers: Mapping[str, Speaker]
    stances: Mapping[str, str]

    def speaker(self, piece: Piece) -> Speaker | None:
        """Whose words a piece is; the innermost, where statements lie inside each other."""
        inner = [s for s in piece.covering if s.layer == "content"]
        return self.speakers[inner[-1].key] if inner else None


def bit(text: str, piece: Piece, marks: Marks, removed: Iterable[Edit] = ()) -> Bit:
    """One piece as the page shows it."""
    classes = list(piece.layers)
    voiced = [s for s in piece.covering if s.layer in ("content", "source")]
    cues = [s for s in piece.covering if s.layer == "cue"]
    if voiced:
        classes.append(f"v{marks.speakers[voiced[-1].key].colour}")
    if cues:
        classes.append(f"st-{marks.stances[cues[-1].key]}")
    inner_first = tuple(reversed(piece.opening))
    return Bit(
        text[piece.start : piece.end],
        " ".join(classes),
        " ".join(f"{LETTERS[s.layer]}{s.key[1:]}" for s in reversed(piece.covering)),
        marks.rows[inner_first[0].key] if inner_first else "",
        tuple(removed),
    )


def block_places(places: Iterable[int], sentences: Sequence[Any]) -> dict[int, int]:
    """The places that lie between two paragraphs, each with the number of the sentence that follows.

    >>> from collections import namedtuple
    >>> Row = namedtuple("Row", "paragraph_id start end")
    >>> block_places([0, 4, 9, 12], [Row(0, 0, 3), Row(0, 4, 8), Row(1, 10, 20)])
    {0: 0, 9: 2}
    """
    starts = [row.start for row in sentences]
    found = {}
    for place in sorted(places):
        after = bisect_left(starts, place)
        before = sentences[after - 1] if after else None
        follows = sentences[after] if after < len(sentences) else None
        if before is not None and place < before.end:
            continue
        if before is None or follows is None or before.paragraph_id != follows.paragraph_id:
            found[place] = after
    return found


def _is_line(edit: Edit) -> bool:
    """True for what reads as a line of its own, false for a mark or two of markup."""
    return len(edit.before.strip()) > 3


def body(
    text: str,
    sentences: Sequence[Any],
    marks: Marks,
    *,
    anchor: str,
    title: str = "",
    uncertain: frozenset[int] = frozenset(),
    removed: Mapping[int, list[Edit]] | None = None,
) -> tuple[list[Paragraph], list[Edit]]:
    """The paragraphs of a text, which together hold every character of it, and what was removed after the last.

    `sentences` are rows of table `sentences` in order; text between two sentences goes with the first of them.
    """
    removed = removed or {}
    between = block_places((place for place, edits in removed.items() if any(map(_is_line, edits))), sentences)
    inline = {place: edits for place, edits in removed.items() if place not in between}
    bounds = [0, *(row.start for row in sentences[1:]), len(text)] if sentences else []
    numbered = list(zip(sentences, bounds, bounds[1:], range(len(sentences)), strict=False))
    paragraphs = []
    for _, group in groupby(numbered, key=lambda item: item[0].paragraph_id):
        rows = list(group)
        made, heard = [], {}
        for row, start, end, _ in rows:
            cut = pieces(start, end, marks.spans, cuts=inline)
            bits = [bit(text, piece, marks, inline.get(piece.start, ())) for piece in cut]
            made.append(Sentence(f"{anchor}s{row.sentence_id}", bits, row.sentence_id in uncertain))
            for speaker in filter(None, map(marks.speaker, cut)):
                heard[speaker.voice_id] = speaker
        first = rows[0][3]
        block = [edit for place, after in sorted(between.items()) if after == first for edit in removed[place]]
        headline = first == 0 and len(rows) == 1 and rows[0][0].text.strip() == title.strip()
        paragraphs.append(Paragraph(made, list(heard.values()), block, headline))
    last = [e for place, after in sorted(between.items()) if after == len(sentences) for e in removed[place]]
    return paragraphs, last
