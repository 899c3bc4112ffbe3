"""Two decisions weighed at once give what each gives alone, to the last bit."""

from __future__ import annotations

import random

from allegedly.discourse.relations import weights


def test_a_pair_decides_as_each_of_its_two_alone() -> None:
    content, source = weights.load("content"), weights.load("source")
    both = weights.Pair(content, source)
    known = sorted(content.clues | source.clues)
    drawn = random.Random(7)
    samples = [[], ["unknown"], *([*drawn.sample(known, 30), "unknown", known[0], known[0]] for _ in range(300))]
    for clues in samples:
        assert both.probabilities(clues) == (content.probability(clues), source.probability(clues))
