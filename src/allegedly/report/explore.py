"""Looking around by hand: rows with their voices and sentences, concordances, and a text read at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from allegedly.report import gather, page, speakers, voices
from allegedly.report.markup import Span, pieces
from allegedly.settings import Settings

Tables = Mapping[str, pd.DataFrame]


def statements(tables: Tables) -> pd.DataFrame:
    """Every statement with its voice and its sentence. Columns: article, voice, word, stance, form, content, …"""
    rows = tables["attributions"]
    voice = speakers.voice_ids(rows, tables["voices"]).map(tables["voices"].set_index("voice_id")["name"])
    sentences = tables["sentences"][["doc_id", "sentence_id", "text"]]
    merged = rows.assign(voice=voice.fillna("nobody named")).merge(sentences, on=["doc_id", "sentence_id"])
    named = merged.rename(columns={"doc_id": "article", "cue_lemma": "word", "text": "sentence"})
    return named[["article", "voice", "word", "stance", "form", "content", "sentence", "probability", "rule"]]


def hedges(tables: Tables) -> pd.DataFrame:
    """Every hedge and booster with whose words it stands in. Columns: article, text, category, whose words, …"""
    rows = tables["hedges"]
    voice_of = speakers.voice_ids(tables["attributions"], tables["voices"])
    whose = speakers.of_hedges(rows, tables["attributions"], voice_of)
    names = whose.map(tables["voices"].set_index("voice_id")["name"]).fillna("nobody named")
    names = names.where(rows["attribution_id"].notna(), "the writer")
    sentences = tables["sentences"][["doc_id", "sentence_id", "text"]].rename(columns={"text": "sentence"})
    merged = rows.assign(**{"whose words": names}).merge(sentences, on=["doc_id", "sentence_id"])
    named = merged.rename(columns={"doc_id": "article"})
    return named[["article", "text", "category", "polarity", "whose words", "sentence", "rule"]]


def narrowed(rows: pd.DataFrame, chosen: Mapping[str, Sequence[str]], words: str = "") -> pd.DataFrame:
    """The rows that have one of the chosen values in each column, and `words` anywhere, in any case.

    Nothing chosen in a column lets all its values through.
    """
    kept = pd.Series(True, index=rows.index)
    for column, values in chosen.items():
        if values:
            kept &= rows[column].isin(values)
    if words:
        text = rows.astype("str").agg(" ".join, axis=1).str.lower()
        kept &= text.str.contains(words.lower(), regex=False)
    return rows[kept]


def concordance(tables: Tables, words: str, *, reach: int = 60) -> pd.DataFrame:
    """Each place where `words` stand, whole and in any case. Columns: article, start, end, left, match, right."""
    if not words.strip():
        raise ValueError("a concordance needs a word to look for, got an empty text")
    pattern = re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)
    rows = [
        (row.doc_id, m.start(), m.end(), row.text[max(m.start() - reach, 0) : m.start()], m.group(),
         row.text[m.end() : m.end() + reach])
        for row in tables["documents"].itertuples(index=False)
        for m in pattern.finditer(row.text)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["article", "start", "end", "left", "match", "right"])


_STYLES = {
    "match": "background:#ffd54a;color:#111",
    "cue": "font-weight:700",
    "hedge": "text-decoration:underline wavy #d55e00",
    "booster": "text-decoration:underline solid #0072b2 2px",
    "content": "background:rgba(0,114,178,.14)",
}


def concordance_html(tables: Tables, words: str, *, reach: int = 60) -> str:
    """The concordance of `words` as lines with their marks: reporting words, reported words, hedges, boosters."""
    found = concordance(tables, words, reach=reach)
    texts = tables["documents"].set_index("doc_id")["text"]
    lines = []
    for line in found.itertuples(index=False):
        text = texts[line.article]
        spans = [Span(line.start, line.end, "match", "")]
        for name, layer in (("attribution_spans", "role"), ("hedges", "polarity")):
            own = tables[name][tables[name]["doc_id"] == line.article]
            spans += [Span(s, e, kind, "") for s, e, kind in zip(own["start"], own["end"], own[layer], strict=True)]
        cells = [
            Markup("").join(
                Markup('<span style="{}">{}</span>').format(
                    ";".join(_STYLES[k] for k in piece.layers if k in _STYLES),
                    text[piece.start : piece.end].replace("\n", " "),
                )
                for piece in pieces(start, end, spans)
            )
            for start, end in (
                (max(line.start - reach, 0), line.start),
                (line.start, line.end),
                (line.end, min(line.end + reach, len(text))),
            )
        ]
        row = '<tr><td style="text-align:right">{}</td><td>{}</td><td style="text-align:left">{}</td><td>{}</td></tr>'
        lines.append(Markup(row).format(*cells, line.article))
    return f"<p>{len(found):,} places of “{escape(words)}”</p><table>{Markup('').join(lines)}</table>"


def analysed(text: str, *, height: int = 620, **parameters: Any) -> str:
    """A text read by the stages 01 to 04 at once, as the page shows it, in a frame shut off from all else."""
    from allegedly.run.memory import analyse

    found = analyse(text, **parameters)
    settings = Settings(title="A text of your own")
    pieces = voices.pieces(found)
    said = gather.first_screen(gather.findings(found, pieces, seed=settings.seed))
    shown = page.compose(found, said, settings, pieces=pieces)
    return Markup(
        '<div><iframe title="The text, analysed" sandbox="allow-scripts" srcdoc="{}" '
        'style="width:100%;height:{}px;border:1px solid #999"></iframe></div>'
    ).format(page.render(shown), height)
