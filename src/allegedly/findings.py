"""A finding: one computed sentence, the numbers in it, and what it does not mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One sentence about a run. `numbers` holds every number in `text`, `table` the table it was counted in."""

    id: str
    text: str
    numbers: Mapping[str, float | int | str | None] = field(default_factory=dict)
    caveat: str = ""
    table: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.caveat}".strip()


def as_rows(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as plain dicts, in the given order. Raises ValueError if two share an id."""
    rows = [asdict(finding) for finding in findings]
    seen: set[str] = set()
    for row in rows:
        if row["id"] in seen:
            raise ValueError(f"two findings are called {row['id']!r}")
        seen.add(row["id"])
    return rows


def count(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun, in words people write.

    >>> count(0, "voice"), count(1, "voice"), count(1200, "voice")
    ('no voices', '1 voice', '1,200 voices')
    """
    noun = one if n == 1 else many or f"{one}s"
    return f"no {noun}" if n == 0 else f"{n:,} {noun}"


def listing(items: Iterable[str]) -> str:
    """Items as a list in a sentence.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    parts = list(items)
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""
