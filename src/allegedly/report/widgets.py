"""Boxes and lists for the notebook for exploring. Each shows something at once, so the notebook also runs unwatched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets  # type: ignore[import-untyped]
import pandas as pd
from markupsafe import escape

from allegedly.cleaning.stage import NothingReadError
from allegedly.overrides import OverrideError
from allegedly.report import corrections
from allegedly.report.explore import Tables, analysed, concordance_html, narrowed

CHOICES = ("article", "voice", "stance", "form", "category", "whose words", "type")
"""Columns that a table can be narrowed down by."""


def table(rows: pd.DataFrame, *, most: int = 200) -> ipywidgets.VBox:
    """A table with a list to choose from for each column of few values, and a box to search in."""
    lists = {
        column: ipywidgets.SelectMultiple(
            options=sorted(rows[column].astype("str").unique()), description=column, rows=6
        )
        for column in rows.columns
        if column in CHOICES and 1 < rows[column].nunique() <= 60
    }
    search = ipywidgets.Text(description="find", placeholder="any words", continuous_update=False)
    shown = ipywidgets.HTML()

    def update(_: Any = None) -> None:
        found = narrowed(rows, {column: box.value for column, box in lists.items()}, search.value)
        shown.value = f"<p>{len(found):,} of {len(rows):,}</p>" + found.head(most).to_html(index=False, escape=True)

    for box in (*lists.values(), search):
        box.observe(update, names="value")
    update()
    return ipywidgets.VBox([ipywidgets.HBox(list(lists.values())), search, shown])


def reader(text: str) -> ipywidgets.VBox:
    """A box to paste a text into and a button that has it read."""
    box = ipywidgets.Textarea(value=text, rows=6, layout=ipywidgets.Layout(width="100%"))
    button = ipywidgets.Button(description="Read it", button_style="primary")
    shown = ipywidgets.HTML()

    def read(_: Any = None) -> None:
        try:
            shown.value = analysed(box.value)
        except NothingReadError:
            shown.value = "There are no words to read."

    button.on_click(read)
    return ipywidgets.VBox([box, button, shown])


def concordancer(tables: Tables, words: str) -> ipywidgets.VBox:
    """A box for a word or a cue, and its concordance."""
    box = ipywidgets.Text(value=words, description="word", continuous_update=False)
    shown = ipywidgets.HTML()

    def update(_: Any = None) -> None:
        shown.value = concordance_html(tables, box.value) if box.value.strip() else "Type a word."

    box.observe(update, names="value")
    update()
    return ipywidgets.VBox([box, shown])


def corrector(kind: str, rows: pd.DataFrame, *, folder: Path, shown: str) -> ipywidgets.VBox:
    """A row to choose, what is wrong with it and why, and a button that adds the correction to its file.

    `kind` is one of `corrections.KINDS`, `shown` the column that tells a row in the list.
    """
    words = [f"{number}: {str(text)[:90]}" for number, text in zip(rows.index, rows[shown], strict=True)]
    row = ipywidgets.Dropdown(options=list(zip(words, rows.index, strict=True)), description="row")
    action = ipywidgets.Dropdown(options=list(corrections.KINDS[kind].actions), description="action")
    to, note = (ipywidgets.Text(description=name) for name in ("to", "note"))
    button = ipywidgets.Button(description="Write the correction", button_style="warning", disabled=rows.empty)
    said = ipywidgets.HTML()

    def write(_: Any = None) -> None:
        try:
            cells = corrections.line(kind, rows.loc[row.value], action.value, to=to.value, note=note.value)
            path = corrections.write(kind, cells, folder=folder)
        except (ValueError, OverrideError, OSError) as error:
            said.value = f"<b>Not written:</b> {escape(str(error))}"
            return
        said.value = f"Written to {escape(path.name)}: {escape(', '.join(cells.values()))}. The next run follows it."

    button.on_click(write)
    return ipywidgets.VBox([row, action, to, note, button, said])
