"""Markdown to text: its marks are removed and logged; a front matter gives the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allegedly.cleaning.edits import Edit

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n)+", re.DOTALL)
_FIELD = re.compile(r"^(title|outlet|published|date|url)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}[ \t]+)[^\n]*?([ \t]+#+[ \t]*)?$", re.MULTILINE)
_TITLE = re.compile(r"^#[ \t]+([^\n]+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_PATTERNS: tuple[tuple[re.Pattern[str], int, str], ...] = (
    # pattern, group that stays (0: nothing), what it is
    (re.compile(r"!\[([^\]\n]*)\]\([^()\s]*(?:\([^()]*\))?[^()]*\)"), 0, "picture"),
    (re.compile(r"(?<!!)\[([^\[\]\n]+)\]\((?:[^()\s]|\([^()]*\))*(?:[ \t]+\"[^\"\n]*\")?\)"), 1, "link"),
    (re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?![\w*])"), 1, "bold"),
    (re.compile(r"(?<![\w_])__(?=\S)([^_\n]+?)(?<=\S)__(?![\w_])"), 1, "bold"),
    (re.compile(r"(?<![\w*\\])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), 1, "italics"),
    (re.compile(r"(?<![\w_\\])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), 1, "italics"),
    (re.compile(r"^>[ \t]?()", re.MULTILINE), 1, "quotation"),
    (re.compile(r"^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:-[ \t]*){3,}$()", re.MULTILINE), 0, "rule"),
)


def metadata(text: str) -> dict[str, str]:
    """What the front matter says, and the first heading as title.

    >>> metadata("---\\ntitle: Who paid?\\ndate: 2018-03-06\\n---\\nText.")
    {'title': 'Who paid?', 'published': '2018-03-06'}
    """
    front = _FRONT.match(text)
    found = {("published" if k == "date" else k): v for k, v in _FIELD.findall(front[1])} if front else {}
    heading = _TITLE.search(text, front.end() if front else 0)
    if heading and "title" not in found:
        found["title"] = heading[1].strip()
    return {key: value for key, value in found.items() if value}


def marks(text: str) -> Iterable[Edit]:
    """Edits that remove the marks of Markdown.

    >>> [(e.before, e.after) for e in marks("# Title\\n\\nHe [denied](http://a.example) *it*.")]
    [('# ', ''), ('[', ''), ('](http://a.example)', ''), ('*', ''), ('*', '')]
    """
    found: list[Edit] = []
    front = _FRONT.match(text)
    if front:
        found.append(_removed(text, 0, front.end(), "front matter"))
    for heading in _HEADING.finditer(text):
        found.append(_removed(text, *heading.span(1), "heading"))
        if heading[2]:
            found.append(_removed(text, *heading.span(2), "heading"))
    for pattern, stays, what in _PATTERNS:
        for match in pattern.finditer(text):
            if stays:
                found += [_removed(text, match.start(), match.start(stays), what),
                          _removed(text, match.end(stays), match.end(), what)]  # fmt: skip
            else:
                found.append(_removed(text, *match.span(), what))
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda e: (e.start, -e.end)):
        if edit.end > edit.start and (not kept or edit.start >= kept[-1].end):
            kept.append(edit)
    return kept


def _removed(text: str, start: int, end: int, what: str) -> Edit:
    return Edit(start, end, text[start:end], "", "markdown", f"mark of Markdown ({what})")
