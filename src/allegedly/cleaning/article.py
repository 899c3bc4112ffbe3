"""One source as a clean article: its text with the way back to the raw text, its edits, sentences and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from allegedly import words
from allegedly.cleaning import cleaner, language, markdown, metadata, overrides, webpage, wording
from allegedly.cleaning.edits import Edit, Run, alignment
from allegedly.cleaning.furniture import OUTSIDE, Line, lines
from allegedly.cleaning.kinds import kind
from allegedly.cleaning.overrides import Override
from allegedly.cleaning.reading import Source
from allegedly.cleaning.sentences import LONGEST, cut, whole
from allegedly.offsets import RawOffsets


class NoArticleError(ValueError):
    """A source without an article that could be analysed: (reason, detail) in plain words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True)
class Article:
    """What stage 01 knows of one article. `edits` are rows with raw offsets; `runs` map clean to raw text."""

    text: str
    title: str | None
    about: dict[str, str | None]
    language: str
    runs: tuple[Run, ...]
    edits: tuple[dict[str, Any], ...]
    sentences: tuple[tuple[int, int, int], ...]
    sha256: str
    n_raw: int
    notes: tuple[tuple[str, str], ...] = field(default=())


def make(source: Source, *, rules: Sequence[Override] = (), repair_spelling: bool = True) -> Article:
    """The article in a source, `rules` its overrides. Raises NoArticleError if there is none in English."""
    if source.form == "html":
        return _from_page(source, rules, repair_spelling=repair_spelling)
    about: dict[str, str | None] = dict(source.about)
    before: list[Edit] = []
    if source.form == "markdown":
        about = {**markdown.metadata(source.raw), **about}
        before = list(markdown.marks(source.raw))
    cleaned = _clean(source.raw, rules, title=about.get("title"), before=before, repair_spelling=repair_spelling)
    runs = tuple(alignment(len(source.raw), cleaned.edits))
    return _finish(source, cleaned, runs, about, declared=None, edits=[_row(e, e.start, e.end) for e in cleaned.edits])


def _from_page(source: Source, rules: Sequence[Override], *, repair_spelling: bool) -> Article:
    page = webpage.read(source.raw, url=source.about.get("url"))
    if not wording.has_letters(page.text):
        raise NoArticleError("no text in the page")
    kept = set(page.kept)
    others = [line for line in lines(page.text) if (line.start, line.end) not in kept]
    before = _outside(page.text, others) if kept else []
    cleaned = _clean(page.text, rules, title=page.title, before=before, repair_spelling=repair_spelling,
                     page=not kept)  # fmt: skip
    if not any(wording.ends_sentence(line.text) for line in lines(cleaned.text)):
        raise NoArticleError("no article in the page", "none of its lines ends as a sentence does")
    about: dict[str, str | None] = {name: getattr(page, name) for name in metadata.FIELDS} | dict(source.about)
    rows = [_row(edit, *page.source_span(edit.start, edit.end)) for edit in cleaned.edits]
    runs = tuple(_source_runs(alignment(len(page.text), cleaned.edits), page))
    notes = tuple(("page only in part aligned", note) for note in page.notes)
    return _finish(source, cleaned, runs, about, declared=page.language, edits=rows, notes=notes)


def _outside(text: str, dropped: Sequence[Line]) -> list[Edit]:
    """Edits that take out the lines of a page which are not the article, with the breaks after them."""
    rows = lines(text)
    after = {line.start: rows[i + 1].start if i + 1 < len(rows) else len(text) for i, line in enumerate(rows)}
    return [
        Edit(line.start, after[line.start], text[line.start : after[line.start]], "", *cleaner.why(name))
        for line in dropped for known in [kind(line.text)] for name in [known.name if known else OUTSIDE]
    ]  # fmt: skip


def _clean(raw: str, rules: Sequence[Override], *, title: str | None, before: list[Edit], repair_spelling: bool,
           page: bool | None = None) -> cleaner.Cleaned:  # fmt: skip
    keep = {rule.text for rule in rules if rule.action == "keep"}
    drop = [e for e in overrides.dropped(raw, rules) if not any(e.start < b.end and b.start < e.end for b in before)]
    before = [e for e in before if overrides.plain(e.before) not in keep]
    cleaned = cleaner.clean(
        raw,
        title=title,
        repair_spelling=repair_spelling,
        before=[*before, *drop],
        page=page,
        keep=(lambda line: overrides.plain(line) in keep) if keep else None,
    )
    return replace(cleaned, flags=(*cleaned.flags, *overrides.kept(cleaned.text, rules)))


def _source_runs(runs: Iterable[Run], page: webpage.Page) -> Iterable[Run]:
    """Runs from the clean text to the source of a page: split where the source has markup or an entity."""
    if page.places is None:
        return
    for start, end, seen_start, seen_end in runs:
        if end - start != seen_end - seen_start:
            raw_start, raw_end = page.source_span(seen_start, seen_end)
            if raw_start is not None and raw_end is not None:
                yield start, end, raw_start, raw_end
            continue
        first = 0
        places = page.places[seen_start:seen_end]
        for i in range(1, len(places) + 1):
            if not (i < len(places) and _in_line(places[i - 1], places[i])):
                yield start + first, start + i, places[first][0], places[i - 1][1]
                first = i


def _in_line(place: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether two characters stand side by side in the source, each as itself."""
    return place[1] == following[0] and place[1] - place[0] == following[1] - following[0] == 1


def _finish(
    source: Source,
    cleaned: cleaner.Cleaned,
    runs: tuple[Run, ...],
    about: dict[str, str | None],
    *,
    declared: str | None,
    edits: list[dict[str, Any]],
    notes: tuple[tuple[str, str], ...] = (),
) -> Article:
    text = cleaned.text
    if not wording.has_letters(text):
        raise NoArticleError("no words")
    other = language.foreign_text(text) or _mostly_foreign(cleaned)
    if other:
        raise NoArticleError("not English", f"the language looks like {other}; only English is analysed")
    back = RawOffsets(runs)
    rows = [*edits, *(_flag(flag, back.span(flag.start, flag.end), source) for flag in cleaned.flags)]
    uncut = whole(text)
    long = [end - start for _, start, end in uncut if end - start > LONGEST]
    notes = (*notes, *(("characters lost", note) for note in source.notes))
    if long:
        told = f"{len(long)} of more than {LONGEST:,} characters, the longest of {max(long):,}"
        notes = (*notes, ("sentence read in pieces", told))
    return Article(
        text=text, title=about.get("title") or first_line_title(text), about=about,
        language=language.variant(text, declared=declared), runs=runs, edits=tuple(rows),
        sentences=tuple(cut(text, uncut)), sha256=sha256(source.raw.encode("utf-8", "replace")).hexdigest(),
        n_raw=len(source.raw), notes=notes,
    )  # fmt: skip


def _mostly_foreign(cleaned: cleaner.Cleaned) -> str | None:
    """The language of the lines that were dropped as foreign, if they are more than an article in English left."""
    foreign = [edit for edit in cleaned.edits if edit.rule == "foreign_line"]
    n_foreign = sum(words.count(edit.before) for edit in foreign)
    tokens = wording.words(cleaned.text)
    is_article = len(tokens) >= 60 and wording.function_share(tokens) >= 0.25
    if not foreign or n_foreign <= len(tokens) or is_article:
        return None
    return re.sub(r".*\((.*)\)", r"\1", max(foreign, key=lambda edit: (len(edit.before), -edit.start)).reason)


def _row(edit: Edit, start: int | None, end: int | None) -> dict[str, Any]:
    return {"rule": edit.rule, "action": edit.action, "raw_start": start, "raw_end": end, "before": edit.before,
            "after": edit.after, "reason": edit.reason}  # fmt: skip


def _flag(flag: Edit, span: tuple[int, int] | tuple[None, None], source: Source) -> dict[str, Any]:
    """A row for what is only suspected, in the words that stand in the raw text."""
    found = flag.before if span[0] is None or source.form == "html" else source.raw[slice(*span)]
    return {**_row(flag, *span), "action": "flagged", "before": found, "after": found}


def first_line_title(text: str) -> str | None:
    """The first line where it looks like a headline: two to twenty-five words, no full stop, and text below it.

    >>> first_line_title("Strike kills men in Syria\\n\\nTheir deaths are not listed."), first_line_title("He left.")
    ('Strike kills men in Syria', None)
    """
    found = lines(text)
    if len(found) < 2:
        return None
    first = found[0].text
    likely = 2 <= words.count(first) <= 25 and not re.search(r"[.;,]$", first) and len(first) < 200
    return first if likely and not wording.is_sentence(first) and len(found[1].text) > 20 else None
