"""One article with everything the page says about it: its marks, its body and its ribbon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allegedly.report import notes
from allegedly.report.body import Marks, Paragraph, body
from allegedly.report.edits import Edit, placed, removed_at
from allegedly.report.markup import Span
from allegedly.report.notes import Note
from allegedly.report.ribbon import Ribbon, ribbon
from allegedly.report.speakers import NOBODY, Speaker
from allegedly.report.sureness import tier

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Article:
    """An article of the page. `about` is its row of `documents`; `removed` what cleaning took out after its end;
    `speakers` those that have a colour of their own in it; `counted` is false for a repeated article that
    is only shown, `repeats` the anchor of what it repeats."""

    anchor: str
    about: Any
    title: str
    paragraphs: list[Paragraph]
    removed: list[Edit]
    edits: list[Edit]
    notes: Mapping[str, Note]
    speakers: list[Speaker]
    counted: bool
    repeats: str
    ribbon: Ribbon
    n_statements: int
    n_hedges: int
    n_boosters: int


def anchors(documents: pd.DataFrame) -> dict[str, str]:
    """The anchor of each article on the page: d1, d2, … in the order of `documents`."""
    return {doc_id: f"d{number}" for number, doc_id in enumerate(documents["doc_id"], start=1)}


def marks(
    own: Tables,
    edits: list[Edit],
    speaking: Mapping[int, Speaker],
    entities: Mapping[str, Any],
    entity_rows: Mapping[str, str],
    *,
    anchor: str,
) -> Marks:
    """All marks of one article. `own` holds its rows of each table, `speaking` the speaker of each attribution."""
    spans: list[Span] = []
    said: dict[str, Note] = {}
    for row in own["attributions"].itertuples(index=False):
        key = f"a{row.attribution_id}"
        said[key] = notes.of_attribution(row, speaking[row.attribution_id], anchor + key)
    for row in own["attribution_spans"].itertuples(index=False):
        spans.append(Span(row.start, row.end, row.role, f"a{row.attribution_id}"))
    for row in own["hedges"].itertuples(index=False):
        key = f"h{row.hedge_id}"
        whose = "the writer's own" if pd.isna(row.attribution_id) else speaking[row.attribution_id].name
        spans.append(Span(row.start, row.end, tier(row.category), key))
        said[key] = notes.of_hedge(row, whose, anchor + key)
    for row in own["mentions"].itertuples(index=False):
        key, entity = f"m{row.mention_id}", entities.get(row.entity_id)
        if entity is not None:
            spans.append(Span(row.start, row.end, "name", key))
            said[key] = notes.of_mention(row, entity.name, len(entity.variants), entity_rows[row.entity_id])
    for edit in edits:
        key = f"e{edit.number}"
        said[key] = notes.of_edit(edit, anchor + key)
        if edit.action != "removed" and edit.start is not None and edit.end is not None:
            spans.append(Span(edit.start, edit.end, edit.action, key))
    rows = own["attributions"].itertuples(index=False)
    return Marks(
        spans,
        said,
        {f"a{number}": speaker for number, speaker in speaking.items()},
        {f"a{row.attribution_id}": row.stance for row in rows},
    )


def articles(
    tables: Tables,
    known: Mapping[str, Mapping[str, Speaker]],
    voices: pd.Series,
    entity_rows: Mapping[str, str],
    *,
    texts: bool = True,
) -> list[Article]:
    """The articles of a run in the order of `documents`.

    `known` are the speakers of each doc_id by voice_id, `voices` the voice_id of each row of `attributions`,
    `entity_rows` the anchor of each entity's row. With `texts` false the articles have no paragraphs and labels hold
    none of their words.
    """
    entities = {row.entity_id: row for row in tables["entities"].itertuples(index=False)}
    anchor_of = anchors(tables["documents"])
    names = ("edits", "sentences", "alignment", "mentions", "attributions", "attribution_spans", "hedges", "certainty")
    made = []
    for about in tables["documents"].itertuples(index=False):
        anchor = anchor_of[about.doc_id]
        own = {name: tables[name][tables[name]["doc_id"] == about.doc_id] for name in names}
        edits = placed(own["edits"], own["alignment"])
        speaking = {
            number: known[about.doc_id].get(voices[index], NOBODY)
            for index, number in own["attributions"]["attribution_id"].items()
        }
        found = marks(own, edits, speaking, entities, entity_rows, anchor=anchor)
        rows = list(own["sentences"].itertuples(index=False))
        title = about.path if pd.isna(about.title) else about.title
        sure = own["certainty"]
        paragraphs, last = body(
            about.text, rows, found, anchor=anchor, title=title, removed=removed_at(edits),
            uncertain=frozenset(sure.loc[sure["uncertain"], "sentence_id"]),
        )  # fmt: skip
        tiers = own["hedges"]["category"].map(tier)
        coloured = {speaker.voice_id: speaker for speaker in speaking.values() if speaker.colour}
        made.append(
            Article(
                anchor,
                about,
                title,
                paragraphs if texts else [],
                last if texts else [],
                edits,
                found.notes if texts else {},
                sorted(coloured.values(), key=lambda speaker: speaker.colour),
                bool(len(own["certainty"])) or not rows,
                anchor_of.get(about.duplicate_of, "") if isinstance(about.duplicate_of, str) else "",
                ribbon(about.text, rows, own["hedges"], found, anchor=anchor, texts=texts),
                len(own["attributions"]),
                int((tiers == "hedge").sum()),
                int((tiers == "booster").sum()),
            )
        )
    return made
