"""Texts that people annotated, as files of JSON Lines: one object a line.

The one reader of such files, for measuring (`allegedly.evaluation`) and for fitting weights. What the other fields are
called follows the kind of annotation: `attributions`, `entities`, `chains`, `connectives`, `uncertain`, `clean`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class AnnotationError(ValueError):
    """A file of annotations that cannot be read. The message names the file, the line and what was expected."""


def rows(path: Path, *needed: str) -> list[dict[str, Any]]:
    """The rows of one file, in its order; blank lines are passed over. Every row must have the fields `needed`.

    Raises FileNotFoundError if there is no such file, AnnotationError with file and line if a line is no JSON object
    or lacks a field.
    """
    if not path.is_file():
        beside = sorted(other.name for other in path.parent.glob("*.jsonl")) if path.parent.is_dir() else []
        there = f"there are {', '.join(beside)}" if beside else f"there are no annotated texts in {path.parent}"
        raise FileNotFoundError(f"{path}: there is no such file; give the folder that holds it as `gold` ({there})")
    found = []
    try:
        # Not str.splitlines: a line separator inside a string of JSON ends no line.
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    found.append(_row(line, needed, f"{path}, line {number}"))
    except UnicodeDecodeError as error:
        raise AnnotationError(
            f"{path}: is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8"
        ) from None
    return found


def _row(line: str, needed: tuple[str, ...], where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise AnnotationError(f"{where}: is not JSON ({error}); expected one object a line") from None
    if not isinstance(row, dict):
        raise AnnotationError(
            f"{where}: is a JSON {type(row).__name__}; expected an object with {', '.join(needed) or 'fields'}"
        )
    missing = [name for name in needed if name not in row]
    if missing:
        raise AnnotationError(f"{where}: has no {', '.join(missing)}; it has {', '.join(row) or 'nothing'}")
    return row
