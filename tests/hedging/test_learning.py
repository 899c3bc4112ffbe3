"""Figures and weights come from rows found and labels alone, and go into the lexicon's own columns."""

import json
from pathlib import Path

import numpy as np
import pytest

from allegedly.hedging import learning, lexicon
from allegedly.hedging.fitting import Fit

UNSURE = ["It may rain.", "Perhaps it rains.", "It might rain."]
SURE = ["It rains.", "May came and went.", "It may rain."]


@pytest.fixture(scope="module")
def sample() -> learning.Sample:
    return learning.sample([*UNSURE, *SURE], np.array([True] * 3 + [False] * 3))


def test_read_leaves_out_what_has_no_label(tmp_path: Path) -> None:
    corpus = learning.Corpus("made_up", "news", "this test")
    rows = [{"text": "a", "uncertain": True}, {"text": "b", "uncertain": None}, {"text": "c", "uncertain": False}]
    (tmp_path / "made_up.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    texts, labels = learning.read(tmp_path, corpus)
    assert texts == ["a", "c"]
    assert labels.tolist() == [True, False]
    with pytest.raises(FileNotFoundError, match="give the folder"):
        learning.read(tmp_path / "nowhere", corpus)


def test_figures_count_sentences(sample: learning.Sample) -> None:
    figures = learning.figures({"uw": sample})
    may = next(row.order for row in lexicon.load() if row.entry == "may" and "!perfect" in row.condition)
    assert figures.loc[may].tolist() == ["0.50", "2"]
    assert figures.loc[figures["support_uw"] == "0", "precision_uw"].eq("").all()


def test_boosters_and_rows_of_other_genres_get_no_weight(sample: learning.Sample) -> None:
    weights = learning.fit([sample], genre="news").weights
    for row in lexicon.load():
        if row.polarity == "booster" or (row.genres and "news" not in row.genres):
            assert weights[row.order] == 0


def test_fill_changes_figures_only(sample: learning.Sample) -> None:
    n = len(lexicon.load())
    fits = {genre: Fit(np.full(n, 0.25), 0.1, 0.5) for genre in lexicon.GENRES}
    filled = learning.fill(learning.figures({"uw": sample}), fits)
    before = learning.lexicons.load("hedges", key=lexicon.KEY)
    assert list(filled) == list(before)
    kept = [c for c in before if not c.startswith("weight_") and not c.endswith("_uw")]
    assert filled[kept].equals(before[kept])
    assert filled["weight_news"].eq("0.25").all()


def test_cross_validation_judges_every_sentence_once(sample: learning.Sample) -> None:
    many = learning.Sample(learning.csr_matrix(learning.vstack([sample.matrix] * 20)), np.tile(sample.labels, 20))
    [made] = learning.cross_validate({"uw": many}, genre="news", file_order=("uw",)).values()
    assert made.always_yes == pytest.approx(66.7)
    assert made.f1 > made.always_yes
