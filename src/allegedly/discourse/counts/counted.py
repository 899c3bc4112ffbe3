"""The tables that notebook 03 counts in."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from allegedly import tables
from allegedly.repeats import counted
from allegedly.settings import Settings

READ = (
    "documents", "sentences", "mentions", "entities", "attributions", "attribution_spans", "voices", "mention_roles",
    "quantities", "connectives", "propositions", "conflicts", "seams",
)  # fmt: skip


def read(settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables of the run in `settings.output` by name.

    Rows of articles that repeat another one are left out unless `count_duplicates` is set; `documents` and `sentences`
    stay whole, so that paragraphs shared with them can be found.
    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    found = {name: tables.read(settings.output, name) for name in READ}
    whole = ("documents", "sentences")
    return {name: t if name in whole else counted(t, found["documents"], settings) for name, t in found.items()}


def documents(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The articles that are counted: those that repeat no other, or are counted all the same."""
    found = tables["documents"]
    return found[found["duplicate_of"].isna() | found["doc_id"].isin(tables["attributions"]["doc_id"])]
