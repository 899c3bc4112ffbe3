"""One relation of source, cue and content, as words of a document, before it becomes rows of tables."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from allegedly.discourse.spans import Range


@dataclass(frozen=True)
class Relation:
    """One relation (Pareti 2012: attribution).

    Attributes:
        cue: the word that decided; cue_words: all words of the cue.
        source, content: words, with `source_head` the head of the source or -1.
        probability: how probable the relation is.
        rule: what found it.
        inside_of: the cue of the relation it stands inside, where that is known from the start, or -1.
        parent: the number of that relation in the list of the document.
        ranges: source, cue and content as first and last words.
    """

    cue: int
    cue_words: tuple[int, ...]
    source: frozenset[int]
    source_head: int
    content: frozenset[int]
    probability: float
    rule: str
    stance: str = "assert"
    polarity: str = "positive"
    kind: str = "speech"
    form: str = "indirect"
    lemma: str = ""
    inside_of: int = -1
    parent: int | None = None
    ranges: dict[str, tuple[Range, ...]] = field(default_factory=dict, compare=False)

    def held(self) -> frozenset[int]:
        """The words between the first and the last of each range of the content."""
        return frozenset(i for first, last in self.ranges["content"] for i in range(first, last + 1))


def holders(contents: Sequence[Set[int]], of: Set[int]) -> dict[int, list[int]]:
    """The numbers of the contents that hold each of some words, in their order; long articles are searched by it.

    >>> holders([{3, 4}, {4}], of={4, 5})
    {4: [0, 1]}
    """
    found: dict[int, list[int]] = {}
    for n, content in enumerate(contents):
        for i in content & of:
            found.setdefault(i, []).append(n)
    return found
