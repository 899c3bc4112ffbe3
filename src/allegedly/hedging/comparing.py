"""Do two groups hedge at different rates? The difference first, with its interval, then a permutation test.

The interval is that of a difference of ratios, with Student's t for the units of the smaller group (see
`hedging.rates`). Articles are the unit: groups are shuffled over articles, and inside an article where both groups
speak in it (a permutation test after Fisher that respects the pairs). Where a group has too few articles, or so few
that no way to shuffle them could show anything, sentences are shuffled, inside each article that has both groups; that
describes these articles and says nothing beyond them. P-values of the pairs of one question (outlets, say) are
corrected after Holm for their number. Correcting for the extractor's mistakes takes the false alarms out of both
rates alike, so it stretches a difference by the cues that were missed and leaves the test as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
from scipy.stats import t

from allegedly import stats
from allegedly.findings import count
from allegedly.hedging import correction
from allegedly.hedging.rates import ENOUGH_ARTICLES, GROUPINGS, UNITS
from allegedly.hedging.said import UNKNOWN
from allegedly.stats import Floats

FEW_WORDS = 100
"""Below this many words in either group there is too little to tell."""
FEW_UNITS = 5
FEW_CUES = 10
"""Below this many cues in both groups together, no difference could be shown."""
FEW_WAYS = 40
"""Of fewer ways to shuffle, p cannot fall below 0.05: the difference found and its mirror image are two of them."""
SHUFFLES = 2000
TOP = 6
"""Groups that are compared: those with most words. More pairs would leave nothing after their correction."""
COMPARED = GROUPINGS | {"voice_id": "voices"}
"""What is compared, in words."""

COLUMNS = (
    "by", "one", "other", "difference", "difference_low", "difference_high", "corrected", "corrected_low",
    "corrected_high", "rate_one", "rate_other", "p", "p_holm", "unit", "verdict",
)  # fmt: skip


def everything(said: pd.DataFrame, *, seed: int, kind: str = "hedges") -> pd.DataFrame:
    """All pairs of writers and sources, outlets, stances, thirds and voices of `said.pieces`, in one table.

    Columns as in COLUMNS: rates and differences in 1,000 words, with 95 % intervals; `corrected` is the difference
    without the extractor's mistakes; `unit` says what was shuffled. The verdict is "too few to tell", "no difference
    shown", "differs" (`p_holm` below 0.05) or, of sentences, "differs in these articles". In each grouping the largest
    differences stand first and what is too few to tell last.
    """
    return pd.concat([compare(said, by, seed=seed, kind=kind) for by in COMPARED], ignore_index=True)


def compare(said: pd.DataFrame, by: str, *, seed: int, kind: str = "hedges") -> pd.DataFrame:
    """The pairs of one grouping, as `everything` has them; of many groups, those of the TOP with most words."""
    known = said[said[by].notna() & said[by].ne(UNKNOWN)]
    words = known.groupby(by, observed=True)["n_words"].sum().reset_index().astype({by: "object"})
    words = words.sort_values(["n_words", by], ascending=[False, True])
    groups = {str(name): known[known[by].eq(name)] for name in sorted(words[by].head(TOP))}
    rows = [
        {"by": by, "one": one, "other": other, **_pair(groups[one], groups[other], f"n_{kind}", kind, seed)}
        for one, other in combinations(groups, 2)
    ]
    return _judged(pd.DataFrame(rows, columns=list(COLUMNS)))


def _judged(pairs: pd.DataFrame) -> pd.DataFrame:
    """Corrected p-values and verdicts, in the order told."""
    made = pairs.assign(p_holm=None, verdict="too few to tell")
    tested = made["p"].notna()
    made.loc[tested, "p_holm"] = stats.holm(made.loc[tested, "p"].to_numpy(dtype=float)).round(4)
    differs = made["p_holm"].astype("float64").lt(0.05)
    made.loc[tested, "verdict"] = "no difference shown"
    made.loc[differs, "verdict"] = "differs in these articles"
    made.loc[differs & made["unit"].eq("articles"), "verdict"] = "differs"
    made = made.assign(size=-made["difference"].abs().astype("float64"))
    ordered = made.sort_values(["size", "by", "one", "other"]).sort_values("p", key=pd.isna, kind="stable")
    return ordered.drop(columns="size").reset_index(drop=True)


def _units(one: pd.DataFrame, other: pd.DataFrame, keys: list[str], column: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    a, b = (group.groupby(keys, sort=True, observed=True)[[column, "n_words"]].sum() for group in (one, other))
    return a, b


def _tells(a: pd.DataFrame, b: pd.DataFrame) -> bool:
    """Whether these articles are enough, and could be shuffled in ways enough, to tell more than of themselves."""
    both = len(a.index.intersection(b.index))
    ways = 2**both * comb(len(a) + len(b) - 2 * both, len(a) - both)
    return min(len(a), len(b)) >= ENOUGH_ARTICLES and ways >= FEW_WAYS


def _pair(one: pd.DataFrame, other: pd.DataFrame, column: str, kind: str, seed: int) -> dict[str, object]:
    a, b = _units(one, other, ["doc_id"], column)
    shared = a.index.intersection(b.index)
    enough = _tells(a, b)
    if not enough:
        a, b = _units(one, other, ["doc_id", "sentence_id"], column)
    both = a.index.intersection(b.index)
    alone = a.drop(both), b.drop(both)
    strata = (
        np.hstack([a.loc[both].to_numpy(dtype=float), b.loc[both].to_numpy(dtype=float)]),
        *(units.to_numpy(dtype=float) for units in alone),
    )
    # The article that each unit is dealt inside; -1 for those of articles that have one group only.
    blocks = np.concatenate([shared.get_indexer(units.index.get_level_values("doc_id")) for units in alone])
    rates = [float(_rate(group.sum().to_numpy(dtype=float))) for group in (a, b)]
    found: dict[str, object] = {
        "difference": round(rates[0] - rates[1], 2), "rate_one": round(rates[0], 2), "rate_other": round(rates[1], 2),
        "p": None, "unit": "articles" if enough else "sentences",
    }  # fmt: skip
    few = min(len(a), len(b)) < FEW_UNITS or min(a["n_words"].sum(), b["n_words"].sum()) < FEW_WORDS
    if few or a[column].sum() + b[column].sum() < FEW_CUES:
        return found
    reading = correction.load()[kind]
    drawn = rates[0] - rates[1] + _error(a, b, column) * t.ppf(stats.levels(seed=seed), min(len(a), len(b)) - 1)
    _, recall = reading.draws(seed=seed, n=len(drawn))
    spread = (*stats.percentiles(drawn), *stats.percentiles(drawn / recall))
    ends = dict(zip(("difference_low", "difference_high", "corrected_low", "corrected_high"), spread, strict=True))
    corrected = (rates[0] - rates[1]) * reading.gold / reading.hit
    return (
        found
        | {name: round(float(value), 2) for name, value in ends.items()}
        | {"corrected": round(corrected, 2), "p": permutation(*strata, blocks=blocks, seed=seed)}
    )


def _rate(sums: Floats) -> Floats:
    """Cues in 1,000 words, of sums whose last axis holds cues and words."""
    return np.asarray(1000 * sums[..., 0] / np.maximum(sums[..., 1], 1))


def _error(a: pd.DataFrame, b: pd.DataFrame, column: str) -> float:
    """The standard error of the difference of two rates; a unit in which both groups speak counts in both at once."""
    parts = [1000 * (own[column] - own["n_words"] * own[column].sum() / words) / words
             for own in (a, b) for words in [max(own["n_words"].sum(), 1)]]  # fmt: skip
    apart = parts[0].sub(parts[1], fill_value=0)
    fewest = min(len(a), len(b))
    return float(np.sqrt((apart**2).sum() * fewest / (fewest - 1)))


def permutation(both: Floats, one: Floats, other: Floats, *, seed: int, blocks: Floats | None = None) -> float:
    """The share of shuffles whose difference of rates is at least the one found.

    `both` has units in which both groups speak (cues and words of the one, then of the other): they are swapped or
    not; `one` and `other` have the units of either alone (cues, words): they are dealt anew, among those of the same
    number in `blocks` (the numbers of `one`, then of `other`; all alike if None).

    >>> same = np.array([[1.0, 100.0]] * 5)
    >>> permutation(np.empty((0, 4)), same, same, seed=1)
    1.0
    """
    rng = np.random.default_rng(seed)
    alone = np.concatenate([one, other])
    block = np.zeros(len(alone)) if blocks is None else blocks
    # Sorted by block, each block's places for units of the one are where its own stand.
    ours = np.arange(len(alone))[np.argsort(block, kind="stable")] < len(one)
    total = both.sum(axis=0)[:2] + both.sum(axis=0)[2:] + alone.sum(axis=0)
    gain = both[:, 2:] - both[:, :2]

    def difference(of_one: Floats) -> Floats:
        return np.abs(_rate(of_one) - _rate(total - of_one))

    kept = both[:, :2].sum(axis=0)
    found = difference(kept + one.sum(axis=0))
    hits, single = 0, len(one) > 0 and block.min() == block.max()
    for size in stats.portions(SHUFFLES, len(both) + len(alone)):
        swapped = rng.integers(0, 2, size=(size, len(both))) @ gain
        drawn = rng.random((size, len(alone)))
        # Of one block, those drawn lowest need not be sorted: with many articles that takes most of the time.
        if single:
            dealt = drawn <= np.partition(drawn, len(one) - 1, axis=1)[:, len(one) - 1, None]
        else:
            dealt = np.zeros(drawn.shape, dtype=bool)
            np.put_along_axis(dealt, np.argsort(block + drawn, axis=1)[:, ours], True, axis=1)
        hits += int((difference(kept + swapped + dealt @ alone) >= found - 1e-9).sum())
    # The arrangement found counts as one of the shuffles, so p is never 0 (Phipson and Smyth 2010).
    return round((hits + 1) / (SHUFFLES + 1), 4)


def in_words(pairs: pd.DataFrame, *, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The table for people: what is compared, the difference as found and corrected with intervals, the verdict.

    Pairs of which there is too little to tell are only counted: one row a grouping.
    """
    known = COMPARED | dict(names or {})
    untold = pairs[pairs["p"].isna()].groupby("by", sort=False).size()
    pairs = pairs[pairs["p"].notna()]
    shown = pairs[["by", "one", "other"]].map(lambda name: known.get(name, name))
    for title, column in (("difference in 1,000 words", "difference"), ("corrected", "corrected")):
        shown[title] = [_told(row, column) for _, row in pairs.iterrows()]
    shown = shown.assign(
        rates=[f"{row['rate_one']:.1f} and {row['rate_other']:.1f}" for _, row in pairs.iterrows()],
        **{"p after Holm": pairs["p_holm"].map("{:.3f}".format)},
        shuffled=pairs["unit"].map(UNITS),
        verdict=pairs["verdict"],
    )
    few = [
        {"by": known.get(by, by), "one": f"({count(int(n), 'pair')})", "verdict": "too few to tell"}
        for by, n in untold.items()
    ]
    order = {title: place for place, title in enumerate(COMPARED.values())}
    whole = pd.concat([shown, pd.DataFrame(few, columns=shown.columns)], ignore_index=True).fillna("")
    return whole.sort_values("by", key=lambda by: by.map(order), kind="stable", ignore_index=True)


def _told(row: pd.Series, column: str) -> str:
    return f"{row[column]:+.1f} ({row[f'{column}_low']:+.1f} to {row[f'{column}_high']:+.1f})"
