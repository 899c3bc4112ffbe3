"""Names of a few sentences, without the stages before: each sentence is given by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from allegedly.names.annotate import annotate
from allegedly.names.finding import find
from allegedly.names.merging import merge_names


def read(*sentences: str) -> Doc:
    """The sentences as one annotated article."""
    starts, at = [], 0
    for sentence in sentences:
        starts.append(at)
        at += len(sentence) + 1
    [doc] = annotate([(" ".join(sentences), starts)])
    return doc


@pytest.fixture(scope="session")
def found() -> Callable[..., list[tuple[str, str]]]:
    """(text, label) of each name in the sentences."""

    def names(*sentences: str) -> list[tuple[str, str]]:
        doc = read(*sentences)
        return [(doc[name.start : name.end].text, name.label) for name in find(doc)]

    return names


@pytest.fixture(scope="session")
def things() -> Callable[..., list[tuple[str, str]]]:
    """(text, entity_id) of each name in the sentences."""

    def merged(*sentences: str) -> list[tuple[str, str]]:
        doc = read(*sentences)
        names = find(doc)
        ids = merge_names(doc, names)
        return [(doc[name.start : name.end].text, thing) for name, thing in zip(names, ids, strict=True)]

    return merged
