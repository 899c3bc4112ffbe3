"""Conflicting statements: two voices, or one at two times, whose words about the same thing do not fit together.

Four kinds. `polarity`: one holds that something is so, the other that it is not. `number`: they count the same thing
and no number fits both ("about 100" and "more than 80" fit). `deny`: one holds what the other denies. `withhold`: one
holds what the other does not confirm. What is compared are the rows of `propositions`; which of two is right, or
whether both speak of one occasion, is for a reader to say, so each pair names what it rests on.

Precision goes before recall. Statements are compared inside an article, and across articles only where these were
published within `WINDOW` days (or both without a date) and tell of the same event, with a name and another participant
in common or in articles that share enough names to be one story. Of one voice, a number that later grew is news and no
conflict.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from allegedly import tables as _tables
from allegedly.corpus import Corpus
from allegedly.discourse.statements import blocks, compare
from allegedly.discourse.statements.blocks import MOST, WINDOW
from allegedly.discourse.statements.compare import Held, Said

SHARED = 4
"""Names that two articles share at least where they tell the same story."""
SHARE = 0.25
"""The least part of the names of the shorter article that these make up."""


@dataclass(frozen=True)
class Article:
    """What has to be known of an article: its day, and whom it names, as sorted numbers: there may be many articles."""

    day: int | None
    names: npt.NDArray[np.int32]


Pair = tuple[str, int, str, int]
"""Two statements by article and number, in the order of the table."""


def of(corpus: Corpus) -> pd.DataFrame:
    """The table `conflicts`, from documents, propositions, attributions, mentions and entities."""
    above = corpus.ask("SELECT entity_id, related_to FROM entities WHERE related_to IS NOT NULL")
    belongs = dict(zip(above["entity_id"], above["related_to"], strict=True))
    articles = _articles(corpus)
    found: dict[Pair, compare.Clash] = {}

    def told(question: str) -> Iterator[tuple[int, Held]]:
        for row in corpus.stream(question, light=sorted(compare.LIGHT)):
            said = Said(row.voice_id, row.sentence_id, row.probability)
            yield row.block, compare.held(row, row.place, said, above=belongs)

    def keep(one: Held, other: Held, clash: compare.Clash) -> None:
        first, second = sorted((one, other), key=lambda h: (_day(articles[h.doc]), h.doc, h.number))
        found.setdefault((first.doc, first.number, second.doc, second.number), clash)

    for _, block in groupby(told(blocks.INSIDE), key=lambda row: row[0]):
        for one, other in inside(each for _, each in block):
            if (clash := compare.clash(one, other)) is not None:
                keep(one, other, clash)
    for _, each in told(blocks.ANSWERS):
        if each.answers is not None:
            first, last = sorted((each.number, each.answers))
            found[each.doc, first, each.doc, last] = compare.answer(each)
    for _, block in groupby(told(blocks.ACROSS), key=lambda row: row[0]):
        for one, other in across((each for _, each in block), articles):
            clash = compare.clash(one, other)
            if clash is not None and _one_matter(clash, articles[one.doc], articles[other.doc]):
                keep(one, other, clash)
    return _table(corpus, found)


def _table(corpus: Corpus, found: Mapping[Pair, compare.Clash]) -> pd.DataFrame:
    """The rows of the table, with the usual names of what two statements have in common."""
    statements = sorted({key[:2] for key in found} | {key[2:] for key in found})
    said = corpus.ask(
        """
        SELECT doc_id, attribution_id, voice_id, sentence_id, probability FROM said
        WHERE (doc_id, attribution_id) IN (SELECT (unnest($docs), unnest($numbers)))
        """,
        docs=[doc for doc, _ in statements], numbers=[number for _, number in statements],
    )  # fmt: skip
    known = {
        (doc, number): Said(voice if isinstance(voice, str) else None, sentence, probability)
        for doc, number, voice, sentence, probability in said.itertuples(index=False, name=None)
    }
    keys = sorted({key for clash in found.values() for key in clash.shared})
    named = corpus.ask("SELECT entity_id, name FROM entities WHERE entity_id = ANY($keys)", keys=keys)
    names = dict(zip(named["entity_id"], named["name"], strict=True))
    rows = [
        {"doc_id": a, "attribution_id": n, "other_doc_id": b, "other_attribution_id": m, "kind": c.kind,
         "why": c.why(names)}
        for (a, n, b, m), c in _once(found, known).items()
    ]  # fmt: skip
    return _tables.frame("conflicts", rows)


def inside(block: Iterable[Held]) -> Iterator[tuple[Held, Held]]:
    """Pairs of a block of one article, each with at most `MOST` of those that follow."""
    return _following(block, lambda one, other: False)


def across(block: Iterable[Held], articles: Mapping[str, Article]) -> Iterator[tuple[Held, Held]]:
    """Pairs of two articles in a block that is in the order of days."""
    for one, other in _following(block, lambda one, other: _apart(articles[one.doc], articles[other.doc])):
        if one.doc != other.doc:
            yield one, other


def _following(block: Iterable[Held], far: Callable[[Held, Held], bool]) -> Iterator[tuple[Held, Held]]:
    """Each with the next `MOST` of its block, up to the first that is too far away."""
    waiting: deque[Held] = deque()
    for each in chain(block, [None] * (MOST + 1)):
        if each is not None:
            waiting.append(each)
        if waiting and (each is None or len(waiting) > MOST):
            one = waiting.popleft()
            for other in waiting:
                if far(one, other):
                    break
                yield one, other


def _articles(corpus: Corpus) -> dict[str, Article]:
    """Each article with its day and the things it names."""
    found = corpus.ask(
        """
        WITH things AS (SELECT entity_id, row_number() OVER () AS thing FROM entities),
        named AS (SELECT DISTINCT doc_id, thing FROM mentions JOIN things USING (entity_id))
        SELECT doc_id, any_value(published) AS published, list(thing ORDER BY thing) AS names
        FROM documents LEFT JOIN named USING (doc_id) GROUP BY doc_id
        """
    )
    return {
        doc_id: Article(
            date.fromisoformat(day).toordinal() if isinstance(day, str) else None,
            np.array([thing for thing in names if thing is not None and thing == thing], dtype=np.int32),
        )
        for doc_id, day, names in found.itertuples(index=False, name=None)
    }


def _day(article: Article) -> int:
    return -1 if article.day is None else article.day


def _apart(one: Article, other: Article) -> bool:
    """Whether two articles were published too far from each other; one without a date is far from any with one."""
    if one.day is None or other.day is None:
        return one.day is not other.day
    return abs(one.day - other.day) > WINDOW


def _one_matter(clash: compare.Clash, one: Article, other: Article) -> bool:
    """Whether statements of two articles are about one matter.

    They have a name in common, and either another participant, or their articles share enough names to be one story;
    for numbers the last is enough.
    """
    if clash.kind != "number":
        if not any(map(compare.is_entity, clash.shared)):
            return False
        if len(clash.shared) > 1:
            return True
    shared = len(np.intersect1d(one.names, other.names, assume_unique=True))
    return shared >= SHARED and shared >= SHARE * min(len(one.names), len(other.names))


def _once(found: Mapping[Pair, compare.Clash], said: Mapping[tuple[str, int], Said]) -> dict[Pair, compare.Clash]:
    """One pair of two sentences and a kind: of several, that of the most probable statements."""

    def rank(key: Pair) -> tuple[bool, float, Pair]:
        both = [said[key[:2]], said[key[2:]]]
        return any(s.voice is None for s in both), -sum(s.probability for s in both), key

    kept: dict[tuple[Any, ...], Pair] = {}
    for key in sorted(found, key=rank):
        one, other = said[key[:2]].sentence, said[key[2:]].sentence
        kept.setdefault((key[0], one, key[2], other, found[key].kind), key)
    return {key: found[key] for key in sorted(kept.values())}
