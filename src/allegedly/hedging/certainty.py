"""How uncertain a sentence is: the weights of its cues, added up as chances that nothing makes it uncertain.

`uncertainty = 1 - Π(1 - w)` over the rows found in it, each counted once, with the weights of one genre;
`uncertain` from the genre's threshold on. The weights were fitted by the notebook in `notebooks/fit/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from typing import NamedTuple

from allegedly.hedging.lexicon import APART, Row


class Certainty(NamedTuple):
    """A sentence, judged. `uncertainty` lies between 0 and 1, to four places."""

    hedged: bool
    uncertainty: float
    uncertain: bool


def judge(rows: Iterable[Row], *, genre: str, threshold: float) -> Certainty:
    """The certainty of a sentence in which these rows were found.

    >>> judge([], genre="news", threshold=0.3)
    Certainty(hedged=False, uncertainty=0.0, uncertain=False)
    """
    found = set(rows)
    hedged = any(row.polarity == "hedge" and row.category not in APART for row in found)
    # Sorted, since the last digit of a product depends on the order of its factors.
    weights = sorted(row.weights[genre] for row in found)
    uncertainty = round(1.0 - prod(1 - weight for weight in weights), 4)
    return Certainty(hedged, uncertainty, uncertainty >= threshold)
