"""Intervals for shares and rates, and what tests of them share. A number without an interval is not shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest, chi2, t

Floats = npt.NDArray[np.float64]

DRAWS = 1000
"""How often a bootstrap draws."""


class Estimate(NamedTuple):
    """A value with its 95 % interval. All three are None where there is nothing to estimate from."""

    value: float | None
    low: float | None
    high: float | None


NOTHING = Estimate(None, None, None)

ENOUGH_GROUPS = 5
"""From so many groups on, how much they differ is known well enough to widen an interval by it."""


def share(k: int, n: int) -> Estimate:
    """k of n as a share between 0 and 1, with Wilson's score interval (Wilson 1927).

    >>> share(1, 4)
    Estimate(value=0.25, low=0.0456, high=0.6994)
    """
    if not 0 <= k <= n:
        raise ValueError(f"a share needs 0 <= k <= n, got k={k}, n={n}")
    if n == 0:
        return NOTHING
    interval = binomtest(k, n).proportion_ci(method="wilson")
    return Estimate(round(k / n, 4), round(float(interval.low), 4), round(float(interval.high), 4))


def wilson(k: int, n: int) -> tuple[float | None, float | None]:
    """The 95 % interval of `share(k, n)` alone."""
    return share(k, n)[1:]


def enough(groups: Sequence[tuple[int, int]]) -> bool:
    """Whether (k, n) of so many groups say something beyond these groups."""
    return sum(n > 0 for _, n in groups) >= ENOUGH_GROUPS


def effective(groups: Sequence[tuple[int, int]]) -> float:
    """How many independent members would make the share of groups of (k, n) as unsure as it is between the groups.

    How far groups differ is itself read off few groups, so Student's t stands in place of the normal (Korn and Graubard
    1998). Of groups that are not `enough` all members.

    >>> round(effective([(4, 4), (0, 4), (4, 4), (0, 4), (4, 4), (0, 4)]), 1), effective([(4, 4), (0, 4)])
    (2.9, 8.0)
    """
    groups = [(k, n) for k, n in groups if n]
    n = sum(n for _, n in groups)
    return min(_worth(groups) * _certainty(len(groups)), n) if enough(groups) else float(n)


def _worth(groups: Sequence[tuple[int, int]]) -> float:
    """As `effective`, if it were known how far groups differ: at most all members (Kish 1965)."""
    k, n = sum(k for k, _ in groups), sum(n for _, n in groups)
    if k in (0, n):
        return float(len(groups))
    p = k / n
    spread = sum((own - p * size) ** 2 for own, size in groups) * len(groups) / (len(groups) - 1)
    return float(min(p * (1 - p) * n * n / spread, n) if spread else n)


def _certainty(groups: int) -> float:
    """What a member is worth for so many groups being known and no more."""
    return float(chi2.ppf(0.95, 1) / t.ppf(0.975, groups - 1) ** 2)


class Likeness(NamedTuple):
    """How alike members of one group are (the intraclass correlation, 0 to 1), and of how many groups that is known."""

    correlation: float
    groups: int


def likeness(groups: Sequence[tuple[int, int]]) -> Likeness | None:
    """The correlation that makes the members of groups of (k, n) worth as many as are independent (Kish 1965).

    None if the groups are not `enough`.

    >>> likeness([(4, 4), (0, 4), (4, 4), (0, 4), (4, 4)]), likeness([(1, 4), (2, 4)])
    (Likeness(correlation=1.0, groups=5), None)
    """
    groups = [(k, n) for k, n in groups if n]
    if not enough(groups):
        return None
    n, pairs = sum(n for _, n in groups), sum(n * (n - 1) for _, n in groups)
    return Likeness(min((n * n / _worth(groups) - n) / pairs, 1.0) if pairs else 0.0, len(groups))


def grouped_share(groups: Sequence[tuple[int, int]], *, alike: Likeness | None = None) -> Estimate:
    """A share counted over groups (articles) of (k, n) each, whose members resemble each other.

    Wilson's interval at the `effective` number. A share of none or of all says nothing of how groups differ: each then
    counts once. Of fewer than ENOUGH_GROUPS groups the interval is that of `share`, which describes these groups and
    nothing beyond. With `alike`, the `likeness` of a larger whole these groups are part of, the interval rests on that,
    however few they are: so the rows of one table are measured in one way.

    >>> grouped_share([(4, 4), (0, 4), (4, 4), (0, 4), (4, 4), (0, 4)])
    Estimate(value=0.5, low=0.1228, high=0.8772)
    >>> share(12, 24)
    Estimate(value=0.5, low=0.3143, high=0.6857)
    """
    k, n = sum(k for k, _ in groups), sum(n for _, n in groups)
    plain = share(k, n)
    if n == 0 or (alike is None and not enough(groups)):
        return plain
    if alike is None:
        worth = effective(groups)
    else:
        together = sum(size * (1 + (size - 1) * alike.correlation) for _, size in groups)
        worth = min(n * n / together * _certainty(alike.groups), n)
    p, z2 = k / n, float(chi2.ppf(0.95, 1))
    middle = (p + z2 / (2 * worth)) / (1 + z2 / worth)
    reach = math.sqrt(z2 * (p * (1 - p) / worth + z2 / (4 * worth**2))) / (1 + z2 / worth)
    return Estimate(plain.value, round(max(middle - reach, 0), 4), round(min(middle + reach, 1), 4))


def rate(events: int, exposure: int, *, per: int = 1000) -> Estimate:
    """Events per so many units (words), with the exact Poisson interval (Garwood 1936).

    >>> rate(5, 1000)
    Estimate(value=5.0, low=1.6235, high=11.6683)
    """
    if events < 0 or exposure < 0:
        raise ValueError(f"a rate needs counts of at least 0, got {events} events in {exposure}")
    if exposure == 0:
        return NOTHING
    low = chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
    high = chi2.ppf(0.975, 2 * (events + 1)) / 2
    scale = per / exposure
    return Estimate(round(events * scale, 4), round(float(low) * scale, 4), round(float(high) * scale, 4))


def resampled(units: Floats, *, seed: int, draws: int = DRAWS) -> Floats:
    """Sums over as many units (rows) as there are, drawn with replacement: a row a draw (Efron 1979).

    >>> resampled(np.array([[1.0, 10.0]] * 3), seed=1, draws=2).tolist()
    [[3.0, 30.0], [3.0, 30.0]]
    """
    rng = np.random.default_rng(seed)
    n = len(units)
    parts = [units[rng.integers(0, n, size=(size, n))].sum(axis=1) for size in portions(draws, n)]
    return np.concatenate(parts)


def portions(draws: int, n: int, *, cells: int = 1_000_000) -> list[int]:
    """How many draws of `n` units to make at once, so that memory stays small with many units.

    >>> portions(10, 300, cells=1000)
    [3, 3, 3, 1]
    """
    size = max(1, cells // max(n, 1))
    return [min(size, draws - done) for done in range(0, draws, size)]


def percentiles(drawn: Floats) -> tuple[Floats, Floats]:
    """The ends of the middle 95 % of the draws, which stand in the last axis.

    >>> [float(end) for end in percentiles(np.arange(41.0))]
    [1.0, 39.0]
    """
    low, high = np.percentile(drawn, [2.5, 97.5], axis=-1)
    return low, high


def levels(*, seed: int, draws: int = DRAWS) -> Floats:
    """Levels to draw from any distribution at, evenly spaced between 0 and 1, in an order that the seed shuffles.

    >>> sorted(levels(seed=1, draws=2).tolist())
    [0.25, 0.75]
    """
    return np.random.default_rng(seed).permutation((np.arange(draws) + 0.5) / draws)


def holm(p: Floats) -> Floats:
    """P-values corrected for their number (Holm 1979).

    >>> holm(np.array([0.01, 0.04, 0.03])).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    made = np.empty(len(p))
    made[order] = np.minimum(stepped, 1)
    return made
