"""Stage 05: reads every table of a run, and writes OUTPUT/findings.json and OUTPUT/report.html."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from allegedly import tables
from allegedly.findings import as_rows
from allegedly.report import accuracy, colophon, page
from allegedly.report.gather import counted, findings, first_screen
from allegedly.schema import SCHEMA
from allegedly.settings import Settings


def read(settings: Settings) -> dict[str, pd.DataFrame]:
    """All tables of the run in `settings.output` by name, without repeated articles' counts unless asked for.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    return counted({name: tables.read(settings.output, name) for name in SCHEMA}, settings)


def run(settings: Settings) -> Path:
    """Gather the findings of the run in `settings.output` and write the page; the path of the page.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    output = settings.output
    frames = read(settings)
    found = findings(frames, seed=settings.seed)
    text = json.dumps(as_rows(found), ensure_ascii=False, indent=1) + "\n"
    (output / "findings.json").write_text(text, encoding="utf-8")
    shown = page.compose(
        frames,
        first_screen(found),
        settings,
        manifest=colophon.read(output),
        downloads=colophon.downloads(output),
        figures=colophon.figures(output),
        measured=accuracy.read(accuracy.FOLDER, min_probability=settings.min_probability, genre=settings.genre),
    )
    path = output / "report.html"
    # A lone half of a character, which an article may hold, has no bytes in UTF-8.
    path.write_bytes(page.render(shown).encode("utf-8", "replace"))
    return path
