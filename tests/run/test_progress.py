"""The bar: one line a stage on a terminal, nothing elsewhere."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

STAGE = """
import sys
from pathlib import Path
from allegedly.run import progress
file = Path(sys.argv[1])
with progress.watched(file), progress.bar("02_entities", file):
    progress.report("02_entities", 64, 128)
    progress.report("02_entities", 128, 128)
"""


def test_a_terminal_shows_how_many_documents_are_done(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", STAGE, str(tmp_path / "progress")], stderr=theirs, check=True)
    os.close(theirs)
    drawn = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "128/128" in drawn
    assert not (tmp_path / "progress").exists()


def test_what_is_no_terminal_stays_quiet(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STAGE, str(tmp_path / "progress")], capture_output=True, text=True, check=True
    )
    assert done.stdout == done.stderr == ""
