"""What differs between two runs, by their manifests, and which findings each difference can bear on.

A manifest says what a run read: articles, parameters, lexicons, corrections, code, packages. What of it a table depends
on is read off the source, as the runner does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from allegedly.run.fresh import REPORT
from allegedly.run.provenance import CORRECTED, PACKAGE, closure, lexicons_of
from allegedly.run.stages import STAGES
from allegedly.schema import SCHEMA
from allegedly.settings import reads

NOT_FOUND_IN = frozenset({"input", "output", "overrides", "jobs", "scheduler", "title", "texts"})
"""Parameters that no finding depends on: where and how a run happens, and how its page looks."""

KINDS = {
    "inputs": "articles", "parameters": "parameters", "lexicons": "lexicons", "overrides": "corrections",
    "code": "code", "packages": "packages", "model": "language model", "lock": "lock file", "python": "Python",
    "machine": "processor", "allegedly": "version of allegedly",
}  # fmt: skip
"""What a manifest records of the causes of a result, in words; in the order they are told."""


@dataclass(frozen=True)
class Cause:
    """One thing that is not the same in both runs: its kind, its name, and what became of it."""

    kind: str
    name: str
    change: str

    def __str__(self) -> str:
        return f"{self.name} {self.change}".strip()


def between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Cause]:
    """All recorded differences of two manifests, by kind and name."""
    return [
        cause
        for kind in KINDS
        if kind in old and kind in new
        for cause in _of_kind(kind, _named(kind, old[kind]), _named(kind, new[kind]))
    ]


def unrecorded(*manifests: Mapping[str, Any]) -> list[str]:
    """Kinds of causes that one of the manifests says nothing of, in words."""
    return [words for kind, words in KINDS.items() if any(kind not in manifest for manifest in manifests)]


def _named(kind: str, value: Any) -> dict[str, Any]:
    """What a manifest says of a kind, as names and values; a single value has no name."""
    values = dict(value) if isinstance(value, Mapping) else {"": value}
    return {name: one for name, one in values.items() if kind != "parameters" or name not in NOT_FOUND_IN}


def _of_kind(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Cause]:
    # Checksums tell people nothing; versions and values do.
    told = kind in {"parameters", "packages", "model", "python", "machine", "allegedly"}
    found = []
    for name in sorted({*old, *new}):
        if name not in new:
            found.append(Cause(kind, name, "removed"))
        elif name not in old:
            found.append(Cause(kind, name, "added"))
        elif old[name] != new[name]:
            found.append(Cause(kind, name, f"{_shown(old[name])} → {_shown(new[name])}" if told else "changed"))
    return found


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "nothing" if value is None else str(value)


@cache
def _upstream(stage: str) -> frozenset[str]:
    before = STAGES[stage].before
    return frozenset({stage}).union(*(_upstream(earlier) for earlier in before))


@cache
def _read_for(table: str, *, counted_only: bool) -> Mapping[str, frozenset[str]]:
    """By kind of cause, the names that a finding counted in a table depends on; "" for a table: in no single one.

    `counted_only`: only what it is counted and told with, not what made the tables.
    """
    stages = _upstream(SCHEMA[table].stage) if table in SCHEMA else frozenset(STAGES) - {REPORT}
    modules = [STAGES[stage].module for stage in stages]
    # The sentence itself is made beside the stage, and told by the report.
    telling = [f"{module.rpartition('.')[0]}.findings" for module in modules]
    files = closure(telling if counted_only else [*modules, *telling])
    known = {
        "parameters": frozenset(
            name for stage in ({REPORT} if counted_only else {*stages, REPORT}) for name in reads(stage)
        ),
        "lexicons": frozenset(lexicons_of(files)),
        "code": frozenset(path.relative_to(PACKAGE).as_posix() for path in files),
        # What the lock file holds bears on a finding through the packages that were installed from it.
        "lock": frozenset[str](),
        "overrides": frozenset(CORRECTED[stage] for stage in stages if stage in CORRECTED),
    }
    made_by = ("overrides", "inputs", "model") if counted_only else ()
    return known | dict.fromkeys(made_by, frozenset[str]())


def unchanged(table: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether the manifests say that a table and all that its findings may also read are the same in both runs."""
    before, now = (manifest.get("tables", {}) for manifest in (old, new))
    stages = _upstream(SCHEMA[table].stage) if table in SCHEMA else frozenset(STAGES)
    both = [f"{name}.parquet" for name, one in SCHEMA.items() if one.stage in stages]
    both = [file for file in both if file in before and file in now]
    return f"{table}.parquet" in both and all(before[file] == now[file] for file in both)


def bearing_on(table: str, causes: Iterable[Cause], *, counted_only: bool = False) -> list[Cause]:
    """The causes that can have moved a finding counted in `table` ("": in no single one), the nearest code first.

    `counted_only`: the tables are the same, so that only what counts in them and tells of it can be the cause.

    >>> both = [Cause("lexicons", "hedges", "changed"), Cause("lexicons", "titles", "changed")]
    >>> [str(cause) for cause in bearing_on("mentions", both)]
    ['titles changed']
    """
    known = _read_for(table, counted_only=counted_only)
    folders = {name.split("/")[0] for name in known["code"]}
    own = STAGES[SCHEMA[table].stage].module.split(".")[1] if table in SCHEMA else ""
    found = [
        cause
        for cause in causes
        if cause.kind not in known
        or cause.name in known[cause.kind]
        # What is gone is imported and loaded by nothing any more; its folder says what it was for.
        or (cause.change == "removed" and cause.kind == "code" and cause.name.split("/")[0] in folders)
        or (cause.change == "removed" and cause.kind == "lexicons")
    ]
    kinds = list(KINDS)
    return sorted(found, key=lambda cause: (kinds.index(cause.kind), cause.name.split("/")[0] != own, cause.name))
