"""What the page shows: its parts, from the tables. `rendering` makes them into HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

from allegedly.accuracy import bearing, measures
from allegedly.accuracy.scores import Score
from allegedly.corpus import Corpus
from allegedly.discourse.coherence.seam import HIGH
from allegedly.discourse.counts import amounts
from allegedly.findings import Finding, count, days
from allegedly.hedging import rates
from allegedly.report import (
    article,
    beside,
    colophon,
    course,
    entities,
    listing,
    notes,
    seams,
    speakers,
    spoken,
    statements,
    sureness,
    voices,
    wordless,
)
from allegedly.report.counts import counts
from allegedly.report.links import ONE_PAGE, Links
from allegedly.settings import Settings

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

MANY = 20
"""Articles above which the browser leaves out of its layout what is out of sight."""

MOST_SQUARES = 60
"""Squares drawn in one row; the rest is told as a number."""

SECTIONS = {
    "attributions": "statements", "voices": "voices", "hedges": "hedges", "certainty": "ribbons", "mentions": "names",
    "entities": "names", "edits": "cleaned", "problems": "cleaned", "documents": "colophon", "alignment": "cleaned",
    "failures": "cleaned", "seams": "seams", "mention_roles": "about", "connectives": "against", "conflicts": "against",
    "quantities": "against", "sentences": "shared",
}  # fmt: skip
"""The part of the page that shows each table."""


def kicker(documents: pd.DataFrame, *, count_duplicates: bool = False) -> str:
    """The line above the title: what was read, from when, and what of it is not counted."""
    repeats = documents[documents["duplicate_of"].notna()]
    again = f"{count(len(repeats), 'article')} of {count(int(repeats['n_words'].sum()), 'word')}"
    again += " repeats another and is not counted" if len(repeats) == 1 else " repeat others and are not counted"
    parts = [count(len(documents), "article"), count(int(documents["n_words"].sum()), "word"),
             days(documents["published"]), "" if count_duplicates or repeats.empty else again]  # fmt: skip
    return " · ".join(part for part in parts if part)


def _parts(links: Links, there: Mapping[str, bool]) -> list[tuple[str, str]]:
    """The parts of a page, id and words: those of `there` that are not empty and that this kind of page has."""
    parts = [
        ("ribbons", "How sure", not links.index), ("articles", "Article" if links.here else "Articles", True),
        ("voices", "Voices", not links.here), ("about", "About", not links.here),
        ("course", "Over time", not links.here), ("statements", "Statements", True), ("hedges", "Hedges", True),
        ("names", "Names", True), ("against", "Against", True), ("shared", "Shared", not links.here),
        ("seams", "Seams", True), ("cleaned", "Cleaned", True), ("trust", "Trust", not links.here),
        ("colophon", "Colophon", not links.here),
    ]  # fmt: skip
    return [(id, words) for id, words, had in parts if had and there.get(id, there["articles"])]


def compose(
    tables: Mapping[str, pd.DataFrame],
    found: Sequence[Finding],
    settings: Settings,
    *,
    pieces: pd.DataFrame,
    corpus: Corpus | None = None,
    links: Links = ONE_PAGE,
    anchors: Mapping[str, str] | None = None,
    known: Mapping[str, speakers.Speaker] | None = None,
    entity_rows: Mapping[str, str] | None = None,
    originals: Mapping[str, str] | None = None,
    manifest: Mapping[str, Any] | None = None,
    downloads: Sequence[colophon.Download] = (),
    figures: Sequence[colophon.Figure] = (),
    measured: Sequence[Score] = (),
    corrections: Sequence[Any] = (),
) -> SimpleNamespace:
    """Everything the templates show.

    `links` says whether this is the one page, the index of many, or the page of one article. For the last, `tables`
    hold that article alone, and `anchors`, `known` and `entity_rows` are those of the whole run. `pieces` is what
    `voices.pieces` gives, `originals` the texts as they came in by doc_id, `measured` what `scores.read` gives,
    `corrections` the rows of `correcting.listed`; `corpus` holds the tables of the whole run, where they are not only
    in memory: without texts those of `wordless.copied`.
    """
    index, alone, texts = links.index, bool(links.here), settings.texts
    tables = tables if texts else wordless.tables(tables)
    known = speakers.speakers(tables["voices"]) if known is None else known
    anchors = article.anchors(tables["documents"]) if anchors is None else anchors
    entity_rows = entities.anchors(tables["entities"]) if entity_rows is None else entity_rows
    voice_of = speakers.voice_ids(tables["attributions"], tables["voices"])
    local = _heard(known, voice_of, tables)
    articles: list[Any] = (
        listing.listed(tables, anchors, texts=texts)
        if index
        else article.articles(tables, local, voice_of, entity_rows, anchors, texts=texts)
    )
    said = statements.statements(tables["attributions"], voice_of, local, anchors, texts=texts)
    whose = speakers.of_hedges(tables["hedges"], tables["attributions"], voice_of)
    cues = [] if index else sureness.cues(tables, whose, local, anchors, texts=texts)
    heard = [] if alone else voices.voices(known, said, voices.hedging(pieces, seed=settings.seed))
    compared, too_few = ([], 0) if alone else sureness.pairs(pieces, known, seed=settings.seed)
    named = entities.entities(tables, anchors, dict(list(entity_rows.items())[: listing.MOST if index else None]))
    lost = seams.seams(tables, {doc_id: anchors[doc_id] for doc_id in tables["documents"]["doc_id"]}, texts=texts)
    conflicts = beside.conflicts(tables, said, anchors, texts=texts)
    if alone:
        more = _of_one(tables, said, anchors, texts=texts)
    elif corpus is not None:
        more = _of_all(corpus, said, known, anchors, texts=texts)
    else:
        with Corpus.of(tables, count_duplicates=settings.count_duplicates) as shown:
            more = _of_all(shown, said, known, anchors, texts=texts)
    n = counts(tables)
    contents = _parts(links, {
        "articles": bool(articles), "about": bool(more["spoken"]), "course": more["course"] is not None,
        "against": bool(conflicts or more["opposing"] or more["numbers"]), "shared": bool(more["shared"]),
        "seams": bool(lost), "trust": True, "colophon": True,
    })  # fmt: skip
    links = links.of(id for id, _ in contents)
    return SimpleNamespace(
        title=settings.title,
        texts=settings.texts,
        index=index,
        alone=alone,
        to=links.to,
        base=links.base,
        n=n,
        kicker=kicker(tables["documents"], count_duplicates=settings.count_duplicates),
        contents=contents,
        called={shown.about.doc_id: (links.to(shown.anchor), shown.title) for shown in articles},
        findings=[(finding, SECTIONS.get(finding.table, "")) for finding in found],
        of_intervals=notes.of_intervals(found, _counted(tables, settings)),
        measured=measured,
        measured_kinds=measures.KINDS,
        bearing=bearing.of_findings(measured),
        brief={name: bearing.brief(measured, bears) for name, bears in bearing.BEARINGS.items()},
        line={section: bearing.told(measured, bears) for section, bears in bearing.SECTIONS.items()},
        trust={letter: bearing.told(measured, bears) for letter, bears in bearing.MARKS.items()},
        section_words=dict(contents),
        articles=articles,
        many=len(articles) > MANY,
        layers=LAYERS,
        voices=heard,
        by_words=sorted(heard, key=lambda v: -v.speaker.n_words)[: listing.MOST],
        kinds=[] if alone else _kinds(tables["attributions"], voice_of, known),
        kind_words=speakers.KINDS,
        few_words=rates.FEW_WORDS,
        most_words=max([v.speaker.n_words for v in heard], default=0) or 1,
        top_rate=max([v.rate.high for v in heard if v.rate.high is not None], default=1) or 1,
        statements=said,
        stances=[(s, statements.SIGNS[s], notes.STANCES[s], times, negated) for s, times, negated in n.stances],
        signs=statements.SIGNS,
        verbs=statements.verbs(said, n.verbs),
        chains=statements.chains(said)[: listing.CHAINS if index else None],
        most_entries=listing.ENTRIES,
        most_rows=listing.INPUTS,
        most_squares=listing.SQUARES if index else MOST_SQUARES,
        first_voices=FIRST_VOICES,
        cues=cues,
        hedging_groups=[] if alone else sureness.groups(pieces, seed=settings.seed),
        compared=compared,
        too_few=too_few,
        hedge_words=notes.HEDGES,
        entities=named,
        most_mentions=max([e.n_mentions for e in named], default=1) or 1,
        role_words=entities.ROLES,
        conflicts=conflicts,
        **more,
        seams=lost[: listing.MOST if index else None],
        n_seams=len(lost),
        seams_from=HIGH,
        places={} if index else listing.places(tables, anchors),
        problems=[*tables["problems"].itertuples(index=False), *_unread(tables["failures"])],
        corrections=corrections,
        csv={d.name.removesuffix(".csv") for d in downloads},
        downloads=downloads,
        figures=figures,
        originals={anchors[doc_id]: text for doc_id, text in (originals or {}).items()} if settings.texts else {},
        manifest=colophon.manifest(manifest or {}),
    )  # fmt: skip


def _of_one(
    tables: Mapping[str, pd.DataFrame],
    said: Sequence[statements.Statement],
    anchors: Mapping[str, str],
    *,
    texts: bool,
) -> dict[str, Any]:
    """Of one article: what stands against each other in it. What is asked of a whole run only is empty."""
    return {
        "opposing": beside.opposing(tables, said, anchors, texts=texts),
        "numbers": beside.numbers(amounts.of(tables), anchors),
        "spoken": [], "spoken_more": 0, "course": None, "thirds": [], "shared": [],
    }  # fmt: skip


def _of_all(
    corpus: Corpus,
    said: Sequence[statements.Statement],
    known: Mapping[str, speakers.Speaker],
    anchors: Mapping[str, str],
    *,
    texts: bool,
) -> dict[str, Any]:
    """Of a whole run: what stands against each other, who speaks of whom and when, what articles share."""
    spoken_of, more = spoken.spoken(corpus, said, known, anchors)
    return {
        "opposing": beside.opposing(corpus, said, anchors, texts=texts),
        "numbers": beside.numbers(amounts.numbers(corpus), anchors),
        "spoken": spoken_of, "spoken_more": more,
        "course": course.course(corpus, said, anchors), "thirds": course.thirds(corpus),
        "shared": beside.paragraphs(corpus, anchors, texts=texts),
    }  # fmt: skip


def _counted(tables: Mapping[str, pd.DataFrame], settings: Settings) -> int:
    """How many articles are counted."""
    return (
        len(tables["documents"]) if settings.count_duplicates else int(tables["documents"]["duplicate_of"].isna().sum())
    )


def _unread(failures: pd.DataFrame) -> list[Any]:
    """What later stages could not read, as rows of problems: path, reason, detail."""
    told = failures.assign(path=failures["doc_id"], detail=failures["stage"] + ": " + failures["detail"])
    return list(told[["path", "reason", "detail"]].itertuples(index=False))


def _kinds(attributions: pd.DataFrame, voice_of: pd.Series, known: Mapping[str, speakers.Speaker]) -> list[voices.Kind]:
    return voices.kinds(attributions, voice_of.map({voice: who.name for voice, who in known.items()}).fillna(""))


def _heard(
    known: Mapping[str, speakers.Speaker], voice_of: pd.Series, tables: Mapping[str, pd.DataFrame]
) -> dict[str, Mapping[str, speakers.Speaker]]:
    """The speakers of each article by doc_id; `voice_of` gives the voice_id of each statement."""
    ranks = {voice: rank for rank, voice in enumerate(known)}
    made: dict[str, Mapping[str, speakers.Speaker]] = {doc_id: {} for doc_id in tables["documents"]["doc_id"]}
    for doc_id, own in voice_of.groupby(tables["attributions"]["doc_id"]):
        heard = sorted({voice for voice in own if voice in known}, key=ranks.__getitem__)
        made[str(doc_id)] = speakers.of_article({voice: known[voice] for voice in heard}, own)
    return made
