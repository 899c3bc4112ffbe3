"""The tables without the words of the articles, for a page that may be shared where the articles may not.

What a row is (a denial, a hedge, a repair), whose it is, which rule found it and where it stands remains; so do names
of things and voices, and entries of the lexicons. A voice that is only described keeps three words of its description.
Headlines are words of the articles too, and most addresses repeat them: of an address the site is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from allegedly.schema import SCHEMA

_MATCHED = re.compile(r" → [^;]*")
_QUOTED = re.compile(r"""['"‘“].*['"’”]|['"‘“].*$""", re.DOTALL)
_SITE = re.compile(r"(?P<site>(?:\w+://)?[^/?#]*).*", re.DOTALL)
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
    hedges, problems, documents, quantities = (
        whole[name] for name in ("hedges", "problems", "documents", "quantities")
    )
    things = set(whole["entities"]["entity_id"])
    voices = [
        name if voice_id in things else _cut(name)
        for voice_id, name in zip(whole["voices"]["voice_id"], whole["voices"]["name"], strict=True)
    ]
    changed = {
        "hedges": hedges.assign(rule=hedges["rule"].str.replace(_MATCHED, "", regex=True)),
        "problems": problems.assign(detail=problems["detail"].map(lambda words: _QUOTED.sub("…", words)).astype("str")),
        "failures": whole["failures"].assign(detail=""),
        "voices": whole["voices"].assign(name=pd.Series(voices, index=whole["voices"].index, dtype="str")),
        "conflicts": whole["conflicts"].assign(why=""),
        "quantities": quantities.assign(
            counted_by=quantities["counted_by"].map(_cut, na_action="ignore").astype("str")
        ),
        "documents": documents.assign(
            title=documents["doc_id"], url=documents["url"].str.replace(_SITE, r"\g<site>", regex=True)
        ),
    }
    return {**whole, **changed}


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
