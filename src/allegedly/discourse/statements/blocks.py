"""Which propositions are compared: blocks of one event, in one article or with a name in common, in SQL.

Inside a block each is compared with those that follow it in time, up to so many (blocking, as in record linkage), so
that the cost grows with the articles and not with their square. `uncompared` counts what that leaves out.
"""

from __future__ import annotations

from allegedly.corpus import Corpus
from allegedly.discourse.statements import compare

WINDOW = 7
"""Days within which two articles may tell of the same occasion."""
MOST = 40
"""Statements of one block that a statement is compared with: those that follow it in time."""
_TOP = 3  # names an article is mostly about

_COMPARED = """
    WITH placed AS NOT MATERIALIZED (
        SELECT *, row_number() OVER () AS place, side <> 'holds' OR counted <> '' AS risky FROM propositions
        WHERE doc_id IN (SELECT doc_id FROM documents WHERE duplicate_of IS NULL)
    ),
    compared AS NOT MATERIALIZED (
        FROM placed
        WHERE answers IS NOT NULL
        OR event IN (SELECT event FROM placed WHERE risky)
        AND NOT (list_contains($light, split_part(event, ' ', 1)) AND counted = '')
    ),
    held AS NOT MATERIALIZED (
        SELECT placed.*, voice_id, sentence_id, probability, published FROM placed
        JOIN (SELECT doc_id, published FROM documents) USING (doc_id)
        JOIN (SELECT doc_id, attribution_id, voice_id, sentence_id, probability FROM said)
        USING (doc_id, attribution_id)
    )
"""
"""`compared`, the propositions that may conflict: without those of events that everybody holds to be so and nobody
counts; and of articles that repeat no other, for a conflict is told once. `held` are all, each with its statement.
Blocks are cut of numbers only, so that few rows are in memory whole."""

ANSWERS = f"{_COMPARED} SELECT *, place AS block FROM held WHERE answers IS NOT NULL ORDER BY place"
"""Those that point at the statement they answer."""

INSIDE = f"""
    {_COMPARED},
    blocks AS (
        SELECT place, min(place) OVER block AS block FROM compared WHERE event <> ''
        WINDOW block AS (PARTITION BY hash(doc_id, event, counted <> ''))
        QUALIFY bool_or(risky) OVER block
    )
    FROM held JOIN blocks USING (place) ORDER BY block, place
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
        SELECT place, risky, article, hash(unnest(links), event, counted <> '') AS what,
            100000 * place + generate_subscripts(links, 1) AS block
        FROM (
            SELECT *, hash(doc_id) AS article, if(len(names) > 0, names, top) AS links
            FROM compared LEFT JOIN top USING (doc_id) WHERE event <> ''
        )
    ),
    blocks AS (
        SELECT place, min(block) OVER block AS block FROM linked WINDOW block AS (PARTITION BY what)
        QUALIFY bool_or(risky) OVER block AND min(article) OVER block <> max(article) OVER block
    )
    FROM held JOIN blocks USING (place) ORDER BY block, published NULLS FIRST, doc_id, attribution_id, place
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
