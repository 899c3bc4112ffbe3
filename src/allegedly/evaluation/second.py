"""A second opinion: the figures of another scorer on the same annotated texts and tables, beside ours.

The other scorer is a program of somebody else, no part of this project, run as `PROGRAM MODE GOLD.jsonl TABLES`; it
prints one JSON object, figures in per cent, `{"P", "R", "F1", "gold", "said"}` or a single share. Two that were written
apart and agree to the last digit are seldom wrong in the same place.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

COLUMNS = ("kind", "texts", "mode", "figures", "same", "differ")

MODES: Mapping[str, tuple[str, ...]] = {
    "cleaning": ("clean",),
    "names": ("ner",),
    "merging": ("coref",),
    "attribution": ("attribution", "attribution-flat"),
    "connectives": ("connectives",),
    "hedging": ("hedging",),
}
"""What the other scorer is asked for each kind. `attribution-flat` leaves out relations inside other contents."""

NAMES = {
    "cue": "cue overlap",
    "content, overlap 0.3": "content IoU>=.3",
    "content, overlap 0.8": "content IoU>=.8",
    "relation, overlap 0.3": "relation IoU>=.3",
    "relation, overlap 0.8": "relation IoU>=.8",
    "recall of direct": "recall by form: direct",
    "recall of mixed": "recall by form: mixed",
    "recall of indirect": "recall by form: indirect",
    "connectives": "found",
    "sense of those found": "level-1 sense right, of those found",
    "uncertain sentences": "sentences",
    "hedges": "cues, overlap",
}
"""Our measures under the names of the other scorer, where they differ."""


class ScorerError(RuntimeError):
    """The other scorer failed. The message says how it was called and what it said."""


def ask(program: Path, mode: str, gold: Path, tables: Path) -> dict[str, float]:
    """The figures of the other scorer, one a measure and column: `{"cue overlap P": 86.5, ...}`. Raises ScorerError."""
    call = [sys.executable, str(program), mode, str(gold), str(tables)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    try:
        if done.returncode:  # what it printed before it failed is not all
            raise ValueError(f"status {done.returncode}")
        return flattened(json.loads(done.stdout))
    except ValueError as error:
        said = (done.stderr or done.stdout).strip()[-500:]
        raise ScorerError(f"SCORER: {' '.join(call[1:])}: expected one JSON object, got: {said}") from error


def flattened(figures: Mapping[str, Any], before: str = "") -> dict[str, float]:
    """Every figure under one name; measures of which the scorer counts neither marks nor finds are left out.

    >>> flattened({"PER": {"P": 50.0, "gold": 4, "said": 2}, "ORG": {"P": 0.0, "gold": 0, "said": 0}, "pages": 3})
    {'PER P': 50.0, 'PER gold': 4, 'PER said': 2, 'pages': 3}
    """
    made: dict[str, float] = {}
    for name, value in figures.items():
        if not isinstance(value, Mapping):
            made[f"{before}{name}"] = value
        elif "gold" not in value:
            made |= flattened(value, f"{before}{name}: ")
        elif value["gold"] or value["said"]:
            made |= {f"{before}{name} {column}": figure for column, figure in value.items()}
    return made


def ours(scored: pd.DataFrame) -> dict[str, float]:
    """Our figures (`scores.score`) under the names of the other scorer."""
    made: dict[str, float] = {}
    for row in scored.itertuples(index=False):
        name = NAMES.get(row.measure, row.measure)
        if row.f1 is None or pd.isna(row.f1):
            made[name] = row.recall
        else:
            made |= {f"{name} P": row.precision, f"{name} R": row.recall, f"{name} F1": row.f1}
            made |= {f"{name} gold": row.gold, f"{name} said": row.said}
        if row.measure == "shingles":
            made |= {"mean F1 a page": row.mean_f1, "pages": row.articles}
    return made


def compared(scored: pd.DataFrame, theirs: Mapping[str, float]) -> dict[str, Any]:
    """How many figures the other scorer gives, how many of them are ours to the last digit, and which are not.

    >>> compared(pd.DataFrame(columns=["measure"]), {"pages": 76})
    {'figures': 1, 'same': 0, 'differ': 'pages: 76, ours none'}
    """
    mine = ours(scored)
    differ = [
        f"{name}: {value}, ours {mine.get(name, 'none')}" for name, value in theirs.items() if mine.get(name) != value
    ]
    return {"figures": len(theirs), "same": len(theirs) - len(differ), "differ": "; ".join(differ)}
