"""The page: its parts from the tables, put into templates, in one file that loads nothing.

Everything from an article passes through Jinja2's escaping. Style and script are the two files of this package,
allowed by their checksums; the page's policy forbids all else, requests above all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from allegedly.discourse.seam import HIGH
from allegedly.findings import Finding, count, days, per_cent, short
from allegedly.hedging import rates
from allegedly.report import (
    accuracy,
    article,
    beside,
    colophon,
    course,
    entities,
    notes,
    seams,
    speakers,
    spoken,
    statements,
    sureness,
    voices,
)
from allegedly.report.article import Article
from allegedly.schema import STANCES
from allegedly.settings import Settings

TEMPLATES = Path(__file__).parent / "templates"

LAYERS = (
    ("voices", "sample content v1", "voices", True),
    ("cues", "sample cue st-deny", "reporting words", True),
    ("hedges", "sample hedge", "hedges", True),
    ("boosters", "sample booster", "boosters", True),
    ("apart", "sample apart", "plans, conditions, amounts", False),
    ("cleaning", "sample repaired", "removed and mended", True),
    ("names", "sample name", "names", False),
)
"""What can be shown and hidden in an article: id, class of the sample, words, on at first."""

FIRST_VOICES = 10
"""Voices in the figure of the first screen."""

MOST_SQUARES = 60
"""Squares drawn in one row; the rest is told as a number."""

_SHARE = r"(?:under |over )?\d+.%"
_NUMBER = re.compile(
    rf"(?P<plain>95.% interval {_SHARE} to {_SHARE}|\d{{1,2}} [A-Z][a-z]+ \d{{4}})"
    r"|(?<![\w.])\d[\d,.]*(?:.%)?(?<![.,])(?!\w)"
)

SECTIONS = {
    "attributions": "statements", "voices": "voices", "hedges": "hedges", "certainty": "ribbons", "mentions": "names",
    "entities": "names", "edits": "cleaned", "problems": "cleaned", "documents": "colophon", "alignment": "cleaned",
    "seams": "seams", "mention_roles": "about", "connectives": "against", "conflicts": "against",
    "quantities": "against", "sentences": "shared",
}  # fmt: skip
"""The part of the page that shows each table."""


def numbers(text: str) -> Markup:
    """A sentence with its numbers set off; dates and intervals stay plain.

    >>> numbers("<b> 3 of 1,200.")
    Markup('&lt;b&gt; <b>3</b> of <b>1,200</b>.')
    """
    parts, done = [], 0
    text = text.replace(" %", "\u00a0%")
    for found in _NUMBER.finditer(text):
        if found["plain"] is None:
            parts += [escape(text[done : found.start()]), Markup("<b>%s</b>") % found.group()]
            done = found.end()
    return Markup("").join([*parts, escape(text[done:])])


def byline(shown: Article) -> str:
    """Outlet and day of an article, or its file where neither is known."""
    about = shown.about
    known = [value for value in (about.outlet, days([about.published])) if isinstance(value, str) and value]
    return ", ".join(known) or str(about.path)


def facts(shown: Article) -> str:
    """What was found in an article, in one line; nothing was looked for in one that is not counted."""
    found = [
        count(shown.n_statements, "statement"), count(shown.n_hedges, "hedge"), count(shown.n_boosters, "booster"),
    ] if shown.counted else []  # fmt: skip
    cleaned = count(len(shown.edits), "change in cleaning", "changes in cleaning")
    return " · ".join([count(shown.about.n_words, "word"), *found, cleaned])


def sentence_at(shown: Article, place: int | None) -> str:
    """The anchor of the sentence at a place of an article; the article's own where there is none."""
    if place is not None:
        done = 0
        for paragraph in shown.paragraphs:
            for sentence in paragraph.sentences:
                done += sum(len(bit.text) for bit in sentence.bits)
                if place < done:
                    return sentence.anchor
    return shown.anchor


def entry_counts(cues: Iterable[sureness.Cue]) -> list[tuple[str, int]]:
    """Lexicon entries with their counts, the most frequent first."""
    return sorted(Counter(cue.entry for cue in cues).items(), key=lambda item: (-item[1], item[0]))


def visible(text: str) -> str:
    """A text that can be seen even where it is only blanks.

    >>> visible("  "), visible(" a ")
    ('··', 'a')
    """
    return text.strip() or text.replace("\n", "↵").replace(" ", "·").replace("\u00a0", "°")


def environment() -> Environment:
    """The templates, with everything escaped and nothing undefined let through."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
    )  # fmt: skip
    made.filters |= {
        "numbers": numbers, "byline": byline, "facts": facts, "per_cent": per_cent, "sentence_at": sentence_at,
        "entries": entry_counts, "short": short, "visible": visible,
        "words": lambda n: count(n, "word"),
        "given": lambda value: value if isinstance(value, str) else "not given",
        "stances": lambda pairs: ", ".join(f"{n} {stance}" for stance, n in pairs) or "no statements",
    }  # fmt: skip
    return made


def kicker(documents: pd.DataFrame, *, count_duplicates: bool = False) -> str:
    """The line above the title: what was read, from when, and what of it is not counted."""
    repeats = documents[documents["duplicate_of"].notna()]
    again = f"{count(len(repeats), 'article')} of {count(int(repeats['n_words'].sum()), 'word')}"
    again += " repeats another and is not counted" if len(repeats) == 1 else " repeat others and are not counted"
    parts = [count(len(documents), "article"), count(int(documents["n_words"].sum()), "word"),
             days(documents["published"]), "" if count_duplicates or repeats.empty else again]  # fmt: skip
    return " · ".join(part for part in parts if part)


def compose(
    tables: Mapping[str, pd.DataFrame],
    found: Sequence[Finding],
    settings: Settings,
    *,
    manifest: Mapping[str, Any] | None = None,
    downloads: Sequence[colophon.Download] = (),
    figures: Sequence[colophon.Figure] = (),
    measured: Sequence[accuracy.Score] = (),
) -> SimpleNamespace:
    """Everything the templates show. `measured` are the figures of `accuracy.read`."""
    known = speakers.speakers(tables["voices"])
    voice_of = speakers.voice_ids(tables["attributions"], tables["voices"])
    anchors = article.anchors(tables["documents"])
    entity_rows = entities.anchors(tables["entities"])
    heard_in = tables["attributions"]["doc_id"]
    local = {doc_id: speakers.of_article(known, voice_of[heard_in == doc_id]) for doc_id in anchors}
    articles = article.articles(tables, local, voice_of, entity_rows, texts=settings.texts)
    said = statements.statements(tables["attributions"], voice_of, local, anchors, texts=settings.texts)
    whose = speakers.of_hedges(tables["hedges"], tables["attributions"], voice_of)
    cues = sureness.cues(tables, whose, local, anchors, texts=settings.texts)
    pieces = voices.pieces(tables)
    heard = voices.voices(known, said, voices.hedging(pieces, seed=settings.seed))
    compared, too_few = sureness.pairs(pieces, known, seed=settings.seed)
    named = entities.entities(tables, anchors)
    stances = Counter(s.stance for s in said)
    verbs = statements.verbs(said)
    lost = seams.seams(tables, anchors, texts=settings.texts)
    problems = tables["problems"]
    about, n_others = spoken.spoken(tables, said, known, anchors)
    over_time = course.course(tables, said, anchors)
    conflicts, opposing = beside.conflicts(tables, said, anchors), beside.opposing(tables, said, anchors)
    amounts = beside.numbers(tables, anchors)
    shared = beside.paragraphs(tables, anchors, texts=settings.texts)
    sections = [
        ("ribbons", "How sure", True), ("articles", "Articles", True), ("voices", "Voices", True),
        ("about", "About", about), ("course", "Over time", over_time), ("statements", "Statements", True),
        ("hedges", "Hedges", True), ("names", "Names", True), ("against", "Against", conflicts or opposing or amounts),
        ("shared", "Shared", shared), ("seams", "Seams", lost), ("cleaned", "Cleaned", True), ("trust", "Trust", True),
        ("colophon", "Colophon", True),
    ]  # fmt: skip
    contents = [(section, words) for section, words, there in sections if there]
    return SimpleNamespace(
        title=settings.title,
        texts=settings.texts,
        kicker=kicker(tables["documents"], count_duplicates=settings.count_duplicates),
        contents=contents if articles else contents[-2:],
        findings=[(finding, SECTIONS.get(finding.table, "")) for finding in found],
        measured=measured,
        measured_kinds=accuracy.KINDS,
        span={section: accuracy.span(measured, kind) for section, kind in accuracy.SECTIONS.items()},
        line={section: accuracy.line(measured, kind) for section, kind in accuracy.SECTIONS.items()},
        section_words=dict(contents),
        articles=articles,
        layers=LAYERS,
        voices=heard,
        by_words=sorted(heard, key=lambda v: -v.speaker.n_words),
        kinds=voices.kinds(tables["attributions"], voice_of.map({k: s.name for k, s in known.items()}).fillna("")),
        kind_words=speakers.KINDS,
        few_words=rates.FEW_WORDS,
        most_words=max([v.speaker.n_words for v in heard], default=0) or 1,
        top_rate=max([v.rate.high for v in heard if v.rate.high is not None], default=1) or 1,
        statements=said,
        stances=[(s, statements.SIGNS[s], notes.STANCES[s], stances[s]) for s in STANCES if stances[s]],
        signs=statements.SIGNS,
        verbs=verbs,
        chains=statements.chains(said),
        most_squares=MOST_SQUARES,
        first_voices=FIRST_VOICES,
        cues=cues,
        categories=sureness.by_category(cues),
        hedging_groups=sureness.groups(pieces, seed=settings.seed),
        compared=compared,
        too_few=too_few,
        hedge_words=notes.HEDGES,
        entities=named,
        most_mentions=max([e.n_mentions for e in named], default=1) or 1,
        role_words=entities.ROLES,
        spoken=about,
        spoken_more=n_others,
        course=over_time,
        thirds=course.thirds(tables),
        conflicts=conflicts,
        opposing=opposing,
        numbers=amounts,
        shared=shared,
        seams=lost,
        seams_from=HIGH,
        edits=sum(len(a.edits) for a in articles),
        problems=list(problems.itertuples(index=False)),
        sure=SimpleNamespace(
            high=sum(s.probability >= 0.9 for s in said), low=sum(s.probability < 0.7 for s in said)
        ) if said else None,
        csv={d.name.removesuffix(".csv") for d in downloads},
        downloads=downloads,
        figures=figures,
        manifest=colophon.manifest(manifest or {}),
    )  # fmt: skip


def _checksum(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def render(page: SimpleNamespace) -> str:
    """The page as one HTML file."""
    css, early, js = (
        (TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "early.js", "page.js")
    )  # fmt: skip
    policy = "; ".join([
        "default-src 'none'", f"style-src {_checksum(css)}", f"script-src {_checksum(early)} {_checksum(js)}",
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    ])  # fmt: skip
    said = {
        shown.anchor: {key: asdict(note) for key, note in shown.notes.items()} for shown in page.articles
    }  # fmt: skip
    made = environment()
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}
    template = made.get_template("page.html")
    # The three files are the project's own and hold no "</"; all else is escaped where it is put in.
    return template.render(
        page=page, policy=policy, css=Markup(css), early=Markup(early), js=Markup(js),
        notes=Markup(made.call_filter("tojson", said)),
    )  # fmt: skip
