"""The stages 01 to 04 on texts in memory, without a folder, a notebook or a kernel: for exploring and for tests."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import tables
from allegedly.corpus import Corpus
from allegedly.run.fresh import REPORT
from allegedly.run.isolation import FAILURES
from allegedly.run.stages import STAGES, sources
from allegedly.settings import Settings


def analyse(
    texts: str | Mapping[str, str | Mapping[str, str]], *, until: str = "04_hedging", **parameters: Any
) -> dict[str, Any]:
    """All tables of a run over plain texts (doc_id -> text; a single text is called "text"), and its Docs.

    In place of a text may stand its row of an input: text, and any of title, outlet, published, url.

    `until` names the last stage, `parameters` are settings. The Docs stand under "annotations", by doc_id.
    Raises EmptyInputError if there is no text.
    """
    rows = {"text": texts} if isinstance(texts, str) else texts
    with tempfile.TemporaryDirectory() as folder:
        lines = [
            json.dumps(({"text": row} if isinstance(row, str) else dict(row)) | {"id": name}) + "\n"
            for name, row in rows.items()
        ]
        file = Path(folder, "texts.jsonl")
        file.write_text("".join(lines), encoding="utf-8")
        settings = Settings(input=file, output=Path(folder, "out"), **parameters)
        found: dict[str, Any] = {"sources": sources(settings)}
        for stage in STAGES.values():
            if stage.name == REPORT:
                break
            module = import_module(stage.module)
            found |= module.map_batch({name: found[name] for name in stage.inputs or ("sources",)}, settings)
            if hasattr(module, "reduce"):
                with Corpus.of(found, count_duplicates=settings.count_duplicates) as corpus:
                    found |= {
                        name: rows if isinstance(rows, pd.DataFrame) else pd.concat(rows, ignore_index=True)
                        for name, rows in module.reduce(corpus, settings).items()
                    }
            if stage.name == until:
                break
        found[FAILURES] = tables.frame(FAILURES)  # here whatever fails is raised
    return found
