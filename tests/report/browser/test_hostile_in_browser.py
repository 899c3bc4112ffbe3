"""Articles that want to be markup, script, templates and formulas, through the whole chain and into a browser."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from allegedly.settings import PROJECT

TEXT = """The =HYPERLINK("http://evil.example","x") trick returns

The office of <script>alert(1)</script> said on Monday that {{ 7 * 7 }} ships may not sail before $(rm -rf /) Friday.

"><img src=x onerror=alert(2)> Ada Brandt denied that the harbour was closed, and the ministry declined to comment.

=HYPERLINK("http://evil.example","x") said the boats were perhaps late. "@SUM(1+1) is our plan", said Jon
<b onmouseover=alert(3)>Berg</b>, who certainly reads {% raw %} and ${7*7} and `id`.

The mayor, Ada Brandt, told reporters that 11 sailors were hurt. </script><svg onload=alert(4)> reported a -1+1.
"""
FILE = "<img src=x onerror=alert(10)>.txt"
ROWS = (
    {
        "id": "=1+1<img src=x onerror=alert(5)>\"'{{ 7 * 7 }}", "text": TEXT, "published": "2018-02-14",
        "title": "<script>alert('t')</script> {{ 7 * 7 }} =2+2", "url": "javascript:alert(7)",
        "outlet": "=cmd|'/C calc'!A0</script><script>alert(6)</script>",
    },
    {
        "id": "-2+3", "text": TEXT[:330], "title": '@SUM(A1) "><svg/onload=alert(8)>', "outlet": "+1+1",
        "published": "2018-02-15", "url": 'https://x.example/"onmouseover=alert(9)',
    },
)  # fmt: skip
METADATA = {
    "file": FILE, "title": '=HYPERLINK("http://evil.example","x")', "outlet": "<iframe src=//evil.example>",
    "published": "2018-02-16", "url": "data:text/html,<script>alert(11)</script>",
}  # fmt: skip
ELEMENTS = "main :is(img, iframe, object, embed, form, link, script:not([type='text/plain'])), svg[onload]"
HANDLERS = "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run over these articles, as a user starts it."""
    articles, output = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("hostile")
    (articles / "rows.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    (articles / FILE).write_text(TEXT, encoding="utf-8")
    with (articles / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(METADATA))
        writer.writeheader()
        writer.writerow(METADATA)
    done = subprocess.run(
        [sys.executable, "-m", "allegedly", "report"], cwd=PROJECT, capture_output=True, text=True, check=False,
        env=os.environ | {"INPUT": str(articles), "OUTPUT": str(output), "PARAMS": ""}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return output


def test_in_a_browser_all_of_it_is_plain_text(browser: Any, hostile_run: Path) -> None:
    address = (hostile_run / "report.html").as_uri()
    browser.open(address)
    browser.run("document.querySelectorAll('details').forEach(box => { box.open = true })")
    text = browser.run("document.querySelector('main').textContent")
    given = [*ROWS, METADATA | {"id": FILE.removesuffix(".txt")}]
    for words in (*(row[name] for row in given for name in ("id", "title", "outlet", "url")), "{{ 7 * 7 }} ships",
                  "$(rm -rf /)", "<script>alert(1)</script>", "${7*7}", "<svg onload=alert(4)>"):  # fmt: skip
        assert words in text
    for n in range(browser.run("document.querySelectorAll('main a.m, main a.sq').length")):
        browser.run(f"document.querySelectorAll('main a.m, main a.sq')[{n}].focus()")
        assert browser.run("document.querySelectorAll('#note :is(script, img, svg, iframe)').length") == 0
    assert browser.run(f"document.querySelectorAll({json.dumps(ELEMENTS)}).length") == 0
    assert browser.run(HANDLERS) == []
    assert (
        browser.run(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
            ".filter(h => !/^(#|tables\\/\\w+\\.csv$|figures\\/\\w+\\.(png|csv)$)/.test(h))"
        )
        == []
    )
    assert browser.requests() == [address]
    assert browser.complaints() == []
    assert not [event for event in browser.events if event["method"] == "Page.javascriptDialogOpening"]


def test_in_a_spreadsheet_nothing_is_a_formula(hostile_run: Path) -> None:
    files = sorted(hostile_run.rglob("*.csv"))
    assert {"documents.csv", "attributions.csv", "edits.csv"} <= {file.name for file in files}
    cells = [
        (file.name, cell)
        for file in files
        for row in csv.reader(file.read_text(encoding="utf-8").splitlines(keepends=True))
        for cell in row
    ]
    assert any("=HYPERLINK(" in cell for _, cell in cells)
    numbers = re.compile(r"[-+]?[\d.]+(?:e[-+]?\d+)?")
    assert [(name, cell) for name, cell in cells if cell[:1] in set("=+-@\t\r|%") and not numbers.fullmatch(cell)] == []


def test_in_the_notebooks_it_is_no_markup(hostile_run: Path) -> None:
    shown = [
        (path.name, cell["id"], text)
        for path in sorted((hostile_run / "notebooks").glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4)["cells"]
        for output in cell.get("outputs", [])
        for kind, text in output.get("data", {}).items()
        if kind in ("text/html", "text/markdown")
    ]
    assert len(shown) > 20
    markup = re.compile(r"<(?:script|img|iframe|svg)\b|<b on")
    assert [(name, cell) for name, cell, text in shown if markup.search(text)] == []
