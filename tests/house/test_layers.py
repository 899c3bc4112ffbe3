"""Who imports whom: packages and single modules stand in layers, and no way leads round in a circle."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from allegedly.settings import PROJECT

SOURCE = PROJECT / "src"


def part(module: str) -> str:
    """The package of a module below `allegedly`, or the module itself if it stands in none."""
    return ".".join(module.split(".")[:2])


def imported(path: Path) -> set[str]:
    """The modules that a file imports, inside its functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "allegedly":
            found |= {f"allegedly.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if name.startswith("allegedly.")}


def parts(source: Path) -> dict[str, set[str]]:
    """For each package and each single module, those it imports from."""
    found: dict[str, set[str]] = {}
    for path in sorted(source.rglob("*.py")):
        own = part(".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__"))
        found.setdefault(own, set()).update({part(name) for name in imported(path)} - {own})
    return found


def layers(graph: dict[str, set[str]]) -> list[str]:
    """The parts, each after those it imports from. Raises CycleError with the circle, if there is one."""
    return list(TopologicalSorter(graph).static_order())


def test_packages_import_each_other_in_no_circle() -> None:
    graph = parts(SOURCE)
    assert len(graph) > 20
    assert {"allegedly.accuracy", "allegedly.stats"} <= graph["allegedly.evaluation"]
    order = layers(graph)
    assert order.index("allegedly.settings") < order.index("allegedly.cleaning") < order.index("allegedly.report")


def test_report_and_evaluation_know_nothing_of_each_other() -> None:
    graph = parts(SOURCE)
    assert "allegedly.report" not in graph["allegedly.evaluation"] | graph["allegedly.accuracy"]
    assert "allegedly.evaluation" not in graph["allegedly.report"] | graph["allegedly.accuracy"]


def test_a_circle_is_seen_inside_a_function_too(tmp_path: Path) -> None:
    for name, text in {
        "one/a.py": "from allegedly.two import b\n",
        "two/b.py": "def late():\n    from allegedly import one\n",
    }.items():
        path = tmp_path / "allegedly" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CycleError, match="cycle"):
        layers(parts(tmp_path))
