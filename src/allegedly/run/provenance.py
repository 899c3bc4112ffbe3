"""What a result depends on: the code, lexicons, data and packages behind it, as one checksum each.

Dependencies are read off the source (import statements, that of `allegedly.accuracy` for one, and calls of
`lexicons.load("name")`), so there is no list to forget. Two runs with equal keys give equal tables.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement

from allegedly import lexicons
from allegedly.accuracy import FOLDER

PACKAGE = Path(__file__).resolve().parents[1]
CORRECTED = {"01_cleaning": "cleaning", "02_entities": "entities", "03_discourse": "attributions",
             "04_hedging": "hedging"}  # fmt: skip
"""The file of corrections that a stage reads, if it reads one."""


def digest(*parts: object) -> str:
    """A checksum of plain values; any difference in them changes it.

    >>> digest("a", 1) == digest("a", 1), digest("a", 1) == digest("a", "1")
    (True, False)
    """
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


@cache
def packages() -> dict[str, str]:
    """Installed version of each package that the project depends on."""
    return {name: version(name) for name in sorted(Requirement(line).name for line in requires("allegedly") or ())}


@cache
def environment() -> str:
    """A checksum of what runs the code: Python and the packages, the language model among them."""
    return digest(platform.python_version(), platform.machine(), packages())


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes; "absent" if there is no such file."""
    if not path.is_file():
        return "absent"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def code() -> dict[str, str]:
    """SHA-256 of each file of the package, templates too, by its path inside the package."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(PACKAGE).as_posix(): file_digest(path) for path in sorted(files)}


def _module_file(name: str) -> Path | None:
    base = PACKAGE.joinpath(*name.split(".")[1:])
    for candidate in (base.with_suffix(".py"), base / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] == "allegedly"}


@cache
def _mentioned(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The modules of this package that a file imports, and the lexicons it loads."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text, filename=str(path))
    # Most files load none, and walking over all trees takes longer than anything else at the start of a process.
    return frozenset(_imported(tree)), frozenset(_loaded(tree) if "lexicons.load" in text else ())


def closure(imports: Iterable[str]) -> list[Path]:
    """All files of the package that the named modules import, directly or not, sorted.

    Of a package reached, every file that is not Python (templates) is counted in.
    """
    found: set[Path] = set()
    waiting = list(imports)
    while waiting:
        file = _module_file(waiting.pop())
        if file is None or file in found:
            continue
        found.add(file)
        waiting += _mentioned(file)[0]
    data = {
        path
        for folder in {file.parent for file in found} - {PACKAGE}
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    return sorted(found | data)


def imports_of_code(cells: Iterable[str]) -> set[str]:
    """The modules of this package that a notebook's code cells import."""
    return set().union(*(_imported(ast.parse(cell)) for cell in cells), set())


def _loaded(tree: ast.AST) -> set[str]:
    """The names in the calls `lexicons.load("name")` of a module."""
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "load"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "lexicons"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def lexicons_of(files: Iterable[Path]) -> list[str]:
    """Names of the lexicons that the code in `files` loads."""
    return sorted(set().union(*(_mentioned(file)[1] for file in files if file.suffix == ".py"), set()))


def data_of(files: Iterable[Path]) -> list[Path]:
    """The files of data that the code in `files` reads: its lexicons, and the measured figures if it takes their folder
    from `allegedly.accuracy`."""
    found = set(files)
    figures = sorted(FOLDER.glob("*.csv")) if PACKAGE / "accuracy" / "__init__.py" in found else []
    return [*map(lexicons.path, lexicons_of(found)), *figures]
