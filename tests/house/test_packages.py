"""pyproject.toml is the one place where packages are named: lock, environment.yml and imports must agree with it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

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


def locked() -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^ ;]+)", LOCK, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(Version(version))
    return found


@pytest.mark.parametrize("package", RUN + DEV, ids=str)
def test_lock_has_every_package_in_range(package: Requirement) -> None:
    versions = locked().get(canonicalize_name(package.name), [])
    assert versions, f"{package.name} is not in requirements.lock: make lock"
    assert all(version in package.specifier for version in versions), f"{versions} do not fit {package}: make lock"


def test_every_line_of_the_lock_has_hashes_and_none_an_address() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) > len(RUN + DEV)
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in LOCK
    assert "--index-url" not in LOCK
    assert " @ " not in LOCK


@pytest.mark.parametrize("package", RUN + DEV, ids=str)
def test_environment_has_every_package_in_the_same_versions(package: Requirement) -> None:
    pip = ENVIRONMENT["dependencies"][-1]["pip"]
    if package.name in CONDA["from-pypi"]:
        assert str(package) in pip
        return
    conda = dict(spec.split(" ") for spec in ENVIRONMENT["dependencies"][:-1] if " " in spec)
    name = CONDA["names"].get(package.name, package.name)
    assert name in conda, f"{name} is not in environment.yml: make lock"
    assert Requirement(f"x{conda[name]}").specifier == package.specifier, f"{name} is not {package}: make lock"


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
