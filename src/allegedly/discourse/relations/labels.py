"""Relations whose cue is a colon or dash between a speaker's label and the words: "Minister: 'We will'", "Poll: most
drivers want tolls", a transcript's "WALLER: I was there.", and "Strike kills 100: report".

These are rules of their own, since the clues of a verb do not fit them; their `rule` starts with "shape".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from allegedly.discourse import lexicon
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation

_LONGEST_LABEL = 6


def find(words: Words) -> list[Relation]:
    """The relations that labels show: before the words, in a headline and in a transcript, and after a headline's."""
    turns = _turns(words)
    spoken = {i for r in turns for i in r.content}
    found = []
    for number, (first, last) in enumerate(words.sentences):
        if first in spoken or any(r.cue in range(first, last + 1) for r in turns):
            continue
        at = _colon(words, first, last)
        if at > 0:
            found += _speaker_before(words, first, at, last)
        if number == 0 or words.lower[last] not in (".", "!", "?", '"'):
            found += _source_after(words, first, last)
    return [*turns, *found]


def can_speak(words: Words, head: int) -> bool:
    """Whether a word is a name or a noun of somebody, or something, that says things."""
    return (
        words.entity[head] in ("PERSON", "ORG", "NORP", "GPE")
        or words.pos[head] == "PROPN"
        or bool(lexicon.noun(words.lemma[head].lower()))
    )


def _colon(words: Words, first: int, last: int) -> int:
    """The first colon near the start of a sentence that goes on after it, or -1."""
    return next((i for i in range(first + 1, min(first + 13, last)) if words.lower[i] == ":"), -1)


def _turns(words: Words) -> list[Relation]:
    """The turns of an interview or a debate: lines that begin with the label of somebody whose label, or whose last
    name alone, begins another line too.

    A turn goes on to the end of its paragraph. "Q" and "A" name nobody and are left alone, as are lists of figures.
    """
    labels: dict[int, tuple[int, int, str]] = {}
    for first, last in words.sentences:
        at = _colon(words, first, last)
        if at < 0 or not _starts_line(words, first):
            continue
        start = first + (words.pos[first] == "PUNCT")  # a transcript may stand in quotation marks
        label = words.surface(start, at - 1)
        if 0 < at - start <= _LONGEST_LABEL and len(label) > 1 and (label.isupper() or _is_person(words, start, at)):
            labels[first] = (start, at, label.split()[-1])
    often = Counter(name for _, _, name in labels.values())
    found = []
    for start, at, name in labels.values():
        if often[name] < 2:
            continue
        end = at + 1
        while end < len(words) and words.paragraph[end] == words.paragraph[at] and end not in labels:
            end += 1
        said = frozenset(i for i in range(at + 1, end) if words.pos[i] != "SPACE")
        if any(words.pos[i] in ("VERB", "AUX") for i in said):
            found.append(_relation(range(start, at), at, said, 0.8, "shape: speaker's turn"))
    return found


def _is_person(words: Words, first: int, at: int) -> bool:
    """Whether the capitalised words before a colon are a person's name, here or elsewhere in the text."""
    if not all(words.surface(i, i)[:1].isupper() for i in range(first, at)):
        return False
    return words.entity[at - 1] == "PERSON" or words.lower[at - 1] in _persons(words)


def _persons(words: Words) -> set[str]:
    """The words that stand in a person's name somewhere in the text."""
    return {low for low, label in zip(words.lower, words.entity, strict=True) if label == "PERSON"}


def _speaker_before(words: Words, first: int, at: int, last: int) -> list[Relation]:
    left = range(first, at)
    if words.quote[at] >= 0 or any(words.pos[i] in ("VERB", "AUX") or words.quote[i] >= 0 for i in left):
        return []
    if _is_quotation(words, at + 1, last):
        heads = [i for i in left if words.pos[i] in ("PROPN", "NOUN") and words.head[i] not in left] or [
            i for i in left if words.pos[i] in ("PROPN", "NOUN")
        ][-1:]
        if not heads or not can_speak(words, heads[0]):
            return []
        inside = frozenset(i for i in range(at + 1, last + 1) if words.quote[i] >= 0)
        return [_relation(left, at, inside, 0.8, "shape: speaker, colon, quotation", head=heads[0])]
    if len(left) > _LONGEST_LABEL or not _is_headline(words, first, last):
        return []
    inside = frozenset(range(at + 1, last + 1))
    telling = lexicon.noun(words.lemma[at - 1].lower()) or lexicon.noun(words.lower[at - 1])
    if telling and not any(words.tag[i] == "POS" for i in left):  # not an "Editor's note"
        enough = len(inside) > 2
    else:
        enough = _is_person(words, first, at) and any(words.pos[i] in ("VERB", "AUX") for i in inside)
    return [_relation(left, at, inside, 0.75, "shape: headline, speaker, colon")] if enough else []


def _is_headline(words: Words, first: int, last: int) -> bool:
    """Whether a sentence is a line of its own: the first of the text, or one without a full stop."""
    alone = _starts_line(words, first) and _ends_line(words, last)
    return alone and (words.sentence[first] == 0 or words.lower[last] not in (".", ";", ","))


def _starts_line(words: Words, i: int) -> bool:
    start = words.start[i]
    return not words.text[words.text.rfind("\n", 0, start) + 1 : start].strip()


def _ends_line(words: Words, i: int) -> bool:
    end = words.end[i]
    line = words.text.find("\n", end)
    return not words.text[end : line if line >= 0 else None].strip()


def _source_after(words: Words, first: int, last: int) -> list[Relation]:
    """A headline whose last words after a colon or dash are who says so: "Strike kills 100: reports"."""
    end = last - 1 if words.lower[last] in (".",) else last
    for at in range(max(first + 3, end - 6), end):
        if words.lower[at] not in (":", "-", "—", "–", "--"):
            continue
        tail = [i for i in range(at + 1, end + 1) if not words.lower[i].isspace()]
        alone = len(tail) == 1 and lexicon.noun(words.lower[tail[0]].removesuffix("s"))
        if (not alone and any(words.pos[i] in ("VERB", "AUX", "ADP") for i in tail)) or any(
            words.lower[i] in (",", ":") for i in tail
        ):
            continue
        head = tail[-1]
        kind = alone or lexicon.noun(words.lemma[head].lower())
        if kind or (words.entity[head] in ("PERSON", "ORG") and words.sentence[first] == 0 and words.lower[at] == ":"):
            return [_relation(tail, at, frozenset(range(first, at)), 0.75, "shape: headline, colon, source")]
    return []


def _relation(
    source: Sequence[int], at: int, content: frozenset[int], probability: float, rule: str, *, head: int | None = None
) -> Relation:
    return Relation(
        cue=at,
        cue_words=(at,),
        source=frozenset(source),
        source_head=source[-1] if head is None else head,
        content=content,
        probability=probability,
        rule=rule,
    )


def _is_quotation(words: Words, first: int, last: int) -> bool:
    inside = [i for i in range(first, last + 1) if words.pos[i] not in ("PUNCT", "SPACE")]
    return len(inside) > 2 and sum(words.quote[i] >= 0 for i in inside) * 10 >= len(inside) * 7
