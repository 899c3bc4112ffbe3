"""Rates without the extractor's mistakes: against figures worked out by hand, and what a bad file says."""

from pathlib import Path

import numpy as np
import pytest

from allegedly.hedging import correction
from allegedly.hedging.correction import Reading

READ = Reading(hit=80, said=100, gold=100, sentences=500, words=10_000)


def test_a_rate_as_in_the_reading_becomes_the_true_one() -> None:
    # 100 found in 10,000 words, of which 80 right, of 100 there.
    drawn = np.full(1000, 0.01)
    value, low, high = READ.correct(0.01, drawn, drawn, per_sentence=False, seed=1)
    assert value == pytest.approx(0.01)
    assert low < 0.01 < high
    assert READ.correct(0.2, 20 * drawn, 20 * drawn, per_sentence=True, seed=1)[0] == pytest.approx(0.2)


def test_a_rate_of_false_alarms_alone_becomes_none() -> None:
    drawn = np.full(1000, 0.001)
    assert READ.correct(0.001, drawn, drawn, per_sentence=False, seed=1)[0] == 0


def test_the_more_was_read_the_narrower() -> None:
    ten = Reading(*(10 * n for n in (80, 100, 100, 500, 10_000)))
    drawn = np.full(1000, 0.01)
    narrow, wide = (np.ptp(r.correct(0.01, drawn, drawn, per_sentence=False, seed=1)[1:]) for r in (ten, READ))
    assert narrow < wide


def test_a_share_after_rogan_and_gladen() -> None:
    # Sensitivity 0.8, specificity 0.95: (0.25 + 0.95 - 1) / (0.8 + 0.95 - 1).
    found = READ.correct_share([(25, 100)], seed=1)
    assert found.value == pytest.approx(0.2 / 0.75, abs=1e-4)
    assert 0 <= found.low < found.value < found.high <= 1
    assert READ.correct_share([(1, 100)], seed=1).value == 0


def test_the_shipped_readings_are_there() -> None:
    assert tuple(correction.load()) == correction.MEASURES
    assert correction.table()["counted"].tolist() == list(correction.MEASURES)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("measure,hit,said\n", "column gold, sentences, words is missing"),
        ("measure,hit,said,gold,sentences,words\nhedges,9,8,9,5,50\n", "line 2: expected 0 < hit <= said"),
        ("measure,hit,said,gold,sentences,words\nhedged sentences,2,9,9,9,50\n", "line 2: expected fewer false alarms"),
        ("measure,hit,said,gold,sentences,words\nhedges,8,9,9,5,50\n", "expected a row for each of the measures"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, says: str) -> None:
    file = tmp_path / "reading.csv"
    file.write_text(content, encoding="utf-8")
    monkeypatch.setattr(correction, "FILE", file)
    with pytest.raises(ValueError, match=says):
        correction.load.__wrapped__()
