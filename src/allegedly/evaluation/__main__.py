"""`python -m allegedly.evaluation`: score the tables against the annotated texts in GOLD.

GOLD is a folder of kinds, the folder of one kind, or a file. Writes data/accuracy/KIND.csv for each kind found, which
the report prints beside its findings, and docs/accuracy.md.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pandas as pd

from allegedly.annotated import AnnotationError
from allegedly.evaluation import gold, page
from allegedly.evaluation.gold import GoldError
from allegedly.report.accuracy import FOLDER
from allegedly.settings import PROJECT


def keep(kind: str, scored: pd.DataFrame, folder: Path, *, only: bool) -> None:
    """Write FOLDER/KIND.csv. With `only`, rows of other texts that stand there stay."""
    target = folder / f"{kind}.csv"
    if only and target.is_file():
        before = pd.read_csv(target)
        before = before[~before["texts"].isin(scored["texts"])].astype({"said": "Int64"})
        scored = pd.concat([before, scored]).sort_values("texts", kind="stable")
    folder.mkdir(parents=True, exist_ok=True)
    scored.to_csv(target, index=False, lineterminator="\n")


def main(given: Path, folder: Path = FOLDER) -> None:
    """Score every gold file of `given`; keep the figures in `folder`. Raises GoldError, AnnotationError, OSError."""
    by_kind: dict[str, list[pd.DataFrame]] = {}
    for kind, path in gold.files(given):
        scored = gold.evaluate(kind, path, parameters={})
        print(scored.drop(columns="mean_f1").to_string(index=False), flush=True)
        by_kind.setdefault(kind.name, []).append(scored)
    for name, frames in by_kind.items():
        keep(name, pd.concat(frames), folder, only=given.is_file())
    if folder == FOLDER:
        page.PAGE.write_text(page.compose(FOLDER), encoding="utf-8")


if __name__ == "__main__":
    if not os.environ.get("GOLD"):
        sys.exit("GOLD: name the folder of annotated texts: make evaluate GOLD=folder")
    try:
        main(PROJECT / Path(os.environ["GOLD"]).expanduser())
    except (GoldError, AnnotationError, OSError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
