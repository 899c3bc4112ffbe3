"""The fit finds the weights that made the labels, and scores are right at the edges."""

import numpy as np
import pytest

from allegedly.hedging import fitting

CATEGORIES = ["epistemic", "epistemic", "weasel"]


def made_up(n: int = 20_000) -> tuple[list[list[int]], np.ndarray]:
    """Sentences in which row 0 makes uncertain at 0.8, row 1 at 0.3, row 2 never, and nothing at 0.1."""
    rng = np.random.default_rng(7)
    present = rng.random((n, 3)) < 0.3
    chance = 1 - 0.9 * np.prod(1 - present * np.array([0.8, 0.3, 0.0]), axis=1)
    return [list(np.flatnonzero(row)) for row in present], rng.random(n) < chance


def test_fit_recovers_the_weights() -> None:
    found, labels = made_up()
    fit = fitting.fit(fitting.design(found, 3), labels, CATEGORIES)
    assert fit.weights == pytest.approx([0.8, 0.3, 0.0], abs=0.04)
    assert fit.leak == pytest.approx(0.1, abs=0.02)
    assert 0.3 < fit.threshold <= 0.8


def test_a_rare_row_keeps_close_to_its_category() -> None:
    found, labels = made_up()
    rare = fitting.fit(fitting.design([*found, [3]], 4), np.append(labels, False), [*CATEGORIES, "epistemic"])
    lone = rare.weights[3]
    assert 0.3 < lone < 0.8


def test_sentences_without_any_row_are_certain() -> None:
    matrix = fitting.design([[], [0]], 1)
    assert fitting.noisy_or(matrix, np.array([0.4])).tolist() == pytest.approx([0.0, 0.4])


@pytest.mark.parametrize(
    ("said", "labels", "expected"),
    [
        ([], [], (0, 0, 0, 0)),
        ([False], [True], (0, 0, 0, 100)),
        ([True], [False], (0, 0, 0, 0)),
        ([True, True], [True, False], (50, 100, 66.7, 66.7)),
    ],
)
def test_score(said: list[bool], labels: list[bool], expected: tuple[float, ...]) -> None:
    assert tuple(fitting.score(np.array(said, dtype=bool), np.array(labels, dtype=bool))) == expected


def test_blocks_are_stretches_of_each_class() -> None:
    labels = np.array([True] * 10 + [False] * 20)
    fold = fitting.blocks(labels, 5)
    assert fold[:10].tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert (np.diff(fold[10:]) >= 0).all()
    assert np.bincount(fold).tolist() == [6] * 5


def test_threshold_is_the_best_one() -> None:
    scores = np.array([0.1] * 50 + [0.6] * 50)
    labels = np.array([False] * 50 + [True] * 50)
    threshold = fitting.best_threshold(scores, labels)
    assert 0.1 < threshold <= 0.6
    assert fitting.score(scores >= threshold, labels).f1 == 100
