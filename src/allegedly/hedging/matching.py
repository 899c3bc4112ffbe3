"""Cues in a text: rows of the lexicon found in a Doc, multi-word entries first, the longest wins.

An element of an entry fits a token by its lower-cased form or its lemma, so "be likely to" finds "was likely to".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.strings import StringStore
from spacy.tokens import Doc, Span, Token

from allegedly.hedging import negation
from allegedly.hedging.clauses import governor_of
from allegedly.hedging.conditions import holds
from allegedly.hedging.lexicon import Index, Row, default_index

# The lemmatiser's slips on words that are entries: "hoping" becomes "hop".
_LEMMA = {"hoping": "hope", "hoped": "hope", "hopes": "hope", "ca": "can", "'d": "would", "'ll": "will", "wo": "will"}


@dataclass(frozen=True)
class Match:
    """A row found at the tokens start to end (exclusive) of a Doc."""

    row: Row
    start: int
    end: int
    negated: bool


def forms(token: Token) -> tuple[str, str]:
    """The form and the lemma under which a token is looked up.

    A name keeps only its form: "Mays" is not "may".
    """
    return _forms(token.lower_, token.tag_, token.pos_, token.lemma_)


def _forms(lower: str, tag: str, pos: str, lemma: str) -> tuple[str, str]:
    if lower in _LEMMA:
        # "I'd" is would only before a bare verb, which the tagger knows.
        return lower, _LEMMA[lower] if lower[0] != "'" or tag == "MD" else lower
    return lower, lower if pos == "PROPN" else lemma.lower()


def _all_forms(doc: Doc) -> list[tuple[str, str]]:
    """The `forms` of all tokens, each kind looked up once: asking each token takes several times as long."""
    table, strings = doc.to_array(["LOWER", "TAG", "POS", "LEMMA"]), doc.vocab.strings
    return [_of_kind(strings, kind) for kind in zip(*table.T.tolist(), strict=True)]


@lru_cache(maxsize=100_000)
def _of_kind(strings: StringStore, kind: tuple[int, ...]) -> tuple[str, str]:
    """The `forms` of the tokens with these numbers of form, tag, part of speech and lemma."""
    return _forms(*(strings[number] for number in kind))


def find(doc: Doc, entries: Index | None = None) -> list[Match]:
    """All cues of a Doc in the order of the text, none overlapping another.

    Of overlapping cues the longer stands, of equally long ones the one further left, then the earlier row.
    """
    looked_up = default_index() if entries is None else entries
    words = _all_forms(doc)
    found = sorted(_candidates(doc, words, looked_up), key=lambda m: (m.start - m.end, m.start, m.row.order))
    taken: set[int] = set()
    kept = []
    for match in found:
        span = range(match.start, match.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(match)
    return [match for match in sorted(kept, key=lambda match: match.start) if not _is_part(doc, match, taken)]


def _is_part(doc: Doc, match: Match, taken: set[int]) -> bool:
    """True for the "to" of "wants to sell", where "wants" is a cue: one cue, not two."""
    if match.row.tokens != ("to",):
        return False
    governor = governor_of(doc[match.start : match.end])
    return governor is not None and governor.i in taken


def _candidates(doc: Doc, words: list[tuple[str, str]], entries: Index) -> Iterator[Match]:
    """At each token the first of the longest rows that fits."""
    for i, (form, lemma) in enumerate(words):
        rows = entries.get(form, ())
        if lemma != form and (more := entries.get(lemma)):
            rows = tuple(sorted((*rows, *more), key=lambda r: (-len(r.tokens), r.order)))
        for row in rows:
            end = i + len(row.tokens)
            # The first element fits already: it led to the row.
            if len(row.tokens) > 1 and not _fits(row, words[i:end]):
                continue
            span = doc[i:end]
            if _holds(row, span):
                yield Match(row, i, end, negation.negator(span) is not None)
                break


def _fits(row: Row, words: list[tuple[str, str]]) -> bool:
    return len(words) == len(row.tokens) and all(
        element in pair for element, pair in zip(row.tokens, words, strict=True)
    )


def _compounded(span: Span) -> bool:
    """Part of a word with hyphens: "evidence-based", "would-be", "quicker-than-expected"."""
    doc = span.doc
    before = span.start > 1 and doc[span.start - 1].lower_ == "-" and not doc[span.start - 1].whitespace_
    after = span.end + 1 < len(doc) and doc[span.end].lower_ == "-" and not doc[span.end].whitespace_
    return (before and not doc[span.start - 2].whitespace_) or (after and not doc[span.end - 1].whitespace_)


def _holds(row: Row, span: Span) -> bool:
    if len(span) > 1 and any(token.is_sent_start for token in span[1:]):
        return False
    if _compounded(span):
        return False
    if row.pos and span.root.pos_ not in row.pos:
        return False
    return holds(row.condition, span)
