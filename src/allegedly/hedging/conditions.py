"""The closed vocabulary of conditions under which a row of the lexicon counts.

A row's `condition` is a list of names from `CONDITIONS`, all of which must hold; `!name` must not. Each is a question
about the cue's tag, its dependents and its neighbours, never about a single sentence or name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from allegedly.hedging import modals, negation

Condition = Callable[[Span], bool]

_PREDICATE = frozenset({"acomp", "attr", "oprd"})
_CLAUSE = frozenset({"ccomp", "csubj", "csubjpass"})
_TO = frozenset({"xcomp", "ccomp", "acl", "advcl", "relcl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

# Nouns for people taken together whose views are reported without saying who holds them (Vincze 2013: weasels).
GROUPS = frozenset(
    {"people", "critic", "expert", "observer", "analyst", "scholar", "historian", "scientist", "researcher", "fan",
     "commentator", "source", "official", "supporter", "opponent", "author", "writer", "reviewer", "journalist",
     "authority", "skeptic", "sceptic", "theorist", "source", "other", "reader", "viewer", "listener", "player",
     "follower", "believer", "academic", "economist", "lawyer", "politician", "insider", "diplomat", "witness",
     "resident", "local", "group", "study", "report", "user", "member", "detractor", "proponent", "advocate"}
)  # fmt: skip
_MONEY = frozenset({"insurance", "expense", "benefit", "damage", "compensation", "tax", "asylum", "land", "small"})
_UNITS = frozenset({"half", "dozen", "hundred", "thousand", "million", "billion", "twice", "third", "quarter", "midnight",
                    "noon", "dozens", "hundreds", "thousands", "double", "a", "an"})  # fmt: skip


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


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.children)


def clause(span: Span) -> bool:
    """Governs a finite clause: "indicates that…", "the claim that…", or stands beside it: "…, it seems"."""
    for child in _right(span, _CLAUSE | {"acl", "advcl", "relcl"}):
        if _is_infinitive(child):
            continue
        if child.dep_ in _CLAUSE and (child.tag_ in _FINITE or _has_finite_helper(child) or _marked(child, "that")):
            return True
        if child.dep_ not in _CLAUSE and _marked(child, "that"):
            return True
    root = span.root
    following = _next(span)
    if following is not None and following.lower_ == "that" and following.tag_ == "IN":
        return True
    # Parenthetical: the main verb depends on nothing, its clause stands to the left.
    return any(child.dep_ == "ccomp" and child.i < root.i and _has_subject(child) for child in root.children)


def _has_finite_helper(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} and child.tag_ in _FINITE for child in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in verb.children)


def _marked(verb: Token, *words: str) -> bool:
    return any(child.dep_ in {"mark", "nsubj", "dobj"} and child.lower_ in words for child in verb.children)


def infinitive(span: Span) -> bool:
    """Governs a to-infinitive: "plans to sell", "a plan to sell", "called on them to go"."""
    return any(_is_infinitive(child) for child in _right(span, _TO))


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
    following = _next(span)
    if following is not None and following.lower_ in {"as", "like", "that"}:
        return True
    for child in span.root.children:
        if child.i >= span.end and child.dep_ in {"acomp", "oprd", "ccomp", "xcomp"}:
            return child.dep_ != "xcomp" or _is_infinitive(child) or child.pos_ in {"ADJ", "NOUN"}
    return clause(span)


def embedded_question(span: Span) -> bool:
    """Governs a question: "did not say how…", "unclear who…"; or, of "if", stands for whether."""
    root = span.root
    if root.dep_ == "mark":
        return root.head.dep_ in {"ccomp", "pcomp"} and root.head.i > root.i
    words = root.doc[span.end : min(span.end + 3, span.sent.end)]
    return any(word.tag_ in {"WDT", "WP", "WRB", "WP$"} or word.lower_ == "whether" for word in words)


def adverbial(span: Span) -> bool:
    """"If", "unless", "until" over a clause that conditions the main one, or with its verb left out."""
    return not embedded_question(span)


def passive(span: Span) -> bool:
    """A passive with its auxiliary: "is believed"."""
    root = span.root
    return root.tag_ == "VBN" and any(child.dep_ in {"auxpass", "nsubjpass"} for child in root.children)


def agentless(span: Span) -> bool:
    """Nobody is named as the agent: no "by …" among the dependents."""
    return not any(child.dep_ == "agent" for child in span.root.children)


def attributive(span: Span) -> bool:
    """Stands before its noun: "the alleged killing"."""
    return span.root.dep_ in {"amod", "compound", "nmod"} and span.root.head.i > span.root.i


def degree(span: Span) -> bool:
    """Grades an adjective or adverb: "very poor"."""
    return span.root.dep_ == "advmod" and span.root.head.pos_ in {"ADJ", "ADV"}


def predicate(span: Span) -> bool:
    """An adverb that bears on a verb, a clause or a predicate, not inside a noun phrase's measure."""
    return span.root.dep_ in {"advmod", "npadvmod", "ROOT", "advcl", "cc", "acomp", "prep"}


def before_number(span: Span) -> bool:
    """A number or measure follows: "about 40", "some 300 men", "nearly half"."""
    following = _next(span)
    if following is not None and following.lower_ in {"$", "£", "€", "the"}:
        following = _after(following)
    if following is None:
        return False
    if following.lower_ in {"a", "an"}:
        after = _after(following)
        return after is not None and after.lemma_.lower() in _UNITS
    return following.like_num or following.tag_ == "CD" or following.lemma_.lower() in _UNITS


def negated(span: Span) -> bool:
    """Stands under a negation."""
    return negation.negator(span) is not None


def groups(span: Span) -> bool:
    """The noun, or the noun it belongs to, is a group of people with views, or the subject of a verb of saying."""
    noun = _noun(span)
    if noun is None:
        return span.root.dep_ in {"nsubj", "nsubjpass"} and _has_clause_below(span.root.head)
    return noun.lemma_.lower() in GROUPS or (noun.dep_ == "nsubj" and _has_clause_below(noun.head))


def _has_clause_below(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


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


def subject(span: Span) -> bool:
    """Subject of a verb of saying or thinking, or its agent: "critics say", "criticised by many"."""
    root = span.root
    if root.dep_ == "nsubj":
        return root.head.pos_ == "VERB"
    return root.dep_ == "pobj" and root.head.dep_ == "agent"


def superlative(span: Span) -> bool:
    """A superlative in the same phrase: "one of the most important", "its finest"."""
    after = span.doc[span.end : min(span.end + 4, span.sent.end)]
    return any(token.tag_ in {"JJS", "RBS"} for token in (*span, *after))


def money(span: Span) -> bool:
    """A claim for payment or a right: "insurance claims", "a claim for damages", "claims of $3 million"."""
    root = span.root
    if any(child.lemma_.lower() in _MONEY for child in root.children):
        return True
    for prep in root.children:
        if prep.dep_ == "prep" and prep.lower_ in {"for", "against", "on", "to"}:
            return True
        if prep.dep_ == "prep" and any(w.tag_ in {"$", "CD"} or w.lemma_.lower() in _MONEY for w in prep.subtree):
            return True
    return False


def of_phrase(span: Span) -> bool:
    """"of" follows: "the possibility of rain"."""
    following = _next(span)
    return following is not None and following.lower_ == "of"


def first_person(span: Span) -> bool:
    """"I" or "we" is the subject: "we believe"."""
    return any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in span.root.children)


def past(span: Span) -> bool:
    """The cue is in the past tense."""
    return span.root.tag_ == "VBD" or any(c.tag_ == "VBD" and c.dep_ == "aux" for c in span.root.children)


# Conditions of "to": what its infinitive hangs on.
def _governor(span: Span) -> Token | None:
    verb = span.root if span.root.pos_ in {"VERB", "AUX"} and span.root.tag_ != "TO" else span.root.head
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ in _TO and verb.head.i < span.start else None


def under_noun(span: Span) -> bool:
    """The infinitive belongs to a noun: "a plan to sell"."""
    governor = _governor(span)
    return governor is not None and governor.pos_ in {"NOUN", "PROPN", "PRON"}


def under_adjective(span: Span) -> bool:
    """The infinitive belongs to an adjective: "ready to sell"."""
    governor = _governor(span)
    return governor is not None and governor.pos_ == "ADJ"


def under_past(span: Span) -> bool:
    """The infinitive is complement of a verb in the past: "wanted to sell"."""
    governor = _governor(span)
    return governor is not None and governor.tag_ in modals.PAST and not purpose(span)


def under_present(span: Span) -> bool:
    """The infinitive is complement of a verb not in the past: "wants to sell", "hoping to sell"."""
    governor = _governor(span)
    verbal = governor is not None and governor.pos_ in {"VERB", "AUX"} and governor.tag_ not in modals.PAST
    return verbal and not purpose(span)


def purpose(span: Span) -> bool:
    """The infinitive says what for: "came to sell"."""
    verb = span.root.head if span.root.tag_ == "TO" else span.root
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "advcl"


def _next(span: Span) -> Token | None:
    return span.doc[span.end] if span.end < span.sent.end else None


def _after(token: Token) -> Token | None:
    return token.doc[token.i + 1] if token.i + 1 < token.sent.end else None


CONDITIONS: dict[str, Condition] = {
    condition.__name__: condition
    for condition in (
        clause, infinitive, gerund, raising, embedded_question, adverbial, passive, agentless, attributive, degree,
        predicate, before_number, negated, groups, plural, pronoun, bare, subject, superlative, money, of_phrase,
        first_person, past, under_noun, under_adjective, under_past, under_present, purpose,
    )
}  # fmt: skip
CONDITIONS |= {
    "modal": lambda span: modals.is_modal(span.root),
    "permission": lambda span: modals.is_permission(span.root),
    "ability": lambda span: modals.is_ability(span.root),
    "withheld": lambda span: modals.is_withheld(span.root),
    "perfect": lambda span: modals.is_perfect(span.root),
    "future_in_past": lambda span: modals.is_future_in_past(span.root),
    "with_if": lambda span: modals.has_condition(span.root),
}


def holds(condition: str, span: Span) -> bool:
    """True if every name in `condition` holds of the cue `span`; "!name" if it does not. Empty: always.

    Raises KeyError for a name that is not in `CONDITIONS`.
    """
    return all(
        not CONDITIONS[name[1:]](span) if name.startswith("!") else CONDITIONS[name](span)
        for name in condition.split()
    )
