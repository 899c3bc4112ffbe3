"""Who speaks about whom: the things named inside what each voice says.

A name counts for the innermost voice whose words it stands in: in "X said, Reuters reported" X speaks of it, Reuters
does not. A voice's own name is left out.
"""

from __future__ import annotations

import pandas as pd

from allegedly.discourse.counts.accounts import heard


def named(
    attributions: pd.DataFrame,
    mention_roles: pd.DataFrame,
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    voices: pd.DataFrame,
) -> pd.DataFrame:
    """Every name inside what a voice says: doc_id, attribution_id, mention_id, voice_id, voice, entity_id, about."""
    said = heard(attributions).dropna(subset=["voice_id"])
    inside = mention_roles[mention_roles["role"].eq("in_content")].astype({"attribution_id": "int64"})
    rows = inside.merge(mentions[["doc_id", "mention_id", "entity_id"]], on=["doc_id", "mention_id"])
    rows = rows.merge(said[["doc_id", "attribution_id", "voice_id"]], on=["doc_id", "attribution_id"])
    rows = rows[rows["voice_id"].ne(rows["entity_id"])]
    made = rows.assign(
        voice=rows["voice_id"].map(voices.set_index("voice_id")["name"]),
        about=rows["entity_id"].map(entities.set_index("entity_id")["name"]),
    )
    columns = ["doc_id", "attribution_id", "mention_id", "voice_id", "voice", "entity_id", "about"]
    return made[columns].sort_values(columns[:3], ignore_index=True)


def pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """How often each voice names whom: voice, about, n, n_articles; of `named`, the most frequent first."""
    grouped = rows.groupby(["voice_id", "entity_id", "voice", "about"], sort=True)["doc_id"]
    counts = grouped.agg(n="size", n_articles="nunique").reset_index()
    order = ["n", "n_articles", "voice", "about", "voice_id", "entity_id"]
    counts = counts.sort_values(order, ascending=[False, False, True, True, True, True], ignore_index=True)
    return counts[["voice", "about", "n", "n_articles"]]


def grid(counts: pd.DataFrame, *, top: int = 10) -> pd.DataFrame:
    """`pairs` as a grid, rows speak, columns are spoken of: the `top` of each, the rest added up as "others (n)"."""
    made = pd.DataFrame(index=counts.index)
    for side in ("voice", "about"):
        totals = counts.groupby(side, sort=True)["n"].sum().sort_values(ascending=False, kind="stable")
        first = list(totals.index[:top])
        rest = f"others ({len(totals) - top})"
        made[side] = pd.Categorical(
            counts[side].where(counts[side].isin(first), rest), [*first, rest] if len(totals) > top else first
        )
    return made.assign(n=counts["n"]).pivot_table(
        index="voice", columns="about", values="n", aggfunc="sum", fill_value=0, observed=False
    )
