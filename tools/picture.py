"""Take the picture of the report's first screen that README shows: `python tools/picture.py REPORT [PICTURE]`.

Needs Chromium on the path, or its program in CHROMIUM. Without PICTURE it writes docs/report.png.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZE = "1280,900"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def take(report: Path, picture: Path) -> None:
    """Write the first screen of a page as PNG. Raises FileNotFoundError, CalledProcessError."""
    if not report.is_file():
        raise FileNotFoundError(f"{report}: there is no report; make one by `make report`")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise FileNotFoundError(f"no browser: none of {', '.join(NAMES)} is on the path, and CHROMIUM names none")
    with tempfile.TemporaryDirectory() as home:
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
        flags += [f"--user-data-dir={home}", f"--window-size={SIZE}", f"--screenshot={picture.resolve()}"]
        subprocess.run([program, *flags, report.resolve().as_uri()], check=True, capture_output=True)
    if not picture.is_file():
        raise FileNotFoundError(f"{picture}: {program} wrote no picture")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    try:
        take(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else ROOT / "docs" / "report.png")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
