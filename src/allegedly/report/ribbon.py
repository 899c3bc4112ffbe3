"""The certainty ribbon: an article from its first character to its last, with whose words they are, and how sure.

A lane shows the stretches that are somebody's words, in the colour of the voice; above it stands a tick for each
hedge, below it one for each booster. Widths are per cent of the article's characters.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allegedly.report.body import Marks
from allegedly.report.markup import pieces
from allegedly.report.sureness import tier

LONGEST = 70
"""Characters of a sentence in the label of its place."""


@dataclass(frozen=True)
class Stretch:
    """A part of the ribbon: where it starts and how wide it is, in per cent, its class, label and link."""

    x: float
    width: float
    kind: str
    label: str = ""
    href: str = ""


@dataclass(frozen=True)
class Ribbon:
    """The lane of voices, the ticks of hedges and boosters, and one transparent link a sentence."""

    lane: list[Stretch]
    ticks: list[Stretch]
    sentences: list[Stretch]
    alt: str

    @property
    def paths(self) -> list[tuple[str, str]]:
        """The lane and the ticks as one path a class, 100 wide and 60 high: a stretch each would be a page of them."""
        drawn: dict[str, list[str]] = {}
        for part in self.lane:
            drawn.setdefault(part.kind, []).append(f"M{part.x:g} 16h{part.width:g}v28h{-part.width:g}z")
        for tick in self.ticks:
            drawn.setdefault(tick.kind, []).append(f"M{tick.x:g} {46 if tick.kind == 'booster' else 0}v14")
        return [(kind, "".join(parts)) for kind, parts in drawn.items()]


def _part(start: int, end: int, length: int) -> tuple[float, float]:
    return round(100 * start / length, 2), round(100 * (end - start) / length, 2)


def ribbon(
    text: str, sentences: Sequence[Any], hedges: pd.DataFrame, marks: Marks, *, anchor: str, texts: bool = True
) -> Ribbon:
    """The ribbon of one article. With `texts` false, labels say nothing of the article's words."""
    length = max(len(text), 1)
    content = [span for span in marks.spans if span.layer == "content"]
    lane = []
    quoted = 0
    for piece in pieces(0, len(text), content):
        speaker = marks.speaker(piece)
        if speaker is not None:
            quoted += piece.end - piece.start
            lane.append(Stretch(*_part(piece.start, piece.end, length), f"v{speaker.colour}", speaker.name))
    counted = hedges[hedges["category"].map(tier).ne("apart")]
    ticks = [
        Stretch(_part(row.start, row.end, length)[0], 0, row.polarity, row.category)
        for row in counted.itertuples(index=False)
    ]
    hedged = counted.loc[counted["polarity"] == "hedge", "sentence_id"].value_counts()
    links = []
    for number, row in enumerate(sentences, start=1):
        own = [speaker.name for piece in pieces(row.start, row.end, content) if (speaker := marks.speaker(piece))]
        n_hedges = int(hedged.get(row.sentence_id, 0))
        who = ", ".join(dict.fromkeys(own)) or "the writer"
        words = textwrap.shorten(row.text, LONGEST, placeholder=" …") if texts else ""
        hedges_here = f"; hedges: {n_hedges}" if n_hedges else ""
        label = f"Sentence {number}: {who}{hedges_here}. {words}".strip()
        links.append(Stretch(*_part(row.start, row.end, length), "", label, f"{anchor}s{row.sentence_id}"))
    n_hedges = sum(tick.kind == "hedge" for tick in ticks)
    alt = (
        f"{len(links)} sentences; {round(100 * quoted / length)} per cent of the characters are somebody's words; "
        f"hedges: {n_hedges}, boosters: {len(ticks) - n_hedges}."
    )
    return Ribbon(lane, ticks, links, alt)
