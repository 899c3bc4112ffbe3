"""The tables without the words of the articles, for a page that may be shared where the articles may not.

What a row is (a denial, a hedge, a repair), whose it is, which rule found it and where it stands remains; so do names
of things and voices, and entries of the lexicons. A voice that is only described keeps three words of its description.
Headlines are words of the articles too, and most addresses repeat them: of an address the site is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from allegedly.corpus import BATCH, Corpus
from allegedly.run.batches import publish
from allegedly.schema import SCHEMA
from allegedly.settings import Settings
from allegedly.tables import write

_MATCHED = re.compile(r" → [^;]*")
_QUOTED = re.compile(r"""['"‘“].*['"’”]|['"‘“].*$""", re.DOTALL)
_SITE = re.compile(r"(?P<site>(?:\w+://)?[^/?#]*).*", re.DOTALL)
FOLDER = Path("work", "trimmed")
"""Where a report without words has its tables, which still hold the texts that it leaves out."""
_DESCRIBED = 3
"""Words left of a description: no sentence can be known by so few."""

WORDS = frozenset(
    {
        "voice_id",
        "text",
        "content",
        "source",
        "before",
        "after",
        "reason",
        "evidence",
        "why",
        "rule",
        "detail",
        "counted_by",
    }
)
"""Columns that hold, or may quote, words of articles."""


def tables(whole: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables without quoted words in rules, problems and titles; the other columns are left out by the page."""
    things = frozenset(whole["entities"]["entity_id"])
    return {name: _without_words(name, frame, things) for name, frame in whole.items()}


def copied(settings: Settings) -> Settings:
    """The same for the tables of a run, one batch of articles in memory at a time: settings whose output has them.

    Tables that change are copied, the others are there under a second name. Raises FileNotFoundError, naming the stage
    that is missing, if a table was not made yet.
    """
    output = settings.output / FOLDER
    (output / "tables").mkdir(parents=True)
    with Corpus.open(settings.model_copy(update={"count_duplicates": True})) as corpus:
        things = frozenset(corpus.rows("entities")["entity_id"])
        for name, table in SCHEMA.items():
            made = settings.output / "tables" / f"{name}.parquet"
            copy = output / "tables" / made.name
            if name not in _CHANGES:
                publish(sorted(made.iterdir()) if made.is_dir() else [made], copy)
                continue
            batches = corpus.batches(BATCH, [name]) if table.per_document else [{name: corpus.rows(name)}]
            write(name, (_without_words(name, batch[name], things) for batch in batches), copy)
    return settings.model_copy(update={"output": output})


def _without_words(name: str, rows: pd.DataFrame, things: frozenset[str]) -> pd.DataFrame:
    """Rows of a table as they may be shown; `things` are the entities, whose names are kept."""
    return _CHANGES[name](rows, things) if name in _CHANGES else rows


def _named(rows: pd.DataFrame, things: frozenset[str]) -> pd.DataFrame:
    kept = rows["voice_id"].isin(things)
    return rows.assign(name=rows["name"].where(kept, rows["name"].map(_cut)).astype("str"))


def _counted(rows: pd.DataFrame, _: frozenset[str]) -> pd.DataFrame:
    return rows.assign(counted_by=rows["counted_by"].map(_cut, na_action="ignore").astype("str"))


def _unquoted(rows: pd.DataFrame, _: frozenset[str]) -> pd.DataFrame:
    return rows.assign(detail=rows["detail"].map(lambda words: _QUOTED.sub("…", words)).astype("str"))


def _untitled(rows: pd.DataFrame, _: frozenset[str]) -> pd.DataFrame:
    return rows.assign(title=rows["doc_id"], url=rows["url"].str.replace(_SITE, r"\g<site>", regex=True))


_CHANGES: Mapping[str, Callable[[pd.DataFrame, frozenset[str]], pd.DataFrame]] = {
    "hedges": lambda rows, _: rows.assign(rule=rows["rule"].str.replace(_MATCHED, "", regex=True)),
    "problems": _unquoted,
    "failures": lambda rows, _: rows.assign(detail=""),
    "conflicts": lambda rows, _: rows.assign(why=""),
    "quantities": _counted,
    "voices": _named,
    "documents": _untitled,
}
"""What becomes of the tables that change."""


def _cut(description: str) -> str:
    """The first words of a description.

    >>> _cut("two officials who asked not to be named"), _cut("the official")
    ('two officials who…', 'the official')
    """
    kept = description.split()[:_DESCRIBED]
    return description if len(kept) == len(description.split()) else f"{' '.join(kept)}…"


def shareable(table: str) -> bool:
    """True for a table none of whose columns holds words of articles, beside names of things."""
    return table in SCHEMA and not WORDS & {column.name for column in SCHEMA[table].columns}
