"""Numbers of people or things as reported, with the range their words allow.

"Dozens", "about 100" and "more than 200" can be laid side by side only as ranges: `low` and `high` are the lowest and
the highest number that fit the words, empty where they are open. "About" is read as a tenth more or less: a convention
of this project, since only the speaker knows, and told as one wherever a range is shown. Money,
shares, dates, times, ages, lengths and other measures count nothing and are left out, as is "one of them".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from allegedly import lexicons
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation, holders
from allegedly.discourse.speakers import people

_UNITS = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
          "eighteen nineteen").split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUE = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
_MANY = {f"{word}s": (word, 2 * n) for word, n in _SCALE.items()} | {"tens": ("ten", 20)}
_OPENERS = {*_MANY, *_SCALE, "several", "few"}
_ABOUT = ("about", "around", "roughly", "approximately", "some", "perhaps", "an estimated", "estimated")
_NEARLY = ("nearly", "almost")
_BEFORE = {
    "more than": "over", "over": "over", "at least": "least", "no fewer than": "least", "no less than": "least",
    "not less than": "least", "up to": "most", "at most": "most", "no more than": "most", "as many as": "most",
    "fewer than": "under", "less than": "under", "under": "under", "below": "under", "well over": "over",
    "in excess of": "over",
    **dict.fromkeys(_ABOUT, "about"), **dict.fromkeys(_NEARLY, "nearly"),
}  # fmt: skip
_AFTER = {"or more": "least", "at least": "least", "or fewer": "most", "at most": "most"}
_LONGEST = 3  # words of a qualifier
_NO_THINGS = {
    "DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART",
}  # fmt: skip
_NO_NOUNS = {"other", "total", "half", "pm", "p.m.", "am", "a.m.", "%", "bn", "m", "g", "k"}
"""Words behind a number that are no things: the rest of a time, a sum, a share."""
_BEFORE_NOUN = ("nummod", "compound", "quantmod", "amod", "nmod", "conj")
_SIGNS = {"$", "£", "€", "no", "number", "#"}
_ALIKE = {"aircraft", "staff", "personnel", "police", "sheep", "fish"}
"""One and many are spelled alike."""
_VICTIMS = {"dead", "wounded", "injured", "killed", "hurt", "missing", "homeless"}


@dataclass(frozen=True)
class Quantity:
    """A number as said: first and last word, range, what is counted, the relation whose words it stands in,
    and the word that is counted."""

    first: int
    last: int
    low: float | None
    high: float | None
    counted: str
    relation: int | None
    noun: int


def find(words: Words, relations: Sequence[Relation]) -> list[Quantity]:
    """The quantities of a document in the order of the text. `relation` is a place in `relations`."""
    found: list[Quantity] = []
    numbers = [i for i, tag in enumerate(words.tag) if tag == "CD" or words.lower[i] in _OPENERS]
    around = holders([r.held() for r in relations], of=set(numbers))
    last = -1
    for i in numbers:
        if i <= last:
            continue
        end, value = _number(words, i)
        if value is None:
            continue
        last, highest = _second(words, i, end, value)
        found.extend(_quantity(words, relations, around.get(i, ()), i, last, value, highest))
    return found


def _second(words: Words, i: int, end: int, value: float) -> tuple[int, float]:
    """The last word and the value of the higher number of "20 to 30", "two or three", "between 20 and 30".

    The number itself where there is only one.
    """
    between = i > 0 and words.lower[i - 1] == "between"
    if value > 0 and words.lower[end + 1 : end + 2] and words.lower[end + 1] in ({"and"} if between else {"to", "or"}):
        last, highest = _number(words, end + 2) if end + 2 < len(words) else (end, None)
        if highest is not None and highest > value:
            return last, highest
    return end, value


def _number(words: Words, i: int) -> tuple[int, float | None]:
    """The last word of a number that begins here and its value; (i, None) where none does.

    A number on end ("several hundred", "dozens") has the value of the least it can mean, marked by being negative.
    """
    low = words.lower[i]
    if low in _MANY and words.tag[i] == "NNS":
        value = _MANY[low][1]
        if i + 2 < len(words) and words.lower[i + 1] == "of" and words.lower[i + 2] in _MANY:
            return i + 2, -float(value * _SCALE.get(_MANY[words.lower[i + 2]][0], 10))
        return i, -float(value)
    vague = low in ("several", "few") and i + 1 < len(words) and words.lower[i + 1] in _SCALE
    total, part, last = 0.0, 2.0 if vague else 0.0, i if vague else i - 1
    start = i + 1 if vague else i
    for k in range(start, min(start + 6, len(words))):
        word = words.lower[k]
        plain = _digits(word)
        if plain is not None and not part and words.tag[k] == "CD":
            part = plain
        elif word in _VALUE and words.pos[k] == "NUM":
            part += _VALUE[word]
        elif word in _SCALE and (part or (k == i and i and words.lower[i - 1] == "a")):
            part = max(part, 1) * _SCALE[word]
            if _SCALE[word] >= 1000:
                total, part = total + part, 0.0
        elif _links(words, k, part or total):
            continue
        else:
            break
        last = k
    if last < start:
        return i, None
    return last, -(total + part) if vague else total + part


def _links(words: Words, k: int, so_far: float) -> bool:
    """Whether a word joins two parts of a number: "twenty-five", "two hundred and six"."""
    if k + 1 >= len(words) or words.lower[k + 1] not in _VALUE:
        return False
    return (words.lower[k] == "-" and so_far in range(20, 100, 10)) or (words.lower[k] == "and" and so_far >= 100)


def _digits(word: str) -> float | None:
    return float(word.replace(",", "")) if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", word) else None


def _quantity(
    words: Words, relations: Sequence[Relation], around: Sequence[int], i: int, end: int, value: float, highest: float
) -> list[Quantity]:
    """The quantity, if the number, or the range from `value` to `highest`, counts something.

    `around`: the places of the relations in whose content the number stands.
    """
    noun = -1 if _is_no_count(words, i, end) else _counted(words, end)
    if noun < 0 or not _agrees(words, end, noun, highest):
        return []
    first, last, how = _qualified(words, i, end)
    if first == i and i > 0 and words.lower[i - 1] == "a" and words.lower[i] in _SCALE:
        first = i - 1
    low, high = _range(value, how) if value == highest else (value, highest)
    victims = words.lower[noun] in _VICTIMS
    counted = words.lower[noun] if victims else words.lemma[noun].lower()
    sizes = {n: sum(b - a for a, b in relations[n].ranges["content"]) for n in around}
    return [Quantity(first, last, low, high, counted, min(sizes, key=lambda n: (sizes[n], n)) if sizes else None, noun)]


def _agrees(words: Words, end: int, noun: int, value: float) -> bool:
    """Whether a noun has the number of the number: "the 1728 composition" is counted by nothing.

    Of single things only people count: "one witness", not "one room", "one of the witnesses" or a "one man band".
    """
    if value == 1:
        alone = words.lower[end + 1 : end + 2] != ["of"] and words.dep[noun] != "compound"
        return alone and people.is_person(words.lemma[noun].lower())
    bound = (
        words.lower[end + 1 : end + 2] == ["-"] and end + 2 < len(words) and words.text[words.start[end + 2]].islower()
    )
    return bound or words.tag[noun] == "NNS" or words.lower[noun] in _VICTIMS | _ALIKE or words.pos[noun] == "ADJ"


def _is_no_count(words: Words, i: int, end: int) -> bool:
    """Money, dates, scores ("3-2"), numbers in names ("Series 60"), "one another"."""
    begin, stop = words.start[i], words.end[end]
    before, after = words.text[max(begin - 2, 0) : begin], words.text[stop : stop + 2]
    return (
        any(words.entity[k] in _NO_THINGS for k in range(i, end + 1))
        or (i > 0 and (words.lower[i - 1] in _SIGNS or (words.tag[i - 1] == "NNP" and words.tag[i] == "CD")))
        or bool(re.fullmatch(r"\d[-–/]", before) or re.match(r"[-–/]\d|[A-Za-z]", after))
        or words.lower[end + 1 : end + 2] == ["another"]
        or _is_ratio(words, i, end)
    )


def _is_ratio(words: Words, i: int, end: int) -> bool:
    """ "One in six cars", "two out of three"."""
    before = [k for k in (i - 2, i - 3) if k >= 0 and words.tag[k] == "CD"]
    after = [k for k in (end + 2, end + 3) if k < len(words) and words.tag[k] == "CD"]
    return bool(
        (before and words.lower[i - 1] in ("in", "of") and words.lower[before[-1] + 1] in ("in", "out"))
        or (after and words.lower[end + 1] in ("in", "out") and words.lower[after[-1] - 1] in ("in", "of"))
    )


def _qualified(words: Words, i: int, end: int) -> tuple[int, int, str]:
    """The number with what stands before or after it to say how exact it is."""
    start = words.sentences[words.sentence[i]][0]
    for length in range(_LONGEST, 0, -1):
        phrase = " ".join(words.lower[max(i - length, start) : i])
        if i - length >= start and phrase in _BEFORE:
            return i - length, end, _BEFORE[phrase]
    phrase = " ".join(words.lower[end + 1 : end + 3])
    return (i, end + 2, _AFTER[phrase]) if phrase in _AFTER else (i, end, "")


def _range(value: float, how: str) -> tuple[float | None, float | None]:
    """Lowest and highest number that fit.

    >>> _range(200, "over"), _range(100, "about"), _range(-24, ""), _range(7, "")
    ((201.0, None), (90.0, 110.0), (24, None), (7.0, 7.0))
    """
    if value < 0:
        return -value, None
    low, high = float(value), float(value)
    return {
        "over": (low + 1, None),
        "least": (low, None),
        "most": (None, high),
        "under": (None, high - 1),
        "about": (round(low * 0.9, 1), round(high * 1.1, 1)),
        "nearly": (round(low * 0.9, 1), high),
    }.get(how, (low, high))


def _counted(words: Words, end: int) -> int:
    """What a number counts: the noun it stands before, "of" what, or what is put "at" it; -1 if nothing."""
    after = end + 1 if end + 1 < len(words) else end
    head = words.head[end]
    while words.pos[head] == "NUM" and words.head[head] != head:
        head = words.head[head]
    if words.lower[after] in _VICTIMS:
        return after
    if words.lower[after] == "of":
        noun = words.child(after, "pobj")
    elif words.dep[end] in _BEFORE_NOUN and words.pos[head] == "NOUN" and head > end:
        noun = head
    elif words.dep[end] == "pobj" and words.lower[head] == "at":
        noun = words.child(words.head[head], "dobj", "nsubjpass")
        inner = words.child(noun, "prep") if noun >= 0 else -1
        noun = words.child(inner, "pobj") if inner >= 0 else noun
    else:
        return -1
    if noun < 0 or words.pos[noun] not in ("NOUN", "ADJ") or words.entity[noun] in _NO_THINGS:
        return -1
    return -1 if _is_measure(words.lemma[noun].lower().rstrip(".")) else noun


@cache
def _measures() -> frozenset[str]:
    return frozenset(lexicons.load("measures")["entry"])


def _is_measure(noun: str) -> bool:
    return noun in _measures() or noun in _NO_NOUNS
