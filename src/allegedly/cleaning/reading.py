"""One source as decoded text: a file with one article (.txt .md .html, also .gz), or one row of a table."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allegedly.cleaning import metadata, rows
from allegedly.cleaning.decoding import UnreadableError, decode, whole

PAGES = (".html", ".htm", ".html.gz", ".htm.gz")
TEXTS = (".txt", ".md", ".txt.gz", ".md.gz")
LARGEST = 1_000_000
"""Characters of the longest text that is read, as many as a long book has; a page may be four times as long."""


@dataclass(frozen=True)
class Source:
    """One article as it came in: decoded text, whether it is HTML or Markdown, and what is said about it."""

    raw: str
    form: str = "text"
    about: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def ending(path: Path) -> str:
    """The known ending of a file name, with `.gz` if packed; "" for any other.

    >>> ending(Path("a.b.TXT.gz")), ending(Path("a.pdf"))
    ('.txt.gz', '')
    """
    name = path.name.lower()
    return next((e for e in (*PAGES, *TEXTS, *rows.ENDINGS) if name.endswith(e)), "")


def read_source(file: Path, at: int | None, *, root: Path) -> Source:
    """The decoded text of a file, or of the row of a table that begins at byte `at`.

    Raises UnreadableError with a plain reason.
    """
    if at is not None:
        return _from_row(rows.read(file, at))
    kind = ending(file)
    form = "html" if kind in PAGES else "markdown" if ".md" in kind else "text"
    largest = LARGEST * (4 if form == "html" else 1)
    if file.stat().st_size > 4 * largest:
        raise UnreadableError(f"too long: {file.stat().st_size:,} bytes")
    try:
        data = file.read_bytes()
        if kind.endswith(".gz"):
            with gzip.open(file) as packed:
                data = packed.read(4 * largest)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"unreadable: {error}") from error
    found = decode(data, html=form == "html")
    notes = (found.loss,) if found.loss else ()
    return _checked(found.text, form, metadata.for_file(file, root=root), notes)


def _from_row(row: Mapping[str, Any]) -> Source:
    about = {name: value for name in metadata.FIELDS if (value := metadata.text_of(row.get(name)))}
    text, page = metadata.text_of(row.get("text")), metadata.text_of(row.get("html"))
    given = row["text"] if text else row["html"] if page else ""
    if not isinstance(given, str):
        raise UnreadableError(
            f"no text: its `{'text' if text else 'html'}` is a {type(given).__name__}; put it in quotes"
        )
    return _checked(whole(given), "text" if text or not page else "html", about, ())


def _checked(raw: str, form: str, about: Mapping[str, str], notes: tuple[str, ...]) -> Source:
    if not raw.strip("\x00 \t\r\n\ufeff"):
        raise UnreadableError("empty: it holds nothing to read")
    if len(raw) > LARGEST * (4 if form == "html" else 1):
        raise UnreadableError(f"too long: {len(raw):,} characters; cut it into articles")
    return Source(raw, form, about, notes)
