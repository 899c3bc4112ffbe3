"""Connectives of comparison that set two voices against each other: "X said A, but Y said B".

Counted are explicit connectives whose sense is a comparison (PDTB 3: contrast, concession) between the statements of
two different voices. Where a connective opens a sentence ("However, ...") or stands loosely in it, its other half is
the sentence before; where it opens a clause that comes first ("While X said A, Y said B"), both halves follow it.
A connective inside one voice's own words is that voice's contrast and is left out, and so is a half of which the
statement is only a small part: there the writer contrasts something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from allegedly.corpus import BATCH, Corpus
from allegedly.voices import voice_ids
from allegedly.words import one_line

COLUMNS = (
    "doc_id", "connective", "sense", "start", "attribution_id", "voice", "sentence_id", "sentence",
    "other_attribution_id", "other_voice", "other_sentence_id", "other_sentence",
)  # fmt: skip
_LEAST_SHARE = 0.5
"""Share of the words of either half that a statement, with its source and cue, has to take."""
_KINDS = ("speech", "writing", "belief")
_LOOSE = {
    "however",
    "nevertheless",
    "nonetheless",
    "still",
    "by contrast",
    "in contrast",
    "on the other hand",
    "conversely",
}
"""Connectives that point back to the sentence before wherever they stand in their own."""
_CLAUSE_FIRST = {"while", "although", "though", "even though", "whereas", "whilst", "even if"}


class _Sentence(NamedTuple):
    """A sentence of the article."""

    sentence_id: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Said:
    """One statement as far as its place matters."""

    number: int
    sentence: int
    cue: int
    voice: str
    contents: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...]
    parent: int | None
    indirect: bool

    def holds(self, place: int) -> bool:
        """Whether a place stands inside the content."""
        return any(start <= place < end for start, end in self.contents)

    def share(self, start: int, end: int) -> float:
        """The share of a stretch of text that its source, cue and content take."""
        covered = sum(max(min(b, end) - max(a, start), 0) for a, b in self.spans)
        return covered / max(end - start, 1)


def find(corpus: Corpus) -> pd.DataFrame:
    """The connectives that set two voices against each other, in the order of the text.

    Returns:
        A frame with a connective a row: doc_id, connective, sense, start; attribution_id, voice, sentence_id and
        sentence of the statement before it, and the same with `other_` of the one after it.
    """
    return corpus.once(_find)  # the finding and the table are of one corpus


def _find(corpus: Corpus) -> pd.DataFrame:
    names = ("connectives", "attributions", "attribution_spans", "sentences")
    found = pd.concat([of(batch, {}) for batch in corpus.batches(BATCH, names)], ignore_index=True)
    ids = sorted({*found["voice"], *found["other_voice"]})
    rows = corpus.ask("SELECT voice_id, name FROM voices WHERE voice_id IN (SELECT unnest($ids))", ids=ids)
    called = dict(zip(rows["voice_id"], rows["name"], strict=True))
    return found.assign(voice=found["voice"].map(called), other_voice=found["other_voice"].map(called))


def of(tables: Mapping[str, pd.DataFrame], names: Mapping[str, str]) -> pd.DataFrame:
    """The same of the articles of some tables (connectives, attributions, attribution_spans, sentences).

    `names` gives the name of each voice_id; a voice that is not in it is called by that.
    """
    compared = tables["connectives"][tables["connectives"]["sense"].str.startswith("Comparison")]
    said = _by_document(tables["attributions"], tables["attribution_spans"])
    sentences: dict[str, list[_Sentence]] = {}
    for doc_id, *cells in tables["sentences"][["doc_id", *_Sentence._fields]].itertuples(index=False, name=None):
        sentences.setdefault(doc_id, []).append(_Sentence(*cells))
    made = []
    for row in compared.itertuples(index=False):
        pair = _pair(row, said.get(row.doc_id, []), sentences.get(row.doc_id, []))
        if pair is None:
            continue
        texts = {s.sentence_id: s.text for s in sentences[row.doc_id]}
        found = [row.doc_id, one_line(row.text.lower()), row.sense, row.start]
        for each in pair:
            found += [each.number, names.get(each.voice, each.voice), each.sentence, texts[each.sentence]]
        made.append(found)
    return pd.DataFrame(made, columns=list(COLUMNS)).sort_values(["doc_id", "start"], ignore_index=True)


def _by_document(attributions: pd.DataFrame, spans: pd.DataFrame) -> dict[str, list[_Said]]:
    """The statements with a voice of each article, by the place of their cue."""
    places: dict[tuple[str, int], dict[str, list[tuple[int, int]]]] = {}
    columns = ["doc_id", "attribution_id", "role", "start", "end"]
    for doc_id, number, role, start, end in spans[columns].itertuples(index=False, name=None):
        places.setdefault((doc_id, number), {}).setdefault(role, []).append((start, end))
    found: dict[str, list[_Said]] = {}
    told = attributions.assign(voice=voice_ids(attributions))
    told = told[told["voice"].notna() & told["kind"].isin(_KINDS)]
    columns = ["doc_id", "attribution_id", "sentence_id", "voice", "parent_id", "form"]
    for doc_id, number, sentence, voice, parent, form in told[columns].itertuples(index=False, name=None):
        roles = places.get((doc_id, number), {})
        if "cue" not in roles:
            continue
        said = _Said(
            number=number,
            sentence=sentence,
            cue=min(roles["cue"])[0],
            voice=voice,
            contents=tuple(roles.get("content", ())),
            spans=tuple(place for each in roles.values() for place in each),
            parent=None if pd.isna(parent) else int(parent),
            indirect=form == "indirect",
        )
        found.setdefault(doc_id, []).append(said)
    return {doc_id: sorted(rows, key=lambda s: (s.cue, s.number)) for doc_id, rows in found.items()}


def _pair(row: Any, said: Sequence[_Said], sentences: Sequence[_Sentence]) -> tuple[_Said, _Said] | None:
    """The statements before and after a connective, if two voices make them."""
    at = next((n for n, s in enumerate(sentences) if s.start <= row.start < s.end), None)
    if at is None:
        return None
    here = sentences[at]
    around = {s.number for s in said if s.holds(row.start)}
    free = [s for s in said if s.number not in around and (s.parent is None or s.parent in around)]
    own = [s for s in free if s.sentence == here.sentence_id]
    # What is told in the writer's words often runs on over the connective: "X said that A, while Y said that B".
    run_on = [s for s in said if s.number in around and s.sentence == here.sentence_id and s.indirect]
    before = [s for s in [*run_on, *own] if s.cue < row.start and s.share(here.start, row.start) >= _LEAST_SHARE]
    after = [s for s in own if s.cue > row.start]
    word = one_line(row.text.lower())
    opens = not any(c.isalnum() for c in here.text[: row.start - here.start])
    if opens and word in _CLAUSE_FIRST:
        return _first_clause(after, here)
    whole = [s for s in after if s.share(row.end, here.end) >= _LEAST_SHARE]
    if at and (opens or (word in _LOOSE and not (before and whole))):
        earlier = sentences[at - 1]
        before = [
            s for s in free
            if s.sentence == earlier.sentence_id and s.share(earlier.start, earlier.end) >= _LEAST_SHARE
        ]  # fmt: skip
        whole = whole or [s for s in own if s.share(here.start, here.end) >= _LEAST_SHARE]
    return _two(before[-1:], whole)


def _first_clause(after: Sequence[_Said], here: _Sentence) -> tuple[_Said, _Said] | None:
    """The two statements of "While X said A, Y said B"."""
    if len(after) < 2:
        return None
    whole = sum(s.share(here.start, here.end) for s in after[:2])
    return _two(after[:1], after[1:2]) if whole >= _LEAST_SHARE else None


def _two(before: Sequence[_Said], after: Sequence[_Said]) -> tuple[_Said, _Said] | None:
    """The last statement before and the first after, where their voices differ."""
    if before and after and before[-1].voice != after[0].voice:
        return before[-1], after[0]
    return None
