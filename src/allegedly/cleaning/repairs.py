"""Joined and split words, doubled spaces, hyphens at line ends: the faults of copied and spun text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allegedly.cleaning import vocabulary
from allegedly.cleaning.edits import Edit
from allegedly.cleaning.paragraphs import paragraphs, wrap_width
from allegedly.cleaning.wording import FUNCTION_WORDS

# Each pattern starts at the rare character, so that running text is passed over quickly.
_INITIALS_WORD = re.compile(r"(?<=[A-Z]\.[A-Z]\.)([a-z]{2,})(?![\w@])")
_STOP_WORD = re.compile(r"(?<=[a-z]{2})[.!?]+([A-Z][a-z]*)(?![\w@/]|\.\w)")
_COMMA_WORD = re.compile(r"(?<=[a-z]{2})[,;]([^\W\d_]{2,})(?![\w@/])")
_MARK_WORD = re.compile(r"([.,!?])([\"”])([^\W\d_]+)")
_DASH_WORD = re.compile(
    r"(?<=[\w’'])-(the|which|who|whom|whose|was|were|is|are|had|has|their|his|they|she|he|including|according|because"
    r"|although)(?=[ \n])"
)
_SPLIT_HYPHEN = re.compile(r"(?<=[\w.])( +-)([a-z]{3,})\b(?!-)")
_LAST = re.compile(r"(?:[A-Z]\.)+$|[^\W_]+$")
_LAST_WORD = re.compile(r"[^\W_][\w’']*$")
_PREFIXES = frozenset("anti pro non ex semi multi counter vice self inter".split())
_SPLIT_PREFIX = re.compile(rf"\b({'|'.join(sorted(_PREFIXES))})- (?=(\w+))", re.IGNORECASE)
_SECOND_PART = re.compile(
    r"\w+(?:ed|ing)|based|born|led|made|style|like|wide|old|type|run|era|level|term|free|held|built|bound|sized|born"
)
_SPACES = re.compile(r"(?<=\S)(?:[ \t\xa0]{2,}|\t)(?=\S)")
_LINE_HYPHEN = re.compile(r"\b([^\W\d_]{2,})-[ \t]*(?:\r\n|\n)[ \t]*([a-z]+)\b")
_TWICE = re.compile(r"\b(the|a|an|of|in|to|and|for|on|at|by|with|from|was|were|are)([ \n]+)\1\b(?!-)", re.IGNORECASE)
_DOMAINS = frozenset("com org net js io co uk tv fm me biz info ai py md txt html php".split())
_WEB = re.compile(r"https?:|www\.|[@/]")


def _before(text: str, at: int) -> str:
    """What stands before `at` since the last white space."""
    piece = text[max(0, at - 200) : at]
    return "" if not piece or piece[-1].isspace() else piece.split()[-1]


def joined(text: str) -> Iterable[Edit]:
    """Words that lost the blank between them.

    >>> [e.after for e in joined("The U.S.is silent.Next came Wagner-the army.")]
    ['U.S. is', 'silent. Next', 'Wagner – the']
    """
    for match in _INITIALS_WORD.finditer(text):
        if match[1] in FUNCTION_WORDS or vocabulary.is_word(match[1]):
            left = _LAST.search(_before(text, match.start(1)))
            if left:
                yield _spaced(text, left.group(), match, "joined_word", "a blank is missing after the abbreviation")
    for pattern, rule, reason in (
        (_STOP_WORD, "joined_sentence", "a blank is missing between two sentences"),
        (_COMMA_WORD, "joined_word", "a blank is missing after the comma"),
    ):
        for match in pattern.finditer(text):
            before = _before(text, match.start())
            left = _LAST_WORD.search(before)
            if (
                left
                and not _WEB.search(before)
                and before[: left.start()][-1:] != "."
                and _apart(left.group(), match[1], rule)
            ):
                yield _spaced(text, left.group() + text[match.start() : match.start(1)], match, rule, reason)
    for match in _DASH_WORD.finditer(text):
        before = _before(text, match.start())
        left = _LAST_WORD.search(before)
        if (
            left
            and before[: left.start()][-1:] != "-"
            and left.group().lower() not in _PREFIXES
            and len(left.group()) > 1
        ):
            start = match.start() - len(left.group())
            yield Edit(start, match.end(), text[start : match.end()], f"{left.group()} – {match[1]}", "joined_dash",
                       "a dash between clauses was written as a hyphen inside a word")  # fmt: skip
    yield from _joined_marks(text)


def _spaced(text: str, left: str, match: re.Match[str], rule: str, reason: str) -> Edit:
    start = match.start(1) - len(left)
    return Edit(start, match.end(1), text[start : match.end(1)], f"{left} {match[1]}", rule, reason)


def _apart(left: str, right: str, rule: str) -> bool:
    """Whether two words with a mark between them are two words, and no name or address like One.Tel."""
    one, two = left.lower(), right.lower()
    if two in _DOMAINS or not (one in FUNCTION_WORDS or vocabulary.is_word(one)):
        return False
    if rule == "joined_sentence" and not left[0].islower() and two not in FUNCTION_WORDS:
        return False
    return two in FUNCTION_WORDS or vocabulary.is_word(two) or right[0].isupper()


def _joined_marks(text: str) -> Iterable[Edit]:
    """Quotation marks that stand between two words without a blank."""
    for match in _MARK_WORD.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        inside = match[2] == "”" or text.count('"', line, match.start()) % 2 == 1
        after = f"{match[1]}{match[2]} {match[3]}" if inside else f"{match[1]} {match[2]}{match[3]}"
        if inside or match[1] == ",":
            yield Edit(*match.span(), match.group(), after, "joined_quote", "a blank is missing beside the mark")


def split(text: str) -> Iterable[Edit]:
    """Words that a blank cut in two, and more than one blank between words.

    >>> [(e.before, e.after) for e in split("U.S. -backed  forces")]
    [('U.S. -backed', 'U.S.-backed'), ('  ', ' ')]
    """
    taken: list[tuple[int, int]] = []
    for match in _SPLIT_HYPHEN.finditer(text):
        # "cases -thought to be" lost the other blank of a dash, "U.S. -backed" has one too many.
        if _SECOND_PART.fullmatch(match[2]) and vocabulary.is_word(match[2]):
            left = _LAST.search(_before(text, match.start()))
            if left:
                start = match.start() - len(left.group())
                taken.append((start, match.end()))
                yield Edit(start, match.end(), text[start : match.end()], f"{left.group()}-{match[2]}", "split_word",
                           "a blank before the hyphen")  # fmt: skip
    for match in _SPLIT_PREFIX.finditer(text):
        if match[2] not in ("and", "or", "to"):
            yield Edit(*match.span(), match.group(), f"{match[1]}-", "split_word", "a blank after the hyphen")
    for match in _SPACES.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            yield Edit(*match.span(), match.group(), " ", "spaces", "more than one blank between words")


def line_hyphens(text: str) -> Iterable[Edit]:
    """Words that were hyphenated at the end of a hard-wrapped line.

    >>> text = "The ministers of both countries now govern-\\nment by decree, people who saw it all before\\nsay."
    >>> [(e.before, e.after) for e in line_hyphens(text)]
    [('govern-\\nment', 'government')]
    """
    if ("-\n" not in text and "-\r" not in text) or wrap_width(text) is None:
        return
    for match in _LINE_HYPHEN.finditer(text):
        whole = (match[1] + match[2]).lower()
        apart = vocabulary.is_word(match[1].lower()) and vocabulary.is_word(match[2])
        if vocabulary.is_word(whole):
            yield Edit(*match.span(), match.group(), match[1] + match[2], "line_hyphen", "broken at a line end")
        elif apart:
            yield Edit(*match.span(), match.group(), f"{match[1]}-{match[2]}", "line_hyphen", "broken at its hyphen")


def repeated_words(text: str) -> Iterable[Edit]:
    """Function words that stand twice: flagged, not changed.

    >>> [(e.before, e.action) for e in repeated_words("It fell in the the north.")]
    [('the the', 'flagged')]
    """
    for match in _TWICE.finditer(text):
        yield Edit(*match.span(), match.group(), match.group(), "repeated_word", "the same word stands twice")


def repeated_paragraphs(text: str) -> Iterable[Edit]:
    """Paragraphs of ten words or more that stood in the article before: flagged, not changed."""
    seen: dict[str, int] = {}
    for number, (start, end) in enumerate(paragraphs(text)):
        plain = " ".join(text[start:end].casefold().split())
        if plain.count(" ") < 9:
            continue
        if plain in seen:
            words = text[start:end]
            yield Edit(start, end, words, words, "repeated_paragraph", f"the same as paragraph {seen[plain] + 1}")
        seen.setdefault(plain, number)
