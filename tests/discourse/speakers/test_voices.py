"""Voices over the whole input: one for each source, none for nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly.corpus import Corpus
from allegedly.hedging import said
from allegedly.voices import slug

TEXT = (
    "Anna Bergstrom said that the road was closed. Bergstrom denied that she had closed it. "
    "Residents said that it was icy. He said that nobody cared. It is unclear whether it will snow."
)


def test_each_source_is_one_voice_and_nobody_is_none(analyse: Callable[..., dict[str, Any]]) -> None:
    found = analyse(TEXT, until="03_discourse")["voices"].set_index("name")
    assert set(found.index) == {"Anna Bergstrom", "Residents"}
    anna = found.loc["Anna Bergstrom"]
    assert (anna["n_attributions"], anna["n_assert"], anna["n_deny"], anna["source_kind"]) == (2, 1, 1, "named")
    assert anna["n_words"] == len("that the road was closed that she had closed it".split())


def test_counts_of_stances_add_up(analyse: Callable[..., dict[str, Any]]) -> None:
    found = analyse(TEXT, until="03_discourse")["voices"]
    stances = [name for name in found if name.startswith("n_") and name not in
               ("n_documents", "n_attributions", "n_words", "n_own_words", "n_relayed_words")]  # fmt: skip
    assert found[stances].sum(axis=1).eq(found["n_attributions"]).all()


@pytest.mark.parametrize(
    ("description", "expected"),
    [("The artillery general", "artillery-general"), ("two officials who asked not to be named", "two-officials"),
     ("an official, speaking quietly,", "official"), ("", "")],
)  # fmt: skip
def test_slug(description: str, expected: str) -> None:
    assert slug(description) == expected


def test_roles_of_mentions(analyse: Callable[..., dict[str, Any]]) -> None:
    text = "Anna Bergstrom said that France had closed the road. Paul Ostrander slept."
    tables = analyse(text, until="03_discourse")
    roles = tables["mention_roles"].merge(tables["mentions"][["mention_id", "text"]], on="mention_id")
    assert dict(zip(roles["text"], roles["role"], strict=True)) == {
        "Anna Bergstrom": "source", "France": "in_content", "Paul Ostrander": "narration",
    }  # fmt: skip
    assert roles["attribution_id"].isna().tolist() == [False, False, True]


def test_duplicates_are_heard_once(analyse: Callable[..., dict[str, Any]]) -> None:
    from allegedly.corpus import Corpus
    from allegedly.discourse import stage
    from allegedly.settings import Settings

    tables = analyse(TEXT, until="03_discourse")
    twice = {name: rows.copy() for name, rows in tables.items() if isinstance(rows, pd.DataFrame)}
    twice["documents"]["duplicate_of"] = "another"
    assert stage.reduce(Corpus.of(twice), Settings())["voices"].empty
    assert not stage.reduce(Corpus.of(twice, count_duplicates=True), Settings())["voices"].empty


def test_words_count_for_whom_they_are_from_and_are_relayed_by_who_tells_them(
    analyse: Callable[..., dict[str, Any]],
) -> None:
    text = (
        "The mayor, Anna Bergstrom, said that the road was closed, Reuters reported. "
        "Anna Bergstrom said she believed that it would rain."
    )
    made = analyse(text)
    heard = made["voices"].set_index("name")[["n_words", "n_own_words", "n_relayed_words"]].astype(int)
    # What Reuters tells in the mayor's words is the mayor's; only "The mayor, Anna Bergstrom, said" is its own.
    assert heard.loc["Reuters"].tolist() == [10, 5, 5]
    own = len("that the road was closed she believed that it would rain".split())
    assert heard.loc["Anna Bergstrom"].tolist() == [own + len("that it would rain".split()), own, 0]
    # The rates of stage 04 are of the very same words.
    pieces = said.pieces(Corpus.of(made))
    words = pieces.groupby("voice_id", observed=True)["n_words"].sum()
    names = made["voices"].set_index("voice_id")["name"]
    assert {names[i]: n for i, n in words.items() if i in names} == heard["n_own_words"].to_dict()
