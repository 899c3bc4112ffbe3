"""The pages for readers name what there is: every rule, every lexicon and its columns, every module and file."""

from __future__ import annotations

import csv
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from allegedly import lexicons
from allegedly.cleaning.balance import KINDS as EDITS
from allegedly.export import brat, flat
from allegedly.schema import SCHEMA
from allegedly.settings import PROJECT

DOCS = PROJECT / "docs"
PACKAGE = PROJECT / "src" / "allegedly"
PAGES = sorted(
    [
        *DOCS.glob("*.md"),
        *PROJECT.glob("*.md"),
        *(PROJECT / "data" / name for name in ("README.md", "lexicons/README.md")),
    ]
)
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")


def quoted(page: Path) -> set[str]:
    """What a page sets in code type."""
    return {word.replace("\\", "") for word in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8"))}


SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
FILES = [*sorted(lexicons.FOLDER.glob("*.csv")), *sorted((PROJECT / "data" / "accuracy").glob("*.csv"))]
KNOWN = {path.stem for path in FILES} | set(flat.COLUMNS) | {c.name for table in SCHEMA.values() for c in table.columns}
KNOWN |= {name for path in FILES for name in path.read_text(encoding="utf-8").partition("\n")[0].split(",")}
"""Names of lexicons, of files of figures, and of columns."""

RULES = quoted(DOCS / "rules.md")
LEXICONS = quoted(PROJECT / "data" / "lexicons" / "README.md")


def named(name: str, words: set[str]) -> bool:
    """Whether a name stands in one of the words: "attribution_*_weights", "weight_…", "countries: aliases"."""
    return any(fnmatch(name, word.replace("…", "*")) for word in words)


@pytest.mark.parametrize("rule", sorted(EDITS))
def test_every_rule_of_cleaning_is_told(rule: str) -> None:
    assert rule in RULES


def test_every_shape_of_a_statement_is_told_and_no_other() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "discourse").rglob("*.py"))
    there = set(re.findall(r'"(shape: [^"{]+)"', sources))
    assert len(there) > 5
    assert {word for word in RULES if word.startswith("shape: ")} == there


def test_every_way_to_a_name_and_its_type_is_told() -> None:
    forms = (PACKAGE / "names" / "forms.py").read_text(encoding="utf-8")
    finding = (PACKAGE / "names" / "finding.py").read_text(encoding="utf-8")
    ways = set(re.findall(r'Name\([^\n]*, "([a-z ]+)"\)', forms + finding))
    decide = forms[forms.index("def _decide") : forms.index("def _may_spread")]
    told = [line.rpartition(", ")[2] for line in decide.splitlines() if line.strip().startswith("return")]
    ways |= {why for line in told for why in re.findall(r'"([a-z][a-z ]*)"', line)}
    assert {"model", "repeated", "title", "speech", "place", "head word"} <= ways
    assert ways <= RULES


def test_every_table_with_rows_of_a_rule_has_its_part() -> None:
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    for table in SCHEMA.values():
        # What a correction took out has the rule that it had.
        if any(column.name == "rule" for column in table.columns) and not table.name.startswith("dropped_"):
            assert f"## `{table.name}.rule`" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    files = [word for word in quoted(page) if re.fullmatch(r"[\w./*-]+/[\w.*-]+\.(?:py|csv|md|ipynb)", word)]
    bases = (PROJECT, PACKAGE, page.parent)
    missing = [word for word in files if not any(list(base.glob(word)) for base in bases)]
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing += [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def commands(page: Path) -> list[str]:
    """What a page tells to type: lines of blocks of code, and code inside a sentence."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    return [*quoted(page), *(line.split("#")[0].strip() for block in blocks for line in block.splitlines())]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_a_page_names_are_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    settings = {*re.findall(r"^SETTINGS := (.*)", MAKEFILE, re.MULTILINE)[0].split(), "PYTHON", "UPGRADE", "SCORER"}
    wrong = []
    for command in commands(page):
        if not re.search(r"\bmake( |$)", command):
            if found := re.search(r"python (?:-m (allegedly[\w.]*)|(tools/\w+\.py))", command):
                module = (found[1] or "").replace(".", "/")
                places = (
                    PROJECT / "src" / f"{module}.py",
                    PROJECT / "src" / module / "__main__.py",
                    PROJECT / (found[2] or "-"),
                )
                wrong += [command] * (not any(place.is_file() for place in places))
            continue
        wrong += [command for name in re.findall(r"\bmake ([a-z]+)", command) if name not in targets]
        wrong += [command for name in re.findall(r"\b([A-Z]+)=", command) if name not in settings | {"INPTU"}]
    assert wrong == []


def test_commands_are_found_at_all() -> None:
    found = {command for page in PAGES for command in commands(page)}
    assert {"make report", "make evaluate GOLD=…"} <= found
    assert any("python tools/" in command for command in found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_parameters_and_tables_that_a_page_names_are_there(page: Path) -> None:
    """A word with an underscore in code type is a parameter, a table, a column, a lexicon, a rule or in the code."""
    words = {word for word in quoted(page) if re.fullmatch(r"[a-z]+(?:_[a-z]+)+", word)}
    assert sorted(words - KNOWN - {word for word in words if re.search(rf"\b{word}\b", SOURCES)}) == []


@pytest.mark.parametrize("path", sorted(lexicons.FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_every_lexicon_and_each_of_its_columns_is_told(path: Path) -> None:
    assert named(path.stem, LEXICONS)
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert [column for column in columns if not named(column, LEXICONS)] == []


def test_every_mark_relation_attribute_and_column_of_an_export_is_told() -> None:
    told = quoted(DOCS / "exports.md")
    assert set(flat.COLUMNS) <= told
    assert {*brat.PARTS.values(), *brat.RELATIONS, *brat.attributes([])} <= told
    assert set(brat.MARKS) - set(brat.NAMES) <= told
