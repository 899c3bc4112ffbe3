"""The type of a name by weighted clues: a multinomial logistic regression, summed without a learning library.

Weights stand in `data/lexicons/name_weights.csv`, a row a clue, and are made by `notebooks/fit/names.ipynb`. An article
means one thing by one form, so the log-probabilities of all its places are averaged and decide for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import numpy.typing as npt

from allegedly import lexicons
from allegedly.names import gazetteer
from allegedly.names.clues import of_names
from allegedly.names.phrases import Words, form_text
from allegedly.names.reading import COARSE, Reading
from allegedly.names.spans import Name

Floats = npt.NDArray[np.float64]

CLASSES = ("PERSON", "ORG", "PLACE", "NORP", "none")
BIAS = "bias"
LENIENCE = 0.75
"""By how much the probability of naming nothing is multiplied: below 1, more names are kept than are lost."""

AGREED = 3
"""How often the model must have seen a form, always with one type, for its word to count like evidence."""
DOUBT = 2.0
"""By how much more probable another class must then be."""

_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "PLACE": "GPE", "NORP": "NORP"}


class Weights:
    """Weights of clues for each class."""

    def __init__(self, clues: Sequence[str], values: Floats) -> None:
        self._row: Mapping[str, int] = {clue: row for row, clue in enumerate(clues)}
        self._values = values

    def log_probabilities(self, clues: Iterable[str]) -> Floats:
        """Log-probability of each of CLASSES by the clues that hold; clues without weights count nothing."""
        rows = [self._row[clue] for clue in (BIAS, *clues) if clue in self._row]
        scores = self._values[rows].sum(axis=0)
        highest = scores.max()
        return np.asarray(scores - highest - np.log(np.exp(scores - highest).sum()))


@cache
def weights() -> Weights:
    """The weights of the lexicon."""
    rows = lexicons.load("name_weights")
    return Weights(rows["entry"].tolist(), rows[list(CLASSES)].astype(float).to_numpy())


def weigh(reading: Reading) -> list[Name]:
    """The names with the type their clues favour; without those that the clues say name nothing."""
    return weigh_with(weights(), reading)


def weigh_with(given: Weights, reading: Reading) -> list[Name]:
    """The same with weights of one's own.

    What the gazetteer knows for sure is left as it is, and so are types that are not weighed (events, laws, works)
    where nothing speaks for one of the four.
    """
    places: dict[Words, list[Floats]] = {}
    for name, clues in zip(reading.names, of_names(reading), strict=True):
        places.setdefault(reading.form(name), []).append(given.log_probabilities(clues))
    decided = {form: _decide(found, agreed(reading, form)) for form, found in places.items() if not _certain(form)}
    kept = [_typed(name, decided.get(reading.form(name))) for name in reading.names]
    return [name for name in kept if name is not None]


def _certain(form: Words) -> bool:
    known = gazetteer.lookup(form_text(form))
    return known is not None and not known.doubtful


def agreed(reading: Reading, form: Words) -> str | None:
    """The kind that the model gave a form each time it saw it, often enough to be believed; else None."""
    votes = reading.votes.get(form, Counter[str]())
    kind = next(iter(votes), None)
    return kind if kind in CLASSES and votes[kind] == votes.total() >= AGREED else None


def _decide(found: Sequence[Floats], kind: str | None) -> str:
    """The class with the highest mean log-probability over all places of a form, `kind` being favoured."""
    mean = np.mean(found, axis=0)
    mean[CLASSES.index("none")] += np.log(LENIENCE)
    if kind is not None:
        mean[CLASSES.index(kind)] += np.log(DOUBT)
    return CLASSES[int(np.argmax(mean))]


def _typed(name: Name, kind: str | None) -> Name | None:
    own = COARSE.get(name.label)
    if kind is None or kind == own or (kind == "none" and own is None):
        return name
    if kind == "none":
        return None
    return replace(name, label=_LABELS[kind], rule=f"{name.rule.partition(';')[0]}; weights")
