"""What a statement is about, and which way: the word that names it, held to be so, denied, or not confirmed.

"The ministry denied that its troops took part" denies *took*; "could not confirm reports of deaths" withholds
*deaths*; "said it had no information on the claims" withholds what the claims say, which stands elsewhere: then the
target is the word *claims* itself. Asking, demanding, doubting and wanting take no side here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.relations import cues
from allegedly.discourse.stances import withholding
from allegedly.discourse.statements.claim_words import plays

HOLDS, NEGATES, DENIES, WITHHOLDS = "holds", "negates", "denies", "withholds"
_HOLDING = ("assert", "claim", "concede", "believe")
_POINTING = {"it", "this", "that", "them", "these", "those", "so"}
_CLAUSES = ("ccomp", "acl", "relcl", "advcl", "xcomp")
_ASIDE = {"if", "unless", "whether"}


@dataclass(frozen=True)
class Target:
    """The word a statement is about, on which side it stands, and whether the word only points at what was said.

    `through` is the noun on the way to it ("denied the claim that it sank"), or -1.
    """

    word: int
    side: str
    points: bool = False
    through: int = -1


def of(words: Words, r: Relation) -> list[Target]:
    """The targets of one relation, none where it takes no side."""
    if r.kind not in ("speech", "writing", "belief"):
        return []
    if r.stance == "withhold":
        return _withheld(words, r)
    if r.polarity != "positive":
        return []
    if r.stance in ("deny", "doubt") and plays(r.lemma.split()[0], "denying"):
        return [t for head in heads(words, r)[:1] for t in _descend(words, head, DENIES, r)]
    if r.stance == "assert" and (unknown := _withheld(words, r)):
        return unknown
    if (claim := _called_false(words, r)) >= 0:
        return [Target(claim, DENIES, points=True, through=claim)]
    if r.stance in _HOLDING or r.stance == "deny":
        return [t for head in heads(words, r) for t in _descend(words, head, HOLDS, r)]
    return []


def heads(words: Words, r: Relation) -> list[int]:
    """The words of a content that hang on nothing else in it, and the verbs joined to them."""
    inside = r.held()
    found: list[int] = []
    for i in sorted(inside):
        top = words.head[i] not in inside or words.head[i] == i
        if top and words.pos[i] in ("VERB", "AUX", "NOUN", "PROPN", "PRON", "ADJ", "DET", "ADP"):
            found.append(i)
    for i in found:
        found.extend(
            k for k in words.kids[i] if words.dep[k] == "conj" and k in inside and words.pos[i] == words.pos[k]
        )
    return sorted(found)


def _called_false(words: Words, r: Relation) -> int:
    """The noun of "said that the claims were false", "called the reports nonsense", or -1."""
    for verb in (r.cue, *heads(words, r)):
        claim = words.child(verb, "nsubj" if verb != r.cue else "dobj")
        if claim < 0:  # "called [the reports] [nonsense]" may be parsed as a small clause
            clause = words.child(verb, "ccomp")
            claim = words.child(clause, "nsubj") if verb == r.cue and clause >= 0 else -1
        if claim < 0 or not (plays(words.lemma[claim].lower(), "claim") or words.lower[claim] in ("this", "that")):
            continue
        judged = [
            k
            for k in (*words.kids[verb], words.head[claim])
            if words.dep[k] in ("acomp", "attr", "oprd", "ccomp", "pobj")
        ]
        judged += [x for k in words.kids[verb] if words.lower[k] == "as" for x in words.kids[k]]
        if any(plays(words.lemma[k].lower(), "false") for k in judged) and not _unsure(words, verb):
            return claim
    return -1


def _unsure(words: Words, verb: int) -> bool:
    return withholding.is_negated(words, verb) or any(words.tag[k] == "MD" for k in words.kids[verb])


def _descend(words: Words, head: int, side: str, r: Relation) -> list[Target]:
    """From the head of a content to the word that names what is so."""
    if words.pos[head] == "ADP":  # "denied any hand in it" is cut in two by some parses
        head = words.child(head, "pobj", "pcomp")
        if head < 0:
            return []
    if words.pos[head] in ("VERB", "AUX"):
        return [] if _is_aside(words, head) else [Target(head, side)]
    if words.lower[head] in _POINTING or words.pos[head] == "PRON":
        points = side == DENIES and words.lower[head] in _POINTING and len(words.kids[head]) == 0
        return [Target(head, side, points=True)] if points else []
    lemma = words.lemma[head].lower()
    if not plays(lemma, "claim"):
        return (
            [Target(head, side)] if words.pos[head] in ("NOUN", "ADJ") and r.lemma not in ("reject", "dismiss") else []
        )
    for k in words.kids[head]:
        if words.dep[k] in ("acl", "ccomp") and cues.clause_mark(words, k) in ("that", "") and k > head:
            return [replace(t, through=head) for t in _descend(words, k, side, r)]
        if words.dep[k] == "prep" and words.lower[k] in ("of", "about") and (inner := words.child(k, "pobj")) >= 0:
            return [replace(t, through=head) for t in _descend(words, inner, side, r)]
    return [Target(head, side, points=True, through=head)]


def _is_aside(words: Words, verb: int) -> bool:
    """A question or a condition holds nothing to be so."""
    _, last = words.sentences[words.sentence[verb]]
    if "?" in words.lower[words.right[verb] : min(words.right[verb] + 3, last + 1)]:
        return True
    if any(words.dep[k] == "mark" and words.lower[k] in _ASIDE for k in words.kids[verb]):
        return True
    return cues.clause_mark(words, verb) == "wh"


def _withheld(words: Words, r: Relation) -> list[Target]:
    """What a source does not confirm or know; refusing to comment says nothing of what is so."""
    for verb in _verbs(words, r):
        if plays(words.lemma[verb].lower(), "confirming") and _not_known(words, verb):
            for k in words.kids[verb]:
                if words.dep[k] == "ccomp" or (words.dep[k] == "dobj" and k > verb):
                    return _unconfirmed(words, k, r)
        if words.lemma[verb].lower() in ("have", "see", "find", "offer", "be"):
            for k in words.kids[verb]:
                if (
                    words.dep[k] in ("dobj", "attr")
                    and plays(words.lemma[k].lower(), "nothing_known")
                    and _is_none(words, verb, k)
                ):
                    return _about(words, k, r)
    return []


def _verbs(words: Words, r: Relation) -> list[int]:
    """The cue, the verbs its content begins with, and what hangs on them as "unable to" or "refused to"."""
    found = [r.cue, *(h for h in heads(words, r) if words.pos[h] in ("VERB", "AUX"))]
    for i in found:
        below = [i, *(k for k in words.kids[i] if words.dep[k] == "acomp")]
        found.extend(k for b in below for k in words.kids[b] if words.dep[k] == "xcomp" and k not in found)
    return found


def _not_known(words: Words, verb: int) -> bool:
    up = words.head[verb]
    return (
        withholding.is_negated(words, verb)
        or words.lemma[up].lower() in ("unable", "unwilling", "decline", "refuse", "fail")
        or words.lower[words.left[verb]] == "neither"
        or any(words.lower[k] in ("neither", "hardly") for k in words.kids[verb])
    )


def _is_none(words: Words, verb: int, noun: int) -> bool:
    return withholding.is_negated(words, verb) or any(words.lower[k] in ("no", "little") for k in words.kids[noun])


def _unconfirmed(words: Words, k: int, r: Relation) -> list[Target]:
    """The clause or noun that is not confirmed; "whether" asks for just that."""
    if words.pos[k] in ("VERB", "AUX"):
        mark = cues.clause_mark(words, k)
        return [Target(k, WITHHOLDS)] if mark in ("that", "whether", "") else []
    return _descend(words, k, WITHHOLDS, r)


def _about(words: Words, noun: int, r: Relation) -> list[Target]:
    """ "no information on the deaths", "no evidence that X" """
    for k in words.kids[noun]:
        if words.dep[k] in _CLAUSES and k > noun:
            return _unconfirmed(words, k, r)
        if words.dep[k] == "prep" and words.lower[k] in ("on", "about", "of"):
            inner = words.child(k, "pobj")
            return _descend(words, inner, WITHHOLDS, r) if inner >= 0 else []
    return []
