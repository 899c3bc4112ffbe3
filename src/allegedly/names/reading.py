"""One article as the rules of this stage read it, and what can be counted in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from allegedly.names import forms
from allegedly.names.phrases import Words
from allegedly.names.spans import Name, titles

COARSE = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "NORP"}
"""The four kinds of name that are weighed; everything else is "other"."""


@dataclass(frozen=True)
class Reading:
    """What the rules made of one article: its words, the model's names, all names, forms explained in brackets."""

    doc: Doc
    words: Sequence[str]
    model: Sequence[Name]
    names: Sequence[Name]
    explained: frozenset[Words]

    def form(self, name: Name) -> Words:
        """The words of a name."""
        return tuple(self.words[name.start : name.end])

    @cached_property
    def votes(self) -> Mapping[Words, Counter[str]]:
        """How often the model gave each form each type."""
        return _tally((self.form(name), COARSE.get(name.label, "other")) for name in self.model)

    @cached_property
    def times(self) -> Counter[Words]:
        """How often each form is named."""
        return Counter(self.form(name) for name in self.names)

    @cached_property
    def people(self) -> frozenset[Words]:
        """People named in full."""
        return frozenset(self.form(n) for n in self.names if n.label == "PERSON" and n.end - n.start > 1)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Last words of people named in full."""
        return frozenset(form[-1] for form in self.people)

    @cached_property
    def first_names(self) -> frozenset[str]:
        """First words of people named in full."""
        return frozenset(form[0] for form in self.people)

    @cached_property
    def small(self) -> frozenset[str]:
        """Words the article also writes small."""
        return forms.lower_words(self.words)

    @cached_property
    def seen(self) -> Mapping[int, Name]:
        """The model's name that holds each token."""
        return {at: name for name in self.model for at in range(name.start, name.end)}

    @cached_property
    def after_title(self) -> frozenset[int]:
        """Tokens before which a title ends."""
        return frozenset(end for _, end in titles().find(self.words))


def _tally(pairs: Iterable[tuple[Words, str]]) -> dict[Words, Counter[str]]:
    made: dict[Words, Counter[str]] = {}
    for form, label in pairs:
        made.setdefault(form, Counter())[label] += 1
    return made
