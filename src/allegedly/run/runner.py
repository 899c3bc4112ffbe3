"""A whole run: what must be done again, in which order, and what is left when it ends or fails."""

from __future__ import annotations

import fcntl
import os
import platform
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from allegedly.run import batches, executor, fresh, manifest, notebooks, progress
from allegedly.run.fresh import REPORT
from allegedly.run.kernels import kernels
from allegedly.run.provenance import closure, data_of, digest, file_digest, imports_of_code
from allegedly.run.stages import STAGES, method_key, plan, writer
from allegedly.settings import PROJECT, Settings, SettingsError, reads
from allegedly.settings import save as keep

PATIENCE, _PAUSE = 60.0, 0.2
"""Seconds to wait for what a run that was killed has left at work; and between two looks."""


class BusyError(RuntimeError):
    """Another run is writing to the same output folder."""


def run(settings: Settings, *, target: str = REPORT) -> dict[str, float]:
    """Bring the output up to date as far as stage `target`; the seconds between the turns of stages that had to run.

    Raises SettingsError, EmptyInputError, NotebookError or BusyError, each with a message for whoever typed it.
    """
    wanted = list(STAGES)[: list(STAGES).index(target) + 1]
    for stage in wanted:  # all parameters are checked before any kernel starts
        notebooks.values_for(stage, notebooks.FOLDER / STAGES[stage].notebook, settings)
    _refuse_what_is_not_ours(settings.output)
    with (
        _only_run(settings.output) as held,
        # Early, because what kernels need is imported while the run is planned.
        kernels(folder=PROJECT, output=settings.output, held=held) as kernels_for,
    ):
        # Taken before anything is read: what is edited during the run is seen as changed by the next.
        read = fresh.read_signature(settings)
        keep(settings)
        planned = plan(settings)
        keys = _keys(settings, planned)
        state = fresh.state(settings.output)
        stale = [
            stage for stage in wanted
            if not (_stands(stage, keys[stage], state, settings.output)
                    and all(batch.finished for batch in planned.get(stage, ())))
        ]  # fmt: skip
        if stale:
            redone = {*stale, REPORT}
            state = {"stages": {s: kept for s, kept in state["stages"].items() if s not in redone}, "targets": {}}
            fresh.remember(settings.output, state)
            for stage in sorted(redone):
                for path in _made_by(stage, settings.output):
                    batches.remove(path)
        unmade = [[batch.n_documents for batch in planned.get(s, ()) if not batch.finished] for s in stale]
        seconds: dict[str, float] = {}
        content: dict[str, Any] = {}
        watched = settings.output / "work" / "progress"
        with (
            progress.watched(watched),
            executor.workers(settings, max(unmade, key=sum, default=[])),
        ):
            ready = kernels_for(stale)
            for stage in stale:
                begun = time.monotonic()
                if stage == REPORT:
                    content = manifest.compose(settings)
                    manifest.save(content, settings.output, seconds=seconds)
                with progress.bar(stage, watched):
                    notebooks.run(stage, settings, next(ready))
                seconds[stage] = time.monotonic() - begun
                made = [str(path.relative_to(settings.output)) for path in _made_by(stage, settings.output)]
                state["stages"][stage] = {"key": keys[stage], "made": made}
                fresh.remember(settings.output, state)
        if stale:
            manifest.save(content or manifest.compose(settings), settings.output, seconds=seconds)
        state["targets"][target] = [read, fresh.made_signature(settings)]
        fresh.remember(settings.output, state)
    return seconds


def _keys(settings: Settings, planned: Mapping[str, Sequence[batches.Batch]]) -> dict[str, str]:
    """For each stage, a checksum of all that its tables, its executed notebook and its figures depend on."""
    values = settings.model_dump(mode="json")
    tables: dict[str, str] = {}
    keys: dict[str, str] = {}
    for name, stage in STAGES.items():
        notebook = notebooks.FOLDER / stage.notebook
        files = closure(imports_of_code(cell["source"] for cell in notebooks.cells(notebook, "code")))
        read = [*files, notebook, *data_of(files)]
        tables[name] = digest(
            method_key(stage, settings),
            [batch.folder.name for batch in planned.get(name, ())],
            [tables[before] for before in stage.before],
        )
        keys[name] = digest(
            tables[name],
            [file_digest(path) for path in read],
            {key: values[key] for key in reads(name)},
            # The report shows what every notebook left: its figures and findings.
            list(keys.values()) if name == REPORT else [],
        )
    return keys


def _made_by(stage: str, output: Path) -> list[Path]:
    """What stands in the output folder that the stage made, for people or for later stages."""
    tables = [f"{name}{ending}" for name in STAGES[stage].outputs for ending in (".parquet", ".csv")]
    shards = [f"{batches.ANNOTATIONS}.spacy"] * (stage == writer(batches.ANNOTATIONS))
    pages = ["report.html", "findings.json", "manifest.json", "articles"] * (stage == REPORT)
    found = [*(output / "tables" / name for name in tables + shards), *(output / name for name in pages)]
    found += [output / "notebooks" / STAGES[stage].notebook, *(output / "figures").glob(f"{stage[:2]}_*")]
    return sorted(path for path in found if path.exists())


def _stands(stage: str, key: str, state: dict[str, Any], output: Path) -> bool:
    """True if a stage was finished with this key and all that it made is still there."""
    kept = state["stages"].get(stage)
    return kept is not None and kept["key"] == key and all((output / name).exists() for name in kept["made"])


def _refuse_what_is_not_ours(output: Path) -> None:
    """Raise SettingsError if the folder holds files that a run would overwrite and that no run made."""
    taken = [] if (output / "work").is_dir() else [name for name in fresh.MADE if (output / name).exists()]
    if taken:
        raise SettingsError(
            f"OUTPUT: {output} holds {', '.join(taken)} that no run made; give a folder of its own: OUTPUT=..."
        )


@contextmanager
def _only_run(output: Path) -> Iterator[int]:
    """Hold the output folder: the descriptor by which every process that inherits it holds the folder, too.

    Raises BusyError if another run holds it, or what one that was killed has left behind does not end.
    """
    lock = output / "work" / "lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as file:
        if not _held(file):
            file.seek(0)
            holder = file.read()
            if _is_alive(holder):
                raise BusyError(
                    f"{output}: another run is writing there. Wait for it to end, or give another folder: OUTPUT=..."
                )
            # Its kernels hold the lock, too: a run that was killed may leave them behind for a moment.
            print("Waiting for what a run that was killed has left at work.", file=sys.stderr, flush=True)
            begun = time.monotonic()
            while not _held(file):
                if time.monotonic() - begun > PATIENCE:
                    raise BusyError(
                        f"{output}: kernels of a run that was killed ({holder.strip() or 'not known which'}) are still "
                        f"at work there after {PATIENCE:.0f} seconds. End them, or give another folder: OUTPUT=..."
                    )
                time.sleep(_PAUSE)
        file.seek(0)
        file.truncate()
        print(os.getpid(), platform.node(), file=file, flush=True)
        yield file.fileno()


def _held(file: IO[str]) -> bool:
    """Take the lock; False if it is taken."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(holder: str) -> bool:
    """Whether the run that wrote its number and machine into the lock is there; True where that cannot be known."""
    number, _, machine = holder.strip().partition(" ")
    if not number.isdecimal() or machine != platform.node():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
