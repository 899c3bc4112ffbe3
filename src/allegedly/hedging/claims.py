"""Sentences to look at: the least and the most certain, cues in their context, and near misses that do not count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from spacy.tokens import Doc

from allegedly.corpus import Corpus
from allegedly.drawing import draw
from allegedly.hedging import lexicon, matching
from allegedly.hedging.said import COUNTED, UNKNOWN, WRITER
from allegedly.voices import voice_ids
from allegedly.words import one_line

REACH = 50

_LEAST = """
    SELECT doc_id, sentence_id, uncertainty FROM certainty WHERE hedged
    ORDER BY uncertainty DESC, doc_id, sentence_id LIMIT $n
"""
_MOST = """
    SELECT doc_id, sentence_id, any_value(uncertainty) AS uncertainty
    FROM certainty JOIN hedges USING (doc_id, sentence_id) WHERE polarity = 'booster' GROUP BY doc_id, sentence_id
    ORDER BY uncertainty, count(*) DESC, doc_id, sentence_id LIMIT $n
"""


def least_certain(corpus: Corpus, *, n: int = 5) -> pd.DataFrame:
    """The hedged sentences with most uncertainty: doc_id, sentence_id, uncertainty, cues (by category), whose, text."""
    return _with_cues(corpus, _LEAST, n)


def most_certain(corpus: Corpus, *, n: int = 5) -> pd.DataFrame:
    """The sentences with a booster and least uncertainty, those with most boosters first; columns as above."""
    return _with_cues(corpus, _MOST, n)


def _with_cues(corpus: Corpus, chosen: str, n: int) -> pd.DataFrame:
    """The sentences that a question in SQL chooses, in its order."""
    keys = ["doc_id", "sentence_id"]
    found = corpus.ask(chosen, n=n)
    these = f"WHERE (doc_id, sentence_id) IN (SELECT (doc_id, sentence_id) FROM ({chosen}))"
    texts, cues = (corpus.rows(name, these, n=n) for name in ("sentences", "hedges"))
    named = cues.assign(cues=cues["text"].str.lower() + " (" + cues["category"] + ")", whose=whose(corpus, cues))
    grouped = named.groupby(keys)[["cues", "whose"]].agg(lambda values: ", ".join(dict.fromkeys(values)))
    made = found.merge(grouped.reset_index(), on=keys).merge(texts[[*keys, "text"]], on=keys)
    return made.assign(text=made["text"].str.split().str.join(" "))


def whose(corpus: Corpus, cues: pd.DataFrame) -> pd.Series:
    """The name of the voice in whose words each of a few cues stands: WRITER, UNKNOWN, or as `voices` has it."""
    said = corpus.rows("attributions", "WHERE doc_id = ANY($articles)", articles=sorted(set(cues["doc_id"])))
    heard = said.assign(voice_id=voice_ids(said))[["doc_id", "attribution_id", "voice_id"]]
    voices = corpus.ask("SELECT voice_id, name FROM voices WHERE voice_id = ANY($ids)",
                        ids=sorted(heard["voice_id"].dropna().unique()))  # fmt: skip
    ours = cues[["doc_id", "attribution_id"]].astype({"attribution_id": "Int64"})
    joined = ours.merge(heard, on=["doc_id", "attribution_id"], how="left").merge(voices, on="voice_id", how="left")
    named = joined["name"].astype("object").fillna(joined["voice_id"]).fillna(UNKNOWN)
    return named.mask(joined["attribution_id"].isna(), WRITER).set_axis(cues.index)


def concordance(corpus: Corpus, categories: Sequence[str], *, n: int, seed: int) -> pd.DataFrame:
    """Cues of some categories drawn by the seed, a line each: category, left, cue, right, whose, rule, doc_id."""
    drawn = corpus.sample("hedges", n, seed=seed, which="WHERE category = ANY($categories)", categories=categories)
    drawn = drawn.assign(whose=whose(corpus, drawn)).sort_values(["category", "doc_id", "start"])
    clean = corpus.texts(drawn["doc_id"])
    rows = [
        {"category": row.category, **_context(clean[row.doc_id], row.start, row.end), "whose": row.whose,
         "rule": row.rule, "doc_id": row.doc_id}
        for row in drawn.itertuples(index=False)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["category", "left", "cue", "right", "whose", "rule", "doc_id"])


def _context(text: str, start: int, end: int) -> dict[str, str]:
    left, right = text[max(start - REACH, 0) : start], text[end : end + REACH]
    return {"left": one_line(left), "cue": text[start:end], "right": one_line(right)}


def near_misses(docs: Mapping[str, Doc], *, n: int, seed: int) -> pd.DataFrame:
    """Words that are entries of the lexicon but were not counted where they stand: left, cue, right, tag, doc_id.

    Of single-word entries of the categories that rates count, those with a condition, since only these can be turned
    down; without "say" and "report", which are turned down everywhere. `docs`: a few articles by doc_id.
    """
    wary = {row.entry for row in lexicon.load() if len(row.tokens) == 1 and row.condition and row.category in COUNTED}
    wary -= {"say", "report"}
    rows = []
    for doc_id, doc in sorted(docs.items()):
        taken = {i for match in matching.find(doc) for i in range(match.start, match.end)}
        for token in doc:
            if token.i not in taken and wary.intersection(matching.forms(token)):
                context = _context(doc.text, token.idx, token.idx + len(token))
                rows.append({**context, "tag": token.tag_, "doc_id": doc_id, "start": token.idx})
    made = pd.DataFrame(rows, columns=["left", "cue", "right", "tag", "doc_id", "start"])
    return draw(made, n, seed=seed, keys=["doc_id", "start"]).drop(columns="start").reset_index(drop=True)
