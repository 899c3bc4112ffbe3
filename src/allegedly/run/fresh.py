"""Is there anything to do? Answered from names, sizes and times of files alone, without reading them.

This module imports nothing heavy: a second `make report` must answer at once. Where it is in doubt, the runner
compares contents.
"""

from __future__ import annotations

import json
import sys
import sysconfig
from pathlib import Path
from typing import Any

from allegedly.settings import PROJECT, Settings
from allegedly.touched import signature

REPORT = "05_report"
_READ = ("src/allegedly", "notebooks", "data/lexicons", "data/accuracy", "requirements.lock")
MADE = ("tables", "notebooks", "figures", "findings.json", "manifest.json", "report.html", "articles")
"""What a run leaves in its folder for people."""


def read_signature(settings: Settings) -> str:
    """A checksum of what a run reads: files, settings, Python."""
    values = settings.model_dump(mode="json")
    # A package installed, removed or replaced changes the time of the folder of packages.
    packages = Path(sysconfig.get_path("purelib")).stat().st_mtime_ns
    own = [settings.input, settings.input.parent / "metadata.csv", settings.overrides]
    paths = [*own, *(PROJECT / name for name in _READ)]
    return signature(paths, values, sys.prefix, packages, leave=settings.output)


def made_signature(settings: Settings) -> str:
    """A checksum of what a run left."""
    return signature(settings.output / name for name in MADE)


def state(output: Path) -> dict[str, Any]:
    """What the last runs left: the key of each finished stage, the signatures of each finished target."""
    try:
        found: dict[str, Any] = json.loads((output / "work" / "state.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {"stages": {}, "targets": {}}
    return found


def remember(output: Path, content: dict[str, Any]) -> None:
    """Keep the state, whole or not at all."""
    file = output / "work" / "state.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(content, indent=1), encoding="utf-8")
    unfinished.rename(file)


def result(settings: Settings, target: str) -> str:
    """What a run up to stage `target` leaves for people, as they would type it."""
    return shown(settings.output / ("report.html" if target == REPORT else "tables"))


def shown(path: Path) -> str:
    """A path as people would type it in the project's folder."""
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)


def nothing_to_do(settings: Settings, target: str) -> bool:
    """True if nothing that a run up to stage `target` reads or left was touched since it finished."""
    return state(settings.output)["targets"].get(target) == [
        read_signature(settings),
        made_signature(settings),
    ]
