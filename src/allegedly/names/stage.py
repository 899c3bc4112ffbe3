"""Stage 02: annotations, mentions and entities.

Reads `documents`, `sentences` and `alignment`; writes `annotations` (spaCy Docs), `mentions`, `dropped_mentions` and,
over the whole input, `entities`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from spacy.tokens import Doc

from allegedly import tables
from allegedly.corpus import BATCH, Corpus
from allegedly.names import entities, merging, overrides
from allegedly.names.annotate import annotate, pipeline
from allegedly.names.finding import find
from allegedly.names.overrides import Override, Told
from allegedly.names.spans import Name
from allegedly.offsets import RawOffsets, by_document
from allegedly.settings import Settings


def prepare() -> None:
    """Load what the first document would wait for: the language model."""
    pipeline()


def map_batch(inputs: dict[str, pd.DataFrame], settings: Settings) -> dict[str, Any]:
    """Annotations and mentions of a batch of documents; what one yields does not depend on the others."""
    documents = inputs["documents"].sort_values("doc_id")
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    starts: dict[str, list[int]] = {doc_id: [] for doc_id in texts}
    for doc_id, rows in inputs["sentences"].groupby("doc_id", sort=True):
        starts[str(doc_id)] = sorted(rows["start"].tolist())
    docs = dict(zip(texts, annotate((text, starts[doc_id]) for doc_id, text in texts.items()), strict=True))
    raw = by_document(inputs["alignment"])
    found: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    for doc_id, doc in docs.items():
        own, text = raw.get(doc_id, RawOffsets([])), texts[doc_id]
        things, taken_out = _things(doc, text, overrides.FILE.of(doc_id, settings.overrides))
        found += [{"doc_id": doc_id, **row} for row in mentions(doc, text, things, starts=starts[doc_id], raw=own)]
        dropped += [{"doc_id": doc_id, **_row(doc, text, name, own)} for name in taken_out]
    return {
        "annotations": docs,
        "mentions": tables.frame("mentions", found),
        "dropped_mentions": tables.frame("dropped_mentions", dropped),
    }


def mentions(
    doc: Doc, text: str, things: Sequence[tuple[Name, str]], *, starts: list[int], raw: RawOffsets
) -> Iterator[dict[str, Any]]:
    """The rows of `mentions` of one document, without its doc_id, in the order of the text.

    `things` are its names with their entity_ids; `starts` the offsets of its sentences, sorted; `raw` maps its clean
    text to the text as it came in.
    """
    for number, (name, entity_id) in enumerate(things):
        row = _row(doc, text, name, raw)
        sentence_id = max(bisect_right(starts, row["start"]) - 1, 0)
        yield {"mention_id": number, "sentence_id": sentence_id, **row, "entity_id": entity_id}


def _row(doc: Doc, text: str, name: Name, raw: RawOffsets) -> dict[str, Any]:
    start, end = _span(doc, name)
    raw_start, raw_end = raw.span(start, end)
    return {
        "start": start,
        "end": end,
        "raw_start": raw_start,
        "raw_end": raw_end,
        "text": text[start:end],
        "label": name.label,
        "rule": name.rule,
    }


def _things(doc: Doc, text: str, rules: Sequence[Override]) -> tuple[list[tuple[Name, str]], list[Name]]:
    """The names of a document with their entity_ids: found, corrected, merged, and corrected again; those dropped.

    Names that overrides drop, add or retype must not take part in merging as what they were before.
    """
    names = find(doc)
    told = _told(doc, text, names)
    dropped: list[Name] = []
    if rules:
        dropped = overrides.dropped(names, told, rules)
        names = overrides.named([token.text for token in doc], names, told, rules)
        told = _told(doc, text, names)
    return overrides.merged(names, told, rules), dropped


def _told(doc: Doc, text: str, names: Sequence[Name]) -> list[Told]:
    spans = (_span(doc, name) for name in names)
    ids = merging.merge_names(doc, names)
    return [(" ".join(text[start:end].split()), thing) for (start, end), thing in zip(spans, ids, strict=True)]


def _span(doc: Doc, name: Name) -> tuple[int, int]:
    return doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])


def reduce(corpus: Corpus, settings: Settings) -> dict[str, pd.DataFrame]:
    """The table `entities` over all documents, those that repeat another left out unless they are to be counted."""
    found = entities.count(own["mentions"] for own in corpus.batches(BATCH, ["mentions"]))
    return {"entities": overrides.renamed(found, overrides.FILE.load(settings.overrides))}
