"""Sentences with numbers, at none, one, a tie and many."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.findings import as_rows
from allegedly.report import findings, gather
from allegedly.settings import Settings
from allegedly.tables import STANCES


def documents(*rows: dict[str, Any]) -> pd.DataFrame:
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


def voices(*rows: tuple[str, int] | tuple[str, int, str]) -> pd.DataFrame:
    counts = {f"n_{stance}": 0 for stance in STANCES}
    made = []
    for name, n_words, *kind in rows:
        made.append({"voice_id": name, "name": name, "source_kind": kind[0] if kind else "named", "anonymous": False,
                     "n_documents": 1, "n_attributions": 1, "n_words": n_words} | counts)  # fmt: skip
    return tables.frame("voices", made)


def attributions(*rows: tuple[str, bool]) -> pd.DataFrame:
    return pd.DataFrame([{"stance": stance, "anonymous": anonymous} for stance, anonymous in rows],
                        columns=["stance", "anonymous"]).astype({"anonymous": bool})  # fmt: skip


def hedges(writer: int, voice: int, other: int = 0) -> pd.DataFrame:
    rows = [{"category": "epistemic", "attribution_id": None}] * writer
    rows += [{"category": "weasel", "attribution_id": 1}] * voice
    rows += [{"category": "approximator", "attribution_id": None}] * other
    return pd.DataFrame(rows, columns=["category", "attribution_id"])


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (documents(), "No article was read."),
        (documents({}), "1 article of 100 words."),
        (
            documents(
                {"published": "2018-02-13", "outlet": "A"}, {"published": "2018-02-13", "outlet": "A", "n_words": 1}
            ),
            "2 articles of 101 words from 1 outlet, published 13 February 2018.",
        ),
        (
            documents({"published": "2018-02-13"}, {"published": "2018-03-01", "duplicate_of": "0", "n_words": 1900}),
            "2 articles of 2,000 words, published 13 February 2018 to 1 March 2018; 1 article repeats another.",
        ),
    ],
)
def test_corpus(frame: pd.DataFrame, expected: str) -> None:
    assert findings.corpus(frame).text == expected


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (voices(), "No voice is given words of its own."),
        (voices(("A", 0)), "No voice is given words of its own."),
        (voices(("nobody", 50, "none")), "No voice is given words of its own."),
        (voices(("A", 1)), "Only one voice is heard: A, with 1 word."),
        (voices(("A", 30), ("B", 10), ("C", 0)), "A is given most words: 30 of the 40 given to voices, 75 %."),
        (voices(("B", 20), ("A", 20), ("C", 1)), "A and B are given most words: 20 each of the 41 given to voices."),
        (
            voices(*((c, 5) for c in "ABCD")),
            "4 voices share the first place, with 5 words each of the 20 given to voices.",
        ),
    ],
)
def test_loudest(frame: pd.DataFrame, expected: str) -> None:
    assert findings.loudest(frame).text == expected


SAID = ("assert", False)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (attributions(), "No statement was found."),
        (attributions(SAID), "The only statement is simply made."),
        (
            attributions(SAID, SAID),
            "None of the 2 statements is a denial, a refusal to confirm, a doubt or called a claim.",
        ),
        (
            attributions(SAID, ("deny", False)),
            "Not everything is simply said: of 2 statements, 1 (50 %) is not: 1 denial.",
        ),
        (
            attributions(*[SAID] * 5, *[("deny", False)] * 2, ("withhold", False), ("claim", False)),
            "Not everything is simply said: of 9 statements, 4 (44 %) are not: 2 denials, "
            "1 refusal to confirm or comment and 1 that the writer calls a claim.",
        ),
    ],
)
def test_distance(frame: pd.DataFrame, expected: str) -> None:
    assert findings.distance(frame).text == expected


@pytest.mark.parametrize(
    ("n_anonymous", "n_named", "expected"),
    [
        (0, 0, "There is no statement whose source could be named."),
        (0, 3, "No statement comes from a source that is left unidentified; 3 were looked at."),
        (1, 3, "1 of 4 statements comes from a source that is not identified: 25 % (95 % interval 5 % to 70 %)."),
        (2, 2, "2 of 4 statements come from a source that is not identified: 50 % (95 % interval 15 % to 85 %)."),
        (2, 0, "Every statement, 2 in all, comes from a source that is not identified (95 % interval 34 % to 100 %)."),
    ],
)
def test_unnamed(n_anonymous: int, n_named: int, expected: str) -> None:
    frame = attributions(*[("assert", True)] * n_anonymous, *[SAID] * n_named)
    assert findings.unnamed(frame).text == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 3), "No word makes a sentence unsure."),
        ((1, 0), "The only hedge is the writer’s own."),
        ((0, 1), "The only hedge is in the words of a source."),
        ((3, 0), "All 3 hedges are the writers’ own; no source hedges."),
        ((0, 3), "All 3 hedges stand in the words of sources; the writers do not hedge."),
        ((2, 2), "Of 4 hedges, half stand in the words of sources and half are the writers’ own: 2 each."),
        ((1, 2, 9), "Of 3 hedges, 2 stand in the words of sources and 1 is the writers’ own."),
        ((2, 1), "Of 3 hedges, 1 stands in the words of sources and 2 are the writers’ own."),
    ],
)
def test_whose_doubt(counts: tuple[int, ...], expected: str) -> None:
    assert findings.whose_doubt(hedges(*counts)).text == expected


def test_all_findings_of_a_run_and_of_none(ferry: dict[str, pd.DataFrame], empty: dict[str, pd.DataFrame]) -> None:
    for frames in (ferry, empty):
        found = gather.findings(frames, seed=1)
        rows = as_rows(found)  # raises if two share an id
        assert all(row["text"].endswith(".") for row in rows)
        assert 3 <= len(gather.first_screen(found)) <= 6
    # Nobody is named before the reader knows what the measure does not mean.
    assert next(f for f in found if f.id == "loudest").caveat == ""
    assert next(f for f in gather.findings(ferry, seed=1) if f.id == "loudest").caveat


def test_repeated_articles_count_once(ferry: dict[str, pd.DataFrame]) -> None:
    again = {
        name: pd.concat([frame, frame.assign(doc_id="again")], ignore_index=True) if "doc_id" in frame else frame
        for name, frame in ferry.items()
    }
    again["documents"].loc[again["documents"]["doc_id"] == "again", "duplicate_of"] = "ferry"
    once = gather.counted(again, Settings())
    assert len(once["attributions"]) == len(ferry["attributions"])
    assert len(once["documents"]) == 2
    assert len(gather.counted(again, Settings(count_duplicates=True))["attributions"]) == 2 * len(ferry["attributions"])
