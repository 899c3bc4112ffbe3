"""Forms of several words, looked up where they stand in a text: the longest at each place wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

import spacy
from spacy.language import Language

Words = tuple[str, ...]
"""A form as the tokeniser cuts it: ("Vice", "-", "President")."""


@cache
def _blank() -> Language:
    return spacy.blank("en")


@lru_cache(maxsize=50_000)  # names of the articles, too, whose number has no end
def words_of(form: str) -> Words:
    """A form cut into words as texts are.

    >>> words_of("Gen."), words_of("Vice-President")
    (('Gen.',), ('Vice', '-', 'President'))
    """
    return tuple(token.text for token in _blank().tokenizer(form))


def form_text(words: Sequence[str]) -> str:
    """A form's words as they are written together, the reverse of `words_of` for names.

    >>> form_text(("Agence", "France", "-", "Presse")), form_text(("Cote", "d'Ivoire"))
    ('Agence France-Presse', "Cote d'Ivoire")
    """
    return re.sub(r" (?=['’,])", "", re.sub(r" ?([-–/]) ?", r"\1", " ".join(words)))


class Phrases:
    """A set of forms that finds itself in a list of words.

    >>> list(Phrases([("New", "York"), ("New", "York", "Times")]).find(["a", "New", "York", "Times", "man"]))
    [(1, 4)]
    """

    def __init__(self, forms: Iterable[Words]) -> None:
        by_first: dict[str, list[Words]] = {}
        for form in sorted(set(forms), key=lambda form: (-len(form), form)):
            by_first.setdefault(form[0], []).append(form)
        self._by_first: Mapping[str, list[Words]] = by_first

    def at(self, words: Sequence[str], start: int) -> int:
        """Where the longest form that begins at `start` ends; `start` itself if none does."""
        for form in self._by_first.get(words[start], ()):
            end = start + len(form)
            if tuple(words[start:end]) == form:
                return end
        return start

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Start and end of each form in the words, from left to right, none inside another."""
        at = 0
        while at < len(words):
            end = self.at(words, at)
            if end > at:
                yield at, end
            at = max(end, at + 1)
