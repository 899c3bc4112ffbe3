"""A correction from a row that somebody looks at: one more line in a file of the study's folder of corrections.

`docs/overrides.md` says what the actions mean. A line is only added, and what it does is seen after the next run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allegedly import overrides
from allegedly.cleaning import overrides as cleaning
from allegedly.discourse import overrides as discourse
from allegedly.hedging import overrides as hedging
from allegedly.names import overrides as names
from allegedly.names.gazetteer import KIND
from allegedly.overrides import File
from allegedly.schema import BOOSTERS, HEDGES, STANCES


@dataclass(frozen=True)
class Kind:
    """A file of corrections: which of its columns is taken from which of a row that is looked at, and its actions.

    Of an action, the values that `to` may have: none, some, or what the analyst writes.
    """

    file: File[Any]
    taken: dict[str, str]
    actions: dict[str, tuple[str, ...]]


FREE: tuple[str, ...] = ("",)
"""What stands in `to` is for the analyst to write."""

KINDS = {
    "statements": Kind(
        discourse.FILE, {"doc_id": "article", "cue": "word", "content": "content"},
        {"drop": (), "source": FREE, "stance": STANCES, "polarity": discourse.POLARITIES,
         "anonymous": ("yes", "no")},
    ),
    "hedges": Kind(
        hedging.FILE, {"doc_id": "article", "text": "text", "context": "sentence"},
        {"drop": (), "category": HEDGES + BOOSTERS},
    ),
    "names": Kind(
        names.FILE, {"name": "entity_id"}, {"drop": (), "retype": tuple(sorted(KIND)), "merge": FREE, "rename": FREE}
    ),
    "edits": Kind(cleaning.FILE, {"doc_id": "article", "text": "before"}, {"keep": ()}),
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
    return {column: " ".join(cells.get(column, "").split()) for column in known.file.columns}


def write(kind: str, cells: dict[str, str], *, folder: Path) -> tuple[str, bool]:
    """Add a line to the file of its kind; where it stands, as "hedging.csv, line 2", and whether it is new.

    A line that stands there already is not added again. Raises OverrideError, naming the line, if the file cannot be
    read as it stands or if its stage could not follow the new line beside the others.
    """
    file = KINDS[kind].file
    path = file.path(folder)
    row = tuple(cells[column] for column in file.columns)
    told = overrides.rows(path, file.columns)
    for line, other in told:
        if other == row:
            return f"{path.name}, line {line}", False
    wrong = file.problem(row, file.load(folder))
    if wrong:
        raise overrides.OverrideError(wrong)
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ",".join(file.columns) + "\n"
    _replace(path, before.rstrip("\n") + "\n" + _line(row))
    return f"{path.name}, line {overrides.rows(path, file.columns)[-1][0]}", True


def take_back(kind: str, cells: dict[str, str], *, folder: Path) -> bool:
    """Take a line out again that was added last; False if it is not the last of its file any more."""
    file = KINDS[kind].file
    path = file.path(folder)
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    added = _line(tuple(cells[column] for column in file.columns))
    if not text.endswith("\n" + added):
        return False
    _replace(path, text.removesuffix(added))
    return True


def _line(row: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(map(overrides.guarded, row))
    return written.getvalue()


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8", newline="")
    unfinished.rename(path)
