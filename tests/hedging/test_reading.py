"""Against readings by hand: the sample articles, and the article the project began with."""

import re
from typing import Any

import pandas as pd
import pytest

from allegedly.hedging.lexicon import APART
from allegedly.run.memory import analyse as run_in_memory
from allegedly.settings import PROJECT

READING = pd.read_csv(PROJECT / "tests" / "data" / "reading_hedges.csv", dtype=str, keep_default_na=False)
REACH = 420

# A refusal to confirm is a stance of the statement (table `attributions`), not a hedge: the reader marked it as both.
STANCES = re.compile(r"confirm|verify|tell")


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    files = [name for name in READING["file"].unique() if not name.endswith(".html")]
    return run_in_memory({name: (PROJECT / "data" / "raw" / name).read_text(encoding="utf-8") for name in files})


def spans(row: Any, text: str) -> tuple[int, int] | None:
    """Where the words of a reading stand in the clean text."""
    sentence = re.search(r"\s+".join(map(re.escape, row.sentence.split())), text)
    if sentence is None:
        return None
    after = text[sentence.start() : sentence.start() + REACH]
    cue = re.search(r"\s+".join(map(re.escape, row.entry.split())), after)
    return (sentence.start() + cue.start(), sentence.start() + cue.end()) if cue else None


def test_nearly_all_that_a_reader_marked_is_found(sample) -> None:
    texts = dict(zip(sample["documents"]["doc_id"], sample["documents"]["text"], strict=True))
    hedges = sample["hedges"]
    missed, read = [], 0
    for row in READING[READING["file"].isin(texts) & ~READING["entry"].str.contains(STANCES)].itertuples():
        where = spans(row, texts[row.file])
        if where is None:
            continue  # repaired by cleaning
        read += 1
        same = hedges[(hedges["doc_id"] == row.file) & (hedges["start"] < where[1]) & (hedges["end"] > where[0])]
        if same.empty:
            missed.append((row.file, row.entry))
    assert read > 80
    assert len(missed) <= 0.05 * read, missed


def test_hedges_that_no_one_would_dispute(analyse, seed_text) -> None:
    found = analyse(seed_text)
    hedges = found["hedges"]
    counted = hedges[(hedges["polarity"] == "hedge") & ~hedges["category"].isin(APART)]
    expected = ["could", "could", "potential", "alleged", "look", "believed", "could", "unclear", "possible"]
    cues = counted["text"].tolist()
    rest = iter(cues)
    assert all(cue in rest for cue in expected), cues
    assert len(counted) <= 2 * len(expected)


def test_whose_words_in_the_first_article(analyse, seed_text) -> None:
    found = analyse(seed_text)
    joined = found["hedges"].merge(
        found["attributions"][["doc_id", "attribution_id", "source"]], on=["doc_id", "attribution_id"], how="left"
    )
    whose = joined.groupby("text")["source"].agg(lambda s: s.fillna("").tolist())
    assert whose["alleged"] == ["The Kremlin"]
    assert whose["unclear"] == [""]
    assert whose["possible"] == [""]
    assert whose["potential"] == [""]
    assert whose["could"][:2] == ["", ""]
    assert whose["could"][2] == "He"
