"""The tables that notebook 04 counts in, with the Docs of a few articles for its near misses."""

from __future__ import annotations

from itertools import islice
from typing import Any

from allegedly import tables
from allegedly.repeats import counted
from allegedly.run.batches import read_docs
from allegedly.settings import Settings

READ = (
    "documents", "sentences", "mentions", "entities", "attributions", "attribution_spans", "voices", "hedges",
    "certainty",
)  # fmt: skip
FEW_DOCS = 50
"""Articles whose Docs are read: near misses are examples, and a Doc is large."""


def read(settings: Settings) -> dict[str, Any]:
    """The tables of the run in `settings.output`, and under "annotations" the Docs of the first articles by doc_id.

    Rows of articles that repeat another one are left out unless `count_duplicates` is set.
    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    documents = tables.read(settings.output, "documents")
    found: dict[str, Any] = {name: counted(tables.read(settings.output, name), documents, settings) for name in READ}
    chosen = set(found["documents"]["doc_id"])
    docs = ((doc_id, doc) for doc_id, doc in read_docs(settings.output) if doc_id in chosen)
    return found | {"annotations": dict(islice(docs, FEW_DOCS))}
