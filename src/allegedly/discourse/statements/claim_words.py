"""Words by which one statement takes up another: nouns for what is said, verbs of accusing, denying and confirming.

The roles stand in `data/lexicons/claim_words.csv`, a row a word and role: `claim` (a noun for what somebody says),
`report` and `criticism` (those that point at a report, at a judgement), `wrong` (what only the accused deny),
`accusing`, `denying`, `confirming`, `nothing_known` (of which one may have none), `false`.
"""

from __future__ import annotations

from functools import cache

from allegedly import lexicons


@cache
def _roles() -> dict[str, frozenset[str]]:
    rows = lexicons.load("claim_words", key=("entry", "role"))
    return {entry: frozenset(group["role"]) for entry, group in rows.groupby("entry")}


def plays(lemma: str, role: str) -> bool:
    """Whether a word plays a role.

    >>> plays("allegation", "claim"), plays("allegation", "report")
    (True, False)
    """
    return role in _roles().get(lemma, frozenset())
