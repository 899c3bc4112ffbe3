"""Mapping a function over batches: here, in processes of this machine, or on a running Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from allegedly.settings import Settings

Task = TypeVar("Task")

FEW = 128
"""Documents up to which starting processes costs more than it saves."""


def map_batches(
    make: Callable[[Task], int], tasks: Sequence[Task], *, n_documents: int, settings: Settings
) -> Iterator[int]:
    """`make` of each task, as they finish. The results never depend on where it ran."""
    jobs = settings.jobs or (1 if n_documents <= FEW else os.cpu_count() or 1)
    if not settings.scheduler and (jobs == 1 or len(tasks) < 2):
        yield from map(make, tasks)
        return
    from distributed import Client, LocalCluster, as_completed

    cluster = settings.scheduler or LocalCluster(
        n_workers=min(jobs, len(tasks)), threads_per_worker=1, dashboard_address=":0", silence_logs="ERROR"
    )
    with Client(cluster, timeout="10s") as client:
        waiting = as_completed(client.map(make, list(tasks), pure=False), with_results=True)
        for _, n_documents_made in waiting:
            yield n_documents_made
    if not isinstance(cluster, str):
        cluster.close()
