"""When and where voices are heard: named ones from period to period, all of them in the thirds of their articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allegedly.corpus import Corpus
from allegedly.discourse.counts import course as periods
from allegedly.discourse.counts import places
from allegedly.report.statements import Statement
from allegedly.stats import Estimate

THIRDS_VOICES = 8
"""Voices shown by their place in the article."""


@dataclass(frozen=True)
class Heard:
    """A voice in one period: in how many of its articles it speaks."""

    period: str
    n: int
    articles: int
    share: Estimate


@dataclass(frozen=True)
class Course:
    """Named voices over time, and what the steadiest of them is given to say, day by day.

    `step` is what a period is: day, week (called by its Monday), month or year.
    """

    step: str
    voices: list[tuple[str, list[Heard]]]
    first: str
    line: list[tuple[str, Statement]]


@dataclass(frozen=True)
class Thirds:
    """Statements of a voice or of several in each third of the article, and the share of those in the first."""

    name: str
    counts: tuple[int, int, int]
    share: Estimate


def course(corpus: Corpus, found: Sequence[Statement], anchors: Mapping[str, str]) -> Course | None:
    """The voices heard in more than one period; None where the days of publication show none."""
    rows = periods.over_time(corpus)
    if rows.empty:
        return None
    voices: dict[str, list[Heard]] = {}
    for row in rows.itertuples(index=False):
        heard = Heard(row.period, row.n_articles, row.articles, Estimate(row.share, row.low, row.high))
        voices.setdefault(row.name, []).append(heard)
    by_anchor = {statement.anchor: statement for statement in found}
    line = [
        (str(row.published), by_anchor[f"{anchors[row.doc_id]}a{row.attribution_id}"])
        for row in periods.line(corpus).itertuples(index=False)
    ]
    return Course(periods.periods(corpus).step, list(voices.items()), next(iter(voices)), line)


def thirds(corpus: Corpus) -> list[Thirds]:
    """Where in their articles the busiest voices are heard, the others, nobody named, and all."""
    return [
        Thirds(row.name, (row.first, row.middle, row.last), Estimate(row.share_first, row.low, row.high))
        for row in places.by_third(corpus, top=THIRDS_VOICES).itertuples(index=False)
    ]
