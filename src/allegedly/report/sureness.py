"""Every hedge and booster as a line of a concordance, with whose words it stands in; and who hedges how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from allegedly.hedging import comparing, rates
from allegedly.hedging.said import COUNTED
from allegedly.report.speakers import NOBODY, Speaker
from allegedly.schema import BOOSTERS
from allegedly.stats import Estimate

REACH = 60
"""Characters of context on either side."""

WRITER = Speaker("", "the writer", 0, "none", False, 0, 0, 0)
"""Whose words a hedge is in when it is in nobody else's."""


def tier(category: str) -> str:
    """The layer a cue is shown in: "hedge", "booster", or "apart" for what makes no sentence unsure by itself.

    >>> tier("epistemic"), tier("condition"), tier("emphasis")
    ('hedge', 'apart', 'booster')
    """
    return "booster" if category in BOOSTERS else "hedge" if category in COUNTED else "apart"


@dataclass(frozen=True)
class Cue:
    """One hedge or booster in its context. Without the articles' words, left, text and right are empty."""

    anchor: str
    sentence: str
    speaker: Speaker
    left: str
    text: str
    right: str
    entry: str
    category: str
    polarity: str
    negated: bool
    rule: str

    @property
    def tier(self) -> str:
        """The layer the cue is shown in."""
        return tier(self.category)

    @property
    def writers(self) -> bool:
        """True where the words are nobody's but the writer's."""
        return self.speaker is WRITER


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, on one line, cut at a word."""
    left = " ".join(text[max(start - REACH, 0) : start].split())
    right = " ".join(text[end : end + REACH].split())
    left = left.partition(" ")[2] if start > REACH else left
    right = right.rpartition(" ")[0] if end + REACH < len(text) else right
    return left, right


def cues(
    tables: Mapping[str, pd.DataFrame],
    whose: pd.Series,
    known: Mapping[str, Mapping[str, Speaker]],
    articles: Mapping[str, str],
    *,
    texts: bool = True,
) -> list[Cue]:
    """All hedges and boosters in the order of the articles. `whose` gives the voice_id of each; "" for the writer."""
    clean = dict(zip(tables["documents"]["doc_id"], tables["documents"]["text"], strict=True))
    made = []
    for index, row in zip(tables["hedges"].index, tables["hedges"].itertuples(index=False), strict=True):
        left, right = context(clean[row.doc_id], row.start, row.end) if texts else ("", "")
        speaker = WRITER if pd.isna(row.attribution_id) else known[row.doc_id].get(whose[index], NOBODY)
        made.append(
            Cue(
                f"{articles[row.doc_id]}h{row.hedge_id}",
                f"{articles[row.doc_id]}s{row.sentence_id}",
                speaker,
                left,
                row.text if texts else "",
                right,
                row.entry,
                row.category,
                row.polarity,
                row.negated,
                row.rule,
            )
        )
    return made


@dataclass(frozen=True)
class Group:
    """One group with its hedges in 1,000 words and in a sentence, as found and corrected, with 95 % intervals."""

    name: str
    n_documents: int
    n_words: int
    rate: Estimate
    mended: Estimate
    a_sentence: Estimate
    unit: str


def groups(said: pd.DataFrame, *, seed: int) -> list[tuple[str, list[Group]]]:
    """The groups of each grouping that has at least two, by its title. `said` is what `said.pieces` gives."""
    made = []
    for by, title in rates.GROUPINGS.items():
        found = rates.rates(said, by, seed=seed)
        if len(found) > 1:
            made.append((title.capitalize(), [_group(row, by) for _, row in found.iterrows()]))
    return made


def _group(row: pd.Series, by: str) -> Group:
    def estimate(rate: str) -> Estimate:
        return Estimate(*(row[f"{rate}{part}"] for part in rates.PARTS))

    return Group(str(row[by]), int(row["n_documents"]), int(row["n_words"]), estimate("hedges"),
                 estimate("hedges_corrected"), estimate("hedges_a_sentence"), rates.worth(row, "hedges"))  # fmt: skip


def pairs(said: pd.DataFrame, known: Mapping[str, Speaker], *, seed: int) -> tuple[pd.DataFrame, int]:
    """The comparisons that there is enough text for, in words, and how many others there are too few words for."""
    found = comparing.everything(said, seed=seed)
    told = found["p"].notna()
    names = {voice_id: speaker.name for voice_id, speaker in known.items()}
    return comparing.in_words(found[told], names=names), int((~told).sum())
