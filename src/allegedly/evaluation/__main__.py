"""`python -m allegedly.evaluation`: score the tables against the gold annotations in the folder GOLD.

Writes data/accuracy/KIND.csv for each kind found, which the report prints beside its findings.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pandas as pd

from allegedly.evaluation import gold
from allegedly.settings import PROJECT


def main(folder: Path) -> int:
    """Score every gold file below `folder`; the exit status."""
    judged = gold.files(folder)
    if not judged:
        print(
            f"GOLD: no gold files in {folder}; expected folders {', '.join(k.folder for k in gold.KINDS)}",
            file=sys.stderr,
        )
        return 1
    by_kind: dict[str, list[pd.DataFrame]] = {}
    for kind, path in judged:
        scored = gold.evaluate(kind, path, parameters={})
        print(scored.drop(columns="mean_f1").to_string(index=False), flush=True)
        by_kind.setdefault(kind.name, []).append(scored)
    target = PROJECT / "data" / "accuracy"
    target.mkdir(exist_ok=True)
    for name, frames in by_kind.items():
        pd.concat(frames).to_csv(target / f"{name}.csv", index=False, lineterminator="\n")
    return 0


if __name__ == "__main__":
    if not os.environ.get("GOLD"):
        sys.exit("GOLD: name the folder of gold annotations: make evaluate GOLD=folder")
    sys.exit(main(PROJECT / Path(os.environ["GOLD"]).expanduser()))
