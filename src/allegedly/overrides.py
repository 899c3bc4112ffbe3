"""Files of corrections by the analyst: how one is read, and how a row signs what it corrected.

They lie in the folder that the setting `overrides` names, `data/overrides` unless told otherwise. Each stage that has
one says what its rows mean (`allegedly.cleaning.overrides`, `allegedly.names.overrides`,
`allegedly.discourse.overrides`, `allegedly.hedging.overrides`); `docs/overrides.md` is the manual, and
`allegedly.followed` tells what each row did.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

SIGNED = r"\boverride \w+ \(line (\d+)\)"
"""What the signature of a row looks like, with its line."""


_FORMULA = re.compile("'*[=+@-]")


class _Row(Protocol):
    """A row of a file: its line, what it does, and the article it holds for (empty: every one)."""

    @property
    def line(self) -> int:
        """The line it ends on."""

    @property
    def doc_id(self) -> str:
        """The article."""

    @property
    def action(self) -> str:
        """What it does."""


_Rule = TypeVar("_Rule", bound=_Row)


class OverrideError(ValueError):
    """An override file that cannot be followed. The message names file, line and what was expected."""


def guarded(cell: str) -> str:
    """A cell as it is written for people who open the file in a spreadsheet: none is taken for a formula.

    `rows` takes the apostrophe off again, as from a cell that was copied out of a table of a run.

    >>> guarded("=1+1"), guarded("'=1"), guarded("plain")
    ("'=1+1", "''=1", 'plain')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def rows(path: Path, columns: Sequence[str]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows of a file that hold anything, with the line each ends on; none if there is no file.

    Blanks are single; marks of the encoding and the apostrophe before a formula are left out. Raises OverrideError if
    the file is no UTF-8, has other columns, or a row has more or fewer cells.
    """
    return _read(path, path.read_bytes(), tuple(columns)) if path.is_file() else ()


@cache
def _read(path: Path, content: bytes, columns: tuple[str, ...]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise OverrideError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from error
    # Only line ends break lines: a cell may hold U+2028 or a form feed, copied out of an article.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        found = [(reader.line_num, tuple(_meant(" ".join(cell.split())) for cell in row)) for row in reader]
    except csv.Error as error:
        raise OverrideError(f"{path}, line {reader.line_num}: {error}; check the quotation marks") from error
    if not found or found[0][1] != columns:
        raise OverrideError(
            f"{path}, line 1: the columns are {list(found[0][1]) if found else []}, expected {list(columns)}"
        )
    told = [(line, cells) for line, cells in found[1:] if any(cells)]
    for line, cells in told:
        if len(cells) != len(columns):
            raise OverrideError(
                f"{path}, line {line}: {len(cells)} cells, expected {len(columns)} ({', '.join(columns)}); "
                "put cells with commas in quotes"
            )
    return tuple(told)


@dataclass(frozen=True)
class File(Generic[_Rule]):
    """A file of corrections of one stage.

    A row is `made` of its line and its cells, of which the last is the note, for readers of the file; `problem` says
    what is wrong with the cells of a row, given the rows before it. What rows corrected is signed in `column` of
    `tables`, and is called a `thing` ("name").
    """

    name: str
    columns: tuple[str, ...]
    made: Callable[..., _Rule]
    problem: Callable[[Sequence[str], Sequence[_Rule]], str | None]
    tables: tuple[str, ...]
    thing: str
    column: str = "rule"

    def path(self, folder: Path) -> Path:
        """Where it lies in a folder of corrections."""
        return folder / f"{self.name}.csv"

    def load(self, folder: Path) -> tuple[_Rule, ...]:
        """The rows in their order; none if there is no such file. Raises OverrideError."""
        path = self.path(folder)
        found: tuple[_Rule, ...] = _checked(path, rows(path, self.columns), self.made, self.problem)
        return found

    def of(self, doc_id: str, folder: Path) -> tuple[_Rule, ...]:
        """The rows that hold for one article: its own first, then those for every article. Raises OverrideError."""
        rules = self.load(folder)
        own, general = ([rule for rule in rules if rule.doc_id == scope] for scope in (doc_id, ""))
        return (*own, *general)


@cache
def _checked(path: Path, told: Any, made: Any, problem: Any) -> Any:
    # Kept, for every article asks, and each row is held against all before it.
    found: list[Any] = []
    for line, cells in told:
        wrong = problem(cells, found)
        if wrong:
            raise OverrideError(f"{path}, line {line}: {wrong}")
        found.append(made(line, *cells))
    return tuple(found)


def told_twice(action: str, words: str, alike: Iterable[_Row], *, only_one: bool = False) -> str | None:
    """What is wrong with a row about `words`, given earlier rows about the same; None if nothing is.

    A row may not do what another does already, nor change what is dropped; `only_one`: nor anything else.
    """
    for other in alike:
        if only_one or action == other.action or "drop" in (action, other.action):
            has = f"line {other.line} has already (`{other.action}`)"
            return f"`{action}` for {words!r}, which {has}; expected one of the two"
    return None


def signature(action: str, line: int) -> str:
    """What a corrected row says of the override, in its column `rule`.

    >>> signature("retype", 4)
    'override retype (line 4)'
    """
    return f"override {action} (line {line})"
