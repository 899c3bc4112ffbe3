"""Statements in their text, and what looks like one and was not counted: what stands behind every count.

Examples are drawn by the seed, never chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

import pandas as pd
from spacy.tokens import Doc

from allegedly import lexicons
from allegedly.discourse import graph, quotes
from allegedly.discourse.relations import attributions as finder


def marked(attributions: pd.DataFrame, spans: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Each relation in its text, the source in [brackets], the cue in <angles>, the content in {braces}."""
    texts = documents.set_index("doc_id")["text"]
    signs = {"source": "[]", "cue": "<>", "content": "{}"}
    grouped = dict(list(spans.groupby(["doc_id", "attribution_id"])))
    shown = []
    for row in attributions.itertuples():
        mine = grouped[row.doc_id, row.attribution_id].sort_values("start")
        text, at = "", int(mine["start"].min())
        for span in mine.itertuples():
            opening, closing = signs[span.role][0], signs[span.role][1]
            start = max(int(span.start), at)
            text += texts[row.doc_id][at:start] + opening + texts[row.doc_id][start : span.end] + closing
            at = max(at, int(span.end))
        shown.append(" ".join(text.split()))
    return pd.Series(shown, index=attributions.index, dtype="str")


def examples(
    attributions: pd.DataFrame, spans: pd.DataFrame, documents: pd.DataFrame, *, seed: int, n: int = 8
) -> pd.DataFrame:
    """Relations drawn by the seed, shown in their text with source, cue and content marked, and the rule."""
    drawn = attributions.sample(min(n, len(attributions)), random_state=seed).sort_values(["doc_id", "attribution_id"])
    return pd.DataFrame(
        {
            "doc_id": drawn["doc_id"],
            "text": marked(drawn, spans, documents),
            "stance": drawn["stance"],
            "form": drawn["form"],
            "probability": drawn["probability"],
            "rule": drawn["rule"],
        }
    ).reset_index(drop=True)


FEW_DOCS = 20
"""Articles that are weighed again for near misses: they are examples, and a Doc is large."""

_WITHIN, _LATITUDE = 0.2, 0.15
"""How far below the least probability, and above it, a candidate that was left out is a near miss."""


def near_misses(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    docs: Iterable[tuple[str, Doc]],
    *,
    least: float,
    seed: int,
    n: int = 6,
) -> pd.DataFrame:
    """What was weighed in the first articles and not counted: doc_id, why, probability, text with the [word] marked.

    Of the reporting words a little less probable than `least` the most probable `n`; of the words in quotation marks
    that nobody was found to say, `n` drawn by the seed.
    """
    texts = documents.set_index("doc_id")["text"]
    places = sentences.groupby(["doc_id", "paragraph_id"], sort=True).agg(start=("start", "min"), end=("end", "max"))
    weighed, quoted = [], []
    for doc_id, doc in islice(((d, doc) for d, doc in docs if d in texts.index), FEW_DOCS):
        paragraphs = list(places.loc[[doc_id]].itertuples(index=False, name=None)) if doc_id in places.index else []
        words = graph.read(doc, texts[doc_id], paragraphs=paragraphs)
        found = finder.find(words, least=least)
        cues = {r.cue for r in found}
        for r in finder.find(words, least=max(least - _WITHIN, 0)):
            # A rarer word has to be surer, so a little above `least` may also have been too little.
            if r.cue not in cues and r.probability < least + _LATITUDE:
                line = _in_sentence(words, r.cue, words.start[r.cue], words.end[r.cue])
                weighed.append((doc_id, "weighed, not sure enough", round(r.probability, 2), line))
        for mark in words.marks:
            inside = [i for i in range(len(words)) if mark.start <= words.start[i] < mark.end]
            if inside and quotes.is_scare(words.text, mark) and not any(set(inside) & r.content for r in found):
                line = _in_sentence(words, inside[0], mark.start, mark.end)
                quoted.append((doc_id, "in quotation marks, said by nobody", None, line))
    columns = ["doc_id", "why", "probability", "text"]
    close = pd.DataFrame(weighed, columns=columns).astype({"probability": "float64"})
    close = close.sort_values(["probability", "doc_id"], ascending=[False, True]).head(n)
    scare = pd.DataFrame(quoted, columns=columns).astype({"probability": "float64"})
    return pd.concat([close, scare.sample(min(n, len(scare)), random_state=seed).sort_index()], ignore_index=True)


def _in_sentence(words: graph.Words, i: int, start: int, end: int) -> str:
    """The sentence of word `i` on one line, with the characters from `start` to `end` between brackets."""
    first, last = words.sentences[words.sentence[i]]
    text = words.text
    whole = text[words.start[first] : start] + "[" + text[start:end] + "]" + text[end : max(words.end[last], end)]
    return " ".join(whole.split())


def unread(
    sentences: pd.DataFrame, attributions: pd.DataFrame, spans: pd.DataFrame, *, seed: int, n: int = 6
) -> pd.DataFrame:
    """Sentences with a verb that can report or a quotation mark, and no relation: doc_id, why, text; drawn."""
    cues = lexicons.load("reporting_cues", key=("entry", "pos", "frame"))
    stems = sorted({entry.rstrip("ey") for entry in cues.loc[cues["pos"] == "VERB", "entry"] if len(entry) > 4})
    # In small letters: no United States, no Observatory.
    looks = re.compile(rf"[\"“‘]|\b(?:{'|'.join(map(re.escape, stems))})(?:e|ed|es|s|ing|y|ies|ied)?\b")
    reporting = set(zip(attributions["doc_id"], attributions["sentence_id"], strict=True))
    taken = {doc: list(zip(g["start"], g["end"], strict=True)) for doc, g in spans.groupby("doc_id")}
    free = [
        (row.doc_id, row.sentence_id) not in reporting
        and not any(a < row.end and row.start < b for a, b in taken.get(row.doc_id, []))
        and looks.search(row.text) is not None
        for row in sentences.itertuples()
    ]
    left = sentences[free]
    drawn = left.sample(min(n, len(left)), random_state=seed).sort_values(["doc_id", "sentence_id"])
    shown = [" ".join(looks.sub(lambda word: f"[{word.group()}]", text, count=1).split()) for text in drawn["text"]]
    return pd.DataFrame({"doc_id": drawn["doc_id"].to_list(), "why": "nobody was found to speak", "text": shown})
