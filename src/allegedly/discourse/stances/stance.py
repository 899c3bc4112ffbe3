"""How a source stands to what is reported, and whether the report itself is negated.

The cue's row in the lexicon gives the stance; then what stands around it is tested, withholding before negation
(`withholding`). A statement whose own main clause withholds ("said it had no information") withholds as a whole; one
that insists on a negative about the speaker ("insisted its drivers were not part of it") denies; a question between
quotation marks asks, whatever its verb. "Claim" is the reporter's distance: alleged, claimed, charged.
`docs/labelling.md` has the same definitions for people.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from allegedly.discourse import lexicon
from allegedly.discourse.graph import Words
from allegedly.discourse.relations.cues import SUBJECTS, clause_mark, frame
from allegedly.discourse.stances.withholding import holds_back, is_negated, turns_down

_THINKING = ("believe", "think", "trust", "expect")


@dataclass(frozen=True)
class Judged:
    """Stance, polarity, kind of a relation and the lexicon row they rest on ("" for none)."""

    stance: str
    polarity: str
    kind: str
    row: str


def judge(words: Words, cue: int, source: Collection[int], content: Collection[int]) -> Judged:
    """Stance, polarity and kind of one relation."""
    row = _row(words, cue)
    stance = row.stance if row else _default_stance(words, cue, source)
    kind = row.kind if row else _default_kind(words, cue)
    negated = is_negated(words, cue)
    lemma = words.lemma[cue].lower()
    if holds_back(words, cue):
        stance = "withhold"
    elif turns_down(words, cue):
        stance = "deny"
    elif negated and (lemma in _THINKING or (stance == "believe" and _attitude(words, cue))):
        stance = "doubt" if stance == "believe" else stance
    elif _wants_to_know(words, cue) or (stance == "assert" and _is_question(words, cue, content)):
        stance = "ask"
    elif lexicon.plays(lemma, "saying", "insisting") or lemma == "be":
        stance = _of_what_is_said(words, cue, source, content) or stance
    return Judged(stance, "negative" if negated else "positive", kind, row.name if row else "")


def _row(words: Words, cue: int) -> lexicon.Cue | None:
    """The lexicon's row for a cue in its frame, for a verb taken for a noun, or for what completes a light verb."""
    lemma, shape = words.lemma[cue].lower(), frame(words, cue)
    if lemma == "call" and words.lower[min(cue + 1, len(words) - 1)] == "for":
        shape = "for"  # "Collins calls for Chambers return": a headline that the parser reads as a clause
    row = lexicon.cue(lemma, words.pos[cue], shape)
    if row is None and words.pos[cue] == "NOUN" and (words.child(cue, "nsubj") >= 0 or words.head[cue] == cue):
        row = lexicon.cue(lemma, "VERB", shape)
    return row or _by_complement(words, cue)


def _by_complement(words: Words, cue: int) -> lexicon.Cue | None:
    """For "is unclear", "was unable": the adjective's row; for "raised doubts", "made the claim": the noun's."""
    for k in words.kids[cue]:
        if words.dep[k] in ("acomp", "dobj", "attr", "xcomp", "oprd"):
            row = lexicon.cue(words.lemma[k].lower(), words.pos[k], "")
            if row and (words.dep[k] in ("acomp", "oprd") or words.pos[k] in ("NOUN", "ADJ")):
                return row
    return None


def _attitude(words: Words, cue: int) -> str:
    """The stance of an adjective that completes a form of *be*: "is sceptical that"; "" for none."""
    found = (lexicon.attitude(words.lemma[k].lower()) for k in words.kids[cue] if words.dep[k] == "acomp")
    return next((stance for stance in found if stance), "")


def _default_stance(words: Words, cue: int, source: Collection[int]) -> str:
    """The stance of a cue without a row: an attitude, a judgement ("saw him as"), a wish ("aims to"), or plain."""
    adjective = _attitude(words, cue)
    if adjective:
        return adjective
    shape = frame(words, cue)
    if shape.removeprefix("passive_") in ("oprd", "as"):
        return "evaluate"
    if words.pos[cue] == "AUX" and source:
        return "believe"
    return "believe" if shape in ("to", "ing") else "assert"


def _default_kind(words: Words, cue: int) -> str:
    shape = frame(words, cue)
    return "intention" if shape in ("to", "passive_to") else "belief" if words.pos[cue] == "AUX" else "speech"


def _wants_to_know(words: Words, cue: int) -> bool:
    """ "wanted to know who had paid", "'Is it safe?' they wanted to know"."""
    inner = words.child(cue, "xcomp")
    if words.lemma[cue] not in ("want", "demand") or inner < 0 or words.tag[inner] != "VB":
        return False
    asks = any(clause_mark(words, k) in ("wh", "whether") for k in words.kids[inner]) or frame(words, cue) == "before"
    return lexicon.plays(words.lemma[inner].lower(), "wanting") and asks


def _is_question(words: Words, cue: int, content: Collection[int]) -> bool:
    """Whether a content is one question between quotation marks, all of it on one side of the cue."""
    told = sorted(i for i in content if words.lower[i].isalnum() or words.lower[i] in (".", "?", "!"))
    if not told or told[0] < cue < told[-1] or any(words.quote[i] < 0 for i in told):
        return False
    stops = [i for i in told if words.lower[i] in (".", "?", "!")]
    return len(stops) == 1 and stops[0] == told[-1] and words.lower[stops[0]] == "?"


def _of_what_is_said(words: Words, cue: int, source: Collection[int], content: Collection[int]) -> str:
    """The stance that the said clause gives to the saying, if its subject is the speaker himself; else ""."""
    clause = words.child(cue, "ccomp")
    if clause < 0 or clause not in content or not _about_speaker(words, clause, source):
        return ""
    at = clause
    if words.lemma[at] in ("go", "able") or words.tag[at] == "VBG":
        inner = words.child(at, "xcomp")
        if inner >= 0 and is_negated(words, at) and lexicon.plays(words.lemma[inner].lower(), "telling", "knowing"):
            return "withhold"
    if holds_back(words, at):
        return "withhold"
    if is_negated(words, at) and lexicon.plays(words.lemma[cue].lower(), "insisting"):
        return "deny"
    return ""


def _about_speaker(words: Words, clause: int, source: Collection[int]) -> bool:
    """Whether the subject of a clause is a pronoun or possessive that may stand for the speaker."""
    heads = {words.lemma[i].lower() for i in source if words.pos[i] in ("PROPN", "NOUN")}
    many = any(words.tag[i] in ("NNS", "NNPS") or words.lower[i] in ("they", "and", "we") for i in source)
    body = any(lexicon.noun(head) == "collective" for head in heads)
    person = any(words.entity[i] == "PERSON" or words.lower[i] in ("he", "she", "who", "i") for i in source)
    for k in words.kids[clause]:
        if words.dep[k] in SUBJECTS or words.dep[k] == "nsubjpass":
            owners = [x for x in words.kids[k] if words.dep[x] == "poss"]
            low = words.lower[k]
            if low in ("they", "it", "he", "she", "i", "we"):
                return {"they": many or body, "it": not many and not person}.get(low, low in ("i", "we") or not many)
            return (
                any(words.lower[x] in ("his", "her", "its", "their", "my", "our") for x in owners)
                or (words.lemma[k].lower() in heads)
                or words.entity[k] in ("GPE", "ORG")
                or lexicon.noun(words.lemma[k].lower()) == "collective"
            )
    return False
