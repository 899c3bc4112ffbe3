"""Which propositions are compared: blocks of one event, in one article or with a name in common, in SQL.

Inside a block each is compared with those that follow it in time, up to so many (blocking, as in record linkage), so
that the cost grows with the articles and not with their square. `uncompared` counts what that leaves out.
"""

from __future__ import annotations

from allegedly.corpus import Corpus
from allegedly.discourse.statements import compare
from allegedly.schema import SCHEMA

WINDOW = 7
"""Days within which two articles may tell of the same occasion."""
MOST = 40
"""Statements of one block that a statement is compared with: those that follow it in time."""
_TOP = 3  # names an article is mostly about

_KEY = ", ".join(SCHEMA["propositions"].order)
"""What names a proposition, and their order."""
_MOST_LINKS = 100_000
"""More names than any proposition has: by it a place leaves room for the numbers of its names."""

_COMPARED = f"""
    WITH known AS NOT MATERIALIZED (
        FROM propositions WHERE doc_id IN (SELECT doc_id FROM documents WHERE duplicate_of IS NULL)
    ),
    risks AS (SELECT DISTINCT event FROM known WHERE side <> 'holds' OR counted <> ''),
    compared AS (
        SELECT {_KEY}, side <> 'holds' OR counted <> '' AS risky, names, row_number() OVER (ORDER BY {_KEY}) AS place
        FROM known
        WHERE event <> '' AND (
            answers IS NOT NULL
            OR event IN (FROM risks) AND NOT (list_contains($light, split_part(event, ' ', 1)) AND counted = '')
        )
    )
"""
"""`compared`, the propositions that may conflict, in the order of their table: without those of events that everybody
holds to be so and nobody counts; and of articles that repeat no other, for a conflict is told once."""

_STATED = f"""
    SELECT chosen.*, published, voice_id, sentence_id, probability
    FROM (FROM known JOIN blocks USING ({_KEY})) AS chosen
    JOIN (SELECT doc_id, published FROM documents) USING (doc_id)
    JOIN (SELECT doc_id, attribution_id, voice_id, sentence_id, probability FROM said) USING (doc_id, attribution_id)
"""
"""Those that stand in `blocks`, whole, and each with its statement."""

ANSWERS = f"""
    {_COMPARED},
    blocks AS (
        SELECT {_KEY}, row_number() OVER (ORDER BY {_KEY}) AS place, place AS block FROM known WHERE answers IS NOT NULL
    )
    {_STATED} ORDER BY place
"""
"""Those that point at the statement they answer, each a block."""

INSIDE = f"""
    {_COMPARED},
    blocks AS (
        SELECT {_KEY}, place, min(place) OVER block AS block FROM compared
        WINDOW block AS (PARTITION BY doc_id, event, counted <> '')
        QUALIFY bool_or(risky) OVER block
    )
    {_STATED} ORDER BY block, place
"""
"""By block, of one event in one article. Blocks in which nothing can conflict are left out."""

ACROSS = f"""
    {_COMPARED},
    ranked AS (
        SELECT doc_id, entity_id, row_number() OVER (PARTITION BY doc_id ORDER BY count(*) DESC, entity_id) AS place
        FROM mentions GROUP BY doc_id, entity_id QUALIFY place <= {_TOP}
    ),
    top AS (SELECT doc_id, list(entity_id ORDER BY place) AS top FROM ranked GROUP BY doc_id),
    linked AS (
        SELECT {_KEY}, place, risky, unnest(links) AS link,
            {_MOST_LINKS} * place + generate_subscripts(links, 1) AS number
        FROM (SELECT *, if(len(names) > 0, names, top) AS links FROM compared LEFT JOIN top USING (doc_id))
    ),
    blocks AS (
        SELECT {_KEY}, place, min(number) OVER block AS block
        FROM linked WINDOW block AS (PARTITION BY link, event, counted <> '')
        QUALIFY bool_or(risky) OVER block AND min(doc_id) OVER block <> max(doc_id) OVER block
    )
    {_STATED} ORDER BY block, published NULLS FIRST, doc_id, attribution_id, place
"""
"""The same of one event with a name in common, or, where a proposition names nobody, with one the article is mostly
about; inside a block by day. Blocks of one article are left out, too."""

_NEAR = f"""
    {{step}}(place, {MOST + 1}) OVER block IS NOT NULL AND coalesce(
        abs(date_diff('day', CAST(published AS DATE), CAST({{step}}(published, {MOST + 1}) OVER block AS DATE)))
        <= {WINDOW},
        published IS NULL AND {{step}}(published, {MOST + 1}) OVER block IS NULL
    )
"""
_BEYOND = f"""
    SELECT place FROM ({{blocks}})
    WINDOW block AS (PARTITION BY block ORDER BY published NULLS FIRST, doc_id, attribution_id, place)
    QUALIFY {_NEAR.format(step="lead")} OR {_NEAR.format(step="lag")}
"""
"""Those of which the first on either side that they are not compared with, for its number, is one of the same days."""


def uncompared(corpus: Corpus) -> int:
    """How many propositions were not compared with each other one of their block, because the block is so large.

    Blocks are those that `conflicts.of` compares. Articles too far apart in time are none of each other's block.
    """
    beyond = " UNION ALL ".join(_BEYOND.format(blocks=blocks) for blocks in (INSIDE, ACROSS))
    found = corpus.ask(f"SELECT count(DISTINCT place) AS n FROM ({beyond})", light=sorted(compare.LIGHT))
    return int(found["n"].iloc[0])
