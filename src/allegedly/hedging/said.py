"""What each voice says in each sentence: how many words, how many hedges and boosters. Every rate is counted in these.

A word belongs to the innermost relation whose content holds it, as a cue does; a cue that is itself the reporting word
counts as a stance already and is left out. So are approximators, plans and conditions, which make no sentence hedged.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from pandas.api.types import union_categoricals

from allegedly import owners
from allegedly.corpus import BATCH, Corpus
from allegedly.hedging import voice
from allegedly.hedging.lexicon import APART
from allegedly.schema import BOOSTERS, HEDGES
from allegedly.voices import voice_ids

COUNTED = tuple(category for category in HEDGES if category not in APART)
"""Categories of hedges that rates count."""

WRITER = "(the writer)"
UNKNOWN = "(nobody named)"
SOURCES = "(all sources)"
THIRDS = ("first", "middle", "last")

READ = ("documents", "sentences", "certainty", "attributions", "attribution_spans", "hedges")
NAMES = ("doc_id", "voice_id", "whose", "stance", "outlet", "third")
NUMBERS = {"sentence_id": "int32", "n_words": "int32", "n_hedges": "int32", "n_boosters": "int32"}


def pieces(corpus: Corpus) -> pd.DataFrame:
    """What each voice says in each sentence of the articles that are counted: a row a sentence and relation, sorted.

    Columns: doc_id, sentence_id, voice_id, whose, stance, outlet, third, n_words, n_hedges, n_boosters. `voice_id` is
    WRITER for the writer and UNKNOWN where the source is nobody's voice; `whose` is WRITER or SOURCES. Names are
    categories and numbers small, so that a million rows fit into some 30 MB.
    """
    parts = [_of(tables).astype(NUMBERS | dict.fromkeys(NAMES, "category")) for tables in corpus.batches(BATCH, READ)]
    joined = {name: union_categoricals([part[name] for part in parts], sort_categories=True) for name in NAMES}
    return pd.concat([part.drop(columns=list(NAMES)) for part in parts], ignore_index=True).assign(**joined)[
        list(parts[0])
    ]


def _of(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`pieces` of a few articles."""
    documents, attributions, hedges = tables["documents"], tables["attributions"], tables["hedges"]
    sentences = tables["sentences"][tables["sentences"]["doc_id"].isin(tables["certainty"]["doc_id"])]
    keys = ["doc_id", "sentence_id", "attribution_id"]
    heard = _words(documents, sentences, voice.by_document(attributions, tables["attribution_spans"]))
    cues = hedges[~voice.reporting(hedges)]
    counts = {
        "n_words": heard.groupby(keys, dropna=False)["n_words"].sum(),
        "n_hedges": cues[cues["category"].isin(COUNTED)].groupby(keys, dropna=False).size(),
        "n_boosters": cues[cues["category"].isin(BOOSTERS)].groupby(keys, dropna=False).size(),
    }
    made = pd.DataFrame(counts).fillna(0).reset_index().astype({"attribution_id": "Int64"})
    known = attributions.assign(voice_id=voice_ids(attributions))[["doc_id", "attribution_id", "voice_id", "stance"]]
    made = made.merge(known, on=["doc_id", "attribution_id"], how="left")
    writer = made["attribution_id"].isna()
    made["voice_id"] = made["voice_id"].astype("object").fillna(UNKNOWN).mask(writer, WRITER)
    made["stance"] = made["stance"].astype("object").fillna(WRITER)
    made["whose"] = writer.map({True: WRITER, False: SOURCES})
    made = made.merge(documents[["doc_id", "outlet"]], on="doc_id").merge(_thirds(sentences), on=keys[:2])
    made = made.sort_values(keys, ignore_index=True)
    return made[["doc_id", "sentence_id", *NAMES[1:], *list(NUMBERS)[1:]]]


def _words(documents: pd.DataFrame, sentences: pd.DataFrame, voices: Mapping[str, voice.Voices]) -> pd.DataFrame:
    """How many words are whose in each sentence: doc_id, sentence_id, attribution_id (null: the writer), n_words."""
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    owned = {doc_id: voices.get(doc_id, voice.NOBODY_ELSE).owners(len(text)) for doc_id, text in texts.items()}
    places = sentences[["doc_id", "sentence_id", "start", "end"]]
    rows = [
        (doc_id, sentence_id, owner, n)
        for doc_id, sentence_id, start, end in places.itertuples(index=False, name=None)
        for owner, n in owners.of_words(texts[doc_id], owned[doc_id], start, end).items()
    ]
    columns = {"doc_id": "str", "sentence_id": "int64", "attribution_id": "Int64", "n_words": "int64"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _thirds(sentences: pd.DataFrame) -> pd.DataFrame:
    """In which third of its article each sentence begins: doc_id, sentence_id, third."""
    length = sentences.groupby("doc_id")["end"].transform("max")
    third = (3 * sentences["start"] // length.clip(lower=1)).clip(upper=2).astype(int)
    return sentences[["doc_id", "sentence_id"]].assign(third=[THIRDS[i] for i in third])
