"""The check of notebooks finds what a run leaves behind, and its mend takes it out and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import nbformat
import pytest

from allegedly.settings import PROJECT

_SPEC = spec_from_file_location("check_notebooks", PROJECT / "tools" / "check_notebooks.py")
assert _SPEC
assert _SPEC.loader
check = module_from_spec(_SPEC)
_SPEC.loader.exec_module(check)

Notebook = dict[str, Any]


def clean() -> Notebook:
    return {
        "cells": [
            {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Who?"},
            {
                "cell_type": "code",
                "id": "parameters",
                "metadata": {"tags": ["parameters"]},
                "source": "seed: int = 1",
                "execution_count": None,
                "outputs": [],
            },
        ],
        "metadata": {"kernelspec": dict(check.KERNEL), "language_info": dict(check.LANGUAGE)},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _output(n: Notebook) -> None:
    n["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "7"}]


def _count(n: Notebook) -> None:
    n["cells"][1]["execution_count"] = 3


def _run_metadata(n: Notebook) -> None:
    n["cells"][1]["metadata"]["papermill"] = {"duration": 1.5}


def _widgets(n: Notebook) -> None:
    n["metadata"]["widgets"] = {}


def _kernel(n: Notebook) -> None:
    n["metadata"]["kernelspec"]["name"] = "my-own"


def _version(n: Notebook) -> None:
    n["metadata"]["language_info"]["version"] = "3.11.7"


def _no_id(n: Notebook) -> None:
    del n["cells"][0]["id"]


def _same_id(n: Notebook) -> None:
    n["cells"][0]["id"] = "parameters"


def _old_format(n: Notebook) -> None:
    n["nbformat_minor"] = 2


PLANTED = {
    "holds outputs": _output,
    "holds an execution count": _count,
    "metadata of a run (papermill)": _run_metadata,
    "metadata of a machine or a run (widgets)": _widgets,
    "kernel other than": _kernel,
    "names a kernel": _version,
    "cell 1 has no id": _no_id,
    "'parameters' is given twice": _same_id,
    "older than 4.5": _old_format,
}


def test_clean_notebook_passes() -> None:
    assert check.faults(clean(), chain=True) == []
    nbformat.validate(nbformat.from_dict(clean()))


@pytest.mark.parametrize(("fault", "plant"), PLANTED.items(), ids=PLANTED)
def test_planted_fault_is_found_and_mended(fault: str, plant: Callable[[Notebook], None]) -> None:
    notebook = clean()
    plant(notebook)
    before = copy.deepcopy(notebook)
    assert any(fault in found for found in check.faults(notebook, chain=True))
    mended = check.mended(notebook)
    assert check.faults(mended, chain=True) == []
    assert check.mended(mended) == mended
    assert ["".join(cell["source"]) for cell in mended["cells"]] == ["# Who?", "seed: int = 1"]
    assert notebook == before
    nbformat.validate(nbformat.from_dict(mended))


@pytest.mark.parametrize("tags", [[], ["other"], ["parameters", "parameters"]])
def test_a_notebook_of_the_chain_has_one_cell_of_parameters(tags: list[str]) -> None:
    notebook = clean()
    notebook["cells"][1]["metadata"]["tags"] = tags[:1]
    notebook["cells"][0]["metadata"]["tags"] = tags[1:]
    assert any("tagged 'parameters'" in fault for fault in check.faults(notebook, chain=True))
    assert check.faults(notebook, chain=False) == []


def test_command_names_its_mend_and_mends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = clean()
    _output(notebook)
    path = tmp_path / "01_cleaning.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert check.main([str(path)]) == 1
    message = capsys.readouterr().err
    assert f"{path}: cell 2 holds outputs" in message
    assert "make format" in message
    assert check.main(["--fix", str(path)]) == 0
    assert check.main([str(path)]) == 0
    assert path.read_text(encoding="utf-8") == nbformat.writes(nbformat.from_dict(check.mended(notebook))) + "\n"


def test_the_notebooks_of_the_project_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([]) == 0, capsys.readouterr().err
