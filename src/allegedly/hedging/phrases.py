"""Conditions on the phrase of a cue: what it modifies, what stands beside it, and whose views it hands on.

Weasels after Vincze (2013): a quantity or a plural noun in place of a source.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from allegedly.hedging import clauses
from allegedly.hedging.clauses import after, following
from allegedly.hedging.wordlists import group


def attributive(span: Span) -> bool:
    """Stands before its noun: "the alleged killing"."""
    return span.root.dep_ in {"amod", "compound", "nmod"} and span.root.head.i > span.root.i


def degree(span: Span) -> bool:
    """Grades an adjective or adverb: "very poor"."""
    return span.root.dep_ == "advmod" and span.root.head.pos_ in {"ADJ", "ADV"}


def before_number(span: Span) -> bool:
    """A number or measure follows: "about 40", "some 300 men", "nearly half"."""
    word = following(span)
    if word is not None and word.lower_ in {"$", "£", "€", "the"}:
        # "over the 40 years"; "about the third letter" names a topic, not an amount.
        word = after(word)
        return word is not None and word.tag_ == "CD"
    if word is not None and word.lower_ in {"a", "an"}:
        word = after(word)
    return word is not None and (word.tag_ == "CD" or word.lemma_.lower() in group("unit"))


def of_phrase(span: Span) -> bool:
    """As in "of" follows: "the possibility of rain"."""
    word = following(span)
    return word is not None and word.lower_ == "of"


def groups(span: Span) -> bool:
    """The noun is people with views ("some critics"), or the subject of a verb of saying ("many villagers think")."""
    noun = _noun(span)
    return noun is not None and (noun.lemma_.lower() in group("opinion") or _says(noun))


def _says(noun: Token) -> bool:
    """Subject of a verb of saying or thinking, or its agent: "say", "is seen by", "according to"."""
    if noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.lower_ == "according":
        return True
    if noun.dep_ == "nsubj":
        return noun.head.lemma_.lower() in group("saying")
    return noun.dep_ == "pobj" and noun.head.dep_ == "agent" and noun.head.head.lemma_.lower() in group("saying")


def _noun(span: Span) -> Token | None:
    root = span.root
    if root.dep_ in {"det", "amod", "nummod", "quantmod", "predet", "nmod"} and root.head.pos_ in {"NOUN", "PROPN"}:
        return root.head
    for prep in root.children:
        if prep.lower_ == "of":
            for noun in prep.children:
                if noun.dep_ == "pobj":
                    return noun
    return root if root.pos_ == "NOUN" else None


def plural(span: Span) -> bool:
    """Belongs to, or is, a plural noun without a number."""
    noun = _noun(span)
    return noun is not None and noun.tag_ in {"NNS", "NNPS"} and not any(c.dep_ == "nummod" for c in noun.children)


def graded(span: Span) -> bool:
    """A word of degree or question stands before it: "how many", "as many", "too many"."""
    return span.start > span.sent.start and span.doc[span.start - 1].lower_ in {"how", "as", "so", "too"}


def pronoun(span: Span) -> bool:
    """Stands alone as a noun phrase or before "of": "some say", "many of them"."""
    return span.root.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "ROOT"} and (
        span.root.head.pos_ != "NOUN" or span.root.dep_ != "amod"
    )


def bare(span: Span) -> bool:
    """A plural noun without determiner, possessor, number or name: "critics say", not "the two critics"."""
    noun = span.root
    if noun.tag_ != "NNS":
        return False
    closed = {"det", "poss", "nummod", "appos", "predet"}
    named = any(child.ent_type_ and child.dep_ == "compound" for child in noun.children)
    return not named and not any(child.dep_ in closed for child in noun.children)


def speaks(span: Span) -> bool:
    """The cue itself is the subject or agent of a verb of saying or thinking: "some say", "opposed by many"."""
    return _says(span.root)


def with_saying(span: Span) -> bool:
    """An adverb at a verb of saying or thinking: "strongly denied", not "grew strongly"."""
    return span.root.dep_ == "advmod" and span.root.head.lemma_.lower() in group("saying")


def possessed(span: Span) -> bool:
    """A possessor stands before it: "his most famous book"."""
    return span.start > span.sent.start and span.doc[span.start - 1].tag_ in {"PRP$", "POS"}


def superlative(span: Span) -> bool:
    """A superlative in the same phrase: "one of the most important", "the greatest possible"."""
    near = span.doc[max(span.start - 1, span.sent.start) : min(span.end + 4, span.sent.end)]
    return any(token.tag_ in {"JJS", "RBS"} for token in near)


def money(span: Span) -> bool:
    """A claim for payment or a right: "insurance claims", "paid the claim", "a claim for damages"."""
    root = span.root
    if root.dep_ in {"dobj", "nsubjpass"} and root.head.lemma_.lower() in group("claim_verb"):
        return True
    for child in root.children:
        if child.lemma_.lower() in group("money"):
            return True
        # "the claim heard in March", but "the claim that it was heard".
        bare_participle = child.dep_ == "acl" and child.tag_ == "VBN" and not clauses.has_subject(child)
        if bare_participle and child.lemma_.lower() in group("claim_verb"):
            return True
        if child.dep_ == "prep" and child.lower_ in {"for", "against", "on", "to"}:
            return True
        if child.dep_ == "prep" and any(w.tag_ in {"$", "CD"} or w.lemma_.lower() in group("money")
                                        for w in child.subtree):  # fmt: skip
            return True
    return False
