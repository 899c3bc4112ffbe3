"""How often each voice hedges and boosts: cues in 1,000 of its words and in a sentence, with 95 % intervals.

Counted are the categories that make a sentence hedged, and boosters; approximators, plans and conditions are not. A
word belongs to the innermost relation whose content holds it, as a cue does; a cue that is itself the reporting word
counts as a stance already and is left out. Where a group has articles enough, articles are resampled (they are the
unit: sentences of one article resemble each other); otherwise sentences are, and the interval only describes. Beside
each rate as found stands the rate corrected for the extractor's mistakes (`hedging.correction`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from allegedly import stats, words
from allegedly.discourse.speakers.voices import voice_ids
from allegedly.hedging import correction, voice
from allegedly.hedging.lexicon import APART
from allegedly.schema import BOOSTERS, HEDGES

COUNTED = tuple(category for category in HEDGES if category not in APART)
"""Categories of hedges that rates count."""

WRITER = "(the writer)"
UNKNOWN = "(nobody named)"
SOURCES = "(all sources)"
THIRDS = ("first", "middle", "last")
FEW_WORDS = 30
"""A voice given fewer words has no rate worth showing."""
ENOUGH_ARTICLES = 5
FEW_CUES = 5
"""Of fewer cues or units the interval is the exact one of Poisson counts: a bootstrap would be too narrow."""
KINDS = ("hedges", "boosters")
PARTS = ("", "_low", "_high")
GROUPINGS = {"whose": "writers and sources", "outlet": "outlets", "stance": "stances", "third": "thirds of an article"}
"""What voices are gathered by, in words."""
UNITS = {"articles": "over articles", "sentences": "over sentences: descriptive"}
"""What an interval resamples, and what it is worth."""
BY_COUNT = "by the count alone: descriptive"
"""What an interval of fewer than FEW_CUES cues is worth: it takes cues for independent."""


def pieces(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    attribution_spans: pd.DataFrame,
    hedges: pd.DataFrame,
) -> pd.DataFrame:
    """What each voice says in each sentence: a row a sentence and relation, sorted.

    Columns: doc_id, sentence_id, attribution_id (null: the writer), voice_id, whose, stance, outlet, third, n_words,
    n_hedges, n_boosters. `voice_id` is WRITER for the writer and UNKNOWN where the source is nobody's voice; `whose` is
    WRITER or SOURCES.
    """
    voices = voice.by_document(attributions, attribution_spans)
    heard = _words(documents, sentences, voices)
    keys = ["doc_id", "sentence_id", "attribution_id"]
    cues = hedges[~voice.reporting(hedges)]
    counts = {
        "n_words": heard.groupby(keys, dropna=False).size(),
        "n_hedges": cues[cues["category"].isin(COUNTED)].groupby(keys, dropna=False).size(),
        "n_boosters": cues[cues["category"].isin(BOOSTERS)].groupby(keys, dropna=False).size(),
    }
    made = pd.DataFrame(counts).fillna(0).astype("int64").reset_index()
    known = attributions.assign(voice_id=voice_ids(attributions))[["doc_id", "attribution_id", "voice_id", "stance"]]
    made = made.astype({"attribution_id": "Int64"}).merge(known, on=["doc_id", "attribution_id"], how="left")
    unnamed = made["attribution_id"].notna() & made["voice_id"].isna()
    made["voice_id"] = made["voice_id"].astype("object").fillna(WRITER).mask(unnamed, UNKNOWN)
    made["stance"] = made["stance"].astype("object").fillna(WRITER)
    made["whose"] = made["attribution_id"].isna().map({True: WRITER, False: SOURCES})
    made = made.merge(documents[["doc_id", "outlet"]], on="doc_id").merge(_thirds(sentences), on=keys[:2])
    columns = [*keys, "voice_id", "whose", "stance", "outlet", "third", "n_words", "n_hedges", "n_boosters"]
    return made[columns].sort_values(keys, ignore_index=True)


def _words(documents: pd.DataFrame, sentences: pd.DataFrame, voices: dict[str, voice.Voices]) -> pd.DataFrame:
    """A row a word: doc_id, sentence_id, attribution_id."""
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    rows = []
    for doc_id, own in sentences.groupby("doc_id", sort=True):
        text = texts[doc_id]
        owners = voices.get(str(doc_id), voice.NOBODY_ELSE).owners(len(text))
        for row in own.itertuples(index=False):
            for _, end in words.spans(text, row.start, row.end):
                rows.append((doc_id, row.sentence_id, owners[end - 1]))
    made = pd.DataFrame(rows, columns=["doc_id", "sentence_id", "attribution_id"])
    return made.astype({"doc_id": "str", "sentence_id": "int64", "attribution_id": "Int64"})


def _thirds(sentences: pd.DataFrame) -> pd.DataFrame:
    """In which third of its article each sentence begins: doc_id, sentence_id, third."""
    length = sentences.groupby("doc_id")["end"].transform("max")
    third = (3 * sentences["start"] // length.clip(lower=1)).clip(upper=2).astype(int)
    return sentences[["doc_id", "sentence_id"]].assign(third=[THIRDS[i] for i in third])


def rates(said: pd.DataFrame, by: str, *, seed: int, few: int = FEW_WORDS) -> pd.DataFrame:
    """Hedges and boosters of each group of `pieces`, the most hedging first.

    Columns: `by`, n_documents, n_sentences, n_words; for each kind ("hedges", "boosters") the count n_<kind>, the rate
    in 1,000 words <kind>, corrected <kind>_corrected, the rate in a sentence <kind>_a_sentence, corrected
    <kind>_a_sentence_corrected, each with its ends <rate>_low and <rate>_high; and unit, what the intervals resample. A
    sentence that holds words of several groups counts as one of each. Groups of fewer than `few` words are left out.
    """
    counts = ["n_words", "n_hedges", "n_boosters"]
    each = said.dropna(subset=[by]).groupby([by, "doc_id", "sentence_id"], sort=True)[counts].sum()
    rows = []
    for name, group in each.assign(n_sentences=1).groupby(level=by, sort=True):
        if group["n_words"].sum() < few:
            continue
        by_article = group.groupby(level="doc_id", sort=True).sum()
        unit = "articles" if len(by_article) >= ENOUGH_ARTICLES else "sentences"
        units = by_article if unit == "articles" else group
        totals = {str(column): int(total) for column, total in units.sum().items()}
        row = {by: name, "n_documents": len(by_article), "n_sentences": totals["n_sentences"],
               "n_words": totals["n_words"]}  # fmt: skip
        # Most groups are voices of few words, for whose rates nothing need be drawn again.
        most = min(len(units), max(totals["n_hedges"], totals["n_boosters"]))
        drawn = stats.resampled(units.to_numpy(dtype=float), seed=seed) if most >= FEW_CUES else np.empty((0, 4))
        for kind in KINDS:
            row[f"n_{kind}"] = totals[f"n_{kind}"]
            for per_sentence in (False, True):
                row |= _rate(kind, totals, pd.DataFrame(drawn, columns=units.columns), len(units),
                             per_sentence=per_sentence, seed=seed)  # fmt: skip
        rows.append(row | {"unit": unit})
    columns = [by, "n_documents", "n_sentences", "n_words"]
    columns += [name for kind in KINDS for name in (f"n_{kind}", *_columns(kind), *_columns(f"{kind}_a_sentence"))]
    made = pd.DataFrame(rows, columns=[*columns, "unit"])
    return made.sort_values(["hedges", "n_words", by], ascending=[False, False, True], ignore_index=True)


def _columns(rate: str) -> list[str]:
    return [f"{rate}{corrected}{part}" for corrected in ("", "_corrected") for part in PARTS]


def _rate(
    kind: str, totals: Mapping[str, int], drawn: pd.DataFrame, n_units: int, *, per_sentence: bool, seed: int
) -> dict[str, float | None]:
    """One rate as found and corrected, with its ends, under the names of `_columns`."""
    name, exposure, per = (
        (f"{kind}_a_sentence", "n_sentences", 1) if per_sentence else (kind, "n_words", 1000)
    )  # fmt: skip
    events, n = totals[f"n_{kind}"], totals[exposure]
    found = stats.rate(events, n, per=per)
    if min(events, n_units) < FEW_CUES:
        # The exact ends are those of these two distributions (Garwood 1936); a shape of 0 is a rate of 0.
        rng = np.random.default_rng(seed)
        lower, upper = rng.gamma(events, 1 / n, stats.DRAWS), rng.gamma(events + 1, 1 / n, stats.DRAWS)
    else:
        lower = upper = (drawn[f"n_{kind}"] / drawn[exposure].clip(lower=1)).to_numpy(dtype=float)
        low, high = stats.percentiles(per * lower)
        found = stats.Estimate(found.value, round(low, 4), round(high, 4))
    reading = correction.load()[kind]
    mended = reading.correct(events / n, lower, upper, per_sentence=per_sentence, seed=seed)
    values = [*found, *(None if value is None else round(per * value, 4) for value in mended)]
    return dict(zip(_columns(name), values, strict=True))


def in_words(
    found: pd.DataFrame, by: str, *, kind: str = "hedges", names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The table of `rates` for people: each rate of a kind with its interval in one cell, as found and corrected."""
    known = names or {}
    shown = pd.DataFrame({"group": found[by].map(lambda name: known.get(name, name))})
    shown = shown.assign(articles=found["n_documents"], sentences=found["n_sentences"], words=found["n_words"])
    shown[kind] = found[f"n_{kind}"]
    for title, rate, places in (("in 1,000 words", kind, 1), ("in a sentence", f"{kind}_a_sentence", 2)):
        shown[title] = [told(found.loc[i], rate, places) for i in found.index]
        shown[f"{title}, corrected"] = [told(found.loc[i], f"{rate}_corrected", places) for i in found.index]
    return shown.assign(intervals=[worth(found.loc[i], kind) for i in found.index])


def worth(row: pd.Series, kind: str) -> str:
    """What the intervals of a kind in a row of `rates` rest on, in words."""
    return BY_COUNT if min(row[f"n_{kind}"], row["n_sentences"]) < FEW_CUES else UNITS[row["unit"]]


def side_by_side(said: pd.DataFrame, *, seed: int, kind: str = "hedges") -> pd.DataFrame:
    """The rates of writers and sources, outlets, stances and thirds of an article, for people: an index `by` names the
    grouping, the columns are those of `in_words`."""
    tables = {
        title: in_words(rates(said, by, seed=seed).sort_values(f"{kind}", ascending=False), by, kind=kind)
        for by, title in GROUPINGS.items()
    }
    return pd.concat(tables, names=["by", None]).droplevel(1)


def told(row: pd.Series, rate: str, places: int = 0) -> str:
    """A rate of a row of `rates` with its interval.

    >>> told(pd.Series({"hedges": 12.04, "hedges_low": 8.0, "hedges_high": 16.96}), "hedges", 1)
    '12.0 (8.0 to 17.0)'
    """
    value, low, high = (f"{row[f'{rate}{part}']:.{places}f}" for part in PARTS)
    return f"{value} ({low} to {high})"
