"""The stages: which tables each reads and writes, and how one is run over all batches.

A stage is `map_batch(inputs, settings)`, pure, followed by `reduce(corpus, settings)` for what needs the whole input.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from itertools import repeat
from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import tables
from allegedly.corpus import Corpus
from allegedly.run import batches, isolation, progress
from allegedly.run.batches import ANNOTATIONS, Batch
from allegedly.run.executor import map_batches
from allegedly.run.fresh import REPORT
from allegedly.run.isolation import FAILURES
from allegedly.run.provenance import CORRECTED, closure, data_of, digest, environment, file_digest
from allegedly.schema import SCHEMA
from allegedly.settings import Settings, SettingsError, reads

SMALL = 20_000, 20_000_000
"""Rows, and bytes of its cells, up to which a table is also written as CSV."""


class EmptyInputError(RuntimeError):
    """There is nothing to read: the message says where was looked and why nothing was found."""


class StaleWorkerError(RuntimeError):
    """A process would make batches or pages with other code or lexicons than the run has."""


@dataclass(frozen=True)
class Stage:
    """One stage: its notebook's name, the module with its functions, and the tables it reads of earlier stages."""

    name: str
    module: str
    inputs: tuple[str, ...]

    @property
    def notebook(self) -> str:
        """File name of the notebook that runs it."""
        return f"{self.name}.ipynb"

    @property
    def before(self) -> list[str]:
        """The stages whose tables it reads."""
        return sorted({writer(table) for table in self.inputs})

    @property
    def outputs(self) -> list[str]:
        """The tables it writes."""
        return [table.name for table in SCHEMA.values() if table.stage == self.name]


STAGES = {
    stage.name: stage
    for stage in (
        Stage("01_cleaning", "allegedly.cleaning.stage", ()),
        Stage("02_entities", "allegedly.names.stage", ("documents", "sentences", "alignment")),
        Stage(
            "03_discourse",
            "allegedly.discourse.stage",
            ("documents", "sentences", "alignment", ANNOTATIONS, "mentions"),
        ),
        Stage(
            "04_hedging",
            "allegedly.hedging.stage",
            ("documents", "sentences", "alignment", ANNOTATIONS, "attributions", "attribution_spans"),
        ),
        Stage("05_report", "allegedly.report.stage", tuple(SCHEMA)),
    )
}
"""All stages in order. Stage 05 reads every table and is not run over batches."""


def writer(table: str) -> str:
    """The stage that writes a table, or the annotations."""
    return "02_entities" if table == ANNOTATIONS else SCHEMA[table].stage


def code_key(stage: Stage) -> str:
    """What a stage is made of: a checksum of its code, lexicons, figures and packages, as they stand on disk."""
    files = closure([stage.module])
    return digest(environment(), [file_digest(path) for path in [*files, *data_of(files)]])


@cache
def loaded() -> dict[str, str]:
    """The key of each stage's code when this process first asked: what it works with until it ends."""
    return {name: code_key(stage) for name, stage in STAGES.items()}


def refuse_stale(stage: str, code: str) -> None:
    """Raise StaleWorkerError if this process works with another `code_key` of the stage than the one asked for."""
    if loaded()[stage] != code:
        raise StaleWorkerError(
            f"{stage}: a process on {platform.node()} works with other code, lexicons or packages than "
            "the project now has. If they were edited during the run, type the same command again; on a cluster, give "
            "all machines the same project and restart the workers."
        )


def method_key(stage: Stage, settings: Settings) -> str:
    """What a stage does to whatever input: a checksum of its code, the analyst's corrections and its parameters."""
    # The report, which corrects nothing itself, tells what every correction did.
    files = [CORRECTED[stage.name]] if stage.name in CORRECTED else list(CORRECTED.values())
    corrections = [file_digest(settings.overrides / f"{name}.csv") for name in files]
    values = settings.model_dump(mode="json")
    # Where input and corrections lie does not matter, what they hold does: the input's is in the keys of the batches.
    own = {name: values[name] for name in reads(stage.name) if name not in ("input", "overrides")}
    return digest(code_key(stage), corrections, own)


def plan(settings: Settings) -> dict[str, list[Batch]]:
    """The batches of each of the stages 01 to 04 for this input.

    A batch depends on what its own articles hold: other rows of the same table, or files beside, may change.
    Raises EmptyInputError if there is nothing to read, SettingsError if there is no folder of corrections.
    """
    if not settings.overrides.is_dir():
        raise SettingsError(
            f"overrides: there is no folder {settings.overrides}; name another, or make it: it may be empty"
        )
    planned: dict[str, list[Batch]] = {name: [] for name in STAGES if name != REPORT}
    methods = {name: method_key(STAGES[name], settings) for name in planned}
    for number, rows in enumerate(_slices(sources(settings))):
        keys: dict[str, str] = {}
        listed = rows[["path", "row", "doc_id", "digest"]].astype(str).to_numpy().tolist()
        for name in planned:
            content = [keys[stage] for stage in STAGES[name].before] or listed
            keys[name] = digest(methods[name], content)
            planned[name].append(Batch(number, len(rows), batches.folder(settings.output, name, number, keys[name])))
    return planned


def sources(settings: Settings) -> pd.DataFrame:
    """The articles of the input as `allegedly.cleaning.listing` lists them. Raises EmptyInputError if there is none."""
    from allegedly.cleaning.listing import list_sources

    if not settings.input.exists():
        raise EmptyInputError(f"INPUT: there is no file or folder {settings.input}")
    found, problems = list_sources(settings)
    if found.empty:
        why = "; ".join(f"{p.path}: {p.reason}" for p in problems.head(5).itertuples()) or "it holds no articles"
        raise EmptyInputError(f"INPUT: nothing to read in {settings.input} ({why})")
    return found


def _slices(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for start in range(0, len(rows), batches.SIZE):
        yield rows.iloc[start : start + batches.SIZE].reset_index(drop=True)


@dataclass(frozen=True)
class _Task:
    """One batch of one stage, with all that a process needs to make it."""

    stage: Stage
    code: str
    batch: Batch
    before: Mapping[str, Batch]
    sources: pd.DataFrame | None

    def inputs(self) -> dict[str, Any]:
        if self.sources is not None:
            return {"sources": self.sources}
        found: dict[str, Any] = {}
        for name in self.stage.inputs:
            batch = self.before[writer(name)]
            found[name] = batches.load_docs(batch) if name == ANNOTATIONS else batches.load(batch, name)
        return found

    def failures(self) -> pd.DataFrame | None:
        """What earlier stages could not read of the batch."""
        mapped = [batch for earlier, batch in sorted(self.before.items()) if earlier != "01_cleaning"]
        return batches.load(mapped[-1], FAILURES) if mapped else None


def _make(task: _Task, *, settings: Settings) -> int:
    """Make and keep one batch; the number of its documents. Runs in any process."""
    stage = task.stage
    refuse_stale(stage.name, task.code)
    try:
        map_batch = import_module(stage.module).map_batch
        made = isolation.make(
            lambda inputs: map_batch(inputs, settings), task.inputs(), stage=stage.name, known=task.failures()
        )
    except Exception as error:
        error.add_note(f"in stage {stage.name}, batch {task.batch.number} ({task.batch.n_documents} documents)")
        raise
    expected = {name for name in stage.outputs if _mapped(name)}
    if set(made) - {ANNOTATIONS, FAILURES} != expected - {FAILURES}:
        raise tables.TableError(f"{stage.name}: the stage gave {sorted(made)}, expected {sorted(expected)}")
    batches.save(task.batch, made)
    return task.batch.n_documents


def _mapped(table: str) -> bool:
    """True for a table that is made batch by batch, false for one that needs the whole input."""
    return SCHEMA[table].per_document or table == "problems"


def inputs_finished(stage: Stage, planned: Mapping[str, Sequence[Batch]]) -> bool:
    """True if all batches that a stage reads are finished."""
    return all(batch.finished for earlier in stage.before for batch in planned[earlier])


def make_missing(
    stage: Stage,
    planned: Mapping[str, Sequence[Batch]],
    settings: Settings,
    *,
    wait: Callable[[Iterable[Batch]], bool] = lambda before: True,
) -> None:
    """Make the batches of a stage that are not finished.

    `wait` is asked for each, with the batches it reads: it returns once they are finished, or False if they never will.
    """
    code, own = code_key(stage), planned[stage.name]
    slices: Iterable[pd.DataFrame | None] = repeat(None) if stage.before else _slices(sources(settings))
    missing = {batch.number: batch.n_documents for batch in own if not batch.finished}

    def tasks() -> Iterator[_Task]:
        for batch, rows in zip(own, slices, strict=False):
            before = {earlier: planned[earlier][batch.number] for earlier in stage.before}
            if batch.number in missing and wait(before.values()):
                yield _Task(stage, code, batch, before, rows)

    total = sum(batch.n_documents for batch in own)
    done = total - sum(missing.values())
    progress.report(stage.name, done, total)
    for n in map_batches(partial(_make, settings=settings), tasks(), sizes=list(missing.values()), settings=settings):
        done += n
        progress.report(stage.name, done, total)


def run_stage(name: str, settings: Settings) -> None:
    """Run one of the stages 01 to 04: make the batches that are missing, reduce, and publish the tables.

    Raises FileNotFoundError if an earlier stage did not finish for this input.
    """
    planned = plan(settings)
    if not inputs_finished(STAGES[name], planned):
        before = " and ".join(STAGES[name].before)
        raise FileNotFoundError(f"{name} reads what {before} write for this input; run those first")
    make_missing(STAGES[name], planned, settings)
    batches.sweep(settings.output, name, planned[name])
    _publish(STAGES[name], planned[name], settings)


def _publish(stage: Stage, made: list[Batch], settings: Settings) -> None:
    """Put the tables of a stage where people look for them: mapped tables as parts, reduced ones as one file."""
    folder = settings.output / "tables"
    module = import_module(stage.module)
    for name in stage.outputs:
        batches.remove(folder / f"{name}.parquet")
        if _mapped(name):
            batches.publish([b.folder / f"{name}.parquet" for b in made], folder / f"{name}.parquet")
    if stage.name == writer(ANNOTATIONS):
        batches.publish([b.folder / f"{ANNOTATIONS}.spacy" for b in made], folder / f"{ANNOTATIONS}.spacy")
    known = [
        name for name, table in SCHEMA.items() if table.stage <= stage.name and (folder / f"{name}.parquet").exists()
    ]
    if hasattr(module, "reduce"):
        with Corpus.open(settings, known) as corpus:
            for name, rows in module.reduce(corpus, settings).items():
                batches.save_frame(name, rows, folder / f"{name}.parquet")
    for name in stage.outputs:
        _publish_csv(name, folder, settings.output)


def _publish_csv(name: str, folder: Path, output: Path) -> None:
    """A small table also as CSV, for people; cells that a spreadsheet would run as a formula are defused."""
    target = folder / f"{name}.csv"
    target.unlink(missing_ok=True)
    n_rows, n_bytes = SMALL
    if name != "alignment" and tables.count(output, name) <= n_rows and tables.n_bytes(output, name) <= n_bytes:
        tables.write_csv(tables.read(output, name), target)
