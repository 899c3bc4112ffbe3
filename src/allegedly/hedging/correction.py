"""What a rate would be without the extractor's mistakes, after Rogan and Gladen (1978).

In a sample of sentences a reader marked every hedge and booster: `data/accuracy/hedging_reading.csv` holds how many
there were, how many were found, and how many of those found were right. A rate found is the recall times the true
rate, plus the false alarms; so the true rate is what was found less the false alarms, over the recall. Precision and
recall are uncertain themselves: every draw takes them from the Beta distributions of their counts (Jeffreys' prior),
so that an interval is the wider, the less was read. It is assumed that mistakes are as frequent here as in the texts
that were read, and as frequent with one voice as with another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from allegedly.accuracy import FOLDER
from allegedly.stats import DRAWS, NOTHING, Estimate, effective, percentiles, share

Floats = npt.NDArray[np.float64]

FILE = FOLDER / "hedging_reading.csv"
MEASURES = ("hedges", "boosters", "hedged sentences")
COLUMNS = ("measure", "hit", "said", "gold", "sentences", "words")


@dataclass(frozen=True)
class Reading:
    """Of `gold` cues in so many sentences and words, `said` were found, `hit` of them rightly."""

    hit: int
    said: int
    gold: int
    sentences: int
    words: int

    @cache  # noqa: B019  # readings are three, and live as long as the process
    def draws(self, *, seed: int, n: int = DRAWS) -> tuple[Floats, Floats]:
        """Precision and recall as they may be, `n` of each."""
        rng = np.random.default_rng([seed, self.hit, self.said, self.gold])
        precision = rng.beta(self.hit + 0.5, self.said - self.hit + 0.5, n)
        return precision, rng.beta(self.hit + 0.5, self.gold - self.hit + 0.5, n)

    def false_alarms(self, exposure: int, precision: float | Floats) -> float | Floats:
        """Wrong cues in each of the `exposure` units (words or sentences) read."""
        return self.said * (1 - precision) / exposure

    def correct(
        self, found: Floats, lower: Floats, upper: Floats, *, per_sentence: bool, seed: int
    ) -> tuple[Floats, Floats, Floats]:
        """Rates of cues a word (or a sentence), corrected: the values and the ends of their 95 % intervals, 0 at least.

        `lower` and `upper` are draws of each rate (a row a rate) for either end of the interval.
        """
        exposure = self.sentences if per_sentence else self.words
        precision, recall = self.draws(seed=seed, n=lower.shape[-1])
        values = (found - self.false_alarms(exposure, self.hit / self.said)) / (self.hit / self.gold)
        alarms = self.false_alarms(exposure, precision)
        low, _ = percentiles((lower - alarms) / recall)
        _, high = percentiles((upper - alarms) / recall)
        return np.maximum(values, 0), np.maximum(low, 0), np.maximum(high, 0)

    def correct_share(self, groups: Sequence[tuple[int, int]], *, seed: int) -> Estimate:
        """The share of sentences that hold a cue, corrected for those missed and those wrongly called so.

        `groups` has for each article how many of how many sentences were found to hold one; the share is drawn as
        unsure as `stats.effective` says. Here the counts are of sentences: `gold` of `sentences` hold a cue.

        >>> Reading(hit=90, said=100, gold=100, sentences=300, words=0).correct_share([], seed=1)
        Estimate(value=None, low=None, high=None)
        """
        k, n = sum(k for k, _ in groups), sum(n for _, n in groups)
        if n == 0:
            return NOTHING
        rng = np.random.default_rng([seed, k, n])
        without = self.sentences - self.gold
        wrong = self.said - self.hit
        recall = rng.beta(self.hit + 0.5, self.gold - self.hit + 0.5, DRAWS)
        alarm = rng.beta(wrong + 0.5, without - wrong + 0.5, DRAWS)
        worth = effective(groups) / n
        found = rng.beta(worth * k + 0.5, worth * (n - k) + 0.5, DRAWS)
        value = (k / n - wrong / without) / (self.hit / self.gold - wrong / without)
        low, high = map(float, percentiles(np.clip((found - alarm) / (recall - alarm), 0, 1)))
        return Estimate(round(min(max(value, 0.0), 1.0), 4), round(low, 4), round(high, 4))


@cache
def load() -> Mapping[str, Reading]:
    """The readings by what was counted, one for each of MEASURES.

    Raises ValueError, naming file and line, where a column or a measure is missing or the counts cannot be.
    """
    rows = pd.read_csv(FILE)
    missing = [column for column in COLUMNS if column not in rows]
    if missing:
        raise ValueError(f"{FILE}: column {', '.join(missing)} is missing; it has {', '.join(rows)}")
    made = {}
    for line, row in enumerate(rows.to_dict("records"), start=2):
        if row["measure"] not in MEASURES:
            continue
        counts = {name: int(row[name]) for name in COLUMNS[1:]}
        if not 0 < counts["hit"] <= min(counts["said"], counts["gold"]):
            raise ValueError(f"{FILE}, line {line}: expected 0 < hit <= said and hit <= gold, got {counts}")
        # A share is corrected by the sentences without a cue, of which fewer must be called so than of those with one.
        alarms, without = counts["said"] - counts["hit"], counts["sentences"] - counts["gold"]
        if row["measure"] == "hedged sentences" and not alarms * counts["gold"] < counts["hit"] * without:
            raise ValueError(
                f"{FILE}, line {line}: expected fewer false alarms in sentences without a cue than hits in those with "
                f"one, got {counts}"
            )
        made[str(row["measure"])] = Reading(**counts)
    if set(made) != set(MEASURES):
        raise ValueError(
            f"{FILE}: expected a row for each of the measures {', '.join(MEASURES)}; got {', '.join(made)}"
        )
    return made


def table() -> pd.DataFrame:
    """The readings for people: counted, sentences, words, gold, said, hit, precision and recall with 95 % intervals."""
    rows = []
    for name, reading in load().items():
        row: dict[str, object] = {"counted": name, "sentences": reading.sentences, "words": reading.words}
        row |= {"gold": reading.gold, "said": reading.said, "hit": reading.hit}
        for measure, whole in (("precision", reading.said), ("recall", reading.gold)):
            value, low, high = share(reading.hit, whole)
            row[measure] = f"{value:.2f} ({low:.2f} to {high:.2f})"
        rows.append(row)
    return pd.DataFrame(rows)
