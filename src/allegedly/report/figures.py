"""The figure of stage 05: which voice is reported in which stance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from allegedly import plots
from allegedly.report import speakers
from allegedly.schema import STANCES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Tables = Mapping[str, pd.DataFrame]


def stances_of_voices(tables: Tables, *, top: int = 12) -> pd.DataFrame:
    """Statements of the voices with most of them: a row a voice, a column a stance that occurs; index `voice`."""
    known = list(speakers.speakers(tables["voices"]))[:top]
    chosen = tables["voices"].set_index("voice_id").loc[known]
    counts = chosen[[f"n_{stance}" for stance in STANCES]].set_axis(list(STANCES), axis=1)
    return counts.loc[:, counts.sum() > 0].set_axis(pd.Index(chosen["name"], name="voice"))


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


def alt_stances(counts: pd.DataFrame) -> str:
    """What `draw_stances` shows, in words."""
    parts = [
        f"{voice}: " + ", ".join(f"{n} {stance}" for stance, n in row.items() if n) for voice, row in counts.iterrows()
    ]
    return "; ".join(parts) + "." if parts else "No voice makes a statement."
