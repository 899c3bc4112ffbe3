"""Who counted a number: the subject of the verb that counts, as in "the ministry counted 40 dead".

What stands in nobody's statement is the writer's to say, but need not be the writer's to count. Where a verb of
counting has the number for its object, whoever counted is its subject; of a passive, who stands behind "by". A pronoun,
or a passive without "by", leaves it open.
"""

from __future__ import annotations

from allegedly.discourse.graph import Words
from allegedly.discourse.speakers.sources import is_pronoun

_COUNT = {"count", "tally", "register", "record", "document", "list", "estimate"}
_PUT = {"put", "estimate"}
"""The number stands behind "at": "put the number of victims at 40"."""
_SUMS = {"number", "total", "toll", "dozen", "hundred", "thousand", "score", "ten"}
"""Words between a verb and what is counted: "counted dozens of victims"."""
_WRITER = {"i", "we"}


def counter(words: Words, first: int, last: int, noun: int, *, cue: int = -1) -> str | None:
    """Who counted the number from `first` to `last`, of what `noun` names; "" where that is left open.

    None where no verb counts it, where the writer does ("we counted"), or where the verb is the `cue` of the statement
    that the number stands in: its source is known.
    """
    for word in (noun, *range(first, last + 1)):
        verb = _verb(words, word)
        if verb >= 0 and verb != cue:
            passive = words.child(verb, "auxpass", "nsubjpass") >= 0
            who = _agent(words, verb) if passive else _subject(words, verb)
            if who >= 0 and words.lower[who] in _WRITER:
                return None
            return "" if who < 0 or is_pronoun(words, who) or words.tag[who] in ("WDT", "WP") else _phrase(words, who)
    return None


def _verb(words: Words, word: int) -> int:
    """The verb of counting whose object a word is, by itself or as what a sum is "of"; -1 for none."""
    above = words.head[word]
    if words.dep[word] == "pobj" and words.lower[above] == "of" and words.lemma[words.head[above]].lower() in _SUMS:
        word = words.head[above]
        above = words.head[word]
    if words.dep[word] in ("dobj", "nsubjpass") and words.lemma[above].lower() in _COUNT:
        return above
    if words.dep[word] == "pobj" and words.lower[above] == "at" and words.lemma[words.head[above]].lower() in _PUT:
        return words.head[above]
    return -1


def _subject(words: Words, verb: int) -> int:
    """The subject of a verb, or of the one that it stands beside or under; -1 for none."""
    found = words.child(verb, "nsubj")
    shared = words.dep[verb] in ("conj", "xcomp") and words.head[verb] != verb
    return found if found >= 0 or not shared else words.child(words.head[verb], "nsubj")


def _agent(words: Words, verb: int) -> int:
    by = words.child(verb, "agent")
    return words.child(by, "pobj") if by >= 0 else -1


def _phrase(words: Words, head: int) -> str:
    """A noun with what belongs to it, up to a clause or a comma."""
    inside = words.subtree(head)
    stops = [k for k in inside if k > head and (words.dep[k] in ("relcl", "acl", "appos") or words.lower[k] == ",")]
    last = min((words.left[k] for k in stops), default=inside[-1] + 1) - 1
    return " ".join(words.surface(inside[0], max(last, head)).split()).rstrip(" ,")
