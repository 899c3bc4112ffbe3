"""Broken characters: mojibake (by ftfy, on the smallest span), entities and tags left over, invisible characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from unicodedata import normalize

from allegedly.cleaning.edits import Edit

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(
    r"</[a-z][a-z0-9\-]*\s*>|<[a-z][a-z0-9\-]*(?:\s+[\w\-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|”[^”<>]*”|[^\s<>]+))+\s*/?>"
    r"|<[a-z][a-z0-9\-]*/>|<(?:p|br|b|i|em|strong|span|div|u|hr|sup|sub|h[1-6]|li|ul|ol|blockquote)\s*/?>"
)
_BLOCK = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote)\b")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)


def mojibake(text: str) -> Iterable[Edit]:
    """Characters that were decoded with the wrong table, repaired as ftfy explains them.

    >>> [(e.before, e.after) for e in mojibake("Itâ€™s Â£600m")]
    [('â€™', '’'), ('Â£', '£')]
    """
    if text.isascii():
        return
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(text):
        return
    done = 0
    for match in _NOT_ASCII.finditer(text):
        left, right = match.span()
        while left and not text[left - 1].isspace():
            left -= 1
        while right < len(text) and not text[right].isspace():
            right += 1
        if left < done:
            continue
        word, done = text[left:right], right
        composed = normalize("NFC", word)
        fixed = fix_encoding(composed)
        if fixed == composed or is_bad(fixed):
            continue
        # The log is readable if only the broken run stands in it; but the run must read as it does in its word.
        parts = _NOT_ASCII.sub(lambda m: fix_encoding(m.group()), word)
        reason = "decoded with the wrong character table"
        if parts == fixed:
            for run in _NOT_ASCII.finditer(word):
                after = fix_encoding(run.group())
                if after != run.group():
                    yield Edit(left + run.start(), left + run.end(), run.group(), after, "mojibake", reason)
        else:
            yield Edit(left, right, word, fixed, "mojibake", reason)


def entities(text: str) -> Iterable[Edit]:
    """HTML entities that were left in the text.

    >>> [(e.before, e.after) for e in entities("R&amp;D at AT&T;")]
    [('&amp;', '&')]
    """
    for match in _ENTITY.finditer(text):
        after = html.unescape(match.group()).replace("\xa0", " ")
        if after != match.group() and not _INVISIBLE.search(after):
            yield Edit(*match.span(), match.group(), after, "entity", "code of web pages left in the text")


def tags(text: str) -> Iterable[Edit]:
    """HTML tags that were left in the text; one that ends a block becomes a blank line.

    >>> [(e.before, e.after) for e in tags("One<br/>two <b>three</b>")]
    [('<br/>', '\\n\\n'), ('<b>', ''), ('</b>', '')]
    """
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        after = "\n\n" if _BLOCK.match(match.group()) else ""
        yield Edit(*match.span(), match.group(), after, "markup", "tag of web pages left in the text")


def invisible(text: str) -> Iterable[Edit]:
    """Characters that print nothing: NUL and other controls, byte order marks, soft hyphens, direction marks.

    >>> [(e.start, e.after) for e in invisible("a\\x00b")]
    [(1, '')]
    """
    for match in _INVISIBLE.finditer(text):
        yield Edit(*match.span(), match.group(), "", "invisible", "characters that print nothing")
