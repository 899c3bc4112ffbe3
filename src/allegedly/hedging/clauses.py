"""Conditions on the clause of a cue: what it governs, whether it is passive, what an infinitive hangs on.

Read off tags and dependencies (the ClearNLP labels of the English models): a verb of thinking counts with a clause,
"appear" with a complement.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from allegedly.hedging import modals

_PREDICATE = frozenset({"acomp", "attr", "oprd"})
_CLAUSE = frozenset({"ccomp", "csubj", "csubjpass"})
_TO = frozenset({"xcomp", "ccomp", "acl", "advcl", "relcl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUESTION = frozenset({"WDT", "WP", "WRB", "WP$"})


def _hosts(span: Span) -> Iterator[Token]:
    """The cue, and the copula or light verb whose predicate it is: both may carry the cue's clause."""
    yield span.root
    if span.root.dep_ in _PREDICATE or (span.root.dep_ == "dobj" and span.root.pos_ == "NOUN"):
        yield span.root.head


def _right(span: Span, deps: frozenset[str]) -> Iterator[Token]:
    for host in _hosts(span):
        for child in host.children:
            if child.i >= span.end and child.dep_ in deps:
                yield child


def is_infinitive(verb: Token) -> bool:
    """A verb with its "to"."""
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.children)


def clause(span: Span) -> bool:
    """Governs a finite clause: "indicates that…", "the claim that…", or stands beside it: "…, it seems"."""
    for child in _right(span, _CLAUSE | {"acl", "advcl", "relcl"}):
        if is_infinitive(child):
            continue
        if child.dep_ in _CLAUSE and (child.tag_ in _FINITE or _has_finite_helper(child) or _marked(child, "that")):
            return True
        if child.dep_ not in _CLAUSE and _marked(child, "that"):
            return True
    root = span.root
    word = following(span)
    if word is not None and word.lower_ == "that" and word.tag_ == "IN":
        return True
    # The main verb depends on nothing, its clause stands to the left.
    before = any(child.dep_ == "ccomp" and child.i < root.i and has_subject(child) for child in root.children)
    return before or parenthetical(root)


def parenthetical(verb: Token) -> bool:
    """A short clause between commas, or before the end: "That, I suspect, is the point"."""
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "expl"} and child.i < verb.i), None)
    if subject is None or subject.left_edge.i == verb.sent.start or verb.i - subject.left_edge.i > 3:
        return False
    closing = after(verb)
    if closing is not None and closing.lower_ == "to" and closing.i + 2 < verb.sent.end:
        # "it seems to me,"
        closing = closing.nbor(2)
    opening = verb.doc[subject.left_edge.i - 1]
    return opening.lower_ == "," and closing is not None and closing.lower_ in {",", "."}


def _has_finite_helper(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} and child.tag_ in _FINITE for child in verb.children)


def has_subject(verb: Token) -> bool:
    """A verb with a subject of its own."""
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in verb.children)


def _marked(verb: Token, *words: str) -> bool:
    return any(child.dep_ in {"mark", "nsubj", "dobj"} and child.lower_ in words for child in verb.children)


def infinitive(span: Span) -> bool:
    """Governs a to-infinitive: "plans to sell", "a plan to sell", "called on them to go"."""
    return any(is_infinitive(child) for child in _right(span, _TO))


def complemented(span: Span) -> bool:
    """Governs a clause of either kind: "is said to be", "it is said that"; not "what was said"."""
    return clause(span) or infinitive(span)


def gerund(span: Span) -> bool:
    """Governs an -ing form: "considered leaving", "prevent them from leaving"."""
    for host in _hosts(span):
        for child in host.children:
            if child.i < span.end:
                continue
            if child.dep_ in {"xcomp", "pcomp", "ccomp"} and child.tag_ == "VBG":
                return True
            if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children):
                return True
    return False


def raising(span: Span) -> bool:
    """Seem, appear, look with to + verb, that, an adjective, as if, like: not "appear in court", "look at"."""
    word = following(span)
    while word is not None and word.pos_ == "ADV" and word.lower_ not in {"as", "like"}:
        word = after(word)
    if word is not None and word.lower_ in {"as", "like", "that"}:
        return True
    for child in span.root.children:
        if child.i >= span.end and child.dep_ in {"acomp", "oprd", "ccomp", "xcomp"}:
            return child.dep_ != "xcomp" or is_infinitive(child) or child.pos_ in {"ADJ", "NOUN"}
    return clause(span)


def embedded_question(span: Span) -> bool:
    """Governs a question: "did not say how…", "unclear who…"; or, of "if", stands for whether."""
    root = span.root
    if root.dep_ == "mark":
        return root.head.dep_ in {"ccomp", "pcomp"} and root.head.i > root.i and not _says_plainly(root.head.head)
    words = root.doc[span.end : min(span.end + 3, span.sent.end)]
    return any(word.tag_ in _QUESTION or word.lower_ == "whether" for word in words)


def _says_plainly(verb: Token) -> bool:
    # "He did not say if it was so" asks; "he said if it was so he would pay" tells of a condition.
    hedged = any(child.dep_ in {"neg", "aux"} and child.lemma_ != "have" for child in verb.children)
    return verb.lemma_ == "say" and verb.dep_ != "xcomp" and not hedged


def concessive(span: Span) -> bool:
    """Leaves open which of two things is so, because it does not matter: "whether by luck or skill, she won"."""
    clause = span.root.head
    return clause.dep_ in {"advcl", "prep"} and any(word.lower_ == "or" for word in clause.subtree)


def judged(span: Span) -> bool:
    """Says what something is held to be: "considered safe", "considers it a crime"; not "considered an offer"."""
    later = [child for child in span.root.children if child.i > span.root.i]
    verdict = any(child.dep_ in {"oprd", "ccomp", "acomp", "xcomp"} or child.lower_ == "as" for child in later)
    # The parser takes a counted object for a verdict: "considered three offers".
    return verdict and not any(c.dep_ == "nummod" for child in later if child.dep_ == "oprd" for c in child.children)


def adverbial(span: Span) -> bool:
    """A conjunction over a clause that conditions the main one, or with its verb left out: "if needed"."""
    return not embedded_question(span)


def passive(span: Span) -> bool:
    """A passive with its auxiliary: "is believed"."""
    root = span.root
    return root.tag_ == "VBN" and any(child.dep_ in {"auxpass", "nsubjpass"} for child in root.children)


def agentless(span: Span) -> bool:
    """Nobody is named as the agent: no "by …" among the dependents."""
    return not any(child.dep_ == "agent" for child in span.root.children)


def extraposed(span: Span) -> bool:
    """An "it" that stands for a clause to come: "it is said that", "it is common to"."""
    subject = span[0]
    host = subject.head
    if subject.dep_ not in {"nsubj", "nsubjpass", "expl"}:
        return False
    late = [child for child in host.children if child.i >= span.end]
    finite = any(child.dep_ in {"ccomp", "csubj"} for child in late)
    return finite or any(child.dep_ in {"xcomp", "advcl"} and is_infinitive(child) for child in late)


def governor_of(span: Span) -> Token | None:
    """The word on which the infinitive of "to" hangs, if it stands before it."""
    verb = span.root if span.root.pos_ in {"VERB", "AUX"} and span.root.tag_ != "TO" else span.root.head
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ in _TO and verb.head.i < span.start else None


def under_noun(span: Span) -> bool:
    """The infinitive belongs to a noun: "a plan to sell"."""
    governor = governor_of(span)
    return governor is not None and governor.pos_ in {"NOUN", "PROPN", "PRON"}


def under_adjective(span: Span) -> bool:
    """The infinitive belongs to an adjective: "ready to sell"."""
    governor = governor_of(span)
    return governor is not None and governor.pos_ == "ADJ"


def under_past(span: Span) -> bool:
    """The infinitive is complement of a verb in the past: "wanted to sell"."""
    governor = governor_of(span)
    return governor is not None and governor.tag_ in modals.PAST and not purpose(span)


def under_present(span: Span) -> bool:
    """The infinitive is complement of a verb not in the past: "wants to sell", "hoping to sell"."""
    governor = governor_of(span)
    verbal = governor is not None and governor.pos_ in {"VERB", "AUX"} and governor.tag_ not in modals.PAST
    return verbal and not purpose(span)


def purpose(span: Span) -> bool:
    """The infinitive says what for: "came to sell"."""
    verb = span.root.head if span.root.tag_ == "TO" else span.root
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "advcl"


def following(span: Span) -> Token | None:
    """The word after the cue in its sentence."""
    return span.doc[span.end] if span.end < span.sent.end else None


def after(token: Token) -> Token | None:
    """The word after a word in its sentence."""
    return token.doc[token.i + 1] if token.i + 1 < token.sent.end else None
