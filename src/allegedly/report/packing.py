"""Long tables on the page: their first rows as they are, and all of them packed, for the page's script to show.

Thousands of rows make a page slow to open before anybody reads one of them. Of a long table the page holds the first
rows, which need no script; all of its rows stand beside it as gzipped text, of which the script shows some at a time.
Rows are made by the templates and nowhere else: what is packed is the markup as it would stand in the page.
"""

from __future__ import annotations

import base64
import gzip

from markupsafe import Markup

MOST = 300
"""Rows that a table holds as they are."""

FIRST = 100
"""Rows of a longer table that are there without the script."""

_ROW = "<tr"
"""How a row starts; nothing in an article does, for there every "<" is escaped."""


def count(rows: str) -> int:
    """The number of rows in markup."""
    return rows.count(_ROW)


def is_long(rows: str) -> bool:
    """True where rows are too many to stand in the page."""
    return count(rows) > MOST


def first(rows: str) -> Markup:
    """All rows, or the first of many.

    >>> len(first("<tr id=a><td>1\\n" * 301).split("<tr")) - 1
    100
    """
    if not is_long(rows):
        return Markup(rows)
    return Markup(_ROW.join(rows.split(_ROW, FIRST + 1)[: FIRST + 1]))


def packed(rows: str) -> str:
    """All rows as gzipped text in base 64.

    >>> unpacked(packed("<tr id=a><td>1"))
    '<tr id=a><td>1'
    """
    return base64.b64encode(gzip.compress(rows.encode("utf-8", "replace"), 9, mtime=0)).decode()


def unpacked(text: str) -> str:
    """What `packed` packed."""
    return gzip.decompress(base64.b64decode(text)).decode("utf-8")
