"""What stands in the repository: nothing of one machine, and documentation that follows from the code."""

from __future__ import annotations

import re
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from allegedly.settings import PROJECT

_SPEC = spec_from_file_location("write_docs", PROJECT / "tools" / "write_docs.py")
assert _SPEC
assert _SPEC.loader
docs = module_from_spec(_SPEC)
_SPEC.loader.exec_module(docs)

# Home folders and workplaces as absolute paths, and hosts that packages come from. Written so as not to match itself.
MACHINE = re.compile(
    r"(?<![\w.:/-])/(?:work|home|root|Users)/[\w.]|(?:pypi|pythonhosted|anaconda)\.(?:org|com)/|file:" + "///"
)
LARGEST = 2_000_000


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.split("\0") if name and (path := PROJECT / name).is_file()]


def test_pattern_finds_what_it_is_for() -> None:
    for text in ("see /wo" + "rk/x", "'/ho" + "me/me/x'", "https://py" + "pi.org/simple"):
        assert MACHINE.search(text), text
    for text in ("at home/garden", "../shared/seed", "https://a.example/work/life", "work/life"):
        assert not MACHINE.search(text), text


def test_nothing_of_a_machine_is_committed() -> None:
    found = []
    for path in tracked():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(PROJECT)}:{n}: {m[0]}" for n, s in enumerate(lines, 1) if (m := MACHINE.search(s))
        ]
    assert found == []


def test_nothing_generated_is_committed() -> None:
    names = [path.relative_to(PROJECT) for path in tracked()]
    assert [str(n) for n in names if n.parts[0] in ("build", ".venv") or "__pycache__" in n.parts] == []
    assert [str(p) for p in tracked() if p.stat().st_size > LARGEST] == []


@pytest.mark.parametrize(("page", "parts"), [(docs.README, 4), (docs.LEXICONS, 1)], ids=lambda given: str(given)[-20:])
def test_made_parts_of_a_page_follow_the_code(page: Path, parts: int) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count(": made by make format -->") == parts
    assert docs.filled(text) == text, f"{page.name} is behind the code or data/accuracy: make format"


def test_tables_page_follows_the_code() -> None:
    assert docs.TABLES.read_text(encoding="utf-8") == docs.columns_page(), "docs/tables.md is behind: make format"
    assert [table.name for table in docs.SCHEMA.values() if not table.reading] == [
        name for name in docs.SCHEMA if name.startswith("dropped_")
    ]


def test_links_of_the_pages_lead_somewhere() -> None:
    dead = []
    for page in (PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md"):
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in link and not (page.parent / link).exists():
                dead.append(f"{page.name}: {link}")
    assert dead == []
