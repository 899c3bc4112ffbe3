"""Who speaks about whom, in which stance: the names inside what each voice says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allegedly.corpus import Corpus
from allegedly.discourse.counts import aboutness
from allegedly.report.speakers import Speaker
from allegedly.report.statements import Statement

VOICES = 20
"""Voices shown: those that name most."""
NAMES = 8
"""Names shown of each."""


@dataclass(frozen=True)
class Spoken:
    """A thing somebody speaks about, with the statements that name it, one each."""

    name: str
    statements: list[Statement]


@dataclass(frozen=True)
class Speaks:
    """A voice and those it speaks about, the most frequent first; `more` of them are not shown."""

    speaker: Speaker
    spoken: list[Spoken]
    more: int


def spoken(
    corpus: Corpus,
    found: Sequence[Statement],
    known: Mapping[str, Speaker],
    anchors: Mapping[str, str],
) -> tuple[list[Speaks], int]:
    """The voices that speak about somebody named, and how many more there are.

    A statement counts once for each thing it names. `anchors` gives the anchor of each doc_id on the page.
    """
    rows = aboutness.named(corpus)
    by_anchor = {statement.anchor: statement for statement in found}
    told: dict[str, dict[str, dict[str, Statement]]] = {}
    for row in rows.itertuples(index=False):
        anchor = f"{anchors[row.doc_id]}a{row.attribution_id}"
        told.setdefault(row.voice_id, {}).setdefault(row.about, {})[anchor] = by_anchor[anchor]
    place = {voice: number for number, voice in enumerate(known)}
    ranked = sorted(told.items(), key=lambda item: (-sum(map(len, item[1].values())), place[item[0]]))
    made = []
    for voice, things in ranked[:VOICES]:
        first = sorted(things.items(), key=lambda item: (-len(item[1]), item[0]))
        shown = [Spoken(name, list(statements.values())) for name, statements in first[:NAMES]]
        made.append(Speaks(known[voice], shown, len(first) - len(shown)))
    return made, len(ranked) - len(made)
