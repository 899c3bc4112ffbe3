"""The closed vocabulary of conditions under which a row of the lexicon counts.

A row's `condition` is a list of names from `CONDITIONS`, all of which must hold; `!name` must not. Each is a question
about the cue's tag, its dependents and its neighbours, never about a single sentence or name.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span

from allegedly.hedging import clauses, modals, negation, phrases

Condition = Callable[[Span], bool]


def negated(span: Span) -> bool:
    """Stands under a negation."""
    return negation.negator(span) is not None


CONDITIONS: dict[str, Condition] = {
    condition.__name__: condition
    for condition in (
        # What the cue governs, and its form.
        clauses.clause,
        clauses.infinitive,
        clauses.complemented,
        clauses.gerund,
        clauses.raising,
        clauses.embedded_question,
        clauses.concessive,
        clauses.judged,
        clauses.adverbial,
        clauses.passive,
        clauses.agentless,
        clauses.extraposed,
        negated,
        # What a "to" hangs on.
        clauses.under_noun,
        clauses.under_adjective,
        clauses.under_past,
        clauses.under_present,
        clauses.purpose,
        # Where it stands in its phrase.
        phrases.attributive,
        phrases.degree,
        phrases.before_number,
        phrases.of_phrase,
        phrases.groups,
        phrases.plural,
        phrases.graded,
        phrases.pronoun,
        phrases.bare,
        phrases.speaks,
        phrases.possessed,
        phrases.superlative,
        phrases.money,
        phrases.with_saying,
    )
}
CONDITIONS |= {
    "modal": lambda span: modals.is_modal(span.root),
    "permission": lambda span: modals.is_permission(span.root),
    "ability": lambda span: modals.is_ability(span.root),
    "withheld": lambda span: modals.is_withheld(span.root),
    "perfect": lambda span: modals.is_perfect(span.root),
    "future_in_past": lambda span: modals.is_future_in_past(span.root),
    "under_can": lambda span: modals.is_under_can(span.root),
    "with_if": lambda span: modals.has_condition(span.root),
}


def holds(condition: str, span: Span) -> bool:
    """True if every name in `condition` holds of the cue `span`; "!name" if it does not. Empty: always.

    Raises KeyError for a name that is not in `CONDITIONS`.
    """
    return all(
        not CONDITIONS[name[1:]](span) if name.startswith("!") else CONDITIONS[name](span) for name in condition.split()
    )
