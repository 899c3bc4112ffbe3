"""What a kernel does before its turn: it imports and loads what its stage needs, and begins with the batches."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from allegedly.run import batches, executor
from allegedly.run.batches import ANNOTATIONS, Batch
from allegedly.run.forkserver import OF_EVERY_NOTEBOOK
from allegedly.run.fresh import REPORT
from allegedly.run.notebooks import FOLDER, cells
from allegedly.run.stages import STAGES, loaded, make_missing, plan
from allegedly.settings import of_run

_PAUSE = 0.1
"""Seconds between two looks whether the batches before are finished."""


def import_all(name: str) -> None:
    """Import what a stage and its notebook need."""
    for cell in cells(FOLDER / STAGES[name].notebook, "code"):
        for node in ast.walk(ast.parse(cell["source"])):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    import_module(alias.name)
            elif isinstance(node, ast.ImportFrom) and node.module:
                __import__(node.module, fromlist=[alias.name for alias in node.names])
    import_module(STAGES[name].module)
    for package in OF_EVERY_NOTEBOOK:
        import_module(package)
    loaded()  # from here on this process works with the code and lexicons of now


def get_ready(name: str, output: str) -> None:
    """What a kernel does for its stage, of the run in the folder `output`, before its turn comes."""
    if executor.are_kept(Path(output)):
        import_all(name)  # others load what batches need
    else:
        prepare(name)
    _make_ahead(name, output)


def prepare(name: str) -> None:
    """Load what a stage and its notebook need."""
    import_all(name)
    stage = STAGES[name]
    if ANNOTATIONS in stage.inputs:
        batches.vocab()
    module = import_module(stage.module)
    if hasattr(module, "prepare"):
        module.prepare()


def _make_ahead(name: str, output: str) -> None:
    """Make each batch of a stage as soon as those it reads are there, while notebooks before it are still at work.

    It does nothing where one process is asked for, and is silent about what goes wrong: the notebook meets the same,
    and can say where.
    """
    with suppress(Exception):
        settings = of_run({"output": output})
        if settings.jobs == 1 or name == REPORT:
            return
        notebooks = [settings.output / "notebooks" / STAGES[earlier].notebook for earlier in STAGES[name].before]

        def wait(before: Iterable[Batch]) -> bool:
            while True:
                through = all(notebook.exists() for notebook in notebooks)
                if all(batch.finished for batch in before):
                    return True
                if through:
                    return False  # they did not make it: the notebook says what is wrong
                time.sleep(_PAUSE)

        make_missing(STAGES[name], plan(settings), settings, wait=wait)
