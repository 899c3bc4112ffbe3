"""All findings of a run, in the order they are told, and those of them for the first screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from allegedly.findings import Finding
from allegedly.names import findings as names
from allegedly.report import findings as across
from allegedly.settings import Settings

FIRST = ("loudest", "distance", "unnamed", "whose-doubt", "mixed-naming")
"""Findings of the first screen, by id; those a run does not have are left out."""


def counted(tables: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables without the rows of repeated articles, unless `count_duplicates`; `documents` stays whole."""
    repeats = tables["documents"].loc[tables["documents"]["duplicate_of"].notna(), "doc_id"]
    if settings.count_duplicates or repeats.empty:
        return dict(tables)
    return {
        name: frame[~frame["doc_id"].isin(repeats)].reset_index(drop=True)
        if "doc_id" in frame and name not in ("documents", "sentences", "edits", "alignment", "certainty")
        else frame
        for name, frame in tables.items()
    }


def findings(tables: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Every finding about these tables."""
    return [
        across.corpus(tables["documents"]),
        across.loudest(tables["voices"]),
        across.distance(tables["attributions"]),
        across.unnamed(tables["attributions"]),
        across.whose_doubt(tables["hedges"]),
        *names.everything(tables["mentions"], tables["entities"], tables["documents"]),
    ]


def first_screen(found: Sequence[Finding]) -> list[Finding]:
    """The findings that a reader meets first."""
    by_id = {finding.id: finding for finding in found}
    return [by_id[name] for name in FIRST if name in by_id]
