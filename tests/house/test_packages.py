"""pyproject.toml is the one place where packages are named: lock, environment.yml and imports must agree with it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from allegedly import __version__
from allegedly.settings import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [Requirement(text) for text in PYPROJECT["project"]["dependencies"]]
DEV = [Requirement(text) for text in PYPROJECT["dependency-groups"]["dev"]]
CONDA = PYPROJECT["tool"]["allegedly"]["conda"]
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))


def locked(lock: str) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^ ;\n]+)", lock, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(Version(version))
    return found


def wrong_in_lock(packages: list[Requirement], lock: str) -> list[str]:
    """What does not agree between packages that are named and a lock."""
    have = locked(lock)
    wrong = []
    for package in packages:
        versions = have.get(canonicalize_name(package.name), [])
        if not versions:
            wrong.append(f"{package.name} is not in requirements.lock: make lock")
        elif not all(version in package.specifier for version in versions):
            wrong.append(f"{', '.join(map(str, versions))} does not fit {package}: make lock")
    entries = re.split(r"\n(?=\S)", lock.strip())
    wrong += [f"{entry.splitlines()[0]} has no checksum" for entry in entries if "--hash=sha256:" not in entry]
    return wrong + [f"the lock holds {each!r}" for each in ("://", "--index-url", " @ ") if each in lock]


def wrong_in_environment(packages: list[Requirement], environment: dict[str, Any]) -> list[str]:
    """What does not agree between packages that are named and conda's environment."""
    *specs, last = environment["dependencies"]
    conda = dict(spec.split(" ") for spec in specs if " " in spec)
    wrong = []
    for package in packages:
        name = CONDA["names"].get(package.name, package.name)
        if package.name in CONDA["from-pypi"]:
            wrong += [f"{package} is not in environment.yml: make lock"] * (str(package) not in last["pip"])
        elif name not in conda:
            wrong.append(f"{name} is not in environment.yml: make lock")
        elif Requirement(f"x{conda[name]}").specifier != package.specifier:
            wrong.append(f"{name} {conda[name]} is not {package}: make lock")
    return wrong


def test_lock_and_environment_agree_with_pyproject() -> None:
    assert len(locked(LOCK)) > len(RUN + DEV)
    assert wrong_in_lock(RUN + DEV, LOCK) == []
    assert wrong_in_environment(RUN + DEV, ENVIRONMENT) == []


@pytest.mark.parametrize(
    ("pattern", "instead", "told"),
    [
        (r"^spacy==[^ ]+", "spacy==2.0.0", ["2.0.0 does not fit spacy"]),
        (r"^duckdb==", "another==", ["duckdb is not in requirements.lock"]),
        (r"^(nltk==[^ ]+).*\n(?: +--hash.*\n)+", r"\1\n", ["nltk==", " has no checksum"]),
        (r"\A", "--index-url https:" + "//example.org/simple --hash=sha256:0\n", ["'://'", "'--index-url'"]),
    ],
)
def test_a_lock_that_is_wrong_is_refused(pattern: str, instead: str, told: list[str]) -> None:
    broken, n = re.subn(pattern, instead, LOCK, count=1, flags=re.MULTILINE)
    assert n == 1
    said = "; ".join(wrong_in_lock(RUN + DEV, broken))
    assert all(each in said for each in told), said


def test_an_environment_that_is_wrong_is_refused() -> None:
    *specs, pip = ENVIRONMENT["dependencies"]
    without = [spec for spec in specs if not spec.startswith("python-duckdb ")]
    assert wrong_in_environment(RUN, {"dependencies": [*without, pip]}) == [
        "python-duckdb is not in environment.yml: make lock"
    ]
    other = [*without, "python-duckdb ==0.1"]
    assert wrong_in_environment(RUN, {"dependencies": [*other, pip]})[0].startswith("python-duckdb ==0.1 is not duckdb")
    assert len(wrong_in_environment(RUN, {"dependencies": [*specs, {"pip": []}]})) == sum(
        package.name in CONDA["from-pypi"] for package in RUN
    )


def test_environment_names_nothing_else() -> None:
    *specs, pip = ENVIRONMENT["dependencies"]
    assert len(specs) + len(pip["pip"]) == len(RUN + DEV) + len(["python", "pip", "-e ."])
    assert f"python {PYPROJECT['project']['requires-python']}" in specs
    assert "-e ." in pip["pip"]
    assert ENVIRONMENT["channels"][0] == "conda-forge"
    assert ENVIRONMENT["name"] == "allegedly"


def test_imports_are_declared() -> None:
    declared = {canonicalize_name(package.name) for package in RUN} | {"allegedly", "pydantic-core"}
    owners = packages_distributions()
    undeclared = set()
    for path in sorted((PROJECT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for top in {name.partition(".")[0] for name in names} - sys.stdlib_module_names:
                if not {canonicalize_name(owner) for owner in owners.get(top, [top])} & declared:
                    undeclared.add(f"{path.relative_to(PROJECT)}: {top}")
    assert sorted(undeclared) == []


def test_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    assert PYPROJECT["project"]["version"] == __version__ == citation["version"]
