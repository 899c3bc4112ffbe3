"""The visible text of an HTML source, each character with its place in the source.

Parsers of HTML do not say where in the source a character stood, or take a time that grows with the square of broken
markup; all that is needed here is to tell tags, references and text apart, and which tags end a line or hide text.
"""

from __future__ import annotations

import re
from html import unescape

_HIDDEN = frozenset("script style template svg iframe select textarea head noscript object canvas math".split())
_RAW = frozenset("script style textarea".split())
_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main menu nav ol option p pre section"
    " summary table tbody td tfoot th thead title tr ul video audio input".split()
)
# Possessive: what does not match is given up at once. A tag longer than this is broken.
_LONGEST = 20_000
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_LOOSE = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)([^<>]*)>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
_NEXT = re.compile(r"[<&]")

Place = tuple[int, int]


class _Text:
    """Visible characters and their places; white space is one blank, the end of a block one line break."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.places: list[Place] = []

    def put(self, char: str, place: Place) -> None:
        if char.isspace():
            if not self.chars or self.chars[-1] in " \n":
                return
            char = " "
        self.chars.append(char)
        self.places.append(place)

    def end_line(self, at: int) -> None:
        while self.chars and self.chars[-1] == " ":
            self.chars.pop()
            self.places.pop()
        if self.chars and self.chars[-1] != "\n":
            self.chars.append("\n")
            self.places.append((at, at))


def visible(source: str) -> tuple[str, list[Place]]:
    """The visible text of a page, one line a block, and the span in the source of each character.

    >>> visible("<p>He &amp; <b>she</b></p><script>x()</script><p>left")[0]
    'He & she\\nleft'
    """
    made = _Text()
    hidden: list[str] = []
    at = 0
    while at < len(source):
        found = _NEXT.search(source, at)
        stop = found.start() if found else len(source)
        if not hidden:
            for i in range(at, stop):
                made.put(source[i], (i, i + 1))
        if not found:
            break
        at = _reference(source, stop, made, hidden) if found.group() == "&" else _tag(source, stop, made, hidden)
    text = "".join(made.chars).rstrip()
    return text, made.places[: len(text)]


def _reference(source: str, at: int, made: _Text, hidden: list[str]) -> int:
    """Take in a reference such as `&amp;`, or a bare `&`; where it ends."""
    match = _REFERENCE.match(source, at)
    written = match.group() if match else "&"
    if not hidden:
        for char in unescape(written):
            made.put(char, (at, at + len(written)))
    return at + len(written)


def _tag(source: str, at: int, made: _Text, hidden: list[str]) -> int:
    """Take in what begins with `<`: a comment, a declaration, a tag, or a bare `<`; where it ends."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 4)
        return len(source) if end < 0 else end + 3
    if source.startswith(("<!", "<?"), at):
        end = source.find(">", at)
        return len(source) if end < 0 else end + 1
    limit = at + _LONGEST
    match = _TAG.match(source, at, limit) or _LOOSE.match(source, at, limit)
    if not match:
        if not hidden:
            made.put("<", (at, at + 1))
        return at + 1
    name, end = match[2].lower(), match.end()
    if match[1]:
        if name in hidden:
            del hidden[hidden.index(name) :]
        elif name in _BLOCKS and not hidden:
            made.end_line(at)
        return end
    if name == "body":
        hidden.clear()
    if name in _BLOCKS and not hidden:
        made.end_line(at)
    if name in _RAW:
        # What a script holds is no markup, whatever it looks like.
        closing = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(source, end)
        return closing.start() if closing else len(source)
    if name in _HIDDEN and not match[3].endswith("/"):
        hidden.append(name)
    return end
