"""All findings of a run, in the order they are told, and those of them for the first screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from allegedly.cleaning import findings as cleaning
from allegedly.findings import Finding
from allegedly.hedging import findings as hedging
from allegedly.names import findings as names
from allegedly.report import findings as across
from allegedly.report import voices
from allegedly.settings import Settings

FIRST = ("loudest", "distance", "unnamed", "whose-doubt", "mixed-naming")
"""Findings of the first screen, by id; those a run does not have are left out."""


def counted(tables: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables without the rows of repeated articles, unless `count_duplicates`; what shows their
    text stays whole."""
    repeats = tables["documents"].loc[tables["documents"]["duplicate_of"].notna(), "doc_id"]
    if settings.count_duplicates or repeats.empty:
        return dict(tables)
    return {
        name: frame[~frame["doc_id"].isin(repeats)].reset_index(drop=True)
        if "doc_id" in frame and name not in ("documents", "sentences", "edits", "alignment")
        else frame
        for name, frame in tables.items()
    }


def findings(tables: Mapping[str, pd.DataFrame], *, seed: int) -> list[Finding]:
    """Every finding about these tables. `seed` is that of the intervals that come from drawing again."""
    named = dict(zip(tables["voices"]["voice_id"], tables["voices"]["name"], strict=True))
    return [
        across.corpus(tables["documents"]),
        *cleaning.everything(tables["documents"], tables["edits"], tables["problems"], tables["alignment"]),
        across.loudest(tables["voices"]),
        across.distance(tables["attributions"]),
        across.unnamed(tables["attributions"]),
        across.whose_doubt(tables["hedges"]),
        hedging.hedged(tables["certainty"]),
        hedging.commonest(tables["hedges"]),
        hedging.surest(voices.hedging(tables, seed=seed), named),
        hedging.boosters(tables["hedges"]),
        hedging.unsettled(tables["certainty"]),
        *names.everything(tables["mentions"], tables["entities"], tables["documents"]),
    ]


def markdown(found: Sequence[Finding]) -> str:
    """Findings as a list for a notebook, what each does not mean in italics.

    >>> markdown([Finding("a", "One voice speaks."), Finding("b", "It hedges.", caveat="Or takes care.")])
    '- One voice speaks.\\n- It hedges. *Or takes care.*'
    """
    return "\n".join(f"- {f.text} *{f.caveat}*" if f.caveat else f"- {f.text}" for f in found)


def first_screen(found: Sequence[Finding]) -> list[Finding]:
    """The findings that a reader meets first."""
    by_id = {finding.id: finding for finding in found}
    return [by_id[name] for name in FIRST if name in by_id]
