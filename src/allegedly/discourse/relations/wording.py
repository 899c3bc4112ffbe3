"""How a relation is worded: the words of its cue, its lemma, and the form its content is given in."""

from __future__ import annotations

from collections.abc import Sequence

from allegedly.discourse import lexicon, spans
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.relations import cues
from allegedly.discourse.spans import Range

_IN_CUE = {"about", "of", "on", "against", "at", "to", "over", "for", "with"}


def cue_words(words: Words, i: int, inside: frozenset[int]) -> tuple[int, ...]:
    """The words of a cue: verb, auxiliaries, negation, particle, and a preposition that its content hangs on."""
    found = {i}
    first = i
    for k in words.kids[i]:
        dep = words.dep[k]
        if dep in ("aux", "auxpass", "neg") and k < i and k not in inside:
            found.add(k)
            first = min(first, k)
        elif (dep in ("prt", "neg") and k > i) or (dep == "acomp" and completes(words, i, k)):
            found.add(k)
        elif dep == "prep" and words.lower[k] in _IN_CUE and inside.intersection(words.kids[k][:1]):
            found.update({k} if found.issuperset(range(i + 1, k)) else ())
    for k in words.kids[i]:
        if words.dep[k] == "advmod" and first < k < i and not words.kids[k]:
            found.add(k)
    if words.lemma[i] == "call" and i + 1 < len(words) and words.lower[i + 1] in ("on", "upon") and i + 1 not in inside:
        found.add(i + 1)
    if words.lower[i] == "according" and i + 1 < len(words) and words.lower[i + 1] == "to":
        found.add(i + 1)
    return tuple(sorted(found))


def completes(words: Words, i: int, adjective: int) -> bool:
    """Whether an adjective is the reporting part of a verb: "is unclear", "remains uncertain"."""
    return words.pos[i] == "AUX" or lexicon.cue(words.lemma[adjective].lower(), "ADJ", "") is not None


def is_expletive(words: Words, cue: int, subject: int) -> bool:
    """The "it" of "it is unclear whether" and "it was claimed that", which speaks for nobody."""
    if words.lower[subject] != "it" or words.head[subject] != cue:
        return False
    below = [*words.kids[cue], *(x for k in words.kids[cue] if words.dep[k] == "acomp" for x in words.kids[k])]
    clause = any(words.dep[k] in ("ccomp", "advcl", "xcomp", "csubj") for k in below if k > cue)
    return clause and (words.dep[subject] == "expl" or cues.is_passive(words, cue) or words.child(cue, "acomp") >= 0)


def is_unsaid(words: Words, cue: int) -> bool:
    """Whether a cue tells of what nobody has said: asked for, told to the reader, or guessed by the writer.

    "They demanded that the ministry tell the truth", "Label each jar", "she undoubtedly knew that he lied".
    """
    tag, head = words.tag[cue], words.head[cue]
    has = {words.dep[k] for k in words.kids[cue]}
    if tag == "VB" and head == cue and words.quote[cue] < 0:
        return not has & {"nsubj", "nsubjpass", "aux", "ccomp"}
    if tag in ("VB", "VBP") and words.dep[cue] == "ccomp" and not has & {"aux", "auxpass"}:
        row = lexicon.cue(words.lemma[head].lower(), words.pos[head], cues.frame(words, head))
        return row is not None and row.stance == "demand" and cues.clause_mark(words, cue) == "that"
    row = lexicon.cue(words.lemma[cue].lower(), words.pos[cue], cues.frame(words, cue))
    guessed = any(words.dep[k] == "advmod" and lexicon.plays(words.lower[k], "guessing") for k in words.kids[cue])
    return guessed and row is not None and row.kind == "belief"


def dateline(words: Words, r: Relation) -> set[int]:
    """The words before a first sentence that are not part of it: a dateline, or a label with a colon.

    "MOSCOW, Feb 16 (Example Wire) - ", "Harbour: ".
    """
    first, last = words.sentences[words.sentence[r.cue]]
    label = next((i for i in range(first, min(first + 3, last)) if words.lower[i] == ":"), None)
    if (
        label is not None
        and label < r.cue
        and not any(words.pos[i] not in ("NOUN", "PROPN", "ADJ") or i in r.source for i in range(first, label))
    ):
        return set(range(first, label + 1))
    if not words.surface(first, first).isupper() or words.end[first] - words.start[first] < 3:
        return set()
    dash = next(
        (
            i
            for i in range(first + 1, min(first + 18, last))
            if words.lower[i] in ("-", "--", "—", "–")
            and words.lower[i - 1] != words.lower[i]
            and words.text[words.start[i] - 1].isspace()
        ),
        None,
    )
    return set(range(first, dash + 1)) if dash is not None and r.cue > dash else set()


def entry(words: Words, r: Relation) -> str:
    """The entry a cue goes under: its lemma, with the particle of a phrasal verb."""
    lemma = words.lemma[r.cue].lower()
    particle = [words.lower[k] for k in words.kids[r.cue] if words.dep[k] == "prt"]
    if lemma == "accord":
        return "according to"
    adjective = words.child(r.cue, "acomp")
    if adjective >= 0 and completes(words, r.cue, adjective):
        return words.lower[adjective]
    if lemma == "call" and words.lower[r.cue_words[-1]] in ("on", "for", "upon"):
        particle = [words.lower[r.cue_words[-1]]]
    return " ".join([lemma, *particle])


def form(words: Words, ranges: Sequence[Range], of_stance: str) -> str:
    """How a content is given: `direct` (all in quotation marks), `mixed` (some), `narrated` (no clause), `indirect`."""
    inside = [i for first, last in ranges for i in range(first, last + 1) if not spans.is_punctuation(words, i)]
    quoted = [i for i in inside if words.quote[i] >= 0]
    if inside and len(quoted) == len(inside):
        return "direct"
    if quoted:
        return "mixed"
    held = set(inside)
    roots = [i for i in inside if words.head[i] not in held or words.head[i] == i]
    clause = any(
        words.pos[i] in ("VERB", "AUX") and not (of_stance == "withhold" and words.dep[i] == "xcomp") for i in roots
    ) or any(words.dep[k] in SUBJECT_OF_CLAUSE for i in roots for k in words.kids[i])
    return "indirect" if clause else "narrated"


SUBJECT_OF_CLAUSE = ("nsubj", "nsubjpass", "csubj", "expl")


def is_known(words: Words, i: int) -> bool:
    """Whether the lexicon has a row for a cue, or for the adjective or noun that completes it."""
    return lexicon.cue(words.lemma[i].lower(), words.pos[i], cues.frame(words, i)) is not None or any(
        words.dep[k] in ("acomp", "oprd") and lexicon.cue(words.lemma[k].lower(), "ADJ", "") for k in words.kids[i]
    )
