"""All findings of a run, in the order they are told, and those of them for the first screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from allegedly import repeats
from allegedly.cleaning import findings as cleaning
from allegedly.corpus import WHOLE, Corpus
from allegedly.discourse import findings as discourse
from allegedly.findings import Finding
from allegedly.hedging import findings as hedging
from allegedly.names import findings as names
from allegedly.settings import Settings

FIRST = ("loudest", "distance", "unnamed", "whose-doubt", "mixed-naming", "seams")
"""Findings of the first screen, by id; those a run does not have are left out, seams also where none is likely."""


def counted(tables: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables without the rows of repeated articles, unless `count_duplicates`; what shows their
    text stays whole."""
    return {
        name: frame if name in WHOLE else repeats.counted(frame, tables["documents"], settings)
        for name, frame in tables.items()
    }


def findings(
    tables: Mapping[str, pd.DataFrame], pieces: pd.DataFrame, *, seed: int, corpus: Corpus | None = None
) -> list[Finding]:
    """Every finding about these tables.

    `pieces` is what `voices.pieces` gives, `seed` that of the intervals that come from drawing again; `corpus` holds
    the same tables, where they are not only in memory.
    """
    if corpus is None:
        with Corpus.of(tables, count_duplicates=bool(_repeats(tables))) as corpus:
            return findings(tables, pieces, seed=seed, corpus=corpus)
    named = dict(zip(tables["voices"]["voice_id"], tables["voices"]["name"], strict=True))
    return [
        *cleaning.everything(corpus),
        *names.everything(corpus),
        *discourse.everything(corpus),
        *hedging.everything(corpus, pieces, named, seed=seed),
    ]


def _repeats(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Articles that repeat another one and are counted in these tables all the same."""
    documents = tables["documents"]
    again = documents.loc[documents["duplicate_of"].notna(), "doc_id"]
    return set(again) & set(tables["attributions"]["doc_id"])


def first_screen(found: Sequence[Finding]) -> list[Finding]:
    """The findings that a reader meets first."""
    by_id = {finding.id: finding for finding in found}
    if "seams" in by_id and not by_id["seams"].numbers["high"]:
        del by_id["seams"]
    return [by_id[name] for name in FIRST if name in by_id]
