"""Corrections by the analyst, in `attributions.csv`: relations to drop, and what is wrong in one.

Columns: doc_id (empty: every article), action, cue (as in the column `cue`, or `cue_lemma`), content (how the content
begins; empty: whatever it is), to (what the column becomes), note (why; for readers of the file). A relation is known
by its words, so that a correction holds when rules and numbers change. Each relation that a row corrects says so in its
rule. `docs/overrides.md` describes the actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.speakers.sources import Name, Source
from allegedly.overrides import File, signature, told_twice
from allegedly.schema import STANCES

NOBODY = "none"
POLARITIES = ("positive", "negative")

ACTIONS = {
    "drop": "nothing: leave `to` empty",
    "source": f"a name of this article, an entity_id such as person/ann-reyes, or {NOBODY}",
    "stance": f"one of {', '.join(STANCES)}",
    "polarity": f"one of {', '.join(POLARITIES)}",
    "anonymous": "yes or no",
}
"""What can be done, and what the column `to` must hold."""

_ALLOWED = {"drop": ("",), "stance": STANCES, "polarity": POLARITIES, "anonymous": ("yes", "no")}
_MARKS = "\"'“”‘’«»„ "


@dataclass(frozen=True, slots=True)
class Override:
    """One row of the file, and the line it ends on."""

    line: int
    doc_id: str
    action: str
    cue: str
    content: str
    to: str
    note: str = ""

    def fits(self, cues: Sequence[str], content: str) -> bool:
        """Whether the row means a relation with one of these names of its cue and this content.

        >>> Override(2, "", "drop", "Said", "the road", "").fits(["said", "say"], "“The road is closed”")
        True
        """
        begins = _plain(content).startswith(_plain(self.content))
        return begins and _plain(self.cue) in [_plain(cue) for cue in cues]


def _plain(text: str) -> str:
    """Words as overrides compare them: single blanks, small letters, no marks in front."""
    return " ".join(text.split()).casefold().lstrip(_MARKS)


def _problem(cells: Sequence[str], before: Sequence[Override]) -> str | None:
    """What is wrong with a row, given those before it, and what was expected; None if nothing is."""
    doc_id, action, cue, content, to, _ = cells
    if action not in ACTIONS:
        return f"action {action!r}, expected one of {', '.join(ACTIONS)}"
    if not cue:
        return "no cue; expected its words as in the column `cue` of `attributions`, or its `cue_lemma`"
    if to not in _ALLOWED[action] if action in _ALLOWED else not to:
        return f"`{action}` with {to!r} in the column `to`, expected {ACTIONS[action]}"
    key = (doc_id, _plain(cue), _plain(content))
    alike = (other for other in before if (other.doc_id, _plain(other.cue), _plain(other.content)) == key)
    return told_twice(action, cue, alike)


FILE = File(
    "attributions", ("doc_id", "action", "cue", "content", "to", "note"), Override, _problem,
    ("attributions", "dropped_attributions"), "statement",
)  # fmt: skip
"""The file, as every stage reads its own."""


@dataclass(frozen=True)
class Corrected:
    """The relations of an article and their sources, with what overrides changed; which are left out."""

    relations: list[Relation]
    sources: list[Source]
    dropped: frozenset[int]


def corrected(
    words: Words,
    relations: Sequence[Relation],
    sources: Sequence[Source],
    names: Sequence[Name],
    rules: Sequence[Override],
) -> Corrected:
    """What overrides make of an article. Of several rows for one column of a relation the first is followed.

    Who the source is, is settled before whether it is anonymous, in whatever order the rows stand.
    """
    made, who, dropped = list(relations), list(sources), set()
    known = {" ".join(words.surface(name.first, name.last).split()): name.entity for name in names}
    for n, relation in enumerate(relations):
        cue, content = (_said(words, relation, role) for role in ("cue", "content"))
        done: set[str] = set()
        for rule in sorted(rules, key=lambda rule: rule.action == "anonymous"):
            if rule.action in done or not rule.fits([cue, relation.lemma], content):
                continue
            source = _source(who[n], rule, known)
            if source is None:
                continue
            done.add(rule.action)
            who[n] = source
            made[n] = _changed(made[n], rule)
        if "drop" in done:
            dropped.add(n)
    return Corrected(made, who, frozenset(dropped))


def _changed(relation: Relation, rule: Override) -> Relation:
    signed = replace(relation, rule="; ".join([relation.rule, signature(rule.action, rule.line)]))
    if rule.action == "stance":
        return replace(signed, stance=rule.to)
    if rule.action == "polarity":
        return replace(signed, polarity=rule.to)
    if rule.action == "source" and rule.to == NOBODY:
        return replace(signed, source=frozenset(), source_head=-1, ranges={**relation.ranges, "source": ()})
    return signed


def _source(source: Source, rule: Override, known: dict[str, str]) -> Source | None:
    """The source as a row gives it; None where the row names somebody whom the article does not."""
    if rule.action == "anonymous":
        return replace(source, anonymous=rule.to == "yes")
    if rule.action != "source":
        return source
    if rule.to == NOBODY:
        return Source("none", False, None, "")
    entity = rule.to if rule.to in known.values() else known.get(rule.to)
    return None if entity is None else replace(source, kind="named", anonymous=False, entity=entity)


def _said(words: Words, relation: Relation, role: str) -> str:
    return " … ".join(words.surface(a, b) for a, b in relation.ranges[role])
