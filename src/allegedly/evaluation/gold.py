"""Annotated news as an input without its answers, read by the stages as any input is."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import annotated, tables
from allegedly.evaluation import measures, second, wrapped
from allegedly.evaluation.measures import Counts, Gold
from allegedly.evaluation.scores import score
from allegedly.run.stages import run_stage
from allegedly.settings import STAGES, Settings


class GoldError(ValueError):
    """A folder that holds no annotated texts. The message says what was looked for."""


@dataclass(frozen=True)
class Kind:
    """One kind of annotation: the folder its files stand in, the last stage it judges, how it is counted, and the
    field of a row that holds the marks."""

    name: str
    folder: str
    stage: str
    count: Callable[..., Counts]
    marks: str


KINDS = (
    Kind("cleaning", "html", "01_cleaning", measures.cleaning, "id"),
    Kind("names", "ner", "02_entities", measures.names, "entities"),
    Kind("merging", "coref", "02_entities", measures.merging, "chains"),
    Kind("attribution", "attribution", "03_discourse", measures.attribution, "attributions"),
    Kind("connectives", "connectives", "03_discourse", measures.connectives, "connectives"),
    Kind("hedging", "hedging", "04_hedging", measures.hedging, "uncertain"),
)

# What a set of sentences is written in, where that is not news.
_GENRES = {"bioscope": "science", "wikiweasel": "encyclopedia"}

USES: Mapping[str, str] = {
    "fitted": "weights, or figures in a lexicon, come from these very texts: the score is too kind",
    "tuned": "rules and thresholds were chosen with an eye on scores of these texts: the score is rather kind",
    "untouched": "nothing was fitted to these texts or chosen by them",
}
"""What the project made of a set of texts before it was scored on it."""

_USED = {
    "fitted": {
        ("names", "wikigold"), ("names", "worldwide_newswire_train"), ("attribution", "polnear_train"),
        ("hedging", "bioscope_sent_train"), ("hedging", "certainty_findings_dev"),
        ("hedging", "factuality_uw_news_train"), ("hedging", "wikiweasel_sent_train"),
    },
    "tuned": {
        ("cleaning", "aeb_dev"), ("cleaning", "aeb_noisy_text_dev"), ("names", "gum_news"),
        ("names", "worldwide_newswire_dev"), ("merging", "gum_news"), ("attribution", "gum_news"),
        ("attribution", "polnear_dev"), ("connectives", "gum_news"),
    },
}  # fmt: skip


def use(kind: str, texts: str) -> str:
    """What the project made of a set of texts: one of `USES`.

    >>> use("names", "wikigold"), use("names", "my_own_news")
    ('fitted', 'untouched')
    """
    own = (kind, texts.removesuffix(wrapped.ENDING))
    return next((name for name, sets in _USED.items() if own in sets), "untouched")


def question(row: dict[str, Any], folder: Path) -> dict[str, Any]:
    """One gold row without its answers: id and text, or the page's source, or its visible lines."""
    asked = {"id": row["id"]} | {key: row[key] for key in ("title", "url") if row.get(key)}
    if str(row.get("html", "")).endswith(".gz"):
        page = gzip.decompress((folder / row["html"]).read_bytes())
        return asked | {"html": page.decode("utf-8", errors="replace")}
    return asked | {"text": "\n".join(row["lines"]) if "lines" in row else row["text"]}


def files(given: Path) -> list[tuple[Kind, Path]]:
    """The gold files by kind: those below a folder of kinds, those in the folder of one kind, or the one file given.

    Of a folder, a part for training is left out where there is another to judge by. Raises GoldError if there is none.
    """
    if given.is_file():
        kinds = [kind for kind in KINDS if kind.folder == given.parent.name]
        found = [(kind, given) for kind in kinds]
    else:
        kinds = [kind for kind in KINDS if kind.folder == given.name and not (given / kind.folder).is_dir()]
        folders = [(kind, given) for kind in kinds] or [(kind, given / kind.folder) for kind in KINDS]
        found = [(kind, path) for kind, folder in folders for path in _judged(kind, folder)]
    if not found:
        expected = ", ".join(f"{kind.folder}/*.jsonl" for kind in KINDS)
        there = "there is no such file or folder" if not given.exists() else "no annotated texts there"
        raise GoldError(f"GOLD: {given}: {there}; expected a folder with {expected}, or one of these folders or files")
    return found


def _judged(kind: Kind, folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.jsonl"))
    # The sets of sentences for hedging come without a second part: they are judged as they are.
    return paths if kind.name == "hedging" else [path for path in paths if not path.stem.endswith("_train")]


def evaluate(
    kind: Kind, path: Path, *, parameters: dict[str, Any], scorer: Path | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score the stages on one gold file; with `scorer`, have that program score the same tables.

    The first frame has the columns of `scores.score` and before them kind, texts and use; the second those of
    `second.COLUMNS`, a row a mode, none without a scorer.
    Raises `annotated.AnnotationError`, naming file and line, if a row lacks what its kind is judged by, and
    `second.ScorerError`.
    """
    gold = annotated.rows(path, "id", kind.marks)
    genre = next((genre for prefix, genre in _GENRES.items() if path.stem.startswith(prefix)), "news")
    second_opinion = []
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "texts.jsonl")
        lines = [json.dumps(question(row, path.parent), ensure_ascii=False) + "\n" for row in gold]
        asked.write_text("".join(lines), encoding="utf-8")
        # Rules are scored, not what an analyst corrected for articles of their own.
        corrections = Path(folder, "overrides")
        corrections.mkdir()
        own = {"input": asked, "output": Path(folder, "out"), "overrides": corrections}
        settings = Settings(**{"genre": genre} | parameters | own)
        for stage in STAGES[: STAGES.index(kind.stage) + 1]:
            run_stage(stage, settings)
        read = partial(tables.read, settings.output)
        scored = _scored(kind, gold, read, flat=kind.name == "attribution" and is_flat(gold))
        if scorer:
            for mode in second.MODES[kind.name]:
                flat = mode.endswith("-flat")
                mine = scored if kind.name != "attribution" else _scored(kind, gold, read, flat=flat)
                theirs = second.ask(scorer, mode, path, settings.output / "tables")
                row = {"kind": kind.name, "texts": path.stem, "mode": mode}
                second_opinion.append(row | second.compared(mine, theirs))
    for at, (name, value) in enumerate(
        {"kind": kind.name, "texts": path.stem, "use": use(kind.name, path.stem)}.items()
    ):
        scored.insert(at, name, value)
    return scored, pd.DataFrame(second_opinion, columns=list(second.COLUMNS))


def _scored(kind: Kind, gold: Gold, read: measures.Reader, *, flat: bool) -> pd.DataFrame:
    return score(measures.attribution(gold, read, flat=flat) if kind.name == "attribution" else kind.count(gold, read))


def is_flat(gold: Gold) -> bool:
    """True if no relation's cue lies inside another's content: then the guidelines forbid it."""
    for article in gold:
        relations = [measures.relation(a) for a in article["attributions"]]
        if len(measures.outermost(relations)) < len(relations):
            return False
    return True
