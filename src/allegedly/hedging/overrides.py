"""Corrections by the analyst, in `hedging.csv`: cues to drop, to add, to put into another category.

Columns: doc_id (empty: every article), action, text (the words of the cue), context (words of the sentence it stands
in; empty: any sentence), to (a category), note (why; for readers of the file). A cue is known by its words and its
sentence, so that a correction holds when rows and numbers change. Each cue that a row corrects says so in its rule.
`docs/overrides.md` describes the actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean
from typing import NamedTuple

from spacy.tokens import Doc, Span

from allegedly.hedging import lexicon, negation
from allegedly.hedging.lexicon import GENRES, Row
from allegedly.hedging.matching import Match
from allegedly.overrides import File, signature, told_twice
from allegedly.schema import BOOSTERS, HEDGES

_CATEGORY = f"a category ({', '.join(HEDGES + BOOSTERS)})"
ACTIONS = {"drop": "nothing: leave `to` empty", "add": _CATEGORY, "category": _CATEGORY}
"""What can be done, and what the column `to` must hold."""


@dataclass(frozen=True, slots=True)
class Override:
    """One row of the file, and the line it ends on."""

    line: int
    doc_id: str
    action: str
    text: str
    context: str
    to: str
    note: str = ""

    def holds_in(self, span: Span) -> bool:
        """Whether the row means the sentence of these words."""
        return _plain(self.context) in _plain(span.sent.text)


def _plain(text: str) -> str:
    """Words as overrides compare them: single blanks, small letters."""
    return " ".join(text.split()).casefold()


def _problem(cells: Sequence[str], before: Sequence[Override]) -> str | None:
    """What is wrong with a row, given those before it, and what was expected; None if nothing is."""
    doc_id, action, text, context, to, _ = cells
    if action not in ACTIONS:
        return f"action {action!r}, expected one of {', '.join(ACTIONS)}"
    if not text:
        return "no text; expected the words of the cue, as in the column `text` of `hedges`"
    if to not in (("",) if action == "drop" else HEDGES + BOOSTERS):
        return f"`{action}` with {to!r} in the column `to`, expected {ACTIONS[action]}"
    if context and _plain(text) not in _plain(context):
        return f"context {context!r} without the cue {text!r}; expected words of its sentence that hold it"
    key = (doc_id, _plain(text), _plain(context))
    alike = (other for other in before if (other.doc_id, _plain(other.text), _plain(other.context)) == key)
    return told_twice(action, text, alike, only_one=True)


FILE = File(
    "hedging", ("doc_id", "action", "text", "context", "to", "note"), Override, _problem,
    ("hedges", "dropped_hedges"), "cue",
)  # fmt: skip
"""The file, as every stage reads its own."""


class Corrected(NamedTuple):
    """The cues of an article, and those that overrides dropped, each with the signature of the row that did."""

    cues: list[tuple[Match, str]]
    dropped: list[tuple[Match, str]]


def corrected(doc: Doc, matches: Sequence[Match], rules: Sequence[Override]) -> Corrected:
    """The cues of an article with what overrides drop, add and change.

    Of several rows that mean one cue the first is followed. What is added takes the place of shorter cues inside it,
    and weighs what rows of its category weigh on average.
    """
    made: list[tuple[Match, str]] = []
    dropped: list[tuple[Match, str]] = []
    for match in matches:
        span = doc[match.start : match.end]
        rule = next((r for r in rules if _plain(span.text) == _plain(r.text) and r.holds_in(span)), None)
        signed = signature(rule.action, rule.line) if rule else ""
        if rule is None:
            made.append((match, signed))
        elif rule.action == "drop":
            dropped.append((match, signed))
        else:
            row = _as(match.row, rule.to) if rule.action == "category" else _new(rule)
            made.append((replace(match, row=row), signed))
    for rule in (rule for rule in rules if rule.action == "add"):
        made = _with(doc, made, rule)
    return Corrected(sorted(made, key=lambda pair: pair[0].start), dropped)


def _with(doc: Doc, found: list[tuple[Match, str]], rule: Override) -> list[tuple[Match, str]]:
    words, kept = [word.lower() for word in lexicon.tokens(rule.text)], found
    for start in range(len(doc) - len(words) + 1):
        end = start + len(words)
        span = doc[start:end]
        if [token.lower_ for token in span] != words or not rule.holds_in(span):
            continue
        touched = [pair for pair in kept if pair[0].start < end and start < pair[0].end]
        if all(start <= m.start and m.end <= end and m.end - m.start < end - start for m, _ in touched):
            new = Match(_new(rule), start, end, negation.negator(span) is not None)
            kept = [pair for pair in kept if pair not in touched] + [(new, signature(rule.action, rule.line))]
    return kept


def _new(rule: Override) -> Row:
    return _as(Row(rule.text.casefold(), lexicon.tokens(rule.text), frozenset(), "", "", "", -1, {}), rule.to)


def _as(row: Row, category: str) -> Row:
    """A row as one of another category, with the weights that rows of that category have on average."""
    alike = [other for other in lexicon.load() if other.category == category]
    weights = {genre: round(mean(other.weights[genre] for other in alike), 2) for genre in GENRES}
    polarity = "booster" if category in BOOSTERS else "hedge"
    return replace(row, category=category, polarity=polarity, weights=weights)
