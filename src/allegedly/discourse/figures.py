"""The figures of stage 03: whose words, in which stance, about whom, and where in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from allegedly import plots
from allegedly.schema import STANCES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BAR = "#0072B2"


def draw_loudest(loudest: pd.DataFrame) -> Figure:
    """Bars of `accounts.loudest`: words given to each voice; anonymous ones are hatched."""
    import matplotlib.pyplot as plt

    plots.style()
    figure, axes = plt.subplots(figsize=(8, 1.0 + 0.34 * max(len(loudest), 1)))
    for place, row in enumerate(loudest.itertuples()):
        axes.barh(
            place, row.n_words, color=_BAR, alpha=0.55 if row.anonymous else 1.0, hatch="//" if row.anonymous else ""
        )
        axes.text(row.n_words, place, f" {row.n_words:,}", va="center", fontsize="small")
    axes.set_yticks(range(len(loudest)), loudest["name"].str.slice(0, 45))
    axes.invert_yaxis()
    axes.set(xlabel="words of content (hatched: anonymous)")
    axes.grid(visible=False, axis="y")
    return figure


def alt_loudest(loudest: pd.DataFrame) -> str:
    """`draw_loudest` in words."""
    if loudest.empty:
        return "There is no voice to show."
    first, last = loudest.iloc[0], loudest.iloc[-1]
    if len(loudest) == 1:
        return f"One bar: {first['name']} with {first['n_words']} words."
    shown = f"from {first['name']} ({first['n_words']} words) to {last['name']} ({last['n_words']})"
    return f"Bars of {len(loudest)} voices, {shown}."


def draw_stances(stances: pd.DataFrame) -> Figure:
    """Stacked bars of `accounts.stances`: statements of each voice by stance."""
    import matplotlib.pyplot as plt

    plots.style()
    names = list(dict.fromkeys(stances["name"]))
    figure, axes = plt.subplots(figsize=(8, 1.4 + 0.34 * max(len(names), 1)))
    left = pd.Series(0, index=names)
    for stance, colour in plots.palette("stance").items():
        n = stances[stances["stance"].eq(stance)].groupby("name")["n"].sum().reindex(names, fill_value=0)
        if n.sum():
            axes.barh(range(len(names)), n, left=left, color=colour, label=stance)
            left = left + n
    axes.set_yticks(range(len(names)), [name[:45] for name in names])
    axes.invert_yaxis()
    axes.set(xlabel="statements")
    axes.grid(visible=False, axis="y")
    if names:
        axes.legend(frameon=False, fontsize="small", ncol=5, loc="upper center", bbox_to_anchor=(0.4, -0.14))
    return figure


def alt_stances(stances: pd.DataFrame) -> str:
    """`draw_stances` in words."""
    if stances.empty:
        return "There is no statement to show."
    counts = stances.groupby("stance")["n"].sum()
    parts = [f"{stance} {counts[stance]}" for stance in STANCES if stance in counts.index]
    return f"Stacked bars of {stances['name'].nunique()} voices by stance; over all of them: {', '.join(parts)}."


def draw_about(about: pd.DataFrame) -> Figure:
    """A grid of `accounts.about`: rows speak, columns are spoken of."""
    import matplotlib.pyplot as plt
    import seaborn as sns

    plots.style()
    grid = about.pivot_table(index="voice", columns="about", values="n", fill_value=0)
    grid = grid.loc[
        grid.sum(axis=1).sort_values(ascending=False, kind="stable").index,
        grid.sum().sort_values(ascending=False, kind="stable").index,
    ]
    figure, axes = plt.subplots(figsize=(2 + 0.6 * max(grid.shape[1], 4), 1.6 + 0.34 * max(len(grid), 3)))
    if not grid.empty:
        sns.heatmap(grid, annot=True, fmt=".0f", cmap="Blues", cbar=False, linewidths=0.5, ax=axes)
        axes.set_yticklabels([label.get_text()[:40] for label in axes.get_yticklabels()])
    axes.set(xlabel="is spoken of", ylabel="speaks")
    return figure


def alt_about(about: pd.DataFrame) -> str:
    """`draw_about` in words."""
    if about.empty:
        return "Nobody speaks about anybody named."
    first = about.iloc[0]
    return (
        f"A grid of {about['voice'].nunique()} voices and {about['about'].nunique()} names. Most often, "
        f"{first['voice']} speaks about {first['about']} ({first['n']} times)."
    )


def draw_places(places: pd.DataFrame) -> Figure:
    """Stacked bars of `accounts.places`: who is heard in each tenth of the article."""
    import matplotlib.pyplot as plt

    plots.style()
    figure, axes = plt.subplots(figsize=(8, 3.6))
    parts = range(1, 11)
    bottom = pd.Series(0, index=parts)
    for kind, colour in plots.palette("source_kind").items():
        n = places[places["source_kind"].eq(kind)].groupby("part")["n"].sum().reindex(parts, fill_value=0)
        if n.sum():
            axes.bar(list(parts), n, bottom=bottom, color=colour, label=kind)
            bottom = bottom + n
    axes.set(xlabel="tenth of the article", ylabel="statements", xticks=list(parts))
    axes.grid(visible=False, axis="x")
    if len(places):
        axes.legend(frameon=False, fontsize="small", ncol=4, loc="upper center", bbox_to_anchor=(0.5, -0.2))
    return figure


def alt_places(places: pd.DataFrame) -> str:
    """`draw_places` in words."""
    if places.empty:
        return "There is no statement to place."
    by_part = places.groupby("part")["n"].sum()
    most = f"most statements, {by_part.max()}, stand in tenth {by_part.idxmax()}"
    return f"Bars over the tenths of the articles; {most}."
