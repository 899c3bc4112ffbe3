"""The part of a sentence that a cue makes uncertain, and the event in it.

After the guidelines of BioScope (Vincze et al. 2008): a verb, modal or adverb reaches from itself to the end of its
clause; a passive or raising verb, an adjective in the predicate and an adverb of the sentence take in the subject; an
adjective reaches over the noun after it, a noun over its complement, "whether" and "if" over their clause.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from allegedly.hedging import clauses

_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_RAISING = frozenset({"seem", "appear", "look", "sound", "tend", "purport", "promise", "threaten", "fail"})
_NOMINAL = frozenset({"amod", "compound", "nmod", "det", "predet", "nummod", "quantmod", "poss"})


def event(span: Span) -> Token:
    """The word for what may or may not be so: the verb under a modal, the noun after an adjective.

    Where nothing hangs on the cue, it is the cue itself.
    """
    root = span.root
    if root.dep_ in {"aux", "auxpass", "mark", "advmod", "npadvmod", "neg", *_NOMINAL}:
        # "may have been killed": the auxiliary can hang on another auxiliary.
        while root.dep_ in {"aux", "auxpass"} and root.head != root:
            root = root.head
        return root.head if root == span.root else root
    complement = _complement(span)
    return complement if complement is not None else root


def _complement(span: Span) -> Token | None:
    hosts = [span.root]
    if span.root.dep_ in {"acomp", "attr", "oprd"}:
        hosts.append(span.root.head)
    for deps in ({"ccomp", "xcomp", "csubj", "acl", "relcl"}, {"dobj", "acomp", "oprd", "attr"}):
        for host in hosts:
            for child in host.children:
                if child.i >= span.end and child.dep_ in deps and child != span.root:
                    return child
    for prep in span.root.children:
        if prep.dep_ == "prep" and prep.i >= span.end:
            for noun in prep.children:
                if noun.dep_ in {"pobj", "pcomp"}:
                    return noun
    return None


def scope(span: Span) -> tuple[int, int]:
    """First character and end of the scope of the cue `span`, as offsets of its Doc. It always holds the cue."""
    root = span.root
    head = root.head
    if root.dep_ in {"aux", "auxpass"}:
        verb = event(span)
        start = _subject_start(verb) if _is_passive(verb) else None
        return _span(span, _clause(verb), start)
    if root.dep_ == "mark":
        return _span(span, _clause(head))
    if root.dep_ in {"advmod", "npadvmod", "prep"} and head.pos_ in _VERBAL:
        return _span(span, _clause(head), _subject_start(head))
    if root.dep_ in _NOMINAL | {"advmod"}:
        return _span(span, (token for token in head.subtree if token.i >= span.start))
    if root.dep_ in {"acomp", "attr", "oprd"} and head.pos_ in _VERBAL:
        return _span(span, _clause(head), _subject_start(head))
    if root.pos_ in _VERBAL:
        raised = root.lemma_.lower() in _RAISING or _is_passive(root)
        if _is_parenthetical(root):
            return _span(span, root.sent, root.sent.start)
        return _span(span, _clause(root), _subject_start(root) if raised else None)
    if root.dep_ in _SUBJECT and head.pos_ in _VERBAL and _complement(span) is None:
        return _span(span, _clause(head))
    words = [token for token in root.subtree if token.i >= span.start]
    return _span(span, words)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def _is_parenthetical(verb: Token) -> bool:
    before = any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)
    return before or clauses.parenthetical(verb)


def _subject_start(verb: Token) -> int | None:
    """Where the subject of a clause begins; a second verb shares that of the first."""
    for child in verb.children:
        if child.dep_ in _SUBJECT and child.i < verb.i:
            return int(child.left_edge.i)
    if verb.dep_ in {"conj", "xcomp"} and verb.head != verb:
        return _subject_start(verb.head)
    return None


def _clause(verb: Token) -> Iterable[Token]:
    """The words of a verb's clause, without clauses with a subject of their own that are only joined to it."""
    apart: set[int] = set()
    below = list(verb.subtree)
    for token in below:
        own = token.dep_ == "conj" and token.i > verb.i and any(c.dep_ in _SUBJECT for c in token.children)
        if own and (token.head == verb or _joined_by_comma(token)):
            apart |= {word.i for word in token.subtree}
    # "…, with reports saying otherwise", "…, while others stayed": set off by a comma, it is told for itself; so is
    # "…, explaining: …" behind a clause that the verb governs.
    complements = [child for child in verb.children if child.dep_ in {"ccomp", "xcomp"} and child.i > verb.i]
    for child in (child for clause in (verb, *complements) for child in clause.children):
        kinds = {"advcl", "prep", "parataxis"} if child.head == verb else {"advcl"}
        if child.dep_ in kinds and child.left_edge.i > child.head.i and _comma_before(child):
            apart |= {token.i for token in child.subtree}
    return [token for token in below if token.i not in apart]


def _joined_by_comma(token: Token) -> bool:
    edge = token.left_edge.i
    joined = edge > 1 and token.doc[edge - 1].dep_ == "cc"
    return _comma_before(token.doc[edge - 1]) if joined else _comma_before(token)


def _comma_before(token: Token) -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].lower_ in {",", ";", "-", "--", "\u2013", "\u2014"}


def _span(span: Span, words: Iterable[Token], start: int | None = None) -> tuple[int, int]:
    """From the cue, or from `start` if that is earlier, to the last of the words, without closing punctuation."""
    first = min(span.start, span.start if start is None else start)
    # Marks may hang on the cue's verb and stand behind words that are set apart.
    told = [token.i for token in words if not (token.is_punct or token.is_space or token.dep_ == "cc")]
    last = max([span.end - 1, *told])
    doc = span.doc
    return doc[first].idx, doc[last].idx + len(doc[last])
