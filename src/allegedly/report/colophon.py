"""What made this page, and how to make it again: the manifest of the run as plain rows, and the files beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allegedly.report import wordless
from allegedly.run.provenance import digest
from allegedly.settings import PROJECT

MACHINE_ONLY = frozenset({"output", "jobs", "scheduler"})
"""Parameters that say where and how a run happens, never what it finds."""

_WORDS = {
    "packages": "Packages",
    "model": "Model",
    "parameters": "Parameters",
    "inputs": "Articles (SHA-256 of the text as it came in)",
    "overrides": "Corrections (SHA-256)",
    "lexicons": "Lexicons (SHA-256)",
    "tables": "Tables (SHA-256)",
}


@dataclass(frozen=True)
class Manifest:
    """The manifest in words: single facts, and groups of (name, value)."""

    facts: list[tuple[str, str]]
    groups: list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Download:
    """A file beside the page."""

    href: str
    name: str
    size: str


@dataclass(frozen=True)
class Figure:
    """A picture beside the page, HREF.png, with the data behind it, HREF.csv."""

    href: str
    title: str
    caption: str
    n: int
    unit: str


def read(output: Path) -> Mapping[str, Any]:
    """The manifest of the run in `output`; empty if the run wrote none (a notebook opened by hand)."""
    path = output / "manifest.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _shown(value: Any) -> str:
    """A value in words; a path inside the project counts from its folder."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "not set" if value is None else str(value).removeprefix(f"{PROJECT}/")


def manifest(content: Mapping[str, Any]) -> Manifest:
    """The manifest as rows. Times and what differs from machine to machine only are left out: a page must not change
    when nothing it shows has changed."""
    facts, groups = [], []
    for key, value in content.items():
        if key == "seconds":
            continue
        if key == "code":
            facts.append(("code (SHA-256 of all modules)", digest(value)))
            continue
        if isinstance(value, Mapping):
            rows = [(str(k), _shown(v)) for k, v in value.items() if k not in MACHINE_ONLY]
            groups.append((_WORDS.get(key, key), rows))
        else:
            facts.append((key, _shown(value)))
    return Manifest(facts, groups)


def size(n_bytes: int) -> str:
    """A size in words.

    >>> size(900), size(1_200_000)
    ('0.9 kB', '1.2 MB')
    """
    return f"{n_bytes / 1e6:.1f} MB" if n_bytes >= 1e6 else f"{n_bytes / 1e3:.1f} kB"


def downloads(output: Path, *, texts: bool = True) -> list[Download]:
    """The small tables that lie beside the page, as links relative to it; without `texts` those that hold no words of
    articles."""
    return [
        Download(path.relative_to(output).as_posix(), path.name, size(path.stat().st_size))
        for path in sorted((output / "tables").glob("*.csv"))
        if texts or wordless.shareable(path.stem)
    ]


def figures(output: Path) -> list[Figure]:
    """The figures that the notebooks of this run left beside the page, in the order of the stages."""
    found = []
    for path in sorted((output / "figures").glob("*.json")):
        words = json.loads(path.read_text(encoding="utf-8"))
        if path.with_suffix(".png").exists():
            found.append(Figure(f"figures/{path.stem}", words["title"], words["caption"], words["n"], words["unit"]))
    return found
