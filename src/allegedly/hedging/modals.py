"""Readings of the modal verbs: possibility, ability, permission, the conditional, and the future in the past.

After Palmer (2001) and Coates (1983). Each function takes the modal's token; `conditions` names them for the lexicon.
"""

from __future__ import annotations

from spacy.tokens import Token

from allegedly.hedging.wordlists import group

_PERSONS = frozenset({"i", "you", "we", "he", "she", "who", "they", "everyone", "anyone", "people", "nobody"})
PAST = frozenset({"VBD", "VBN"})


def is_modal(token: Token) -> bool:
    """True for a modal verb, false for the month May, the noun might, the tin can.

    At the start of a sentence the tagger takes "May came" for a modal: no modal stands before a finite verb.
    """
    if token.tag_ != "MD":
        return False
    verb = _verb(token)
    helped = any(child.dep_ in {"aux", "auxpass"} and child != token for child in verb.children)
    return helped or verb.tag_ not in {"VBD", "VBZ"} or verb.lower_ == verb.lemma_


def _verb(token: Token) -> Token:
    """The main verb; where the parse hangs a modal on "have", the verb above that."""
    while token.dep_ in {"aux", "auxpass"} and token.head != token:
        token = token.head
    return token


def _subject(token: Token) -> Token | None:
    verb = _verb(token)
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "expl"}:
            return child
    return _subject(verb.head) if verb.dep_ == "conj" and verb.head != verb else None


def _negated(token: Token) -> bool:
    words = (*_verb(token).children, *token.children)
    return any(child.dep_ == "neg" or child.lower_ in {"hardly", "scarcely", "barely"} for child in words)


def is_perfect(token: Token) -> bool:
    """A modal before have + participle: "could have been unaware"."""
    return any(c.dep_ == "aux" and c.lemma_ == "have" and c.i > token.i for c in _verb(token).children)


def is_permission(token: Token) -> bool:
    """As in "You may go", "May I ask", "Under the rules visitors may bring a dog", "may not enter without a pass"."""
    verb, subject = _verb(token), _subject(token)
    if is_perfect(token) or verb.lemma_ in group("state"):
        return False
    if subject is not None and subject.i > token.i:
        return subject.lower_ in {"i", "we"}
    if any(child.lower_ == "only" and child.dep_ == "advmod" for child in verb.children):
        return True
    ruled = any(
        child.dep_ == "prep" and child.lower_ in {"under", "by", "with", "without"}
        and any(word.lemma_.lower() in group("rule") for word in child.subtree)
        for child in verb.children
    )  # fmt: skip
    no_go = _negated(token) and any(word.lower_ in {"without", "unless", "until"} for word in verb.subtree)
    return ruled or no_go or (subject is not None and subject.lower_ == "you" and _addressed(verb))


def _addressed(verb: Token) -> bool:
    # "You may now leave": an action in the power of the person spoken to.
    return any(child.lower_ in {"now", "also", "then", "not"} for child in verb.children if child.dep_ != "aux") or (
        verb.lemma_ in {"go", "leave", "enter", "use", "sit", "come", "bring", "take", "keep", "ask", "start", "begin"}
    )


def is_ability(token: Token) -> bool:
    """Ability or opportunity of someone: "could hear shots", "cannot give a date", "he can swim".

    Without animacy in the parse: a negated modal before a plain verb, a verb of perception, or, for "can", a subject
    that is a personal pronoun or a name of a person.
    """
    verb, subject = _verb(token), _subject(token)
    if is_perfect(token):
        return False
    if _negated(token):
        # "cannot be true" is about what is the case, "cannot start the pump" about what someone can do.
        return verb.lemma_ != "be" or (subject is not None and subject.lower_ in _PERSONS)
    if verb.lemma_ in group("ability"):
        return True
    if any(child.lower_ == "only" for child in verb.children) or _after_so_that(verb):
        return True
    if token.lower_ not in {"can", "ca"} or subject is None or verb.lemma_ == "be":
        return False
    return subject.lower_ in _PERSONS or subject.ent_type_ == "PERSON"


def _after_so_that(verb: Token) -> bool:
    # "They left early so they could vote": purpose, not guess.
    return verb.dep_ == "advcl" and any(child.lower_ == "so" and child.dep_ in {"mark", "advmod"}
                                        for child in verb.children)  # fmt: skip


def is_withheld(token: Token) -> bool:
    """As in "Could not confirm", "cannot comment": a stance towards a report."""
    return _negated(token) and _verb(token).lemma_ in group("withheld")


def is_future_in_past(token: Token) -> bool:
    """As in "He said he would resign": the clause hangs on a verb in the past."""
    verb = _verb(token)
    while verb.dep_ == "conj":
        verb = verb.head
    if is_perfect(token):
        return False
    if verb.dep_ not in {"ccomp", "acl", "relcl"} or has_condition(token):
        return False
    governor = verb.head
    if governor.tag_ == "VBG" and governor.dep_ == "advcl":
        # "refused, saying that it would wait": the time is that of the verb above.
        governor = governor.head
    past = governor.tag_ in PAST or any(child.tag_ == "VBD" for child in governor.children if child.dep_ == "aux")
    return past and governor.pos_ in {"VERB", "AUX"}


def is_under_can(token: Token) -> bool:
    """Its verb has "can" or "could": "could barely understand him" is about someone's ears."""
    return any(child.tag_ == "MD" and child.lower_ in {"can", "ca", "could"} for child in token.children)


def has_condition(token: Token) -> bool:
    """The modal's clause, or the one above it, holds an if- or unless-clause."""
    verb = _verb(token)
    return any(
        mark.dep_ == "mark" and mark.lower_ in {"if", "unless"}
        for clause in (verb, verb.head)
        for child in clause.children
        if child.dep_ == "advcl"
        for mark in child.children
    )
