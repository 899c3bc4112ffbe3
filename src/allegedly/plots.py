"""One look for all figures, and the files that each leaves: a picture, the data behind it, and its words."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd

from allegedly.schema import BOOSTERS, FORMS, HEDGES, SOURCE_KINDS, STANCES
from allegedly.settings import STAGES, Settings
from allegedly.tables import write_csv

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Hues that people with colour-blindness tell apart (Okabe and Ito 2008), in fixed order, so that one
# value has one colour in every figure and in the report.
HUES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F6000", "#5B4A9E", "#999999", "#000000")

# Statements are many and plain ones most of all: these stay grey, so that denials and the like stand out.
_STANCES = (
    "#8A8D91", "#D55E00", "#E69F00", "#CC79A7", "#8F7FD0", "#3FB28F", "#56B4E9", "#9CC9E6", "#C4B684", "#B59A6A",
)  # fmt: skip

_VALUES = {
    "stance": STANCES,
    "form": FORMS,
    "source_kind": SOURCE_KINDS,
    "hedge": HEDGES + BOOSTERS,
    "label": ("PERSON", "GPE", "ORG", "NORP", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"),
    "action": ("repaired", "removed", "flagged"),
}


def palette(what: str) -> dict[str, str]:
    """The colour of each value of "stance", "form", "source_kind", "hedge", "label" or "action"."""
    if what not in _VALUES:
        raise KeyError(f"no palette is called {what!r}; there are {', '.join(_VALUES)}")
    return dict(zip(_VALUES[what], _STANCES if what == "stance" else HUES, strict=False))


def style() -> None:
    """Set the look of seaborn and matplotlib for the figures that follow."""
    import seaborn as sns

    sns.set_theme(
        context="notebook",
        style="whitegrid",
        palette=list(HUES),
        rc={
            "figure.figsize": (8, 4.5),
            "figure.dpi": 100,
            "savefig.dpi": 150,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "font.family": "DejaVu Sans",
            # A name with two dollar signs in it is no formula.
            "text.parse_math": False,
        },
    )


def legend(axes: Axes) -> None:
    """The names of the colours in a row above the figure, where they cover nothing."""
    axes.legend(frameon=False, fontsize="small", ncols=5, loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.2)


def save(
    figure: Figure,
    data: pd.DataFrame,
    *,
    name: str,
    title: str,
    caption: str,
    alt: str,
    n: int,
    unit: str,
    settings: Settings,
) -> None:
    """Write OUTPUT/figures/NAME.png, .csv (the data behind it) and .json (its words); in a notebook, show the picture.

    `name` begins with the number of the stage, as "02_names". `alt` says in words what the picture shows, computed
    from the data; `n` counts the `unit`s it rests on.
    """
    if not any(name.startswith(f"{stage[:2]}_") for stage in STAGES):
        raise ValueError(f"the figure's name {name!r} must begin with the number of its stage, as '02_names'")
    folder = settings.output / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(data, folder / f"{name}.csv")
    words = {"name": name, "title": title, "caption": caption, "alt": alt, "n": n, "unit": unit}
    (folder / f"{name}.json").write_text(json.dumps(words, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _label(
        figure, title, f"{caption}\nN = {n:,} {unit}. Source: counted by allegedly in the tables of stage {name[:2]}."
    )
    picture = folder / f"{name}.png"
    # No version or date in the picture: the same figure gives the same bytes.
    figure.savefig(picture, bbox_inches="tight", metadata={"Software": None})
    _show(figure, picture, alt)


def _show(figure: Figure, picture: Path, alt: str) -> None:
    """In a notebook, show the picture that was written, at the size of a screen, instead of drawing it once more."""
    from IPython.core.getipython import get_ipython
    from IPython.display import Image, display
    from matplotlib import pyplot

    if get_ipython() is None:
        return
    width, _ = figure.get_size_inches()
    pyplot.close(figure)
    display(Image(filename=str(picture), width=round(100 * width), alt=alt))  # type: ignore[no-untyped-call]


def _label(figure: Figure, title: str, note: str) -> None:
    """The title above a figure and a note below it, from its left edge, so that it can stand by itself on a slide."""
    figure.canvas.draw()
    box = figure.get_tightbbox()
    width, height = figure.get_size_inches()
    left = box.x0 / width
    figure.text(left, box.y1 / height + 0.12 / height, title, ha="left", va="bottom", weight="bold", size="large")
    lines = [line for part in note.split("\n") for line in wrap(part, max(40, round(14 * box.width)))]
    at = box.y0 / height - 0.12 / height
    figure.text(left, at, "\n".join(lines), ha="left", va="top", size="small", color="#555555", linespacing=1.4)
