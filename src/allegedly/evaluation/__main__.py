"""`python -m allegedly.evaluation`: score the tables against the annotated texts in GOLD.

GOLD is a folder of kinds, the folder of one kind, or a file. Writes data/accuracy/KIND.csv for each kind found, as soon
as it is done, which the report prints beside its findings, and docs/accuracy.md. Of articles with names or statements,
a copy with wrapped lines is scored, too (data/accuracy/wrapped.csv). SCORER may name another program that scores the
same tables (`evaluation.second`); how far it agrees goes to data/accuracy/second_scorer.csv.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import groupby
from pathlib import Path

import pandas as pd

from allegedly import annotated
from allegedly.accuracy import FOLDER
from allegedly.annotated import AnnotationError
from allegedly.evaluation import gold, page, wrapped
from allegedly.evaluation.gold import GoldError, Kind
from allegedly.evaluation.second import ScorerError
from allegedly.settings import PROJECT

SECOND = "second_scorer"


def keep(kind: str, scored: pd.DataFrame, folder: Path, *, only: bool) -> None:
    """Write FOLDER/KIND.csv. With `only`, rows of other texts that stand there stay."""
    target = folder / f"{kind}.csv"
    if only and target.is_file():
        scored = pd.concat([_of_others(scored, target).astype({"said": "Int64"}), scored])
        scored = scored.sort_values(["kind", "texts"], kind="stable")
    folder.mkdir(parents=True, exist_ok=True)
    scored.to_csv(target, index=False, lineterminator="\n")


def keep_second(compared: pd.DataFrame, folder: Path) -> None:
    """Write what the other scorer said into FOLDER/second_scorer.csv; rows of other texts that stand there stay."""
    target = folder / f"{SECOND}.csv"
    folder.mkdir(parents=True, exist_ok=True)
    if target.is_file():
        compared = pd.concat([_of_others(compared, target), compared])
    compared = compared.sort_values(["kind", "texts", "mode"])
    compared.to_csv(target, index=False, lineterminator="\n")


def _of_others(rows: pd.DataFrame, target: Path) -> pd.DataFrame:
    """The rows that a file has of other kinds or texts."""
    before = pd.read_csv(target)
    again = set(zip(rows["kind"], rows["texts"], strict=True))
    return before[[place not in again for place in zip(before["kind"], before["texts"], strict=True)]]


def evaluated(kind: Kind, paths: list[Path], folder: Path, *, scorer: Path | None) -> pd.DataFrame:
    """The scores of some gold files of one kind; what another scorer says of them is kept in `folder`."""
    both = [gold.evaluate(kind, path, parameters={}, scorer=scorer) for path in paths]
    if scorer:
        keep_second(pd.concat([compared for _, compared in both]), folder)
    return pd.concat([scored for scored, _ in both])


def main(given: Path, folder: Path = FOLDER, *, scorer: Path | None = None) -> None:
    """Score every gold file of `given`; keep the figures in `folder`.

    Raises GoldError, AnnotationError, ScorerError, OSError.
    """
    for kind, found in groupby(gold.files(given), key=lambda pair: pair[0]):
        paths = [path for _, path in found]
        every = evaluated(kind, paths, folder, scorer=scorer)
        print(every.drop(columns="mean_f1").to_string(index=False), flush=True)
        keep(kind.name, every, folder, only=given.is_file())
        if kind.name in wrapped.KINDS:
            with tempfile.TemporaryDirectory() as copies:
                broken = [Path(copies, kind.folder, f"{path.stem}{wrapped.ENDING}.jsonl") for path in paths]
                for path, copy in zip(paths, broken, strict=True):
                    wrapped.write(annotated.rows(path, "id", "text", kind.marks), copy)
                keep("wrapped", evaluated(kind, broken, folder, scorer=scorer), folder, only=True)
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
