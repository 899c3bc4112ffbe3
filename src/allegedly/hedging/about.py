"""What is hedged about whom: how many mentions of a person, body or place stand in what a hedge makes uncertain.

A mention counts as hedged if it lies in the scope of a hedge (`hedging.scope`) of the categories that rates count. The
scope is a clause, so being hedged means: something that is told of it, or with it, is not told as plain fact.
"""

from __future__ import annotations

import pandas as pd

from allegedly import stats
from allegedly.corpus import Corpus
from allegedly.drawing import by_chance
from allegedly.findings import listing
from allegedly.hedging import claims
from allegedly.hedging.said import COUNTED

FEW_MENTIONS = 5
"""Of fewer mentions no share is given."""

COLUMNS = ("name", "label", "mentions", "hedged", "share", "low", "high", "by_writer", "by_sources", "words")

_CHOSEN = f"""
    SELECT entity_id, name, label FROM entities WHERE n_mentions >= {FEW_MENTIONS}
    ORDER BY n_mentions DESC, name, entity_id LIMIT $top
"""
_HEDGED = """
    SELECT m.doc_id, m.mention_id, m.entity_id, m.text, h.hedge_id, h.entry, h.attribution_id, scope_start, scope_end
    FROM mentions m JOIN hedges h USING (doc_id)
    WHERE h.category = ANY($counted) AND scope_start <= m.start AND m.end <= scope_end
"""
"""A row a mention and hedge in whose scope it lies."""


def whom(corpus: Corpus, *, top: int = 15) -> pd.DataFrame:
    """The things named most, the most often hedged about first.

    Columns: name, label, mentions, hedged (mentions in the scope of a hedge), share with low and high (95 %; over
    articles where there are enough, else describing these articles only, as `stats.grouped_share` has it), by_writer
    and by_sources (hedged mentions by whose hedge it is; both, if both hedge), words (commonest entries).
    """
    articles = corpus.ask(f"""
        WITH chosen AS ({_CHOSEN}), found AS (
            SELECT doc_id, mention_id, bool_or(attribution_id IS NULL) AS writer, bool_or(attribution_id >= 0) AS source
            FROM ({_HEDGED}) SEMI JOIN chosen USING (entity_id) GROUP BY ALL)
        SELECT entity_id, name, chosen.label, doc_id, count(*) AS n, count(writer) AS k,
               count_if(writer) AS by_writer, count_if(source) AS by_sources
        FROM mentions JOIN chosen USING (entity_id) LEFT JOIN found USING (doc_id, mention_id)
        GROUP BY ALL ORDER BY ALL
    """, top=top, counted=COUNTED)  # fmt: skip
    words = corpus.ask(f"""
        WITH chosen AS ({_CHOSEN})
        SELECT entity_id, entry FROM ({_HEDGED}) SEMI JOIN chosen USING (entity_id)
        GROUP BY ALL ORDER BY count(*) DESC, entry
    """, top=top, counted=COUNTED)  # fmt: skip
    rows = []
    for (thing, name, label), own in articles.groupby(["entity_id", "name", "label"], sort=True):
        share = stats.grouped_share([(int(k), int(n)) for k, n in own[["k", "n"]].to_numpy()])
        sums = own[["n", "k", "by_writer", "by_sources"]].sum().astype(int)
        entries = words.loc[words["entity_id"] == thing, "entry"].head(3)
        rows.append(
            (name, label, sums["n"], sums["k"], *share, sums["by_writer"], sums["by_sources"], listing(entries))
        )
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    return made.sort_values(["share", "mentions", "name"], ascending=[False, False, True], ignore_index=True)


def lines(corpus: Corpus, *, n: int, seed: int) -> pd.DataFrame:
    """Hedged mentions drawn by the seed: name, hedge, whose (the hedge is), uncertain (the words in scope), doc_id."""
    keys = ("doc_id", "mention_id", "hedge_id")
    drawn = corpus.ask(f"""
        SELECT * FROM (FROM ({_HEDGED}) ORDER BY {by_chance(*keys)} LIMIT $n) ORDER BY {", ".join(keys)}
    """, counted=COUNTED, seed=seed, n=n)  # fmt: skip
    texts = corpus.texts(drawn["doc_id"])
    uncertain = [" ".join(texts[r.doc_id][int(r.scope_start) : int(r.scope_end)].split()) for r in drawn.itertuples()]
    shown = drawn.rename(columns={"text": "name", "entry": "hedge"})
    shown = shown.assign(uncertain=uncertain, whose=claims.whose(corpus, drawn))
    return shown[["name", "hedge", "whose", "uncertain", "doc_id"]]
