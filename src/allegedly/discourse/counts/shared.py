"""Paragraphs that stand in more than one article: wire copy, press releases, one article drawing on another.

Two paragraphs are one if they have half of their five-word shingles in common (Jaccard, as `cleaning.duplicates`
measures whole articles). Each is compared only with paragraphs that share one of its shingles, and a shingle leads to
few of them, so that the cost grows with the number of paragraphs and no faster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from allegedly import words
from allegedly.cleaning.duplicates import jaccard, shingles
from allegedly.corpus import BATCH, Corpus
from allegedly.findings import listing
from allegedly.words import one_line

LEAST_SHARE = 0.5
LEAST_WORDS = 12
"""Shorter paragraphs ("More follows") are alike by chance."""
_MOST_LEADS = 20
"""Paragraphs a shingle leads to: one that stands in more is a stock phrase."""
MOST_ARTICLES = 100
_SEEN = 2**24

COLUMNS = ("n_documents", "n_words", "share", "first", "doc_ids", "text")


@dataclass(frozen=True)
class Found:
    """The paragraphs found in several articles, a row each, columns as in COLUMNS, and how many are long enough."""

    rows: pd.DataFrame
    paragraphs: int


def paragraphs(corpus: Corpus) -> Iterator[tuple[str, int, str]]:
    """Paragraphs of at least LEAST_WORDS words of all articles: doc_id, paragraph_id, text."""
    for batch in corpus.batches(BATCH, ("documents", "sentences")):
        texts = dict(zip(batch["documents"]["doc_id"], batch["documents"]["text"], strict=True))
        places = batch["sentences"].groupby(["doc_id", "paragraph_id"], sort=True).agg({"start": "min", "end": "max"})
        for (doc_id, number), start, end in places.itertuples(name=None):
            text = one_line(texts[doc_id][start:end])
            if words.count(text) >= LEAST_WORDS:
                yield doc_id, number, text


def find(corpus: Corpus) -> Found:
    """Paragraphs found in several articles, in most articles first; those that repeat another article count here too.

    `text` is the earliest wording, `share` the least share of shingles another one has in common with it (1: word by
    word), `first` who had it first, in words, `doc_ids` the articles from the earliest on.
    """
    return corpus.once(_find)  # the finding and the table are of one corpus


def _find(corpus: Corpus) -> Found:
    about = corpus.ask("SELECT doc_id, outlet, published FROM documents ORDER BY published NULLS LAST, doc_id")
    order = {doc_id: rank for rank, doc_id in enumerate(about["doc_id"])}
    outlets, days = (dict(zip(order, about[name], strict=True)) for name in ("outlet", "published"))
    n, candidates = _candidates(corpus, order)
    doc_ids = list(order)
    made = []
    for members in _alike(candidates):
        places = sorted((place, share) for text, share in members for place in candidates[text])
        standing = list(dict.fromkeys(doc_ids[rank] for (rank, _), _ in places))
        if len(standing) > 1:
            text = members[0][0]
            share = min(share for _, share in members)
            share = share if share == 1 else min(round(share, 2), 0.99)  # 1 is kept for word by word
            made.append((len(standing), words.count(text), share, _first(days, outlets, standing), standing, text))
    found = pd.DataFrame(made, columns=list(COLUMNS))
    order_of_rows = ["n_documents", "n_words", "text"]
    return Found(found.sort_values(order_of_rows, ascending=[False, False, True], ignore_index=True), n)


Places = dict[str, list[tuple[int, int]]]
"""Where each of some texts stands: the place of its article in the order of days, and its paragraph_id; sorted."""


def _candidates(corpus: Corpus, order: Mapping[str, int]) -> tuple[int, Places]:
    """How many paragraphs there are, and where those stand that may be in several articles, the earliest first.

    These are copies, and texts of which half the shingles stand in another one, too: two that have half of theirs in
    common share half of those of each. Which shingles were seen is kept in a table of fixed size, by their last bits: a
    paragraph too many does no harm. Of each text a checksum of eight bytes is kept.
    """
    seen, n = np.zeros(_SEEN, dtype=np.uint8), 0
    known: set[bytes] = set()
    copied: set[bytes] = set()
    for _, _, text in paragraphs(corpus):
        n += 1
        checksum = _checksum(text)
        if checksum in known:
            copied.add(checksum)
        else:
            known.add(checksum)
            at = np.unique(_slots(text))
            seen[at] = np.minimum(seen[at] + 1, 2)
    found: Places = {}
    for doc_id, number, text in paragraphs(corpus):
        if _checksum(text) in copied or np.mean(seen[_slots(text)] > 1) >= LEAST_SHARE:
            found.setdefault(text, []).append((order[doc_id], number))
    return n, {text: sorted(places) for text, places in sorted(found.items(), key=lambda item: min(item[1]))}


def _checksum(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


def _slots(text: str) -> npt.NDArray[np.int64]:
    """Where the shingles of a text stand in the table of what was seen."""
    return np.fromiter(shingles(text), dtype=np.int64) % _SEEN


def _alike(texts: Iterable[str]) -> list[list[tuple[str, float]]]:
    """Groups of like texts: each with its share of shingles in common with the first of its group."""
    texts = list(texts)
    own = [np.fromiter(shingles(text), dtype=np.uint32) for text in texts]
    every = np.concatenate([*own, np.empty(0, np.uint32)])
    _, which, times = np.unique(every, return_inverse=True, return_counts=True)
    repeated = np.split(times[which] > 1, np.cumsum([len(of_text) for of_text in own]))
    leads: dict[int, list[int]] = {}
    groups: dict[int, list[tuple[str, float]]] = {}
    sets: dict[int, frozenset[int]] = {}
    for i, text in enumerate(texts):
        common = own[i][repeated[i]].tolist()
        if len(common) < LEAST_SHARE * len(own[i]):
            groups[i] = [(text, 1.0)]  # it is like no other
            continue
        whole = frozenset(own[i].tolist())
        near = {j for shingle in common for j in leads.get(shingle, ())}
        share, first = max(((jaccard(whole, sets[j]), -j) for j in near), default=(0.0, 0))
        if share >= LEAST_SHARE:
            groups[-first].append((text, share))
            continue
        groups[i], sets[i] = [(text, 1.0)], whole
        for shingle in common:
            led = leads.setdefault(shingle, [])
            if len(led) < _MOST_LEADS:
                led.append(i)
    return list(groups.values())


def _first(days: Mapping[str, object], outlets: Mapping[str, object], doc_ids: list[str]) -> str:
    """Who had it first, as far as the days of publication tell."""
    known = {doc: day for doc in doc_ids if isinstance(day := days[doc], str)}
    if len(known) < len(doc_ids):
        return "no telling: a day is missing"
    first = min(known.values())
    earliest = [doc for doc, day in known.items() if day == first]
    who = listing(dict.fromkeys(outlet if isinstance(outlet := outlets[doc], str) else doc for doc in earliest))
    return who if len(earliest) == 1 else f"no telling: {who}, on the same day"


def pairs(found: pd.DataFrame) -> pd.DataFrame:
    """Which articles share paragraphs: one, other, n; of the rows of `find`, most paragraphs first.

    What stands in more than MOST_ARTICLES is nobody's in particular and left out.
    """
    few = found["doc_ids"][found["n_documents"].le(MOST_ARTICLES)]
    counts = Counter(pair for doc_ids in few for pair in combinations(sorted(doc_ids), 2))
    made = pd.DataFrame([(*pair, n) for pair, n in counts.items()], columns=["one", "other", "n"])
    return made.sort_values(["n", "one", "other"], ascending=[False, True, True], ignore_index=True)
