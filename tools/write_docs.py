"""Write the parts of the documentation that follow from the code: parameters, tables, notebooks,
lexicons, and the figures that say how far to trust it.

In README.md and data/lexicons/README.md these stand between `<!-- NAME: made by make format -->` and `<!-- end -->`;
docs/tables.md and docs/accuracy.md are made whole.
A test compares them with what this module would write.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from allegedly import lexicons
from allegedly.accuracy import FOLDER, bearing
from allegedly.accuracy.scores import read
from allegedly.evaluation import page as accuracy
from allegedly.run.stages import STAGES
from allegedly.schema import SCHEMA, Column
from allegedly.settings import STAGES as ORDER
from allegedly.settings import Settings, reads

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
LEXICONS = ROOT / "data" / "lexicons" / "README.md"
TABLES = ROOT / "docs" / "tables.md"

_PART = re.compile(r"(<!-- (\w+): made by make format -->\n).*?(<!-- end -->)", re.DOTALL)


def markdown(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    r"""A Markdown table; a bar inside a cell is escaped.

    >>> print(markdown(["a", "b"], [["1", "x|y"]]))
    | a | b |
    |---|---|
    | 1 | x\|y |
    """
    head = list(header)
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    text = ["| " + " | ".join(line) + " |" for line in lines]
    text[1] = text[1].replace(" ", "")
    return "\n".join(text)


def allowed(schema: dict[str, Any]) -> str:
    """What a parameter may be, in words, from its JSON schema.

    >>> allowed({"type": "number", "minimum": 0.5, "maximum": 1})
    'number, 0.5 to 1'
    >>> allowed({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
    'date or nothing'
    """
    if "anyOf" in schema:
        return " or ".join(allowed(option) for option in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "array":
        return "list of " + allowed(schema["items"])
    words = {"null": "nothing", "boolean": "true or false", "integer": "whole number", "string": "text"}
    kind = str(schema.get("format") or words.get(schema["type"], schema["type"]))
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is None and high is None:
        return kind
    return f"{kind}, {low} to {high}" if high is not None else f"{kind}, from {low}"


def parameters() -> str:
    """The table of parameters, from the model of settings."""
    rows = []
    for name, schema in Settings.model_json_schema()["properties"].items():
        default = Settings.model_fields[name].default
        shown = json.dumps(default) if not isinstance(default, tuple) else "all"
        stages = [stage[:2] for stage in ORDER if name in reads(stage)]
        rows.append([f"`{name}`", schema["description"], allowed(schema), f"`{shown}`", " ".join(stages) or "–"])
    return markdown(["parameter", "what it does", "allowed", "default", "read by"], rows)


def table_list() -> str:
    """The tables: what a row is, and which notebook writes it."""
    rows = [[f"`{table.name}`", table.row, table.stage[:2]] for table in SCHEMA.values()]
    return markdown(["table", "a row is", "by"], rows)


def notebooks() -> str:
    """The notebooks of the chain: question, tables read, tables written."""
    rows = []
    for name, stage in STAGES.items():
        path = ROOT / "notebooks" / stage.notebook
        every = set(stage.inputs) >= set(SCHEMA)
        read = "all tables" if every else ", ".join(stage.inputs) or "the articles"
        written = ", ".join(stage.outputs) or "report.html"
        rows.append([f"[{name}](notebooks/{stage.notebook})", title(path), read, written])
    return markdown(["notebook", "question", "reads", "writes"], rows)


def trust() -> str:
    """The main figures: what was measured, and how well it agrees with people, on which texts."""
    settings = Settings()
    with (FOLDER / "others.csv").open(encoding="utf-8", newline="") as file:
        people = [row for row in csv.DictReader(file) if row["who"] == "one person against another"]
    scores = read(FOLDER, min_probability=settings.min_probability, genre=settings.genre)
    rows = []
    for measure in bearing.HEADLINES:
        what, figure = bearing.pair(scores, measure)
        rows += [[what, figure]] * bool(figure)
        rows += [["– the same, " + row["who"], f"F1 {float(row['value']):.0f} % {row['remark']}"]
                 for row in people if (row["kind"], row["measure"]) == measure]  # fmt: skip
    return markdown(["what", "agreement with people"], rows)


def lexicon_list() -> str:
    """The lexicons: rows, those that bring a sentence in which they must be found, columns."""
    rows = []
    for path in sorted(lexicons.FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            entries = list(csv.DictReader(file))
        columns = ", ".join(f"`{name}`" for name in entries[0])
        proved = sum(bool(entry.get("example")) for entry in entries)
        rows.append([f"`{path.stem}`", f"{len(entries):,}", f"{proved:,}" if proved else "–", columns])
    return markdown(["lexicon", "rows", "with an example", "columns"], rows)


def title(path: Path) -> str:
    """The first heading of a notebook; an empty string while there is no such notebook."""
    if not path.is_file():
        return ""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = "".join(cells[0]["source"]).splitlines() if cells else []
    return next((line.lstrip("# ") for line in lines if line.startswith("#")), "")


def columns_page() -> str:
    """docs/tables.md: every column of every table."""
    parts = [
        "# The tables",
        "Made from `src/allegedly/schema.py` by `make format`. Every table is checked against this when it is written.",
        "`start` and `end` are Python string offsets, end exclusive, into `documents.text`; `raw_start` and `raw_end`"
        " into the text as it came in.",
        "Rows of one article are joined by `doc_id` and one of `sentence_id`, `mention_id` and `attribution_id`, which "
        "count from 0 inside the article; things named over the whole input by `entity_id`, which is also the "
        "`voice_id` of a source that is named. What made a row stands in its `rule`: [rules.md](rules.md) leads from "
        "there to the code.",
    ]
    for name, stage in STAGES.items():
        if stage.outputs:
            parts += [f"## {name}: {title(ROOT / 'notebooks' / stage.notebook)}"]
        for table in (SCHEMA[output] for output in stage.outputs):
            rows = [[f"`{c.name}`", _type(c), c.what + _values(c)] for c in table.columns]
            parts += [
                f"### {table.name}",
                f"A row is {table.row}. Sorted by {', '.join(table.order)}.",
                *([table.reading] if table.reading else []),
                markdown(["column", "type", "meaning"], rows),
            ]
    return "\n\n".join(parts) + "\n"


def _type(column: Column) -> str:
    kind = re.sub(r"list<.*string>", "list of string", str(column.type))
    return f"{kind} or null" if column.nullable else kind


def _values(column: Column) -> str:
    return ": " + ", ".join(f"`{value}`" for value in column.values) if column.values else ""


def filled(readme: str) -> str:
    """A page with its made parts written anew. Raises KeyError for a part that nothing makes."""
    made = {
        "parameters": parameters,
        "tables": table_list,
        "notebooks": notebooks,
        "trust": trust,
        "lexicons": lexicon_list,
    }
    return _PART.sub(lambda part: f"{part[1]}{made[part[2]]()}\n{part[3]}", readme)


def main() -> int:
    """Write the four files."""
    for page in (README, LEXICONS):
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
    TABLES.write_text(columns_page(), encoding="utf-8")
    accuracy.PAGE.write_text(accuracy.compose(FOLDER), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
