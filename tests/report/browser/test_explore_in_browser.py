"""The notebook for exploring in JupyterLab: run by its menu, a list and a box used as a person uses them."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

from allegedly import tables as schema
from allegedly.settings import PROJECT

Tables = dict[str, pd.DataFrame]


@pytest.fixture
def lab(ferry: Tables, tmp_path: Path) -> Iterator[str]:
    """JupyterLab on this machine alone, with the notebook and the tables of the made-up article; its address."""
    (tmp_path / "tables").mkdir()
    for name, rows in ferry.items():
        schema.write(name, rows, tmp_path / "tables" / f"{name}.parquet")
    notebook = nbformat.read(PROJECT / "notebooks" / "explore.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "reader" not in cell.id]  # tested without a browser, and slow
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    cell.source += f"\noutput, overrides = {str(tmp_path)!r}, {str(tmp_path)!r}"
    nbformat.write(notebook, tmp_path / "explore.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "ServerApp.ip": "127.0.0.1", "ServerApp.port": port, "ServerApp.port_retries": 0, "IdentityProvider.token": "",
        "ServerApp.open_browser": False, "ServerApp.allow_root": True, "ServerApp.root_dir": tmp_path,
        "LabApp.expose_app_in_browser": True, "LabApp.news_url": None, "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }  # fmt: skip
    arguments = [f"--{name}={value}" for name, value in options.items()]
    own = {
        name: str(tmp_path / ".jupyter")
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    }
    with (tmp_path / "lab.log").open("w") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *arguments], env=os.environ | own, stdout=log, stderr=log
        )
        try:
            yield f"http://127.0.0.1:{port}/lab/tree/explore.ipynb"
        finally:
            running.terminate()
            running.wait(timeout=30)


def test_widgets_work_in_jupyterlab(browser: Any, lab: str, tmp_path: Path) -> None:
    browser.reach(lab)
    browser.open(lab)
    browser.until("window.jupyterapp && document.querySelector('.jp-Notebook .jp-Cell') !== null")
    browser.until("window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")
    browser.run("window.jupyterapp.commands.execute('notebook:run-all-cells'); 0")
    table = "[...document.querySelectorAll('.widget-html')].find(box => / of 7/.test(box.textContent))"
    browser.until(f"{table}?.textContent.includes('7 of 7')")
    lists = "document.querySelectorAll('.widget-select-multiple select')"
    chosen = f"[...{lists}].find(list => [...list.options].some(option => option.text === 'deny'))"
    browser.run(
        f"(list => {{ [...list.options].forEach(option => {{ option.selected = option.text === 'deny' }}); "
        f"list.dispatchEvent(new Event('change', {{bubbles: true}})) }})({chosen})"
    )
    browser.until(f"{table}?.textContent.includes('1 of 7')")
    assert "that the engine was flooded" in browser.run(f"{table}.textContent")
    button = "[...document.querySelectorAll('button')].find(button => button.textContent === 'Write the correction')"
    browser.run(f"{button}.click()")
    browser.until("document.body.textContent.includes('Written to attributions.csv')")
    assert "ferry,drop," in (tmp_path / "attributions.csv").read_text(encoding="utf-8")
    assert [
        url for url in browser.requests() if json.dumps(url).count("127.0.0.1") == 0 and url.startswith("http")
    ] == []
