"""Stage 04: the tables `hedges`, `dropped_hedges` and `certainty` of a batch of documents."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd
from spacy.tokens import Doc

from allegedly import offsets, tables
from allegedly.hedging import certainty, lexicon, matching, overrides, scope, voice
from allegedly.hedging.lexicon import Row
from allegedly.offsets import RawOffsets
from allegedly.settings import Settings

_PLACES = ("doc_id", "start", "sentence_id")


def prepare() -> None:
    """Load what the first document would wait for: the index of the lexicon."""
    lexicon.default_index()


def map_batch(inputs: dict[str, Any], settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables `hedges`, `dropped_hedges` and `certainty` of one batch.

    Reads documents, sentences, alignment, annotations (doc_id -> Doc), attributions and attribution_spans.
    """
    texts = dict(zip(inputs["documents"]["doc_id"], inputs["documents"]["text"], strict=True))
    raw = offsets.by_document(inputs["alignment"])
    voices = voice.by_document(inputs["attributions"], inputs["attribution_spans"])
    threshold = lexicon.thresholds()[settings.genre]
    hedges: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    judged: list[dict[str, Any]] = []
    sentences: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for doc_id, start, sentence_id in zip(*(inputs["sentences"][name].tolist() for name in _PLACES), strict=True):
        sentences[doc_id][0].append(start)
        sentences[doc_id][1].append(sentence_id)
    for doc_id, (starts, ids) in sorted(sentences.items()):
        found: dict[int, list[Row]] = defaultdict(list)
        doc, own, text = inputs["annotations"][doc_id], raw.get(doc_id, RawOffsets([])), texts[doc_id]
        cues = overrides.corrected(
            doc, matching.find(doc, lexicon.default_index(settings.genre)),
            overrides.FILE.of(doc_id, settings.overrides),
        )  # fmt: skip
        rows = _rows(doc, voices.get(doc_id, voice.NOBODY_ELSE), cues.cues)
        for hedge_id, (match, row) in enumerate(rows):
            sentence_id = ids[max(bisect_right(starts, row["start"]) - 1, 0)]
            found[sentence_id].append(match.row)
            place = _place(text, own, row["start"], row["end"])
            hedges.append({"doc_id": doc_id, "hedge_id": hedge_id, "sentence_id": sentence_id, **place, **row})
        for match, signed in cues.dropped:
            span = doc[match.start : match.end]
            told = {"category": match.row.category, "rule": f"{match.row.name}; {signed}"}
            dropped.append({"doc_id": doc_id, **_place(text, own, span.start_char, span.end_char), **told})
        for sentence_id in ids:
            verdict = certainty.judge(found[sentence_id], genre=settings.genre, threshold=threshold)
            judged.append({"doc_id": doc_id, "sentence_id": sentence_id, **verdict._asdict()})
    return {
        "hedges": tables.frame("hedges", hedges),
        "dropped_hedges": tables.frame("dropped_hedges", dropped),
        "certainty": tables.frame("certainty", judged),
    }


def _place(text: str, raw: RawOffsets, start: int, end: int) -> dict[str, Any]:
    raw_start, raw_end = raw.span(start, end)
    return {"start": start, "end": end, "raw_start": raw_start, "raw_end": raw_end, "text": text[start:end]}


def _rows(
    doc: Doc, voices: voice.Voices, cues: Sequence[tuple[matching.Match, str]]
) -> list[tuple[matching.Match, dict[str, Any]]]:
    """The cues of a document in the order of the text, each with what the table says of it.

    `cues` have the signature of the override that corrected each, or "".
    """
    made = []
    for match, signed in cues:
        span = doc[match.start : match.end]
        scope_start, scope_end = scope.scope(span)
        whose = voices.of(span.start_char, span.end_char)
        rule = "; ".join(filter(None, [f"{match.row.name} → {scope.event(span).lower_}", signed]))
        made.append(
            (
                match,
                {
                    "start": span.start_char,
                    "end": span.end_char,
                    "entry": match.row.entry,
                    "category": match.row.category,
                    "polarity": match.row.polarity,
                    "negated": match.negated,
                    "scope_start": scope_start,
                    "scope_end": scope_end,
                    "attribution_id": whose.attribution_id,
                    "rule": f"{rule}; {voice.REPORTING}" if whose.is_cue else rule,
                },
            )
        )
    return made
