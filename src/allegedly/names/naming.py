"""Under which names one thing goes, article by article.

A writer keeps to one name for a country; copy that is spliced from several sources does not. A person's surname after
the full name, and an abbreviation after it was explained, are how news is written and count as one way of naming.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import pandas as pd


def spelled(mentions: pd.DataFrame) -> pd.Series:
    """The text of each mention on one line, so that a line break makes no other name."""
    return mentions["text"].str.split().str.join(" ")


def without_capitals(text: str) -> str:
    """A name that a headline or a dateline sets in capitals, as it stands elsewhere; abbreviations stay.

    >>> without_capitals("MOSCOW"), without_capitals("USA")
    ('Moscow', 'USA')
    """
    return text.title() if text.isupper() and len(text.replace(".", "")) > 4 else text


def by_article(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """How often each article uses each name of each thing: doc_id, entity_id, name, text, n; the most frequent first.

    `name` is the usual name of the thing, `text` the name as it stands in the article.
    """
    usual = entities.set_index("entity_id")["name"]
    rows = mentions.assign(text=spelled(mentions))
    counts = rows.groupby(["doc_id", "entity_id", "text"], sort=True).size().rename("n").reset_index()
    counts.insert(2, "name", counts["entity_id"].map(usual))
    counts = counts[counts["name"].notna()]
    return counts.sort_values(["n", "doc_id", "text"], ascending=[False, True, True], ignore_index=True)


def mixed(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """Countries and other places that an article calls by more than one name: doc_id, entity_id, name, names, n.

    `names` are the names used, most frequent first, each with its count; `n` is how many there are.
    """
    places = mentions[mentions["entity_id"].str.startswith("place/")]
    used = by_article(places.assign(text=places["text"].map(without_capitals)), entities)
    used["with count"] = used["text"] + " " + used["n"].astype(str)
    grouped = used.groupby(["doc_id", "entity_id", "name"], sort=True)["with count"]
    made = grouped.agg(names=", ".join, n="size").reset_index()
    return made[made["n"] > 1].sort_values(["n", "doc_id"], ascending=[False, True], ignore_index=True)


def with_changes(mixed_names: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The rows of `mixed` with `changes`: how often the name is another one than at the mention before.

    One for a change of mind, many where copy is spliced.
    """
    keys = zip(mixed_names["doc_id"], mixed_names["entity_id"], strict=True)
    return mixed_names.assign(changes=[changes(mentions, *key) for key in keys])


def changes(mentions: pd.DataFrame, doc_id: str, entity_id: str) -> int:
    """How often an article calls a thing by another name than at the mention before."""
    rows = mentions[(mentions["doc_id"] == doc_id) & (mentions["entity_id"] == entity_id)].sort_values("start")
    names = spelled(rows).map(without_capitals).tolist()
    return sum(one != other for one, other in pairwise(names))


def pivot(counts: pd.DataFrame, entity_id: str) -> pd.DataFrame:
    """One thing's names against the articles that use them: a row a name, a column an article, counts."""
    rows = counts[counts["entity_id"] == entity_id]
    table = rows.pivot_table(index="text", columns="doc_id", values="n", aggfunc="sum", fill_value=0)
    return table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def places_in_article(mentions: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The mentions with `at`: where in its article each stands, from 0 (first character) to 1 (last)."""
    length = documents.set_index("doc_id")["text"].str.len().astype(float)
    return mentions.assign(at=mentions["start"] / mentions["doc_id"].map(length).astype(float))


def kept_apart(entities: pd.DataFrame) -> pd.DataFrame:
    """Pairs of things of one kind whose usual names share a word and that were not merged: name, other, shared."""
    kinds = entities["entity_id"].str.split("/").str[0]
    rows = []
    for _, part in entities.groupby(kinds, sort=True):
        by_word: dict[str, list[str]] = {}
        for name in sorted(part["name"]):
            for word in sorted(set(name.casefold().split())):
                by_word.setdefault(word, []).append(name)
        for word, names in by_word.items():
            rows += [(one, other, word) for one, other in combinations(names, 2) if len(word) > 3]
    made = pd.DataFrame(rows, columns=["name", "other", "shared"])
    return made.drop_duplicates(["name", "other"]).sort_values(["name", "other"], ignore_index=True)


def first(entities: pd.DataFrame, *, by: str = "n_mentions") -> str:
    """The entity_id with most mentions, or with `by="n_variants"` most names; "" where nothing is named."""
    ranked = entities.assign(n_variants=entities["variants"].map(len))
    ranked = ranked.sort_values([by, "n_mentions", "entity_id"], ascending=[False, False, True])
    return str(ranked["entity_id"].iloc[0]) if len(ranked) else ""
