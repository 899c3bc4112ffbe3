"""Weighted sums over clues: how the stage decides, in files a person can read.

A decision is a logistic regression: each clue that holds adds its weight, and the sum gives a probability. The
weights stand in `data/lexicons/attribution_*_weights.csv`, one row a clue, made by `notebooks/fit`; no learning
library is needed to use them. `Priors` is the one clue with a value: the log-odds with which a lemma in a frame
was a cue in PolNeAR's training part, smoothed towards the lemma, and the lemma towards its part of speech.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from functools import cache
from math import exp, log

import pandas as pd

from allegedly import lexicons

BIAS = "bias"
_LEMMA_STRENGTH, _FRAME_STRENGTH = 2.0, 4.0


class Weights:
    """The weights of one decision.

    >>> round(Weights({"bias": 0.0, "frame=that": 2.0}).probability(["frame=that", "unknown"]), 3)
    0.881
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = dict(weights)
        self._bias = self._weights.pop(BIAS, 0.0)

    @property
    def clues(self) -> Set[str]:
        """The clues that have a weight."""
        return self._weights.keys()

    def of(self, clue: str) -> float:
        """The weight of a clue."""
        return self._weights.get(clue, 0.0)

    def score(self, clues: Iterable[str], values: Mapping[str, float] | None = None) -> float:
        """The sum in log-odds. `values` are clues that hold to a degree."""
        get = self._weights.get
        total = self._bias + sum(filter(None, map(get, dict.fromkeys(clues))))
        return total + sum(get(clue, 0.0) * value for clue, value in values.items()) if values else total

    def probability(self, clues: Iterable[str], values: Mapping[str, float] | None = None) -> float:
        """The sum as a probability between 0 and 1."""
        return squash(self.score(clues, values))

    def strongest(self, clues: Iterable[str], *, most: int = 3) -> list[str]:
        """The clues that speak loudest for it, the loudest first."""
        known = {clue: self._weights[clue] for clue in clues if self._weights.get(clue, 0) > 0.15}
        return sorted(known, key=lambda clue: (-known[clue], clue))[:most]


class Pair:
    """The weights of two decisions about the same clues, which are looked up once for both.

    >>> of_both = Pair(Weights({"bias": 0.0, "quoted": 1.0}), Weights({"bias": -1.0}))
    >>> [round(probability, 3) for probability in of_both.probabilities(["quoted", "unknown"])]
    [0.731, 0.269]
    """

    def __init__(self, one: Weights, other: Weights) -> None:
        self._biases = one.score([]), other.score([])
        self._weights = {clue: (one.of(clue), other.of(clue)) for clue in one.clues | other.clues}

    def probabilities(self, clues: Iterable[str]) -> tuple[float, float]:
        """What `Weights.probability` of each gives."""
        found = list(filter(None, map(self._weights.get, dict.fromkeys(clues))))
        one, other = map(sum, zip(*found, strict=True)) if found else (0.0, 0.0)
        return squash(self._biases[0] + one), squash(self._biases[1] + other)


class Priors:
    """How often each lemma, in each frame, was a cue. Rows: (lemma, part of speech, frame or "", n, cues)."""

    def __init__(self, rows: Iterable[tuple[str, str, str, int, int]]) -> None:
        lemmas: dict[tuple[str, str], float] = {}
        frames: dict[tuple[str, str, str], tuple[int, int]] = {}
        for lemma, pos, frame, n, k in rows:
            if frame:
                frames[lemma, pos, frame] = (n, k)
            else:
                lemmas[lemma, pos] = (k + _LEMMA_STRENGTH * _unseen(pos)) / (n + _LEMMA_STRENGTH)
        self._lemma = {key: _log_odds(rate) for key, rate in lemmas.items()}
        self._frame = {
            key: _log_odds((k + _FRAME_STRENGTH * lemmas.get(key[:2], _unseen(key[1]))) / (n + _FRAME_STRENGTH))
            for key, (n, k) in frames.items()
        }

    def log_odds(self, lemma: str, pos: str, frame: str) -> float:
        """Log-odds of a cue, as exact as the counts allow."""
        found = self._frame.get((lemma, pos, frame))
        if found is None:
            found = self._lemma.get((lemma, pos))
        return _log_odds(_unseen(pos)) if found is None else found


def squash(score: float) -> float:
    """Log-odds as a probability."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


def _log_odds(rate: float) -> float:
    rate = min(max(rate, 1e-5), 1 - 1e-5)
    return log(rate / (1 - rate))


def _unseen(pos: str) -> float:
    """The rate taken for a lemma never met: cautious, and lower for what is no verb."""
    return {"VERB": 0.02, "AUX": 0.005}.get(pos, 0.002)


@cache
def load_priors() -> Priors:
    """The counted priors of `data/lexicons/attribution_cue_priors.csv`."""
    rows = lexicons.load("attribution_cue_priors", key=("entry", "pos", "frame"))
    return Priors((str(r.entry), str(r.pos), str(r.frame), int(r.n), int(r.cues)) for r in rows.itertuples(index=False))


# Each name is written out in a call of its own, so that it can be read off the source which lexicons a run depends on.
DECISIONS: Mapping[str, Callable[[], pd.DataFrame]] = {
    "cue": lambda: lexicons.load("attribution_cue_weights"),
    "content": lambda: lexicons.load("attribution_content_weights"),
    "source": lambda: lexicons.load("attribution_source_weights"),
    "sentence": lambda: lexicons.load("attribution_sentence_weights"),
    "choice": lambda: lexicons.load("attribution_choice_weights"),
    "revision": lambda: lexicons.load("attribution_revision_weights"),
}
"""What is decided by weights, and the file that holds them."""


@cache
def load(decision: str) -> Weights:
    """The weights of one of the DECISIONS."""
    rows = DECISIONS[decision]()
    return Weights(dict(zip(rows["entry"], rows["weight"].astype(float), strict=True)))
