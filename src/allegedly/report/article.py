"""One article with everything the page says about it: its marks, its body and its ribbon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allegedly.findings import short
from allegedly.hedging.voice import reporting
from allegedly.report import notes
from allegedly.report.body import Marks, Paragraph, body
from allegedly.report.edits import Edit, placed, removed_at
from allegedly.report.markup import Span
from allegedly.report.ribbon import Ribbon, ribbon
from allegedly.report.speakers import NOBODY, Speaker
from allegedly.report.sureness import tier

Tables = Mapping[str, pd.DataFrame]

OWN = ("edits", "sentences", "alignment", "mentions", "attributions", "attribution_spans", "hedges", "certainty")
"""Tables that an article's marks are made from."""


OPENING = 120
"""Characters of an article that has no headline, the first half of which are its title."""

QUOTED = 30
"""Articles up to which the ribbon quotes the beginning of each sentence: of more, that would be a second copy."""


@dataclass(frozen=True)
class Article:
    """An article of the page. `about` is its row of `documents`; `removed` what cleaning took out after its end;
    `mentions` what its names say, as `notes.mentions` has it; `speakers` those that have a colour of their own in it;
    `counted` is false for a repeated article that is only shown, `repeats` the anchor of what it repeats. `n_hedges`
    and `n_boosters` are those that findings count; `n_reporting` more are themselves the word that reports."""

    anchor: str
    about: Any
    title: str
    paragraphs: list[Paragraph]
    removed: list[Edit]
    edits: list[Edit]
    mentions: Mapping[str, list[Any]]
    speakers: list[Speaker]
    counted: bool
    repeats: str
    ribbon: Ribbon
    n_statements: int
    n_hedges: int
    n_boosters: int
    n_reporting: int

    @property
    def n_edits(self) -> int:
        """How many changes cleaning made."""
        return len(self.edits)


def anchors(documents: pd.DataFrame) -> dict[str, str]:
    """The anchor of each article on the page: d1, d2, … in the order of `documents`."""
    return {doc_id: f"d{number}" for number, doc_id in enumerate(documents["doc_id"], start=1)}


def title(about: Any, *, texts: bool = True) -> str:
    """What an article is called: its headline; where there is none, its first words; without its words, its doc_id."""
    if not texts:
        return str(about.doc_id)
    if not pd.isna(about.title):
        return str(about.title)
    return short(" ".join(about.text[:OPENING].split()), OPENING // 2) or str(about.doc_id)


def marks(
    own: Tables, edits: list[Edit], speaking: Mapping[int, Speaker], entity_rows: Mapping[str, str], *, anchor: str
) -> Marks:
    """All marks of one article. `own` holds its rows of each table, `speaking` the speaker of each attribution."""
    spans: list[Span] = []
    rows: dict[str, str] = {}
    for row in own["attribution_spans"].itertuples(index=False):
        spans.append(Span(row.start, row.end, row.role, f"a{row.attribution_id}"))
        rows[f"a{row.attribution_id}"] = f"{anchor}a{row.attribution_id}"
    for row in own["hedges"].itertuples(index=False):
        spans.append(Span(row.start, row.end, tier(row.category), f"h{row.hedge_id}"))
        rows[f"h{row.hedge_id}"] = f"{anchor}h{row.hedge_id}"
    for row in own["mentions"].itertuples(index=False):
        if row.entity_id in entity_rows:
            spans.append(Span(row.start, row.end, "name", f"m{row.mention_id}"))
            rows[f"m{row.mention_id}"] = entity_rows[row.entity_id]
    for edit in edits:
        if edit.action != "removed" and edit.start is not None and edit.end is not None:
            spans.append(Span(edit.start, edit.end, edit.action, f"e{edit.number}"))
            rows[f"e{edit.number}"] = f"{anchor}e{edit.number}"
    stances = own["attributions"].itertuples(index=False)
    return Marks(
        spans,
        rows,
        {f"a{number}": speaker for number, speaker in speaking.items()},
        {f"a{row.attribution_id}": row.stance for row in stances},
    )


def by_article(tables: Tables, doc_ids: list[str]) -> Iterator[tuple[str, dict[str, pd.DataFrame]]]:
    """The rows of each article in the tables its marks are made from, article by article."""
    groups = {name: dict(iter(tables[name].groupby("doc_id"))) for name in OWN}
    for doc_id in doc_ids:
        yield doc_id, {name: groups[name].get(doc_id, tables[name].iloc[:0]) for name in OWN}


def articles(
    tables: Tables,
    known: Mapping[str, Mapping[str, Speaker]],
    voices: pd.Series,
    entity_rows: Mapping[str, str],
    anchor_of: Mapping[str, str],
    *,
    texts: bool = True,
) -> list[Article]:
    """The articles of a run in the order of `documents`.

    `known` are the speakers of each doc_id by voice_id, `voices` the voice_id of each row of `attributions`,
    `entity_rows` the anchor of each entity's row, `anchor_of` that of each article. With `texts` false the articles
    have no paragraphs and labels hold none of their words.
    """
    abouts = {row.doc_id: row for row in tables["documents"].itertuples(index=False)}
    made = []
    for doc_id, own in by_article(tables, list(abouts)):
        about, anchor = abouts[doc_id], anchor_of[doc_id]
        edits = placed(own["edits"], own["alignment"])
        speaking = {
            number: known[doc_id].get(voices[index], NOBODY)
            for index, number in own["attributions"]["attribution_id"].items()
        }
        found = marks(own, edits, speaking, entity_rows, anchor=anchor)
        rows = list(own["sentences"].itertuples(index=False))
        headline = title(about)
        sure = own["certainty"]
        paragraphs, last = body(
            about.text, rows, found, anchor=anchor, title=headline, removed=removed_at(edits),
            uncertain=frozenset(sure.loc[sure["uncertain"], "sentence_id"]),
        )  # fmt: skip
        tiers = own["hedges"]["category"].map(tier)
        reports = reporting(own["hedges"])
        coloured = {speaker.voice_id: speaker for speaker in speaking.values() if speaker.colour}
        made.append(
            Article(
                anchor,
                about,
                title(about, texts=texts),
                paragraphs if texts else [],
                last if texts else [],
                edits,
                notes.mentions(own["mentions"], entity_rows) if texts else {},
                sorted(coloured.values(), key=lambda speaker: speaker.colour),
                bool(len(own["certainty"])) or not rows,
                anchor_of.get(about.duplicate_of, "") if isinstance(about.duplicate_of, str) else "",
                ribbon(about.text, rows, own["hedges"], found, anchor=anchor, texts=texts and len(abouts) <= QUOTED),
                len(own["attributions"]),
                int((tiers.eq("hedge") & ~reports).sum()),
                int((tiers.eq("booster") & ~reports).sum()),
                int((tiers.ne("apart") & reports).sum()),
            )
        )
    return made
