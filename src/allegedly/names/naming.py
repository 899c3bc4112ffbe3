"""Under which names one thing goes, article by article.

A writer keeps to one name for a country; copy that is spliced from several sources does not. A person's surname after
the full name, and an abbreviation after it was explained, are how news is written and count as one way of naming.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.drawing import by_chance, rank_of


def without_capitals(text: str) -> str:
    """A name that a headline or a dateline sets in capitals, as it stands elsewhere; abbreviations stay.

    >>> without_capitals("MOSCOW"), without_capitals("USA")
    ('Moscow', 'USA')
    """
    return text.title() if text.isupper() and len(text.replace(".", "")) > 4 else text


def mixed(corpus: Corpus) -> pd.DataFrame:
    """Countries and other places that an article calls by more than one name.

    Columns: doc_id, entity_id, name (the usual one), names (those used, each with its count, most frequent first), n
    (how many there are), changes (how often the name is another one than at the mention before: one is a change of
    mind, many are a patchwork).
    """
    rows = corpus.ask("""
        WITH several AS (
            SELECT doc_id, entity_id FROM mentions WHERE starts_with(entity_id, 'place/')
            GROUP BY ALL HAVING count(DISTINCT text) > 1)
        SELECT doc_id, entity_id, entities.name, mentions.text
        FROM mentions SEMI JOIN several USING (doc_id, entity_id) JOIN entities USING (entity_id)
        ORDER BY doc_id, entity_id, start
    """)
    found = []
    for (doc_id, thing, name), own in rows.groupby(["doc_id", "entity_id", "name"], sort=True):
        used = [without_capitals(" ".join(text.split())) for text in own["text"]]
        times = sorted(Counter(used).items(), key=lambda item: (-item[1], item[0]))
        changes = sum(one != other for one, other in pairwise(used))
        found.append((doc_id, thing, name, ", ".join(f"{text} {n}" for text, n in times), len(times), changes))
    made = pd.DataFrame(found, columns=["doc_id", "entity_id", "name", "names", "n", "changes"])
    ordered = made.sort_values(["n", "doc_id", "entity_id"], ascending=[False, True, True], ignore_index=True)
    return ordered[ordered["n"] > 1].reset_index(drop=True)


def by_article(corpus: Corpus, entity_id: str, *, top: int = 8) -> pd.DataFrame:
    """One thing's names against the `top` articles that use most of them: a row a name, a column an article, counts."""
    rows = corpus.ask("""
        WITH used AS (
            SELECT doc_id, regexp_replace(text, '\\s+', ' ', 'g') AS text, count(*) AS n
            FROM mentions WHERE entity_id = $thing GROUP BY ALL)
        SELECT * FROM used WHERE doc_id IN (
            SELECT doc_id FROM used GROUP BY doc_id ORDER BY count(*) DESC, sum(n) DESC, doc_id LIMIT $top)
    """, thing=entity_id, top=top)  # fmt: skip
    table = rows.pivot_table(index="text", columns="doc_id", values="n", aggfunc="sum", fill_value=0).astype("int64")
    return table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def places_in_article(corpus: Corpus, *, top: int = 10) -> pd.DataFrame:
    """Where the `top` things named most are named: name, doc_id, entity_id, text, at; the thing named most first.

    `at` goes from 0, the first character of an article, to 1, its last.
    """
    return corpus.ask("""
        WITH chosen AS (FROM entities ORDER BY n_mentions DESC, entity_id LIMIT $top)
        SELECT chosen.name, doc_id, entity_id, text, round(start / length, 4) AS at
        FROM mentions JOIN chosen USING (entity_id) JOIN lengths USING (doc_id)
        ORDER BY n_mentions DESC, entity_id, doc_id, start
    """, top=top)  # fmt: skip


def kept_apart(corpus: Corpus, *, n: int, seed: int) -> pd.DataFrame:
    """Pairs of things of one kind whose usual names share a word of more than three letters and that were not merged.

    `n` of them, drawn by the seed: name, other, shared.
    """
    return corpus.ask(f"""
        WITH words AS (
            SELECT DISTINCT entity_id, name, split_part(entity_id, '/', 1) AS kind,
                unnest(string_split_regex(lower(name), '\\s+')) AS word
            FROM entities),
        pairs AS (
            SELECT one.name, other.name AS other, min(word) AS shared
            FROM words AS one JOIN words AS other USING (kind, word)
            WHERE length(word) > 3 AND (one.name, one.entity_id) < (other.name, other.entity_id) GROUP BY ALL)
        FROM (FROM pairs ORDER BY {by_chance("name", "other")} LIMIT $n) ORDER BY ALL
    """, n=n, seed=seed)  # fmt: skip


def variants(corpus: Corpus, *, top: int = 20) -> pd.DataFrame:
    """The things with more than one name, those named most first: entity_id, variants, n_mentions."""
    return corpus.ask("""
        SELECT entity_id, array_to_string(variants, ', ') AS variants, n_mentions FROM entities
        WHERE len(variants) > 1 ORDER BY n_mentions DESC, entity_id LIMIT $top
    """, top=top)  # fmt: skip


def of_each_rule(corpus: Corpus, *, n: int, seed: int) -> pd.DataFrame:
    """`n` mentions of each rule drawn by the seed: rule, label, text, entity_id, doc_id."""
    return corpus.ask(f"""
        WITH drawn AS (
            SELECT unnest(arg_min((doc_id, mention_id), {rank_of("doc_id", "mention_id")}, $n)) AS one
            FROM mentions GROUP BY rule)
        SELECT rule, label, text, entity_id, doc_id FROM mentions WHERE (doc_id, mention_id) IN (FROM drawn)
        ORDER BY rule, doc_id, start
    """, n=n, seed=seed)  # fmt: skip


def first(corpus: Corpus, *, by: str = "n_mentions") -> str:
    """The entity_id with most mentions, or with `by="len(variants)"` most names; "" where nothing is named."""
    found = corpus.ask(f"SELECT entity_id FROM entities ORDER BY {by} DESC, n_mentions DESC, entity_id LIMIT 1")
    return str(found["entity_id"].iloc[0]) if len(found) else ""
