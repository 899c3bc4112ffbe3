"""What all tests share: the model, loaded once, and the stages on a text in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from allegedly.names.annotate import pipeline
from allegedly.run.memory import analyse as run_in_memory
from allegedly.settings import PROJECT

# The same texts in every run, and no judgement by the clock.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

SEED = PROJECT.parent / "shared" / "seed"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline of stage 02."""
    return pipeline()


@pytest.fixture(scope="session")
def analyse() -> Callable[..., dict[str, Any]]:
    """All tables over a text in memory; each text is read once in a test run."""
    known: dict[tuple[Any, ...], dict[str, Any]] = {}

    def one(text: str, **more: Any) -> dict[str, Any]:
        key = (text, *sorted(more.items()))
        if key not in known:
            known[key] = run_in_memory(text, **more)
        return known[key]

    return one


@pytest.fixture(scope="session")
def parse(analyse: Callable[..., dict[str, Any]]) -> Callable[[str], Doc]:
    """A text as stage 02 parses it, its sentences those of stage 01."""
    return lambda text: analyse(text, until="02_entities")["annotations"]["text"]


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The article the project began with; tests that read it are skipped where it is not at hand."""
    files: Iterable[Path] = sorted(SEED.glob("*.txt"))
    for file in files:
        return file.read_text(encoding="utf-8")
    pytest.skip("the article the project began with is not part of the project and is not at hand")
