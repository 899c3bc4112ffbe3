"""From counts to figures: precision, recall and F1 over all articles, with intervals by resampling articles."""

from __future__ import annotations

import numpy as np
import pandas as pd

from allegedly.accuracy.rates import prf
from allegedly.evaluation.measures import Counts

REPEATS = 1000


def _f1(sums: np.ndarray) -> np.ndarray:
    """F1 (recall, where nothing is said on purpose) of rows of sums hit, said, gold."""
    hit, said, gold = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = np.where(said + gold > 0, 200 * hit / (said + gold), 0.0)
    return np.nan_to_num(scores)


def score(counts: Counts, *, seed: int = 2018) -> pd.DataFrame:
    """One row a measure: precision, recall and F1 in per cent over all articles, and the counts behind them.

    Columns: measure, precision, recall, f1, low, high (95 % interval of F1, articles drawn again with replacement),
    mean_f1 (of the articles), hit, said, gold, articles. A measure of recall alone has no precision, no F1 and no
    `said`; its interval is that of the recall. A measure with nothing said has precision and F1 0.
    """
    rows = []
    for measure, by_article in counts.items():
        triples = [by_article[name] for name in sorted(by_article)]
        only_recall = any(said is None for _, said, _ in triples)
        table = np.array([(hit, said or 0, gold) for hit, said, gold in triples], dtype=float)
        # As whole numbers of Python: numpy rounds by another rule.
        hit, said, gold = (int(n) for n in table.sum(axis=0))
        draws = np.random.default_rng(seed).integers(len(table), size=(REPEATS, len(table)))
        sums = np.array([table[draw].sum(axis=0) for draw in draws])
        spread = 100 * sums[:, 0] / np.maximum(sums[:, 2], 1) if only_recall else _f1(sums)
        low, high = np.percentile(spread, [2.5, 97.5])
        p, r, f = prf(hit, said, gold)
        rows.append({
            "measure": measure, "precision": None if only_recall else round(p, 1), "recall": round(r, 1),
            "f1": None if only_recall else round(f, 1), "low": round(low, 1), "high": round(high, 1),
            "mean_f1": None if only_recall else _mean_f1(table),
            "hit": hit, "said": None if only_recall else said, "gold": gold, "articles": len(table),
        })  # fmt: skip
    return pd.DataFrame(rows).astype({"said": "Int64"})


def _mean_f1(table: np.ndarray) -> float:
    each = [round(prf(*map(int, row))[2], 1) for row in table]
    return round(sum(each) / len(each), 1)
