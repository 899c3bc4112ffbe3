"""Corrections by the analyst, in `cleaning.csv`: lines and edits to keep as they are or to drop.

Columns: doc_id (empty: every article), action (`keep`: leave these words as they came in; `drop`: take this line
out), text (the line, or the words an edit changed), note (why; it goes into the log).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegedly.cleaning.edits import Edit
from allegedly.cleaning.furniture import lines
from allegedly.overrides import File, signature, told_twice


@dataclass(frozen=True, slots=True)
class Override:
    """One row of the file, and the line it ends on."""

    line: int
    doc_id: str
    action: str
    text: str
    note: str = ""

    @property
    def reason(self) -> str:
        """What the log says of an edit that it makes.

        >>> Override(4, "", "drop", "Share", "not ours").reason
        'override drop (line 4): not ours'
        """
        return ": ".join(filter(None, [signature(self.action, self.line), self.note]))


def plain(text: str) -> str:
    """Words with single blanks, as overrides compare them."""
    return " ".join(text.split())


def _problem(cells: Sequence[str], before: Sequence[Override]) -> str | None:
    """What is wrong with a row, given those before it, and what was expected; None if nothing is."""
    doc_id, action, text, _ = cells
    if action not in ("keep", "drop"):
        return f"action {action!r}; it is `keep` or `drop`"
    if not text:
        return "the text is empty; give the line or the words meant"
    return told_twice(action, text, (other for other in before if (other.doc_id, other.text) == (doc_id, text)))


FILE = File("cleaning", ("doc_id", "action", "text", "note"), Override, _problem, ("edits",), "place", column="reason")
"""The file, as every stage reads its own."""


def dropped(text: str, rules: Sequence[Override]) -> Iterable[Edit]:
    """Edits that take out the lines which overrides drop."""
    wanted = {rule.text: rule for rule in reversed(rules)}
    if not any(rule.action == "drop" for rule in rules):
        return
    found = lines(text)
    for i, line in enumerate(found):
        rule = wanted.get(plain(line.text))
        if rule and rule.action == "drop":
            end = found[i + 1].start if i + 1 < len(found) else len(text)
            yield Edit(line.start, end, text[line.start : end], "", "override_drop", rule.reason)


def kept(text: str, rules: Sequence[Override]) -> Iterable[Edit]:
    """Flags at the words that overrides keep, wherever they stand in a text, whatever its blanks."""
    for rule in rules:
        if rule.action == "keep":
            words = r"\s+".join(map(re.escape, rule.text.split()))
            for found in re.finditer(words, text):
                yield Edit(*found.span(), found.group(), found.group(), "override_keep", rule.reason)
