"""An article that a later stage could not read is in no count of that stage nor of later ones."""

from __future__ import annotations

import pandas as pd
import pytest

from allegedly import tables
from allegedly.corpus import Corpus
from allegedly.findings import Finding
from allegedly.hedging import said
from allegedly.report import gather
from allegedly.run.memory import analyse
from allegedly.schema import SCHEMA

Frames = dict[str, pd.DataFrame]

ARTICLES = {
    f"a{n}": {
        "outlet": f"Paper {n}", "published": f"2018-02-0{n + 1}",
        "text": f"Anna Bell, the mayor of Arden, said on Monday that {n + 2} boats may be lost. The ministry denied it. "
                f'"We know of nobody who was hurt," Bell said in Norvia. Reuters reported that {n + 5} people left, '
                "according to officials who did not want to be named. If it rains, the harbour will perhaps close.",
    }
    for n in range(4)
}  # fmt: skip
GONE = "a3"


def frames(articles: dict[str, dict[str, str]]) -> Frames:
    return {name: rows for name, rows in analyse(articles, near_duplicate=1.0).items() if name in SCHEMA}


@pytest.fixture(scope="module")
def whole() -> Frames:
    return frames(ARTICLES)


@pytest.fixture(scope="module")
def without() -> Frames:
    return frames({name: row for name, row in ARTICLES.items() if name != GONE})


def found(made: Frames) -> dict[str, Finding]:
    with Corpus.of(made) as corpus:
        whole = corpus.whole()
        return {each.id: each for each in gather.findings(whole, said.pieces(corpus), seed=1, corpus=corpus)}


@pytest.mark.parametrize("stage", ["02_entities", "03_discourse", "04_hedging"])
def test_no_finding_counts_an_article_that_failed(whole: Frames, without: Frames, stage: str) -> None:
    made: Frames = {}
    for name, table in SCHEMA.items():
        rows = whole[name]
        if table.stage >= stage and name != "failures":
            # What a stage leaves where the article raised in it: nothing of it, here and in later stages.
            rows = rows[rows["doc_id"] != GONE].reset_index(drop=True) if table.per_document else without[name]
        made[name] = rows
    made["failures"] = tables.frame(
        "failures", [{"doc_id": GONE, "stage": stage, "reason": "took too long", "detail": "more than 300 seconds"}]
    )
    ours, theirs = found(made), found(without)
    later = [name for name, each in ours.items() if SCHEMA[each.table].stage >= stage and name != "unread"]
    assert len(later) > 3
    assert {name: (ours[name].text, ours[name].numbers) for name in later} == {
        name: (theirs[name].text, theirs[name].numbers) for name in later
    }
    assert ours["unread"].numbers["failed"] == 1
    assert "1 article could not be read by a later stage" in ours["unread"].text
    assert theirs["unread"].numbers["failed"] == 0
