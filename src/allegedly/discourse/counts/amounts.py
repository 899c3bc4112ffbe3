"""How many, according to whom: numbers of one thing, side by side where they belong to one article or one story.

Articles of one story name the same things: four or more in common, a quarter of what the shorter names, as in
`statements.conflicts`, and no more than a week between them. "11" and "eleven" are one number. Two numbers beside each
other need not be about the same event.

Whose a number is: that of whoever counts it in the words ("the ministry counted 40"), else of the voice that says it,
else the WRITER's; of what somebody counted and the words do not say who ("40 were counted"), it is OPEN. Who counts
goes by the name of the voice it is in that article or story, however the words spell it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.discourse.statements.blocks import WINDOW
from allegedly.discourse.statements.conflicts import SHARE, SHARED
from allegedly.voices import slug, voice_ids
from allegedly.words import one_line

COLUMNS = ("story", "counted", "text", "low", "high", "voice", "doc_id", "sentence_id")
WRITER, NOBODY, OPEN = "(the writer)", "(nobody named)", "(not determined)"

_MOST = 50
"""Articles that name a thing, beyond which it leads to no story: Europe does not tell one story from another."""


def numbers(corpus: Corpus) -> pd.DataFrame:
    """Numbers of one thing in one article or story: COLUMNS; what most voices count first, each from its lowest on.

    Only what two voices count, the writer being one, or one voice with two results; not what the writer alone counts.
    `story` is its earliest article. A voice that is nobody's is NOBODY.
    """
    rows = corpus.ask(
        """
        SELECT doc_id, counted, text, low, high, sentence_id, start, counted_by,
            CASE WHEN attribution_id IS NULL THEN $writer ELSE coalesce(name, $nobody) END AS voice
        FROM quantities
        LEFT JOIN (SELECT doc_id, attribution_id, voice_id FROM said) USING (doc_id, attribution_id)
        LEFT JOIN (SELECT voice_id, name FROM voices) USING (voice_id)
        ORDER BY doc_id, start
        """,
        writer=WRITER, nobody=NOBODY,
    )  # fmt: skip
    known = stories(corpus)
    return beside(rows.assign(story=[known.get(doc_id, doc_id) for doc_id in rows["doc_id"]]))


def of(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The same of tables in memory, each article a story of its own."""
    said = tables["attributions"][["doc_id", "attribution_id"]].assign(voice_id=voice_ids(tables["attributions"]))
    rows = tables["quantities"].merge(said, how="left", on=["doc_id", "attribution_id"])
    named = rows["voice_id"].map(tables["voices"].set_index("voice_id")["name"]).fillna(NOBODY)
    return beside(rows.assign(story=rows["doc_id"], voice=named.where(rows["attribution_id"].notna(), WRITER)))


def _whose(counted_by: object, voice: str) -> str:
    """Whose a number is, by the name of who counts it in the words and by the voice whose words they are.

    >>> _whose("the ministry", "(the writer)"), _whose("the ministry", "the mayor"), _whose("", "(the writer)")
    ('the ministry', 'the ministry, as told by the mayor', '(not determined)')
    """
    if not isinstance(counted_by, str):
        return voice
    if not counted_by:
        return OPEN if voice == WRITER else voice
    if counted_by == voice:
        return voice
    return counted_by if voice in (WRITER, NOBODY) else f"{counted_by}, as told by {voice}"


def _counters(rows: pd.DataFrame) -> list[object]:
    """`counted_by` with one name for all spellings in a story: the voice's there, else as it is first spelled."""
    known: dict[tuple[str, str], str] = {}
    for column in ("voice", "counted_by"):
        for story, name in rows[["story", column]].dropna().drop_duplicates().itertuples(index=False):
            if under := slug(name):
                known.setdefault((story, under), name)
    return [
        known.get((story, slug(name)), name) if isinstance(name, str) else name
        for story, name in zip(rows["story"], rows["counted_by"], strict=True)
    ]


def beside(rows: pd.DataFrame) -> pd.DataFrame:
    """`numbers` from rows with the columns of it, start and counted_by; `voice` is that whose words they are."""
    keys = ["story", "counted"]
    rows = rows.sort_values(["doc_id", "start"])
    rows = rows.assign(voice=list(map(_whose, _counters(rows), rows["voice"])))
    span = [f"{low}-{high}" for low, high in zip(rows["low"], rows["high"], strict=True)]
    rows = rows.assign(text=rows["text"].map(one_line), span=span)
    rows = rows.drop_duplicates([*keys, "span", "voice", "doc_id"])
    groups = rows.assign(told=~rows["voice"].isin([WRITER, OPEN])).groupby(keys)
    rows = rows.assign(
        told=groups["told"].transform("any"),
        spans=groups["span"].transform("nunique"),
        voices=groups["voice"].transform("nunique"),
    )
    rows = rows[rows["told"] & (rows["spans"].gt(1) | rows["voices"].gt(1))]
    order = ["voices", "spans", *keys, "low", "high", "doc_id", "start"]
    rows = rows.sort_values(order, ascending=[False, False, *[True] * 6], ignore_index=True)
    return rows[list(COLUMNS)]


def stories(corpus: Corpus) -> dict[str, str]:
    """For each article that tells a story some other one told before it: the earliest article of that story.

    An article belongs to the earliest that fits it and is no follower itself, so that no chain of articles runs from
    one story into the next.
    """
    pairs = corpus.ask(
        """
        WITH told AS (
            SELECT doc_id, published::DATE AS day, row_number() OVER (ORDER BY day, doc_id) AS n
            FROM articles WHERE doc_id IN (SELECT doc_id FROM quantities)
        ),
        names AS (SELECT DISTINCT n, day, entity_id FROM mentions JOIN told USING (doc_id)),
        sizes AS (SELECT n, count(*) AS size FROM names GROUP BY n),
        rare AS (
            SELECT n, day, entity_id FROM names WHERE entity_id IN (
                SELECT entity_id FROM names GROUP BY entity_id HAVING count(*) BETWEEN 2 AND $most)
        ),
        near AS (
            SELECT DISTINCT a.n AS one, b.n AS other
            FROM rare AS a JOIN rare AS b ON a.entity_id = b.entity_id AND a.n < b.n
            WHERE b.day - a.day <= $window OR a.day IS NULL AND b.day IS NULL
        ),
        common AS (
            SELECT one, other, count(*) AS names
            FROM near JOIN names AS a ON a.n = one JOIN names AS b ON b.n = other AND b.entity_id = a.entity_id
            GROUP BY one, other HAVING names >= $shared
        )
        SELECT first.doc_id AS one, last.doc_id AS other
        FROM common JOIN told AS first ON first.n = one JOIN told AS last ON last.n = other
        JOIN sizes AS s ON s.n = one JOIN sizes AS t ON t.n = other
        WHERE names >= $share * least(s.size, t.size)
        ORDER BY first.n, last.n
        """,
        most=_MOST, window=WINDOW, shared=SHARED, share=SHARE,
    )  # fmt: skip
    found: dict[str, str] = {}
    for one, other in zip(pairs["one"], pairs["other"], strict=True):
        if one not in found:
            found.setdefault(other, one)
    return found
