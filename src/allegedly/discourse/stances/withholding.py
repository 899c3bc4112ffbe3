"""Whether a verb is negated, and whether its subject holds back: does not confirm, comment, tell or know.

Uncertainty is tested before negation, as ConText (Harkema et al. 2009) and NegBio (Peng et al. 2018) order their
tests: "could not confirm", "did not deny" and "cannot rule out" are no denials. Which verbs are verbs of telling and of
knowing, and of which nouns one may have none, says the lexicon `stance_words`.
"""

from __future__ import annotations

from allegedly.discourse import lexicon
from allegedly.discourse.graph import Words
from allegedly.discourse.relations.cues import SUBJECTS, frame, is_passive

_NOBODY = {"nobody", "none", "no", "neither"}
_COMPLEMENTS = ("xcomp", "dobj", "pobj", "prep", "pcomp", "conj")


def is_negated(words: Words, i: int) -> bool:
    """Whether a verb is negated: by "not", "never", "neither ... nor", or by a subject that is nobody."""
    for k in words.kids[i]:
        # "voted for the war, not me": a negation behind a full verb is about what follows.
        if words.dep[k] == "neg" and (k < i or words.pos[i] == "AUX"):
            return True
        if words.lower[k] == "never" and k < i and words.quote[k] == words.quote[i]:
            return True
        if words.dep[k] == "preconj" and words.lower[k] == "neither":
            return True
        if words.dep[k] in ("nsubj", "nsubjpass") and (
            words.lower[k] in _NOBODY or any(words.lower[x] in _NOBODY for x in words.kids[k])
        ):
            return True
        if words.dep[k] == "acomp" and words.lemma[k] in ("unable", "unwilling"):
            return True
    up = words.head[i]
    if words.dep[i] == "conj" and up != i and any(words.lower[k] in ("or", "nor") for k in words.kids[up]):
        return not any(words.dep[k] in SUBJECTS for k in words.kids[i]) and is_negated(words, up)
    return words.dep[i] == "xcomp" and words.lemma[up] in ("be", "have", "able") and up != i and is_negated(words, up)


def holds_back(words: Words, i: int) -> bool:
    """Whether a verb says that its subject does not tell, confirm or know.

    "declined to comment", "could not verify", "would not say", "had no information", "was unable to confirm",
    "cannot rule out", "would not be drawn", "neither confirmed nor denied", "was not aware of".
    """
    lemma = words.lemma[i].lower()
    adjectives = [words.lemma[k] for k in words.kids[i] if words.dep[k] == "acomp"]
    if lexicon.plays(lemma, "holding_back") or any(lexicon.plays(a, "holding_back") for a in adjectives):
        return _is_of_telling(words, i)
    negated = is_negated(words, i)
    if negated and any(lexicon.plays(a, "knowing") for a in adjectives):
        return True
    if negated and lexicon.plays(lemma, "knowing"):
        return lemma != "know" or _knows_of(words, i)
    if negated and lexicon.plays(lemma, "telling"):
        return _is_about_telling(words, i)
    if lemma in ("have", "offer", "give", "provide", "make", "be") and _has_no(words, i):
        return True
    if lemma == "draw" and negated and is_passive(words, i):
        return True
    return lemma in ("say", "reveal", "disclose") and any(
        words.lower[k] in ("little", "nothing") for k in words.kids[i] if words.dep[k] in ("dobj", "advmod")
    )


def withholds_outright(words: Words, i: int) -> bool:
    """Whether a verb says outright that its subject does not confirm or comment: "did not confirm any deaths"."""
    subject = any(words.dep[k] in SUBJECTS for k in words.kids[i])
    return (
        lexicon.plays(words.lemma[i].lower(), "outright")
        and subject
        and holds_back(words, i)
        and frame(words, i) != "bare"
    )


def turns_down(words: Words, i: int) -> bool:
    """Whether a verb refuses something other than to tell: "declined to appear", "refused to leave"."""
    return words.lemma[i].lower() in ("decline", "refuse") and not holds_back(words, i)


def _is_of_telling(words: Words, i: int) -> bool:
    """Whether what is declined, or what somebody is unable to do, is to tell or to know."""
    below = [k for k in words.subtree(i) if words.dep[k] in _COMPLEMENTS and k > i]
    return any(
        lexicon.plays(words.lemma[k].lower(), "knowing", "nothing")
        or (lexicon.plays(words.lemma[k].lower(), "telling") and _hands_over_words(words, k))
        for k in below
    )


def _knows_of(words: Words, i: int) -> bool:
    """ "does not know who": a confession; "did not know him" is none."""
    return any(words.dep[k] in ("ccomp", "advcl") for k in words.kids[i]) or not any(
        words.dep[k] == "dobj" for k in words.kids[i]
    )


def _is_about_telling(words: Words, i: int) -> bool:
    """ "did not say that X" may report a silence; "does not say so" in a document does as well: both withhold.

    What does not is a negated verb about another hearer than the press ("did not talk to him"), of another sense
    ("give up"), or about what was not told, whoever might have ("was not mentioned").
    """
    lemma = words.lemma[i].lower()
    if lexicon.plays(lemma, "handing_over"):
        return _hands_over_words(words, i)
    if lexicon.plays(lemma, "hearer") and _is_said_to_somebody(words, i):
        return False
    return not is_passive(words, i) or lexicon.plays(lemma, "outright") or frame(words, i) != "passive_bare"


def _is_said_to_somebody(words: Words, i: int) -> bool:
    """Whether a verb has a hearer other than the press, as in "did not talk to him"."""
    heard = [x for k in words.kids[i] if words.lower[k] in ("to", "with") for x in words.kids[k]]
    return bool(heard) and not any(lexicon.plays(words.lemma[x].lower(), "press") for x in heard)


def _hands_over_words(words: Words, i: int) -> bool:
    """Whether a verb tells by itself, or hands over something that tells: "gave no reason", but "gave no money"."""
    objects = [words.lemma[k].lower() for k in words.kids[i] if words.dep[k] == "dobj"]
    return not lexicon.plays(words.lemma[i].lower(), "handing_over") or any(
        lexicon.plays(noun, "nothing", "handed") for noun in objects
    )


def _has_no(words: Words, i: int) -> bool:
    """ "had no information", "did not have any details", "offered little comment"."""
    for k in words.kids[i]:
        if words.dep[k] in ("dobj", "attr") and lexicon.plays(words.lemma[k].lower(), "nothing"):
            no = any(words.lower[x] in ("no", "little", "any") for x in words.kids[k])
            return no and (is_negated(words, i) or any(words.lower[x] in ("no", "little") for x in words.kids[k]))
    return False
