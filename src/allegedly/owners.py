"""Whose each word of an article is: the innermost statement's whose content holds it, or the writer's.

Words that one voice tells in the words of another ("X said, Reuters reported") are X's; Reuters relays them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from allegedly import words

# No word crosses the end of a line, and most lines are one voice's.
_LINE = re.compile(r".+")


def depth(parents: Mapping[int, int | None], statement: int) -> int:
    """How many statements one stands inside; a loop of parents ends."""
    return len(_around(parents, statement))


def _around(parents: Mapping[int, int | None], statement: int) -> list[int]:
    """The statements one stands inside, the nearest first."""
    found: list[int] = []
    parent = parents.get(statement)
    while parent is not None and parent != statement and parent not in found:
        found.append(parent)
        parent = parents.get(parent)
    return found


def of_characters(
    parents: Mapping[int, int | None], contents: Iterable[tuple[int, int, int]], length: int
) -> list[int | None]:
    """The statement that each character of a text of this length belongs to; None for the writer's.

    `contents`: statement, start and end of each span. The deepest goes first, then the shortest, then the first.
    """
    owners: list[int | None] = [None] * length
    by_depth = sorted(contents, key=lambda s: (-depth(parents, s[0]), s[2] - s[1], s[0]), reverse=True)
    for statement, first, last in by_depth:
        owners[first:last] = [statement] * (min(last, length) - first)
    return owners


def of_words(text: str, owners: Sequence[int | None], start: int = 0, end: int | None = None) -> Counter[int | None]:
    """How many words of `text[start:end]` are whose: a word is that of its last letter or digit.

    A comma or a mark that touches the last word of a content does not take it out of it.

    >>> of_words("It rained, he said.", [0] * 9 + [None] * 10)
    Counter({0: 2, None: 2})
    """
    counted: Counter[int | None] = Counter()
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        whose = set(owners[line.start() : line.end()])
        if len(whose) == 1:  # several times as fast
            counted.update({whose.pop(): n} if (n := words.count(line.group())) else {})
        else:
            counted.update(_each(text, owners, *line.span()))
    return counted


def _each(text: str, owners: Sequence[int | None], start: int, end: int) -> Iterator[int | None]:
    for first, last in words.spans(text, start, end):
        at = last - 1
        while at > first and not text[at].isalnum():
            at -= 1
        yield owners[at]


def given(
    owned: Mapping[int | None, int], parents: Mapping[int, int | None], voices: Mapping[int, str | None]
) -> dict[int, tuple[int, int]]:
    """How many words each statement says itself, and how many it relays: (own, relayed) by statement.

    `owned` is what `of_words` gives, `voices` the voice of each statement, None for nobody's. A word is relayed by each
    other voice it is told through, once: by the outermost statement of that voice.

    >>> given({0: 1, 1: 2, None: 1}, {1: 0}, {0: "reuters", 1: "x"}), given({1: 2}, {1: 0}, {0: "x", 1: "x"})
    ({0: (1, 2), 1: (2, 0)}, {0: (0, 0), 1: (2, 0)})
    """
    own, relayed = dict.fromkeys(voices, 0), dict.fromkeys(voices, 0)
    for statement, n in owned.items():
        if statement is None:
            continue
        own[statement] += n
        # The outermost of each voice stays; nobody's statements are each their own.
        tellers = {voices[each] or f"({each})": each for each in _around(parents, statement)}
        tellers.pop(voices[statement] or f"({statement})", None)
        for teller in tellers.values():
            relayed[teller] += n
    return {each: (own[each], relayed[each]) for each in voices}
