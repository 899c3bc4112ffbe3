"""Cleaning one text: passes over characters, lines and words until nothing changes any more.

Each pass sees the text the pass before left and gives edits; they are carried back to the raw text, so that
`edits.apply(raw, cleaned.edits)` is exactly the clean text. What is only suspected is flagged, never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from allegedly.cleaning import characters, language, repairs, spelling, wording
from allegedly.cleaning.edits import Edit, apply, compose
from allegedly.cleaning.furniture import OUTSIDE, Line, furniture, is_page, lines

_ROUNDS = 6

REASONS: Mapping[str, str] = {
    "share": "button or note for sharing",
    "print": "button for printing or text size",
    "menu": "menu entry of a page",
    "advertisement": "advertisement or its label",
    "related": "list of other stories or of topics",
    "readmore": "link to another story",
    "comments": "heading of readers' comments",
    "comment": "readers' comment",
    "newsletter": "plea to subscribe to a newsletter",
    "consent": "notice about cookies, terms or commissions",
    "copyright": "copyright notice or disclaimer",
    "credit": "credit or caption of a picture, or of who helped report",
    "player": "label of a video or picture player",
    "byline": "line that names the writer",
    "date": "line of date and time",
    "address": "web or mail address on a line of its own",
    "marks": "line of marks only",
    "number": "number on a line of its own",
    "template": "code of a page",
    "path": "path of a page inside its site",
    OUTSIDE: "outside the article: above, below or between other stories",
}
"""What each kind of page furniture is, in words for the log."""


@dataclass(frozen=True)
class Cleaned:
    """A clean text; `edits` in offsets of the raw text, `flags` in offsets of the clean one."""

    text: str
    edits: tuple[Edit, ...]
    flags: tuple[Edit, ...]


def furniture_edits(text: str, *, title: str | None = None, page: bool | None = None) -> list[Edit]:
    """Edits that remove the lines that are no article; none if nothing would be left.

    `page`: whether the lines are a whole page; None: by their form.
    """
    found = lines(text)
    dropped = furniture(found, page=is_page(found) if page is None else page, title=title)
    for i, line in enumerate(found):
        foreign = None if i in dropped else language.foreign_line(line.text)
        if foreign:
            dropped[i] = f"foreign:{foreign}"
    if not dropped or not any(wording.has_letters(line.text) for i, line in enumerate(found) if i not in dropped):
        return []
    return [_removal(text, found, i, name, dropped) for i, name in sorted(dropped.items())]


def _removal(text: str, found: list[Line], i: int, name: str, dropped: Mapping[int, str]) -> Edit:
    """Removes line i with the white space up to the next; at the end of a text, also that before."""
    start, end = found[i].start, found[i + 1].start if i + 1 < len(found) else len(text)
    if i == 0:
        start = 0
    elif all(j in dropped for j in range(i, len(found))) and i - 1 not in dropped:
        start = found[i - 1].end
    return Edit(start, end, text[start:end], "", *why(name))


def why(name: str) -> tuple[str, str]:
    """Rule and reason in the log for a dropped line of some kind.

    >>> why("foreign:es"), why("print")[0]
    (('foreign_line', 'in another language (es)'), 'furniture_print')
    """
    if name.startswith("foreign:"):
        return "foreign_line", f"in another language ({name[8:]})"
    return ("outside_article" if name == OUTSIDE else f"furniture_{name}"), REASONS[name]


def disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order of the text without those that overlap or touch an earlier one; the longer first."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end, e.rule)):
        if not kept or edit.start > kept[-1].end or (edit.start == kept[-1].end and edit.end > edit.start):
            kept.append(edit)
    return kept


def clean(raw: str, *, title: str | None = None, repair_spelling: bool = True, before: Iterable[Edit] = (),
          page: bool | None = None, keep: Callable[[str], bool] | None = None) -> Cleaned:  # fmt: skip
    """Clean one text.

    `title`: the headline if known from elsewhere. `before`: edits already decided on, in offsets of `raw`.
    `page`: whether the first look at the lines treats them as a whole page (None: by their form).
    `keep`: tells of the words of an edit whether they must stay as they are.

    >>> cleaned = clean("The U.S.is silent, and nobody knows who paid for it.\\n\\nShare on Facebook\\n")
    >>> cleaned.text, [edit.rule for edit in cleaned.edits]
    ('The U.S. is silent, and nobody knows who paid for it.', ['joined_word', 'furniture_share'])
    """
    edits = sorted(before)
    text = apply(raw, edits)
    for number in range(_ROUNDS):
        look = page if number == 0 else None
        passes: tuple[Callable[[str], Iterable[Edit]], ...] = (
            characters.mojibake,
            lambda t: [*characters.entities(t), *characters.tags(t), *characters.invisible(t)],
            lambda t, look=look: furniture_edits(t, title=title, page=look),  # type: ignore[misc]
            lambda t: [*repairs.joined(t), *repairs.line_hyphens(t)],
            repairs.split,
            (lambda t: [e for e in spelling.misspellings(t) if e.before != e.after]) if repair_spelling else _none,
        )
        changed = False
        for one in passes:
            new = disjoint(edit for edit in one(text) if keep is None or not keep(edit.before))
            if new:
                edits = compose(raw, edits, new)
                text = apply(text, new)
                changed = True
        if not changed:
            break
    return Cleaned(text, tuple(edits), tuple(flags(text)))


def _none(_: str) -> list[Edit]:
    return []


def flags(text: str) -> list[Edit]:
    """What is only suspected in a clean text: edits that change nothing, in its own offsets."""
    words = [replace(edit, after=edit.before) for edit in spelling.misspellings(text)]
    return sorted([*words, *repairs.repeated_words(text), *repairs.repeated_paragraphs(text)])
