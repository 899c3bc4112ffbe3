"""What a word is, in every count and every rate: a token with a letter or a digit.

A token is what stands between blanks or dashes: "so-called", "U.S." and "1,000" are one word each, "war—the" and
"war--the" two, a lone mark none. One definition for all stages, so that words of a voice and words of its article
can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A dash within a line is "—" or typed as "--"; the hyphen and the "–" of "2014–18" join.
_TOKEN = re.compile(r"(?:[^\s\u2014-]+|-(?!-))+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where each word of `text[start:end]` starts and ends, marks that touch it included.

    >>> list(spans("No -- 9 p.m."))
    [(0, 2), (6, 7), (8, 12)]
    """
    for token in _TOKEN.finditer(text, start, len(text) if end is None else end):
        if _is_word(token.group()):
            yield token.span()


def count(text: str) -> int:
    """How many words a text has.

    >>> count('It -- "was" 9 p.m.'), count("so-called war\u2014the 1,000th"), count(" ... ")
    (4, 4, 0)
    """
    # As `spans` counts them, several times as fast: stage 01 counts the words of each line more than once.
    tokens = text.replace("\u2014", " ").replace("--", " ").split()
    return sum(map(_is_word, tokens))


def _is_word(token: str) -> bool:
    return token[0].isalnum() or _LETTER_OR_DIGIT.search(token) is not None


def one_line(text: object) -> str:
    """A text with its line breaks and runs of blanks as single blanks; "" for one that is missing.

    >>> one_line("the\\n army"), one_line(None)
    ('the army', '')
    """
    return " ".join(text.split()) if isinstance(text, str) else ""
