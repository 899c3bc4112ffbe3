"""Sources: kind, anonymity, entity, and pronouns resolved where the text gives somebody, left open where not."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Relation = Callable[[str, str], pd.Series]

# text, lemma of the cue, kind, anonymous
KINDS = [
    ("Anna Bergstrom said that the road was closed.", "say", "named", False),
    ("Defense Minister Paul Ostrander said that the road was closed.", "say", "named", False),
    ("The Kremlin said that the road was closed.", "say", "named", False),
    ("The general said that the road was closed.", "say", "titled", False),
    ("A spokesman said that the road was closed.", "say", "titled", False),
    ("The U.S. military said that the road was closed.", "say", "collective", False),
    ("Residents said that the road was closed.", "say", "collective", False),
    ("Reuters reported that the road was closed.", "report", "outlet", False),
    ("The newspaper reported that the road was closed.", "report", "outlet", False),
    ("The report says that the road is closed.", "say", "document", False),
    ("Some say that the road is closed.", "say", "pronoun", False),
    ("It is rumoured that the road is closed.", "rumour", "none", False),
    # Anonymous by phrase, by noun, by an indefinite single person.
    ("Two officials who asked not to be identified said that the road was closed.", "say", "collective", True),
    ("An official, speaking on condition of anonymity, said that the road was closed.", "say", "titled", True),
    ("A diplomat who was not authorised to speak publicly said that the road was closed.", "say", "titled", True),
    ("Three people familiar with the talks said that the road was closed.", "say", "collective", True),
    ("Officials said that the road was closed.", "say", "collective", True),
    ("One woman said that the road was closed.", "say", "titled", True),
    ("Sources said that the road was closed.", "say", "collective", True),
]


@pytest.mark.parametrize(("text", "cue", "kind", "anonymous"), KINDS)
def test_kind_and_anonymity(relation: Relation, text: str, cue: str, kind: str, anonymous: bool) -> None:
    found = relation(text, cue)
    assert (found["source_kind"], found["anonymous"]) == (kind, anonymous)


# text, lemma of the cue, whose entity it has ("" for nobody's), kind
RESOLVED = [
    ("Anna Bergstrom left at nine. She said that the road was closed.", "say", "Anna Bergstrom", "named"),
    ("Colonel David Marsh briefed the press. He said that the road was closed.", "say", "David Marsh", "named"),
    ("Paul Ostrander, who said that the road was closed, left at nine.", "say", "Paul Ostrander", "named"),
    ("Gen. Paul Ostrander left at nine. The general said that the road was closed.", "say", "Paul Ostrander", "named"),
    ("“I warned them,” Anna Bergstrom said.", "warn", "Anna Bergstrom", "named"),
    # Nobody there to be meant.
    ("He said that the road was closed.", "say", "", "pronoun"),
    ("The artillery general said that the sky was clear.\n\nHe added that the road was closed.", "add", "", "pronoun"),
    ("The road was closed. They said that it was icy.", "say", "", "pronoun"),
    ("Gen. Paul Ostrander left. The artillery general said that the road was closed.", "say", "", "titled"),
]


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
