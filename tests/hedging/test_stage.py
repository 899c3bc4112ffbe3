"""The tables of stage 04: complete, in order, and the same whatever the batch."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.hedging import stage
from allegedly.names.annotate import annotate
from allegedly.settings import Settings

ONE = "The bridge may be closed. Officials said it was safe. It is certainly old."
TWO = "“Perhaps,” she said. Nobody fell."


def inputs(texts: Mapping[str, list[str]], nlp: Any, **frames: pd.DataFrame) -> dict[str, Any]:
    """What the stages before hand over, for articles given as lists of sentences. Raw text stands 5 further on."""
    documents, sentences, alignment, docs = [], [], [], {}
    for doc_id, parts in texts.items():
        text = " ".join(parts)
        starts = [sum(len(p) + 1 for p in parts[:i]) for i in range(len(parts))]
        [docs[doc_id]] = annotate([(text, starts)], nlp)
        documents.append(
            {"doc_id": doc_id, "path": doc_id, "sha256": "0", "language": "en", "n_chars_raw": len(text),
             "n_sentences": len(parts), "n_words": len(text.split()), "text": text}
        )  # fmt: skip
        for i, (start, part) in enumerate(zip(starts, parts, strict=True)):
            span = {"start": start, "end": start + len(part), "raw_start": start + 5, "raw_end": start + len(part) + 5}
            sentences.append({"doc_id": doc_id, "sentence_id": i, "paragraph_id": 0, "text": part, **span})
        alignment.append({"doc_id": doc_id, "start": 0, "end": len(text), "raw_start": 5, "raw_end": len(text) + 5})
    empty = {name: tables.frame(name) for name in ("attributions", "attribution_spans")}
    return {
        "documents": tables.frame("documents", documents), "sentences": tables.frame("sentences", sentences),
        "alignment": tables.frame("alignment", alignment), "annotations": docs, **empty, **frames,
    }  # fmt: skip


def split(text: str) -> list[str]:
    return [f"{part}." for part in text.removesuffix(".").split(". ")]


def test_tables_of_two_articles(nlp) -> None:
    made = stage.map_batch(inputs({"b": split(TWO), "a": split(ONE)}, nlp), Settings())
    hedges, certainty = made["hedges"], made["certainty"]
    assert set(made) == {"hedges", "dropped_hedges", "certainty"}
    found = hedges[["doc_id", "hedge_id", "sentence_id", "text", "category"]].to_numpy().tolist()
    assert found == [["a", 0, 0, "may", "epistemic"], ["a", 1, 2, "certainly", "certainty"],
                     ["b", 0, 0, "Perhaps", "epistemic"]]  # fmt: skip
    assert (hedges["raw_start"] - hedges["start"]).eq(5).all()
    assert hedges["attribution_id"].isna().all()
    assert certainty["hedged"].tolist() == [True, False, False, True, False]
    assert certainty.loc[certainty["hedged"], "uncertainty"].gt(0).all()
    assert certainty["uncertainty"].round(4).eq(certainty["uncertainty"]).all()


def test_scope_holds_the_cue_and_lies_in_its_sentence(nlp) -> None:
    given = inputs({"a": split(ONE)}, nlp)
    hedges = stage.map_batch(given, Settings())["hedges"]
    joined = hedges.merge(given["sentences"], on=["doc_id", "sentence_id"], suffixes=("", "_sentence"))
    assert len(joined) == len(hedges)
    assert (joined["scope_start"] <= joined["start"]).all()
    assert (joined["scope_end"] >= joined["end"]).all()
    assert (joined["scope_start"] >= joined["start_sentence"]).all()
    assert (joined["scope_end"] <= joined["end_sentence"]).all()


def test_neighbours_change_nothing(nlp) -> None:
    alone = [stage.map_batch(inputs({k: split(t)}, nlp), Settings()) for k, t in (("a", ONE), ("b", TWO))]
    together = stage.map_batch(inputs({"b": split(TWO), "a": split(ONE)}, nlp), Settings())
    for name in ("hedges", "certainty"):
        expected = pd.concat([one[name] for one in alone], ignore_index=True)
        pd.testing.assert_frame_equal(together[name], expected)


def test_a_cue_in_a_content_is_the_speakers(nlp) -> None:
    text = "The mayor said the bridge may fall."
    attribution = {
        "doc_id": "a", "attribution_id": 4, "sentence_id": 0, "source": "The mayor", "source_kind": "titled",
        "anonymous": False, "cue": "said", "cue_lemma": "say", "stance": "assert", "form": "indirect",
        "content": "the bridge may fall", "polarity": "positive", "kind": "speech", "probability": 1.0, "rule": "test",
        "n_own_words": 4, "n_relayed_words": 0,
    }  # fmt: skip
    spans = [
        {"doc_id": "a", "attribution_id": 4, "role": role, "start": start, "end": end, "text": text[start:end]}
        for role, start, end in (("source", 0, 9), ("cue", 10, 14), ("content", 15, 34))
    ]
    given = inputs({"a": [text]}, nlp, attributions=tables.frame("attributions", [attribution]),
                   attribution_spans=tables.frame("attribution_spans", spans))  # fmt: skip
    hedges = stage.map_batch(given, Settings())["hedges"]
    assert hedges[["text", "attribution_id"]].to_numpy().tolist() == [["may", 4]]


@pytest.mark.parametrize("genre", ["news", "encyclopedia", "science"])
def test_no_articles_and_no_words(genre: str, nlp) -> None:
    made = stage.map_batch(inputs({}, nlp), Settings(genre=genre))
    assert all(frame.empty for frame in made.values())
    made = stage.map_batch(inputs({"a": ["!"]}, nlp), Settings(genre=genre))
    assert made["hedges"].empty
    assert made["certainty"]["uncertainty"].tolist() == [0.0]


def test_genres_disagree(nlp) -> None:
    given = inputs({"a": ["It may rain."]}, nlp)
    uncertain = {g: stage.map_batch(given, Settings(genre=g))["certainty"]["uncertain"][0] for g in ("news", "science")}
    assert uncertain == {"news": True, "science": True}
    peacock = inputs({"a": ["She is a well-known painter."]}, nlp)
    assert stage.map_batch(peacock, Settings(genre="news"))["hedges"].empty
    assert len(stage.map_batch(peacock, Settings(genre="encyclopedia"))["hedges"]) == 1
