"""Articles that repeat another: the share of five-word shingles two have in common (Jaccard, Broder 1997).

Candidates come from MinHash signatures (datasketch) where there are many articles; the share itself is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from zlib import crc32

_WORD = re.compile(r"[^\W_]+")
_FEW = 60
_PERMUTATIONS = 128


def shingles(text: str, *, size: int = 5) -> frozenset[int]:
    """Checksums of the runs of `size` words; of all words where there are fewer.

    >>> len(shingles("One two three four five six."))
    2
    """
    words = [word.encode() for word in _WORD.findall(text.casefold())]
    return frozenset(crc32(b" ".join(words[i : i + size])) for i in range(max(1, len(words) - size + 1)))


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of shingles in common, 0 to 1."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def duplicates(texts: Sequence[tuple[str, str]], *, threshold: float, seed: int) -> dict[str, tuple[str, float]]:
    """For each doc_id that repeats an earlier one: the original and the share in common.

    `texts` are (doc_id, text) in the order in which the first counts as the original; an original repeats no other.

    >>> duplicates([("a", "He left at once."), ("b", "He left at once!"), ("c", "She stayed.")], threshold=0.8, seed=1)
    {'b': ('a', 1.0)}
    """
    sets = [shingles(text) for _, text in texts]
    near: dict[int, list[int]] = {}
    for i, j in sorted(_pairs(sets, threshold=threshold, seed=seed)):
        near.setdefault(j, []).append(i)
    found: dict[str, tuple[str, float]] = {}
    for j in sorted(near):
        shares = [(jaccard(sets[i], sets[j]), -i) for i in near[j] if texts[i][0] not in found]
        share, i = max(shares, default=(0.0, 0))
        if share >= threshold:
            found[texts[j][0]] = (texts[-i][0], share)
    return found


def _pairs(sets: Sequence[frozenset[int]], *, threshold: float, seed: int) -> set[tuple[int, int]]:
    """Pairs (earlier, later) that may be near; all of them where there are few."""
    if len(sets) <= _FEW:
        return set(combinations(range(len(sets)), 2))
    from datasketch import MinHash, MinHashLSH

    # A threshold below the wanted one misses fewer; what is not near is counted out later.
    index = MinHashLSH(threshold=max(0.3, threshold - 0.15), num_perm=_PERMUTATIONS)
    signatures = MinHash.bulk([sorted(made) for made in sets], num_perm=_PERMUTATIONS, seed=seed, hashfunc=int)
    pairs: set[tuple[int, int]] = set()
    for j, signature in enumerate(signatures):
        pairs |= {(i, j) for i in index.query(signature)}
        index.insert(j, signature)
    return pairs
