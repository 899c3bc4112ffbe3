"""Double quotation marks without a partner: where one stands, who is quoted up to where is a guess.

A quotation over several paragraphs opens each of them and closes only the last: those marks lack nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENING, _CLOSING = "“„«", "”»"
_MARK = re.compile(r'["“”„«»]')


def unpaired(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[int]:
    """Offsets of the double marks in `text` that nothing closes or that close nothing, paragraph by paragraph.

    >>> text = 'She said: "No.\\n\\nHe left.'
    >>> unpaired(text, [(0, 14), (16, 24)])
    [10]
    """
    found = []
    for number, (start, end) in enumerate(paragraphs):
        waiting: list[int] = []
        for mark in _MARK.finditer(text, start, end):
            at, sign = mark.start(), mark.group()
            german = sign == "“" and bool(waiting) and text[waiting[-1]] == "„"
            closes = sign in _CLOSING or german or (sign == '"' and bool(waiting))
            if closes and waiting:
                waiting.pop()
            # After a digit the straight mark stands for inches.
            elif sign in _OPENING or (sign == '"' and not (at > start and text[at - 1].isdecimal())):
                waiting.append(at)
            elif sign in _CLOSING:
                found.append(at)
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        # The last mark may be closed by a paragraph that opens with one.
        if waiting and following is not None and text[following] in _OPENING + '"':
            waiting.pop()
        found += waiting
    return sorted(found)
