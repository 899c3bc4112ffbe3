"""Files of corrections by the analyst, under `data/overrides`: how one is read, and how a row signs what it corrected.

Each stage that has one says what its rows mean (`allegedly.cleaning.overrides`, `allegedly.names.overrides`,
`allegedly.discourse.overrides`, `allegedly.hedging.overrides`); `docs/overrides.md` is the manual.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pandas as pd

_SIGNED = re.compile(r"\boverride \w+ \(line (\d+)\)")


class _Scoped(Protocol):
    """A row that holds for one article, or with an empty doc_id for every one."""

    @property
    def doc_id(self) -> str:
        """The article."""


_Rule = TypeVar("_Rule", bound=_Scoped)


class OverrideError(ValueError):
    """An override file that cannot be followed. The message names file, line and what was expected."""


def rows(path: Path, columns: Sequence[str]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows of a file that hold anything, with the line each ends on; none if there is no file.

    Blanks are single, marks of the encoding are left out. Raises OverrideError if the file is no UTF-8, has other
    columns, or a row has more or fewer cells.
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
        found = [(reader.line_num, tuple(" ".join(cell.split()) for cell in row)) for row in reader]
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


def corrections(
    path: Path,
    columns: Sequence[str],
    *,
    made: Callable[..., _Rule],
    problem: Callable[[Sequence[str], Sequence[_Rule]], str | None],
) -> tuple[_Rule, ...]:
    """The rows of a file, each `made` of its line and its cells but for the last (the note).

    `problem` says what is wrong with the cells of a row, given the rows before it. Raises OverrideError.
    """
    return _checked(path, rows(path, columns), made, problem)


@cache
def _checked(path: Path, told: Any, made: Any, problem: Any) -> Any:
    # Kept, for every article asks, and each row is held against all before it.
    found: list[Any] = []
    for line, cells in told:
        wrong = problem(cells, found)
        if wrong:
            raise OverrideError(f"{path}, line {line}: {wrong}")
        found.append(made(line, *cells[:-1]))
    return tuple(found)


def own_first(rules: Sequence[_Rule], doc_id: str) -> tuple[_Rule, ...]:
    """The rows that hold for one article: its own first, then those for every article."""
    own, general = ([rule for rule in rules if rule.doc_id == scope] for scope in (doc_id, ""))
    return (*own, *general)


def signature(action: str, line: int) -> str:
    """What a corrected row says of the override in its column `rule`.

    >>> signature("retype", 4)
    'override retype (line 4)'
    """
    return f"override {action} (line {line})"


def times_followed(rules: pd.Series) -> dict[int, int]:
    """How many rows each line of a file corrected, by what their column `rule` says."""
    lines = [int(line) for rule in rules.dropna() for line in _SIGNED.findall(str(rule))]
    return pd.Series(lines, dtype=int).value_counts().to_dict()


def followed(rules: Sequence[Any], columns: Sequence[str], signed: pd.Series) -> pd.DataFrame:
    """The rows of a file, each with `n`, the rows of a table that it corrected: 0 for one that nothing fits.

    `signed` is the column `rule` of that table. Frame: line, the columns of the file but for the last (the note), n.
    What is dropped is not counted (null): it stands in no table any more.
    """
    lines, told = times_followed(signed), list(columns[:-1])
    cells = [
        (r.line, *(getattr(r, name) for name in told), None if r.action == "drop" else lines.get(r.line, 0))
        for r in rules
    ]
    return pd.DataFrame(cells, columns=["line", *told, "n"]).astype({"n": "Int64"})
