"""Who is given how many words, how it is reported, and how sure each voice is in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from allegedly import stats
from allegedly.report.speakers import KINDS, Speaker
from allegedly.report.statements import Statement, by_stance
from allegedly.report.sureness import UNSURE
from allegedly.stats import Estimate

FEW_WORDS = 30
"""Below so many words a rate of hedges says nothing, and is not shown."""


@dataclass(frozen=True)
class Voice:
    """A voice with its statements, its hedges, and its rate of hedges in 100 of its words, with 95 % interval."""

    anchor: str
    speaker: Speaker
    statements: list[Statement]
    n_hedges: int
    rate: Estimate
    stances: list[tuple[str, int]]


def voices(
    known: Mapping[str, Speaker], found: Sequence[Statement], hedges: pd.DataFrame, hedge_voices: pd.Series
) -> list[Voice]:
    """The voices in the order of `known`. `hedge_voices` gives the voice_id of each row of `hedges`, "" for the writer.

    Counted are hedges that make a sentence unsure (not approximators, plans or conditions).
    """
    counted = hedge_voices[hedges["category"].isin(UNSURE)].value_counts()
    grouped: dict[str, list[Statement]] = {}
    for statement in found:
        grouped.setdefault(statement.speaker.voice_id, []).append(statement)
    made = []
    for number, (voice_id, speaker) in enumerate(known.items(), start=1):
        own = by_stance(grouped.get(voice_id, []))
        n_hedges = int(counted.get(voice_id, 0))
        enough = speaker.n_words >= FEW_WORDS
        rate = stats.rate(n_hedges, speaker.n_words, per=100) if enough else stats.NOTHING
        stances: dict[str, int] = {}
        for statement in own:
            stances[statement.stance] = stances.get(statement.stance, 0) + 1
        made.append(Voice(f"voice{number}", speaker, own, n_hedges, rate, list(stances.items())))
    return made


@dataclass(frozen=True)
class Kind:
    """A way of naming a source, with its statements as a share of all, with 95 % interval."""

    kind: str
    words: str
    n: int
    share: Estimate
    speakers: list[str]


def kinds(attributions: pd.DataFrame, names: pd.Series) -> list[Kind]:
    """How sources are given, the most frequent first. `names` gives the name of each attribution's voice."""
    counts = attributions["source_kind"].value_counts()
    made = []
    for kind, n in sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))):
        heard = names[attributions["source_kind"] == kind].value_counts()
        ranked = sorted((name for name in heard.index if name), key=lambda name: (-heard[name], name))
        made.append(Kind(str(kind), KINDS[str(kind)], int(n), stats.share(int(n), len(attributions)), ranked))
    return made
