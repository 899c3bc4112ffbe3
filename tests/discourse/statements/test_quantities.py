"""Numbers of people and things as reported: the words, the range they allow, what is counted, and whose words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly import lexicons

NONE = float("nan")

CASES = [
    ("More than 200 ships left the harbour.", ("More than 200", 201, NONE, "ship")),
    ("About 100 sailors were hurt.", ("About 100", 90, 110, "sailor")),
    ("At least two sailors were hurt.", ("At least two", 2, NONE, "sailor")),
    ("No fewer than thirty sailors were hurt.", ("No fewer than thirty", 30, NONE, "sailor")),
    ("Up to 50 sailors were hurt.", ("Up to 50", NONE, 50, "sailor")),
    ("Fewer than 50 sailors were hurt.", ("Fewer than 50", NONE, 49, "sailor")),
    ("Nearly 50 sailors were hurt.", ("Nearly 50", 45, 50, "sailor")),
    ("Dozens of sailors were hurt.", ("Dozens", 24, NONE, "sailor")),
    ("Tens of thousands of sailors marched.", ("Tens of thousands", 20_000, NONE, "sailor")),
    ("Several hundred sailors marched.", ("Several hundred", 200, NONE, "sailor")),
    ("A dozen sailors marched.", ("A dozen", 12, 12, "sailor")),
    ("Twenty-five sailors marched.", ("Twenty-five", 25, 25, "sailor")),
    ("Two hundred and six sailors marched.", ("Two hundred and six", 206, 206, "sailor")),
    ("Some 2.5 million voters stayed at home.", ("Some 2.5 million", 2_250_000, 2_750_000, "voter")),
    ("The observers counted 68 dead.", ("68", 68, 68, "dead")),
    ("The mayor put the number of victims at more than 100.", ("more than 100", 101, NONE, "victim")),
    ("One sailor was hurt.", ("One", 1, 1, "sailor")),
    ("One room was empty.", None),
    ("The ship cost $200 million.", None),
    ("The ship left at 10 p.m. on 7 February 2018.", None),
    ("The ship sailed for three days and two nights.", None),
    ("The ship is 200 metres long.", None),
    ("The team won 3-2 at home.", None),
    ("Prices rose by 20 percent.", None),
    ("The 1728 composition was sold.", None),
    ("The firm sells 3G phones.", None),
    ("The sailors watched one another.", None),
    ("Nobody was hurt.", None),
    ("One or two sailors were hurt.", ("One or two", 1, 2, "sailor")),
    ("Some 30,000 to 50,000 voters stayed at home.", ("Some 30,000 to 50,000", 30_000, 50_000, "voter")),
    ("Between 20 and 30 sailors were hurt.", ("20 and 30", 20, 30, "sailor")),
    ("The team won by 30 to 20.", None),
    ("One of the sailors was hurt.", None),
    ("He is a one man band.", None),
    ("One in six ships was lost.", None),
    ("Two out of three ships were lost.", None),
]  # fmt: skip


COUNTED_BY = [
    ("The ministry counted 40 sailors in the harbour.", "The ministry"),
    ("The Red Cross has registered 52 victims so far.", "The Red Cross"),
    ("The observers counted 68 dead.", "The observers"),
    ("A local group put the number of victims at more than 100.", "A local group"),
    ("The hospital, which stands on a hill, recorded 17 deaths.", "The hospital"),
    ("Some 60 victims were counted by volunteers.", "volunteers"),
    ("The mayor said the ministry had counted 41 sailors.", "the ministry"),
    ("The team walked along the coast and counted dozens of boats.", "The team"),
    ("Forty victims were counted on Tuesday.", ""),
    ("They counted 12 sailors.", ""),
    ("We counted 12 sailors.", None),  # the writer did
    ("The navy lost 12 sailors.", None),
    ("The ministry counted the votes of 40 towns.", None),  # the votes, not the towns
    ("The ministry counted ballots in 40 towns.", None),
]  # fmt: skip
"""Texts and who counts the number in them; "" where somebody does and it is not said who."""


MEASURES = lexicons.load("measures")


@pytest.fixture(scope="module")
def found() -> Callable[[str], pd.DataFrame]:
    from allegedly.run.memory import analyse as run_in_memory

    texts = sorted(
        {
            *(text for text, _ in CASES),
            *(text for text, _ in COUNTED_BY),
            *MEASURES["example"],
            *MEASURES["counter_example"],
        }
    )
    number = {text: f"s{n}" for n, text in enumerate(texts)}
    rows = run_in_memory({n: text for text, n in number.items()}, until="03_discourse")["quantities"]
    return lambda text: rows[rows["doc_id"].eq(number[text])]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda value: str(value)[:40])
def test_quantity(
    found: Callable[[str], pd.DataFrame], text: str, expected: tuple[str, float, float, str] | None
) -> None:
    rows = found(text)
    if expected is None:
        assert rows.empty
        return
    assert len(rows) == 1
    row = rows.iloc[0]
    assert (row["text"], row["counted"]) == (expected[0], expected[3])
    assert row[["low", "high"]].astype(float).tolist() == pytest.approx(list(expected[1:3]), nan_ok=True)


@pytest.mark.parametrize("row", list(MEASURES.itertuples()), ids=lambda r: r.entry)
def test_a_measure_proves_itself(found: Callable[[str], pd.DataFrame], row: Any) -> None:
    assert found(row.example).empty
    assert found(row.counter_example)["counted"].tolist() == ["inspector"]


@pytest.mark.parametrize(("text", "who"), COUNTED_BY, ids=lambda value: str(value)[:40])
def test_who_counted(found: Callable[[str], pd.DataFrame], text: str, who: str | None) -> None:
    assert [None if pd.isna(value) else value for value in found(text)["counted_by"]] == [who]


def test_who_counted_is_not_told_again_where_that_is_the_statement(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse("A tally by the agency lists 45 sailors.", until="03_discourse")
    assert made["attributions"]["source"].tolist() == ["A tally by the agency"]
    assert made["quantities"]["counted_by"].isna().all()


def test_whose_words(analyse: Callable[..., dict[str, Any]]) -> None:
    text = "Anna Bergstrom said that 30 sailors were hurt. Twelve ships left the harbour."
    tables = analyse(text, until="03_discourse")
    holders = dict(zip(tables["quantities"]["counted"], tables["quantities"]["attribution_id"], strict=True))
    said = tables["attributions"].set_index("attribution_id")["cue_lemma"]
    assert said[holders["sailor"]] == "say"
    assert pd.isna(holders["ship"])
