"""Words that decide in context whether a cue counts: verbs of ability, rules, people with views, units of measure.

They are kept in the lexicon `hedge_words`, group by group; which condition asks for a group, its README says.
"""

from __future__ import annotations

from functools import cache

from allegedly import lexicons

KEY = ("entry", "group")
GROUPS = ("ability", "withheld", "rule", "state", "opinion", "saying", "money", "claim_verb", "unit")


@cache
def group(name: str) -> frozenset[str]:
    """The words of a group, as lemmas.

    >>> "critic" in group("opinion"), "critic" in group("unit")
    (True, False)

    Raises LexiconError for a group that is not in GROUPS, or that the lexicon lacks.
    """
    rows = lexicons.load("hedge_words", key=KEY)
    if name not in GROUPS or not rows["group"].eq(name).any():
        raise lexicons.LexiconError(f"{lexicons.path('hedge_words')}: expected words of the group {name!r}; "
                                    f"the groups are {', '.join(GROUPS)}")  # fmt: skip
    return frozenset(rows.loc[rows["group"].eq(name), "entry"])
