"""A browser without a window, driven by its own protocol: pages opened, keys pressed, requests and errors written down.

Chromium is started on a port of its own choosing and spoken to by websocket; nothing else is needed. Where there is no
browser, or no axe-core, the tests that need it are skipped and say so; `.ci/run` installs both.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pandas as pd
import pytest

from allegedly.report import gather, page, rendering, voices
from allegedly.settings import PROJECT, Settings

websocket = pytest.importorskip("websocket", reason="websocket-client, which drives the browser, is not installed")

Tables = dict[str, pd.DataFrame]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--disable-default-apps", "--mute-audio", "--hide-scrollbars", "--remote-debugging-port=0",
    "--remote-allow-origins=*",
)  # fmt: skip
PATIENCE = 60
"""Seconds after which something that should happen counts as failed."""


def program() -> str | None:
    """The browser: the one that CHROMIUM names, else one on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """A running browser with one page."""

    def __init__(self) -> None:
        """Start it in a folder of its own."""
        self._home = tempfile.mkdtemp(prefix="allegedly-browser-")
        self._process = subprocess.Popen(
            [str(program()), *FLAGS, f"--user-data-dir={self._home}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        port = self._until(lambda: _read(Path(self._home, "DevToolsActivePort")), "the browser did not start")
        listed = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port.split()[0]}/json", timeout=PATIENCE))
        address = next(page["webSocketDebuggerUrl"] for page in listed if page["type"] == "page")
        self._socket = websocket.create_connection(address, timeout=PATIENCE)
        self._number = 0
        self.events: list[dict[str, Any]] = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        shutil.rmtree(self._home, ignore_errors=True)

    @staticmethod
    def _until(found: Callable[[], Any], otherwise: str) -> Any:
        end = time.monotonic() + PATIENCE
        while not (value := found()):
            assert time.monotonic() < end, otherwise
            time.sleep(0.02)
        return value

    def call(self, method: str, **values: Any) -> dict[str, Any]:
        """One command of the protocol; its result."""
        number = self._send(method, values)
        while True:
            heard = json.loads(self._socket.recv())
            if heard.get("id") == number:
                assert "error" not in heard, f"{method}: {heard['error']}"
                return dict(heard["result"])
            if "method" in heard:
                self.events.append(heard)
                # A page with unsaved work, as JupyterLab, asks whether to leave it, and waits.
                if heard["method"] == "Page.javascriptDialogOpening" and heard["params"]["type"] == "beforeunload":
                    self._send("Page.handleJavaScriptDialog", {"accept": True})

    def _send(self, method: str, values: dict[str, Any]) -> int:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": values}))
        return self._number

    def run(self, code: str) -> Any:
        """The value of an expression in the page; promises are waited for."""
        found = self.call("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, code: str) -> Any:
        """Wait until an expression in the page is true; its value."""
        return self._until(lambda: self.run(code), f"this never came true: {code}")

    def open(self, address: str, *, width: int = 1280, dark: bool = False, media: str = "") -> None:
        """Open a page in a window of this width, as it is on a screen or on paper, and forget what was before."""
        self.events.clear()
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.call("Page.navigate", url="about:blank")
        self.until("location.href === 'about:blank'")
        self.events.clear()
        self.call("Page.navigate", url=address)
        self.until(
            f"location.href.startsWith({json.dumps(address.partition('#')[0])}) && document.readyState === 'complete'"
        )

    def reach(self, address: str) -> None:
        """Wait until somebody answers at an address of this machine."""

        def answers() -> bool:
            try:
                return bool(urllib.request.urlopen(address, timeout=PATIENCE).status)
            except OSError:
                return False

        self._until(answers, f"nobody answers at {address}")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press and release a key, as Tab or Enter."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowRight": 39, "ArrowLeft": 37}
        more = {"text": "\r"} if key == "Enter" else {}
        values = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key], "modifiers": 8 if shift else 0}
        self.call("Input.dispatchKeyEvent", type="keyDown", **values, **more)
        self.call("Input.dispatchKeyEvent", type="keyUp", **values)

    def _middle(self, selector: str) -> tuple[float, float]:
        """The middle of the first element that fits, once it stands still there and nothing lies over it."""
        code = """(async element => {
            const frame = () => new Promise(done => requestAnimationFrame(done));
            element.scrollIntoView({block: 'center', behavior: 'instant'});
            await frame(); await frame();
            const box = element.getClientRects()[0];
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            await frame(); await frame();
            const still = element.getClientRects()[0].top === box.top;
            return still && element.contains(document.elementFromPoint(x, y)) && [x, y];
        })"""
        x, y = self.until(f"{code}(document.querySelector({json.dumps(selector)}))")
        return x, y

    def hover(self, selector: str) -> None:
        """Move the pointer to the middle of the first element that fits."""
        x, y = self._middle(selector)
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, selector: str) -> None:
        """Click the middle of the first element that fits."""
        x, y = self._middle(selector)
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def complaints(self) -> list[str]:
        """Errors and warnings that the page wrote since it was opened."""
        self.run("1")
        wrong = []
        for event in self.events:
            what = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                wrong.append(json.dumps(what["exceptionDetails"]))
            elif event["method"] == "Log.entryAdded" and what["entry"]["level"] in ("error", "warning"):
                wrong.append(what["entry"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled" and what["type"] in ("error", "warning", "assert"):
                wrong.append(json.dumps(what["args"]))
        return wrong

    def requests(self) -> list[str]:
        """Addresses asked for since the page was opened, its own too."""
        self.run("1")
        return [e["params"]["request"]["url"] for e in self.events if e["method"] == "Network.requestWillBeSent"]

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """A picture of what is seen, or of the whole page."""
        more: dict[str, Any] = {"captureBeyondViewport": True} if whole else {}
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", **more)["data"]))

    def pdf(self) -> bytes:
        """The page on paper."""
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True)["data"])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if program() is None:
        pytest.skip("no chromium on the path: install it, or name it in CHROMIUM")
    with Browser() as running:
        yield running


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which checks whether a page can be used by everybody."""
    file = Path(os.environ.get("AXE") or PROJECT / ".venv" / "axe" / "package" / "axe.min.js")
    if not file.is_file():
        pytest.skip(f"no axe-core in {file}: .ci/run puts it there, or name the file in AXE")
    return file.read_text(encoding="utf-8")


_made: dict[str, bytes] = {}


def _page(name: str, tables: Tables, folder: Path) -> str:
    """The address of the page of these tables, made once in a test run."""
    if name not in _made:
        pieces = voices.pieces(tables)
        found = gather.first_screen(gather.findings(tables, pieces, seed=1))
        # A sign beyond the first plane: in the script of the page it counts twice, in places once.
        originals = {row.doc_id: f"Ferry \U0001f6f3 {row.text}" for row in tables["documents"].itertuples()}
        _made[name] = rendering.encoded(page.compose(tables, found, Settings(), pieces=pieces, originals=originals))
    path = folder / "report.html"
    path.write_bytes(_made[name])
    return path.as_uri()


@pytest.fixture
def address(ferry: Tables, tmp_path: Path) -> str:
    """The page of the made-up article as a file, as somebody opens it."""
    return _page("ferry", ferry, tmp_path)


@pytest.fixture
def hostile_address(hostile: Tables, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the article that wants to be markup and script."""
    return _page("hostile", hostile, tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def long_address(long: Tables, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page whose tables are too long to stand in it as they are."""
    return _page("long", long, tmp_path_factory.mktemp("long"))
