"""Quotation marks that lack a partner, and those that only seem to."""

from __future__ import annotations

import pytest

from allegedly.cleaning.marks import unpaired
from allegedly.cleaning.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "lonely"),
    [
        ("", []),
        ("Nobody spoke.", []),
        ('"No", she said. "Never."', []),
        ("“No”, she said. “Never.”", []),
        ("„Nein“, she said.", []),
        ("«Non», she said.", []),
        ('"No, she said.', [0]),
        ("No”, she said.", [2]),
        ("“No, she said.", [0]),
        ('"No", she said, "never.', [16]),
        ('A 12" gun and a 14" one.', []),
        ('"A 12" gun", he said.', [10]),
        ("“It began so.\n\n“It ended so.”", []),
        ('"It began so.\n\n"It went on.\n\n"It ended so."', []),
        ('"It began so.\n\nHe left.', [0]),
        ("‘No,’ she said. It's 'fine'.", []),
    ],
)
def test_marks_without_a_partner(text: str, lonely: list[int]) -> None:
    assert unpaired(text, paragraphs(text)) == lonely
