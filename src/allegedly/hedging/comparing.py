"""Do two groups hedge at different rates? Effect first, then a permutation test, corrected for the number of pairs.

Articles are shuffled between the groups (Fisher's permutation test); inside one article, sentences are, which describes
that article and says nothing beyond it. P-values are corrected after Holm (1979).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

FEW_WORDS = 100
"""Below this many words in either group there is too little to tell."""
FEW_UNITS = 3
SHUFFLES = 2000

COLUMNS = ("one", "other", "rate_one", "rate_other", "difference", "p", "p_holm", "unit", "verdict")


def compare(said: pd.DataFrame, by: str, *, seed: int, count: str = "n_hedges") -> pd.DataFrame:
    """Every pair of groups of `rates.pieces`: rates per 1,000 words, their difference, p, and a verdict in words.

    Columns as in COLUMNS; `unit` says what was shuffled. The verdict is "too few to tell", "no difference shown" or
    "differs" (corrected p below 0.05).
    """
    rows = []
    groups = {str(name): group for name, group in said.dropna(subset=[by]).groupby(by, sort=True)}
    for one, other in combinations(groups, 2):
        rows.append({"one": one, "other": other, **_pair(groups[one], groups[other], count, seed)})
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    tested = made["p"].notna()
    made.loc[tested, "p_holm"] = holm(made.loc[tested, "p"].to_numpy(dtype=float))
    made.loc[tested, "verdict"] = np.where(made.loc[tested, "p_holm"] < 0.05, "differs", "no difference shown")
    return made.sort_values(["p_holm", "one", "other"], ignore_index=True)


def _pair(one: pd.DataFrame, other: pd.DataFrame, count: str, seed: int) -> dict[str, object]:
    articles = min(one["doc_id"].nunique(), other["doc_id"].nunique()) >= FEW_UNITS
    keys = ["doc_id"] if articles else ["doc_id", "sentence_id"]
    a, b = (g.groupby(keys, sort=True)[[count, "n_words"]].sum().to_numpy(dtype=float) for g in (one, other))
    rate_one, rate_other = _rate(a), _rate(b)
    found: dict[str, object] = {
        "rate_one": round(rate_one, 2), "rate_other": round(rate_other, 2),
        "difference": round(rate_one - rate_other, 2), "p": None, "p_holm": None,
        "unit": "articles" if articles else "sentences", "verdict": "too few to tell",
    }  # fmt: skip
    enough = min(len(a), len(b)) >= FEW_UNITS and min(a[:, 1].sum(), b[:, 1].sum()) >= FEW_WORDS
    return found | ({"p": permutation(a, b, seed=seed)} if enough else {})


def _rate(units: npt.NDArray[np.float64]) -> float:
    return float(1000 * units[:, 0].sum() / max(units[:, 1].sum(), 1))


def permutation(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64], *, seed: int) -> float:
    """The share of shuffles of the units whose difference of rates is at least the one found (rows: cues, words).

    >>> same = np.array([[1.0, 100.0]] * 5)
    >>> permutation(same, same, seed=1)
    1.0
    """
    units = np.concatenate([a, b])
    rng = np.random.default_rng(seed)
    found = abs(_rate(a) - _rate(b))
    hits = 0
    for _ in range(SHUFFLES):
        order = rng.permutation(len(units))
        hits += abs(_rate(units[order[: len(a)]]) - _rate(units[order[len(a) :]])) >= found - 1e-9
    # The arrangement found counts as one of the shuffles, so p is never 0 (Phipson and Smyth 2010).
    return round((hits + 1) / (SHUFFLES + 1), 4)


def holm(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """P-values corrected for their number after Holm.

    >>> holm(np.array([0.01, 0.04, 0.03])).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    made = np.empty(len(p))
    made[order] = np.minimum(stepped, 1)
    return made
