"""What an article says a name is, by the common nouns beside it: "Norvex, a shipping company", "the militia Norvex".

The nouns are those of the lexicons `head_words` and `source_nouns`, sorted into bodies, people, lands and buildings; no
other word is a clue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from allegedly import lexicons
from allegedly.names.spans import ARTICLES, LANDS, Name

_HEADS = {"ORG": "body", "GPE": "land", "LOC": "land", "FAC": "building"}
_SOURCES = {"role": "person", "collective": "body", "outlet": "body"}
_BREAKS = frozenset({",", "-", "–", "—", "--", "("})
_REACH = 8
"""Words behind an article in which the noun of a description is looked for."""

_LIKE = frozenset({"equivalent", "counterpart", "answer", "version", "rival", "competitor", "successor", "predecessor"})
"""Nouns by which one thing is said to be of the kind of another: "the Nordic answer to Norvex"."""

_NAMED = frozenset(
    {"group", "company", "firm", "militia", "network", "organisation", "organization", "brigade", "battalion", "gang"}
    | {"agency", "bank", "airline", "charity", "newspaper", "magazine", "broadcaster", "cartel"}
)
"""Bodies that are called by the name before them: "the Norvex group"; a family, a team or a government is someone's."""

_LABELS = {"ORG": "body", "PERSON": "person", "FAC": "building"}


@cache
def _kinds() -> Mapping[str, str]:
    """Kind of thing that a common noun names, by its lemma."""
    heads = lexicons.load("head_words")[["entry", "label"]].itertuples(index=False, name=None)
    kinds = {entry.lower(): _HEADS[label] for entry, label in heads if label in _HEADS}
    sources = lexicons.load("source_nouns")[["entry", "category"]].itertuples(index=False, name=None)
    kinds |= {entry: _SOURCES[category] for entry, category in sources if category in _SOURCES}
    return kinds | dict.fromkeys(LANDS, "land")


def clues(doc: Doc, names: Sequence[Name]) -> Iterator[list[str]]:
    """The clues of the nouns beside each name of an article, given in the order of the text."""
    for kinds in _beside(doc, names):
        yield [f"{place}={kind}" for place, kind in kinds.items() if kind]


def bodies(doc: Doc, names: Sequence[Name]) -> Iterator[str]:
    """One-word names said to be a body: "Norvex, a shipping company", "the company Norvex", "the Norvex group"."""
    for name, kinds in zip(names, _beside(doc, names), strict=True):
        called = name.start > 0 and name.end < len(doc) and _calls(doc, name)
        if name.end == name.start + 1 and (called or "body" in (kinds["said to be"], kinds["noun before"])):
            yield doc[name.start].text


def _calls(doc: Doc, name: Name) -> bool:
    return doc[name.start - 1].lower_ in ARTICLES and doc[name.end].text in _NAMED


def _beside(doc: Doc, names: Sequence[Name]) -> Iterator[dict[str, str]]:
    """What stands beside each name: the kind of thing that the noun of a description, before it and behind it means."""
    for at, name in enumerate(names):
        before = doc[name.start - 1] if name.start else None
        after = doc[name.end] if name.end < len(doc) else None
        yield {
            "said to be": _said_to_be(doc, name.end, names[at + 1 :]),
            "noun before": _kind(before),
            "noun after": _kind(after),
        }


def _kind(token: Token | None) -> str:
    return _kinds().get(token.lemma_.lower(), "") if token is not None and _is_common(token) else ""


def _is_common(token: Token) -> bool:
    return token.tag_ in ("NN", "NNS") and token.text.islower()


def _said_to_be(doc: Doc, end: int, names: Sequence[Name]) -> str:
    """The kind of the noun of a description behind a comma, a dash, a bracket or "is"; "" if there is none.

    It is the last noun in a row before anything else. The description begins with an article, so that lists ("Norvex,
    banks and shops") describe nothing. `names` are those that follow, one of which may be what is compared with.
    """
    after = doc[end : min(end + _REACH, len(doc))]
    if len(after) < 3 or not (after[0].text in _BREAKS or after[0].lower_ in ("is", "was")):
        return ""
    if after[1].lower_ not in ARTICLES:
        return ""
    for token, following in zip(after[2:], [*after[3:], None], strict=True):
        if _is_common(token) and (following is None or not _is_common(following)):
            return _compared(doc, token.i, names) if token.lemma_ in _LIKE else _kind(token)
        if token.is_punct and token.text not in ("-", '"', "'"):
            return ""
    return ""


def _compared(doc: Doc, noun: int, names: Sequence[Name]) -> str:
    """The kind of the thing that "equivalent", "rival" leads to: the first name behind it, in the same breath."""
    for name in names:
        between = {token.text for token in doc[noun + 1 : min(name.start, noun + _REACH)]}
        if name.start > noun + _REACH or between & _BREAKS:
            break
        if name.start > noun and name.label in _LABELS:
            return _LABELS[name.label]
    return ""
