"""Articles that repeat another: the share of five-word shingles two have in common (Jaccard, Broder 1997).

Candidates come from MinHash signatures (datasketch) where there are many articles; the share itself is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from zlib import crc32

import numpy as np
import numpy.typing as npt

Shingles = npt.NDArray[np.uint32]

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


def _jaccard(one: Shingles, other: Shingles) -> float:
    """`jaccard` of shingles in arrays."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


def duplicates(
    order: Sequence[str], texts: Callable[[], Iterable[tuple[str, str]]], *, threshold: float, seed: int
) -> dict[str, tuple[str, float]]:
    """For each doc_id that repeats an earlier one: the original and the share in common.

    `order` names the articles so that the first of like ones is the original; an original repeats no other. `texts`
    gives their (doc_id, text) in any order; it is gone through twice, and only signatures are kept of all.

    >>> read = lambda: [("a", "He left at once."), ("b", "He left at once!"), ("c", "She stayed.")]
    >>> duplicates(["a", "b", "c"], read, threshold=0.8, seed=1)
    {'b': ('a', 1.0)}
    """
    rank = {doc_id: number for number, doc_id in enumerate(order)}
    pairs = _pairs(rank, texts, threshold=threshold, seed=seed)
    wanted = {number for pair in pairs for number in pair}
    # As arrays: a set of Python's numbers takes twenty times as much.
    sets = {
        rank[doc_id]: np.array(sorted(shingles(text)), dtype=np.uint32)
        for doc_id, text in texts() if rank[doc_id] in wanted
    }  # fmt: skip
    near: dict[int, list[int]] = {}
    for i, j in sorted(pairs):
        near.setdefault(j, []).append(i)
    found: dict[str, tuple[str, float]] = {}
    for j in sorted(near):
        shares = [(_jaccard(sets[i], sets[j]), -i) for i in near[j] if order[i] not in found]
        share, i = max(shares, default=(0.0, 0))
        if share >= threshold:
            found[order[j]] = (order[-i], share)
    return found


def _pairs(
    rank: Mapping[str, int], texts: Callable[[], Iterable[tuple[str, str]]], *, threshold: float, seed: int
) -> set[tuple[int, int]]:
    """Pairs (earlier, later) that may be near; all of them where there are few articles."""
    if len(rank) <= _FEW:
        return set(combinations(range(len(rank)), 2))
    from datasketch import MinHash, MinHashLSH

    sets = (sorted(shingles(text)) for _, text in texts())
    made = MinHash.generator(sets, num_perm=_PERMUTATIONS, seed=seed, hashfunc=int)
    signatures = np.stack([signature.hashvalues for signature in made])
    numbers = [rank[doc_id] for doc_id, _ in texts()]
    # A threshold below the wanted one misses fewer; what is not near is counted out later.
    index = MinHashLSH(threshold=max(0.3, threshold - 0.15), num_perm=_PERMUTATIONS)
    pairs: set[tuple[int, int]] = set()
    for start in range(0, index.b * index.r, index.r):
        alike: dict[bytes, list[int]] = {}
        for number, signature in zip(numbers, signatures, strict=True):
            alike.setdefault(signature[start : start + index.r].tobytes(), []).append(number)
        pairs.update(pair for own in alike.values() for pair in combinations(sorted(own), 2))
    return pairs
