"""The same voice over time: in how many articles of each day, week, month or year it speaks, and how.

Only voices that are a thing named are followed: "the company" of one article is not that of another. The unit is the
article, and a voice that is not heard counts as much as one that is.
"""

from __future__ import annotations

import pandas as pd

from allegedly import stats
from allegedly.discourse.counts.accounts import heard

_MOST_PERIODS = 12
_STEPS = (("W", "week"), ("M", "month"), ("Y", "year"))


def periods(documents: pd.DataFrame) -> pd.DataFrame:
    """doc_id, period and step (day, week, month, year) of the articles with a day of publication.

    The step is the shortest that makes at most twelve periods between the first day and the last; a week is called by
    its Monday.
    """
    dated = documents[documents["published"].notna()].sort_values(["published", "doc_id"])
    days = pd.to_datetime(dated["published"])
    made, step = days.dt.to_period("D"), "day"
    for code, longer in _STEPS:
        if dated.empty or (made.iloc[-1] - made.iloc[0]).n < _MOST_PERIODS:
            break
        made, step = days.dt.to_period(code), longer
    names = made.dt.start_time.dt.strftime("%Y-%m-%d") if step == "week" else made.astype("str")
    return pd.DataFrame({"doc_id": dated["doc_id"], "period": names, "step": step}).reset_index(drop=True)


def followed(attributions: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Statements of named voices in dated articles: the columns of `heard`, with name, published and period."""
    said = heard(attributions).merge(periods(documents), on="doc_id").merge(
        documents[["doc_id", "published"]], on="doc_id"
    )  # fmt: skip
    said = said[said["voice_id"].isin(entities["entity_id"])]
    return said.assign(name=said["voice_id"].map(entities.set_index("entity_id")["name"]))


def over_time(said: pd.DataFrame, documents: pd.DataFrame, *, top: int = 10) -> pd.DataFrame:
    """How many articles of each period let a voice speak, a row a voice and period, those not heard in it too.

    Columns: name, period, n_articles, articles (of the period), share, low, high, n_statements, n_words. `said` is
    `followed`. The voices are those heard in most periods, of these in most articles; a voice of one period has no
    course and is left out, as is all where there is one period only.
    """
    columns = ["name", "period", "n_articles", "articles", "share", "low", "high", "n_statements", "n_words"]
    when = periods(documents)
    total = when.groupby("period")["doc_id"].nunique()
    grouped = said.groupby(["voice_id", "period"]).agg(
        n_articles=("doc_id", "nunique"), n_statements=("doc_id", "size"), n_words=("n_words", "sum")
    )
    names = said.drop_duplicates("voice_id").set_index("voice_id")["name"]
    rows = []
    for voice in steadiest(said)[:top]:
        own = grouped.loc[voice].reindex(total.index, fill_value=0)
        for period, row in own.iterrows():
            share = stats.share(int(row["n_articles"]), int(total[period]))
            rows.append((names[voice], period, row["n_articles"], total[period], *share, *row[1:]))
    return pd.DataFrame(rows, columns=columns)


def steadiest(said: pd.DataFrame) -> list[str]:
    """The voice_ids heard in more than one period, those of most periods first, then of most articles and words."""
    counts = said.groupby("voice_id").agg(
        periods=("period", "nunique"), articles=("doc_id", "nunique"), words=("n_words", "sum")
    )
    counts = counts[counts["periods"] > 1].reset_index()
    order = ["periods", "articles", "words", "voice_id"]
    return list(counts.sort_values(order, ascending=[False, False, False, True])["voice_id"])


def line(said: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """What the steadiest voice says, day by day: published, doc_id, attribution_id, name, cue, stance, content.

    Beliefs and plans are left out: they are told of somebody. Of more than `top` statements, the longest.
    """
    first = steadiest(said)[:1]
    own = said[said["voice_id"].isin(first) & said["kind"].isin(["speech", "writing"])]
    own = own.sort_values(["n_words", "doc_id", "attribution_id"], ascending=[False, True, True]).head(top)
    own = own.sort_values(["published", "doc_id", "attribution_id"])
    columns = ["published", "doc_id", "attribution_id", "name", "cue", "stance", "content"]
    shown = own[columns].reset_index(drop=True)
    return shown.assign(content=shown["content"].str.split().str.join(" "))
