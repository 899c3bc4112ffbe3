"""Articles that repeat another: the earliest is the original of all, and the work grows with the articles."""

from __future__ import annotations

import pytest

from allegedly.cleaning import duplicates

SENTENCE = "The harbour master of {} said that boat {} was overdue by {} hours, and that its owner {} had been told. "


def story(n: int) -> str:
    return "".join(SENTENCE.format(f"Town{n}", n * k, k + n, f"Name{n}{k}") for k in range(9))


def found(texts: dict[str, str]) -> dict[str, tuple[str, float]]:
    return duplicates.duplicates(list(texts), lambda: iter(texts.items()), threshold=0.8, seed=1)


@pytest.mark.parametrize("copies", [10, 100])  # all pairs are looked at of few articles, signatures of many
def test_each_copy_is_compared_with_its_original_only(copies: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    real = duplicates._jaccard
    monkeypatch.setattr(duplicates, "_jaccard", lambda a, b: compared.append(1) or real(a, b))  # type: ignore[func-returns-value]
    texts = {f"{copy}-{n}": story(n) for copy in range(copies) for n in range(3)}
    assert found(texts) == {name: (f"0-{name[-1]}", 1.0) for name in texts if not name.startswith("0-")}
    assert len(compared) <= 3 * len(texts)


def test_a_copy_of_a_copy_that_is_too_far_from_the_original_is_one_itself() -> None:
    parts = [story(n) for n in range(20)]
    first, second, third = ("".join(parts[n : n + 15]) for n in (0, 1, 3))
    assert {name: other for name, (other, _) in found({"a": first, "b": second, "c": third}).items()} == {"b": "a"}
    assert {name: other for name, (other, _) in found({"b": second, "c": third}).items()} == {}
