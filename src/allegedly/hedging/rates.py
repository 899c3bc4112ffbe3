"""How often each voice hedges and boosts: cues per 1,000 of its words, with 95 % intervals.

Counted are the categories that make a sentence hedged, and boosters; approximators, plans and conditions are not. A
word belongs to the innermost relation whose content holds it, as a cue does; a cue that is itself the reporting word
counts as a stance already and is left out. Where a group has articles enough, articles are resampled (they are the
unit: sentences of one article resemble each other); otherwise sentences are, and the interval only describes.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from allegedly import stats, words
from allegedly.discourse.voices import voice_ids
from allegedly.hedging import voice
from allegedly.hedging.lexicon import APART
from allegedly.schema import BOOSTERS, HEDGES

COUNTED = tuple(category for category in HEDGES if category not in APART)
"""Categories of hedges that rates count."""

WRITER = "(the writer)"
UNKNOWN = "(nobody named)"
THIRDS = ("first", "middle", "last")
FEW_WORDS = 30
"""A voice given fewer words has no rate worth showing."""
ENOUGH_ARTICLES = 5
DRAWS = 1000


def pieces(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    attribution_spans: pd.DataFrame,
    hedges: pd.DataFrame,
) -> pd.DataFrame:
    """What each voice says in each sentence: a row a sentence and relation, sorted.

    Columns: doc_id, sentence_id, attribution_id (null: the writer), voice_id, stance, outlet, third, n_words, n_hedges,
    n_boosters. `voice_id` is WRITER for the writer and UNKNOWN where the source is nobody's voice.
    """
    voices = voice.by_document(attributions, attribution_spans)
    heard = _words(documents, sentences, voices)
    keys = ["doc_id", "sentence_id", "attribution_id"]
    cues = own_cues(hedges, attribution_spans)
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
    made = made.merge(documents[["doc_id", "outlet"]], on="doc_id").merge(_thirds(sentences), on=keys[:2])
    columns = [*keys, "voice_id", "stance", "outlet", "third", "n_words", "n_hedges", "n_boosters"]
    return made[columns].sort_values(keys, ignore_index=True)


def own_cues(hedges: pd.DataFrame, attribution_spans: pd.DataFrame) -> pd.DataFrame:
    """The rows of `hedges` that are not themselves the cue of the relation they are linked to."""
    cues = attribution_spans.loc[attribution_spans["role"] == "cue", ["doc_id", "attribution_id", "start", "end"]]
    numbered = hedges.assign(row=range(len(hedges)))
    linked = numbered.merge(cues, on=["doc_id", "attribution_id"], suffixes=("", "_cue"))
    same = linked[(linked["start"] < linked["end_cue"]) & (linked["start_cue"] < linked["end"])]
    return hedges[~numbered["row"].isin(same["row"]).to_numpy()]


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
    """Hedges and boosters per 1,000 words of each group of `pieces`, the most hedging first.

    Columns: `by`, n_documents, n_sentences, n_words, n_hedges, hedges, hedges_low, hedges_high, n_boosters, boosters,
    boosters_low, boosters_high, unit (what the interval resamples). Groups of fewer than `few` words are left out.
    """
    rows = []
    for name, group in said.dropna(subset=[by]).groupby(by, sort=True):
        if group["n_words"].sum() < few:
            continue
        unit = "articles" if group["doc_id"].nunique() >= ENOUGH_ARTICLES else "sentences"
        row = {
            by: name,
            "n_documents": group["doc_id"].nunique(),
            "n_sentences": len(group[["doc_id", "sentence_id"]].drop_duplicates()),
            "n_words": int(group["n_words"].sum()),
        }
        for kind in ("hedges", "boosters"):
            estimate = _rate(group, f"n_{kind}", unit=unit, seed=seed)
            row |= {f"n_{kind}": int(group[f"n_{kind}"].sum()), kind: estimate.value}
            row |= {f"{kind}_low": estimate.low, f"{kind}_high": estimate.high}
        rows.append(row | {"unit": unit})
    columns = [by, "n_documents", "n_sentences", "n_words"]
    columns += [name for kind in ("hedges", "boosters") for name in (f"n_{kind}", kind, f"{kind}_low", f"{kind}_high")]
    made = pd.DataFrame(rows, columns=[*columns, "unit"])
    return made.sort_values(["hedges", "n_words", by], ascending=[False, False, True], ignore_index=True)


def _units(group: pd.DataFrame, unit: str) -> pd.DataFrame:
    keys = ["doc_id"] if unit == "articles" else ["doc_id", "sentence_id"]
    return group.groupby(keys, sort=True)[["n_words", "n_hedges", "n_boosters"]].sum()


def _rate(group: pd.DataFrame, count: str, *, unit: str, seed: int) -> stats.Estimate:
    """A rate with the interval of a bootstrap over units; of fewer than five cues, with the exact Poisson one."""
    events, exposure = int(group[count].sum()), int(group["n_words"].sum())
    exact = stats.rate(events, exposure)
    if events < 5:
        return exact
    units = _units(group, unit)
    drawn = np.random.default_rng(seed).integers(0, len(units), size=(DRAWS, len(units)))
    totals = units[count].to_numpy()[drawn].sum(axis=1), units["n_words"].to_numpy()[drawn].sum(axis=1)
    low, high = np.percentile(1000 * totals[0] / np.maximum(totals[1], 1), [2.5, 97.5])
    return stats.Estimate(exact.value, round(float(low), 4), round(float(high), 4))
