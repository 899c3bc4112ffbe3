"""A sentence read as stage 02 reads it, and the cues found in it."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from allegedly.hedging import lexicon, matching
from allegedly.names.annotate import annotate


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Doc]:
    """One sentence as a Doc."""
    known: dict[str, Doc] = {}

    def one(text: str) -> Doc:
        if text not in known:
            [known[text]] = annotate([(text, [0])], nlp)
        return known[text]

    return one


@pytest.fixture(scope="session")
def cues(read: Callable[[str], Doc]) -> Callable[[str], list[tuple[str, str]]]:
    """The cues of a sentence of news: their words and category."""

    def found(text: str) -> list[tuple[str, str]]:
        doc = read(text)
        return [(doc[m.start : m.end].text, m.row.category) for m in matching.find(doc, lexicon.default_index("news"))]

    return found


@pytest.fixture(scope="session")
def word(read: Callable[[str], Doc]) -> Callable[[str, str], Span]:
    """The first place of some words in a sentence, as a span of tokens."""

    def at(text: str, words: str) -> Span:
        span = read(text).char_span(text.index(words), text.index(words) + len(words))
        assert span is not None, f"{words!r} is not whole tokens in {text!r}"
        return span

    return at
