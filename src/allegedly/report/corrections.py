"""A correction from a row that somebody looks at: one more line in a file of `data/overrides`.

`docs/overrides.md` says what the actions mean. A line is only added; what it does is seen after the next run.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allegedly import overrides
from allegedly.schema import BOOSTERS, HEDGES, STANCES


@dataclass(frozen=True)
class Kind:
    """A file of corrections: its columns, which column of a row of the table each is taken from, and its actions."""

    file: str
    columns: tuple[str, ...]
    taken: dict[str, str]
    actions: dict[str, tuple[str, ...]]


FREE: tuple[str, ...] = ("",)
"""What stands in `to` is for the analyst to write."""

KINDS = {
    "statements": Kind(
        "attributions.csv", ("doc_id", "action", "cue", "content", "to", "note"),
        {"doc_id": "article", "cue": "word", "content": "content"},
        {"drop": (), "source": FREE, "stance": STANCES, "polarity": ("positive", "negative"),
         "anonymous": ("yes", "no")},
    ),
    "hedges": Kind(
        "hedging.csv", ("doc_id", "action", "text", "context", "to", "note"),
        {"doc_id": "article", "text": "text", "context": "sentence"},
        {"drop": (), "category": HEDGES + BOOSTERS},
    ),
    "names": Kind(
        "entities.csv", ("doc_id", "action", "name", "to", "note"), {"name": "entity_id"},
        {"drop": (), "retype": FREE, "merge": FREE, "rename": FREE},
    ),
    "edits": Kind(
        "cleaning.csv", ("doc_id", "action", "text", "note"), {"doc_id": "doc_id", "text": "before"}, {"keep": ()},
    ),
}  # fmt: skip
"""What can be corrected from a row of which table."""


def line(kind: str, row: Any, action: str, *, to: str = "", note: str = "") -> dict[str, str]:
    """The correction of a row: column -> cell. `row` maps columns of the table to cells.

    Raises ValueError if the action is none of this kind, or `to` is missing, surplus or not allowed.

    >>> line("statements", {"article": "a", "word": "say", "content": "it rains"}, "stance", to="doubt")
    {'doc_id': 'a', 'action': 'stance', 'cue': 'say', 'content': 'it rains', 'to': 'doubt', 'note': ''}
    """
    known = KINDS[kind]
    if action not in known.actions:
        raise ValueError(f"no action {action!r} for {kind}; there are {', '.join(known.actions)}")
    allowed = known.actions[action]
    if not allowed and to.strip():
        raise ValueError(f"{action} takes nothing in `to`, got {to!r}")
    if allowed and (not to.strip() or (allowed != FREE and to not in allowed)):
        raise ValueError(f"{action} needs in `to` {'a value' if allowed == FREE else ' or '.join(allowed)}, got {to!r}")
    cells = {"action": action, "to": to, "note": note} | {cell: str(row[own]) for cell, own in known.taken.items()}
    return {column: " ".join(cells.get(column, "").split()) for column in known.columns}


def write(kind: str, cells: dict[str, str], *, folder: Path) -> Path:
    """Add a line to the file of its kind; the file. A line that stands there already is not added again.

    Raises OverrideError, naming the line, if the file cannot be read as it stands.
    """
    known = KINDS[kind]
    path = folder / known.file
    row = tuple(cells[column] for column in known.columns)
    if row in [cells for _, cells in overrides.rows(path, known.columns)]:
        return path
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ",".join(known.columns) + "\n"
    added = io.StringIO()
    csv.writer(added, lineterminator="\n").writerow(row)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(before.rstrip("\n") + "\n" + added.getvalue(), encoding="utf-8", newline="")
    unfinished.rename(path)
    return path
