"""Paragraphs of a plain text, and whether its lines are hard-wrapped.

A paragraph ends at a blank line. In a text that is not hard-wrapped it also ends at every line break; in one that
is, at a line whose break was not forced by the width: the next word would still have fitted, and begins no sentence's
middle.
"""

from __future__ import annotations

import re
from itertools import pairwise

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WIDEST = 120


def _lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line, blank ones too, without white space at its edges."""
    found, start = [], 0
    for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        line = text[start:end]
        left = start + len(line) - len(line.lstrip())
        found.append((left, max(left, start + len(line.rstrip()))))
        start = after
    return found


def _first_word(text: str, start: int, end: int) -> int:
    """Length of the first word of a line."""
    return len(text[start:end].split(maxsplit=1)[0])


def _pairs(text: str, found: list[tuple[int, int]], *, longest: int) -> list[tuple[int, int]]:
    """For each long line that another follows: its end, and its length with the next word added."""
    made = []
    for (start, end), (start2, end2) in pairwise(found):
        if end - start >= 0.75 * longest and end2 > start2:
            made.append((end, end - start + 1 + _first_word(text, start2, end2)))
    return made


def wrap_width(text: str) -> int | None:
    """The width at which the lines of a hard-wrapped text break; None if they do not.

    Hard-wrapped: no line is longer than 120 characters, and to three in four of the long lines that another follows
    its first word could not have been added. Short lines tell nothing: they may be headings or the entries of a menu.

    >>> wrap_width("A line that has been broken because\\nit was too long for a screen of forty\\ncharacters.")
    37
    >>> wrap_width("Menu\\nHome\\nThe whole of this line is one paragraph.") is None
    True
    """
    found = _lines(text)
    longest = max((end - start for start, end in found), default=0)
    if not 30 <= longest <= _WIDEST:
        return None
    pairs = _pairs(text, found, longest=longest)
    forced = sum(joined > longest for _, joined in pairs)
    # Two or three lines may fit by chance: then each must end inside a sentence.
    if len(pairs) < 4 and any(text[end - 1] in '.!?"”' for end, _ in pairs):
        return None
    return longest if pairs and forced >= 0.75 * len(pairs) else None


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], *, width: int) -> bool:
    """Whether a line of a hard-wrapped text goes on in the one that follows.

    Programs that wrap count a line's length in ways of their own (the blank at its end, characters nobody sees), so a
    long line also goes on where the next one begins with a small letter.
    """
    length = line[1] - line[0]
    if length + 1 + _first_word(text, *following) >= width:
        return True
    return length >= 0.6 * width and text[following[0]].islower() and text[line[1] - 1] not in ".!?:"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph, without white space at its edges.

    >>> text = "Title\\nFirst.\\n\\nSecond."
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['Title', 'First.', 'Second.']
    """
    width = wrap_width(text)
    found: list[tuple[int, int]] = []
    open_line: tuple[int, int] | None = None
    for start, end in _lines(text):
        if end <= start:
            open_line = None
            continue
        joins = width is not None and open_line is not None and _goes_on(text, open_line, (start, end), width=width)
        if joins:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        open_line = (start, end)
    return found
