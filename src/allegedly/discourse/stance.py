"""How a source stands to what is reported, and whether the report itself is negated.

The cue's row in the lexicon gives the stance; then what stands around it is tested, uncertainty before negation,
as ConText (Harkema et al. 2009) and NegBio (Peng et al. 2018) order their tests: "could not confirm" and "cannot
rule out" withhold, they do not deny. A statement whose own main clause withholds ("said it had no information")
withholds as a whole; one that insists on a negative about the speaker ("insisted its drivers were not part of it")
denies. "Claim" is the reporter's distance: alleged, claimed, charged.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from allegedly.discourse import lexicon
from allegedly.discourse.cues import SUBJECTS, frame
from allegedly.discourse.graph import Words

_TELLING = {
    "say",
    "comment",
    "tell",
    "disclose",
    "discuss",
    "reveal",
    "elaborate",
    "specify",
    "respond",
    "answer",
    "reply",
    "identify",
    "name",
    "mention",
    "speculate",
    "give",
    "provide",
    "explain",
    "detail",
    "address",
    "talk",
    "speak",
    "announce",
    "return",
    "clarify",
    "state",
    "release",
    "publish",
    "indicate",
    "acknowledge",
}
_KNOWING = {
    "confirm",
    "verify",
    "corroborate",
    "exclude",
    "know",
    "determine",
    "establish",
    "rule",
    "authenticate",
    "substantiate",
    "ascertain",
    "deny",
}
_OUTRIGHT = {
    "confirm",
    "verify",
    "corroborate",
    "authenticate",
    "substantiate",
    "comment",
    "elaborate",
    "specify",
    "disclose",
    "speculate",
}
_HOLDING_BACK = {"decline", "refuse", "unable", "unwilling", "refrain", "reluctant", "fail", "cannot", "avoid", "stop"}
_NOTHING_TO_SAY = {
    "information",
    "comment",
    "detail",
    "knowledge",
    "data",
    "answer",
    "idea",
    "evidence",
    "confirmation",
}
_INSISTING = {"insist", "maintain", "swear", "protest"}
_SAYING = {"say", "tell", "state", "add", "reply", "note", "respond", "announce", "explain", "answer", "write"}
_NOBODY = {"nobody", "none", "no", "neither"}


@dataclass(frozen=True)
class Judged:
    """Stance, polarity, kind of a relation and the lexicon row they rest on ("" for none)."""

    stance: str
    polarity: str
    kind: str
    row: str


def judge(words: Words, cue: int, source: Collection[int], content: Collection[int]) -> Judged:
    """Stance, polarity and kind of one relation."""
    row = lexicon.cue(words.lemma[cue].lower(), words.pos[cue], frame(words, cue)) or _by_complement(words, cue)
    stance = row.stance if row else _default_stance(words, cue)
    kind = row.kind if row else _default_kind(words, cue)
    negated = is_negated(words, cue)
    if holds_back(words, cue):
        stance = "withhold"
    elif negated and stance == "believe" and words.lemma[cue] in ("believe", "think", "trust", "expect"):
        stance = "doubt"
    elif words.lemma[cue] in _SAYING | _INSISTING | {"be"}:
        stance = _of_what_is_said(words, cue, source, content) or stance
    return Judged(stance, "negative" if negated else "positive", kind, row.name if row else "")


def is_negated(words: Words, i: int) -> bool:
    """Whether a verb is negated, by "not", "never" or a subject that is nobody."""
    for k in words.kids[i]:
        if words.dep[k] == "neg" or (words.lower[k] == "never" and k < i and words.quote[k] == words.quote[i]):
            return True
        if words.dep[k] in ("nsubj", "nsubjpass") and (
            words.lower[k] in _NOBODY or any(words.lower[x] in _NOBODY for x in words.kids[k])
        ):
            return True
        if words.dep[k] == "acomp" and words.lemma[k] in ("unable", "unwilling"):
            return True
    up = words.head[i]
    return words.dep[i] == "xcomp" and words.lemma[up] in ("be", "have", "able") and up != i and is_negated(words, up)


def holds_back(words: Words, i: int) -> bool:
    """Whether a verb says that its subject does not tell, confirm or know.

    "declined to comment", "could not verify", "would not say", "had no information", "was unable to confirm",
    "cannot rule out", "would not be drawn", "neither confirmed nor denied".
    """
    lemma = words.lemma[i].lower()
    negated = is_negated(words, i)
    if lemma in _HOLDING_BACK or any(words.lemma[k] in _HOLDING_BACK for k in words.kids[i] if words.dep[k] == "acomp"):
        complements = [
            k for k in words.subtree(i) if words.dep[k] in ("xcomp", "dobj", "pobj", "prep", "pcomp", "conj") and k > i
        ]
        return any(words.lemma[k].lower() in _TELLING | _KNOWING | _NOTHING_TO_SAY for k in complements) or (
            lemma == "decline" and any(words.dep[k] in ("xcomp", "dobj") for k in words.kids[i])
        )
    if negated and lemma in _KNOWING:
        return lemma != "know" or _knows_of(words, i)
    if negated and lemma in _TELLING:
        return not _says_only_so_much(words, i)
    if lemma in ("have", "offer", "give", "provide", "make", "be") and _has_no(words, i):
        return True
    if lemma == "draw" and negated and any(words.dep[k] == "auxpass" for k in words.kids[i]):
        return True
    return lemma in ("say", "reveal", "disclose") and any(
        words.lower[k] in ("little", "nothing") for k in words.kids[i] if words.dep[k] in ("dobj", "advmod")
    )


def withholds_outright(words: Words, i: int) -> bool:
    """Whether a verb says outright that its subject does not confirm or comment: "did not confirm any deaths"."""
    subject = any(words.dep[k] in SUBJECTS for k in words.kids[i])
    return words.lemma[i].lower() in _OUTRIGHT and subject and holds_back(words, i) and frame(words, i) != "bare"


def _knows_of(words: Words, i: int) -> bool:
    """ "does not know who": a confession; "did not know him" is none."""
    return any(words.dep[k] in ("ccomp", "advcl") for k in words.kids[i]) or not any(
        words.dep[k] == "dobj" for k in words.kids[i]
    )


def _says_only_so_much(words: Words, i: int) -> bool:
    """ "did not say that X" may report a silence; "does not say so" in a document does as well: both withhold.

    What does not is a negated verb about another hearer ("did not talk to him") or of another sense ("give up").
    """
    lemma = words.lemma[i].lower()
    if lemma in ("give", "provide", "release", "return", "publish", "address", "name"):
        return not any(
            words.lemma[k].lower() in _NOTHING_TO_SAY | {"figure", "number", "name", "reason", "call", "message"}
            for k in words.kids[i]
            if words.dep[k] == "dobj"
        )
    return lemma in ("talk", "speak", "explain") and any(words.lower[k] in ("to", "with") for k in words.kids[i])


def _has_no(words: Words, i: int) -> bool:
    for k in words.kids[i]:
        if words.dep[k] in ("dobj", "attr") and words.lemma[k].lower() in _NOTHING_TO_SAY:
            no = any(words.lower[x] in ("no", "little", "any") for x in words.kids[k])
            return no and (is_negated(words, i) or any(words.lower[x] in ("no", "little") for x in words.kids[k]))
    return False


def _of_what_is_said(words: Words, cue: int, source: Collection[int], content: Collection[int]) -> str:
    """The stance that the said clause gives to the saying, if its subject is the speaker himself; else ""."""
    clause = words.child(cue, "ccomp")
    if clause < 0 or clause not in content or not _about_speaker(words, clause, source):
        return ""
    at = clause
    if words.lemma[at] in ("go", "able") or words.tag[at] == "VBG":
        inner = words.child(at, "xcomp")
        if inner >= 0 and is_negated(words, at) and words.lemma[inner] in _TELLING | _KNOWING:
            return "withhold"
    if holds_back(words, at):
        return "withhold"
    if is_negated(words, at) and words.lemma[cue] in _INSISTING:
        return "deny"
    return ""


def _about_speaker(words: Words, clause: int, source: Collection[int]) -> bool:
    """Whether the subject of a clause is a pronoun or possessive that may stand for the speaker."""
    heads = {words.lemma[i].lower() for i in source if words.pos[i] in ("PROPN", "NOUN")}
    for k in words.kids[clause]:
        if words.dep[k] in SUBJECTS or words.dep[k] == "nsubjpass":
            owners = [x for x in words.kids[k] if words.dep[x] == "poss"]
            if words.lower[k] == "they":
                return any(words.tag[i] in ("NNS", "NNPS") or words.lower[i] in ("they", "and") for i in source)
            if words.lower[k] in ("he", "she", "it", "i", "we"):
                return True
            return (
                any(words.lower[x] in ("his", "her", "its", "their", "my", "our") for x in owners)
                or (words.lemma[k].lower() in heads)
                or words.entity[k] in ("GPE", "ORG")
                or lexicon.noun(words.lemma[k].lower()) == "collective"
            )
    return False


def _by_complement(words: Words, cue: int) -> lexicon.Cue | None:
    """For "is unclear", "was unable": the adjective's row; for "raised doubts", "made the claim": the noun's."""
    for k in words.kids[cue]:
        if words.dep[k] in ("acomp", "dobj", "attr", "xcomp", "oprd"):
            row = lexicon.cue(words.lemma[k].lower(), words.pos[k], "")
            if row and (words.dep[k] in ("acomp", "oprd") or words.pos[k] in ("NOUN", "ADJ")):
                return row
    return None


def _default_stance(words: Words, cue: int) -> str:
    shape = frame(words, cue)
    if shape.removeprefix("passive_") in ("oprd", "as"):
        return "evaluate"
    return "believe" if shape in ("to", "ing") else "assert"


def _default_kind(words: Words, cue: int) -> str:
    shape = frame(words, cue)
    return "intention" if shape in ("to", "passive_to") else "belief" if words.pos[cue] == "AUX" else "speech"
