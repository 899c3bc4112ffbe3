"""Whether the tables of stage 03 agree with each other and with the texts."""

from __future__ import annotations

from allegedly.corpus import Corpus


def failures(corpus: Corpus) -> dict[str, int]:
    """How many rows are not as they must be, by what is wrong with them; empty where all are."""
    found = corpus.ask(
        """
        SELECT
            (SELECT count(*) FROM attributions ANTI JOIN (FROM attribution_spans WHERE role = 'cue')
             USING (doc_id, attribution_id)) AS "statements without a cue",
            (SELECT count(*) FROM voices WHERE source_kind IN ('pronoun', 'none')) AS "voices that are nobody's",
        """
    )
    wrong = {"spans that are no slice of their text": corpus.misplaced("attribution_spans")}
    wrong |= {name: int(n) for name, n in found.iloc[0].items()}
    return {name: n for name, n in wrong.items() if n}
