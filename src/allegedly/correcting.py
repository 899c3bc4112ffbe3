"""All files of corrections of a study together: what each row of them did, and which did nothing.

`allegedly.overrides` reads one file, `allegedly.followed` tells what its rows did; `docs/overrides.md` is the manual.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import followed
from allegedly.cleaning import overrides as cleaning
from allegedly.corpus import Corpus
from allegedly.discourse import overrides as discourse
from allegedly.findings import count
from allegedly.hedging import overrides as hedging
from allegedly.names import overrides as names
from allegedly.overrides import File
from allegedly.settings import Settings

FILES: tuple[File[Any], ...] = (cleaning.FILE, names.FILE, discourse.FILE, hedging.FILE)
"""The file of each stage, in order."""

COLUMNS = ["file", "line", "doc_id", "action", "words", "to", "note", "n", "did"]


def listed(corpus: Corpus, folder: Path) -> pd.DataFrame:
    """Every row of the files in a folder, with what it did to the tables of `corpus`. Raises OverrideError.

    Frame: file, line, doc_id, action, words (those that say what is meant), to, note, n (rows of tables that it
    changed or took out), did (the same in words).
    """
    found = []
    for file in FILES:
        one = followed.rows(file, corpus, folder)
        meant = [name for name in file.columns if name not in COLUMNS]
        words = [" · ".join(filter(None, cells)) for cells in one[meant].itertuples(index=False, name=None)]
        found.append(one.assign(file=file.path(folder).name, words=words, to=one.get("to", ""))[COLUMNS])
    return pd.concat(found, ignore_index=True)


def of_run(settings: Settings) -> pd.DataFrame:
    """What the corrections of a run did: `listed`. Raises FileNotFoundError if it is not finished."""
    tables = {table for file in FILES for table in file.tables}
    with Corpus.open(settings, sorted({"documents", *tables})) as corpus:
        return listed(corpus, settings.overrides)


def unfit(settings: Settings) -> str:
    """In a sentence, which corrections did nothing in a run though their article is there; "" if every one did."""
    rows = of_run(settings)
    useless = rows[rows["did"] == followed.NOTHING]
    if useless.empty:
        return ""
    told = "; ".join(
        f"{file}, line{'s' * (len(own) > 1)} {', '.join(map(str, own['line']))}"
        for file, own in useless.groupby("file", sort=False)
    )
    fits = "fits" if len(useless) == 1 else "fit"
    return f"{len(useless)} of {count(len(rows), 'correction')} {fits} nothing: {told}."
