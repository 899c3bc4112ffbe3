"""What each row of the files of corrections did: how many names, statements, cues or places it changed or took out.

A row that a file holds and that no table was signed by is told as one that fits nothing, with its line: most often a
word in it is misspelt, or the rules no longer make the mistake that it corrects. `docs/overrides.md` is the manual.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import overrides
from allegedly.corpus import Corpus
from allegedly.findings import count
from allegedly.settings import Settings

NOTHING = "fits nothing"
ELSEWHERE = "its article is not in this run"
_DONE = {"drop": "dropped", "add": "added", "keep": "kept"}


def of_run(file: overrides.File[Any], settings: Settings) -> pd.DataFrame:
    """What the rows of one file did in the run in `settings.output`: see `rows`."""
    with Corpus.open(settings, ("documents", *file.tables)) as corpus:
        return rows(file, corpus, settings.overrides)


def rows(file: overrides.File[Any], corpus: Corpus, folder: Path) -> pd.DataFrame:
    """The rows of a file in the folder of corrections, each with what it did to the tables of `corpus`.

    Frame: line (where the row ends), the columns of the file, n (rows of tables that it changed or took out), did
    (the same in words). Articles that repeat another one are looked at, too. Raises OverrideError.
    """
    told = file.load(folder)
    n = _times(file, corpus) if told else {}
    present = set(corpus.ask("SELECT doc_id FROM all_documents")["doc_id"]) if told else set()
    cells = [
        (
            row.line,
            *(getattr(row, name) for name in file.columns),
            n.get(row.line, 0),
            _did(row.action, n.get(row.line, 0), file.thing, here=row.doc_id in present or not row.doc_id),
        )
        for row in told
    ]
    return pd.DataFrame(cells, columns=["line", *file.columns, "n", "did"]).astype({"n": "int64"})


def _times(file: overrides.File[Any], corpus: Corpus) -> dict[int, int]:
    """For each line, how many rows of the file's tables it signed."""
    parts = [f'SELECT "{file.column}" AS said FROM "all_{table}"' for table in file.tables]
    lines = corpus.ask(
        f"SELECT unnest(regexp_extract_all(said, $signed, 1)) AS line FROM ({' UNION ALL '.join(parts)}) "
        "WHERE contains(said, ' (line ')",
        signed=overrides.SIGNED,
    )["line"]
    return {int(line): int(times) for line, times in lines.value_counts().items()}


def _did(action: str, n: int, thing: str, *, here: bool) -> str:
    """What a row did, in words.

    >>> _did("drop", 1, "name", here=True), _did("drop", 0, "name", here=True)
    ('dropped 1 name', 'fits nothing')
    """
    if n:
        return f"{_DONE.get(action, 'changed')} {count(n, thing)}"
    return NOTHING if here else ELSEWHERE
