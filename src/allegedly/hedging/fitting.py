"""Weights of the lexicon's rows, fitted so that they add up to the probability that a sentence is uncertain.

The model is the leaky noisy-or (Pearl 1988): each cue alone makes a sentence uncertain with the probability that is its
weight, and a sentence stays certain only if none of its cues and nothing unknown (the leak) does:
`P = 1 - (1 - leak) * Π(1 - w)`. Weights are those of the highest likelihood, drawn towards the weight of their
category where a row is rare. Everything here needs the rows found in each sentence and one label, no words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

HIGHEST = 0.99
"""No row alone makes certain that a sentence is uncertain."""


class Fit(NamedTuple):
    """Weights by row (0 to 1), the leak (0 to 1), and the threshold on `1 - Π(1 - w)` with the best F1."""

    weights: Floats
    leak: float
    threshold: float


class Score(NamedTuple):
    """Precision, recall and F1 in per cent, and the F1 of calling every sentence uncertain."""

    precision: float
    recall: float
    f1: float
    always_yes: float


def design(found: Sequence[Sequence[int]], n_rows: int) -> csr_matrix:
    """Sentences by rows: 1 where the row was found in the sentence, however often.

    >>> design([[0, 2, 2], []], 3).toarray().tolist()
    [[1.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    """
    cells = [(i, row) for i, rows in enumerate(found) for row in sorted(set(rows))]
    at = tuple(np.array(cells, dtype=int).reshape(-1, 2).T)
    return csr_matrix((np.ones(len(cells)), at), shape=(len(found), n_rows))


def noisy_or(matrix: csr_matrix, weights: Floats) -> Floats:
    """The uncertainty of each sentence: `1 - Π(1 - w)` over its rows."""
    return 1 - np.exp(matrix @ np.log1p(-np.minimum(weights, HIGHEST)))


def fit(
    matrix: csr_matrix, labels: Bools, categories: Sequence[str], *, pull: float = 4.0, importance: Floats | None = None
) -> Fit:
    """Weights from labelled sentences.

    `categories` names each row's category; `pull` says how strongly a row is drawn towards its category's weight;
    `importance` weighs sentences, so that a large corpus does not drown a small one.
    """
    names = sorted(set(categories))
    groups = csr_matrix(
        (np.ones(len(categories)), (range(len(categories)), [names.index(c) for c in categories])),
        shape=(len(categories), len(names)),
    )
    share = np.ones(len(labels)) if importance is None else importance
    # A category's rate is fitted on counts of its rows, as if they were all alike.
    shared, _ = _rates(csr_matrix(matrix @ groups), labels, share, prior=np.full(len(names), 0.2), pull=1.0)
    prior = groups @ shared
    rates, leak = _rates(matrix, labels, share, prior=prior, pull=pull)
    weights = np.minimum(-np.expm1(-rates), HIGHEST)
    return Fit(weights, leak, best_threshold(noisy_or(matrix, weights), labels, share))


def _rates(
    matrix: csr_matrix, labels: Bools, share: Floats, *, prior: Floats, pull: float
) -> tuple[Floats, float]:
    """Rates -log(1 - w) of the highest penalised likelihood, and the leak."""
    yes = labels.astype(float)

    def loss(values: Floats) -> tuple[float, Floats]:
        total = np.maximum(matrix @ values[1:] + values[0], 1e-9)
        certain = np.exp(-total)
        away = values[1:] - prior
        # log P(uncertain) = log(1 - exp(-total)), log P(certain) = -total.
        value = -np.sum(share * np.where(labels, np.log1p(-certain), -total)) + pull * np.sum(away**2) / 2
        slope = share * (yes * certain / (1 - certain) * -1 + (1 - yes))
        return float(value), np.concatenate([[slope.sum()], matrix.T @ slope + pull * away])

    start = np.concatenate([[max(-np.log1p(-labels.mean()) / 2, 0.01)], np.maximum(prior, 0.01)])
    bounds = [(1e-4, None), *[(0.0, -np.log(1 - HIGHEST))] * matrix.shape[1]]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    return found.x[1:], float(-np.expm1(-found.x[0]))


def best_threshold(scores: Floats, labels: Bools, share: Floats | None = None) -> float:
    """The threshold, of 0.01 to 0.99 in steps of 0.01, with the best F1; of equals the middle one."""
    steps = np.arange(1, 100) / 100
    weighed = np.ones(len(labels)) if share is None else share
    f1 = np.array([_f1(scores >= t, labels, weighed) for t in steps])
    # F1 over neighbouring thresholds is jagged: smooth it, so that the choice does not hang on three sentences.
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    best = np.flatnonzero(np.isclose(smooth, smooth.max()))
    return float(steps[best[len(best) // 2]])


def _f1(said: Bools, labels: Bools, share: Floats) -> float:
    hit = share[said & labels].sum()
    return float(2 * hit / max(share[said].sum() + share[labels].sum(), 1e-9))


def score(said: Bools, labels: Bools) -> Score:
    """How well the sentences called uncertain are those that are.

    >>> score(np.array([True, True, False]), np.array([True, False, False]))
    Score(precision=50.0, recall=100.0, f1=66.7, always_yes=50.0)
    """
    hit, n, real = int((said & labels).sum()), int(said.sum()), int(labels.sum())
    f1 = 200 * hit / (n + real) if n + real else 0.0
    always = 200 * real / (len(labels) + real) if real else 0.0
    return Score(
        round(100 * hit / n, 1) if n else 0.0, round(100 * hit / real, 1) if real else 0.0, round(f1, 1), round(always, 1)
    )


def blocks(labels: Bools, n: int = 5) -> npt.NDArray[np.int64]:
    """The block of each sentence, 0 to n-1: stretches of the file, so that neighbours are never on both sides.

    Files that list the uncertain sentences first are cut inside each class, since both follow the order of the texts.
    """
    made = np.zeros(len(labels), dtype=np.int64)
    for value in (True, False):
        where = np.flatnonzero(labels == value)
        made[where] = np.arange(len(where)) * n // max(len(where), 1)
    return made
