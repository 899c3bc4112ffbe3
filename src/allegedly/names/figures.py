"""The figures of stage 02: what is named most, where in each article, and who shares a sentence with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from allegedly import plots
from allegedly.findings import listing

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def most_named(entities: pd.DataFrame, *, top: int = 20) -> pd.DataFrame:
    """The things named most: name, label, n_mentions, n_documents."""
    ordered = entities.sort_values(["n_mentions", "entity_id"], ascending=[False, True])
    return ordered[["name", "label", "n_mentions", "n_documents"]].head(top).reset_index(drop=True)


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
        axes.legend(frameon=False, fontsize="small", loc="lower right")
    return figure


def draw_places(mentions: pd.DataFrame, entities: pd.DataFrame, *, top: int = 10) -> Figure:
    """Where in the articles the things named most are named: a row a thing, a stroke a mention."""
    import matplotlib.pyplot as plt

    plots.style()
    chosen = entities.sort_values(["n_mentions", "entity_id"], ascending=[False, True]).head(top)
    figure, axes = plt.subplots(figsize=(8, 0.8 + 0.34 * max(len(chosen), 1)))
    for row, thing in enumerate(chosen.itertuples(index=False)):
        at = 100 * mentions.loc[mentions["entity_id"] == thing.entity_id, "at"]
        axes.plot(at, [row] * len(at), "|", markersize=11, markeredgewidth=1.6, color=plots.HUES[0])
    axes.set_yticks(range(len(chosen)), chosen["name"])
    axes.invert_yaxis()
    axes.set(xlabel="place in the article, % of its characters", xlim=(-1, 101))
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


def alt_places(mentions: pd.DataFrame, entities: pd.DataFrame, *, top: int = 10) -> str:
    """What `draw_places` shows, in words: for each thing, how many mentions fall into the first half."""
    chosen = entities.sort_values(["n_mentions", "entity_id"], ascending=[False, True]).head(top)
    parts = []
    for thing in chosen.itertuples(index=False):
        at = mentions.loc[mentions["entity_id"] == thing.entity_id, "at"]
        parts.append(f"{thing.name} {int(at.lt(0.5).sum())} of {len(at)}")
    return f"Mentions in the first half of an article: {listing(parts)}." if parts else "Nothing is named."
