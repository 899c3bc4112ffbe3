"""The notebook for exploring in JupyterLab, used as a person uses it: lists, boxes, a text pasted in, a correction."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

from allegedly import tables as schema
from allegedly.settings import PROJECT, Settings, save

Tables = dict[str, pd.DataFrame]
WHOLE = {"windowingMode": "none"}
"""JupyterLab leaves out cells that are not on the screen; the test looks at all of them."""


@pytest.fixture
def lab(ferry: Tables, tmp_path: Path) -> Iterator[str]:
    """JupyterLab on this machine alone, with the notebook and the tables of the made-up article; its address."""
    if find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed")
    for folder in ("tables", "corrections", "settings/@jupyterlab/notebook-extension"):
        (tmp_path / folder).mkdir(parents=True)
    for name, rows in ferry.items():
        schema.write(name, rows, tmp_path / "tables" / f"{name}.parquet")
    save(Settings(output=tmp_path, overrides=tmp_path / "corrections"))
    tracker = tmp_path / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    tracker.write_text(json.dumps(WHOLE), encoding="utf-8")
    notebook = nbformat.read(PROJECT / "notebooks" / "explore.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    cell.source += f"\noutput = {str(tmp_path)!r}"
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
    } | {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")}
    with (tmp_path / "lab.log").open("w") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *arguments], env=os.environ | own, stdout=log, stderr=log
        )
        try:
            yield f"http://127.0.0.1:{port}/lab/tree/explore.ipynb"
        finally:
            running.terminate()
            running.wait(timeout=30)


class Notebook:
    """The open notebook: its cells by what their code says, and what a person does in them."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser

    def cell(self, code: str) -> str:
        """The first cell whose code holds these words, as an expression of the page."""
        return f"[...document.querySelectorAll('.jp-CodeCell')].find(cell => cell.querySelector('.jp-InputArea').textContent.includes({json.dumps(code)}))"

    def shows(self, code: str, words: str) -> None:
        """Wait until what the cell put out holds these words."""
        self.browser.until(
            f"{self.cell(code)}?.querySelector('.jp-OutputArea')?.textContent.includes({json.dumps(words)})"
        )

    def write(self, code: str, label: str, words: str, *, key: str = "") -> None:
        """Type into the box of a cell that has this label or placeholder, in place of what stands there."""
        boxes = f"[...({self.cell(code)}?.querySelectorAll('.jp-OutputArea input[type=text], .jp-OutputArea textarea') ?? [])]"
        named = f"(box.placeholder + box.closest('.jupyter-widgets').textContent).includes({json.dumps(label)})"
        box = f"{boxes}.find(box => !box.disabled && {named})"
        self.browser.until(f"{box} !== undefined")
        self.browser.run(f"(box => {{ box.scrollIntoView({{block: 'center'}}); box.focus(); box.select() }})({box})")
        self.browser.call("Input.insertText", text=words)
        if key:
            self.browser.press(key)

    def choose(self, code: str, option: str) -> None:
        """Choose, in the list of a cell that has it, the option that begins like this."""
        self.browser.run(
            f"(cell => {{ const list = [...cell.querySelectorAll('select')].find(list => [...list.options].some(one => one.text.replaceAll('\u00a0', ' ').startsWith({json.dumps(option)})));"
            f"[...list.options].forEach(one => {{ one.selected = one.text.replaceAll('\u00a0', ' ').startsWith({json.dumps(option)}) }});"
            "list.dispatchEvent(new Event('change', {bubbles: true})) })(" + self.cell(code) + ")"
        )

    def press(self, code: str, button: str) -> None:
        """Press the button of a cell that says this."""
        self.browser.run(
            f"[...{self.cell(code)}.querySelectorAll('button, .jupyter-widget-Collapse-header')].find(one => one.textContent === {json.dumps(button)}).click()"
        )


STATEMENTS, HEDGES, LINES, READER = '"statements"', '"hedges"', "concordancer", "widgets.reader"


def test_a_person_finds_reads_and_corrects(browser: Any, lab: str, tmp_path: Path) -> None:
    browser.reach(lab)
    browser.open(lab, width=1400)
    browser.until("window.jupyterapp && document.querySelector('.jp-Notebook .jp-Cell') !== null")
    browser.until("window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")
    browser.run("window.jupyterapp.commands.execute('notebook:run-all-cells'); 0")
    page = Notebook(browser)

    # What is chosen and what is typed both narrow the table down.
    page.shows(STATEMENTS, "7 found")
    page.choose(STATEMENTS, "deny")
    page.shows(STATEMENTS, "1 found")
    page.shows(STATEMENTS, "that the engine was flooded")
    page.write(STATEMENTS, "words in any column", "zebra", key="Enter")
    page.shows(STATEMENTS, "0 found")
    page.write(STATEMENTS, "words in any column", "engine", key="Enter")
    page.shows(STATEMENTS, "1 found")
    page.shows(HEDGES, "whose words")

    # A row that is wrong is corrected, the correction taken back, and written again.
    page.press(STATEMENTS, "Correct one of these rows")
    page.choose(STATEMENTS, "stance")
    page.write(STATEMENTS, "assert or deny", "perhaps")
    page.press(STATEMENTS, "Write the correction")
    page.shows(STATEMENTS, "Not written")
    page.write(STATEMENTS, "assert or deny", "doubt")
    page.press(STATEMENTS, "Write the correction")
    page.shows(STATEMENTS, "Written to attributions.csv, line 2")
    file = tmp_path / "corrections" / "attributions.csv"
    assert file.read_text(encoding="utf-8").splitlines()[1:] == ["ferry,stance,deny,that the engine was flooded,doubt,"]
    page.press(STATEMENTS, "Take it back")
    page.shows(STATEMENTS, "Taken back.")
    assert file.read_text(encoding="utf-8").splitlines()[1:] == []

    # Lines of a word, and of a reporting word in all its forms.
    page.shows(LINES, "of “said”")
    page.write(LINES, "words", "deny", key="Enter")
    page.shows(LINES, "0 places of “deny”")
    page.choose(LINES, "a reporting word")
    page.shows(LINES, "1 place of “deny”")

    # A text of one's own.
    frame = f"{page.cell(READER)}.querySelector('iframe')?.srcdoc"
    browser.until(f"{frame}?.includes('reopen')")
    page.write(READER, "", "The minister refused to say whether pigs may fly.")
    page.press(READER, "Read it")
    browser.until(f"{frame}?.includes('pigs')")
    assert "refused" in browser.run(frame)

    assert [url for url in browser.requests() if url.startswith("http") and "//127.0.0.1" not in url] == []
