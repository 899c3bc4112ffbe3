"""Concordance lines of a word, of a reporting word or of a hedge, with what the tables mark in them.

Words are found by NLTK's `ConcordanceIndex` over the words and marks of an article, whole and in any case; each token
keeps its place, so that a line points at its characters. Reporting words and hedges are found under their entry in the
lexicon ("deny" finds "denied"). Articles are read a few at a time and no more than the lines shown need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup, escape
from nltk.text import ConcordanceIndex
from nltk.tokenize import RegexpTokenizer

from allegedly.corpus import Corpus
from allegedly.report.markup import Span, pieces

KINDS = {"words": "any words", "cue": "a reporting word, by its entry", "hedge": "a hedge or booster, by its entry"}
"""What can be looked for."""

SORTS = {"article": "place", "left": "the words before", "right": "the words after"}
"""What lines can be in the order of."""

_AT_ONCE = 64
_TOKENS = RegexpTokenizer(r"\w+(?:['’.-]\w+)*|[^\w\s]")
_MARKED = """
    SELECT doc_id, start, "end", role AS layer FROM attribution_spans WHERE list_contains($ids, doc_id) UNION ALL
    SELECT doc_id, start, "end", polarity FROM hedges WHERE list_contains($ids, doc_id)"""
_BY_ENTRY = {
    "cue": """SELECT doc_id, min(s.start) AS start, max(s."end") AS "end" FROM attributions AS a
        JOIN attribution_spans AS s USING (doc_id, attribution_id)
        WHERE s.role = 'cue' AND lower(a.cue_lemma) = lower($words) GROUP BY doc_id, attribution_id
        ORDER BY ALL LIMIT $most""",
    "hedge": """SELECT doc_id, start, "end" FROM hedges WHERE lower($words) IN (lower(entry), lower(text))
        ORDER BY ALL LIMIT $most""",
}
_STYLES = {
    "match": "background:#ffd54a;color:#111",
    "cue": "font-weight:700",
    "hedge": "text-decoration:underline wavy #d55e00",
    "booster": "text-decoration:underline solid #0072b2 2px",
    "content": "background:rgba(0,114,178,.14)",
}


class Line(NamedTuple):
    """One place where the words stand."""

    article: str
    start: int
    end: int


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place in a text where the words stand.

    >>> list(places("Said she: 'It said: no.'", "said")), list(places("the U.S. said", "u.s."))
    ([(0, 4), (14, 18)], [(4, 8)])
    """
    spans = list(_TOKENS.span_tokenize(text))
    index = ConcordanceIndex([text[start:end] for start, end in spans], key=str.casefold)
    phrase = [words[start:end] for start, end in _TOKENS.span_tokenize(words)]
    for line in index.find_concordance(phrase) if phrase else ():
        yield spans[line.offset][0], spans[line.offset + len(phrase) - 1][1]


def lines(corpus: Corpus, words: str, *, kind: str = "words", most: int = 200) -> list[Line]:
    """The first places where the words stand in the articles that count, in the order of these.

    Raises ValueError if there is nothing to look for, or no such kind.
    """
    if not words.strip():
        raise ValueError("a concordance needs a word to look for, got an empty text")
    if kind not in KINDS:
        raise ValueError(f"no kind {kind!r} of words to look for; there are {', '.join(KINDS)}")
    if kind != "words":
        found = corpus.ask(_BY_ENTRY[kind], words=" ".join(words.split()), most=most)
        return [Line(*row) for row in found.itertuples(index=False, name=None)]
    # Only articles that hold the row of words are taken apart into tokens.
    row = r"\s*".join(re.escape(words[start:end].lower()) for start, end in _TOKENS.span_tokenize(words))
    asked = "SELECT doc_id FROM articles WHERE regexp_matches(lower(text), $row) ORDER BY doc_id"
    ids = corpus.ask(asked, row=row)["doc_id"].tolist()
    kept: list[Line] = []
    for at in range(0, len(ids), _AT_ONCE):
        for doc_id, text in _texts(corpus, ids[at : at + _AT_ONCE]).items():
            kept += [Line(doc_id, start, end) for start, end in places(text, words)]
        if len(kept) >= most:
            break
    return kept[:most]


def _texts(corpus: Corpus, ids: list[str]) -> dict[str, str]:
    rows = corpus.ask("SELECT doc_id, text FROM documents WHERE list_contains($ids, doc_id) ORDER BY doc_id", ids=ids)
    return dict(zip(rows["doc_id"], rows["text"], strict=True))


def table(corpus: Corpus, found: list[Line], *, reach: int = 60) -> pd.DataFrame:
    """The lines with `reach` characters on both sides. Frame: article, start, end, left, match, right."""
    texts = _texts(corpus, sorted({line.article for line in found}))
    rows = [
        (*line, text[max(line.start - reach, 0) : line.start], text[line.start : line.end],
         text[line.end : line.end + reach])
        for line in found for text in [texts[line.article]]
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["article", "start", "end", "left", "match", "right"])


def html(
    corpus: Corpus, words: str, *, kind: str = "words", sort: str = "article", most: int = 200, reach: int = 60
) -> str:
    """The concordance as lines with their marks: reporting words, reported words, hedges, boosters."""
    found = lines(corpus, words, kind=kind, most=most + 1)
    shown = _sorted(table(corpus, found[:most], reach=reach), sort)
    ids = sorted(set(shown["article"]))
    texts = _texts(corpus, ids)
    marked: dict[str, list[Span]] = {doc_id: [] for doc_id in ids}
    for doc_id, start, end, layer in corpus.ask(_MARKED, ids=ids).itertuples(index=False, name=None):
        marked[doc_id].append(Span(start, end, layer, ""))
    rows = [_row(line, texts[line.article], marked[line.article], reach) for line in shown.itertuples(index=False)]
    more = f"The first {most:,} places" if len(found) > most else f"{len(found):,} place{'s' * (len(found) != 1)}"
    return f"<p>{more} of “{escape(words)}”</p><table>{Markup('').join(rows)}</table>"


def _sorted(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    """Lines by the words next to the match: those before it are compared from the match backwards."""
    if sort == "article":
        return rows
    by = rows[sort].str.casefold().str.findall(r"\w+")
    keys = by.map(lambda words: tuple(reversed(words)) if sort == "left" else tuple(words))
    return rows.loc[keys.sort_values(kind="stable").index]


def _row(line: NamedTuple, text: str, marks: list[Span], reach: int) -> Markup:
    article, start, end = line[:3]
    parts = (max(start - reach, 0), start), (start, end), (end, min(end + reach, len(text)))
    cells = [
        Markup("").join(
            Markup('<span style="{}">{}</span>').format(
                ";".join(_STYLES[layer] for layer in piece.layers if layer in _STYLES),
                text[piece.start : piece.end].replace("\n", " "),
            )
            for piece in pieces(a, b, [Span(start, end, "match", ""), *marks])
        )
        for a, b in parts
    ]
    return Markup(
        '<tr><td style="text-align:right">{}</td><td>{}</td><td style="text-align:left">{}</td><td>{}</td></tr>'
    ).format(*cells, article)
