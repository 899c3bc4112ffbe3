"""Paragraphs that stand in more than one article: wire copy, press releases, one article drawing on another.

Two paragraphs are one if they have half of their five-word shingles in common (Jaccard, as `cleaning.duplicates`
measures whole articles). Each is compared only with paragraphs that share one of its shingles, and a shingle leads to
few of them, so that the cost grows with the number of paragraphs and no faster.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd

from allegedly import words
from allegedly.cleaning.duplicates import jaccard, shingles
from allegedly.findings import listing

LEAST_SHARE = 0.5
LEAST_WORDS = 12
"""Shorter paragraphs ("More follows") are alike by chance."""
_MOST_LEADS = 20
"""Paragraphs a shingle leads to: one that stands in more is a stock phrase."""

COLUMNS = ("n_documents", "n_words", "share", "first", "doc_ids", "text")


def paragraphs(documents: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs of at least LEAST_WORDS words: doc_id, paragraph_id, published, text; the earliest published first."""
    places = sentences.groupby(["doc_id", "paragraph_id"], sort=True).agg(start=("start", "min"), end=("end", "max"))
    about = documents[["doc_id", "published", "text"]].rename(columns={"text": "whole"})
    made = places.reset_index().merge(about, on="doc_id")
    cut = [whole[start:end] for whole, start, end in zip(made["whole"], made["start"], made["end"], strict=True)]
    made = made.assign(text=[" ".join(text.split()) for text in cut])
    made = made[made["text"].map(words.count).ge(LEAST_WORDS)]
    made = made.sort_values(["published", "doc_id", "paragraph_id"], na_position="last", ignore_index=True)
    return made[["doc_id", "paragraph_id", "published", "text"]]


def shared(documents: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs found in several articles, a row each, columns as in COLUMNS; in most articles first.

    `text` is the earliest wording, `share` the least share of shingles another one has in common with it (1: word by
    word), `first` who had it first, in words, `doc_ids` the articles from the earliest on. Give it all articles, those
    that repeat another one too: they are what is looked for.
    """
    rows = paragraphs(documents, sentences)
    made = []
    for members in _alike(list(rows["text"])):
        doc_ids = list(dict.fromkeys(rows["doc_id"].iloc[i] for i, _ in members))
        if len(doc_ids) > 1:
            text = rows["text"].iloc[members[0][0]]
            share = min(share for _, share in members)
            share = share if share == 1 else min(round(share, 2), 0.99)  # 1 is kept for word by word
            made.append((len(doc_ids), words.count(text), share, _first(documents, doc_ids), doc_ids, text))
    found = pd.DataFrame(made, columns=list(COLUMNS))
    return found.sort_values(["n_documents", "n_words", "text"], ascending=[False, False, True], ignore_index=True)


def _alike(texts: list[str]) -> list[list[tuple[int, float]]]:
    """Groups of like texts: the number of each with its share of shingles in common with the first of its group."""
    leads: dict[int, list[int]] = {}
    groups: dict[int, list[tuple[int, float]]] = {}
    sets = [shingles(text) for text in texts]
    for i, own in enumerate(sets):
        near = {j for shingle in own for j in leads.get(shingle, ())}
        share, first = max(((jaccard(own, sets[j]), -j) for j in near), default=(0.0, 0))
        if share >= LEAST_SHARE:
            groups[-first].append((i, share))
            continue
        groups[i] = [(i, 1.0)]
        for shingle in own:
            known = leads.setdefault(shingle, [])
            if len(known) < _MOST_LEADS:
                known.append(i)
    return list(groups.values())


def _first(documents: pd.DataFrame, doc_ids: list[str]) -> str:
    """Who had it first, as far as the days of publication tell."""
    about = documents.set_index("doc_id").loc[doc_ids, ["published", "outlet"]]
    if about["published"].isna().any():
        return "no telling: a day is missing"
    earliest = about[about["published"].eq(about["published"].min())]
    who = listing(dict.fromkeys(outlet if isinstance(outlet, str) else str(doc) for doc, outlet in
                                zip(earliest.index, earliest["outlet"], strict=True)))  # fmt: skip
    return who if len(earliest) == 1 else f"no telling: {who}, on the same day"


def pairs(found: pd.DataFrame) -> pd.DataFrame:
    """Which articles share paragraphs: one, other, n; of `shared`, most paragraphs first."""
    counts = Counter(pair for doc_ids in found["doc_ids"] for pair in combinations(sorted(doc_ids), 2))
    made = pd.DataFrame([(*pair, n) for pair, n in counts.items()], columns=["one", "other", "n"])
    return made.sort_values(["n", "one", "other"], ascending=[False, True, True], ignore_index=True)
