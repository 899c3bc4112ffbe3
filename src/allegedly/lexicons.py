"""Lexicons: small CSV files under `data/lexicons`, in which each row proves itself.

Every row names its source and holds an example that must match and a counter-example that must not; the tests of
the stage that reads a lexicon run both.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from allegedly.settings import PROJECT

FOLDER = PROJECT / "data" / "lexicons"


class LexiconError(ValueError):
    """A lexicon that is missing or malformed. The message names file, line and what was expected."""


def path(name: str) -> Path:
    """The file of lexicon `name`."""
    return FOLDER / f"{name}.csv"


@cache
def load(name: str, *, key: tuple[str, ...] = ("entry",)) -> pd.DataFrame:
    """Lexicon `name`: all columns as text, "" where empty, in the order of the file. Do not change it in place.

    Raises LexiconError if the file is missing, lacks the column `entry` or `source`, has a row without an entry, or
    holds two rows with the same `key`.
    """
    file = path(name)
    if not file.exists():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.csv")))
        raise LexiconError(f"{file}: no such lexicon; there are {known}")
    rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    missing = {"entry", "source", *key} - set(rows.columns)
    if missing:
        raise LexiconError(f"{file}: column {', '.join(sorted(missing))} is missing")
    # Line numbers as an editor shows them: the header is line 1.
    if rows["entry"].eq("").any():
        raise LexiconError(f"{file}, line {rows['entry'].eq('').idxmax() + 2}: the entry is empty")
    twice = rows.duplicated(list(key))
    if twice.any():
        line = twice.idxmax() + 2
        raise LexiconError(f"{file}, line {line}: {rows.loc[line - 2, list(key)].tolist()} stands there twice")
    return rows
