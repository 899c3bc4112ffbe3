"""How many cues of each row of the lexicon there are, and in whose words: what findings and figures count in."""

from __future__ import annotations

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.hedging import lexicon, voice
from allegedly.hedging.said import COUNTED
from allegedly.schema import BOOSTERS, HEDGES

WRITER, SOURCE, REPORTING = "the writer's words", "a source's words", "the reporting word"
"""Whose words a cue stands in. One that is itself the word that reports counts as a stance, and in no rate."""

APART = tuple(category for category in HEDGES if category not in COUNTED)
"""Categories that make no sentence hedged: round numbers, plans and conditions."""

ORDER = (*COUNTED, *APART, *BOOSTERS)
"""Categories as they are told: hedges, what is apart from them, boosters."""

WHOSE = f"""
    CASE WHEN ends_with(rule, '{voice.REPORTING}') THEN '{REPORTING}'
    WHEN attribution_id IS NULL THEN '{WRITER.replace("'", "''")}' ELSE '{SOURCE.replace("'", "''")}' END
"""
"""Whose words a row of `hedges` stands in, in SQL."""


def counts(corpus: Corpus) -> pd.DataFrame:
    """Cues by category, entry and whose words they stand in: category, entry, whose, n; sorted by these."""
    return corpus.ask(f"""
        SELECT category, entry, {WHOSE} AS whose, count(*) AS n FROM hedges GROUP BY ALL ORDER BY ALL
    """)


def said_so(counted: pd.DataFrame, categories: tuple[str, ...]) -> pd.DataFrame:
    """The rows of `counts` of these categories without reporting words: those that rates count."""
    return counted[counted["category"].isin(categories) & counted["whose"].ne(REPORTING)]


def by_category(counted: pd.DataFrame) -> pd.DataFrame:
    """Cues of each category that occurs, a column for each of WRITER, SOURCE and REPORTING."""
    made = counted.pivot_table(index="category", columns="whose", values="n", aggfunc="sum", fill_value=0)
    made = made.reindex([name for name in ORDER if name in made.index], columns=[WRITER, SOURCE, REPORTING])
    made.columns.name = None
    return made.fillna(0).astype("int64")


def commonest(counted: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """The entries found most often, the commonest first: category, entry, cues."""
    summed = counted.groupby(["category", "entry"], as_index=False)["n"].sum().rename(columns={"n": "cues"})
    ordered = summed.sort_values(["cues", "category", "entry"], ascending=[False, True, True], ignore_index=True)
    return ordered.head(top)


def trust(corpus: Corpus) -> pd.DataFrame:
    """The rows of the lexicon found, with what people judged of sentences that hold them; the most frequent first.

    Columns: row, category, found, then precision_<corpus> and support_<corpus> as the lexicon has them.
    """
    # The column `rule` begins with the row's name.
    found = corpus.ask(
        "SELECT split_part(rule, ' \u2192 ', 1) AS row, category, count(*) AS found FROM hedges GROUP BY ALL"
    )
    ordered = found.sort_values(["found", "row", "category"], ascending=[False, True, True], ignore_index=True)
    return ordered.merge(lexicon.measured(), on="row", how="left", validate="many_to_one")
