"""From words to spans of text: which characters a source, a cue or a content takes in.

After the habits of PolNeAR's annotators: "that" stays inside the content, both quotation marks stay, a final full
stop or comma is left out unless the closing mark follows it, and material of the reporter in between cuts a
content in two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from allegedly.discourse.graph import Words

EDGES = {",", ".", ";", ":", "--", "—", "-", "–", "..."}
MARKS = {'"', "''", "'", "``"}
Range = tuple[int, int]
"""First and last word, both included."""


def is_punctuation(words: Words, i: int) -> bool:
    """Whether a word is a mark or a blank."""
    return words.pos[i] in ("PUNCT", "SPACE")


def content(words: Words, inside: Collection[int], *, but: Collection[int]) -> list[Range]:
    """The ranges of a content, from its words; `but` are words of source and cue that may stand between."""
    ranges: list[list[int]] = []
    for i in sorted(set(inside) - set(but)):
        if ranges and all(is_punctuation(words, j) and j not in but for j in range(ranges[-1][1] + 1, i)):
            ranges[-1][1] = i
        else:
            ranges.append([i, i])
    found = []
    for first, last in ranges:
        trimmed = trim(words, *_with_marks(words, first, last))
        if trimmed and not all(is_punctuation(words, j) for j in range(trimmed[0], trimmed[1] + 1)):
            found.append(trimmed)
    whole = [each for each in found if each[0] != each[1] or words.tag[each[0]] not in ("WP", "WDT", "WRB", "IN", "CC")]
    return whole or found


def plain(words: Words, inside: Iterable[int]) -> list[Range]:
    """The ranges of a source or a cue: words in a row, blanks between them bridged, edges trimmed."""
    ranges: list[list[int]] = []
    for i in sorted(set(inside)):
        if ranges and all(words.lower[j].isspace() for j in range(ranges[-1][1] + 1, i)):
            ranges[-1][1] = i
        else:
            ranges.append([i, i])
    return [found for first, last in ranges if (found := trim(words, first, last))]


def trim(words: Words, first: int, last: int) -> Range | None:
    """A range without blanks, commas, stops and dashes at its edges; None if nothing is left.

    A quotation mark at an edge goes too if its partner stands outside.
    """
    changed = True
    while changed and first <= last:
        changed = False
        if words.lower[first] in EDGES or words.lower[first].isspace() or _is_stray(words, first, first, last):
            first, changed = first + 1, True
        elif words.lower[last] in EDGES or words.lower[last].isspace() or _is_stray(words, last, first, last):
            last, changed = last - 1, True
    return (first, last) if first <= last else None


def _is_stray(words: Words, i: int, first: int, last: int) -> bool:
    if words.lower[i] not in MARKS or words.quote[i] < 0:
        return False
    mark = words.marks[words.quote[i]]
    return not (words.start[first] <= mark.end - 1 and mark.start <= words.end[last]) or (
        (words.start[i] == mark.start and mark.closed and mark.end > words.end[last] and i == last)
        or (words.end[i] == mark.end and mark.start < words.start[first] and i == first)
    )


def _with_marks(words: Words, first: int, last: int) -> Range:
    """A range with the quotation marks (and the stop before the closing one) that belong to its edges."""
    if first and words.lower[first - 1] in MARKS and 0 <= words.quote[first] == words.quote[first - 1]:
        first -= 1
    if words.quote[last] >= 0:
        at = last
        while at + 1 < len(words) and words.quote[at + 1] == words.quote[last] and is_punctuation(words, at + 1):
            at += 1
        if words.lower[at] in MARKS:
            last = at
    return first, last
