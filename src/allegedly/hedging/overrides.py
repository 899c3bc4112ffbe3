"""Corrections by the analyst, from `data/overrides/hedging.csv`: cues to drop, to add, to put into another category.

Columns: doc_id (empty: every article), action, text (the words of the cue), context (words of the sentence it stands
in; empty: any sentence), to (a category), note (why; for readers of the file). A cue is known by its words and its
sentence, so that a correction holds when rows and numbers change. Each cue that a row corrects says so in its rule.
`docs/overrides.md` describes the actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

import pandas as pd
from spacy.tokens import Doc, Span

from allegedly import overrides
from allegedly.hedging import lexicon, negation
from allegedly.hedging.lexicon import GENRES, Row
from allegedly.hedging.matching import Match
from allegedly.overrides import corrections, own_first, signature
from allegedly.schema import BOOSTERS, HEDGES
from allegedly.settings import PROJECT

FILE = PROJECT / "data" / "overrides" / "hedging.csv"
COLUMNS = ["doc_id", "action", "text", "context", "to", "note"]

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

    def holds_in(self, span: Span) -> bool:
        """Whether the row means the sentence of these words."""
        return _plain(self.context) in _plain(span.sent.text)


def _plain(text: str) -> str:
    """Words as overrides compare them: single blanks, small letters."""
    return " ".join(text.split()).casefold()


def load(file: Path | None = None) -> tuple[Override, ...]:
    """The rows of the file in its order; none if there is no file. Raises OverrideError."""
    path = FILE if file is None else file
    return corrections(path, COLUMNS, made=Override, problem=_problem)


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
    for other in before:
        if (other.doc_id, _plain(other.text), _plain(other.context)) == (doc_id, _plain(text), _plain(context)):
            has = f"line {other.line} has already (`{other.action}`)"
            return f"`{action}` for {text!r}, which {has}; expected one of the two"
    return None


def for_document(doc_id: str) -> tuple[Override, ...]:
    """The overrides that hold for one article: its own first, then those for every article."""
    return own_first(load(), doc_id)


def corrected(doc: Doc, matches: Sequence[Match], rules: Sequence[Override]) -> list[tuple[Match, str]]:
    """The cues of an article with what overrides drop, add and change, each with the signature of the row that did.

    Of several rows that mean one cue the first is followed. What is added takes the place of shorter cues inside it,
    and weighs what rows of its category weigh on average.
    """
    made: list[tuple[Match, str]] = []
    for match in matches:
        span = doc[match.start : match.end]
        rule = next((r for r in rules if _plain(span.text) == _plain(r.text) and r.holds_in(span)), None)
        if rule is None:
            made.append((match, ""))
        elif rule.action != "drop":
            row = _as(match.row, rule.to) if rule.action == "category" else _new(rule)
            made.append((replace(match, row=row), signature(rule.action, rule.line)))
    for rule in (rule for rule in rules if rule.action == "add"):
        made = _with(doc, made, rule)
    return sorted(made, key=lambda pair: pair[0].start)


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


def followed(hedges: pd.DataFrame) -> pd.DataFrame:
    """The rows of the file, each with the number of cues it corrected: `allegedly.overrides.followed`."""
    return overrides.followed(load(), COLUMNS, hedges["rule"])
