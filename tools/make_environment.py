"""Write environment.yml, for people who use conda, from pyproject.toml, the one place where packages are named.

Names are those of conda-forge; where they differ from PyPI's, `[tool.allegedly.conda]` in pyproject.toml says how, and
which packages come from PyPI in a conda environment too. The project itself is installed from where it stands.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# Made from pyproject.toml by `make lock`; do not edit. conda's own solve of this file is untested.
# conda env create -f environment.yml && conda activate allegedly && make report
"""


def requirement(text: str) -> tuple[str, str]:
    """Name and versions of a requirement.

    >>> requirement("spacy>=3.8,<3.9")
    ('spacy', '>=3.8,<3.9')
    """
    match = re.fullmatch(r"([a-z0-9-]+)([<>=~!,.*0-9]*)", text)
    if not match:
        raise ValueError(f"pyproject.toml: {text!r} is not a plain name with versions, as in 'spacy>=3.8,<3.9'")
    return match[1], match[2]


def conda_spec(text: str, names: dict[str, str]) -> str:
    """A requirement as conda writes it.

    >>> conda_spec("duckdb>=1.4", {"duckdb": "python-duckdb"})
    'python-duckdb >=1.4'
    """
    name, versions = requirement(text)
    return f"{names.get(name, name)} {versions}".strip()


def environment(pyproject: dict[str, Any]) -> str:
    """The text of environment.yml."""
    project, conda = pyproject["project"], pyproject["tool"]["allegedly"]["conda"]
    packages = [*project["dependencies"], *pyproject["dependency-groups"]["dev"]]
    from_pypi = [p for p in packages if requirement(p)[0] in conda["from-pypi"]]
    specs = [f"python {project['requires-python']}", "pip"]
    specs += sorted(conda_spec(p, conda["names"]) for p in packages if p not in from_pypi)
    lines = [f"name: {project['name']}", "channels:", "  - conda-forge", "  - nodefaults", "dependencies:"]
    lines += [f"  - {spec}" for spec in specs]
    lines += ["  - pip:", *(f'      - "{p}"' for p in from_pypi), "      - -e ."]
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the file."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (ROOT / "environment.yml").write_text(environment(pyproject), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
