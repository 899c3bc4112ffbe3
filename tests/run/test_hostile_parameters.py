"""Parameters with code, braces or bombs in them: none is run, each arrives as it was typed or is refused with a reason."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from allegedly.__main__ import settings_from
from allegedly.run import notebooks
from allegedly.run.kernels import kernels
from allegedly.settings import PROJECT, Settings, SettingsError, reads

CODE = (
    '"; import os; os.mkdir("{gone}") #',
    "'); __import__('os').mkdir('{gone}') #",
    '\\"; __import__("os").mkdir("{gone}") #',
    '"""\nimport os\nos.mkdir("{gone}")\n"""',
    "{{{{ 7 * 7 }}}}{{%% import os %%}}",
    "$(mkdir {gone}) `mkdir {gone}` %(mkdir {gone})s",
    "</script><script>alert(1)</script>",
)


def test_code_in_a_parameter_reaches_its_notebook_as_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    cells = [
        ("\n".join(f"{name} = None" for name in reads("05_report")), ["parameters"]),
        ("import json, pathlib\nwith open('told.json', 'a') as file: file.write(json.dumps(title) + '\\n')", []),
    ]
    made = {
        "nbformat": 4, "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "python3", "language": "python"}},
        "cells": [
            {"cell_type": "code", "id": f"c{n}", "metadata": {"tags": tags}, "source": source, "outputs": [],
             "execution_count": None}
            for n, (source, tags) in enumerate(cells)
        ],
    }  # fmt: skip
    (folder / "05_report.ipynb").write_text(json.dumps(made), encoding="utf-8")
    monkeypatch.setattr(notebooks, "FOLDER", folder)
    monkeypatch.setattr(notebooks, "PROJECT", tmp_path)
    gone = tmp_path / "gone"
    titles = [code.format(gone="gone") for code in CODE]
    output = tmp_path / "out {title} {0} {"  # papermill fills in what stands between braces of a path
    stages = ["05_report"] * len(titles)
    with (
        (tmp_path / "lock").open("w") as lock,
        kernels(folder=tmp_path, output=output, held=lock.fileno()) as kernels_for,
    ):
        ready = kernels_for(stages)
        for title in titles:
            notebooks.run("05_report", Settings(output=output, title=title), next(ready))
    told = (tmp_path / "told.json").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in told] == titles
    assert not gone.exists()
    assert [path.name for path in (output / "notebooks").iterdir()] == ["05_report.ipynb"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title: !!python/object/apply:os.mkdir [gone]", "is not YAML"),
        ("!!python/name:os.system : 1", "is not YAML"),
        ("a: &a [1, 1]\nkinds: [*a, *a]", "an alias"),
        ("a: &a {x: 1}\nb: {<<: [*a, *a]}", "an alias"),
        ("[" * 5_000, "deeply"),
        ("title: " + "x" * 200_000, "more than 100,000 bytes"),
        ("seed: " + "9" * 5_000, "p.yml"),
        ("kinds: [" + ", ".join(["[" * 20 + "]" * 20] * 50) + "]", "kinds: got"),
        ("title: \x00", "is not YAML"),
    ],
)
def test_a_parameter_file_with_code_or_a_bomb_is_refused(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "p.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        settings_from({"PARAMS": str(file)})
    assert len(str(caught.value)) < 20_000
    assert not (PROJECT / "gone").exists()


@pytest.mark.parametrize("name", ["pipe.yml", "folder.yml"])
def test_a_parameter_file_that_is_none_is_not_opened(tmp_path: Path, name: str) -> None:
    (os.mkfifo if name.startswith("pipe") else os.mkdir)(tmp_path / name)
    with pytest.raises(SettingsError, match="there is no file"):
        settings_from({"PARAMS": str(tmp_path / name)})
