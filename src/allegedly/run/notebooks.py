"""Running one notebook through papermill, and saying in plain words where one failed.

Parameters are matched with the model of settings before a kernel starts. A run that fails leaves its half-run copy
as NAME.failed.ipynb, never as NAME.ipynb.
"""

from __future__ import annotations

import ast
import asyncio
import json
import os
import re
import sys
import warnings
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from allegedly.settings import PROJECT, Settings, SettingsError, reads

FOLDER = PROJECT / "notebooks"
ENGINE = "saved-at-the-end"
ANY_TIME = 10**9
"""Seconds to wait for a kernel: it may be making its batches. One that dies is noticed at once."""
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_PLACE = re.compile(r"^File .*?(src/allegedly/\S+\.py):(\d+)", re.MULTILINE)
_ERRNO = re.compile(r"\[[Ee]rrno (\d+)\]")
_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


_OF_THE_INPUT = ("OverrideError", "NothingReadError", "EmptyInputError", "ClusterError", "StaleWorkerError")
"""What the person who runs a notebook can mend, and no notebook: told as it is, without its place in one."""


class NotebookError(RuntimeError):
    """A notebook raised. The message says where, what, and what to do next."""


@dataclass(frozen=True)
class Failure:
    """Where a notebook failed, counted in the notebook as committed, not in the executed copy."""

    notebook: str
    heading: str
    cell: int
    cell_id: str
    line: int
    source: str
    error: str
    copy: Path

    def __str__(self) -> str:
        return (
            f"{self.notebook} failed under the heading {self.heading!r}, in code cell {self.cell} (id {self.cell_id}), "
            f"line {self.line}:\n    {self.source}\n{self.error}\n"
            f"The half-run copy is kept for reading: {self.copy}\n"
            "Mend the notebook, the code or the input, and type the same command again: it goes on from this notebook."
        )


def cells(path: Path, kind: str | None = None) -> list[dict[str, Any]]:
    """The cells of a notebook, of one kind ("code", "markdown") or all; each with its source as one text.

    Raises FileNotFoundError if the notebook is missing.
    """
    if not path.exists():
        raise FileNotFoundError(f"{path}: this notebook is missing")
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in found if kind in (None, cell["cell_type"])]


def parameters(path: Path) -> list[str]:
    """Names set in the cell tagged `parameters`. Raises SettingsError unless there is exactly one such cell."""
    tagged = [cell["source"] for cell in cells(path) if "parameters" in cell["metadata"].get("tags", ())]
    if len(tagged) != 1:
        raise SettingsError(f"{path.name}: {len(tagged)} cells are tagged 'parameters', expected one")
    names = []
    for node in ast.parse(tagged[0]).body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names


def values_for(stage: str, path: Path, settings: Settings) -> dict[str, Any]:
    """What papermill injects into the notebook of a stage: the settings named in its `parameters` cell.

    Raises SettingsError if the cell names what is no setting, or leaves out one that the stage reads.
    """
    named = parameters(path)
    known = settings.model_dump(mode="json")
    wrong = [name for name in named if name not in known]
    missing = [name for name in reads(stage) if name not in named]
    if wrong or missing:
        raise SettingsError(
            f"{path.name}: its cell of parameters "
            + " and ".join(
                [f"names {', '.join(wrong)}, which is no setting"] * bool(wrong)
                + [f"leaves out {', '.join(missing)}, which the stage reads"] * bool(missing)
            )
        )
    return {name: known[name] for name in named}


def papermill() -> ModuleType:
    """Papermill, which takes half a second to import."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jupyter's own deprecations, none of which a reader can mend
        # jsonschema takes in a checker of addresses where it is there: a second of start-up, for nothing here.
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
        made = import_module("papermill")
    from papermill.engines import NBClientEngine, papermill_engines

    class SavedAtTheEnd(NBClientEngine):  # type: ignore[misc]
        """Writes the executed copy when it has run or failed, and not again for every cell."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            path, nb_man.output_path = nb_man.output_path, None
            try:
                super().execute_managed_notebook(nb_man, kernel_name, **options)
            finally:
                nb_man.output_path = path

    papermill_engines.register(ENGINE, SavedAtTheEnd)
    return made


def run(stage: str, settings: Settings, kernel: AsyncKernelManager) -> Path:
    """Execute the notebook of a stage into OUTPUT/notebooks, on a running kernel; the path of the executed copy.

    Raises SettingsError before the first cell, NotebookError if a cell raises.
    """
    source = FOLDER / f"{stage}.ipynb"
    values = values_for(stage, source, settings)
    target = settings.output / "notebooks" / source.name
    running, failed = target.with_suffix(".running.ipynb"), target.with_suffix(".failed.ipynb")
    target.parent.mkdir(parents=True, exist_ok=True)
    for old in (target, running, failed):
        old.unlink(missing_ok=True)

    execute = papermill().execute_notebook
    from papermill.exceptions import PapermillExecutionError

    try:
        execute(
            _as_it_is(source), _as_it_is(running), parameters=values, cwd=str(PROJECT), kernel_name="python3",
            km=kernel, engine_name=ENGINE, progress_bar=False, autosave_cell_every=0,
            start_timeout=ANY_TIME,
        )  # fmt: skip
    except PapermillExecutionError as error:
        running.rename(failed)
        said = _ANSI.sub("", str(error.evalue))
        if error.ename in _OF_THE_INPUT:
            todo = "\nMend that line, and type the same command again." if error.ename == "OverrideError" else ""
            raise NotebookError(said + todo) from None
        if error.ename in ("OSError", "PermissionError") and (number := _ERRNO.search(said)):
            why = os.strerror(int(number[1]))
            raise NotebookError(
                f"notebooks/{source.name} could not read or write a file: {why} ({said}).\n"
                f"Finished batches are kept. Make room in {settings.output}, or let it be written to, and type the "
                "same command again: it goes on from there."
            ) from None
        raise NotebookError(str(_failure(source, failed, error))) from None
    except RuntimeError as error:  # of a kernel that dies before its first cell, too
        if asyncio.run(_is_alive(kernel)):
            raise
        running.rename(failed)
        raise NotebookError(
            f"notebooks/{source.name}: its kernel died ({error}), most often for want of memory.\n"
            f"The half-run copy is kept for reading: {failed}\n"
            "Give it fewer processes (JOBS=1) or fewer articles, and type the same command again."
        ) from None
    _still(running)
    running.rename(target)
    return target


async def _is_alive(kernel: AsyncKernelManager) -> bool:
    return bool(await kernel.is_alive())


def _as_it_is(path: Path) -> str:
    """A path that papermill, which fills in parameters between braces, leaves alone."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _failure(source: Path, copy: Path, error: Any) -> Failure:
    original = cells(source)
    ids = [cell["id"] for cell in original]
    raised = [cell["id"] for cell in cells(copy) if cell["metadata"].get("papermill", {}).get("exception")]
    # A cell that only the copy has is the one papermill injected: the reader's place is the parameters cell.
    at = ids.index(raised[0]) if raised and raised[0] in ids else 0
    before = [cell for cell in original[: at + 1] if cell["cell_type"] == "markdown"]
    lines = [line for cell in before for line in cell["source"].splitlines() if line.startswith("#")]
    trace = _ANSI.sub("", "\n".join(error.traceback))
    found = _LINE.search(trace)
    line = int(found.group(1)) if found else 1
    code = original[at]["source"].splitlines()
    places = _PLACE.findall(trace)
    raised_in = f" (raised in {places[-1][0]}, line {places[-1][1]})" if places else ""
    return Failure(
        notebook=f"notebooks/{source.name}",
        heading=lines[-1].lstrip("# ") if lines else "(top)",
        cell=sum(cell["cell_type"] == "code" for cell in original[: at + 1]),
        cell_id=ids[at],
        line=line,
        source=code[line - 1].strip() if 0 < line <= len(code) else "",
        error=f"{error.ename}: {_ANSI.sub('', str(error.evalue))}{raised_in}",
        copy=copy,
    )


def _still(path: Path) -> None:
    """Take out of an executed notebook what differs between two equal runs: times, and where it ran."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for part in (notebook, *notebook["cells"]):
        part["metadata"].pop("papermill", None)
        part["metadata"].pop("execution", None)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
