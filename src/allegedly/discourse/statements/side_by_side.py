"""Conflicting statements as people read them: both sentences side by side, who says each, and why they were paired."""

from __future__ import annotations

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.words import one_line

COLUMNS = (
    "kind", "doc_id", "voice", "cue", "sentence", "other_doc_id", "other_voice", "other_cue", "other_sentence", "why",
)  # fmt: skip
KINDS = {
    "polarity": "one says it is so, the other that it is not",
    "number": "they give different numbers",
    "deny": "one says it, the other denies it",
    "withhold": "one says it, the other does not confirm it",
}
"""Each kind of conflict in plain words."""


def of(corpus: Corpus, *, top: int | None = None) -> pd.DataFrame:
    """Each conflict with both voices and both sentences, in the order of the table, the first `top` if given."""
    found = corpus.ask(
        """
        WITH told AS (
            SELECT * FROM conflicts ORDER BY doc_id, attribution_id, other_doc_id, other_attribution_id LIMIT $top
        ),
        heard AS (
            SELECT doc_id, attribution_id, coalesce(name, source, 'nobody named') AS voice, cue, text AS sentence
            FROM said LEFT JOIN voices USING (voice_id) LEFT JOIN sentences USING (doc_id, sentence_id)
            WHERE (doc_id, attribution_id) IN (
                SELECT (doc_id, attribution_id) FROM told UNION SELECT (other_doc_id, other_attribution_id) FROM told)
        )
        SELECT told.*, one.voice, one.cue, one.sentence,
            other.voice AS other_voice, other.cue AS other_cue, other.sentence AS other_sentence
        FROM told
        LEFT JOIN heard AS one USING (doc_id, attribution_id)
        LEFT JOIN heard AS other
            ON other.doc_id = other_doc_id AND other.attribution_id = other_attribution_id
        ORDER BY told.doc_id, told.attribution_id, other_doc_id, other_attribution_id
        """,
        top=top,
    )
    shown = ["voice", "cue", "sentence", "other_voice", "other_cue", "other_sentence"]
    return found.assign(**{column: found[column].map(one_line) for column in shown})[list(COLUMNS)]
