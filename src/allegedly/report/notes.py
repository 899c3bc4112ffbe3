"""What a mark says of itself: what it is, whose words, which rule found it, how probable.

A note is shown on hover and on keyboard focus, and names the row of the table the mark was made from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from allegedly.report.edits import Edit
from allegedly.report.speakers import Speaker

STANCES = {
    "assert": "states it",
    "deny": "denies it",
    "withhold": "does not confirm it",
    "doubt": "doubts it",
    "claim": "is reported at a distance",
    "concede": "concedes it",
    "demand": "demands it",
    "ask": "asks it",
    "believe": "believes it",
    "evaluate": "judges it",
}
"""What each stance of a cue says about its source."""

HEDGES = {
    "epistemic": "may be so",
    "doxastic": "is believed",
    "evidential": "is said or seems to be so",
    "investigation": "is being looked into",
    "weasel": "somebody, unnamed",
    "approximator": "about so much; not uncertain by itself",
    "nonfactual": "planned or tried, not yet a fact",
    "condition": "only if something else is so",
    "certainty": "surely so",
    "emphasis": "said with force",
}
"""What each category of hedge or booster does, in the words of the page."""


_CUES = {"approximator": "Approximator", "nonfactual": "Plan or attempt", "condition": "Condition"}


@dataclass(frozen=True)
class Note:
    """The words of a mark: a title, lines of (label, value), and the anchor of its row."""

    title: str
    row: str
    lines: list[tuple[str, str]] = field(default_factory=list)

    @property
    def short(self) -> str:
        """The note on one line."""
        return " · ".join([self.title, *(f"{label} {value}" for label, value in self.lines)])


def original(start: Any, end: Any) -> str:
    """Where a mark stands in the text as it came in, in words."""
    if pd.isna(start) or pd.isna(end):
        return "no single place in the original"
    return f"characters {int(start):,} to {int(end):,} of the original"


def of_attribution(row: Any, speaker: Speaker, row_anchor: str) -> Note:
    """The note of one row of `attributions`."""
    negated = ", negated (did not say so)" if row.polarity == "negative" else ""
    inside = "" if pd.isna(row.parent_id) else " inside another statement"
    source = "" if pd.isna(row.source) else " ".join(row.source.split())
    given = f", here “{source}”" if source not in ("", speaker.name) else ""
    return Note(
        f"{speaker.name}: {row.form} {row.kind}{inside}",
        row_anchor,
        [
            ("whose words", f"{speaker.name}{given} ({'anonymous' if row.anonymous else row.source_kind})"),
            ("cue", f"{row.cue_lemma}{negated}"),
            ("stance", f"{row.stance}: the source {STANCES[row.stance]}"),
            ("found by", row.rule),
            ("probability", f"{row.probability:.2f}"),
        ],
    )


def of_hedge(row: Any, whose: str, row_anchor: str) -> Note:
    """The note of one row of `hedges`; `whose` names the voice whose words these are."""
    lines = [
        ("category", f"{row.category}: {HEDGES[row.category]}"),
        ("whose words", whose),
        ("found by", row.rule),
        ("place", original(row.raw_start, row.raw_end)),
    ]
    if row.negated:
        lines.insert(1, ("negated", "stands under a negation"))
    what = _CUES.get(row.category, "Booster" if row.polarity == "booster" else "Hedge")
    return Note(f"{what} “{row.entry}”", row_anchor, lines)


def of_mention(row: Any, name: str, names: int, row_anchor: str) -> Note:
    """The note of one row of `mentions`; `names` counts the names its entity goes under."""
    under = f"{name}, under {names} names" if names > 1 else name
    return Note(
        f"Name “{' '.join(row.text.split())}”",
        row_anchor,
        [
            ("stands for", under),
            ("type", row.label),
            ("found by", row.rule),
            ("place", original(row.raw_start, row.raw_end)),
        ],
    )


def of_edit(edit: Edit, row_anchor: str) -> Note:
    """The note of one row of `edits`."""
    change = {"removed": "Removed", "repaired": "Repaired", "flagged": "Flagged, not changed"}[edit.action]
    lines = [("why", edit.reason), ("found by", edit.rule), ("place", original(edit.raw_start, edit.raw_end))]
    if edit.action == "repaired":
        lines.insert(0, ("came in as", edit.before))
    return Note(change, row_anchor, lines)
