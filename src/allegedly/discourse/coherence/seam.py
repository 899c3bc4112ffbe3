"""One seam of a text, before it becomes a row of a table."""

from __future__ import annotations

from dataclasses import dataclass

HIGH = 0.8
"""The confidence from which a seam is worth a reader's time."""

KINDS = {
    "no_antecedent": "somebody or something never introduced",
    "unmarked_speech": "speech without its quotation marks",
    "mixed_naming": "one place under several names",
    "mixed_spelling": "words in two spellings",
    "time": "times that do not fit together",
    "repetition": "a sentence that stands there twice",
}
"""Each kind in plain words."""


@dataclass(frozen=True)
class Seam:
    """One seam: its kind, its first and last word, the evidence in words, and how sure, from 0 to 1."""

    kind: str
    first: int
    last: int
    evidence: str
    confidence: float
