"""Boxes and lists for the notebook for exploring. Each shows something at once, so the notebook also runs unwatched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets  # type: ignore[import-untyped]
import pandas as pd
from markupsafe import escape

from allegedly.cleaning.stage import NothingReadError
from allegedly.corpus import Corpus
from allegedly.exploring import concordance, corrections, views
from allegedly.exploring.reader import analysed
from allegedly.overrides import OverrideError

MOST = 100
"""Rows that a table shows."""

_WIDE = ipywidgets.Layout(width="100%")
_LIST = ipywidgets.Layout(width="13.5em")
_AUTO = ipywidgets.Layout(width="auto")
_ROW = ipywidgets.Layout(flex_flow="row wrap")


def browser(corpus: Corpus, name: str, *, folder: Path) -> ipywidgets.VBox:
    """A view with a list to choose from for each column that has one, a box to search in, and rows to be corrected.

    `folder` is where corrections are written.
    """
    lists = {column: _choice(column, views.values(corpus, name, column)) for column in views.VIEWS[name].choices}
    search = _labelled(ipywidgets.Text, "find", placeholder="words in any column, then Enter", continuous_update=False)
    shown = ipywidgets.HTML(layout=ipywidgets.Layout(max_height="480px", overflow="auto", width="100%"))
    correcting, offer = corrector(name, folder=folder)

    def update(_: Any = None) -> None:
        chosen = {column: box.value for column, (box, _) in lists.items()}
        n, rows = views.narrowed(corpus, name, chosen, search.value, most=MOST)
        rows.index = rows.index + 1
        first = f", the first {MOST} shown" if n > MOST else ""
        shown.value = f"<p>{n:,} found{first}</p>" + _html(rows)
        offer(rows)

    for box in (*(box for box, _ in lists.values()), search):
        box.observe(update, names="value")
    update()
    chosen = ipywidgets.HBox([whole for _, whole in lists.values()], layout=_ROW)
    folded = ipywidgets.Accordion([correcting], titles=("Correct one of these rows",))
    return ipywidgets.VBox([chosen, search, shown, folded])


def _labelled(kind: Any, label: str, **more: Any) -> Any:
    return kind(description=label, style={"description_width": "5.5em"}, **more)


def _choice(column: str, times: dict[str, int], *, few: int = 12) -> tuple[Any, ipywidgets.VBox]:
    """A list of values, the most frequent first, and over a long one a box that shortens it."""
    options = [(f"{value} ({n:,})", value) for value, n in times.items()]
    chosen = ipywidgets.SelectMultiple(options=options, rows=6, layout=_LIST)
    above: list[Any] = [ipywidgets.HTML(f"<b>{escape(column)}</b>")]
    if len(options) > few:
        part = ipywidgets.Text(placeholder=f"shorten {len(options):,} values", layout=_LIST)

        def shorten(_: Any) -> None:
            kept = set(chosen.value)
            fit = [pair for pair in options if pair[1] in kept or part.value.casefold() in pair[1].casefold()]
            # Setting the options empties the choice; what was chosen stays so.
            chosen.options = fit
            chosen.value = tuple(value for _, value in fit if value in kept)

        part.observe(shorten, names="value")
        above.append(part)
    return chosen, ipywidgets.VBox([*above, chosen])


def _html(rows: pd.DataFrame) -> str:
    """A table in which every cell is text and nothing else."""
    table = rows.to_html(escape=True, na_rep="", float_format="{:.2f}".format, border=0)
    style = ".rows th, .rows td { text-align: left !important; vertical-align: top; line-height: 1.35 }"
    return f'<style>{style}</style><div class="rows">{table}</div>'


def corrector(kind: str, *, folder: Path) -> tuple[ipywidgets.VBox, Any]:
    """What is wrong with a row and why, and buttons that add the correction to its file and take it back.

    `kind` is one of `corrections.KINDS`. The function beside it offers other rows, each under its index.
    """
    actions = corrections.KINDS[kind].actions
    row = _labelled(ipywidgets.Dropdown, "row", layout=_WIDE)
    action = _labelled(ipywidgets.Dropdown, "action", options=list(actions))
    to = _labelled(ipywidgets.Combobox, "to")
    note = _labelled(
        ipywidgets.Text, "note", placeholder="why: whoever reads the file later wants to know", layout=_WIDE
    )
    write = ipywidgets.Button(description="Write the correction", button_style="warning", layout=_AUTO)
    back = ipywidgets.Button(description="Take it back", disabled=True)
    said = ipywidgets.HTML()
    rows: dict[str, Any] = {"offered": pd.DataFrame(), "written": None}

    def offer(found: pd.DataFrame) -> None:
        rows["offered"] = found
        told = "sentence" if "sentence" in found else "name" if "name" in found else "before"
        row.options = [
            (f"{number}: {' '.join(str(text).split())[:110]}", number) for number, text in found[told].items()
        ]
        # A list in the browser forgets what is chosen when its options change: it is told again.
        row.index = None
        row.index = None if found.empty else 0
        write.disabled = found.empty

    def ask(_: Any = None) -> None:
        allowed = actions[action.value]
        to.options, to.value, to.disabled = [one for one in allowed if one], "", not allowed
        to.placeholder = "nothing" if not allowed else " or ".join(allowed) or "what it should be"

    def add(_: Any) -> None:
        back.disabled = True
        if row.value is None:
            said.value = "<b>Not written:</b> choose a row."
            return
        try:
            cells = corrections.line(kind, rows["offered"].loc[row.value], action.value, to=to.value, note=note.value)
            place, new = corrections.write(kind, cells, folder=folder)
        except (ValueError, OverrideError, OSError) as error:
            said.value = f"<b>Not written:</b> {escape(str(error))}"
            return
        rows["written"], back.disabled = cells, not new
        what = escape(", ".join(filter(None, cells.values())))
        where = f"{'Written to' if new else 'Stands already in'} {escape(place)}"
        said.value = f"{where}: {what}. <code>make report</code> follows it."

    def undo(_: Any) -> None:
        back.disabled = True
        gone = corrections.take_back(kind, rows["written"], folder=folder)
        said.value = "Taken back." if gone else "It is not the last line of its file any more: take it out there."

    action.observe(ask, names="value")
    ask()
    write.on_click(add)
    back.on_click(undo)
    return ipywidgets.VBox([row, ipywidgets.HBox([action, to]), note, ipywidgets.HBox([write, back]), said]), offer


def reader(text: str, **parameters: Any) -> ipywidgets.VBox:
    """A box to paste a text into and a button that has it read; it is read once at the beginning."""
    box = ipywidgets.Textarea(value=text, rows=6, layout=_WIDE)
    button = ipywidgets.Button(description="Read it", button_style="primary")
    said, shown = ipywidgets.HTML(), ipywidgets.HTML(layout=_WIDE)

    def read(_: Any = None) -> None:
        button.disabled, said.value = True, "Reading…"
        try:
            shown.value = analysed(box.value, **parameters)
            said.value = ""
        except NothingReadError:
            said.value, shown.value = "There are no English words to read.", ""
        finally:
            button.disabled = False

    button.on_click(read)
    read()
    return ipywidgets.VBox([box, ipywidgets.HBox([button, said]), shown])


def concordancer(corpus: Corpus, words: str) -> ipywidgets.VBox:
    """A box for words, what kind of words they are, an order, and the concordance."""
    box = _labelled(ipywidgets.Text, "words", value=words, continuous_update=False)
    kind = _labelled(
        ipywidgets.Dropdown, "these are", options=[(told, name) for name, told in concordance.KINDS.items()]
    )
    sort = _labelled(
        ipywidgets.Dropdown, "order by", options=[(told, name) for name, told in concordance.SORTS.items()]
    )
    shown = ipywidgets.HTML(layout=ipywidgets.Layout(max_height="480px", overflow="auto", width="100%"))

    def update(_: Any = None) -> None:
        given = box.value.strip()
        shown.value = concordance.html(corpus, given, kind=kind.value, sort=sort.value) if given else "Type a word."

    for one in (box, kind, sort):
        one.observe(update, names="value")
    update()
    return ipywidgets.VBox([ipywidgets.HBox([box, kind, sort], layout=_ROW), shown])
