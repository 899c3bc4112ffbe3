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

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import pandas as pd

from allegedly import tables as _tables
from allegedly.corpus import Corpus
from allegedly.discourse.speakers import voices as _voices
from allegedly.discourse.statements import compare
from allegedly.discourse.statements.compare import Held, Said

WINDOW = 7
"""Days within which two articles may tell of the same occasion."""
MOST = 40
"""Statements of one block that a statement is compared with: those that follow it in time."""
SHARED = 4
"""Names that two articles share at least where they tell the same story."""
SHARE = 0.25
"""The least part of the names of the shorter article that these make up."""
_TOP = 3  # names an article is mostly about


@dataclass(frozen=True)
class Article:
    """What has to be known of an article: its day, the article it repeats, whom it names."""

    day: int | None
    original: str
    names: frozenset[str]
    top: tuple[str, ...]


def of(
    propositions: pd.DataFrame,
    attributions: pd.DataFrame,
    documents: pd.DataFrame,
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
) -> pd.DataFrame:
    """The table `conflicts`, from the tables of these names."""
    said = _said(attributions)
    held = _held(_comparable(propositions), said, entities)
    articles = _articles(documents, mentions)
    found: dict[tuple[str, int, str, int], compare.Clash] = {}
    for one, other in (*inside(held), *across(held, articles)):
        clash = compare.clash(one, other)
        if clash is not None and (one.doc == other.doc or _one_matter(clash, articles[one.doc], articles[other.doc])):
            first, second = sorted((one, other), key=lambda h: (_day(articles[h.doc]), h.doc, h.number))
            found.setdefault((first.doc, first.number, second.doc, second.number), clash)
    for one in held:
        if one.answers is not None:
            first_number, last_number = sorted((one.number, one.answers))
            found[one.doc, first_number, one.doc, last_number] = compare.answer(one)
    names = dict(zip(entities["entity_id"], entities["name"], strict=True))
    rows = [
        {"doc_id": a, "attribution_id": n, "other_doc_id": b, "other_attribution_id": m, "kind": c.kind,
         "why": c.why(names)}
        for (a, n, b, m), c in _once(found, said).items()
    ]  # fmt: skip
    return _tables.frame("conflicts", rows)


def inside(held: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Pairs of one article and event, each with at most `MOST` of those that follow."""
    blocks: dict[tuple[str, str, bool], list[Held]] = defaultdict(list)
    for each in held:
        if each.event:
            blocks[each.doc, each.event, bool(each.counted)].append(each)
    for block in blocks.values():
        yield from _pairs(block)


def across(held: Sequence[Held], articles: Mapping[str, Article]) -> Iterator[tuple[Held, Held]]:
    """Pairs of two articles of one story that tell of the same event with a name in common, by date."""
    blocks: dict[tuple[str, str, bool], list[Held]] = defaultdict(list)
    for each in held:
        if each.event:
            for name in sorted(each.entities) or articles[each.doc].top:
                blocks[name, each.event, bool(each.counted)].append(each)
    seen = set()
    for block in blocks.values():
        block.sort(key=lambda h: (_day(articles[h.doc]), h.doc, h.number))
        for one, other in _pairs(block, far=lambda a, b: _apart(articles[a.doc], articles[b.doc])):
            key = (one.doc, one.place, other.doc, other.place)
            if one.doc != other.doc and key not in seen and articles[one.doc].original != articles[other.doc].original:
                seen.add(key)
                yield one, other


def uncompared(corpus: Corpus, *, most: int = MOST) -> int:
    """How many propositions stand in a block so large that not each was compared with each.

    Counted are blocks, of one event in one article or with one name, in which something could be in conflict: that
    hold a number, a negation, a denial or a refusal to confirm.
    """
    found = corpus.ask(
        """
        WITH told AS (
            SELECT doc_id, names, event, row_number() OVER () AS row, side <> 'holds' OR counted <> '' AS risky
            FROM propositions WHERE event <> ''
        ),
        blocks AS (
            SELECT row, event, risky, unnest(list_prepend(doc_id, names)) AS name FROM told
        ),
        large AS (
            SELECT event, name FROM blocks GROUP BY event, name HAVING count(*) > $most AND bool_or(risky)
        )
        SELECT count(DISTINCT row) AS n FROM blocks SEMI JOIN large USING (event, name)
        """,
        most=most,
    )
    return int(found["n"].iloc[0])


def _pairs(block: Sequence[Held], far: Any = None) -> Iterator[tuple[Held, Held]]:
    """Each with the next `MOST` of its block, up to the first that is too far away."""
    for n, one in enumerate(block):
        for other in islice(block, n + 1, n + 1 + MOST):
            if far is not None and far(one, other):
                break
            yield one, other


def _comparable(propositions: pd.DataFrame) -> pd.DataFrame:
    """Without the propositions of events that everybody holds to be so and nobody counts: none of them can conflict."""
    told = propositions["event"]
    risky = set(told[propositions["side"].ne("holds") | propositions["counted"].ne("")])
    light = told.str.split(" ").str[0].isin(compare.LIGHT) & propositions["counted"].eq("")
    return propositions[(told.isin(risky) & ~light) | propositions["answers"].notna()]


def _said(attributions: pd.DataFrame) -> dict[tuple[str, int], Said]:
    """The statements by article and number."""
    keys = zip(attributions["doc_id"], attributions["attribution_id"], strict=True)
    voices = (None if pd.isna(voice) else str(voice) for voice in _voices.voice_ids(attributions))
    cells = zip(voices, attributions["sentence_id"], attributions["probability"], strict=True)
    return {key: Said(*each) for key, each in zip(keys, cells, strict=True)}


def _held(propositions: pd.DataFrame, said: Mapping[tuple[str, int], Said], entities: pd.DataFrame) -> list[Held]:
    """The propositions with the statement each is of, in order."""
    above = {
        row.entity_id: row.related_to for row in entities.itertuples(index=False) if isinstance(row.related_to, str)
    }
    return [
        compare.held(row, place, said[row.doc_id, row.attribution_id], above=above)
        for place, row in enumerate(propositions.itertuples(index=False))
    ]


def _articles(documents: pd.DataFrame, mentions: pd.DataFrame) -> dict[str, Article]:
    """Each article with its day, its original and the names it gives, the most frequent first."""
    counts = mentions.groupby(["doc_id", "entity_id"]).size().reset_index(name="n")
    counts = counts.sort_values(["doc_id", "n", "entity_id"], ascending=[True, False, True])
    named: dict[str, list[str]] = defaultdict(list)
    for doc_id, entity in zip(counts["doc_id"], counts["entity_id"], strict=True):
        named[doc_id].append(entity)
    return {
        row.doc_id: Article(
            date.fromisoformat(row.published).toordinal() if isinstance(row.published, str) else None,
            row.duplicate_of if isinstance(row.duplicate_of, str) else row.doc_id,
            frozenset(named[row.doc_id]),
            tuple(named[row.doc_id][:_TOP]),
        )
        for row in documents.itertuples(index=False)
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
    shared = len(one.names & other.names)
    return shared >= SHARED and shared >= SHARE * min(len(one.names), len(other.names))


def _once(
    found: Mapping[tuple[str, int, str, int], compare.Clash], said: Mapping[tuple[str, int], Said]
) -> dict[tuple[str, int, str, int], compare.Clash]:
    """One pair of two sentences and a kind: of several, that of the most probable statements."""

    def rank(key: tuple[str, int, str, int]) -> tuple[bool, float, tuple[str, int, str, int]]:
        both = [said[key[:2]], said[key[2:]]]
        return any(s.voice is None for s in both), -sum(s.probability for s in both), key

    kept: dict[tuple[Any, ...], tuple[str, int, str, int]] = {}
    for key in sorted(found, key=rank):
        one, other = said[key[:2]].sentence, said[key[2:]].sentence
        kept.setdefault((key[0], one, key[2], other, found[key].kind), key)
    return {key: found[key] for key in sorted(kept.values())}
