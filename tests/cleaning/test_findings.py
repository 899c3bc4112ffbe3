"""Sentences about stage 01, right at none, one, a tie and many."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.cleaning import balance, figures, findings


def documents(*texts: str) -> pd.DataFrame:
    return tables.frame("documents", [
        {"doc_id": f"d{n}", "path": "p", "sha256": "x", "language": "en", "n_chars_raw": len(text), "n_sentences": 1,
         "n_words": 1, "text": text} for n, text in enumerate(texts)
    ])  # fmt: skip


def edits(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    names = ("doc_id", "rule", "action", "before", "after")
    return tables.frame("edits", [dict(zip(names, row, strict=True)) | {"reason": "r"} for row in rows])


NONE = edits()


def test_nothing_at_all() -> None:
    said = [f.text for f in findings.everything(documents(), NONE, tables.frame("problems"), tables.frame("alignment"))]
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
def test_corpus(frame: pd.DataFrame, expected: str) -> None:
    assert findings.corpus(frame).text == expected


def test_one() -> None:
    log = edits(("d0", "furniture_share", "removed", "x" * 10, ""), ("d0", "spaces", "repaired", "  ", " "))
    assert (
        findings.kept(documents("y" * 30), log).text
        == "75 % of the visible characters of 1 article were read as article."
    )
    assert findings.removed(log).text == "1 place was removed: share buttons (1)."
    assert findings.repaired(log).text == "1 place in 1 article was repaired: doubled blanks (1)."
    problem = tables.frame("problems", [{"path": "a", "reason": "empty", "detail": ""}])
    assert findings.unread(documents("y"), problem).text == "1 problem was met in reading: empty (1)."
    assert findings.unread(documents("y"), problem[:0]).text == "All inputs could be read: 1 article."


def test_a_tie_and_many() -> None:
    rules = ("spaces", "entity", "mojibake", "markup", "joined_word")
    log = edits(*((f"d{n % 2}", rule, "repaired", "ab", "b") for n, rule in enumerate(rules)))
    assert findings.repaired(log).text == (
        "5 places in 2 articles were repaired: character codes (1), joined words (1), tags of web pages (1) and 2 other kinds."
    )
    gone = edits(("d1", "foreign_line", "removed", "x" * 60, ""))
    assert findings.kept(documents("y" * 40, "y" * 40), gone).text == (
        "57 % of the visible characters of 2 articles were read as article; least of d1, 40 %."
    )
    flags = edits(*(("d0", "misspelling", "flagged", "teh", "teh"),) * 2)
    assert findings.flagged(flags).text == "2 places look suspicious and stayed as they are: misspellings (2)."


def test_share_of_an_article_adds_up() -> None:
    log = edits(("d0", "furniture_share", "removed", "x" * 10, ""), ("d0", "misspelling", "flagged", "teh", "teh"))
    row = balance.by_article(documents("y" * 30, "z"), log).set_index("doc_id").loc["d0"]
    assert (row["kept"], row["removed"], row["share_kept"]) == (30, 10, 0.75)
    assert (row["n_removed"], row["n_repaired"], row["n_flagged"]) == (1, 0, 1)


def test_figures_of_nothing_and_of_something() -> None:
    for texts, log in (((), NONE), (("y" * 30,), edits(("d0", "entity", "repaired", "&amp;", "&")))):
        shares, rules = balance.by_article(documents(*texts), log), balance.by_rule(log)
        assert figures.draw_shares(shares).axes
        assert figures.draw_rules(rules).axes
        assert figures.alt_shares(shares).endswith(".")
        assert figures.alt_rules(rules).endswith(".")


def test_every_rule_has_words() -> None:
    from allegedly.cleaning.cleaner import REASONS, why

    assert {why(name)[0] for name in REASONS} <= set(balance.KINDS)
