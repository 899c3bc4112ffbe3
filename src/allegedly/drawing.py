"""Drawing rows by chance: the same rows for the same seed, in SQL and in frames.

Rows stand in the order of a checksum of the seed and of what names a row, ties broken by the latter, and the first are
drawn. So a row's place among the others depends on nothing but the seed and itself: more articles may push it out, but
shuffle nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5

import pandas as pd


def by_chance(*keys: str) -> str:
    """What follows ORDER BY in a question whose `$seed` is the seed; `keys` are the columns that name a row.

    >>> by_chance("doc_id", "start")
    'md5(concat_ws(\\'/\\', $seed, "doc_id", "start")), "doc_id", "start"'
    """
    return f"{rank_of(*keys)}, {_listed(keys)}"


def rank_of(*keys: str) -> str:
    """`rank` in SQL, of what the columns `keys` name, in a question whose `$seed` is the seed."""
    return f"md5(concat_ws('/', $seed, {_listed(keys)}))"


def _listed(keys: Sequence[str]) -> str:
    return ", ".join(f'"{key}"' for key in keys)


def rank(seed: int, *key: object) -> str:
    """The place of what `key` names, among others of the same seed: places are compared as texts."""
    return md5("/".join(map(str, (seed, *key))).encode(), usedforsecurity=False).hexdigest()


def draw(rows: pd.DataFrame, n: int, *, seed: int, keys: Sequence[str]) -> pd.DataFrame:
    """`n` rows of a frame, or all where there are fewer, in the frame's order; `keys` are the columns that name a row.

    >>> draw(pd.DataFrame({"doc_id": list("abcd")}), 2, seed=1, keys=["doc_id"])["doc_id"].tolist()
    ['c', 'd']
    """
    named = list(rows[list(keys)].itertuples(index=False, name=None))
    order = sorted(range(len(rows)), key=lambda at: (rank(seed, *named[at]), named[at], at))
    return rows.iloc[sorted(order[:n])]
