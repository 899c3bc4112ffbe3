"""Mapping a function over batches: here, in processes of this machine, or on a running Dask cluster.

What travels is the name of a batch and the number of its documents: tables are read and written by the processes that
make them, so all machines must see the same folders. Only pages of articles get the rows that they show sent.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from allegedly.settings import Settings

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

Task = TypeVar("Task")

FEW = 128
"""Documents up to which starting processes costs more than it saves."""
_WORKERS, _SCRATCH = Path("work", "workers"), Path("work", "dask")
_OUR_WORKERS = {
    # Without Dask's MALLOC_TRIM_THRESHOLD_: handing memory back at once and asking for it again took 7 % of the time.
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "MKL_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
    "distributed.worker.profile.enabled": False,  # nobody looks at it
    # Dask's 50 and 10 looks a second at its loop and its memory each take Python's lock from the batch at work.
    "distributed.admin.tick.interval": "1s",
    "distributed.worker.memory.monitor-interval": "1s",
}
PATIENCE = 10
"""Seconds to wait for a scheduler, and for its first worker."""
AHEAD = 4
"""Tasks for each thread, of 16 threads at least, that are handed to the scheduler before their turn: more would only
fill its memory."""


class ClusterError(RuntimeError):
    """The cluster cannot make the batches of this run. The message says why, and what to do."""


def map_batches(
    make: Callable[[Task], int],
    tasks: Iterable[Task],
    *,
    sizes: Sequence[int],
    settings: Settings,
    ahead: int = AHEAD,
) -> Iterator[int]:
    """`make` of each task, as they finish. The results never depend on where it ran.

    `sizes` are the documents of each task, known before the tasks are made, which may keep us waiting; `ahead` is as
    AHEAD, for tasks that take much memory. Raises ClusterError.
    """
    n = n_processes(settings, sizes)
    if not sizes or (not settings.scheduler and n == 1):
        yield from map(make, tasks)
        return
    with _client(settings, n) as client:
        yield from _spread(client, make, iter(tasks), ahead)


def n_processes(settings: Settings, sizes: Sequence[int]) -> int:
    """How many processes of this machine make batches of these sizes; 1: the one that asks."""
    jobs = settings.jobs or (1 if sum(sizes) <= FEW else os.cpu_count() or 1)
    return max(1, min(jobs, len(sizes)))


@contextmanager
def workers(settings: Settings, sizes: Sequence[int]) -> Iterator[None]:
    """Keep the processes that a run of several stages needs for its batches, so that each stage finds them started.

    A file in the output folder says where they are; it goes with them.
    """
    file = settings.output / _WORKERS
    file.unlink(missing_ok=True)  # a run that was killed left it, and this
    shutil.rmtree(settings.output / _SCRATCH, ignore_errors=True)
    n = n_processes(settings, sizes)
    if settings.scheduler or n == 1:
        yield
        return
    with _local(settings, n) as cluster:
        file.write_text(cluster.scheduler_address, encoding="utf-8")
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def are_kept(output: Path) -> bool:
    """Whether a run keeps processes for the batches of this output folder."""
    return (output / _WORKERS).exists()


def _spread(client: Client, make: Callable[[Task], int], tasks: Iterator[Task], ahead: int) -> Iterator[int]:
    from distributed import as_completed

    def hand_over(n: int) -> None:
        for task in islice(tasks, n):
            waiting.add(client.submit(make, task, pure=False))

    waiting = as_completed(with_results=True)
    hand_over(ahead * max(sum(client.nthreads().values()), 16))
    for _, n_documents in waiting:
        hand_over(1)
        yield n_documents


@contextmanager
def _client(settings: Settings, n_workers: int) -> Iterator[Client]:
    """A client of the running cluster, or of one that lives as long as it does."""
    from distributed import Client

    if not settings.scheduler:
        if (of_run := _client_of_run(settings)) is not None:
            with of_run:
                if len(of_run.nthreads()) >= n_workers:  # a run that had few batches to make keeps few
                    yield of_run
                    return
        with _local(settings, n_workers) as cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(settings.scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"SCHEDULER: no Dask scheduler answers at {settings.scheduler} within {PATIENCE} seconds "
            f"({type(error).__name__}). Is it running, and is this its address? Without SCHEDULER= the run uses this "
            "machine."
        ) from None
    with client:
        _refuse_unfit(client, settings)
        yield client


def _client_of_run(settings: Settings) -> Client | None:
    """A client of the processes that the run keeps, if it does."""
    from distributed import Client

    file = settings.output / _WORKERS
    # What a run that was killed left there leads nowhere.
    with suppress(OSError, ValueError):
        return Client(file.read_text(encoding="utf-8"), timeout=PATIENCE)
    return None


@contextmanager
def _local(settings: Settings, n_workers: int) -> Iterator[LocalCluster]:
    """Processes of this machine, whose own files lie in the output folder as long as they live."""
    import dask
    from distributed import LocalCluster

    folder = settings.output / _SCRATCH  # by default they would lie where the run was started
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with (
            dask.config.set(_OUR_WORKERS),
            tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as scratch,
            LocalCluster(
                n_workers=n_workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs="ERROR",
                local_directory=scratch,
            ) as cluster,
        ):  # fmt: skip
            yield cluster
    finally:
        with suppress(OSError):  # others may have theirs there
            folder.rmdir()


def _refuse_unfit(client: Client, settings: Settings) -> None:
    """Raise ClusterError unless there is a worker, and each that is there has the project and sees the folders."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ClusterError(
            f"SCHEDULER: {settings.scheduler} has no workers; start some:  dask worker {settings.scheduler}"
        ) from None
    work = settings.output / "work"
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=work, prefix="seen-by-workers-") as seen:
        answers = client.run(
            missing_paths, [str(settings.input), str(settings.overrides), seen.name], on_error="return"
        )
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, BaseException):
            raise ClusterError(
                f"SCHEDULER: the worker at {worker} cannot load the project ({type(answer).__name__}: {answer}); "
                "install the same version of it on all machines and restart the workers"
            )
        if answer:
            raise ClusterError(
                f"SCHEDULER: the worker at {worker} does not see {answer[0]}; INPUT, OUTPUT and overrides must lie in "
                "folders that all machines share, under the same path"
            )


def missing_paths(paths: Sequence[str]) -> list[str]:
    """Those of some paths that this process does not see."""
    return [path for path in paths if not Path(path).exists()]
