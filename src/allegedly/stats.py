"""Intervals for shares and rates. A number without one is not shown."""

from __future__ import annotations

from typing import NamedTuple

from scipy.stats import binomtest, chi2


class Estimate(NamedTuple):
    """A value with its 95 % interval. All three are None where there is nothing to estimate from."""

    value: float | None
    low: float | None
    high: float | None


NOTHING = Estimate(None, None, None)


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
