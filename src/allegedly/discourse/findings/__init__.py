"""What stage 03 found, in sentences: `voices` and what they say; `between` days, places, articles and statements."""

from __future__ import annotations

from allegedly.corpus import Corpus
from allegedly.discourse.findings.between import conflicts, heard_where, opposing, over_time, seams, shared_paragraphs
from allegedly.discourse.findings.voices import about, chains, distance, forms, loudest, unnamed, unresolved
from allegedly.findings import Finding

READ = (
    "documents", "sentences", "mentions", "entities", "attributions", "attribution_spans", "voices", "mention_roles",
    "quantities", "connectives", "propositions", "conflicts", "seams",
)  # fmt: skip
"""The tables that findings, and the counts of notebook 03, are asked of."""


def everything(corpus: Corpus) -> list[Finding]:
    """All findings of the stage, in the order they are told."""
    return [
        loudest(corpus), forms(corpus), distance(corpus), unnamed(corpus), chains(corpus), unresolved(corpus),
        about(corpus), over_time(corpus), heard_where(corpus), shared_paragraphs(corpus), opposing(corpus),
        conflicts(corpus), seams(corpus),
    ]  # fmt: skip
