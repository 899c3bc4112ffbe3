"""Speakers' labels before a colon: what is a turn or a headline, and what is a list, a note or a title."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Relations = Callable[[str], pd.DataFrame]
BODY = "\n\nThe council meets again on Friday. It has nine members."


def labelled(rows: pd.DataFrame, rule: str) -> list[tuple[str, str]]:
    chosen = rows[rows["rule"].str.startswith(f"shape: {rule}")]
    return list(zip(chosen["source"], chosen["content"], strict=True))


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Poll: most drivers want the old tolls back", "Poll"),
        ("Harbour police: ferry had no working radio", "Harbour police"),
        ("Anna Lindqvist: the bridge must stay open", "Anna Lindqvist"),
    ],
)
def test_a_headline_tells_who_says_it(relations: Relations, headline: str, source: str) -> None:
    found = labelled(relations(headline + BODY), "headline, speaker, colon")
    assert found == [(source, headline.partition(": ")[2])]


@pytest.mark.parametrize(
    "headline",
    [
        "Editor's note: this page was corrected on Monday",
        "Ferries: what we know so far",
        "Anna Lindqvist: A Life in Pictures",
        "The council opened the bridge on Monday: it had no choice.",
    ],
)
def test_other_colons_are_nobodys_words(relations: Relations, headline: str) -> None:
    assert labelled(relations(headline + BODY), "headline, speaker, colon") == []


def test_turns_of_an_interview_belong_to_their_speakers(relations: Relations) -> None:
    text = (
        "Our reporter met the harbour master.\n\nPETRA HOLM: Who closed the gate? Nobody will say.\n\n"
        "LARSEN: I closed it myself. The water was too high.\n\nHOLM: Was anybody told?\n\nLARSEN: Nobody asked."
    )
    assert labelled(relations(text), "speaker's turn") == [
        ("PETRA HOLM", "Who closed the gate? Nobody will say"),
        ("LARSEN", "I closed it myself. The water was too high"),
        ("HOLM", "Was anybody told?"),
        ("LARSEN", "Nobody asked"),
    ]


def test_a_list_of_figures_is_no_interview(relations: Relations) -> None:
    text = "The count so far:\n\nLARSEN: 547\n\nHOLM: 46\n\nLARSEN: 2,316\n\nHOLM: 1,547"
    assert labelled(relations(text), "speaker's turn") == []
