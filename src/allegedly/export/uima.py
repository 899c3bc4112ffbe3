"""An article as UIMA CAS JSON 0.4, the format that keeps most of what is marked when INCEpTION reads it.

After the specification of the format (Apache UIMA, uima-uimaj-io-jsoncas): types, feature structures with ids, and a
view of the text. Places are counted in UTF-16 as UIMA counts them, so that marks behind an emoji stand where they
should. Marks are of one type of span, ties of one type of relation, as INCEpTION's own layers are made; a mark in
pieces is several spans, tied one to the next by `Goes_on`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from allegedly.export import brat
from allegedly.export.articles import Article

MARK, TIE = "webanno.custom.Allegedly", "webanno.custom.AllegedlyTie"
GOES_ON = "Goes_on"
FEATURES = ("kind", "stance", "form", "polarity", "reports", "source_kind", "anonymous", "category", "negated", "sense",
            "seam_kind", "note")  # fmt: skip
"""What a mark says of itself, each a text; what does not bear on its kind is left out."""

_CALLED = {"Kind": "reports"}  # a mark has a kind itself
_STRING, _ANNOTATION = "uima.cas.String", "uima.tcas.Annotation"


def cas(article: Article) -> dict[str, Any]:
    """The article as an object of JSON."""
    text = brat.text(article)
    units = _units(text)
    marks = brat.marks_of(article)
    listed: list[dict[str, Any]] = []
    heads: dict[str, int] = {}

    def add(layer: str, place: tuple[int, int], features: dict[str, Any]) -> int:
        number = len(listed) + 2
        start, end = place
        listed.append({"%ID": number, "%TYPE": layer, "@sofa": 1, "begin": units[start], "end": units[end]} | features)
        return number

    def tie(kind: str, one: int, other: int, place: tuple[int, int]) -> None:
        add(TIE, place, {"kind": kind, "@Governor": one, "@Dependent": other})

    for name, mark in marks.marks.items():
        said = {_CALLED.get(key, key.lower()): value for key, value in mark.said.items()}
        note = {"note": "; ".join(mark.notes)} if mark.notes else {}
        ids = [add(MARK, piece, {"kind": mark.kind} | said | note) for piece in mark.pieces]
        heads[name] = ids[0]
        for (before, after), piece in zip(pairwise(ids), mark.pieces[1:], strict=True):
            tie(GOES_ON, before, after, piece)
    for kind, one, other in marks.ties:
        tie(kind, heads[one], heads[other], marks.marks[other].pieces[0])
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text",
            "sofaString": text}  # fmt: skip
    return {
        "%TYPES": {
            MARK: {"%NAME": MARK, "%SUPER_TYPE": _ANNOTATION} | {name: _feature(name, _STRING) for name in FEATURES},
            TIE: {"%NAME": TIE, "%SUPER_TYPE": _ANNOTATION, "kind": _feature("kind", _STRING)}
            | {name: _feature(name, MARK) for name in ("Dependent", "Governor")},
        },
        "%FEATURE_STRUCTURES": [sofa, *listed],
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [one["%ID"] for one in listed]}},
    }


def _feature(name: str, range_: str) -> dict[str, str]:
    return {"%NAME": name, "%RANGE": range_}


def _units(text: str) -> list[int]:
    """For each place between two characters of a text, how many units of UTF-16 stand before it.

    >>> _units("a😀b")
    [0, 1, 3, 4]
    """
    made = [0]
    for character in text:
        made.append(made[-1] + (2 if ord(character) > 0xFFFF else 1))
    return made
