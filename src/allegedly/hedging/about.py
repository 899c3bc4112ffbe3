"""What is hedged about whom: how many mentions of a person, body or place stand in what a hedge makes uncertain.

A mention counts as hedged if it lies in the scope of a hedge (`hedging.scope`) of the categories that rates count. The
scope is a clause, so being hedged means: something that is told of it, or with it, is not told as plain fact.
"""

from __future__ import annotations

import pandas as pd

from allegedly import stats
from allegedly.findings import listing
from allegedly.hedging.rates import COUNTED

FEW_MENTIONS = 5
"""Of fewer mentions no share is given."""

COLUMNS = ("name", "label", "mentions", "hedged", "share", "low", "high", "by_writer", "by_sources", "words")


def whom(mentions: pd.DataFrame, entities: pd.DataFrame, hedges: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """The things named most, the most often hedged about first.

    Columns: name, label, mentions, hedged (mentions in the scope of a hedge), share with low and high (95 %; over
    articles where there are enough, else describing these articles only, as `stats.grouped_share` has it), by_writer
    and by_sources (hedged mentions by whose hedge it is; both, if both hedge), words (commonest entries).
    """
    found = hedged_mentions(mentions, hedges)
    known = entities.set_index("entity_id")
    chosen = known[known["n_mentions"] >= FEW_MENTIONS].sort_values(["n_mentions", "name"], ascending=[False, True])
    rows = []
    for entity_id, entity in chosen.head(top).iterrows():
        own = found[found["entity_id"] == entity_id]
        once = own.drop_duplicates(["doc_id", "mention_id"])["doc_id"].value_counts()
        named = mentions.loc[mentions["entity_id"] == entity_id, "doc_id"].value_counts().sort_index()
        by_article = [(int(once.get(doc_id, 0)), int(n)) for doc_id, n in named.items()]
        entries = own["entry"].value_counts()
        words = entries.reset_index().sort_values(["count", "entry"], ascending=[False, True])["entry"].head(3)
        whose = own.drop_duplicates(["doc_id", "mention_id", "writer"])["writer"].value_counts()
        share = stats.grouped_share(by_article)
        rows.append({
            "name": entity["name"], "label": entity["label"], "mentions": sum(n for _, n in by_article),
            "hedged": sum(k for k, _ in by_article), "share": share.value,
            "low": share.low, "high": share.high, "by_writer": int(whose.get(True, 0)),
            "by_sources": int(whose.get(False, 0)), "words": listing(words),
        })  # fmt: skip
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    return made.sort_values(["share", "mentions", "name"], ascending=[False, False, True], ignore_index=True)


def lines(
    documents: pd.DataFrame, mentions: pd.DataFrame, hedges: pd.DataFrame, whose: pd.Series, *, n: int, seed: int
) -> pd.DataFrame:
    """Hedged mentions drawn by the seed: name, hedge, whose (the hedge is), uncertain (the words in its scope), doc_id.

    `whose` names the voice of each row of `hedges`, as `claims.whose` gives it.
    """
    found = hedged_mentions(mentions, hedges)
    drawn = found.sample(min(n, len(found)), random_state=seed).sort_index()
    cues = hedges.assign(whose=whose)[["doc_id", "hedge_id", "scope_start", "scope_end", "whose"]]
    joined = drawn.merge(cues, on=["doc_id", "hedge_id"])
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    uncertain = [" ".join(texts[r.doc_id][r.scope_start : r.scope_end].split()) for r in joined.itertuples()]
    shown = joined.rename(columns={"text": "name", "entry": "hedge"}).assign(uncertain=uncertain)
    return shown[["name", "hedge", "whose", "uncertain", "doc_id"]]


def hedged_mentions(mentions: pd.DataFrame, hedges: pd.DataFrame) -> pd.DataFrame:
    """A row a mention and hedge in whose scope it lies.

    Columns: doc_id, mention_id, entity_id, text, hedge_id, entry, writer (whether the hedge is the writer's own).
    """
    counted = hedges[hedges["category"].isin(COUNTED) & hedges["scope_start"].notna()]
    scopes = counted[["doc_id", "hedge_id", "scope_start", "scope_end", "entry"]].assign(
        writer=counted["attribution_id"].isna()
    )
    pairs = mentions[["doc_id", "mention_id", "entity_id", "start", "end", "text"]].merge(scopes, on="doc_id")
    inside = pairs[(pairs["scope_start"] <= pairs["start"]) & (pairs["end"] <= pairs["scope_end"])]
    columns = ["doc_id", "mention_id", "entity_id", "text", "hedge_id", "entry", "writer"]
    return inside[columns].sort_values(["doc_id", "mention_id", "hedge_id"], ignore_index=True)
