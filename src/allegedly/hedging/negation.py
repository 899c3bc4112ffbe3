"""Whether a cue stands under a negation: "not clear", "no evidence", "nobody is certain".

Uncertainty is tested before negation (the order of ConText, Harkema et al. 2009): a negated hedge stays a hedge
unless the lexicon has a row of its own for it ("no doubt" is a booster, "not certain" a hedge).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

WORDS = frozenset({"no", "not", "n't", "never", "neither", "nor", "hardly", "scarcely", "barely", "little"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no"})

# A predicate whose negation stands at the copula or light verb above it: "is not clear", "does not seem likely".
_PREDICATE = frozenset({"acomp", "attr", "oprd", "dobj"})
_REACH = 3
# "unable to confirm", "refused to believe": nothing was confirmed or believed.
_PREVENTED = frozenset({"unable", "refuse", "decline", "fail"})


def negator(span: Span) -> Token | None:
    """The word that negates the cue `span`, or None.

    Looks at the cue's own dependents, at the verb it is predicate or object of, at a negative subject, at "without",
    and at the three words before it inside the same clause.
    """
    inside = range(span.start, span.end)
    for token in _candidates(span):
        if token.i not in inside and (token.lower_ in WORDS or token.dep_ == "neg" or token.lemma_ in _PREVENTED):
            return token
    root = span.root
    verb = root.head if root.dep_ in _PREDICATE else root
    for token in verb.children:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.i not in inside:
            if token.lower_ in NOBODY:
                return token
            for word in token.children:
                if word.dep_ == "det" and word.lower_ in {"no", "neither"}:
                    return word
    if root.dep_ in {"pobj", "pcomp"} and root.head.lower_ == "without":
        return root.head
    return None


def _candidates(span: Span) -> Iterator[Token]:
    root = span.root
    yield from root.children
    if root.dep_ in _PREDICATE:
        # "has not given a reason" negates the verb, and with it whether its object exists; "was not about a rumour"
        # would be one step too far.
        yield from (child for child in root.head.children if child.dep_ == "neg")
    if root.dep_ == "xcomp":
        # "is not going to speculate", "does not seem to believe".
        yield from (child for child in root.head.children if child.dep_ == "neg")
        if root.head.lemma_.lower() in _PREVENTED and root.head.i < span.start:
            yield root.head
    if root.dep_ == "mark":
        # What stands before "whether" belongs to the clause above.
        return
    if root.dep_ == "aux":
        yield from (child for child in root.head.children if child.dep_ == "neg")
    for i in range(span.start - 1, max(span.start - 1 - _REACH, span.sent.start - 1), -1):
        token = span.doc[i]
        if token.is_punct or token.pos_ in {"VERB", "SCONJ", "CCONJ"}:
            return
        if token.lower_ in {"not", "n't", "never", "hardly", "scarcely", "barely"}:
            # The negation of a verb further left does not reach into an adverbial after it.
            yield token
