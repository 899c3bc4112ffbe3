"""What a mark says of itself on hover and on keyboard focus, as far as no row of a table says it; what an interval is.

The script of the page makes the note of a mark from the row that the mark leads to. What stands here is what rows do
not say: each name's rule and place, and what stances and categories mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from allegedly import stats
from allegedly.findings import Finding

STANCES = {
    "assert": "states it",
    "deny": "denies it",
    "withhold": "does not confirm it",
    "doubt": "doubts it",
    "claim": "is reported at a distance",
    "concede": "concedes it",
    "demand": "demands it",
    "ask": "asks it",
    "believe": "believes it",
    "evaluate": "judges it",
}
"""What each stance of a cue says about its source."""

HEDGES = {
    "epistemic": "may be so",
    "doxastic": "is believed",
    "evidential": "is said or seems to be so",
    "investigation": "is being looked into",
    "weasel": "somebody, unnamed",
    "approximator": "about so much; not uncertain by itself",
    "nonfactual": "planned or tried, not yet a fact",
    "condition": "only if something else is so",
    "certainty": "surely so",
    "emphasis": "said with force",
}
"""What each category of hedge or booster does, in the words of the page."""


def original(start: Any, end: Any) -> list[int] | None:
    """A place in the text as it came in, as the script of the page takes it; None where there is no single place."""
    return None if pd.isna(start) or pd.isna(end) else [int(start), int(end)]


def mentions(rows: pd.DataFrame, entity_rows: Mapping[str, str]) -> dict[str, list[Any]]:
    """What names say that no row of the page says: mention_id -> [anchor of the thing, rule, place in the original].

    `entity_rows` gives the anchor of each entity's row; a name of a thing that the page does not list is left out.
    """
    return {
        f"m{row.mention_id}": [entity_rows[row.entity_id], row.rule, original(row.raw_start, row.raw_end)]
        for row in rows.itertuples(index=False)
        if row.entity_id in entity_rows
    }


def glossary() -> dict[str, str]:
    """Stances and categories in words."""
    return {stance: f"the source {words}" for stance, words in STANCES.items()} | HEDGES


def of_intervals(found: Sequence[Finding], n: int) -> str:
    """What the intervals of these findings say of so many counted articles, in plain words; "" if none gives one.

    >>> of_intervals([Finding(id="a", text="1 of 4: 25 % (95 % interval 5 % to 70 %).")], 1)[:51]
    'A “95 % interval” of one article: the share itself '
    >>> of_intervals([Finding(id="a", text="One voice speaks.")], 1)
    ''
    """
    if not any("95 % interval" in finding.text for finding in found):
        return ""
    if n < stats.ENOUGH_GROUPS:
        which = "one article" if n == 1 else "so few articles"
        these = "this article" if n == 1 else "these articles"
        return (
            f"A “95 % interval” of {which}: the share itself is counted in full. The interval says how far a share of "
            f"so few statements or sentences swings by chance; it describes {these}, says nothing of others, and "
            "leaves out mistakes of reading."
        )
    return (
        "A “95 % interval” is over articles: how far the share may lie from that of many more articles like these. It "
        "leaves out mistakes of reading."
    )
