"""Sentences about stage 01, right at none, one, a tie and many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.cleaning import balance, figures, findings
from allegedly.corpus import Corpus

Make = Callable[..., Corpus]


def documents(*texts: str) -> pd.DataFrame:
    return tables.frame("documents", [
        {"doc_id": f"d{n}", "path": "p", "sha256": "x", "language": "en", "n_chars_raw": len(text), "n_sentences": 1,
         "n_words": 1, "text": text} for n, text in enumerate(texts)
    ])  # fmt: skip


def edits(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    names = ("doc_id", "rule", "action", "before", "after")
    return tables.frame("edits", [dict(zip(names, row, strict=True)) | {"reason": "r"} for row in rows])


def test_nothing_at_all(corpus: Make) -> None:
    said = [f.text for f in findings.everything(corpus())]
    assert said == [
        "No article was read.", "No article was read.", "Nothing was removed.", "Nothing was repaired.", "Nothing else looked suspicious.",
        "Nothing was read.", "There is no text to point at.",
    ]  # fmt: skip


def read(*rows: dict[str, Any]) -> pd.DataFrame:
    plain = {
        "path": "a",
        "sha256": "0",
        "language": "en",
        "n_chars_raw": 9,
        "n_sentences": 1,
        "n_words": 100,
        "text": "x",
    }
    return tables.frame("documents", [plain | {"doc_id": str(n)} | row for n, row in enumerate(rows)])


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (read(), "No article was read."),
        (read({}), "1 article of 100 words."),
        (
            read({"published": "2018-02-13", "outlet": "A"}, {"published": "2018-02-13", "outlet": "A", "n_words": 1}),
            "2 articles of 101 words from 1 outlet, published 13 February 2018.",
        ),
        (
            read({"published": "2018-02-13"}, {"published": "2018-03-01", "duplicate_of": "0", "n_words": 1900}),
            "2 articles of 2,000 words, published 13 February 2018 to 1 March 2018; 1 article repeats another.",
        ),
    ],
)
def test_what_was_read(frame: pd.DataFrame, expected: str, corpus: Make) -> None:
    assert findings.read(corpus(documents=frame)).text == expected


def texts(corpus: Corpus) -> dict[str, str]:
    """The findings of a corpus by id."""
    return {finding.id: finding.text for finding in findings.everything(corpus)}


def test_one(corpus: Make) -> None:
    log = edits(("d0", "furniture_share", "removed", "x" * 10, ""), ("d0", "spaces", "repaired", "  ", " "))
    problem = tables.frame("problems", [{"path": "a", "reason": "empty", "detail": ""}])
    found = texts(corpus(documents=documents("y" * 30), edits=log, problems=problem))
    assert found["kept"] == "75 % of the visible characters of 1 article were read as article."
    assert found["removed"] == "1 place was removed: share buttons (1)."
    assert found["repaired"] == "1 place in 1 article was repaired: doubled blanks (1)."
    assert found["unread"] == "1 problem was met in reading: empty (1)."
    assert texts(corpus(documents=documents("y")))["unread"] == "All inputs could be read: 1 article."


def test_a_tie_and_many(corpus: Make) -> None:
    rules = ("spaces", "entity", "mojibake", "markup", "joined_word")
    log = edits(*((f"d{n % 2}", rule, "repaired", "ab", "b") for n, rule in enumerate(rules)))
    assert texts(corpus(documents=documents("y", "y"), edits=log))["repaired"] == (
        "5 places in 2 articles were repaired: character codes (1), joined words (1), tags of web pages (1) and 2 other kinds."
    )
    gone = edits(("d1", "foreign_line", "removed", "x" * 60, ""))
    assert texts(corpus(documents=documents("y" * 40, "y" * 40), edits=gone))["kept"] == (
        "57 % of the visible characters of 2 articles were read as article; least of d1, 40 %."
    )
    flags = edits(*(("d0", "misspelling", "flagged", "teh", "teh"),) * 2)
    found = texts(corpus(documents=documents("y"), edits=flags))
    assert found["flagged"] == "2 places look suspicious and stayed as they are: misspellings (2)."


def test_share_of_an_article_adds_up(corpus: Make) -> None:
    log = edits(("d0", "furniture_share", "removed", "x" * 10, ""), ("d0", "misspelling", "flagged", "teh", "teh"))
    shares = balance.by_article(corpus(documents=documents("y" * 30, "z"), edits=log))
    row = shares.set_index("doc_id").loc["d0"]
    assert (row["kept"], row["removed"], row["share_kept"]) == (30, 10, 0.75)
    assert (row["n_removed"], row["n_repaired"], row["n_flagged"]) == (1, 0, 1)


def test_figures_of_nothing_and_of_something(corpus: Make) -> None:
    log = edits(("d0", "entity", "repaired", "&amp;", "&"))
    for made in (corpus(), corpus(documents=documents("y" * 30), edits=log)):
        shares, rules = balance.by_article(made), balance.by_rule(made)
        assert figures.draw_shares(shares).axes
        assert figures.draw_rules(rules).axes
        assert figures.alt_shares(shares).endswith(".")
        assert figures.alt_rules(rules).endswith(".")
    assert balance.examples(made, action="repaired", seed=1)["before"].tolist() == ["&amp;"]


def test_every_rule_has_words() -> None:
    from allegedly.cleaning.cleaner import REASONS, why

    assert {why(name)[0] for name in REASONS} <= set(balance.KINDS)
