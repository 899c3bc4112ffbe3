"""The words of one document as plain columns: what the parser said, and who hangs on whom.

Reading a spaCy `Doc` attribute by attribute costs more than everything this stage decides, so it is read once
into lists. Labels are those of the model (ClearNLP dependencies, Penn tags). Blanks and line breaks are words
of their own in a `Doc`; they keep their place in the lists but hang on nothing here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from allegedly.discourse import quotes

_NUMBERS: list[int | str] = ["IDX", "LENGTH", "SENT_START", "HEAD"]
_STRINGS: list[int | str] = ["LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE"]
_LEMMAS = {"hopes": "hope", "hoped": "hope", "hoping": "hope"}
"""Where the model's lemmatiser goes wrong on a word of reporting: it makes these "hop"."""


@dataclass
class Words:
    """One document. All lists but `sentences`, `marks` run over its tokens."""

    text: str
    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    sentence: list[int]
    paragraph: list[int]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    quote: list[int]
    sentences: list[tuple[int, int]]
    marks: list[quotes.Quote]
    cache: dict[object, object] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.start)

    def subtree(self, word: int) -> list[int]:
        """The words under one word, itself included, in the order of the text."""
        found = [word]
        for each in found:
            found.extend(self.kids[each])
        found.sort()
        return found

    def child(self, word: int, *deps: str) -> int:
        """The first child with one of these labels, or -1."""
        for each in self.kids[word]:
            if self.dep[each] in deps:
                return each
        return -1

    def n_quoted(self, words: Collection[int]) -> int:
        """How many of some words stand in quotation marks."""
        quote = self.quote
        return len(words) - [quote[i] for i in words].count(-1)

    def surface(self, first: int, last: int) -> str:
        """The text from one word to another, both included."""
        return self.text[self.start[first] : self.end[last]]


def read(doc: Doc, text: str, *, paragraphs: Sequence[tuple[int, int]]) -> Words:
    """Columns for one document.

    Args:
        doc: the annotated document; its text has the length of `text`.
        text: clean text with its own quotation marks.
        paragraphs: offsets of the paragraphs, in order.
    """
    n = len(doc)
    start, length, starts_sentence, above = doc.to_array(_NUMBERS).astype("int64").T.tolist()
    lower, lemma, tag, pos, dep, entity = (_strings(doc, column) for column in doc.to_array(_STRINGS).T.tolist())
    end = [a + b for a, b in zip(start, length, strict=True)]
    lemma = [_LEMMAS.get(low, each) for low, each in zip(lower, lemma, strict=True)]
    head = [i + up for i, up in enumerate(above)]
    begins = [i == 0 or each == 1 for i, each in enumerate(starts_sentence)]
    blank = [low.isspace() for low in lower]
    sentence, sentences = _sentences(begins, blank)
    kids: list[list[int]] = [[] for _ in range(n)]
    for i in range(n):
        if head[i] != i and not blank[i]:
            kids[head[i]].append(i)
    left, right = _edges(head, blank, n)
    marks = quotes.find(text, paragraphs)
    return Words(
        text=text,
        start=start,
        end=end,
        lower=lower,
        lemma=lemma,
        tag=tag,
        pos=pos,
        dep=dep,
        head=head,
        entity=entity,
        sentence=sentence,
        paragraph=_paragraphs(start, paragraphs),
        kids=kids,
        left=left,
        right=right,
        quote=quotes.index(marks, start),
        sentences=sentences,
        marks=marks,
    )


def _strings(doc: Doc, column: list[int]) -> list[str]:
    """The strings behind a column of spaCy's numbers, each looked up once."""
    known = {number: doc.vocab.strings[number] for number in set(column)}
    return [known[number] for number in column]


def _sentences(begins: list[bool], blank: list[bool]) -> tuple[list[int], list[tuple[int, int]]]:
    """The number of each word's sentence, and the first and last word of each, blanks at its ends left out."""
    number: list[int] = []
    bounds: list[tuple[int, int]] = []
    for i, begin in enumerate(begins):
        if begin:
            bounds.append((i, i))
        elif not blank[i]:
            first = i if blank[bounds[-1][0]] else bounds[-1][0]
            bounds[-1] = (first, i)
        number.append(len(bounds) - 1)
    return number, bounds


def _edges(head: list[int], blank: list[bool], n: int) -> tuple[list[int], list[int]]:
    """Leftmost and rightmost word under each word."""
    left, right = list(range(n)), list(range(n))
    changed = True
    while changed:  # twice or three times over the list: trees are shallow and mostly projective
        changed = False
        for i in [*range(n), *range(n - 1, -1, -1)]:
            up = head[i]
            if up == i or blank[i]:
                continue
            if left[i] < left[up]:
                left[up] = left[i]
                changed = True
            if right[i] > right[up]:
                right[up] = right[i]
                changed = True
    return left, right


def _paragraphs(starts: list[int], paragraphs: Sequence[tuple[int, int]]) -> list[int]:
    result: list[int] = []
    at = 0
    for position in starts:
        while at + 1 < len(paragraphs) and paragraphs[at + 1][0] <= position:
            at += 1
        result.append(at)
    return result
