"""Finished batches: whole or not at all, and the same on the way out as on the way in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from allegedly import tables
from allegedly.run import batches
from allegedly.run.batches import Batch
from allegedly.run.provenance import PACKAGE


def test_docs_come_back_as_they_were(parse: Callable[[str], Doc], tmp_path: Path) -> None:
    texts = {"b": "Anna Bell said “no” to the U.S. offer.\n\nShe left.", "a": "It may rain."}
    docs = {name: parse(text) for name, text in texts.items()}
    batch = Batch(0, 2, tmp_path / "one")
    batches.save(batch, {"annotations": docs})
    found = batches.load_docs(batch)
    assert list(found) == ["a", "b"]
    for name, doc in docs.items():
        for attribute in (
            "text",
            "tag_",
            "pos_",
            "lemma_",
            "dep_",
            "ent_type_",
            "is_sent_start",
            "idx",
            "lower_",
            "is_punct",
            "is_space",
        ):
            assert [getattr(t, attribute) for t in found[name]] == [getattr(t, attribute) for t in doc]
        assert [t.head.i for t in found[name]] == [t.head.i for t in doc]


def test_a_batch_that_fails_leaves_nothing(tmp_path: Path) -> None:
    batch = Batch(0, 1, tmp_path / "one")
    good, bad = tables.frame("certainty"), tables.frame("certainty").drop(columns="uncertain")
    with pytest.raises(tables.TableError):
        batches.save(batch, {"certainty": good, "hedges": bad})
    assert not batch.finished
    assert list(tmp_path.iterdir()) == []


def test_one_part_is_a_file_and_many_are_a_folder(tmp_path: Path) -> None:
    parts = []
    for number in range(2):
        rows: list[dict[str, Any]] = [
            {"doc_id": str(number), "sentence_id": 0, "hedged": True, "uncertainty": 0.5, "uncertain": False}
        ]
        parts.append(tmp_path / f"{number}.parquet")
        tables.write("certainty", tables.frame("certainty", rows), parts[-1])
    (tmp_path / "tables").mkdir()
    for many in (parts, parts[:1], parts):
        batches.publish(many, tmp_path / "tables" / "certainty.parquet")
        assert tables.read(tmp_path, "certainty")["doc_id"].tolist() == [str(n) for n in range(len(many))]
    assert all(part.exists() for part in parts)


@pytest.mark.parametrize("stage", ["discourse", "hedging"])
def test_no_stage_asks_a_word_what_the_vocabulary_it_is_read_with_does_not_know(stage: str) -> None:
    unknown = re.compile(
        r"\b(?:token|word|child|verb|root|noun)\."
        r"(?:like_\w+|is_(?!punct|space|sent_start)\w+|(?:shape|norm|prefix|suffix)_?)(?![\w(])"
    )
    modules = sorted((PACKAGE / stage).rglob("*.py"))
    assert modules
    assert [module for module in modules if unknown.search(module.read_text(encoding="utf-8"))] == []
