"""Parts of speech and their features, by the rules of the language model, each kind of token asked about once.

The model's `attribute_ruler` tries some 180 patterns on every token: a seventh of all annotation. Nearly all of them
look at one token alone, and at little of it (tag, dependency, lower case). Tokens that agree in these get the same
answer, so the answer is kept; the few patterns over several tokens are tried as before. What comes out is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

NAME = "word_classes"
Kind = tuple[int, ...]
_WORD = "LOWER"


def _looks_at_one_word(tokens: list[dict[str, Any]]) -> bool:
    """True for a pattern of one token that asks for no word, for a word, or for one of some; false for a regex."""
    [*more, token] = tokens
    word = token.get(_WORD, "")
    return not more and "OP" not in token and (isinstance(word, str) or word.keys() == {"IN"})


def _words(token: dict[str, Any]) -> list[str]:
    """The words that such a pattern asks for.

    >>> _words({"TAG": "MD", "LOWER": "ca"}), _words({"LOWER": {"IN": ["is", "are"]}}), _words({"TAG": "MD"})
    (['ca'], ['is', 'are'], [])
    """
    word = token.get(_WORD, [])
    return [word] if isinstance(word, str) else list(word["IN"]) if word else []


class WordClasses:
    """A component of a pipeline that sets on a Doc what `ruler` would."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        self.columns = sorted({column for values in ruler.attrs for column in values})
        self.alone, self.together = Matcher(ruler.vocab), Matcher(ruler.vocab)
        seen = {"TAG", "DEP"}
        self.words: set[int] = set()
        for number, rule in enumerate(ruler.patterns):
            patterns: Any = rule["patterns"]
            if not all(_looks_at_one_word(tokens) for tokens in patterns):
                self.together.add(str(number), patterns)
                continue
            self.alone.add(str(number), patterns)
            for [token] in patterns:
                seen.update(token)
                self.words.update(ruler.vocab.strings.add(word) for word in _words(token))
        self.seen = sorted(seen - {_WORD})
        self.known: dict[Kind, tuple[list[int], list[tuple[int, int]]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with parts of speech, features and some lemmas."""
        if len(doc) == 0:
            return doc
        # A word that no rule names is like any other.
        *seen, words = doc.to_array([*self.seen, _WORD]).T.tolist()
        kinds = list(zip(*seen, (word if word in self.words else 0 for word in words), strict=True))
        rows = doc.to_array(self.columns).tolist()
        for n, kind in enumerate(kinds):
            if kind not in self.known:
                rules = sorted(self._number(match) for match, _, _ in self.alone(doc[n : n + 1], allow_missing=True))
                self.known[kind] = rules, self._values(rules)
            for column, value in self.known[kind][1]:
                rows[n][column] = value
        for n, rules in self._together(doc).items():
            for column, value in self._values(sorted([*self.known[kinds[n]][0], *rules])):
                rows[n][column] = value
        values: Any = np.array(rows, dtype=np.uint64)
        return doc.from_array(self.columns, values)

    def _together(self, doc: Doc) -> dict[int, list[int]]:
        """The rules that hold of each token by what stands beside it."""
        found: dict[int, list[int]] = {}
        for match, start, end in self.together(doc, allow_missing=True):
            index = self.ruler.indices[rule := self._number(match)]
            found.setdefault((end if index < 0 else start) + index, []).append(rule)
        return found

    def _number(self, match: int) -> int:
        return int(self.ruler.vocab.strings[match])

    def _values(self, rules: Iterable[int]) -> list[tuple[int, int]]:
        """What some rules set, as places in `columns` and values; a later rule wins over an earlier one."""
        values = {column: value for rule in rules for column, value in self.ruler.attrs[rule].items()}
        return [(self.columns.index(column), value) for column, value in values.items()]


@Language.factory(NAME)
def _component(nlp: Language, name: str, rules: str) -> WordClasses:
    return WordClasses(cast(AttributeRuler, nlp.get_pipe(rules)))


def remember(nlp: Language, *, ruler: str = "attribute_ruler") -> None:
    """Put `WordClasses` in the place of the ruler of a pipeline."""
    nlp.add_pipe(NAME, config={"rules": ruler}, before=ruler)
    nlp.remove_pipe(ruler)
