from __future__ import annotations

import subprocess
import sys

import pytest

from allegedly.names import annotate as module
from allegedly.names.annotate import annotate, pipeline

PARAGRAPH = "The minister spoke in Oslo. Nobody asked him why.\n\nA day later, the “plan” was gone."
STARTS = [0, 28, 51]


def test_sentences_are_those_given_and_no_others() -> None:
    [doc] = annotate([(PARAGRAPH, STARTS)])
    assert [sentence.start_char for sentence in doc.sents] == STARTS


def test_offsets_fit_the_clean_text_though_quotation_marks_are_read_straight() -> None:
    [doc] = annotate([(PARAGRAPH, STARTS)])
    assert len(doc.text) == len(PARAGRAPH)
    assert '"plan"' in doc.text
    [plan] = [token for token in doc if token.text == "plan"]
    assert PARAGRAPH[plan.idx - 1 : plan.idx + 5] == "“plan”"


def test_a_line_break_in_hard_wrapped_prose_is_no_break() -> None:
    flat = "Officials of the Bank of\nNorway met in the capital of\nNorway."
    [wrapped] = annotate([(flat, [0])])
    [plain] = annotate([(flat.replace("\n", " "), [0])])
    assert [(ent.text, ent.label_) for ent in wrapped.ents] == [(ent.text, ent.label_) for ent in plain.ents]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…"])
def test_a_text_without_words_is_no_error(text: str) -> None:
    [doc] = annotate([(text, [0] if text else [])])
    assert doc.text == text


def test_a_start_inside_a_word_counts_from_the_next_one() -> None:
    [doc] = annotate([("One two three.", [0, 5])])
    assert [sentence.text for sentence in doc.sents] == ["One two", "three."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S.is ready.", ["The", "U.S.", "is", "ready", "."]),
        ("U.S.-backed forces", ["U.S.", "-", "backed", "forces"]),
        ("US-backed forces", ["US", "-", "backed", "forces"]),
        ("See example.is today", ["See", "example.is", "today"]),
    ],
)
def test_abbreviations_that_lost_a_blank_are_cut(text: str, words: list[str]) -> None:
    assert [token.text for token in pipeline().make_doc(text)] == words


def test_a_document_does_not_depend_on_its_neighbours() -> None:
    texts = [(PARAGRAPH, STARTS), ("Rain fell in Bergen.", [0]), (PARAGRAPH * 3, [0])]
    together = [doc.to_bytes() for doc in annotate(texts)]
    alone = [next(annotate([text])).to_bytes() for text in reversed(texts)]
    assert together == alone[::-1]


def test_a_long_text_is_read_in_pieces_cut_between_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PIECE", 40)
    [doc] = annotate([(PARAGRAPH, STARTS)])
    assert doc.text == PARAGRAPH.replace("“", '"').replace("”", '"')
    assert [sentence.start_char for sentence in doc.sents] == STARTS


def test_components_nobody_reads_are_not_there() -> None:
    assert "senter" not in pipeline().component_names
    assert {"tagger", "parser", "lemmatizer", "ner"} <= set(pipeline().pipe_names)


def test_loading_the_model_warns_of_nothing() -> None:
    code = "from allegedly.names.annotate import pipeline; pipeline()"
    run = subprocess.run([sys.executable, "-W", "error::UserWarning", "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "W095" not in run.stderr
