"""Which statement stands inside which: "X said, Reuters reported", "he said he believed".

A statement stands inside the smallest other one whose content holds its cue, if the parse agrees: what has the same
subject ("said that, and added that"), is joined to another ("we hope, and I think"), or trails behind it
("..., describing him as rude"), stands beside it, even where a content was drawn too wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from allegedly.discourse import lexicon
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation, holders

_STEPS = 12  # words up a tree


def linked(words: Words, relations: Sequence[Relation]) -> list[Relation]:
    """Each relation with the number of the one it stands inside, if any."""
    held = [r.held() for r in relations]
    around_word = holders(held, of={r.cue for r in relations})
    finished: list[Relation] = []
    number = {r.cue: n for n, r in enumerate(relations)}
    for n, r in enumerate(relations):
        around = [
            (len(held[m]), m)
            for m in around_word.get(r.cue, ())
            if m != n
            and not (relations[m].cue in held[n] and len(held[m]) <= len(held[n]))
            and not (r.source_head >= 0 and r.source_head == relations[m].source_head)
            and not _is_beside(words, r, relations[m])
        ]
        parent = number.get(r.inside_of, min(around)[1] if around else None)
        finished.append(replace(r, parent=parent))
    return finished


def _is_beside(words: Words, one: Relation, around: Relation) -> bool:
    """Whether a relation with its cue in another one's content is joined to that, or trails behind it."""
    inner, outer = one.cue, around.cue
    if words.sentence[inner] != words.sentence[outer]:
        return words.quote[inner] < 0 <= words.quote[min(one.content)]  # the tag of a quotation of its own
    joined = inner
    while words.dep[joined] == "conj" and words.head[joined] != joined:
        joined = words.head[joined]
        if joined == outer:
            return True
    both = one.source_head >= 0 and around.source_head >= 0
    if both and words.lower[one.source_head] == words.lower[around.source_head] and inner in _above(words, outer):
        return True  # "we want him to stay, we want no other"
    trails = words.dep[inner] == "advcl" and words.tag[inner] == "VBG" and inner and words.lower[inner - 1] == ","
    return bool(trails and lexicon.knows(words.lemma[inner].lower(), "VERB") and outer in _above(words, inner))


def _above(words: Words, i: int) -> list[int]:
    """The words above one word, up to the root."""
    found: list[int] = []
    while words.head[i] != i and len(found) < _STEPS:
        i = words.head[i]
        found.append(i)
    return found
