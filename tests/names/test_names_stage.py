from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.names.stage import map_batch
from allegedly.settings import Settings

TEXTS = {"a": "Maria Velasquez left Oslo. Velasquez did not say why.", "b": "The US denied it."}


def inputs(texts: dict[str, str]) -> dict[str, pd.DataFrame]:
    """What stage 01 would give for texts of which each ". " ends a sentence, nothing removed."""
    sentences, alignment = [], []
    for doc_id, text in texts.items():
        start = 0
        for number, sentence in enumerate(text.split(". ")):
            sentences.append({"doc_id": doc_id, "sentence_id": number, "start": start})
            start += len(sentence) + 2
        alignment.append({"doc_id": doc_id, "start": 0, "end": len(text), "raw_start": 5, "raw_end": len(text) + 5})
    documents = pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())})
    return {"documents": documents, "sentences": pd.DataFrame(sentences), "alignment": pd.DataFrame(alignment)}


def test_rows_fit_the_schema_and_point_at_the_words() -> None:
    made = map_batch(inputs(TEXTS), Settings())
    found = tables.check("mentions", made["mentions"])
    assert found["text"].tolist() == ["Maria Velasquez", "Oslo", "Velasquez", "US"]
    assert found["sentence_id"].tolist() == [0, 0, 1, 0]
    assert (found["raw_start"] - found["start"]).eq(5).all()
    for row in found.itertuples():
        assert TEXTS[row.doc_id][row.start : row.end] == row.text
    assert list(made["annotations"]) == ["a", "b"]


def test_a_document_yields_the_same_beside_others() -> None:
    together = map_batch(inputs(TEXTS), Settings())["mentions"]
    alone = [map_batch(inputs({name: text}), Settings())["mentions"] for name, text in TEXTS.items()]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))


def test_an_empty_document_and_no_document_yield_nothing() -> None:
    assert map_batch(inputs({"a": ""}), Settings())["mentions"].empty
    nothing = {name: frame.iloc[:0] for name, frame in inputs({"a": "x"}).items()}
    assert map_batch(nothing, Settings())["mentions"].empty


@pytest.fixture(scope="module")
def seed(analyse: Callable[..., dict[str, Any]], seed_text: str) -> dict[str, Any]:
    return analyse(seed_text, until="02_entities")


def test_seed_names_the_united_states_17_times_under_four_names(seed: dict[str, Any]) -> None:
    found = seed["mentions"]
    named = found[found["entity_id"] == "place/united-states"]
    assert Counter(named["text"]) == {"U.S.": 6, "US": 4, "USA": 4, "United States": 3}


def test_seed_keeps_what_stands_for_russia_apart(seed: dict[str, Any]) -> None:
    found = seed["entities"].set_index("entity_id")
    assert set(found.loc["place/russia", "variants"]) == {"Russia", "Russian Federation"}
    for thing in ("org/kremlin", "place/moscow", "people/russian", "org/russian-defense-ministry"):
        assert found.loc[thing, "related_to"] == "place/russia", thing


@pytest.mark.xfail(
    reason="a company named like a person, compared with another body that the model does not see: no clue left"
)
def test_seed_knows_that_wagner_is_no_person(seed: dict[str, Any]) -> None:
    found = seed["mentions"]
    assert set(found.loc[found["text"] == "Wagner", "label"]) == {"ORG"}
