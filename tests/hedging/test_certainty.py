"""How the weights of the cues in a sentence add up."""

import pytest

from allegedly.hedging import certainty, lexicon
from allegedly.hedging.lexicon import Row


def row(category: str, weight: float, order: int = 0) -> Row:
    polarity = "booster" if category in {"certainty", "emphasis"} else "hedge"
    weights = {"news": weight, "encyclopedia": 0.0, "science": 0.5}
    return Row("x", ("x",), frozenset(), "", category, polarity, order, weights)


def test_chances_add_up() -> None:
    found = certainty.judge([row("epistemic", 0.5), row("nonfactual", 0.5)], genre="news", threshold=0.75)
    assert found == certainty.Certainty(hedged=True, uncertainty=0.75, uncertain=True)


def test_a_row_counts_once() -> None:
    once = row("epistemic", 0.3)
    assert certainty.judge([once, once], genre="news", threshold=0.5).uncertainty == 0.3


def test_each_genre_has_its_weights() -> None:
    found = [row("epistemic", 0.3)]
    assert certainty.judge(found, genre="encyclopedia", threshold=0.1).uncertainty == 0
    assert certainty.judge(found, genre="science", threshold=0.1).uncertainty == 0.5


@pytest.mark.parametrize(
    ("category", "hedged"),
    [
        ("epistemic", True), ("doxastic", True), ("evidential", True), ("investigation", True), ("weasel", True),
        ("approximator", False), ("nonfactual", False), ("condition", False), ("certainty", False), ("emphasis", False),
    ],
)  # fmt: skip
def test_hedged(category: str, hedged: bool) -> None:
    assert certainty.judge([row(category, 0.2)], genre="news", threshold=0.9).hedged is hedged


def test_every_genre_has_a_threshold() -> None:
    assert set(lexicon.thresholds()) == set(lexicon.GENRES)
    assert all(0 < threshold < 1 for threshold in lexicon.thresholds().values())
