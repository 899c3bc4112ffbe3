"""The fit of the weights: it finds what was put in, leaves out what is rare, and reads annotated articles rightly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allegedly.discourse.relations import gold, regression


def test_a_clue_that_decides_gets_weight_and_noise_none() -> None:
    examples = regression.Examples()
    for n in range(200):
        examples.add(["decides"] if n % 2 else ["other", f"rare{n}"], n % 2 == 1, n)
    found = regression.fit(examples)
    assert found["decides"] > 1
    assert not [clue for clue in found if clue.startswith("rare")]


def test_a_clue_seen_in_few_articles_is_left_out() -> None:
    examples = regression.Examples()
    for n in range(200):
        examples.add(["seen", "often"] if n % 2 else ["often"], n % 2 == 1, n % 4 if n % 2 else n)
    assert "seen" not in regression.fit(examples)


def test_an_annotated_article_is_read_as_words(tmp_path: Path) -> None:
    text = "It rained.\n\nThe guard has said that it was over."
    start = text.index("The guard")
    marked = {
        "source": [[start, start + 9]],
        "cue": [[start + 10, start + 18]],
        "content": [[start + 19, len(text) - 1]],
    }
    file = tmp_path / "few.jsonl"
    file.write_text(json.dumps({"id": "a", "text": text, "attributions": [marked]}) + "\n", encoding="utf-8")
    [article] = gold.read(file)
    [relation] = article.marked
    words = article.words
    assert words.lower[relation.head] == "said"
    assert [words.lower[i] for i in sorted(relation.source)] == ["the", "guard"]
    assert [words.lower[i] for i in sorted(relation.content)] == ["that", "it", "was", "over"]
    assert relation.content == article.covered


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="give the folder"):
        gold.read(tmp_path / "none.jsonl")
