"""The same voice over time: in how many articles of each day, week, month or year it speaks, and how.

Only voices that are a thing named are followed: "the company" of one article is not that of another. The unit is the
article, and a voice that is not heard counts as much as one that is.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from allegedly import stats
from allegedly.corpus import Corpus
from allegedly.words import one_line

_MOST_PERIODS = 12
_STEPS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_PERIOD = {
    "day": "published",
    "week": "strftime(date_trunc('week', published::DATE), '%Y-%m-%d')",
    "month": "published[:7]",
    "year": "published[:4]",
}


@dataclass(frozen=True)
class Periods:
    """The periods between the first day of publication and the last.

    `step` is day, week, month or year, "" where no article has a day; `n` counts the periods that hold an article,
    `undated` the articles without a day. `dated` gives doc_id, published and period of the others, in SQL.
    """

    step: str
    n: int
    undated: int
    dated: str


def periods(corpus: Corpus) -> Periods:
    """The shortest periods that make at most twelve between the first day and the last; a week goes by its Monday."""
    articles = corpus.read_by("03_discourse")
    days = corpus.ask(
        f"SELECT min(published) AS a, max(published) AS b, count(*) - count(published) AS n FROM {articles}"
    )
    first, last, undated = days.iloc[0]
    step = ""
    if isinstance(first, str):
        spans = {name: (pd.Period(last, code) - pd.Period(first, code)).n for name, code in _STEPS.items()}
        step = next((name for name, span in spans.items() if span < _MOST_PERIODS), "year")
    period = _PERIOD.get(step, "published")
    dated = f"SELECT doc_id, published, {period} AS period FROM {articles} WHERE published IS NOT NULL"
    n = corpus.ask(f"SELECT count(DISTINCT period) AS n FROM ({dated})")["n"].iloc[0]
    return Periods(step, int(n), int(undated), dated)


def _steady(when: Periods) -> str:
    """SQL that gives `followed`, the statements of named voices in dated articles, and `steady`, those of these voices
    that are heard in more than one period, by place: of most periods, then of most articles, then of most words."""
    return f"""
        WITH followed AS (
            SELECT said.*, published, period, entities.name FROM said
            JOIN ({when.dated}) USING (doc_id) JOIN entities ON entity_id = voice_id
        ),
        steady AS (
            SELECT voice_id, any_value(name) AS name,
                count(DISTINCT period) AS in_periods, count(DISTINCT doc_id) AS articles,
                row_number() OVER (ORDER BY in_periods DESC, articles DESC, sum(n_words) DESC, voice_id) AS place
            FROM followed GROUP BY voice_id HAVING count(DISTINCT period) > 1
        )
    """


def steadiest(corpus: Corpus, when: Periods) -> pd.DataFrame:
    """The voice heard in most periods, if there is one: name, in_periods, articles, and how many `voices` there are."""
    columns = "name, in_periods, articles, (SELECT count(*) FROM steady) AS voices"
    return corpus.ask(f"{_steady(when)} SELECT {columns} FROM steady WHERE place = 1")


def over_time(corpus: Corpus, *, top: int = 10) -> pd.DataFrame:
    """How many articles of each period let a voice speak, a row a voice and period, those not heard in it too.

    Columns: name, period, n_articles, articles (of the period), share, low, high, n_statements, n_words. The voices are
    those heard in most periods, of these in most articles; a voice of one period has no course and is left out, as is
    all where there is one period only.
    """
    when = periods(corpus)
    found = corpus.ask(
        f"""
        {_steady(when)},
        totals AS (SELECT period, count(*) AS articles FROM ({when.dated}) GROUP BY period)
        SELECT steady.name, totals.period, count(DISTINCT doc_id) AS n_articles, any_value(totals.articles) AS articles,
            count(doc_id) AS n_statements, coalesce(sum(n_words), 0) AS n_words
        FROM steady CROSS JOIN totals LEFT JOIN followed
            ON followed.voice_id = steady.voice_id AND followed.period = totals.period
        WHERE place <= $top GROUP BY place, steady.name, totals.period ORDER BY place, totals.period
        """,
        top=top,
    )
    shares = [stats.share(k, n) for k, n in zip(found["n_articles"], found["articles"], strict=True)]
    found[["share", "low", "high"]] = pd.DataFrame(shares, columns=["share", "low", "high"], dtype="float64")
    columns = ["name", "period", "n_articles", "articles", "share", "low", "high", "n_statements", "n_words"]
    return found[columns]


def line(corpus: Corpus, *, top: int = 15) -> pd.DataFrame:
    """What the steadiest voice says, day by day: published, doc_id, attribution_id, name, cue, stance, content.

    Beliefs and plans are left out: they are told of somebody. Of more than `top` statements, the longest.
    """
    found = corpus.ask(
        f"""
        {_steady(periods(corpus))},
        longest AS (
            SELECT * FROM followed
            WHERE kind IN ('speech', 'writing') AND voice_id = (SELECT voice_id FROM steady WHERE place = 1)
            ORDER BY n_words DESC, doc_id, attribution_id LIMIT $top
        )
        SELECT published, doc_id, attribution_id, name, cue, stance, content FROM longest
        ORDER BY published, doc_id, attribution_id
        """,
        top=top,
    )
    return found.assign(content=found["content"].map(one_line))
