"""Who is given how many words, how it is reported, and how sure each voice is in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from allegedly import stats
from allegedly.corpus import Corpus
from allegedly.hedging import rates, said
from allegedly.report.speakers import KINDS, Speaker
from allegedly.report.statements import Statement, by_stance
from allegedly.stats import Estimate


@dataclass(frozen=True)
class Voice:
    """A voice with its statements, and its hedges in 1,000 of its words with 95 % interval, as found and `mended`:
    corrected for the extractor's mistakes.

    `n_hedges` of `n_words` are those that are its own: what another voice says inside its words is that other's. A
    rate of few words is None.
    """

    anchor: str
    speaker: Speaker
    statements: list[Statement]
    stances: list[tuple[str, int]]
    n_hedges: int
    n_words: int
    rate: Estimate
    mended: Estimate


def pieces(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What each voice says in each sentence of the articles that count, as `said.pieces` gives it."""
    with Corpus.of(tables, count_duplicates=True) as corpus:  # they were left out already
        return said.pieces(corpus)


def hedging(pieces: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Hedges in 1,000 of the words of each voice of `pieces`, as `rates.rates` gives them; of any number of words."""
    return rates.rates(pieces, "voice_id", seed=seed, few=1)


def voices(known: Mapping[str, Speaker], found: Sequence[Statement], hedged: pd.DataFrame) -> list[Voice]:
    """The voices in the order of `known`; `hedged` as `hedging` gives it."""
    grouped: dict[str, list[Statement]] = {}
    for statement in found:
        grouped.setdefault(statement.speaker.voice_id, []).append(statement)
    rows = {row.voice_id: row for row in hedged.itertuples(index=False)}
    made = []
    for number, (voice_id, speaker) in enumerate(known.items(), start=1):
        own = by_stance(grouped.get(voice_id, []))
        stances: dict[str, int] = {}
        for statement in own:
            stances[statement.stance] = stances.get(statement.stance, 0) + 1
        row = rows.get(voice_id)
        n_hedges, n_words, rate, mended = 0, 0, stats.NOTHING, stats.NOTHING
        if row is not None:
            n_hedges, n_words = row.n_hedges, row.n_words
            if n_words >= rates.FEW_WORDS:
                rate = Estimate(row.hedges, row.hedges_low, row.hedges_high)
                mended = Estimate(row.hedges_corrected, row.hedges_corrected_low, row.hedges_corrected_high)
        made.append(Voice(f"voice{number}", speaker, own, list(stances.items()), n_hedges, n_words, rate, mended))
    return made


@dataclass(frozen=True)
class Kind:
    """A way of naming a source, with its statements as a share of all, with 95 % interval over articles."""

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
        made.append(
            Kind(
                str(kind),
                KINDS[str(kind)],
                int(n),
                _share(attributions["source_kind"].eq(kind), attributions["doc_id"]),
                ranked,
            )
        )
    return made


def _share(chosen: pd.Series, articles: pd.Series) -> Estimate:
    """The share of rows that are `chosen`, with its interval over their articles."""
    counts = chosen.groupby(articles).agg(["sum", "size"])
    return stats.grouped_share([(int(k), int(n)) for k, n in counts.itertuples(index=False)])
