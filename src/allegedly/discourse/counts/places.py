"""Where in the article somebody speaks: by the place of the reporting word, counted in characters."""

from __future__ import annotations

import pandas as pd

from allegedly.discourse.counts import accounts

THIRDS = ("first", "middle", "last")


def parts(attributions: pd.DataFrame, spans: pd.DataFrame, documents: pd.DataFrame, *, parts: int = 10) -> pd.DataFrame:
    """The relations that have a place, with the part of their article their cue stands in, 1 to `parts`."""
    cues = spans[spans["role"].eq("cue")].drop_duplicates(["doc_id", "attribution_id"])
    lengths = documents.set_index("doc_id")["text"].str.len()
    part = cues["start"] * parts // cues["doc_id"].map(lengths).astype("int64").clip(lower=1)
    places = cues[["doc_id", "attribution_id"]].assign(part=part.clip(upper=parts - 1).astype("int64") + 1)
    return attributions.merge(places, on=["doc_id", "attribution_id"])


def by_kind(placed: pd.DataFrame) -> pd.DataFrame:
    """Statements in each part by kind of source: part, source_kind, n. `placed` is `parts`."""
    return placed.groupby(["part", "source_kind"]).size().rename("n").reset_index()


def by_third(placed: pd.DataFrame, voices: pd.DataFrame, *, top: int = 12) -> pd.DataFrame:
    """Statements in each third of the article, a row a voice or group of `accounts.groups`.

    `placed` is `parts` of three. Columns: name, first, middle, last, share_first, low, high.
    """
    rows = []
    for name, own in accounts.groups(accounts.heard(placed), voices, top=top):
        counts = [int(own["part"].eq(number).sum()) for number in (1, 2, 3)]
        rows.append((name, *counts, *accounts.share(own, own["part"].eq(1))))
    return pd.DataFrame(rows, columns=["name", *THIRDS, "share_first", "low", "high"])
