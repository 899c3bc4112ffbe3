"""Sources: pronouns and descriptions resolved where the text gives somebody, left open where not.

`test_own_sentences` has their kinds and anonymity.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Relation = Callable[[str, str], pd.Series]

# text, lemma of the cue, whose entity it has ("" for nobody's), kind
RESOLVED = [
    ("Anna Bergstrom left at nine. She said that the road was closed.", "say", "Anna Bergstrom", "named"),
    ("Colonel David Marsh briefed the press. He said that the road was closed.", "say", "David Marsh", "named"),
    ("Paul Ostrander, who said that the road was closed, left at nine.", "say", "Paul Ostrander", "named"),
    ("Gen. Paul Ostrander left at nine. The general said that the road was closed.", "say", "Paul Ostrander", "named"),
    ("“I warned them,” Anna Bergstrom said.", "warn", "Anna Bergstrom", "named"),
    ("The Defence Ministry said the convoy had stopped. The ministry added that nobody was hurt.", "add",
     "Defence Ministry", "named"),
    ("Harbour Energy Inc., a gas supplier, was sold. The supplier said that nobody was hurt.", "say", "Harbour", "named"),
    ("Petra Holm, a lawyer for the railway, left at nine. The lawyer said that the line was blocked.", "say",
     "Petra Holm", "named"),
    # Nobody there to be meant.
    ("The Defence Ministry slept. The old ministry said that nobody was hurt.", "say", "", "collective"),
    ("A bridge fell on the Defence Ministry. The party said that nobody was hurt.", "say", "", "collective"),
    ("British diplomat praises Anna Bergstrom.\n\nThe diplomat said that the road was closed.", "say", "", "titled"),
    ("He said that the road was closed.", "say", "", "pronoun"),
    ("The artillery general said that the sky was clear.\n\nHe added that the road was closed.", "add", "", "pronoun"),
    ("The road was closed. They said that it was icy.", "say", "", "pronoun"),
    ("Gen. Paul Ostrander left. The artillery general said that the road was closed.", "say", "", "titled"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "name", "kind"), RESOLVED)
def test_resolved_or_left_open(
    analyse: Callable[..., dict[str, pd.DataFrame]], relation: Relation, text: str, cue: str, name: str, kind: str
) -> None:
    found = relation(text, cue)
    mentions = analyse(text, until="03_discourse")["mentions"]
    expected = set(mentions.loc[mentions["text"].str.contains(name, regex=False), "entity_id"]) if name else {""}
    assert found["source_entity_id"] in expected
    assert found["source_kind"] == kind


def test_the_source_is_the_whole_phrase(relation: Relation) -> None:
    found = relation("Anna Bergstrom, a teacher from the valley, said that the road was closed.", "say")
    assert found["source"] == "Anna Bergstrom, a teacher from the valley"
