"""Annotated texts hard-wrapped like old wire copy: line breaks for some blanks, so that no offset moves.

Scores of the same articles as they came and wrapped say what wrapped lines cost.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WIDTH = 72
ENDING = "_wrapped"
KINDS = ("names", "attribution")
"""Kinds of annotation that are scored so, too: those whose marks are places in articles."""


def lines(text: str, *, width: int = WIDTH) -> str:
    """The text with a line break for the last blank before each line grows longer than `width`.

    >>> lines("The ferry left the pier at noon.", width=14)
    'The ferry left\\nthe pier at\\nnoon.'
    """
    made = list(text)
    start, blank = 0, None
    for at, character in enumerate(text):
        if character == "\n":
            start, blank = at + 1, None
        elif character == " ":
            blank = at
        elif at - start >= width and blank is not None:
            made[blank] = "\n"
            start, blank = blank + 1, None
    return "".join(made)


def write(rows: list[dict[str, Any]], path: Path) -> None:
    """Write annotated rows with wrapped texts, as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    wrapped = (row | {"text": lines(row["text"])} for row in rows)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in wrapped), encoding="utf-8")
