"""`make diff`: which findings moved between two runs, how the tables changed, and why, as far as the manifests tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from allegedly import tables
from allegedly.run import causes
from allegedly.run.causes import Cause
from allegedly.run.fresh import shown
from allegedly.schema import SCHEMA
from allegedly.settings import SettingsError

SHOWN = 8
"""Names listed of one kind; of more, their number is told."""


@dataclass(frozen=True)
class Run:
    """What a run left: its manifest, its findings by id, and the number of rows of each table."""

    folder: Path
    manifest: Mapping[str, Any]
    findings: Mapping[str, Mapping[str, Any]]
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Moved:
    """One finding that is not the same in both runs; None where one of them has no such finding."""

    id: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None

    @property
    def numbers(self) -> list[tuple[str, Any, Any]]:
        """The numbers that changed: name, old, new."""
        old, new = ((one or {}).get("numbers", {}) for one in (self.old, self.new))
        return [(name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)]

    @property
    def table(self) -> str:
        """The table it was counted in; "": no single one."""
        return str((self.new or self.old or {}).get("table", ""))


def read(folder: Path, setting: str) -> Run:
    """The run in a folder, which was given as `setting`. Raises SettingsError if no finished run is there."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        what = "holds no manifest.json of a run" if folder.is_dir() else "is no folder"
        raise SettingsError(f"{setting}: {folder} {what}; make one by  make report OUTPUT={folder}")
    findings = folder / "findings.json"
    told = _json(findings, setting) if findings.is_file() else []
    return Run(
        folder,
        _json(manifest, setting),
        {row["id"]: row for row in told},
        {name: tables.count(folder, name) for name in SCHEMA if (folder / "tables" / f"{name}.parquet").exists()},
    )


def _json(path: Path, setting: str) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SettingsError(f"{setting}: {path} is not JSON ({error}); was the run stopped? make it again") from None


def moved(old: Run, new: Run) -> list[Moved]:
    """The findings that differ in their words or numbers, in the order they are told; those gone come last."""
    every = dict.fromkeys([*new.findings, *old.findings])
    pairs = [Moved(name, old.findings.get(name), new.findings.get(name)) for name in every]
    return [pair for pair in pairs if pair.old is None or pair.new is None or _says(pair.old) != _says(pair.new)]


def _says(finding: Mapping[str, Any]) -> tuple[Any, ...]:
    return finding["text"], finding.get("caveat", ""), finding.get("numbers", {})


def compare(old: Path, new: Path) -> str:
    """All that moved between the runs in two folders, as text for a terminal. Raises SettingsError."""
    one, other = read(old, "OLD"), read(new, "OUTPUT")
    found, why = moved(one, other), causes.between(one.manifest, other.manifest)
    lines = [f"old: {shown(old)}", f"new: {shown(new)}", "", *_findings(one, other, found, why)]
    lines += ["", *_tables(one, other), "", *_causes(one, other, found, why)]
    return "\n".join(lines)


def _findings(one: Run, other: Run, found: list[Moved], why: list[Cause]) -> Iterator[str]:
    without = [run for run in (one, other) if not run.findings]
    if without:
        yield "No findings to compare: " + " and ".join(shown(run.folder) for run in without) + " has none; make report"
        return
    same = len({*one.findings, *other.findings}) - len(found)
    yield f"{len(found)} of {same + len(found)} findings moved." if found else f"No finding moved; there are {same}."
    for pair in found:
        yield f"\n{pair.id}{f' (counted in {pair.table})' if pair.table else ''}"
        caveat = _caveat(pair)
        yield f"  old: {_sentence(pair.old, caveat)}"
        yield f"  new: {_sentence(pair.new, caveat)}"
        yield from [f"  of both: {caveat}"] * bool(caveat)
        if pair.old and pair.new:
            yield from (f"  {name}: {_number(a)} → {_number(b)}" for name, a, b in pair.numbers)
        same = causes.unchanged(pair.table, one.manifest, other.manifest)
        bearing = causes.bearing_on(pair.table, why, counted_only=same)
        how = " (the tables are the same: how it is counted or told)" if same else ""
        yield f"  may come from{how}: {_listed(bearing) or 'nothing that the manifests record'}"


def _caveat(pair: Moved) -> str:
    """What neither finding means, where both say it in the same words: told once; else ""."""
    old, new = ((one or {}).get("caveat", "") for one in (pair.old, pair.new))
    return old if old == new else ""


def _sentence(finding: Mapping[str, Any] | None, caveat: str) -> str:
    """A finding with what it does not mean, unless that is the `caveat` of both."""
    own = finding.get("caveat", "") if finding else ""
    return f"{finding['text']} {'' if own == caveat else own}".strip() if finding else "(not told)"


def _number(value: Any) -> str:
    return "none" if value is None else f"{value:,.6g}" if isinstance(value, float) else str(value)


def _tables(one: Run, other: Run) -> Iterator[str]:
    """Rows of each table in both runs, where their number or their bytes differ."""
    old_bytes, new_bytes = (run.manifest.get("tables", {}) for run in (one, other))
    lines = []
    for name in SCHEMA:
        before, now = one.rows.get(name), other.rows.get(name)
        file = f"{name}.parquet"
        if before is None or now is None:
            lines += [f"  {name}: {_rows(before)} → {_rows(now)}"] if before != now else []
        elif before != now:
            lines.append(f"  {name}: {before:,} → {now:,} rows ({now - before:+,})")
        elif old_bytes.get(file) != new_bytes.get(file):
            lines.append(f"  {name}: {now:,} rows as before, not all of them the same")
    yield "Tables that changed:" if lines else "All tables are the same."
    yield from lines


def _rows(n: int | None) -> str:
    return "no such table" if n is None else f"{n:,} rows"


def _causes(one: Run, other: Run, found: list[Moved], why: list[Cause]) -> Iterator[str]:
    yield "What is not the same in both runs:" if why else "The manifests record nothing that is not the same."
    for kind, some in groupby(why, key=lambda cause: cause.kind):
        yield f"  {causes.KINDS[kind]}: {_names(list(some))}"
    missing = causes.unrecorded(one.manifest, other.manifest)
    if missing:
        yield f"  not recorded by an older version, so it may have changed unseen: {', '.join(missing)}"
    if found and not why and not missing:
        yield "  Findings moved all the same: was a file in one of the folders changed by hand?"


def _listed(why: Iterable[Cause]) -> str:
    groups = groupby(why, key=lambda cause: cause.kind)
    return "; ".join(f"{causes.KINDS[kind]} ({_names(list(some))})" for kind, some in groups)


def _names(some: list[Cause]) -> str:
    more = f" and {len(some) - SHOWN} more" if len(some) > SHOWN else ""
    return ", ".join(map(str, some[:SHOWN])) + more
