"""The figures of stage 04: where in an article words hedge and boost, which kinds, and how often each voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from allegedly import plots
from allegedly.corpus import Corpus
from allegedly.findings import listing, short
from allegedly.hedging import cues
from allegedly.hedging.rates import told
from allegedly.hedging.said import COUNTED, UNKNOWN
from allegedly.schema import BOOSTERS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WHOSE = {cues.WRITER: plots.HUES[0], cues.SOURCE: plots.HUES[1], cues.REPORTING: plots.HUES[8]}
"""Colours by whose words a cue stands in; a cue that is itself the word that reports stands apart."""


WIDEST = 30
"""Letters of a voice's name; a longer one is a description in the words of an article, and is cut."""


def ribbon(corpus: Corpus, *, top: int = 12) -> pd.DataFrame:
    """Where hedges and boosters stand: article, at (0 first character to 1 last), polarity, category, whose, entry.

    Of more than `top` articles, those with most cues.
    """
    return corpus.ask(f"""
        WITH chosen AS (
            SELECT doc_id FROM hedges WHERE category = ANY($counted)
            GROUP BY doc_id ORDER BY count(*) DESC, doc_id LIMIT $top)
        SELECT doc_id AS article, round(start / length, 4) AS at, polarity, category, {cues.WHOSE} AS whose, entry
        FROM (FROM hedges SEMI JOIN chosen USING (doc_id)) JOIN lengths USING (doc_id)
        WHERE category = ANY($counted) ORDER BY doc_id, start, hedge_id
    """, top=top, counted=(*COUNTED, *BOOSTERS))  # fmt: skip


def draw_ribbon(found: pd.DataFrame) -> Figure:
    """`ribbon` as a line an article: hedges stand above it, boosters hang below."""
    import matplotlib.pyplot as plt

    plots.style()
    articles = sorted(found["article"].unique())
    figure, axes = plt.subplots(figsize=(8, 1.2 + 0.55 * max(len(articles), 1)))
    for row, article in enumerate(articles):
        axes.hlines(row, 0, 100, color="#BBBBBB", linewidth=1)
        for whose, colour in WHOSE.items():
            own = found[(found["article"] == article) & (found["whose"] == whose)]
            up, down = own[own["polarity"] == "hedge"], own[own["polarity"] == "booster"]
            # The axis is turned over, so that the first article is on top: up is minus.
            axes.vlines(100 * up["at"], row - 0.34, row, color=colour, linewidth=2)
            axes.vlines(100 * down["at"], row, row + 0.34, color=colour, linewidth=2)
    for whose, colour in WHOSE.items():
        axes.plot([], [], color=colour, linewidth=2, label=whose)
    axes.set_yticks(range(len(articles)), articles)
    axes.invert_yaxis()
    axes.set(xlabel="place in the article, % of its characters", xlim=(-1, 101))
    axes.grid(visible=False)
    plots.legend(axes)
    return figure


def alt_ribbon(found: pd.DataFrame) -> str:
    """What `draw_ribbon` shows, in words."""
    counts = found.groupby("article")["polarity"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=["hedge", "booster"], fill_value=0)
    parts = [f"{row.Index}: hedges {row.hedge}, boosters {row.booster}" for row in counts.itertuples()]
    return "; ".join(parts) + "." if parts else "No hedge and no booster was found."


def draw_categories(counts: pd.DataFrame) -> Figure:
    """Stacked bars of `cues.by_category`."""
    import matplotlib.pyplot as plt

    plots.style()
    figure, axes = plt.subplots(figsize=(8, 0.9 + 0.36 * max(len(counts), 1)))
    left = pd.Series(0, index=counts.index)
    for whose, colour in WHOSE.items():
        axes.barh(counts.index, counts[whose], left=left, color=colour, label=whose, edgecolor="white")
        left = left + counts[whose]
    axes.invert_yaxis()
    for tick, category in zip(axes.get_yticklabels(), counts.index, strict=False):  # no rows, one tick
        tick.set_color("#767676" if category in cues.APART else "black")
    axes.set(xlabel="cues", ylabel="")
    axes.grid(visible=False, axis="y")
    plots.legend(axes)
    return figure


def alt_categories(counts: pd.DataFrame) -> str:
    """What `draw_categories` shows, in words."""
    parts = [f"{name} {int(row.sum())}" for name, row in counts.iterrows()]
    return f"Cues: {listing(parts)}." if parts else "No cue was found."


def most_heard(rates: pd.DataFrame, *, top: int = 12) -> pd.DataFrame:
    """The `top` groups of `rates.rates` with most words, in its order: rates of a few dozen words only swing."""
    return rates[rates.index.isin(rates["n_words"].sort_values(ascending=False, kind="stable").index[:top])]


def draw_rates(rates: pd.DataFrame, by: str, *, names: dict[str, str] | None = None) -> Figure:
    """Hedges (full points: as found; hollow: corrected) and boosters (crosses) in 1,000 words of each group."""
    import matplotlib.pyplot as plt

    plots.style()
    shown = rates[rates[by] != UNKNOWN].reset_index(drop=True)
    figure, axes = plt.subplots(figsize=(8, 1.0 + 0.45 * max(len(shown), 1)))
    drawn = (
        ("hedges", "hedges", "o", plots.HUES[0], plots.HUES[0], -0.22),
        ("hedges_corrected", "hedges, corrected", "o", plots.HUES[0], "white", 0.0),
        ("boosters", "boosters", "X", plots.HUES[4], plots.HUES[4], 0.22),
    )
    for rate, label, mark, colour, fill, shift in drawn:
        at = [row + shift for row in range(len(shown))]
        axes.hlines(at, shown[f"{rate}_low"], shown[f"{rate}_high"], color=colour, linewidth=1)
        axes.plot(shown[rate], at, mark, color=colour, markerfacecolor=fill, label=label)
    known = names or {}
    labels = [f"{short(known.get(row[by], row[by]), WIDEST)} ({row['n_words']:,} words)" for _, row in shown.iterrows()]
    axes.set_yticks(range(len(shown)), labels)
    axes.invert_yaxis()
    axes.set(xlabel="in 1,000 words, with 95 % interval", ylabel="")
    axes.set_xlim(left=0)
    axes.grid(visible=False, axis="y")
    plots.legend(axes)
    return figure


def alt_rates(rates: pd.DataFrame, by: str, *, names: dict[str, str] | None = None) -> str:
    """What `draw_rates` shows, in words."""
    known = names or {}
    shown = rates[rates[by] != UNKNOWN]
    parts = [
        f"{short(known.get(row[by], row[by]), WIDEST)}: {told(row, 'hedges')}, "
        f"corrected {told(row, 'hedges_corrected')}"
        for _, row in shown.iterrows()
    ]
    return "Hedges in 1,000 words: " + "; ".join(parts) + "." if parts else "No group has words enough to have a rate."
