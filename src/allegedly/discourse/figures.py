"""The figures of stage 03: whose words, in which stance, about whom, when, and where in the article.

Each is narrow, with large letters, so that it can be read on a phone. Each `save_` function draws one frame of this
package and writes it with its words (`plots.save`); each `alt_` function says in words what is to be seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from allegedly import plots
from allegedly.findings import count, listing, per_cent, short
from allegedly.schema import STANCES
from allegedly.settings import Settings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.0
"""Inches: at the width of a phone letters are still as large as small print."""
_LINES = "#B0B3B7"


def _axes(rows: int, *, each: float = 0.34, more: float = 1.0) -> tuple[Figure, Axes]:
    """A figure as high as its rows need."""
    import matplotlib.pyplot as plt

    plots.style()
    return plt.subplots(figsize=(WIDTH, more + each * max(rows, 1)))


def _names(axes: Axes, names: list[str]) -> None:
    """Names down the left side, the first on top."""
    axes.set_yticks(range(len(names)), [short(name, 30) for name in names])
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")


def _nothing(axes: Axes, alt: str) -> None:
    """Words in place of axes on which there is nothing to draw."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, alt, ha="center", va="center", transform=axes.transAxes)


def _key(axes: Axes, below: float) -> None:
    """The key under the axes, `below` of their height down."""
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False, fontsize="small", ncol=3, loc="upper center", bbox_to_anchor=(0.35, -below))


def draw_loudest(loudest: pd.DataFrame) -> Figure:
    """Bars of `accounts.loudest` by how the source is given; hatched: anonymous. The others have a number and no bar,
    which would make all others small."""
    figure, axes = _axes(len(loudest), more=1.6)
    if loudest.empty:
        _nothing(axes, alt_loudest(loudest))
        return figure
    colours = plots.palette("source_kind")
    for place, row in enumerate(loudest.itertuples()):
        if row.source_kind:
            colour, hatch = colours[row.source_kind], "//" if row.anonymous else ""
            axes.barh(place, row.n_words, color=colour, hatch=hatch, edgecolor="white")
        at = row.n_words if row.source_kind else 0
        axes.text(at, place, f" {row.n_words:,}{'' if row.source_kind else ' (no bar)'}", va="center", fontsize="small")
    for kind, colour in colours.items():
        if loudest["source_kind"].eq(kind).any():
            axes.bar(0, 0, color=colour, label=kind)
    _names(axes, list(loudest["name"]))
    axes.set(xlabel="words of its own (hatched: anonymous)")
    most = loudest.loc[loudest["source_kind"].ne(""), "n_words"].max() if len(loudest) else 0
    axes.set(xlim=(0, 1.15 * max(most, 1)), ylim=(len(loudest) - 0.4, -0.6))
    _key(axes, 1.0 / (0.34 * max(len(loudest), 1) + 0.6))
    return figure


def alt_loudest(loudest: pd.DataFrame) -> str:
    """`draw_loudest` in words."""
    voices = loudest[loudest["source_kind"].ne("")]
    if voices.empty:
        return "There is no voice to show."
    first, last = voices.iloc[0], voices.iloc[-1]
    if len(voices) == 1:
        return f"One bar: {first['name']} with {count(first['n_words'], 'word')}."
    shown = f"from {first['name']} ({count(first['n_words'], 'word')}) to {last['name']} ({last['n_words']:,})"
    rest = loudest[loudest["source_kind"].eq("")]
    more = f" {rest['name'].iloc[0].capitalize()} have {count(rest['n_words'].iloc[0], 'word')}." if len(rest) else ""
    hidden = int(voices["anonymous"].sum())
    return f"Bars of {len(voices)} voices, {shown}; {hidden or 'none'} of them anonymous.{more}"


def save_loudest(loudest: pd.DataFrame, settings: Settings) -> None:
    """Draw `accounts.loudest` and write it."""
    plots.save(
        draw_loudest(loudest), loudest, name="03_voices", settings=settings,
        title="Words given to each voice", alt=alt_loudest(loudest), n=int(loudest["n_words"].sum()), unit="words",
        caption="Words that the voices given most say themselves (what one relays counts for the other), by how they "
        "are named; hatched bars are anonymous sources.",
    )  # fmt: skip


def draw_stances(stances: pd.DataFrame) -> Figure:
    """Stacked bars of `accounts.stances`: what share of the statements of each voice has which stance."""
    figure, axes = _axes(len(stances), more=2.0)
    if stances.empty:
        _nothing(axes, alt_stances(stances))
        return figure
    left = pd.Series(0.0, index=stances.index)
    for stance, colour in plots.palette("stance").items():
        if stance in stances:
            part = 100 * stances[stance] / stances["n"].clip(lower=1)
            axes.barh(range(len(stances)), part, left=left, color=colour, label=stance, edgecolor="white")
            left = left + part
    _names(axes, [f"{short(row.name, 22)}: {row.n:,}" for row in stances[["name", "n"]].itertuples(index=False)])
    axes.set(xlabel="% of the statements of each (behind the name: how many)", xlim=(0, 100))
    _key(axes, 1.0 / (0.34 * max(len(stances), 1) + 0.6))
    return figure


def alt_stances(stances: pd.DataFrame) -> str:
    """`draw_stances` in words."""
    if stances.empty:
        return "There is no statement to show."
    whole = stances.iloc[-1]
    parts = [f"{stance} {whole[stance]}" for stance in STANCES if stance in stances and whole[stance]]
    voices = stances.iloc[:-1]
    top = voices["not_plain"].max() if len(voices) else 0
    most = voices[voices["not_plain"].eq(top)]
    who = ""
    if top and len(most) <= 3:
        have = "has" if len(most) == 1 else "have"
        who = f" {listing(most['name'])} {have} the greatest share that is not plainly said: {per_cent(top)}."
    return (
        f"Bars of {len(voices)} voices or groups of them by stance; over all {whole['n']:,}: {', '.join(parts)}.{who}"
    )


def save_stances(stances: pd.DataFrame, settings: Settings) -> None:
    """Draw `accounts.stances` and write it."""
    plots.save(
        draw_stances(stances), stances, name="03_stances", settings=settings,
        title="Statements by voice and stance", alt=alt_stances(stances), unit="statements",
        n=int(stances["n"].iloc[-1]) if len(stances) else 0,
        caption="How the voices heard most often, all others and nobody named stand to what is reported.",
    )  # fmt: skip


def draw_about(grid: pd.DataFrame) -> Figure:
    """`aboutness.grid`: rows speak, columns are spoken of."""
    return _draw_grid(grid, "is spoken of", "speaks", nothing=alt_about(grid))


def _draw_grid(
    grid: pd.DataFrame, across: str, down: str, labels: pd.DataFrame | None = None, *, nothing: str
) -> Figure:
    """A grid of numbers, darker where they are greater; `nothing` says that there are none."""
    import seaborn as sns

    figure, axes = _axes(len(grid), each=0.36, more=1.0 if grid.empty else 2.2)
    if grid.empty:
        _nothing(axes, nothing)
    else:
        shown = grid.astype("int64").astype("str").where(grid > 0, "·") if labels is None else labels
        # Others are many taken together: dark, they would hide the single ones.
        shade = grid.astype("float64")
        shade.loc[[_is_rest(name) for name in grid.index]] = 0.0
        shade.loc[:, [_is_rest(name) for name in grid.columns]] = 0.0
        top = max(float(shade.to_numpy().max()), 1e-9)
        sns.heatmap(shade, annot=shown, fmt="", cmap="Blues", cbar=False, linewidths=0.5, linecolor=_LINES, vmin=0,
                    vmax=top, annot_kws={"fontsize": "small"}, ax=axes)  # fmt: skip
        axes.set_yticklabels([short(str(name), 24) for name in grid.index], rotation=0)
        axes.set_xticklabels([short(str(name), 20) for name in grid.columns], rotation=60, ha="right")
    axes.set(xlabel=across, ylabel=down)
    return figure


def _is_rest(name: object) -> bool:
    """Whether a row or column adds up the others."""
    return re.fullmatch(r"others \([\d,]+\)", str(name)) is not None


def alt_about(grid: pd.DataFrame) -> str:
    """`draw_about` in words."""
    single = [
        (n, f"{voice} about {name}")
        for voice, row in zip(grid.index, grid.to_numpy().tolist(), strict=True)
        for name, n in zip(grid.columns, row, strict=True)
        if not _is_rest(voice) and not _is_rest(name)
    ]
    top = max((n for n, _ in single), default=0)
    if not top:
        return "Nobody speaks about anybody named."
    most = [pair for n, pair in single if n == top]
    who = listing(most) if len(most) <= 3 else f"{len(most)} pairs of voice and name"
    return f"A grid of who speaks about whom, {grid.shape[0]} by {grid.shape[1]}. Most often, {who}: {top}."


def save_about(grid: pd.DataFrame, settings: Settings) -> None:
    """Draw `aboutness.grid` and write it."""
    plots.save(
        draw_about(grid), grid.reset_index(), name="03_about", settings=settings, title="Who speaks about whom",
        alt=alt_about(grid), n=int(grid.to_numpy().sum()), unit="names",
        caption="How often each voice names whom: rows speak, columns are spoken of.",
    )  # fmt: skip


def draw_course(course: pd.DataFrame) -> Figure:
    """`course.over_time` as a grid: the articles of each period that let a voice speak, of all articles in it."""
    grid = course.pivot(index="name", columns="period", values="share").reindex(list(dict.fromkeys(course["name"])))
    labels = course.assign(label=course["n_articles"].astype("str")).pivot(
        index="name", columns="period", values="label"
    )
    totals = course.drop_duplicates("period").set_index("period")["articles"]
    labels = labels.reindex(grid.index)
    return _draw_grid(
        grid.rename(columns=lambda p: f"{p} (of {totals[p]})"),
        "articles that let a voice speak (of how many)",
        "",
        labels.rename(columns=lambda p: f"{p} (of {totals[p]})"),
        nothing=alt_course(course),
    )


def alt_course(course: pd.DataFrame) -> str:
    """`draw_course` in words."""
    if course.empty:
        return "No named voice is heard at two different times."
    parts = []
    for name in list(dict.fromkeys(course["name"]))[:3]:
        own = course[course["name"].eq(name)]
        parts.append(f"{name} in {listing(f'{r.n_articles} of {r.articles}' for r in own.itertuples())}")
    n, first, last = course["name"].nunique(), course["period"].min(), course["period"].max()
    return f"A grid of {count(n, 'voice')} from {first} to {last}; articles that let them speak: {'; '.join(parts)}."


def save_course(course: pd.DataFrame, settings: Settings) -> None:
    """Draw `course.over_time` and write it."""
    plots.save(
        draw_course(course), course, name="03_over_time", settings=settings, title="The same voices over time",
        alt=alt_course(course), unit="articles",
        n=int(course.drop_duplicates("period")["articles"].sum()),
        caption="In how many articles of each period a named voice speaks; darker is a greater share of them.",
    )  # fmt: skip


def draw_places(places: pd.DataFrame) -> Figure:
    """Stacked bars of `places.by_kind`: who is heard in each tenth of the article."""
    from matplotlib.ticker import MaxNLocator

    figure, axes = _axes(8)
    if places.empty:
        _nothing(axes, alt_places(places))
        return figure
    parts = range(1, 11)
    bottom = pd.Series(0, index=parts)
    for kind, colour in plots.palette("source_kind").items():
        n = places[places["source_kind"].eq(kind)].groupby("part")["n"].sum().reindex(parts, fill_value=0)
        if n.sum():
            axes.bar(list(parts), n, bottom=bottom, color=colour, label=kind)
            bottom = bottom + n
    axes.set(xlabel="tenth of the article", ylabel="statements", xticks=list(parts))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(visible=False, axis="x")
    _key(axes, 0.2)
    return figure


def alt_places(places: pd.DataFrame) -> str:
    """`draw_places` in words."""
    if places.empty:
        return "There is no statement to place."
    n = places.groupby("part")["n"].sum().reindex(range(1, 11), fill_value=0)
    most = list(n.index[n.eq(n.max())])
    where = f"tenth {listing(map(str, most))}" if len(most) == 1 else f"tenths {listing(map(str, most))}"
    return f"Statements in the ten tenths of the articles: {', '.join(map(str, n))}. Most, {n.max()}, in {where}."


def save_places(places: pd.DataFrame, settings: Settings) -> None:
    """Draw `places.by_kind` and write it."""
    plots.save(
        draw_places(places), places, name="03_places", settings=settings, title="Who is heard where in the article",
        alt=alt_places(places), n=int(places["n"].sum()), unit="statements",
        caption="Statements in each tenth of the articles, by how the source is given.",
    )  # fmt: skip
