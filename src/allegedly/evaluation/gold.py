"""Annotated news as an input without its answers, read by the stages as any input is."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import annotated, tables
from allegedly.evaluation import measures
from allegedly.evaluation.measures import Counts, Gold
from allegedly.evaluation.scores import score
from allegedly.run.stages import run_stage
from allegedly.settings import STAGES, Settings


@dataclass(frozen=True)
class Kind:
    """One kind of annotation: the folder its files stand in, the last stage it judges, and how it is counted."""

    name: str
    folder: str
    stage: str
    count: Callable[..., Counts]


KINDS = (
    Kind("cleaning", "html", "01_cleaning", measures.cleaning),
    Kind("names", "ner", "02_entities", measures.names),
    Kind("merging", "coref", "02_entities", measures.merging),
    Kind("attribution", "attribution", "03_discourse", measures.attribution),
    Kind("hedging", "hedging", "04_hedging", measures.hedging),
)

# What a set of sentences is written in, where that is not news.
_GENRES = {"bioscope": "science", "wikiweasel": "encyclopedia"}


def question(row: dict[str, Any], folder: Path) -> dict[str, Any]:
    """One gold row without its answers: id and text, or the page's source, or its visible lines."""
    asked = {"id": row["id"]} | {key: row[key] for key in ("title", "url") if row.get(key)}
    if str(row.get("html", "")).endswith(".gz"):
        page = gzip.decompress((folder / row["html"]).read_bytes())
        return asked | {"html": page.decode("utf-8", errors="replace")}
    return asked | {"text": "\n".join(row["lines"]) if "lines" in row else row["text"]}


def files(folder: Path) -> list[tuple[Kind, Path]]:
    """The gold files below a folder, by kind; a part for training is left out where there is another to judge by."""
    found = []
    for kind in KINDS:
        paths = sorted((folder / kind.folder).glob("*.jsonl"))
        judged = [path for path in paths if not path.stem.endswith("_train")]
        # The sentence sets for hedging come without a second part: they are judged as they are.
        found += [(kind, path) for path in (paths if kind.name == "hedging" else judged)]
    return found


def evaluate(kind: Kind, path: Path, *, parameters: dict[str, Any]) -> pd.DataFrame:
    """Score the stages on one gold file; the columns of `scores.score` and before them kind and texts."""
    gold = annotated.rows(path, "id")
    genre = next((genre for prefix, genre in _GENRES.items() if path.stem.startswith(prefix)), "news")
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "texts.jsonl")
        lines = [json.dumps(question(row, path.parent), ensure_ascii=False) + "\n" for row in gold]
        asked.write_text("".join(lines), encoding="utf-8")
        settings = Settings(**{"genre": genre} | parameters | {"input": asked, "output": Path(folder, "out")})
        for stage in STAGES[: STAGES.index(kind.stage) + 1]:
            run_stage(stage, settings)
        count = kind.count
        if kind.name == "attribution":
            count = partial(count, flat=is_flat(gold))
        counts = count(gold, partial(tables.read, settings.output))
    scored = score(counts)
    scored.insert(0, "texts", path.stem)
    scored.insert(0, "kind", kind.name)
    return scored


def is_flat(gold: Gold) -> bool:
    """True if no relation's cue lies inside another's content: then the guidelines forbid it."""
    for article in gold:
        relations = [measures.relation(a) for a in article["attributions"]]
        if len(measures.outermost(relations)) < len(relations):
            return False
    return True
