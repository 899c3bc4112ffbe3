"""Stage 03: who says what, in which words; what is counted, how statements hang together, where a text does not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import pandas as pd
from spacy.tokens import Doc

from allegedly import owners, tables
from allegedly.corpus import Corpus
from allegedly.discourse import graph, overrides, roles
from allegedly.discourse.coherence import connectives, seams
from allegedly.discourse.graph import Words
from allegedly.discourse.overrides import Override
from allegedly.discourse.relation import Relation
from allegedly.discourse.relations import attributions, weights
from allegedly.discourse.speakers import resolve, sources, voices
from allegedly.discourse.speakers.sources import Source
from allegedly.discourse.statements import conflicts, counters, propositions, quantities
from allegedly.offsets import RawOffsets, by_document
from allegedly.settings import Settings
from allegedly.voices import voice_id

_PER_DOCUMENT = (
    "attributions",
    "attribution_spans",
    "dropped_attributions",
    "mention_roles",
    "quantities",
    "connectives",
    "seams",
    "propositions",
)
_AS_THEY_ARE = ("text", "event", "side", "modal", "counted", "low", "high", "answers")
_LISTS = ("agents", "patients", "names", "places", "times")


def prepare() -> None:
    """Load what the first document would wait for: the counted and fitted weights."""
    weights.load_priors()
    for decision in weights.DECISIONS:
        weights.load(decision)
    connectives.rows()


def map_batch(inputs: dict[str, Any], settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables of one batch of documents.

    `inputs` holds documents, sentences, alignment, mentions and, under "annotations", a Doc for each doc_id.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _PER_DOCUMENT}
    raw = by_document(inputs["alignment"])
    sentences = tables.by_document(inputs["sentences"], "sentence_id", "paragraph_id", "start", "end")
    mentions = tables.by_document(inputs["mentions"], "start", "end", "label", "entity_id", "mention_id")
    documents = inputs["documents"]
    for doc_id, text in zip(documents["doc_id"].tolist(), documents["text"].tolist(), strict=True):
        found = of_document(
            inputs["annotations"][doc_id],
            text,
            sentences=sentences.get(doc_id, []),
            mentions=mentions.get(doc_id, []),
            raw=raw.get(doc_id, RawOffsets([])),
            settings=settings,
            rules=overrides.FILE.of(doc_id, settings.overrides),
        )
        for name, more in found.items():
            rows[name].extend({"doc_id": doc_id} | each for each in more)
    return {name: tables.frame(name, each) for name, each in rows.items()}


def reduce(corpus: Corpus, settings: Settings) -> dict[str, pd.DataFrame]:
    """`voices` and `conflicts`, for which the whole input is needed. Repeated articles count only if asked for."""
    return {"voices": voices.of(corpus), "conflicts": conflicts.of(corpus)}


def of_document(
    doc: Doc,
    text: str,
    *,
    sentences: Sequence[tuple[int, int, int, int]],
    mentions: Sequence[tuple[int, int, str, str, int]],
    raw: RawOffsets,
    settings: Settings,
    rules: Sequence[Override] = (),
) -> dict[str, list[dict[str, Any]]]:
    """The rows of one document, without their doc_id, by table.

    Args:
        doc: the annotated document.
        text: its clean text.
        sentences: sentence_id, paragraph_id, start and end of each, in order.
        mentions: start, end, label, entity_id and mention_id of each, in order.
        raw: where its clean text stands in the text as it came in.
        settings: parameters of the run.
        rules: the analyst's overrides for it.
    """
    words = graph.read(doc, text, paragraphs=_paragraphs(sentences))
    names = sources.names_of(words, mentions)
    found = attributions.find(words, least=settings.min_probability)
    made = overrides.corrected(words, found, resolve.sources(words, found, names), names, rules)
    found, who = made.relations, made.sources
    kept = [n for n, r in enumerate(found) if r.kind in settings.kinds and n not in made.dropped]
    number = {n: new for new, n in enumerate(kept)}
    relations = [found[n] for n in kept]
    sentence_ids = _sentence_ids(words, sentences)
    result: dict[str, list[dict[str, Any]]] = {name: [] for name in _PER_DOCUMENT}
    for n in kept:
        r = found[n]
        result["attributions"].append(
            {"attribution_id": number[n], "sentence_id": sentence_ids[words.sentence[r.cue]]}
            | _row(words, r, who[n], parent=_kept_parent(found, r, number))
        )
        result["attribution_spans"].extend(
            {"attribution_id": number[n], "role": role} | _span(words, raw, a, b)
            for role in ("source", "cue", "content")
            for a, b in r.ranges[role]
        )
    _count_words(text, result)
    result["dropped_attributions"] = [_dropped(words, raw, found[n]) for n in sorted(made.dropped)]
    result["mention_roles"] = [
        {"mention_id": mention, "role": role, "attribution_id": attribution}
        for mention, role, attribution in roles.of_mentions(names, relations)
    ]
    result["connectives"] = [_span(words, raw, c.first, c.last) | {"sense": c.sense} for c in connectives.find(words)]
    counts = quantities.find(words, relations)
    result["quantities"] = [
        _span(words, raw, q.first, q.last)
        | {
            "sentence_id": sentence_ids[words.sentence[q.first]],
            "low": q.low,
            "high": q.high,
            "counted": q.counted,
            "attribution_id": q.relation,
            "counted_by": counters.counter(
                words, q.first, q.last, q.noun, cue=-1 if q.relation is None else relations[q.relation].cue
            ),
        }
        for q in counts
    ]
    result["propositions"] = [
        {
            "attribution_id": p.relation,
            "start": words.start[p.word],
            **{column: getattr(p, column) for column in _AS_THEY_ARE},
            **{column: sorted(getattr(p, column)) for column in _LISTS},
        }
        for p in propositions.find(words, relations, [who[n] for n in kept], names, counts)
    ]
    result["seams"] = [
        {
            "sentence_id": sentence_ids[words.sentence[seam.first]],
            "kind": seam.kind,
            "start": words.start[seam.first],
            "end": words.end[seam.last],
            "evidence": seam.evidence,
            "confidence": seam.confidence,
        }
        for seam in seams.find(words, relations, names)
    ]
    return result


def _count_words(text: str, result: dict[str, list[dict[str, Any]]]) -> None:
    """Fill in how many words each attribution says itself and how many it relays."""
    rows = {row["attribution_id"]: row for row in result["attributions"]}
    parents = {n: row["parent_id"] for n, row in rows.items()}
    said = {n: voice_id(row["source_kind"], row["source_entity_id"], row["source"]) for n, row in rows.items()}
    contents = [
        (span["attribution_id"], span["start"], span["end"])
        for span in result["attribution_spans"]
        if span["role"] == "content"
    ]
    owned = owners.of_words(text, owners.of_characters(parents, contents, len(text)))
    for n, (own, relayed) in owners.given(owned, parents, said).items():
        rows[n] |= {"n_own_words": own, "n_relayed_words": relayed}


def _dropped(words: Words, raw: RawOffsets, r: Relation) -> dict[str, Any]:
    """A relation that an override drops; one without reporting words stands where its content does."""
    spans = next(r.ranges[role] for role in ("cue", "content", "source") if r.ranges[role])
    said = {role: " … ".join(words.surface(a, b) for a, b in r.ranges[role]) for role in ("source", "content")}
    return _span(words, raw, spans[0][0], spans[-1][1]) | {
        "source": said["source"] or None, "content": said["content"], "rule": r.rule,
    }  # fmt: skip


def _row(words: Words, r: Relation, source: Source, *, parent: int | None) -> dict[str, Any]:
    def said(role: str) -> str:
        return " … ".join(words.surface(a, b) for a, b in r.ranges[role])

    return {
        "source": said("source") or None,
        "source_entity_id": source.entity,
        "source_kind": source.kind,
        "anonymous": source.anonymous,
        "cue": said("cue"),
        "cue_lemma": r.lemma,
        "stance": r.stance,
        "form": r.form,
        "content": said("content"),
        "polarity": r.polarity,
        "kind": r.kind,
        "probability": round(r.probability, 4),
        "parent_id": parent,
        "rule": r.rule,
    }


def _kept_parent(found: list[Relation], r: Relation, number: dict[int, int]) -> int | None:
    """The nearest relation around it that is kept."""
    parent, steps = r.parent, 0
    while parent is not None and parent not in number and steps < len(found):
        parent, steps = found[parent].parent, steps + 1
    return number.get(parent) if parent is not None else None


def _paragraphs(sentences: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """Where each paragraph begins and ends, in order."""
    bounds: dict[int, tuple[int, int]] = {}
    for _, paragraph, start, end in sentences:
        bounds[paragraph] = (bounds.get(paragraph, (start, end))[0], end)
    return [bounds[paragraph] for paragraph in sorted(bounds)]


def _sentence_ids(words: Words, sentences: Sequence[tuple[int, int, int, int]]) -> list[int]:
    """For each sentence of the Doc the sentence_id of the row that holds its first word."""
    starts = [start for _, _, start, _ in sentences]
    places = (bisect_right(starts, words.start[first]) - 1 for first, _ in words.sentences)
    return [sentences[max(place, 0)][0] if sentences else 0 for place in places]


def _span(words: Words, raw: RawOffsets, first: int, last: int) -> dict[str, Any]:
    start, end = words.start[first], words.end[last]
    raw_start, raw_end = raw.span(start, end)
    return {"start": start, "end": end, "raw_start": raw_start, "raw_end": raw_end, "text": words.surface(first, last)}
