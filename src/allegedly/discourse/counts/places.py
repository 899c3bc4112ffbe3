"""Where in the article somebody speaks: by the place of the reporting word, counted in characters."""

from __future__ import annotations

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.discourse.counts import accounts
from allegedly.stats import Estimate

THIRDS = ("first", "middle", "last")


def _placed(parts: int, statements: str = "attributions") -> str:
    """The statements that have a place, with the `part` of their article their cue stands in, 1 to `parts`, in SQL."""
    return f"""
        SELECT stated.*, least({parts} * start // greatest(length, 1), {parts - 1}) + 1 AS part
        FROM ({statements}) AS stated
        JOIN (
            SELECT doc_id, attribution_id, min(start) AS start FROM attribution_spans WHERE role = 'cue'
            GROUP BY doc_id, attribution_id
        ) USING (doc_id, attribution_id)
        JOIN lengths USING (doc_id)
    """


def by_kind(corpus: Corpus, *, parts: int = 10) -> pd.DataFrame:
    """Statements in each part of their articles by kind of source: part, source_kind, n."""
    placed = _placed(parts, "SELECT * FROM attributions")
    return corpus.ask(f"SELECT part, source_kind, count(*) AS n FROM ({placed}) GROUP BY ALL ORDER BY ALL")


def thirds(corpus: Corpus) -> tuple[list[int], Estimate]:
    """How many statements stand in each third of their article, and the share of those in the first."""
    parts = ", ".join(f"count_if(part = {n}) AS {name}" for n, name in enumerate(THIRDS, start=1))
    placed = _placed(3, "SELECT doc_id, attribution_id FROM attributions")
    rows = corpus.ask(f"SELECT {parts}, count(*) AS n FROM ({placed}) GROUP BY doc_id ORDER BY doc_id")
    return [int(rows[name].sum()) for name in THIRDS], accounts.estimated(rows.rename(columns={"first": "k"}))


def by_third(corpus: Corpus, *, top: int = 12) -> pd.DataFrame:
    """Statements in each third of the article, a row a voice or group of `accounts.by_voice`.

    Columns: name, first, middle, last, share_first, low, high.
    """
    placed = _placed(3, accounts.GROUPED)
    found = {
        name: accounts.by_voice(corpus, f"part = {n}", top=top, given=placed)
        for n, name in enumerate(THIRDS, start=1)
    }  # fmt: skip
    made = found["first"].rename(columns={"share": "share_first"})
    counts = pd.DataFrame({name: rows["k"] for name, rows in found.items()})
    return made[["name"]].join(counts).join(made[["share_first", "low", "high"]]).reset_index(drop=True)
