"""What is known about names before an article is read: countries, their peoples and capitals, and common aliases.

The lexicons are `countries`, `peoples` and `entity_aliases`. A form gives the type and the one usual name of a name
that was found; only forms of several words, and countries inside compounds ("US-backed"), are also found by themselves.
Forms marked doubtful have other common meanings ("Georgia") and only count where the model sees the same type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from allegedly import lexicons

KIND = {
    "PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people",
    "EVENT": "event", "LAW": "law", "PRODUCT": "product", "WORK_OF_ART": "work", "LANGUAGE": "language",
}  # fmt: skip


_PARTICLE = re.compile(r"(?<=\w)[ -](?:al|el|ez|es|as|ad|ar|at|az|an|ash)[ -](?=[A-Z])", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """A form of the gazetteer: its type, the usual name of the thing, what that is related to, and its standing."""

    label: str
    name: str
    related_to: str | None = None
    doubtful: bool = False
    country: bool = False

    @property
    def entity_id(self) -> str:
        """The id of the thing named."""
        return entity_id(self.label, self.name)


def entity_id(label: str, name: str) -> str:
    """A readable id: the kind of thing and its usual name.

    >>> entity_id("GPE", "United States"), entity_id("PERSON", "Élise O'Neill")
    ('place/united-states', 'person/elise-oneill')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    slug = re.sub(r"[^\w]+", "-", re.sub(r"['’.]", "", plain).lower()).strip("-")
    return f"{KIND[label]}/{slug or 'unnamed'}"


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def _country_forms() -> Iterator[tuple[str, Known]]:
    for row in lexicons.load("countries").to_dict("records"):
        name, doubtful = row["entry"], set(_split(row["doubtful"]))
        place = entity_id("GPE", name)
        for form in [name, *_split(row["aliases"])]:
            yield form, Known("GPE", name, None, form in doubtful, True)
        adjectives = _split(row["adjectives"])
        for form in [*adjectives, *_split(row["people"])]:
            yield form, Known("NORP", adjectives[0], place, form in doubtful)
        for form in _split(row["capital"]):
            yield form, Known("GPE", _split(row["capital"])[0], place, form in doubtful)


def _people_forms() -> Iterator[tuple[str, Known]]:
    for row in lexicons.load("peoples").to_dict("records"):
        related = entity_id("GPE", row["related_to"]) if row["related_to"] else None
        for form in [row["entry"], *_split(row["forms"])]:
            yield form, Known("NORP", row["entry"], related, bool(row["doubtful"]))


def _alias_forms() -> Iterator[tuple[str, Known]]:
    for row in lexicons.load("entity_aliases").to_dict("records"):
        related = entity_id("GPE", row["related_to"]) if row["related_to"] else None
        yield row["entry"], Known(row["label"], row["entity"], related)


def _namesake_forms() -> Iterator[tuple[str, Known]]:
    """Usual names of places that share their name with another one; no article spells them so."""
    for row in lexicons.load("namesakes").to_dict("records"):
        related = entity_id("GPE", row["related_to"]) if row["related_to"] else None
        yield row["entity"], Known("GPE", row["entity"], related)


@cache
def forms() -> Mapping[str, Known]:
    """Every form of the gazetteer; the first meaning of a form stands (a country before a people or a capital)."""
    known: dict[str, Known] = {}
    for source in (_country_forms, _people_forms, _alias_forms, _namesake_forms):
        for form, meaning in source():
            known.setdefault(form, meaning)
    return known


def lookup(form: str) -> Known | None:
    """What the gazetteer knows of a form, spelled as it stands; capitals throughout are read as a title is.

    >>> lookup("USA").entity_id, lookup("Russians").related_to, lookup("russians")
    ('place/united-states', 'place/russia', None)
    """
    straight = form.replace("’", "'")
    known = forms()
    if straight in known:
        return known[straight]
    if straight.isupper() and len(straight) > 4:
        return known.get(straight.title())
    alike = one_particle(straight)
    return known.get(alike) if alike != straight else None


def one_particle(name: str) -> str:
    """A name with the Arabic article inside it written in one way, however it is spelled or joined.

    >>> one_particle("Deir ez-Zor"), one_particle("Tel-Al-Rifat"), one_particle("Al Bab")
    ('Deir al-Zor', 'Tel al-Rifat', 'Al Bab')
    """
    return _PARTICLE.sub(" al-", name)


@cache
def country_forms() -> frozenset[str]:
    """The forms that name a country and nothing else that is common."""
    return frozenset(form for form, meaning in forms().items() if meaning.country and not meaning.doubtful)


def adjective(place: str) -> str | None:
    """The adjective of a country under any of its names; None for what is no country.

    >>> adjective("Russian Federation"), adjective("Oslo")
    ('Russian', None)
    """
    known = lookup(place)
    return _adjectives().get(known.name) if known and known.country else None


@cache
def _adjectives() -> Mapping[str, str]:
    rows = lexicons.load("countries")[["entry", "adjectives"]].itertuples(index=False, name=None)
    return {entry: _split(cell)[0] for entry, cell in rows if cell}


def belongs_to(label: str, name: str) -> str | None:
    """The country or region that a thing stands for or belongs to: by the gazetteer, or by how its name begins.

    >>> belongs_to("ORG", "Kremlin"), belongs_to("ORG", "Russian Defense Ministry"), belongs_to("PERSON", "Jack London")
    ('place/russia', 'place/russia', None)
    """
    known = lookup(name)
    if known and KIND[known.label] == KIND[label]:
        return known.related_to
    if label != "ORG":
        return None
    words = name.split()
    for length in (3, 2, 1):
        first = lookup(" ".join(words[:length])) if len(words) > length else None
        if first and first.label in ("GPE", "NORP") and not first.doubtful:
            return first.entity_id if first.country else first.related_to
    return None
