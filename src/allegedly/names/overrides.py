"""Corrections by the analyst, in `entities.csv`: names to drop, to add, to retype, to merge, to split.

Columns: doc_id (empty: every article), action, name (as it stands in the article, or the entity_id of a thing with all
its names), to (what it becomes), note (why; for readers of the file). Each mention that a row corrects says so in its
rule. `docs/overrides.md` describes the actions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from allegedly.names import gazetteer
from allegedly.names.gazetteer import KIND, entity_id
from allegedly.names.merging import usual_name
from allegedly.names.phrases import Phrases, words_of
from allegedly.names.spans import Name
from allegedly.overrides import File, signature, told_twice

_TYPE = f"a type of name ({', '.join(sorted(KIND))})"
_KINDS = frozenset(KIND.values())

ACTIONS = {
    "drop": "nothing: leave `to` empty",
    "add": _TYPE,
    "retype": _TYPE,
    "merge": "the thing it is a name of: its name or its entity_id",
    "split": "the name of a thing of its own",
    "rename": "the usual name of the thing",
}
"""What can be done, in the order in which it is done, and what the column `to` must hold."""

Told = tuple[str, str]
"""What a mention says of itself: its text on one line, and its entity_id."""


@dataclass(frozen=True, slots=True)
class Override:
    """One row of the file, and the line it ends on."""

    line: int
    doc_id: str
    action: str
    name: str
    to: str
    note: str = ""

    def fits(self, told: Told) -> bool:
        """True if the row means a mention with this text or of this thing."""
        return self.name in told

    def signed(self, rule: str) -> str:
        """The rule of a mention, with this override behind what found it.

        >>> Override(4, "", "retype", "Varga", "ORG").signed("model; surname")
        'model; override retype (line 4)'
        """
        found = rule if " (line " in rule else rule.partition("; ")[0]
        return "; ".join(filter(None, [found, signature(self.action, self.line)]))


def _is_id(text: str) -> bool:
    """True for an entity_id such as "place/oslo"."""
    return text.partition("/")[0] in _KINDS and "/" in text


def _problem(cells: Sequence[str], before: Sequence[Override]) -> str | None:
    """What is wrong with a row, given those before it, and what was expected; None if nothing is."""
    doc_id, action, name, to, _ = cells
    if action not in ACTIONS:
        return f"action {action!r}, expected one of {', '.join(ACTIONS)}"
    if not name:
        return "no name; expected a name as it stands in the article, or an entity_id such as place/oslo"
    if action == "add" and _is_id(name):
        return f"{name!r} is an entity_id; `add` expects the words as they stand in the article"
    wrong = {
        "drop": bool(to),
        "add": to not in KIND,
        "retype": to not in KIND,
        "merge": not to,
        "split": not to or _is_id(to),
        "rename": not to or _is_id(to),
    }
    if wrong[action]:
        return f"`{action}` with {to!r} in the column `to`, expected {ACTIONS[action]}"
    if action == "rename" and doc_id:
        return "`rename` holds for all articles; expected an empty doc_id (`split` makes a thing of one article's own)"
    return told_twice(action, name, (other for other in before if (other.doc_id, other.name) == (doc_id, name)))


FILE = File(
    "entities", ("doc_id", "action", "name", "to", "note"), Override, _problem, ("mentions", "dropped_mentions"), "name"
)
"""The file, as every stage reads its own."""


def _first(rules: Sequence[Override], action: str, told: Told) -> Override | None:
    return next((rule for rule in rules if rule.action == action and rule.fits(told)), None)


def dropped(names: Sequence[Name], told: Sequence[Told], rules: Sequence[Override]) -> list[Name]:
    """The names of an article that overrides drop, each signed by the row that did; `told` says what each name is."""
    found = ((name, _first(rules, "drop", own)) for name, own in zip(names, told, strict=True))
    return [replace(name, rule=rule.signed(name.rule)) for name, rule in found if rule]


def named(words: Sequence[str], names: Sequence[Name], told: Sequence[Told], rules: Sequence[Override]) -> list[Name]:
    """The names of an article with what overrides drop, add and retype; `told` says what each name is."""
    kept = []
    for name, own in zip(names, told, strict=True):
        retype = _first(rules, "retype", own)
        if _first(rules, "drop", own) is None:
            kept.append(replace(name, label=retype.to, rule=retype.signed(name.rule)) if retype else name)
    for rule in (rule for rule in rules if rule.action == "add"):
        kept = _with(kept, words, rule)
    return sorted(kept, key=lambda name: name.start)


def _with(names: Sequence[Name], words: Sequence[str], rule: Override) -> list[Name]:
    """The names and those that a row adds: in place of shorter names inside it, nowhere inside a longer one."""
    kept = list(names)
    for start, end in Phrases([words_of(rule.name)]).find(words):
        new = Name(start, end, rule.to, rule.signed(""))
        touched = [name for name in kept if name.overlaps(new)]
        if all(start <= name.start and name.end <= end and name.end - name.start < end - start for name in touched):
            kept = [name for name in kept if name not in touched] + [new]
    return kept


def merged(names: Sequence[Name], told: Sequence[Told], rules: Sequence[Override]) -> list[tuple[Name, str]]:
    """Each name of an article with its entity_id, after what overrides merge and split; signed where they did."""
    known = dict(reversed(told))
    made = []
    for name, own in zip(names, told, strict=True):
        thing, rule = own[1], name.rule
        merge, split = _first(rules, "merge", own), _first(rules, "split", own)
        renamed = _first(rules, "rename", own)
        if split:
            thing, rule = entity_id(name.label, split.to), split.signed(rule)
        elif merge:
            thing, rule = _meant(merge.to, name.label, known.get), merge.signed(rule)
        elif renamed:
            rule = renamed.signed(rule)
        made.append((replace(name, rule=rule), thing))
    return made


def _meant(to: str, label: str, known: Callable[[str], str | None]) -> str:
    """The entity_id of what `to` says: an id, a name of this article or of the gazetteer, or something new."""
    if _is_id(to):
        return to
    lexical = gazetteer.lookup(to)
    return known(to) or (lexical.entity_id if lexical else entity_id(label, usual_name(label, to)))


def renamed(entities: pd.DataFrame, rules: Sequence[Override]) -> pd.DataFrame:
    """The table `entities` with the usual names that overrides give: by `rename`, or as what they merged or split."""
    names = [
        _given(rules, thing, set(variants)) or name
        for thing, name, variants in entities[["entity_id", "name", "variants"]].itertuples(index=False, name=None)
    ]
    return entities.assign(name=pd.Series(names, index=entities.index, dtype=entities["name"].dtype))


def _given(rules: Sequence[Override], thing: str, variants: set[str]) -> str | None:
    for rule in rules:
        if rule.action == "rename" and rule.name in {thing, *variants}:
            return rule.to
    for rule in rules:
        made = rule.action in ("merge", "split") and not _is_id(rule.to)
        if made and _slug(entity_id("ORG", rule.to)) == _slug(thing):
            return rule.to
    return None


def _slug(thing: str) -> str:
    return thing.partition("/")[2]
