"""Corrections by the analyst, from `data/overrides/cleaning.csv`: lines and edits to keep as they are or to drop.

Columns: doc_id (empty: every article), action (`keep`: leave these words as they came in; `drop`: take this line
out), text (the line, or the words an edit changed), note (why; it goes into the log).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allegedly.cleaning.edits import Edit
from allegedly.cleaning.furniture import lines
from allegedly.overrides import OverrideError, rows
from allegedly.settings import PROJECT

FILE = PROJECT / "data" / "overrides" / "cleaning.csv"
_COLUMNS = ["doc_id", "action", "text", "note"]


@dataclass(frozen=True, slots=True)
class Override:
    """One correction for an article."""

    action: str
    text: str
    note: str


def plain(text: str) -> str:
    """Words with single blanks, as overrides compare them."""
    return " ".join(text.split())


def load(file: Path = FILE) -> dict[str, tuple[Override, ...]]:
    """Overrides by doc_id ("" for every article); none if there is no file. Raises OverrideError."""
    found: dict[str, list[Override]] = {}
    for line, (doc_id, action, text, note) in rows(file, _COLUMNS):
        if action not in ("keep", "drop"):
            raise OverrideError(f"{file}, line {line}: action {action!r}; it is `keep` or `drop`")
        if not text:
            raise OverrideError(f"{file}, line {line}: the text is empty; give the line or the words meant")
        found.setdefault(doc_id, []).append(Override(action, text, note))
    return {doc_id: tuple(rules) for doc_id, rules in found.items()}


def for_document(doc_id: str) -> tuple[Override, ...]:
    """The overrides that hold for one article."""
    rules = load()
    return (*rules.get("", ()), *rules.get(doc_id, ()))


def dropped(text: str, rules: Sequence[Override]) -> Iterable[Edit]:
    """Edits that take out the lines which overrides drop."""
    wanted = {rule.text: rule for rule in rules if rule.action == "drop"}
    if not wanted:
        return
    found = lines(text)
    for i, line in enumerate(found):
        rule = wanted.get(plain(line.text))
        if rule:
            end = found[i + 1].start if i + 1 < len(found) else len(text)
            reason = f"override: {rule.note}" if rule.note else "override"
            yield Edit(line.start, end, text[line.start : end], "", "override_drop", reason)


def kept(text: str, rules: Sequence[Override]) -> Iterable[Edit]:
    """Flags at the words that overrides keep, where they stand in a text."""
    for rule in rules:
        if rule.action == "keep":
            at = text.find(rule.text)
            if at >= 0:
                reason = f"override: {rule.note}" if rule.note else "override"
                yield Edit(at, at + len(rule.text), rule.text, rule.text, "override_keep", reason)
