"""Articles that repeat another: the share of five-word shingles two have in common (Jaccard, Broder 1997).

Candidates come from MinHash signatures (datasketch) where there are many articles; the share itself is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    groups = _groups(rank, texts, threshold=threshold, seed=seed)
    groups_of: dict[int, list[int]] = {}
    for n, group in enumerate(groups):
        for number in group:
            groups_of.setdefault(number, []).append(n)
    # As arrays: a set of Python's numbers takes twenty times as much.
    sets = {
        rank[doc_id]: np.array(sorted(shingles(text)), dtype=np.uint32)
        for doc_id, text in texts() if rank[doc_id] in groups_of
    }  # fmt: skip
    # Only originals are compared with, so that a text that stands there k times costs k comparisons, not k squared.
    originals: list[list[int]] = [[] for _ in groups]
    found: dict[str, tuple[str, float]] = {}
    for j in sorted(groups_of):
        near = {i for n in groups_of[j] for i in originals[n]}
        share, i = max(((_jaccard(sets[i], sets[j]), -i) for i in near), default=(0.0, 0))
        if share >= threshold:
            found[order[j]] = (order[-i], share)
        else:
            for n in groups_of[j]:
                originals[n].append(j)
    return found


def _groups(
    rank: Mapping[str, int], texts: Callable[[], Iterable[tuple[str, str]]], *, threshold: float, seed: int
) -> list[list[int]]:
    """Groups of articles of which any two may be near; all articles are one where they are few."""
    if len(rank) <= _FEW:
        return [list(range(len(rank)))]
    from datasketch import MinHash, MinHashLSH

    sets = (sorted(shingles(text)) for _, text in texts())
    made = MinHash.generator(sets, num_perm=_PERMUTATIONS, seed=seed, hashfunc=int)
    signatures = np.stack([signature.hashvalues for signature in made])
    numbers = [rank[doc_id] for doc_id, _ in texts()]
    # A threshold below the wanted one misses fewer; what is not near is counted out later.
    index = MinHashLSH(threshold=max(0.3, threshold - 0.15), num_perm=_PERMUTATIONS)
    groups: list[list[int]] = []
    for start in range(0, index.b * index.r, index.r):
        alike: dict[bytes, list[int]] = {}
        for number, signature in zip(numbers, signatures, strict=True):
            alike.setdefault(signature[start : start + index.r].tobytes(), []).append(number)
        groups += [sorted(own) for own in alike.values() if len(own) > 1]
    return groups
