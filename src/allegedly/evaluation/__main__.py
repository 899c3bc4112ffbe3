"""`python -m allegedly.evaluation`: score the tables against the annotated texts in GOLD.

GOLD is a folder of kinds, the folder of one kind, or a file. Writes data/accuracy/KIND.csv for each kind found, as soon
as it is done, which the report prints beside its findings, and docs/accuracy.md. SCORER may name another program that
scores the same tables (`evaluation.second`); how far it agrees goes to data/accuracy/second_scorer.csv.
"""

from __future__ import annotations

import os
import sys
from itertools import groupby
from pathlib import Path

import pandas as pd

from allegedly.annotated import AnnotationError
from allegedly.evaluation import gold, page
from allegedly.evaluation.gold import GoldError
from allegedly.evaluation.second import ScorerError
from allegedly.report.accuracy import FOLDER
from allegedly.settings import PROJECT

SECOND = "second_scorer"


def keep(kind: str, scored: pd.DataFrame, folder: Path, *, only: bool) -> None:
    """Write FOLDER/KIND.csv. With `only`, rows of other texts that stand there stay."""
    target = folder / f"{kind}.csv"
    if only and target.is_file():
        before = pd.read_csv(target)
        before = before[~before["texts"].isin(scored["texts"])].astype({"said": "Int64"})
        scored = pd.concat([before, scored]).sort_values("texts", kind="stable")
    folder.mkdir(parents=True, exist_ok=True)
    scored.to_csv(target, index=False, lineterminator="\n")


def keep_second(compared: pd.DataFrame, folder: Path) -> None:
    """Write what the other scorer said into FOLDER/second_scorer.csv; rows of other texts that stand there stay."""
    target = folder / f"{SECOND}.csv"
    if target.is_file():
        before = pd.read_csv(target)
        again = set(zip(compared["kind"], compared["texts"], strict=True))
        stay = [place not in again for place in zip(before["kind"], before["texts"], strict=True)]
        compared = pd.concat([before[stay], compared])
    compared = compared.sort_values(["kind", "texts", "mode"])
    compared.to_csv(target, index=False, lineterminator="\n")


def main(given: Path, folder: Path = FOLDER, *, scorer: Path | None = None) -> None:
    """Score every gold file of `given`; keep the figures in `folder`.

    Raises GoldError, AnnotationError, ScorerError, OSError.
    """
    for kind, paths in groupby(gold.files(given), key=lambda found: found[0]):
        scored, compared = zip(
            *(gold.evaluate(kind, path, parameters={}, scorer=scorer) for _, path in paths), strict=True
        )
        every = pd.concat(scored)
        print(every.drop(columns="mean_f1").to_string(index=False), flush=True)
        keep(kind.name, every, folder, only=given.is_file())
        if scorer:
            keep_second(pd.concat(compared), folder)
    if folder == FOLDER:
        page.PAGE.write_text(page.compose(FOLDER), encoding="utf-8")


if __name__ == "__main__":
    if not os.environ.get("GOLD"):
        sys.exit("GOLD: name the folder of annotated texts: make evaluate GOLD=folder")
    other = os.environ.get("SCORER")
    try:
        main(PROJECT / Path(os.environ["GOLD"]).expanduser(), scorer=Path(other).expanduser() if other else None)
    except (GoldError, AnnotationError, ScorerError, OSError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
