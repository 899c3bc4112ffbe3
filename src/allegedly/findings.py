"""A finding: one computed sentence, the numbers in it, and what it does not mean."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from allegedly.stats import Estimate

Numbers = dict[str, float | int | str | None]
"""The numbers in a sentence by name."""


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


def of_all(k: int, n: int, *, nothing: str, only: str, only_not: str, none: str, every: str, some: str) -> str:
    """The sentence for k of n: of nothing, of the only one (it is, it is not), of none, of every one, of some.

    >>> words = dict(nothing="0", only="1 of 1", only_not="0 of 1", none="0 of n", every="n of n", some="k of n")
    >>> of_all(0, 1, **words), of_all(3, 3, **words), of_all(1, 3, **words)
    ('0 of 1', 'n of n', 'k of n')
    """
    if n < 2:
        return nothing if n == 0 else only if k else only_not
    return none if k == 0 else every if k == n else some


def listing(items: Iterable[str]) -> str:
    """Items as a list in a sentence.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    parts = list(items)
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def short(name: str, most: int = 40) -> str:
    """A name for a narrow place; a long description is cut at a word.

    >>> short("two officials who did not want to be named in this", 30)
    'two officials who did not…'
    """
    if len(name) <= most:
        return name
    cut = name[: most - 1].rpartition(" ")[0] or name[: most - 1]
    return f"{cut.rstrip(' ,;:')}…"


def per_cent(value: float | None) -> str:
    """A share in words; a share of nothing has none.

    >>> per_cent(0.256), per_cent(0.004), per_cent(0.996), per_cent(None)
    ('26 %', 'under 1 %', 'over 99 %', 'no share')
    """
    if value is None:
        return "no share"
    return "under 1 %" if 0 < value < 0.005 else "over 99 %" if 0.995 < value < 1 else f"{100 * value:.0f} %"


def interval(estimate: Estimate) -> str:
    """The interval of a share in words.

    >>> interval(Estimate(0.5, 0.15, 0.85))
    '95 % interval 15 % to 85 %'
    """
    return f"95 % interval {per_cent(estimate.low)} to {per_cent(estimate.high)}"


def days(published: Iterable[str | None]) -> str:
    """The days of publication from first to last, in words; "" where none is known.

    >>> days(["2018-03-01", None, "2018-02-13"])
    '13 February 2018 to 1 March 2018'
    """
    known = sorted(day for day in published if isinstance(day, str))
    if not known:
        return ""
    first, last = (_day(day) for day in (known[0], known[-1]))
    return first if first == last else f"{first} to {last}"


def _day(day: str) -> str:
    made = date.fromisoformat(day)
    return f"{made.day} {made:%B %Y}"


def markdown(found: Iterable[Finding], measured: Mapping[str, str] | None = None) -> str:
    """Findings as a list for a notebook, what each does not mean in italics, then what was measured of it.

    `measured` gives that by the finding's id (`accuracy.bearing.findings`). Names come from articles: nothing in them
    becomes markup.

    >>> markdown([Finding("a", "One voice speaks."), Finding("b", "*It* hedges.", caveat="Or takes care.")])
    '- One voice speaks.\\n- \\\\*It\\\\* hedges. *Or takes care.*'
    >>> markdown([Finding("a", "One voice speaks.")], {"a": "Voices: F1 60 %."})
    '- One voice speaks. <small>Voices: F1 60 %.</small>'
    """
    lines = []
    for finding in found:
        parts = [plain(finding.text)]
        parts += [f"*{plain(finding.caveat)}*"] * bool(finding.caveat)
        words = (measured or {}).get(finding.id, "")
        lines.append(" ".join(["-", *parts, *([f"<small>{plain(words)}</small>"] * bool(words))]))
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text on one line that Markdown shows as it is, without markup, links or formulas.

    >>> plain("<b>a</b>\\n_b_ $c$")
    '&lt;b&gt;a&lt;/b&gt; \\\\_b\\\\_ \\\\$c\\\\$'
    """
    return re.sub(r"([\\`*_\[\]$~|#])", r"\\\1", html.escape(" ".join(text.split()), quote=False))
