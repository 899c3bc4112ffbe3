"""Names of files for articles, whatever these are called: `../x`, `a "b"`, `=1+1`, a line break, a thousand letters."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

_LONGEST = 80
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def of(doc_ids: Iterable[str]) -> dict[str, str]:
    """For each doc_id a name that every file system takes, and that no other one has, in whatever case.

    A doc_id that is such a name is kept. Any other gets what is left of it and a checksum, so that an article has the
    same name beside whatever others.

    >>> of(["ferry", "../a b"])
    {'ferry': 'ferry', '../a b': 'a_b-2c2c791a'}
    """
    ids = list(dict.fromkeys(doc_ids))
    plain = {doc_id: _plain(doc_id) for doc_id in ids}
    times = Counter(name.lower() for name in plain.values())
    return {
        doc_id: name if name == doc_id and times[name.lower()] == 1 else f"{name}-{_checksum(doc_id)}"
        for doc_id, name in plain.items()
    }


def _plain(doc_id: str) -> str:
    return _UNSAFE.sub("_", doc_id).strip("._-")[:_LONGEST].rstrip("._-") or "article"


def _checksum(doc_id: str) -> str:
    return hashlib.sha256(doc_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
