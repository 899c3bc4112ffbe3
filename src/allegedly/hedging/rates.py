"""How often each voice hedges and boosts: cues in 1,000 of its words and in a sentence, with 95 % intervals.

Counted is what `hedging.said` gives. Where a group has articles enough, articles are the unit (sentences of one article
resemble each other); otherwise sentences are, and the interval only describes. It is that of a ratio of sums over units
(Cochran 1977, chapter 6), on the scale of logarithms, with Student's t for the number of units: drawing articles again
(bootstrap) would make it too narrow where these are few. It is never narrower than the count alone allows, and of few
cues the exact one of Poisson counts. Beside each rate as found stands the rate corrected for the extractor's mistakes
(`hedging.correction`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.stats import gamma, t

from allegedly import stats
from allegedly.hedging import correction
from allegedly.stats import Floats

FEW_WORDS = 30
"""A voice given fewer words has no rate worth showing."""
ENOUGH_ARTICLES = 5
FEW_CUES = 5
"""Of fewer cues or units the interval is the exact one of Poisson counts."""
KINDS = ("hedges", "boosters")
PARTS = ("", "_low", "_high")
GROUPINGS = {"whose": "writers and sources", "outlet": "outlets", "stance": "stances", "third": "thirds of an article"}
"""What voices are gathered by, in words."""
UNITS = {"articles": "over articles", "sentences": "over sentences: descriptive"}
"""What an interval is taken over, and what it is worth."""
BY_COUNT = "by the count alone: descriptive"
"""What an interval of fewer than FEW_CUES cues is worth: it takes cues for independent."""
TOGETHER = 250
"""Groups whose intervals are drawn at once, so that memory stays small with many voices."""
_KEPT = 512
"""Numbers of units, and of cues, of which the draws are kept, 16 kB each: most groups have few, and to draw is slow."""


def rates(said: pd.DataFrame, by: str, *, seed: int, few: int = FEW_WORDS) -> pd.DataFrame:
    """Hedges and boosters of each group of `said.pieces`, the most hedging first.

    Columns: `by`, n_documents, n_sentences, n_words; for each kind ("hedges", "boosters") the count n_<kind>, the rate
    in 1,000 words <kind>, corrected <kind>_corrected, the rate in a sentence <kind>_a_sentence, corrected
    <kind>_a_sentence_corrected, each with its ends <rate>_low and <rate>_high; and unit, what the intervals are over. A
    sentence that holds words of several groups counts as one of each. Groups of fewer than `few` words are left out.
    """
    counts = ["n_words", "n_hedges", "n_boosters"]
    known = said.loc[said[by].notna(), [by, "doc_id", "sentence_id", *counts]]
    enough = known.groupby(by, observed=True)["n_words"].sum().loc[lambda words: words >= few].index
    known = known[known[by].isin(enough)]
    # Groups go by number, in the order of their names: of many articles there are many more rows than groups.
    names = sorted(map(str, enough))
    known = known.assign(**{by: known[by].astype("category").cat.set_categories(names).cat.codes})
    sentences = known.groupby([by, "doc_id", "sentence_id"], observed=True)[counts].sum().assign(n_sentences=1)
    articles = sentences.groupby(level=[by, "doc_id"], observed=True).sum()
    made = articles.groupby(level=by).sum().astype("int64")
    made.insert(0, "n_documents", articles.groupby(level=by).size())
    of_articles = made["n_documents"] >= ENOUGH_ARTICLES
    # The units of each group: its articles, or of too few the sentences.
    over = {True: articles.droplevel("doc_id"), False: sentences.droplevel(["doc_id", "sentence_id"])}
    units = pd.concat([own[own.index.map(of_articles).to_numpy(dtype=bool) == over_articles]
                       for over_articles, own in over.items()])  # fmt: skip
    for kind in KINDS:
        for rate, exposure, per in ((kind, "n_words", 1000), (f"{kind}_a_sentence", "n_sentences", 1)):
            ends = _rates(made, units, kind, exposure, seed=seed) * per
            made[_columns(rate)] = ends.round(4)
    made["unit"] = of_articles.map({True: "articles", False: "sentences"})
    columns = [by, "n_documents", "n_sentences", "n_words"]
    columns += [name for kind in KINDS for name in (f"n_{kind}", *_columns(kind), *_columns(f"{kind}_a_sentence"))]
    made = made.set_axis(pd.Index(names, dtype="object", name=by)).reset_index()[[*columns, "unit"]]
    return made.sort_values(["hedges", "n_words", by], ascending=[False, False, True], ignore_index=True)


def _columns(rate: str) -> list[str]:
    return [f"{rate}{corrected}{part}" for corrected in ("", "_corrected") for part in PARTS]


def _rates(groups: pd.DataFrame, units: pd.DataFrame, kind: str, exposure: str, *, seed: int) -> Floats:
    """The rate of each group as found and corrected, each with its ends: a row a group, columns as `_columns`.

    `groups` and `units` hold sums by group and by unit of a group.
    """
    events, n = (groups[column].to_numpy() for column in (f"n_{kind}", exposure))
    n_units = units.groupby(level=0).size().reindex(groups.index).to_numpy()
    found = events / np.maximum(n, 1)
    expected = units[exposure] * units.index.map(pd.Series(found, groups.index))
    squares = ((units[f"n_{kind}"] - expected) ** 2).groupby(level=0).sum().reindex(groups.index).to_numpy(dtype=float)
    # Counts alone would leave it as unsure as their own square root.
    spread = np.sqrt(np.maximum(squares * n_units / np.maximum(n_units - 1, 1), events))
    few = np.minimum(events, n_units) < FEW_CUES
    reading = correction.load()[kind]
    parts = [np.empty((0, 6))]
    for start in range(0, len(groups), TOGETHER):
        part = slice(start, start + TOGETHER)
        lower, upper = _drawn(events[part], n[part], n_units[part], spread[part], few[part], seed=seed)
        mended = reading.correct(found[part], lower, upper, per_sentence=exposure == "n_sentences", seed=seed)
        ends = stats.percentiles(lower)[0], stats.percentiles(upper)[1]
        parts.append(np.column_stack([found[part], *ends, *mended]))
    return np.concatenate(parts)


def _drawn(
    events: Floats, n: Floats, n_units: Floats, spread: Floats, few: Floats, *, seed: int
) -> tuple[Floats, Floats]:
    """The rate of each group as it may be, for either end of its interval: a row a group, a column a draw.

    Of few cues the exact ends are those of two Gamma distributions (Garwood 1936); a shape of 0 is a rate of 0.
    """
    relative = (spread / np.maximum(events, 1))[:, None]
    usual = events[:, None] * np.exp(relative * _each(_student, np.maximum(n_units, FEW_CUES) - 1, seed=seed))
    at_least, at_most = (_each(_gamma, events + more, seed=seed) for more in (0, 1))
    lower, upper = (np.where(few[:, None], own, usual) / np.maximum(n, 1)[:, None] for own in (at_least, at_most))
    return lower, upper


def _each(function: Callable[[int, int], Floats], values: Floats, *, seed: int) -> Floats:
    """What a function of a number and the seed gives for each value, in a row."""
    known, places = np.unique(values, return_inverse=True)
    return np.stack([function(int(value), seed) for value in known])[places]


@lru_cache(maxsize=_KEPT)
def _student(freedom: int, seed: int) -> Floats:
    """Draws of Student's t."""
    made: Floats = t.ppf(stats.levels(seed=seed), freedom)
    return made


@lru_cache(maxsize=_KEPT)
def _gamma(shape: int, seed: int) -> Floats:
    """Draws of a Gamma distribution; of shape 0 they are 0."""
    levels = stats.levels(seed=seed)
    made: Floats = gamma.ppf(levels, shape) if shape else 0 * levels
    return made


def in_words(
    found: pd.DataFrame, by: str, *, kind: str = "hedges", names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The table of `rates` for people: each rate of a kind with its interval in one cell, as found and corrected."""
    known = names or {}
    shown = pd.DataFrame({"group": found[by].map(lambda name: known.get(name, name))})
    shown = shown.assign(articles=found["n_documents"], sentences=found["n_sentences"], words=found["n_words"])
    shown[kind] = found[f"n_{kind}"]
    for title, rate, places in (("in 1,000 words", kind, 1), ("in a sentence", f"{kind}_a_sentence", 2)):
        shown[title] = [told(found.loc[i], rate, places) for i in found.index]
        shown[f"{title}, corrected"] = [told(found.loc[i], f"{rate}_corrected", places) for i in found.index]
    return shown.assign(intervals=[worth(found.loc[i], kind) for i in found.index])


def worth(row: pd.Series, kind: str) -> str:
    """What the intervals of a kind in a row of `rates` rest on, in words."""
    return BY_COUNT if min(row[f"n_{kind}"], row["n_sentences"]) < FEW_CUES else UNITS[row["unit"]]


def side_by_side(said: pd.DataFrame, *, seed: int, kind: str = "hedges") -> pd.DataFrame:
    """The rates of writers and sources, outlets, stances and thirds of an article, for people: an index `by` names the
    grouping, the columns are those of `in_words`."""
    tables = {
        title: in_words(rates(said, by, seed=seed).sort_values(f"{kind}", ascending=False), by, kind=kind)
        for by, title in GROUPINGS.items()
    }
    return pd.concat(tables, names=["by", None]).droplevel(1)


def told(row: pd.Series, rate: str, places: int = 0) -> str:
    """A rate of a row of `rates` with its interval.

    >>> told(pd.Series({"hedges": 12.04, "hedges_low": 8.0, "hedges_high": 16.96}), "hedges", 1)
    '12.0 (8.0 to 17.0)'
    """
    value, low, high = (f"{row[f'{rate}{part}']:.{places}f}" for part in PARTS)
    return f"{value} ({low} to {high})"
