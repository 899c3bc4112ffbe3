"""The figures of stage 01: how much of each article is article, and what was changed by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from allegedly import plots

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_KEPT, _GONE = plots.HUES[0], "#BBBBBB"
FEW = 5
"""So many articles are shown also where nothing was removed from them."""


def draw_shares(shares: pd.DataFrame, *, top: int = 25) -> Figure:
    """Bars of `balance.by_article`: characters kept and removed of the articles that lost most; of a few, all."""
    import matplotlib.pyplot as plt

    plots.style()
    lost = shares[shares["share_kept"] < 1]
    shown = shares.head(min(max(len(lost), FEW), top))
    figure, axes = plt.subplots(figsize=(8, 1.0 + 0.36 * max(len(shown), 1)))
    places = range(len(shown))
    axes.barh(places, 100 * shown["share_kept"], color=_KEPT, label="article")
    axes.barh(places, 100 * (1 - shown["share_kept"]), left=100 * shown["share_kept"], color=_GONE, label="removed")
    axes.set_yticks(places, shown["doc_id"].str.slice(0, 40))
    axes.invert_yaxis()
    axes.set(xlabel="% of the characters that came in as text", xlim=(0, 100))
    axes.grid(visible=False, axis="y")
    if len(shown):
        plots.legend(axes)
    return figure


def alt_shares(shares: pd.DataFrame) -> str:
    """`draw_shares` in words."""
    if shares.empty:
        return "There is no article to show."
    first, last = shares.iloc[0], shares.iloc[-1]
    return (
        f"Bars of {len(shares)} articles. Least is article in {first['doc_id']} ({100 * first['share_kept']:.0f} %), "
        f"most in {last['doc_id']} ({100 * last['share_kept']:.0f} %)."
    )


def draw_rules(rules: pd.DataFrame, *, top: int = 20) -> Figure:
    """Bars of `balance.by_rule`: how often each rule removed, repaired or flagged something."""
    import matplotlib.pyplot as plt

    plots.style()
    shown = rules.sort_values(["n", "rule"], ascending=[False, True]).head(top).reset_index(drop=True)
    figure, axes = plt.subplots(figsize=(8, 1.0 + 0.32 * max(len(shown), 1)))
    for action, colour in plots.palette("action").items():
        part = shown[shown["action"] == action]
        if len(part):
            axes.barh(part.index, part["n"], color=colour, label=action)
    # One kind may be repaired in one place and only flagged in another.
    twice = shown["what"].duplicated(keep=False)
    axes.set_yticks(range(len(shown)), shown["what"].where(~twice, shown["what"] + ", " + shown["action"]))
    axes.invert_yaxis()
    axes.set(xlabel="places in the articles")
    axes.grid(visible=False, axis="y")
    if len(shown):
        plots.legend(axes)
    return figure


def alt_rules(rules: pd.DataFrame) -> str:
    """`draw_rules` in words."""
    if rules.empty:
        return "Nothing was changed."
    first = rules.sort_values(["n", "rule"], ascending=[False, True]).iloc[0]
    most = f"{first['what']}, {first['action']} {first['n']} times"
    return f"Bars of {len(rules)} kinds of change. The commonest are {most}."
