"""Paragraphs and sentences: where one ends."""

from __future__ import annotations

import textwrap

import pytest

from allegedly.cleaning.paragraphs import paragraphs, wrap_width
from allegedly.cleaning.sentences import sentences

LONG = (
    "The ministry said on Monday that nobody had been hurt in the strike, and that it had no information about the"
    " men. Two officials, who asked not to be named, gave another account of what had happened by the river."
)


@pytest.mark.parametrize(
    "expected",
    [
        ["He left.", "She stayed."],
        ["Lt. Gen. Roe and Sen. Doe met Rep. Poe on Feb. 7.", "They left."],
        ["The U.S. Central Command said so.", "The army denied it."],
        ["They came from the U.S.", "The company went public."],
        ["It was hit at 10 p.m. on Wednesday.", "Nobody was hurt."],
        ["“It is over.”", "“It is not,” she said."],
        ['He called it "perplexing".', '"We won\'t say a word about it".'],
        ['"Why?" he asked.', "Nobody answered."],
        ["“What now?” asked the guard.", "No one knew."],
        ["He paid £4.5m (about $6.2m).", "That was all."],
        ["J. R. Roe lives at No. 5.", "He writes."],
        ["“They left (he said so.)”", "It rained."],
        ["He said “no.”", "Then he left."],
        ["Is it so?", "It is!", "So be it…"],
        ["The 11th U.S. Circuit Court ruled.", "It was late."],
        ["Mr. Roe, Jr. left Acme Inc. in St. Louis.", "He was 60."],
    ],
)
def test_sentences_of_a_paragraph(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[a:b] for _, a, b in sentences(text)] == expected


def test_sentences_never_cross_a_paragraph() -> None:
    text = "A headline without a stop\n\nHe left\nand she stayed."
    assert [(p, text[a:b]) for p, a, b in sentences(text)] == [
        (0, "A headline without a stop"), (1, "He left"), (2, "and she stayed."),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_hard_wrapped_text_has_the_same_paragraphs_and_sentences(width: int) -> None:
    text = "\n\n".join(["A headline", LONG, "A short one.", LONG])
    wrapped = "\n\n".join("\n".join(textwrap.wrap(part, width)) for part in text.split("\n\n"))
    assert wrap_width(wrapped) is not None
    plain = [" ".join(wrapped[a:b].split()) for _, a, b in sentences(wrapped)]
    assert plain == [text[a:b] for _, a, b in sentences(text)]


@pytest.mark.parametrize(
    "text", ["", "One line.", "Menu\nHome\nContact us", f"Headline\n{LONG}", f"{LONG}\n{LONG}\nEnd."]
)
def test_what_is_not_hard_wrapped(text: str) -> None:
    assert wrap_width(text) is None


@pytest.mark.parametrize("text", ["", " \n\n ", "\n", "...", "a", "\r\n\r\na\r\n"])
def test_spans_have_words_and_no_white_space_at_their_edges(text: str) -> None:
    for spans in (paragraphs(text), [(a, b) for _, a, b in sentences(text)]):
        assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
