"""Statements in their text, and what looks like one and was not counted: what stands behind every count.

Examples are drawn by the seed, never chosen: those whose checksum, with the seed before their name, comes first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd
from spacy.tokens import Doc

from allegedly import lexicons
from allegedly.corpus import Corpus
from allegedly.discourse import graph, quotes
from allegedly.discourse.relations import attributions as finder
from allegedly.drawing import by_chance, draw
from allegedly.words import one_line

_SIGNS = {"source": ("[", "]"), "cue": ("<", ">"), "content": ("{", "}")}


def examples(corpus: Corpus, which: str = "true", *, seed: int, n: int = 8) -> pd.DataFrame:
    """Statements of which a condition in SQL holds, `n` drawn by the seed.

    Columns: doc_id, text, stance, form, probability, rule. `text` has the source in [brackets], the cue in <angles>,
    the content in {braces}.
    """
    drawn = corpus.sample("attributions", n, seed=seed, which=f"WHERE {which}")
    docs = "WHERE doc_id IN (SELECT unnest($docs))"
    doc_ids = sorted(set(drawn["doc_id"]))
    spans = corpus.rows("attribution_spans", docs, docs=doc_ids)
    texts = corpus.ask(f"SELECT doc_id, text FROM documents {docs}", docs=doc_ids).set_index("doc_id")["text"]
    shown = drawn.assign(text=marked(drawn, spans, texts))
    return shown[["doc_id", "text", "stance", "form", "probability", "rule"]]


def marked(attributions: pd.DataFrame, spans: pd.DataFrame, texts: pd.Series) -> pd.Series:
    """Each relation in its text, the source in [brackets], the cue in <angles>, the content in {braces}."""
    grouped = dict(list(spans.groupby(["doc_id", "attribution_id"])))
    shown = []
    for row in attributions.itertuples():
        mine = grouped[row.doc_id, row.attribution_id].sort_values("start")
        text, at = "", int(mine["start"].min())
        for span in mine.itertuples():
            opening, closing = _SIGNS[span.role]
            start = max(int(span.start), at)
            text += texts[row.doc_id][at:start] + opening + texts[row.doc_id][start : span.end] + closing
            at = max(at, int(span.end))
        shown.append(one_line(text))
    return pd.Series(shown, index=attributions.index, dtype="str")


FEW_DOCS = 20
"""Articles that are weighed again for near misses: they are examples, and a Doc is large."""

_WITHIN, _LATITUDE = 0.2, 0.15
"""How far below the least probability, and above it, a candidate that was left out is a near miss."""


def near_misses(corpus: Corpus, docs: Mapping[str, Doc], *, least: float, seed: int, n: int = 6) -> pd.DataFrame:
    """What was weighed in some articles and not counted: doc_id, why, probability, text with the [word] marked.

    Of the reporting words a little less probable than `least` the most probable `n`; of the words in quotation marks
    that nobody was found to say, `n` drawn by the seed. `docs` are the Docs of the articles looked at, by doc_id.
    """
    weighed, quoted = [], []
    for doc_id, doc in sorted(docs.items()):
        about = corpus.ask("SELECT text FROM articles WHERE doc_id = $doc", doc=doc_id)
        if about.empty:
            continue
        places = corpus.ask(
            'SELECT min(start), max("end") FROM sentences WHERE doc_id = $doc GROUP BY paragraph_id ORDER BY 1',
            doc=doc_id,
        )
        words = graph.read(doc, about["text"].iloc[0], paragraphs=list(places.itertuples(index=False, name=None)))
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
    close = close.sort_values(["probability", "doc_id"], ascending=[False, True], kind="stable").head(n)
    scare = pd.DataFrame(quoted, columns=columns).astype({"probability": "float64"})
    return pd.concat([close, draw(scare, n, seed=seed, keys=["doc_id", "text"])], ignore_index=True)


def _in_sentence(words: graph.Words, i: int, start: int, end: int) -> str:
    """The sentence of word `i` on one line, with the characters from `start` to `end` between brackets."""
    first, last = words.sentences[words.sentence[i]]
    text = words.text
    return one_line(
        text[words.start[first] : start] + "[" + text[start:end] + "]" + text[end : max(words.end[last], end)]
    )


def unread(corpus: Corpus, *, seed: int, n: int = 6) -> pd.DataFrame:
    """Sentences with a verb that can report or a quotation mark, and no relation: doc_id, why, text; drawn."""
    cues = lexicons.load("reporting_cues", key=("entry", "pos", "frame"))
    stems = sorted({entry.rstrip("ey") for entry in cues.loc[cues["pos"] == "VERB", "entry"] if len(entry) > 4})
    # In small letters: no United States, no Observatory.
    looks = rf"[\"“‘]|\b(?:{'|'.join(map(re.escape, stems))})(?:e|ed|es|s|ing|y|ies|ied)?\b"
    drawn = corpus.ask(
        f"""
        WITH looked AS (
            SELECT doc_id, sentence_id, start, "end", text FROM sentences SEMI JOIN articles USING (doc_id)
            WHERE regexp_matches(text, $looks)
        ),
        taken AS (
            SELECT doc_id, sentence_id FROM attributions
            UNION ALL
            SELECT doc_id, sentence_id FROM looked JOIN attribution_spans AS spans USING (doc_id)
            WHERE spans.start < looked."end" AND looked.start < spans."end"
        )
        SELECT doc_id, sentence_id, text FROM looked ANTI JOIN taken USING (doc_id, sentence_id)
        ORDER BY {by_chance("doc_id", "sentence_id")} LIMIT $n
        """,
        looks=looks, seed=seed, n=n,
    ).sort_values(["doc_id", "sentence_id"], ignore_index=True)  # fmt: skip
    shown = [one_line(re.sub(looks, lambda word: f"[{word.group()}]", text, count=1)) for text in drawn["text"]]
    return drawn[["doc_id"]].assign(why="nobody was found to speak", text=shown)
