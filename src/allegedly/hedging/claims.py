"""Sentences to look at: the least and the most certain, cues in their context, and near misses that do not count."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from spacy.tokens import Doc

from allegedly import lexicons
from allegedly.discourse.speakers.voices import voice_ids
from allegedly.hedging import lexicon, matching
from allegedly.hedging.rates import COUNTED, UNKNOWN, WRITER

REACH = 50


def least_certain(
    sentences: pd.DataFrame, certainty: pd.DataFrame, hedges: pd.DataFrame, whose: pd.Series, *, n: int = 5
) -> pd.DataFrame:
    """The hedged sentences with most uncertainty: doc_id, sentence_id, uncertainty, cues (with category), whose, text.

    `whose` names the voice of each row of `hedges`, as `whose` gives it.
    """
    joined = _with_cues(sentences, certainty, hedges, whose)
    ordered = joined.sort_values(["uncertainty", "doc_id", "sentence_id"], ascending=[False, True, True])
    return ordered[ordered["hedged"]].drop(columns="hedged").head(n).reset_index(drop=True)


def most_certain(
    sentences: pd.DataFrame, certainty: pd.DataFrame, hedges: pd.DataFrame, whose: pd.Series, *, n: int = 5
) -> pd.DataFrame:
    """The sentences with a booster and least uncertainty, those with most boosters first; columns as above."""
    joined = _with_cues(sentences, certainty, hedges, whose)
    boosters = hedges[hedges["polarity"] == "booster"].groupby(["doc_id", "sentence_id"]).size().rename("n_boosters")
    joined = joined.merge(boosters.reset_index(), on=["doc_id", "sentence_id"])
    ordered = joined.sort_values(
        ["uncertainty", "n_boosters", "doc_id", "sentence_id"], ascending=[True, False, True, True]
    )
    return ordered.drop(columns=["n_boosters", "hedged"]).head(n).reset_index(drop=True)


def _with_cues(
    sentences: pd.DataFrame, certainty: pd.DataFrame, hedges: pd.DataFrame, whose: pd.Series
) -> pd.DataFrame:
    keys = ["doc_id", "sentence_id"]
    named = hedges.assign(cues=hedges["text"].str.lower() + " (" + hedges["category"] + ")", whose=whose)
    grouped = named.groupby(keys)[["cues", "whose"]].agg(lambda values: ", ".join(dict.fromkeys(values)))
    judged = certainty[[*keys, "uncertainty", "hedged"]]
    joined = sentences[[*keys, "text"]].merge(judged, on=keys).merge(grouped.reset_index(), on=keys, how="left")
    joined[["cues", "whose"]] = joined[["cues", "whose"]].fillna("")
    joined["text"] = joined["text"].str.split().str.join(" ")
    return joined[[*keys, "uncertainty", "hedged", "cues", "whose", "text"]]


def whose(hedges: pd.DataFrame, attributions: pd.DataFrame, names: Mapping[str, str]) -> pd.Series:
    """The name of the voice in whose words each cue stands: WRITER, UNKNOWN, or by `names` of voice_ids."""
    voices = attributions.assign(voice_id=voice_ids(attributions))[["doc_id", "attribution_id", "voice_id"]]
    joined = hedges[["doc_id", "attribution_id"]].merge(voices, on=["doc_id", "attribution_id"], how="left")
    known = joined["voice_id"].map(lambda voice: names.get(voice, voice), na_action="ignore").astype("object")
    named = known.fillna(UNKNOWN).mask(joined["attribution_id"].isna(), WRITER)
    return pd.Series(named.to_numpy(), index=hedges.index, dtype="object")


def concordance(documents: pd.DataFrame, hedges: pd.DataFrame, whose: pd.Series, *, n: int, seed: int) -> pd.DataFrame:
    """Cues drawn by the seed, one line each: category, left, cue, right, whose (words), rule, doc_id."""
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    named = hedges.assign(whose=whose)
    drawn = named.sample(min(n, len(hedges)), random_state=seed).sort_values(["category", "doc_id", "start"])
    rows = [
        {"category": row.category, **_context(texts[row.doc_id], row.start, row.end), "whose": row.whose,
         "rule": row.rule, "doc_id": row.doc_id}
        for row in drawn.itertuples(index=False)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["category", "left", "cue", "right", "whose", "rule", "doc_id"])


def _context(text: str, start: int, end: int) -> dict[str, str]:
    left, right = text[max(start - REACH, 0) : start], text[end : end + REACH]
    return {"left": " ".join(left.split()), "cue": text[start:end], "right": " ".join(right.split())}


def near_misses(documents: pd.DataFrame, annotations: Mapping[str, Doc], *, n: int, seed: int) -> pd.DataFrame:
    """Words that are entries of the lexicon but were not counted where they stand: left, cue, right, doc_id.

    Of single-word entries of the categories that rates count, those with a condition, since only these can be turned
    down; without "say" and "report", which are turned down everywhere.
    """
    wary = {row.entry for row in lexicon.load() if len(row.tokens) == 1 and row.condition and row.category in COUNTED}
    wary -= {"say", "report"}
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    rows = []
    for doc_id, doc in sorted(annotations.items()):
        taken = {i for match in matching.find(doc) for i in range(match.start, match.end)}
        for token in doc:
            if token.i not in taken and wary.intersection(matching.forms(token)):
                start, end = token.idx, token.idx + len(token)
                rows.append({**_context(texts[doc_id], start, end), "tag": token.tag_, "doc_id": doc_id})
    made = pd.DataFrame(rows, columns=["left", "cue", "right", "tag", "doc_id"])
    return made.sample(min(n, len(made)), random_state=seed).sort_index(ignore_index=True)


def trust(hedges: pd.DataFrame) -> pd.DataFrame:
    """The rows of the lexicon found, with what people judged of sentences that hold them; the most frequent first.

    Columns: row, category, found, then precision_<corpus> and support_<corpus> as the lexicon has them.
    """
    measured = lexicons.load("hedges", key=lexicon.KEY).filter(regex="^(precision|support)_")
    measured = measured.assign(row=[row.name for row in lexicon.load()])
    # The column `rule` begins with the row's name.
    found = hedges.assign(row=hedges["rule"].str.split(" \u2192 ").str[0])
    counts = found.groupby(["row", "category"]).size().rename("found").reset_index()
    joined = counts.merge(measured, on="row", how="left")
    return joined.sort_values(["found", "row"], ascending=[False, True], ignore_index=True)
