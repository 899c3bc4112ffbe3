"""Who is given words, and how: what notebook 03, its findings and its figures have in common.

Each function asks a corpus (`allegedly.corpus`) and gives a small frame, sorted, ties broken. Shares come with an
interval over articles (`stats.grouped_share`). A relation without a heard source (none, or a pronoun nobody can be
found for) counts among relations and among nobody's words.
"""

from __future__ import annotations

import pandas as pd

from allegedly import stats
from allegedly.corpus import Corpus
from allegedly.schema import FORMS, STANCES

NOT_PLAIN = ("deny", "withhold", "doubt", "claim")
"""Stances of what is not simply said: denied, withheld, doubted, or kept at a distance by the writer."""

IS_NOT_PLAIN = f"stance IN {NOT_PLAIN} AND (polarity = 'positive' OR stance = 'withhold')"
"""Whether a statement is one of these, in SQL.

"Did not deny", "does not claim": what is negated is none of these; to withhold is a negation by itself.
"""

SOURCED = "source_kind <> 'none'"
"""Whether a statement has a source, be it one nobody knows, in SQL."""

GROUPED = """
    SELECT said.*, coalesce(place, if(voice_id IS NULL, $top + 2, $top + 1)) AS place
    FROM said LEFT JOIN (
        SELECT voice_id, row_number() OVER (ORDER BY n_attributions DESC, n_words DESC, voice_id) AS place
        FROM voices QUALIFY place <= $top
    ) USING (voice_id)
"""
"""Statements with the `place` of their voice: the busiest from 1 to $top, then all others, then nobody named."""


def share(corpus: Corpus, chosen: str, *, of: str = "true") -> tuple[int, int, stats.Estimate]:
    """How many statements are `chosen`, of how many, and that share with its interval; both conditions in SQL."""
    rows = corpus.ask(f"SELECT count_if({chosen}) AS k, count(*) AS n FROM said WHERE {of} GROUP BY doc_id")
    return int(rows["k"].sum()), int(rows["n"].sum()), estimated(rows)


def estimated(rows: pd.DataFrame) -> stats.Estimate:
    """The share of `k` in `n`, a row an article, with its interval over articles."""
    return stats.grouped_share(_pairs(rows))


def _pairs(rows: pd.DataFrame) -> list[tuple[int, int]]:
    return list(zip(rows["k"].tolist(), rows["n"].tolist(), strict=True))


def loudest(corpus: Corpus, *, top: int = 15) -> pd.DataFrame:
    """The voices with the most words of their own.

    Columns: name, source_kind, anonymous, n_documents, n_attributions, n_words, relayed, share. `n_words` are those
    that a voice says itself, `relayed` those that it tells of others and that count as theirs. The share is that of all
    words given to voices. The last row adds up the others, if there are any; in how many articles these speak together
    is not told, for an article of several would be counted twice.
    """
    found = corpus.ask(
        """
        WITH ranked AS (
            SELECT * REPLACE (n_own_words AS n_words), n_relayed_words AS relayed,
                row_number() OVER (ORDER BY n_own_words DESC, n_attributions DESC, voice_id) AS place
            FROM voices
        )
        SELECT place, name, source_kind, anonymous, n_documents, n_attributions, n_words, relayed
        FROM ranked WHERE place <= $top
        UNION ALL
        SELECT $top + 1, format('others ({:,})', count(*)), '', false, NULL, sum(n_attributions), sum(n_words),
            sum(relayed)
        FROM ranked WHERE place > $top HAVING count(*) > 0
        ORDER BY place
        """,
        top=top,
    )
    whole = {"n_documents": "Int64", "n_attributions": "int64", "n_words": "int64", "relayed": "int64"}
    found = found.drop(columns="place").astype(whole)
    return found.assign(share=(found["n_words"] / max(found["n_words"].sum(), 1)).round(4))


def stances(corpus: Corpus, *, top: int = 12) -> pd.DataFrame:
    """Statements of the busiest voices by stance, a row a voice; under them the others, nobody named, and all.

    Columns: name, n, one a stance that occurs, and the share that is not plainly said with its interval.
    """
    counts = ", ".join(f"count_if(stance = '{stance}') AS {stance}" for stance in STANCES)
    found = corpus.ask(
        f"""
        SELECT coalesce(place, $top + 3) AS place, {counts} FROM ({GROUPED}) GROUP BY ROLLUP (place)
        HAVING count(*) > 0
        """,
        top=top,
    ).set_index("place")
    made = by_voice(corpus, IS_NOT_PLAIN, top=top).rename(columns={"share": "not_plain"})
    occur = found.loc[:, found.gt(0).any()]
    return made[["name", "n"]].join(occur).join(made[["not_plain", "low", "high"]]).reset_index(drop=True)


def by_voice(corpus: Corpus, chosen: str, *, top: int, given: str = GROUPED) -> pd.DataFrame:
    """The share of `chosen` (SQL) among the statements of each of the busiest voices, the others, nobody named, all.

    Columns: name, k, n, share, low, high; groups without a statement are left out. `given` are statements with the
    `place` of their voice, as in GROUPED.
    """
    rows = corpus.ask(
        f"""
        SELECT coalesce(place, $top + 3) AS place, count_if({chosen}) AS k, count(*) AS n
        FROM ({given}) GROUP BY GROUPING SETS ((place, doc_id), (doc_id)) ORDER BY place
        """,
        top=top,
    )
    order = "ORDER BY n_attributions DESC, n_words DESC, voice_id"
    first = corpus.ask(f"SELECT name, count(*) OVER () AS n FROM voices {order} LIMIT $top", top=top)
    others = max(int(first["n"].max()) - top, 0) if len(first) else 0
    names = dict(enumerate(first["name"], start=1))
    names |= {top + 1: f"others ({others:,})", top + 2: "(nobody named)", top + 3: "all"}
    return shares(rows.assign(name=rows["place"].map(names)), ["place", "name"]).set_index("place")


def shares(rows: pd.DataFrame, by: list[str], *, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Shares of `k` in `n` for each value of the columns `by`: these, n_articles, k, n, share, low, high, in order.

    `rows` has a row an article and value. All intervals are made in one way: how alike the statements of one article
    are is measured over the `articles` of the whole table, by default those of the last value, which adds up all.
    """
    groups = {key: _pairs(own) for key, own in rows.groupby(by, sort=True)}
    whole = _pairs(articles) if articles is not None else list(groups.values())[-1] if groups else []
    alike = stats.likeness(whole)
    made = [
        (*key, len(own), sum(k for k, _ in own), sum(n for _, n in own), *stats.grouped_share(own, alike=alike))
        for key, own in groups.items()
    ]
    return pd.DataFrame(made, columns=[*by, "n_articles", "k", "n", "share", "low", "high"])


def forms(corpus: Corpus) -> pd.DataFrame:
    """Relations by form: form, n, share, low, high, in the order of the schema; forms that do not occur left out."""
    found = [(form, *share(corpus, f"form = '{form}'")) for form in FORMS]
    made = [(form, k, *estimate) for form, k, _, estimate in found if k]
    return pd.DataFrame(made, columns=["form", "n", "share", "low", "high"])


def anonymous(corpus: Corpus, by: str = "doc_id", *, top: int = 12) -> pd.DataFrame:
    """Relations with a source by whether it is anonymous, a row an article or outlet, the most anonymous first.

    Columns: `by`, n_articles, n, anonymous, share, low, high. Articles without an outlet are left out by "outlet".
    """
    rows = corpus.ask(
        f"""
        SELECT {by}, count_if(anonymous) AS k, count(*) AS n FROM said JOIN (SELECT doc_id, outlet FROM articles)
        USING (doc_id) WHERE {SOURCED} AND {by} IS NOT NULL GROUP BY doc_id, outlet ORDER BY doc_id
        """
    )
    # Which are first is known without their intervals, of which there may be thousands.
    sums = rows.groupby(by, as_index=False)[["k", "n"]].sum()
    sums["share"] = [round(k / n, 4) for k, n in _pairs(sums)]
    first = sums.sort_values(["share", "n", by], ascending=[False, False, True]).head(top)
    shown = rows[rows[by].isin(first[by])]
    # An article is all there is of itself: its statements are not a draw of articles.
    found = shares(shown, [by], articles=rows if by == "outlet" else rows[:0]).rename(columns={"k": "anonymous"})
    found = found.sort_values(["share", "n", by], ascending=[False, False, True], ignore_index=True)
    return found[[by, "n_articles", "n", "anonymous", "share", "low", "high"]]


def verbs(corpus: Corpus, *, top: int = 30) -> pd.DataFrame:
    """Cues by how often they are used: cue_lemma, stance, n."""
    return corpus.ask(
        """
        SELECT cue_lemma, stance, count(*) AS n FROM attributions GROUP BY cue_lemma, stance
        ORDER BY n DESC, cue_lemma, stance LIMIT $top
        """,
        top=top,
    )
