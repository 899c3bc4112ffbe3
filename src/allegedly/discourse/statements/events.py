"""Events under one name: "killed", "the death of", "are dead" tell of one, so that statements can be laid side by side.

A row of `data/lexicons/events.csv` brings a verb, noun or adjective under the event it names; a verb without a row is
an event by itself. Two statements are of one event only where those who take part fit, too: that is `propositions`.
"""

from __future__ import annotations

from functools import cache

from allegedly import lexicons
from allegedly.discourse.graph import Words

TOLLS = ("death", "injury")
"""Events whose number is news by itself."""
THERE = "there"
"""Stands for who does it in "there was a fire"."""
_AMONG = {"among", "amongst"}


@cache
def _rows() -> dict[tuple[str, str], str]:
    rows = lexicons.load("events", key=("entry", "pos"))
    return {(r.entry, r.pos): r.event for r in rows.itertuples(index=False)}


def listed(words: Words, i: int) -> str:
    """The event a word names by a row of the lexicon, or "".

    "Dead" and "wounded" are nouns, too ("two dead"), and a participle may be tagged as an adjective ("the slain").
    """
    lemma, pos = words.lemma[i].lower(), words.pos[i]
    rows = _rows()
    found = rows.get((lemma, pos), "")
    if not found and words.tag[i] in ("VBN", "VBD", "JJ", "NN", "NNS") and words.lower[i] in _STATES:
        found = _STATES[words.lower[i]]
    return found


def is_listed(event: str) -> bool:
    """Whether an event is one of the lexicon, not just a verb."""
    return event in _events()


@cache
def _events() -> frozenset[str]:
    return frozenset(_rows().values())


_STATES = {
    "dead": "death", "killed": "death", "slain": "death", "deceased": "death",
    "wounded": "injury", "injured": "injury", "hurt": "injury",
}  # fmt: skip
"""Words that say what happened to people and stand for them: "the wounded"."""


def of_clause(words: Words, verb: int) -> tuple[str, int]:
    """The event of a clause and the word that names it: its verb, or what it is said to be.

    "Was responsible", "took part", "were among the dead", "had a role": the word after the verb says what happened.
    """
    lemma = words.lemma[verb].lower()
    if words.child(verb, "acomp") >= 0 and lemma not in ("be", "become", "remain"):
        return f"{lemma} {words.lemma[words.child(verb, 'acomp')].lower()}", verb
    if lemma in ("be", "become", "remain"):
        for k in words.kids[verb]:
            if words.dep[k] in ("acomp", "attr", "oprd") and words.pos[k] in ("ADJ", "NOUN", "VERB"):
                return listed(words, k) or words.lemma[k].lower(), k
            if words.dep[k] == "prep" and words.lower[k] in _AMONG:
                inner = words.child(k, "pobj")
                if inner >= 0 and (found := _of_those(words, inner)):
                    return found, inner
        return "", verb
    if lemma in ("have", "take", "play"):
        thing = words.child(verb, "dobj")
        if thing >= 0 and words.lower[thing] == "part" and lemma == "take":
            return "involvement", thing
        if thing >= 0 and (found := listed(words, thing)):
            return found, thing
    if words.child(verb, "ccomp") >= 0 and not listed(words, verb):
        return "", verb  # what is so is in the clause below: "the videos show that"
    complement = words.child(verb, "xcomp")
    if complement >= 0 and words.pos[complement] == "VERB":
        return f"{lemma} {words.lemma[complement].lower()}", verb
    particle = words.child(verb, "prt")
    if particle >= 0:
        return f"{lemma} {words.lower[particle]}", verb
    return listed(words, verb) or lemma, verb


def _of_those(words: Words, noun: int) -> str:
    """What happened to "the dead" or "those killed"."""
    found = listed(words, noun)
    for k in words.kids[noun]:
        found = found or (listed(words, k) if words.dep[k] in ("acl", "amod", "relcl") else "")
    return found


def is_undergone(words: Words, verb: int, named_by: int) -> bool:
    """Whether the subject is the one it happens to: "died", "is dead", "was among the dead"."""
    return words.lemma[verb].lower() in ("die", "perish", "resign") or (named_by != verb and of_state(words, named_by))


def is_done(words: Words, verb: int) -> bool:
    """Whether the subject of a passive does it: "was involved in the plot"."""
    return words.lower[verb] == "involved" and any(words.dep[k] == "nsubjpass" for k in words.kids[verb])


def of_state(words: Words, i: int) -> bool:
    """Whether a word says what happened to somebody: dead, wounded, those killed."""
    return words.lower[i] in _STATES or words.lower[i] == "those"


def around(words: Words, noun: int, *, number: int) -> tuple[str, int]:
    """The event that a noun which is counted takes part in, and the verb above it: "12 sailors were killed".

    A noun that names an event itself ("12 dead", "five deaths") needs no verb. `number` is the word of the number:
    in "100 of the sailors" it stands for those counted.
    """
    at = number if noun in words.subtree(number) else noun
    for _ in range(6):
        up = words.head[at]
        if up == at:
            break
        if words.pos[up] in ("VERB", "AUX") and words.dep[at] in ("nsubj", "nsubjpass", "dobj", "attr", "pobj", "oprd"):
            found = listed(words, noun)
            return (found, up) if found else (of_clause(words, up)[0], up)
        if words.lower[at] == "of" and words.pos[up] == "NUM":
            break  # "100 of the 500": the 500 take no part
        if words.dep[at] not in ("pobj", "prep", "conj", "nmod", "appos", "compound") or words.pos[up] not in (
            "NOUN", "ADP", "ADJ", "NUM",
        ):  # fmt: skip
            break
        at = up
    return listed(words, noun), at
