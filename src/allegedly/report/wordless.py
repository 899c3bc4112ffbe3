"""The tables without the words of the articles, for a page that may be shared where the articles may not.

What a row is (a denial, a hedge, a repair), whose it is, which rule found it and where it stands remains; so do the
names of things and voices, long descriptions cut, and entries of the lexicons. Headlines are words of the articles too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from allegedly.findings import short
from allegedly.schema import SCHEMA

_MATCHED = re.compile(r" → [^;]*")
_QUOTED = re.compile(r"""(['"‘“]).*?(?:\1|['"’”]|$)""", re.DOTALL)

WORDS = frozenset(
    {"voice_id", "text", "content", "source", "before", "after", "reason", "evidence", "why", "rule", "detail"}
)
"""Columns that hold, or may quote, words of articles."""


def tables(whole: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables without quoted words in rules, problems and titles; the other columns are left out by the page."""
    hedges, problems, documents = whole["hedges"], whole["problems"], whole["documents"]
    changed = {
        "hedges": hedges.assign(rule=hedges["rule"].str.replace(_MATCHED, "", regex=True)),
        "problems": problems.assign(detail=problems["detail"].map(lambda words: _QUOTED.sub("…", words)).astype("str")),
        "failures": whole["failures"].assign(detail=""),
        "voices": whole["voices"].assign(name=whole["voices"]["name"].map(lambda name: short(name, 30)).astype("str")),
        "conflicts": whole["conflicts"].assign(why=""),
        "documents": documents.assign(title=documents["doc_id"]),
    }
    return {**whole, **changed}


def shareable(table: str) -> bool:
    """True for a table none of whose columns holds words of articles, beside names of things."""
    return table in SCHEMA and not WORDS & {column.name for column in SCHEMA[table].columns}
