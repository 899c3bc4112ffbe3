"""Reference pages that follow from the code: the parameters and the tables, as Markdown.

python -m allegedly.reference          write them into README.md and docs/tables.md
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from allegedly.settings import PROJECT, Settings
from allegedly.tables import SCHEMA

_PLAIN = {
    "string": "text",
    "int64": "integer",
    "double": "number",
    "bool": "true or false",
    "list<item: string>": "list",
}


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _allowed(schema: dict[str, Any]) -> str:
    """The allowed values of one parameter, in words, from its JSON schema."""
    schema = next((part for part in schema.get("anyOf", []) if part.get("type") != "null"), schema) | schema
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "enum" in schema.get("items", {}):
        return "list of " + ", ".join(schema["items"]["enum"])
    low, high = schema.get("minimum"), schema.get("maximum")
    limits = f", {low} to {high}" if high is not None else f", at least {low}" if low is not None else ""
    names = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
    formats = {"date": "date", "path": "path"}
    return formats.get(schema.get("format", ""), names.get(schema.get("type", ""), "")) + limits


def parameters() -> str:
    """The parameters of a run as a Markdown table: name, allowed values, default, meaning."""
    lines = [_row("parameter", "allowed", "default", "meaning"), _row("---", "---", "---", "---")]
    for name, schema in Settings.model_json_schema()["properties"].items():
        default = Settings.model_fields[name].default
        shown = ", ".join(default) if isinstance(default, tuple) else str(default).lower()
        shown = "" if default in (None, "") else str(default) if isinstance(default, str) else shown
        lines.append(_row(f"`{name}`", _allowed(schema), shown, schema["description"]))
    return "\n".join(lines)


def tables() -> str:
    """Every table with its columns as Markdown."""
    parts = ["# The tables of a run", "", "Made from the schema in `src/allegedly/tables.py`.", ""]
    for table in SCHEMA.values():
        order = ", ".join(f"`{name}`" for name in table.order)
        parts += [f"## {table.name}", "", f"A row is {table.row}. Written by `{table.stage}`, sorted by {order}.", ""]
        parts += [_row("column", "type", "meaning"), _row("---", "---", "---")]
        for column in table.columns:
            kind = _PLAIN[str(column.type)] + (" or null" if column.nullable else "")
            values = f" ({', '.join(f'`{value}`' for value in column.values)})" if column.values else ""
            parts.append(_row(f"`{column.name}`", kind, column.what + values))
        parts.append("")
    return "\n".join(parts)


def pages() -> dict[Path, str]:
    """Each page that holds reference text, as it should read now."""
    readme = PROJECT / "README.md"
    marked = re.compile(r"(<!-- parameters -->\n).*?(\n<!-- end of parameters -->)", re.DOTALL)
    written = readme.read_text(encoding="utf-8")
    return {
        readme: marked.sub(lambda found: found[1] + parameters() + found[2], written),
        PROJECT / "docs" / "tables.md": tables(),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
