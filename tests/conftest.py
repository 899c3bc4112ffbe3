"""What all tests share: the model, loaded once, and the stages on a text in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from allegedly import tables
from allegedly.corpus import Corpus
from allegedly.names.annotate import pipeline
from allegedly.run.memory import analyse as run_in_memory
from allegedly.schema import SCHEMA
from allegedly.settings import PROJECT

# The same texts in every run, and no judgement by the clock.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

SEED = PROJECT.parent / "shared" / "seed"


@pytest.fixture(autouse=True)
def _figures() -> Iterator[None]:
    """Close what a test drew: a notebook closes its figures, pyplot by itself keeps all of a process."""
    yield
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot:
        pyplot.close("all")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline of stage 02."""
    return pipeline()


@pytest.fixture(scope="session")
def analyse() -> Callable[..., dict[str, Any]]:
    """All tables over a text in memory; each text is read once in a test run."""
    known: dict[tuple[Any, ...], dict[str, Any]] = {}

    def one(text: str, **more: Any) -> dict[str, Any]:
        key = (text, *sorted(more.items()))
        if key not in known:
            known[key] = run_in_memory(text, **more)
        return known[key]

    return one


@pytest.fixture(scope="session")
def corpus() -> Callable[..., Corpus]:
    """A corpus of rows given by table as frames, lists of dicts, or not at all; what a row leaves out is filled in."""

    def of(*, count_duplicates: bool = False, **given: pd.DataFrame | list[dict[str, Any]]) -> Corpus:
        rows = {name: frame if isinstance(frame, list) else frame.to_dict("records") for name, frame in given.items()}
        if "documents" not in rows:
            doc_ids = {row.get("doc_id", "a") for own in rows.values() for row in own}
            rows["documents"] = [{"doc_id": doc_id} for doc_id in sorted(doc_ids)]
        frames = {name: _filled(name, rows.get(name, [])) for name in SCHEMA}
        return Corpus.of(frames, count_duplicates=count_duplicates)

    return of


def _filled(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of a table with a value in every column that needs one; numbers of rows count."""
    plain = {"string": "a", "int64": 0, "double": 0.0, "bool": False, "list<element: string>": []}
    made = []
    for number, row in enumerate(rows):
        known = {c.name: c.values[0] if c.values else plain.get(str(c.type), []) for c in SCHEMA[name].columns
                 if not c.nullable}  # fmt: skip
        known |= {c: number for c in ("mention_id", "hedge_id") if c in known} | row
        if "end" in known and "end" not in row:
            known["end"] = known["start"] + len(known.get("text", "a"))
        made.append({c: None if isinstance(v, float) and pd.isna(v) else v for c, v in known.items()})
    return tables.frame(name, made)


@pytest.fixture(scope="session")
def parse(analyse: Callable[..., dict[str, Any]]) -> Callable[[str], Doc]:
    """A text as stage 02 parses it, its sentences those of stage 01."""
    return lambda text: analyse(text, until="02_entities")["annotations"]["text"]


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The article the project began with; tests that read it are skipped where it is not at hand."""
    files: Iterable[Path] = sorted(SEED.glob("*.txt"))
    for file in files:
        return file.read_text(encoding="utf-8")
    pytest.skip("the article the project began with is not part of the project and is not at hand")


@pytest.fixture(scope="session")
def command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """`python -m allegedly TARGET` as make calls it, with the variables named."""

    def call(target: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if key not in ("INPUT", "OUTPUT", "PARAMS")}
        return subprocess.run(
            [sys.executable, "-m", "allegedly", target],
            env=environment | variables, capture_output=True, text=True, check=False, cwd=PROJECT,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return call


@pytest.fixture(scope="session")
def sample(command: Callable[..., subprocess.CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of data/raw, in a folder whose name needs care."""
    output = tmp_path_factory.mktemp("out") / 'it\'s = a "run"'
    done = command("report", OUTPUT=str(output))
    assert done.returncode == 0, done.stderr
    assert "report.html is ready" in done.stdout
    assert done.stderr == ""  # no terminal: no bar, and nothing to worry a reader
    return output
