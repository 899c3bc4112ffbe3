"""Which common nouns name a person, by the lexicons or by their ending, and which introduce each other.

Read for the kind of a source ("the umpire said": somebody with a title and no name) and for seams ("the commander"
of whom nobody has heard). `person_nouns.csv` has persons whose nouns do not end like one, things whose nouns do, and
groups of nouns that name the same person: an ambassador is a diplomat later.
"""

from __future__ import annotations

import re
from functools import cache

from allegedly import lexicons
from allegedly.discourse import lexicon

_SUFFIX = re.compile(r"(?:er|or|ist|man|woman|ian|ant|eer|ess|ee|boy|girl|son|mother|father|child|star|pilot)$|^king$")


@cache
def _rows() -> dict[str, tuple[str, frozenset[str], bool]]:
    rows = lexicons.load("person_nouns").itertuples(index=False)
    return {r.entry: (r.category, frozenset(filter(None, r.same.split(";"))), r.introduced == "yes") for r in rows}


def is_person(lemma: str) -> bool:
    """Whether a noun is likely to name a person.

    >>> is_person("umpire"), is_person("computer"), is_person("glassblower")
    (True, False, True)
    """
    category = _rows().get(lemma, ("", frozenset(), False))[0]
    if category:
        return category == "person"
    group = lexicon.noun(lemma)
    return group == "role" or (not group and bool(_SUFFIX.search(lemma)))


@cache
def _of_group() -> dict[str, tuple[str, ...]]:
    """The nouns and short titles of each group."""
    found: dict[str, list[str]] = {}
    for entry, (_, groups, _) in _rows().items():
        for group in groups:
            found.setdefault(group, []).append(entry)
    return {group: tuple(entries) for group, entries in found.items()}


def introduced_by(lemma: str) -> frozenset[str]:
    """The nouns and short titles that may introduce somebody whom the text then calls by `lemma`; itself among them."""
    groups = _rows().get(lemma, ("", frozenset(), False))[1]
    return frozenset({lemma, *(other for group in groups for other in _of_group()[group])})


def titles(lemma: str) -> frozenset[str]:
    """The forms of address, without stops, under which a name may have stood that is "the ..." later.

    >>> sorted(titles("general"))
    ['gen', 'general']
    """
    short = (other for other in introduced_by(lemma) if _rows().get(other, ("",))[0] == "introduces")
    return frozenset({lemma, *(other.removesuffix(".") for other in short)})


def needs_introduction(lemma: str) -> bool:
    """Whether "the ..." with this noun alone is odd of somebody who was not introduced: "the spokeswoman"."""
    return _rows().get(lemma, ("", frozenset(), False))[2]
