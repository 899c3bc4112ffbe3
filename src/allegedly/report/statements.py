"""Statements as rows, as squares and as chains.

A statement is one row of `attributions`. The page draws each as one square, so that a count can be checked by
pointing at it: a square leads to the sentence it was counted in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from allegedly.report.speakers import NOBODY, Speaker
from allegedly.schema import STANCES
from allegedly.words import one_line

SIGNS = dict(zip(STANCES, ("", "×", "–", "?", "~", "+", "!", "¿", "○", "*"), strict=True))
"""A sign for each stance, so that no meaning hangs on a colour alone."""


def word(lemma: str) -> str:
    """What a reporting word is called, be it only a sign.

    >>> word("say"), word(":")
    ('say', '(colon)')
    """
    return "(colon)" if lemma == ":" else lemma


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution, ready to be shown. Without the articles' words, source, cue and content are empty."""

    anchor: str
    sentence: str
    article: str
    speaker: Speaker
    source: str
    cue: str
    lemma: str
    content: str
    stance: str
    sign: str
    form: str
    kind: str
    negative: bool
    probability: float
    rule: str
    parent: str

    @property
    def label(self) -> str:
        """The statement in one line."""
        words = f": {self.content}" if self.content else ""
        negated = ", negated" if self.negative else ""
        return f"{self.speaker.name} · {self.lemma}{negated} · {self.stance}, {self.form}{words}"


def statements(
    attributions: pd.DataFrame,
    voices: pd.Series,
    known: Mapping[str, Mapping[str, Speaker]],
    anchors: Mapping[str, str],
    *,
    texts: bool = True,
) -> list[Statement]:
    """All statements in the order of the articles and of their sentences.

    `voices` gives the voice_id of each row, `known` the speakers of each doc_id, `anchors` the anchor of its article.
    """
    made = []
    ordered = attributions.sort_values(["doc_id", "sentence_id", "attribution_id"])
    for index, row in zip(ordered.index, ordered.itertuples(index=False), strict=True):
        article = anchors[row.doc_id]
        made.append(
            Statement(
                anchor=f"{article}a{row.attribution_id}",
                sentence=f"{article}s{row.sentence_id}",
                article=article,
                speaker=known[row.doc_id].get(voices[index], NOBODY),
                source=one_line(row.source) if texts and not pd.isna(row.source) else "",
                cue=one_line(row.cue) if texts else "",
                lemma=word(row.cue_lemma),
                content=one_line(row.content) if texts else "",
                stance=row.stance,
                sign=SIGNS[row.stance],
                form=row.form,
                kind=row.kind,
                negative=row.polarity == "negative",
                probability=row.probability,
                rule=row.rule,
                parent="" if pd.isna(row.parent_id) else f"{article}a{int(row.parent_id)}",
            )
        )
    return made


def by_stance(found: Sequence[Statement]) -> list[Statement]:
    """The same statements, those of one stance together, in the order of the stances."""
    return sorted(found, key=lambda s: STANCES.index(s.stance))


@dataclass(frozen=True)
class Verb:
    """A cue with how many statements it makes, and those of them that are shown."""

    lemma: str
    n: int
    statements: list[Statement]


def verbs(found: Sequence[Statement], counts: Mapping[tuple[str, str], int]) -> list[tuple[str, list[Verb]]]:
    """The reporting words of each stance that occurs, the most frequent first; ties in order of the alphabet.

    `counts` gives the number of statements of each stance and reporting word, `found` those that can be shown.
    """
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in found:
        groups.setdefault((statement.stance, statement.lemma), []).append(statement)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    by_stance = {
        stance: [Verb(key[1], n, groups.get(key, [])) for key, n in ranked if key[0] == stance] for stance in STANCES
    }
    return [(stance, words) for stance, words in by_stance.items() if words]


def chains(found: Sequence[Statement]) -> list[list[Statement]]:
    """What somebody is said to have said, as the way from the outermost teller to the words.

    A chain has at least two different voices that speak or write; who tells of his own words, or of what another
    believes or plans, or demands or asks, hands nothing on. Only whole chains are given: a statement inside which
    another stands is not listed again on its own.
    """
    found = [statement for statement in found if statement.kind in ("speech", "writing")]
    by_anchor = {statement.anchor: statement for statement in found}
    inner = {statement.parent for statement in found if statement.parent}
    made = []
    for statement in found:
        if not statement.parent or statement.anchor in inner:
            continue
        chain = [statement]
        while (parent := by_anchor.get(chain[0].parent)) is not None and parent not in chain:
            if parent.stance in ("demand", "ask"):
                break
            chain.insert(0, parent)
        if len({statement.speaker.voice_id for statement in chain} - {""}) > 1:
            made.append(chain)
    return made
