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


def fit(matrix: csr_matrix, labels: Bools, categories: Sequence[str], *, spread: float = 0.5) -> Fit:
    """Weights from labelled sentences.

    `categories` names each row's category. Before anything is seen, a row's rate is its category's, give or take
    `spread` times that (standard deviation of a normal prior, and a tenth more, so that no row is stuck at zero).
    """
    names = sorted(set(categories))
    groups = csr_matrix(
        (np.ones(len(categories)), (range(len(categories)), [names.index(c) for c in categories])),
        shape=(len(categories), len(names)),
    )
    # A category's rate is fitted on counts of its rows, as if they were all alike.
    start = np.full(len(names), 0.2)
    shared, _ = _rates(csr_matrix(matrix @ groups), labels, prior=start, pull=np.ones(len(names)))
    prior = groups @ shared
    rates, leak = _rates(matrix, labels, prior=prior, pull=1 / (spread * prior + 0.1) ** 2)
    weights = np.minimum(-np.expm1(-rates), HIGHEST)
    return Fit(weights, leak, best_threshold(noisy_or(matrix, weights), labels))


def _rates(matrix: csr_matrix, labels: Bools, *, prior: Floats, pull: Floats) -> tuple[Floats, float]:
    """Rates -log(1 - w) of the highest penalised likelihood, and the leak."""
    yes = labels.astype(float)

    def loss(values: Floats) -> tuple[float, Floats]:
        total = np.maximum(matrix @ values[1:] + values[0], 1e-9)
        certain = np.exp(-total)
        away = values[1:] - prior
        # log P(uncertain) = log(1 - exp(-total)), log P(certain) = -total.
        value = np.sum(pull * away**2) / 2 - np.sum(np.where(labels, np.log1p(-certain), -total))
        slope = (1 - yes) - yes * certain / (1 - certain)
        return float(value), np.concatenate([[slope.sum()], matrix.T @ slope + pull * away])

    start = np.concatenate([[max(-np.log1p(-labels.mean()) / 2, 0.01)], np.maximum(prior, 0.01)])
    bounds = [(1e-4, None), *[(0.0, -np.log(1 - HIGHEST))] * matrix.shape[1]]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    return found.x[1:], float(-np.expm1(-found.x[0]))


def best_threshold(scores: Floats, labels: Bools) -> float:
    """The threshold, of 0.01 to 0.99 in steps of 0.01, with the best F1; of equals the middle one."""
    steps = np.arange(1, 100) / 100
    f1 = np.array([_f1(scores >= t, labels) for t in steps])
    # F1 over neighbouring thresholds is jagged: smooth it, so that the choice does not hang on three sentences.
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    best = np.flatnonzero(np.isclose(smooth, smooth.max()))
    return float(steps[best[len(best) // 2]])


def _f1(said: Bools, labels: Bools) -> float:
    return 2 * int((said & labels).sum()) / max(int(said.sum() + labels.sum()), 1)


def score(said: Bools, labels: Bools) -> Score:
    """How well the sentences called uncertain are those that are.

    >>> score(np.array([True, True, False]), np.array([True, False, False]))
    Score(precision=50.0, recall=100.0, f1=66.7, always_yes=50.0)
    """
    hit, n, real = int((said & labels).sum()), int(said.sum()), int(labels.sum())
    shares = ((hit, n), (hit, real), (2 * hit, n + real), (2 * real, len(labels) + real))
    return Score(*(round(100 * part / whole, 1) if whole and real else 0.0 for part, whole in shares))


def blocks(labels: Bools, n: int = 5) -> npt.NDArray[np.int64]:
    """The block of each sentence, 0 to n-1: stretches of the file, so that neighbours are never on both sides.

    Files that list the uncertain sentences first are cut inside each class, since both follow the order of the texts.
    """
    made = np.zeros(len(labels), dtype=np.int64)
    for value in (True, False):
        where = np.flatnonzero(labels == value)
        made[where] = np.arange(len(where)) * n // max(len(where), 1)
    return made
