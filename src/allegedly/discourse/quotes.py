"""The map of quotation marks: which stretch of a text stands between which marks.

Measures direct speech as typography shows it, nothing more: whether a stretch is somebody's words is decided
by the cue beside it. Any style is read, whatever else the text does: curly marks by their direction, straight
marks and double apostrophes by what stands on either side of them and else by turns, single marks only in a
text that has no double ones. Straight marks start afresh with each paragraph. A mark without a partner closes
at the end of its paragraph, and goes on in the next one if that opens with a mark again, as newspapers do
with long quotations. Nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
_SINGLE = re.compile(r"['‘’‚‛]")
_OPENS = {"“", "„", "«", "``", "‘", "‚"}
_CLOSES = {"”", "»", "‟"}
_LONGEST_OPEN = 900  # characters a quotation without a closing mark may run to: some 150 words


@dataclass(frozen=True, order=True)
class Quote:
    """One quoted stretch, its marks included.

    Attributes:
        start: offset of the opening mark.
        end: offset after the closing mark (of the paragraph's text, where none closes it).
        closed: whether a closing mark was found.
        continues: whether it goes on from a quotation left open at the end of the paragraph before.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


def find(text: str, paragraphs: Sequence[tuple[int, int]] | None = None) -> list[Quote]:
    """The quoted stretches of a text, in order, never overlapping.

    Args:
        text: clean text with its own marks.
        paragraphs: offsets of the paragraphs; by default each line is one.

    >>> [(q.start, q.end) for q in find('He said "no" and "yes".')]
    [(8, 12), (17, 22)]
    >>> find('A 6\\' 2" board.')
    []
    """
    spans = list(paragraphs) if paragraphs is not None else _lines(text)
    pattern = _DOUBLE if _uses_double(text) else _SINGLE
    quotes: list[Quote] = []
    left_open = False
    for start, end in spans:
        found, now_open = _in_paragraph(text, start, end, pattern=pattern, continued=left_open)
        quotes.extend(found)
        left_open = now_open
    return quotes


def index(quotes: Sequence[Quote], positions: Iterable[int]) -> list[int]:
    """For each offset, in rising order, the number of the quotation that holds it, or -1."""
    result: list[int] = []
    at = 0
    for position in positions:
        while at < len(quotes) and quotes[at].end <= position:
            at += 1
        result.append(at if at < len(quotes) and quotes[at].start <= position else -1)
    return result


def is_scare(text: str, quote: Quote) -> bool:
    """Whether a quotation is a word or two held at arm's length and not a passage of speech.

    >>> is_scare('the "so-called" expert', Quote(4, 15))
    True
    """
    inside = text[quote.start : quote.end].strip("\"'“”‘’`„«» ")
    return len(inside.split()) <= 3 and not inside.endswith((".", ",", "?", "!"))


def _lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text) if match.group().strip()]


def _uses_double(text: str) -> bool:
    """Single marks are read only where no double ones do the work: they look like apostrophes."""
    marks = [m for m in _DOUBLE.finditer(text) if not _is_measure(text, m.start(), m.end())]
    if marks:
        return True
    return not any(_side(text, m.start(), m.end()) == "open" for m in _SINGLE.finditer(text))


def _is_measure(text: str, start: int, end: int) -> bool:
    """Inches and seconds: a straight mark right after a digit."""
    return text[start:end] in ('"', "''", "”") and start > 0 and text[start - 1].isdigit()


def _side(text: str, start: int, end: int) -> str:
    """What a mark looks like from its neighbours: "open", "close" or "either"."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    free_before = before.isspace() or before in "([{—–-/:"
    free_after = after.isspace() or after in ")]}.,;:!?—–-/"
    if free_before and not after.isspace() and after not in ".,;:!?)":
        return "open"
    if free_after and not before.isspace() and before not in "([":
        return "close"
    return "either"


def _in_paragraph(
    text: str, start: int, end: int, *, pattern: re.Pattern[str], continued: bool
) -> tuple[list[Quote], bool]:
    marks = [m.span() for m in pattern.finditer(text, start, end)]
    if pattern is _SINGLE:
        marks = [m for m in marks if _side(text, *m) != "either" or _between_letters(text, *m) is False]
    first_is_early = bool(marks) and not text[start : marks[0][0]].strip()
    quotes: list[Quote] = []
    opened: int | None = None
    goes_on = False
    for place, (left, right) in enumerate(marks):
        mark = text[left:right]
        if _is_measure(text, left, right) and _read_as_measure(marks, place, opened is not None):
            continue
        side = _side_of(text, mark, left, right)
        if opened is None:
            if side == "close" and not _opens_anyway(text, marks, place):
                continue  # a closing mark whose opening one was lost
            opened, goes_on = left, continued and first_is_early and place == 0
        elif side == "open" and not _closes_anyway(text, marks, place):
            if pattern is _SINGLE or mark in _OPENS:
                if _reopens(text, opened, left):
                    quotes.append(Quote(opened, left, closed=False, continues=goes_on))
                    opened, goes_on = left, False
                continue  # a quotation inside the quotation
            quotes.append(Quote(opened, _end_of(text, opened, left), closed=False, continues=goes_on))
            opened, goes_on = left, False
        else:
            if pattern is _SINGLE and _is_apostrophe(text, left, right, marks[place + 1 :]):
                continue
            quotes.append(Quote(opened, right, continues=goes_on))
            opened = None
    still_open = opened is not None
    if opened is not None and (pattern is _DOUBLE or _ends_openly(text, opened, end)):
        quotes.append(Quote(opened, _end_of(text, opened, end), closed=False, continues=goes_on))
    return quotes, still_open


def _side_of(text: str, mark: str, left: int, right: int) -> str:
    if mark in _OPENS:
        return "open"
    if mark in _CLOSES:
        return "close"
    return _side(text, left, right)


def _between_letters(text: str, left: int, right: int) -> bool:
    return left > 0 and right < len(text) and text[left - 1].isalnum() and text[right].isalnum()


def _read_as_measure(marks: list[tuple[int, int]], place: int, is_open: bool) -> bool:
    """Closed text: always. Open text: only if the marks that follow would otherwise be left with an odd one."""
    return not is_open or (len(marks) - place - 1) % 2 == 1


def _opens_anyway(text: str, marks: list[tuple[int, int]], place: int) -> bool:
    """A straight mark that touches the word before, with its partner still to come (a lost blank)."""
    left, right = marks[place]
    return text[left:right] not in _CLOSES and right < len(text) and text[right].isalnum()


def _closes_anyway(text: str, marks: list[tuple[int, int]], place: int) -> bool:
    """A straight mark that touches the word after it (a lost blank): it closes if what is inside ends a clause."""
    left, right = marks[place]
    return text[left:right] not in _OPENS and left > 0 and text[left - 1] in ".,!?"


def _reopens(text: str, opened: int, left: int) -> bool:
    """An opening mark after the end of a sentence and a line: the quotation before was never closed."""
    return text[opened:left].rstrip(" ").endswith("\n")


def _is_apostrophe(text: str, left: int, right: int, later: list[tuple[int, int]]) -> bool:
    """A plural's possessive inside single quotation marks: "the miners' strike'" closes at the last mark."""
    before = text[left - 1] if left else " "
    if before == "s" and right < len(text) and text[right] == " " and text[right + 1 : right + 2].islower():
        return any(_side(text, *mark) == "close" for mark in later)
    return False


def _ends_openly(text: str, opened: int, end: int) -> bool:
    """A single mark that never closes is a quotation only if it holds sentences: otherwise 'tis an elision."""
    if text[opened] not in "‘‚" and end - opened <= 80:
        return False
    return text[opened:end].rstrip().endswith((".", "!", "?")) and " " in text[opened:end].strip()


def _end_of(text: str, opened: int, end: int) -> int:
    """Where an open quotation is taken to end: the paragraph, cut at the last sentence within bounds."""
    stop = min(end, opened + _LONGEST_OPEN)
    if stop < end:
        ends = [m.end() for m in re.finditer(r"[.!?]", text[opened:stop])]
        stop = opened + ends[-1] if ends else stop
    return opened + len(text[opened:stop].rstrip())
