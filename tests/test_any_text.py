"""Texts that nobody would call news go through all stages: nothing is raised, nothing is lost, every table is sound."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from allegedly import tables
from allegedly.discourse.relations.attributions import MOST
from allegedly.run.memory import analyse
from allegedly.schema import SCHEMA

SAID = "The ministry said on Monday that two boats were lost, but officials denied it. "
TEXTS: Mapping[str, str] = {
    "empty": "", "one character": "a", "only marks": "?!.,;:-—…()[]" * 20, "only digits": "1234567890 " * 50,
    "right to left": "\u202eThe ministry said \u05e9\u05dc\u05d5\u05dd on Monday that nobody came.\u202c " * 5,
    "emoji": "The minister said 😀😀👩‍👩‍👧 that it is fine 🇺🇸. " * 5, "zero width": "T\u200bhe minister sai\u200bd no\ufeffbody was hurt. " * 5,
    "a megabyte without a blank": "x" * 1_000_000, "50,000 line ends": "\n" * 50_000 + "He said no.", "NULs": "The ministry\x00 said\x00 no. " * 5,
    "half surrogates": "The ministry said \ud800 that no one came. " * 5, "mixed line ends": "He said no.\r\nShe said yes.\rThey left.\n" * 5,
    "byte order mark": "\ufeff" + SAID, "mojibake": "The minister said it â€œwas notâ€\x9d his fault. " * 5, "one quotation mark": SAID + '"' + SAID * 3,
    "10,000 quotation marks": '"' * 10_000 + " He said no.", "10,000 opening marks": "“" * 10_000 + SAID, "deep brackets": "(" * 5_000 + "he said no" + ")" * 5_000,
    "nested brackets": "(he said " * 200 + "no" + ")" * 200 + ".", "no full stop": "the ministry said that the men had denied " * 60,
    "numbers on end": "20 people and 30 men and " * 60 + "left, said 20-", "a giant number": "9" * 400 + " people were hurt, he said.", "table": "| a | b | 1 |\n" * 500,
    "combining": "e" + "\u0301" * 20_000 + " he said no.", "abbreviations": "U.S. " * 300, "one word": "said " * 300, "only tags": "<b>he said</b> " * 200,
    "dashes": "-" * 20_000 + " he said no.", "no sentence": "and " * 500, "entities": "&" + "amp;" * 200 + " he said no.", "spaces": "He said no." + " " * 50_000 + "She left.",
    "he said, joined": "he said," * 300, "he said no": "he said no; " * 200, "a word a line": "word\n" * 2_000, "encoded again and again": "amp;" * 600,
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return analyse(dict(TEXTS))


def test_every_text_is_an_article_or_a_problem(made: dict[str, Any]) -> None:
    documents, problems = made["documents"], made["problems"]
    told = " ".join(problems["detail"])
    lost = [name for name in TEXTS if name not in set(documents["doc_id"]) and f"({name})" not in told]
    assert lost == []
    assert {"empty", "only marks", "only digits"}.isdisjoint(documents["doc_id"])
    assert len(documents) >= len(TEXTS) - 6


@pytest.mark.parametrize("name", SCHEMA)
def test_every_table_is_sound(made: dict[str, Any], name: str) -> None:
    tables.check(name, made[name])


def test_a_sentence_of_reporting_words_has_a_bound(made: dict[str, Any]) -> None:
    rows = made["attributions"].query("doc_id == 'he said, joined'")
    assert 0 < rows.groupby("sentence_id").size().max() <= MOST
    assert rows["sentence_id"].nunique() > 1


def test_a_cut_sentence_is_told_and_none_is_longer(made: dict[str, Any]) -> None:
    rows, problems = made["sentences"], made["problems"]
    assert rows["text"].str.len().max() <= 1_500
    assert "sentence read in pieces" in set(problems["reason"])


AT_ONCE = 100
N_TEXTS = int(os.environ.get("ANY_TEXTS", "500"))
"""Generated texts that go through all stages; ANY_TEXTS=10000 asks for more of the same."""

PIECES = (
    "The ministry ", "Anna Bell ", "he ", "a spokesman for the army ", "Reuters ", "nobody ", "U.S. ", "said ", "said that ", "denied ", "could not confirm ", "added: ",
    "according to ", "claims ", "may ", "allegedly ", "not ", "if ", "but ", "that ", "who ", "which ", "20 ", "2-3 ", "1,000 people ", "two-thirds of ", "on Monday ", "in Norvia ",
    ", ", ". ", "? ", "! ", ": ", "; ", " – ", "-", "(", ")", "[", "“", "”", "'", '"', "’s ", "\n", "\n\n", "\r\n", "\t", "…", "\u200b", "\u202e", "\x00", "\ufeff", "é", "e\u0301", "Ж", "中文",
    "😀", "&amp;", "&#0;", "<p>", "</b>", "http://example.org/a?b=c ", "@name ", "#tag ", "=1+1", "{{ 7*7 }}", "%s", "9" * 40, "A" * 80, "a" * 600, "By Jane Roe\n", "(Reuters) - ",
)  # fmt: skip
WORDS = st.sampled_from(PIECES)
ANY = st.one_of(
    st.lists(WORDS, min_size=1, max_size=60).map("".join),
    st.text(max_size=80),
    st.lists(WORDS, min_size=3, max_size=6).map(lambda few: "".join(few) * 40),
)
PLAIN = "The ministry said on Monday that nobody had been hurt in the strike."


@seed(2018)
@settings(max_examples=N_TEXTS // AT_ONCE, deadline=None, database=None, phases=[Phase.generate])
@given(st.lists(ANY, min_size=AT_ONCE, max_size=AT_ONCE))
def test_every_generated_text_goes_through_all_stages(texts: list[str]) -> None:
    named = {f"n{number}": text for number, text in enumerate([PLAIN, *texts])}
    found = analyse(named, near_duplicate=1.0)
    told = " ".join(found["problems"]["detail"])
    assert [name for name in named if name not in set(found["documents"]["doc_id"]) and f"({name})" not in told] == []
    clean = found["documents"].set_index("doc_id")["text"]
    for name, table in SCHEMA.items():
        tables.check(name, found[name])
        if {"start", "end", "text"} <= set(table.columns):
            rows = found[name]
            assert [clean[d][a:b] for d, a, b in zip(rows["doc_id"], rows["start"], rows["end"], strict=True)] == rows[
                "text"
            ].tolist()
