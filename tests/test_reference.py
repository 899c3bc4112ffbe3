"""The reference pages follow from the code."""

from __future__ import annotations

from allegedly import reference
from allegedly.settings import Settings


def test_the_pages_are_up_to_date() -> None:
    old = [path.name for path, text in reference.pages().items() if path.read_text(encoding="utf-8") != text]
    assert old == [], "run: .venv/bin/python -m allegedly.reference"


def test_the_readme_names_every_parameter() -> None:
    readme = next(text for path, text in reference.pages().items() if path.name == "README.md")
    assert [name for name in Settings.model_fields if f"| `{name}` |" not in readme] == []
