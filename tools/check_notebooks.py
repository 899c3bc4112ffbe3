"""Keep notebooks free of what a run leaves in them: a check, and with --fix its mend.

A committed notebook holds no outputs, no execution counts and no traces of one machine; every cell has an id of its
own, so that a difference between two versions shows what a person changed; and each numbered notebook has exactly one
cell tagged `parameters`, because papermill sets nothing in a notebook without one and says nothing about it.
Needs only Python's standard library.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT_METADATA = {"kernelspec", "language_info"}
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}
RUN_METADATA = ("execution", "papermill", "ExecuteTime", "collapsed", "scrolled")
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

Notebook = dict[str, Any]


def numbered(path: Path) -> bool:
    """Whether a notebook is one of the chain.

    >>> numbered(Path("notebooks/01_cleaning.ipynb")), numbered(Path("notebooks/explore.ipynb"))
    (True, False)
    """
    return re.match(r"\d\d_", path.name) is not None


def cell_faults(cell: dict[str, Any]) -> list[str]:
    """What is wrong with one cell, without its place."""
    faults = []
    if cell.get("outputs"):
        faults.append("holds outputs")
    if cell.get("execution_count") is not None:
        faults.append("holds an execution count")
    faults += [f"holds metadata of a run ({name})" for name in RUN_METADATA if name in cell.get("metadata", {})]
    if not CELL_ID.fullmatch(cell.get("id", "")):
        faults.append("has no id")
    return faults


def faults(notebook: Notebook, *, chain: bool) -> list[str]:
    """What is wrong with a notebook, a line each; `chain` asks for exactly one parameters cell."""
    found = []
    cells = notebook["cells"]
    if (notebook.get("nbformat"), notebook.get("nbformat_minor")) < (4, 5):
        found.append("is of a format older than 4.5, which has no cell ids")
    for number, cell in enumerate(cells, start=1):
        found += [f"cell {number} {fault}" for fault in cell_faults(cell)]
    repeated = [name for name, n in Counter(cell.get("id") for cell in cells).items() if name and n > 1]
    found += [f"the cell id {name!r} is given twice" for name in sorted(repeated)]
    tagged = sum("parameters" in cell.get("metadata", {}).get("tags", []) for cell in cells)
    if chain and tagged != 1:
        found.append(f"{tagged} cells are tagged 'parameters', needed is 1 (not mended by --fix)")
    metadata = notebook.get("metadata", {})
    found += [f"holds metadata of a machine or a run ({name})" for name in sorted(set(metadata) - KEPT_METADATA)]
    if metadata.get("kernelspec") != KERNEL or metadata.get("language_info") != LANGUAGE:
        found.append("names a kernel other than the plain python3")
    return found


def mended(notebook: Notebook) -> Notebook:
    """The notebook without outputs and traces of a run; a missing or repeated id is made from the cell's place."""
    cells = []
    taken = {cell["id"] for cell in notebook["cells"] if cell.get("id")}
    seen: set[str] = set()
    for number, cell in enumerate(notebook["cells"], start=1):
        name = cell.get("id", "")
        if not CELL_ID.fullmatch(name) or name in seen:
            name = next(c for c in (f"cell-{n}" for n in range(number, 10_000)) if c not in taken | seen)
        seen.add(name)
        metadata = {k: v for k, v in cell.get("metadata", {}).items() if k not in RUN_METADATA}
        run: dict[str, Any] = {"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {}
        lines = "".join(cell["source"]).splitlines(keepends=True)
        cells.append({**cell, "id": name, "metadata": metadata, "source": lines, **run})
    return {
        "cells": cells,
        "metadata": {"kernelspec": KERNEL, "language_info": LANGUAGE},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def dump(notebook: Notebook) -> str:
    """The notebook as text, as JupyterLab writes it: keys sorted, one space of indent."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Check or mend the notebooks named, or all below notebooks/. Returns 1 when something is left to mend."""
    parser = argparse.ArgumentParser(description="Check that notebooks hold nothing that a run left in them.")
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all below notebooks/")
    parser.add_argument("--fix", action="store_true", help="take out what is wrong")
    options = parser.parse_args(arguments)
    paths = options.notebooks or sorted((ROOT / "notebooks").rglob("*.ipynb"))
    bad = 0
    for path in (p for p in paths if ".ipynb_checkpoints" not in p.parts):
        text = path.read_text(encoding="utf-8")
        notebook = json.loads(text)
        if options.fix:
            notebook = mended(notebook)
            if dump(notebook) != text:
                path.write_text(dump(notebook), encoding="utf-8")
                print(f"{path}: mended")
        found = faults(notebook, chain=numbered(path))
        bad += bool(found)
        for fault in found:
            print(f"{path}: {fault}", file=sys.stderr)
    if bad:
        print(f"{bad} notebooks to mend:  make format  (or python3 tools/check_notebooks.py --fix)", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
