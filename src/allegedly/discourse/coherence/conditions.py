"""The conditions under which a row of the lexicon of connectives counts: tag, dependents and place of its words.

Each is a predicate over the words from `first` to `last`; `CONDITIONS` is the closed vocabulary of the column.
"""

from __future__ import annotations

from collections.abc import Callable

from allegedly.discourse import lexicon
from allegedly.discourse.graph import Words

_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_CLAUSES = ("advcl", "ccomp", "ROOT", "conj", "parataxis", "relcl", "acl", "pcomp", "dep", "xcomp")
_NEAR = 10  # words between the two halves of "as quiet as"
_STATES = {"be", "have", "know", "want", "need", "believe", "think", "like", "own", "seem", "appear", "remain"}

_ASKING = {"ask", "know", "wonder", "decide", "say", "tell", "see", "learn", "doubt", "question", "check", "determine"}


def holds(words: Words, first: int, last: int, condition: str) -> bool:
    """Whether a condition (or with "!" its opposite) is true of the words from `first` to `last`."""
    return CONDITIONS[condition.removeprefix("!")](words, first, last) is not condition.startswith("!")


def _clauses(words: Words, first: int, last: int) -> bool:
    """Joins two verbs, each with something of its own: not "arrested and questioned him"."""
    head = words.head[first]
    if words.dep[first] not in ("cc", "preconj", "dep"):
        return False
    if words.pos[head] in _VERBS or words.dep[head] in ("ROOT", "ccomp", "advcl"):
        other = _conjunct(words, head, after=first)
        if other < 0:
            return words.pos[head] in _VERBS and _begins(words, first)
        return words.pos[other] in _VERBS and not (head == first - 1 and other == last + 1)
    return _subject_follows(words, last)


def _conjunct(words: Words, head: int, *, after: int) -> int:
    return next((k for k in words.kids[head] if k > after and words.dep[k] == "conj"), -1)


def _subject_follows(words: Words, last: int) -> bool:
    """Misread as joining nouns: what follows is the subject of a clause with a verb in the indicative."""
    if last + 1 >= len(words) or words.sentence[last + 1] != words.sentence[last]:
        return False
    _, end = words.sentences[words.sentence[last]]
    for i in range(last + 1, min(last + 7, end + 1)):
        if words.dep[i] in _SUBJECTS and words.left[i] >= last + 1 and words.head[i] > i:
            return words.tag[words.head[i]] in ("VBD", "VBP", "VBZ", "MD")
        if words.lower[i] in (",", ";"):
            return False
    return False


def _clause(words: Words, first: int, last: int) -> bool:
    """Introduces a clause: hangs on a verb that follows and that is neither what somebody asks nor a noun's."""
    for i in range(last, first - 1, -1):
        head = words.head[i]
        if words.dep[i] not in ("mark", "advmod", "dep", "cc") or head < last or words.dep[head] not in _CLAUSES:
            continue
        if words.dep[i] != "mark" and words.pos[head] not in _VERBS:
            continue
        if words.dep[head] in ("relcl", "acl", "pcomp") and words.tag[i] == "WRB":
            return False
        return not (words.lower[i] in ("if", "when") and _is_asked(words, first, head))
    return False


def _is_asked(words: Words, first: int, verb: int) -> bool:
    """A question reported, not a condition or a time: "asked if", "nobody knows when"."""
    return words.dep[verb] in ("ccomp", "pcomp") or (
        first > 0 and words.pos[first - 1] == "VERB" and words.lemma[first - 1].lower() in _ASKING
    )


def _noun_clause(words: Words, first: int, last: int) -> bool:
    """Introduces a clause about a noun of time: "the day when"."""
    head = words.head[first]
    return words.tag[first] == "WRB" and words.dep[head] == "relcl" and words.pos[words.head[head]] in ("NOUN", "PROPN")


def _ing(words: Words, first: int, last: int) -> bool:
    """A preposition before a participle with its own complement: "by breaking a window"."""
    kids = words.kids[last] or words.kids[first]
    return any(words.dep[k] == "pcomp" and words.tag[k] in ("VBG", "VBN") and k > last for k in kids)


def _small_clause(words: Words, first: int, last: int) -> bool:
    """ "with" before a subject and a participle or a place: "with the hosts winning"."""
    for k in words.kids[first]:
        if words.dep[k] == "pcomp" and words.child(k, *_SUBJECTS) >= 0:
            return True
        if words.dep[k] == "pobj" and _comma(words, first, last):
            return any(words.dep[x] == "acl" and words.tag[x] == "VBG" for x in words.kids[k])
    return False


def _starts(words: Words, first: int, last: int) -> bool:
    """Stands at the start of a sentence, or of a clause after a semicolon or a conjunction."""
    return _begins(words, first) or (
        first > 0
        and words.lower[first - 1] in (";", "and", "but", "-", "–", "—")
        and words.dep[first] in ("advmod", "cc")
    )


def _begins(words: Words, first: int) -> bool:
    at = words.sentences[words.sentence[first]][0]
    while at < first and not words.lower[at][0].isalnum():
        at += 1
    return at == first


def _adverb(words: Words, first: int, last: int) -> bool:
    """Hangs on a verb, as part of no noun phrase."""
    head = words.head[first]
    return words.dep[first] in ("advmod", "cc", "mark", "dep") and (
        words.pos[head] in _VERBS or words.dep[head] in ("ROOT", "advcl")
    )


def _perfect(words: Words, first: int, last: int) -> bool:
    """The clause it hangs on is in the perfect: "have doubled since"."""
    main = words.head[words.head[first]]
    return any(words.lemma[k] == "have" and words.dep[k] == "aux" for k in words.kids[main])


def _after_as(words: Words, first: int, last: int) -> bool:
    """The second half of "as quiet as"."""
    return any(
        words.lower[i] in ("as", "so") and words.dep[i] == "advmod" and words.head[i] < first
        for i in range(max(first - _NEAR, words.sentences[words.sentence[first]][0]), first)
    )


def _after_not_only(words: Words, first: int, last: int) -> bool:
    start = words.sentences[words.sentence[first]][0]
    return any(words.lower[i] == "not" and words.lower[i + 1] == "only" for i in range(start, first - 1))


def _degree(words: Words, first: int, last: int) -> bool:
    """ "so narrow", "so far", "so many": how much, not what follows."""
    head = words.head[first]
    return words.dep[first] == "advmod" and head == last + 1 and words.pos[head] in ("ADJ", "ADV", "DET")


def _said(words: Words, first: int, last: int) -> bool:
    """The clause reports: "as the mayor put it"."""
    row = lexicon.cue(words.lemma[words.head[first]].lower(), "VERB", "that")
    return row is not None and row.kind in ("speech", "writing")


def _stative(words: Words, first: int, last: int) -> bool:
    head = words.head[first]
    return words.lemma[head].lower() in _STATES or any(words.dep[k] == "auxpass" for k in words.kids[head])


def _bare_ing(words: Words, first: int, last: int) -> bool:
    """A participle without a subject follows: "while crossing the road"."""
    head = words.head[first]
    return words.tag[head] in ("VBG", "VBN") and words.child(head, *_SUBJECTS, "aux", "auxpass") < 0


def _comma(words: Words, first: int, last: int) -> bool:
    return first > 0 and words.lower[first - 1] == ","


def _comma_after(words: Words, first: int, last: int) -> bool:
    return last + 1 < len(words) and words.lower[last + 1] == ","


def _follows(*lower: str) -> Callable[[Words, int, int], bool]:
    return lambda words, first, last: last + 1 < len(words) and words.lower[last + 1] in lower


def _verb_follows(words: Words, first: int, last: int) -> bool:
    return last + 1 < len(words) and words.pos[last + 1] in _VERBS


def _measured(words: Words, first: int, last: int) -> bool:
    """ "two years later": how much later."""
    return words.child(first, "npadvmod") >= 0


def _own_subject(words: Words, first: int, last: int) -> bool:
    """What is joined has a subject of its own: "or it will close the plant"."""
    other = _conjunct(words, words.head[first], after=first)
    return other < 0 or words.child(other, *_SUBJECTS) >= 0


def _told(words: Words, first: int, last: int) -> bool:
    """Hangs on a verb directly: "was stopped because of rain"."""
    return words.pos[words.head[first]] in _VERBS


CONDITIONS: dict[str, Callable[[Words, int, int], bool]] = {
    "adverb": _adverb,
    "after_as": _after_as,
    "after_not_only": _after_not_only,
    "bare_ing": _bare_ing,
    "clause": _clause,
    "clauses": _clauses,
    "comma": _comma,
    "comma_after": _comma_after,
    "compound": lambda words, first, last: words.dep[last] == "compound",
    "degree": _degree,
    "ing": _ing,
    "measured": _measured,
    "noun_clause": _noun_clause,
    "of_follows": _follows("of"),
    "own_subject": _own_subject,
    "perfect": _perfect,
    "said": _said,
    "small_clause": _small_clause,
    "starts": _starts,
    "stative": _stative,
    "to_follows": _follows("to"),
    "told": _told,
    "verb_follows": _verb_follows,
}
"""The closed vocabulary of the column `condition`."""
