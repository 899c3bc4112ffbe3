"""The figures of stage 05: which voice is reported in which stance, and how often each hedges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from allegedly import plots, stats
from allegedly.report import speakers
from allegedly.report.sureness import UNSURE
from allegedly.report.voices import FEW_WORDS
from allegedly.tables import STANCES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Tables = Mapping[str, pd.DataFrame]


def stances_of_voices(tables: Tables, *, top: int = 12) -> pd.DataFrame:
    """Statements of the voices with most of them: a row a voice, a column a stance that occurs; index `voice`."""
    known = list(speakers.speakers(tables["voices"]))[:top]
    chosen = tables["voices"].set_index("voice_id").loc[known]
    counts = chosen[[f"n_{stance}" for stance in STANCES]].set_axis(list(STANCES), axis=1)
    return counts.loc[:, counts.sum() > 0].set_axis(pd.Index(chosen["name"], name="voice"))


def hedging_of_voices(tables: Tables) -> pd.DataFrame:
    """Hedges in 100 words of each voice that is given words enough, the most hedging first.

    Columns: voice, n_words, n_hedges, rate, low, high (95 % interval of a Poisson rate).
    """
    voice_of = speakers.voice_ids(tables["attributions"], tables["voices"])
    whose = speakers.of_hedges(tables["hedges"], tables["attributions"], voice_of)
    counts = whose[tables["hedges"]["category"].isin(UNSURE)].value_counts()
    rows = []
    for row in tables["voices"].itertuples(index=False):
        if row.n_words >= FEW_WORDS:
            n = int(counts.get(row.voice_id, 0))
            rate = stats.rate(n, row.n_words, per=100)
            rows.append((row.name, row.n_words, n, rate.value, rate.low, rate.high))
    made = pd.DataFrame(rows, columns=["voice", "n_words", "n_hedges", "rate", "low", "high"])
    return made.sort_values(["rate", "n_words", "voice"], ascending=[False, False, True], ignore_index=True)


def draw_stances(counts: pd.DataFrame) -> Figure:
    """Stacked bars of `stances_of_voices`."""
    import matplotlib.pyplot as plt

    plots.style()
    figure, axes = plt.subplots(figsize=(8, 0.8 + 0.38 * max(len(counts), 1)))
    colours = plots.palette("stance")
    left = pd.Series(0, index=range(len(counts)))
    for stance in counts:
        axes.barh(range(len(counts)), counts[stance], left=left, color=colours[stance], label=stance, edgecolor="white")
        left = left + counts[stance].to_numpy()
    axes.set_yticks(range(len(counts)), counts.index)
    axes.invert_yaxis()
    axes.set(xlabel="statements", ylabel="")
    axes.grid(visible=False, axis="y")
    if len(counts.columns):
        axes.legend(frameon=False, fontsize="small", loc="lower right")
    return figure


def draw_hedging(rates: pd.DataFrame) -> Figure:
    """Points with intervals of `hedging_of_voices`."""
    import matplotlib.pyplot as plt

    plots.style()
    figure, axes = plt.subplots(figsize=(8, 0.8 + 0.38 * max(len(rates), 1)))
    at = range(len(rates))
    axes.hlines(at, rates["low"], rates["high"], color=plots.HUES[1])
    axes.plot(rates["rate"], at, "o", color=plots.HUES[1])
    axes.set_yticks(at, [f"{row.voice} ({row.n_words:,} words)" for row in rates.itertuples()])
    axes.invert_yaxis()
    axes.set(xlabel="hedges in 100 of its words, with 95 % interval", ylabel="")
    axes.set_xlim(left=0)
    axes.grid(visible=False, axis="y")
    return figure


def alt_stances(counts: pd.DataFrame) -> str:
    """What `draw_stances` shows, in words."""
    parts = [
        f"{voice}: " + ", ".join(f"{n} {stance}" for stance, n in row.items() if n) for voice, row in counts.iterrows()
    ]
    return "; ".join(parts) + "." if parts else "No voice makes a statement."


def alt_hedging(rates: pd.DataFrame) -> str:
    """What `draw_hedging` shows, in words."""
    parts = [f"{r.voice}: {r.rate:.1f} ({r.low:.1f} to {r.high:.1f})" for r in rates.itertuples()]
    return "; ".join(parts) + "." if parts else f"No voice is given {FEW_WORDS} words."
