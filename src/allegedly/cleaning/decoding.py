"""Bytes to text: byte order marks, UTF-8, UTF-16, Windows-1252; what is no text is told from what is.

Line ends stay as they are, so that offsets into the decoded text are offsets into the file's characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"Rar!",
)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class UnreadableError(ValueError):
    """Bytes that are no text. The message says in plain words why."""


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was read in, and what was lost on the way ("" if nothing)."""

    text: str
    encoding: str
    loss: str = ""


def decode(data: bytes, *, html: bool = False) -> Decoded:
    """The text in some bytes.

    `html`: a page may declare its encoding. Raises UnreadableError for empty and binary data.

    >>> decode("“Caf\\u00e9”".encode("cp1252")).text, decode(b"\\xef\\xbb\\xbfHello").text
    ('“Café”', 'Hello')
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableError("empty: it holds nothing to read")
    if data.startswith(_BINARY):
        raise UnreadableError("binary: a document, picture or archive, not text")
    found = _by_mark(data) or _by_content(data, html=html)
    text = found.text
    if len(_CONTROLS.findall(text[:100_000])) > 0.05 * min(len(text), 100_000):
        raise UnreadableError("binary: full of control characters")
    return found


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    return None


def _by_content(data: bytes, *, html: bool) -> Decoded:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # UTF-16 of English is valid UTF-8 with a NUL at every other place.
        return _utf16(data) or Decoded(text, "utf-8")
    two_bytes = _utf16(data)
    if two_bytes:
        return two_bytes
    declared = _DECLARED.search(data[:4096]) if html else None
    if declared:
        try:
            return _replacing(data, codecs.lookup(declared[1].decode("ascii")).name)
        except LookupError:
            pass
    return _broken(data)


def _utf16(data: bytes) -> Decoded | None:
    sample = data[:2000]
    half = len(sample) // 2 or 1
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return _replacing(data, "utf-16-le")
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return _replacing(data, "utf-16-be")
    return None


def _broken(data: bytes) -> Decoded:
    """Bytes that are not UTF-8: UTF-8 with a few wrong ones, or an older encoding, of which cp1252 is the usual."""
    replaced = data.decode("utf-8", errors="replace")
    wrong = replaced.count("\ufffd")
    right = sum(ord(c) > 127 for c in replaced) - wrong
    if right > 2 * wrong:
        return Decoded(replaced, "utf-8", f"{wrong} bytes that are no UTF-8 were replaced by \ufffd")
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        return _replacing(data, best.encoding if best else "latin-1")


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    return Decoded(whole(text), encoding, f"{lost} characters could not be read" if lost else "")


def whole(text: str) -> str:
    """The text with half surrogate pairs, which no file can hold, replaced one for one."""
    return _SURROGATES.sub("\ufffd", text)
