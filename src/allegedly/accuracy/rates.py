"""Precision, recall and F1 of counts, after van Rijsbergen (1979), and how sure an F1 is."""

from __future__ import annotations

from allegedly.stats import wilson


def prf(hit: float, said: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent; 0 where there is nothing to divide by.

    >>> prf(1, 2, 8)
    (50.0, 12.5, 20.0)
    """
    p = 100 * hit / said if said else 0.0
    r = 100 * hit / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def f1_interval(hit: int, said: int, gold: int) -> tuple[float, float]:
    """Wilson's 95 % interval of F1 in per cent: F1 depends on nothing but the share hit / (said + gold - hit).

    >>> f1_interval(98, 108, 105)
    (87.4, 95.0)
    """
    low, high = (each or 0.0 for each in wilson(hit, said + gold - hit))
    return round(200 * low / (1 + low), 1), round(200 * high / (1 + high), 1)
