"""The figures of stage 02: what is named most, where in each article, and who shares a sentence with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from allegedly import plots
from allegedly.corpus import Corpus
from allegedly.findings import listing

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def most_named(corpus: Corpus, *, top: int = 20) -> pd.DataFrame:
    """The things named most: name, label, n_mentions, n_documents."""
    return corpus.ask("""
        SELECT name, label, n_mentions, n_documents FROM entities ORDER BY n_mentions DESC, entity_id LIMIT $top
    """, top=top)  # fmt: skip


def draw_most_named(rows: pd.DataFrame) -> Figure:
    """Bars of `most_named`, coloured by type."""
    import matplotlib.pyplot as plt
    from matplotlib.ticker import MaxNLocator

    plots.style()
    figure, axes = plt.subplots(figsize=(8, 0.8 + 0.32 * max(len(rows), 1)))
    colours = plots.palette("label")
    for label, part in rows.groupby("label", sort=True):
        axes.barh(part.index, part["n_mentions"], color=colours.get(str(label), "#BBBBBB"), label=label)
    axes.set_yticks(range(len(rows)), rows["name"])
    axes.invert_yaxis()
    axes.set(xlabel="mentions", ylabel="")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(visible=False, axis="y")
    if len(rows):
        plots.legend(axes)
    return figure


def draw_places(placed: pd.DataFrame) -> Figure:
    """Where in the articles the things named most are named (`naming.places_in_article`): a row a thing.

    A stroke a mention; of many mentions the strokes are thin and clear, so that where they lie thick is dark.
    """
    import matplotlib.pyplot as plt

    plots.style()
    things = placed.drop_duplicates("entity_id")
    figure, axes = plt.subplots(figsize=(8, 0.8 + 0.34 * max(len(things), 1)))
    for row, thing in enumerate(things["entity_id"]):
        at = 100 * placed.loc[placed["entity_id"] == thing, "at"]
        clear = max(0.08, min(1.0, 25 / max(len(at), 1)))
        axes.vlines(at, row - 0.34, row + 0.34, linewidth=1.6, color=plots.HUES[0], alpha=clear)
    axes.set_yticks(range(len(things)), things["name"])
    axes.invert_yaxis()
    axes.set(xlabel="place in the article, % of its characters", xlim=(-1, 101))
    axes.grid(visible=False, axis="y")
    return figure


def draw_together(square: pd.DataFrame) -> Figure:
    """Heat map of sentences shared, the diagonal left blank."""
    import matplotlib.pyplot as plt
    import seaborn as sns

    plots.style()
    size = 2.2 + 0.42 * max(len(square), 1)
    figure, axes = plt.subplots(figsize=(size + 1.5, size))
    if len(square) > 1:
        blank = pd.DataFrame(False, index=square.index, columns=square.columns)
        for name in square.index:
            blank.loc[name, name] = True
        shown = square.astype(str).where(square > 0, "")
        sns.heatmap(square, mask=blank, annot=shown, fmt="", cmap="Blues", cbar=False, square=True, ax=axes)
    axes.grid(visible=False)
    axes.set(xlabel="", ylabel="")
    return figure


def alt_most_named(rows: pd.DataFrame) -> str:
    """What `draw_most_named` shows, in words."""
    parts = [f"{row.name} {row.n_mentions}" for row in rows.itertuples(index=False)]
    return f"Mentions: {listing(parts)}." if parts else "Nothing is named."


def pairs(square: pd.DataFrame) -> pd.DataFrame:
    """The pairs of a square of shared sentences: one, other, sentences; most first, none left out but zeros."""
    rows = [
        (one, other, int(square.loc[one, other]))
        for i, one in enumerate(square.index)
        for other in square.index[i + 1 :]
        if square.loc[one, other]
    ]
    made = pd.DataFrame(rows, columns=["one", "other", "sentences"])
    return made.sort_values(["sentences", "one", "other"], ascending=[False, True, True], ignore_index=True)


def alt_together(square: pd.DataFrame) -> str:
    """What `draw_together` shows, in words: the five pairs that share most sentences."""
    first = pairs(square).head(5)
    parts = [f"{row.one} with {row.other} in {row.sentences}" for row in first.itertuples(index=False)]
    return f"Sentences shared: {listing(parts)}." if parts else "No two things share a sentence."


def alt_places(placed: pd.DataFrame) -> str:
    """What `draw_places` shows, in words: for each thing, how many mentions fall into the first half."""
    halves = placed.assign(first=placed["at"].lt(0.5)).groupby(["entity_id", "name"], sort=False)["first"]
    parts = [f"{name} {int(first.sum())} of {len(first)}" for (_, name), first in halves]
    return f"Mentions in the first half of an article: {listing(parts)}." if parts else "Nothing is named."
