"""Logistic regression over clues, for weights that people can read.

A penalty on the size of weights (L1, and a small one on squares) leaves most clues without any. Only clues seen in at
least five articles count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from allegedly.discourse.relations import weights

LEAST_ARTICLES = 5
LEAST_WEIGHT = 0.01
SQUARES = 0.2
"""What half the square of a weight costs: large weights are spread over clues that go together."""


@dataclass
class Examples:
    """Clues, labels and articles of one decision, an element an example; `counts` is how much each counts."""

    clues: list[dict[str, float]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)

    def add(
        self,
        clues: Iterable[str],
        label: bool,
        article: int,
        values: Mapping[str, float] | None = None,
        *,
        count: float = 1.0,
    ) -> None:
        """Add one example."""
        self.clues.append(dict.fromkeys(clues, 1.0) | dict(values or {}))
        self.labels.append(label)
        self.articles.append(article)
        self.counts.append(count)

    def extend(self, more: Examples) -> None:
        """Add those of another."""
        self.clues += more.clues
        self.labels += more.labels
        self.articles += more.articles
        self.counts += more.counts


def fit(examples: Examples, *, penalty: float = 1.0) -> dict[str, float]:
    """Weights of highest likelihood under the penalty on their size; clues without a weight are left out.

    The weight is the difference of two that are not negative, which makes the penalty smooth (L-BFGS-B).
    """
    seen: dict[str, set[int]] = defaultdict(set)
    for clues, article in zip(examples.clues, examples.articles, strict=True):
        for clue in clues:
            seen[clue].add(article)
    known = {clue: n for n, clue in enumerate(sorted(c for c, where in seen.items() if len(where) >= LEAST_ARTICLES))}
    matrix = _matrix(examples.clues, known)
    found, bias = _minimise(matrix, np.array(examples.labels), np.array(examples.counts) * penalty)
    kept = {clue: round(float(found[n]), 3) for clue, n in known.items()}
    return {weights.BIAS: round(bias, 3)} | {
        clue: weight for clue, weight in kept.items() if abs(weight) >= LEAST_WEIGHT
    }


def _matrix(rows: Sequence[Mapping[str, float]], known: Mapping[str, int]) -> csr_matrix:
    cells = [(i, known[clue], value) for i, row in enumerate(rows) for clue, value in row.items() if clue in known]
    at_row, at_column, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_matrix((values, (at_row, at_column)), shape=(len(rows), len(known)))


def _minimise(
    matrix: csr_matrix, labels: npt.NDArray[np.bool_], penalty: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], float]:
    n = matrix.shape[1]
    sign = np.where(labels, 1.0, -1.0)
    transposed = matrix.T.tocsr()

    def loss(at: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margin = sign * (matrix @ (at[:n] - at[n : 2 * n]) + at[-1])
        slope = -sign * expit(-margin) * penalty
        weight = at[:n] - at[n : 2 * n]
        by_clue = transposed @ slope + SQUARES * weight
        value = (np.logaddexp(0, -margin) * penalty).sum() + at[:-1].sum() + SQUARES / 2 * (weight @ weight)
        return float(value), np.concatenate([by_clue + 1, -by_clue + 1, [slope.sum()]])

    bounds = [(0.0, None)] * (2 * n) + [(None, None)]
    options = {"maxiter": 500, "maxfun": 1500, "ftol": 1e-7}
    result = minimize(loss, np.zeros(2 * n + 1), jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return result.x[:n] - result.x[n : 2 * n], float(result.x[-1])
