"""Annotated articles, as the fit of the weights needs them: words, and the relations people marked among them.

Reads JSON Lines with `id`, `text` and `attributions` (source, cue and content as lists of character spans), the form
into which PolNeAR (Newell et al. 2018) was brought. Nothing of a text is kept beyond the run.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allegedly import annotated
from allegedly.cleaning.sentences import sentences
from allegedly.discourse import graph
from allegedly.discourse.graph import Words
from allegedly.discourse.spans import is_punctuation
from allegedly.names.annotate import annotate


@dataclass(frozen=True)
class Marked:
    """One relation that people marked: the head of its cue, and the words of cue, source and content."""

    head: int
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True)
class Article:
    """One annotated article. `covered` are all words that are content of something."""

    doc_id: str
    words: Words
    marked: Sequence[Marked]

    @property
    def covered(self) -> frozenset[int]:
        """All words inside a marked content."""
        return frozenset().union(*(m.content for m in self.marked))


def read(path: Path) -> list[Article]:
    """The articles of a file, parsed. Raises what `annotated.rows` raises."""
    rows = annotated.rows(path, "id", "text", "attributions")
    split = [sentences(row["text"]) for row in rows]
    docs = annotate((row["text"], [start for _, start, _ in found]) for row, found in zip(rows, split, strict=True))
    return [
        _article(row, graph.read(doc, row["text"], paragraphs=_paragraphs(found)))
        for row, doc, found in zip(rows, docs, split, strict=True)
    ]


def agreement(words: Words, a: Collection[int], b: Collection[int]) -> float:
    """Shared words of two sets over all their words, marks left out (Jaccard)."""
    one = {i for i in a if not is_punctuation(words, i)}
    other = {i for i in b if not is_punctuation(words, i)}
    return len(one & other) / max(len(one | other), 1)


def mostly(words: Words, part: Iterable[int], whole: Collection[int]) -> bool:
    """Whether more than half of the words of a part lie in a whole, marks left out."""
    counted = [i for i in part if not is_punctuation(words, i)]
    return sum(i in whole for i in counted) * 2 > len(counted)


def _paragraphs(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    bounds: dict[int, tuple[int, int]] = {}
    for paragraph, start, end in found:
        bounds[paragraph] = (bounds.get(paragraph, (start, end))[0], end)
    return list(bounds.values())


def _article(row: dict[str, Any], words: Words) -> Article:
    marked = []
    for relation in row["attributions"]:
        cue = _words(words, relation["cue"])
        if cue:
            source, content = (_words(words, relation[role]) for role in ("source", "content"))
            marked.append(Marked(_head(words, cue), frozenset(cue), frozenset(source), frozenset(content)))
    return Article(str(row["id"]), words, marked)


def _words(words: Words, spans: Sequence[Sequence[int]]) -> list[int]:
    found = []
    for start, end in spans:
        i = bisect_right(words.end, start)
        while i < len(words) and words.start[i] < end:
            if not words.lower[i].isspace():
                found.append(i)
            i += 1
    return found


def _head(words: Words, cue: Sequence[int]) -> int:
    """The word that decides in a cue of several: a verb that hangs on nothing else in it, any verb, or its top."""
    inside = set(cue)
    tops = [i for i in cue if words.head[i] not in inside or words.head[i] == i]
    verbs = [i for i in cue if words.pos[i] == "VERB"]
    top_verbs = [i for i in tops if words.pos[i] == "VERB"]
    order = {"AUX": 0, "NOUN": 1, "ADJ": 2, "ADP": 3}
    return next(iter(top_verbs + verbs), min(tops or cue, key=lambda i: (order.get(words.pos[i], 4), i)))
