"""Which names of one article name one thing.

Decided inside the article alone, on evidence: the gazetteer's aliases, an abbreviation explained in brackets or spelled
by one long form's capitals, the surname of exactly one person named in full, the beginning or end of exactly one longer
organisation. Where two things fit, nothing is merged: an article with two people called Clinton keeps a bare "Clinton"
apart, and Mr Reyes is not Mrs Reyes. Things of different articles are one where their usual names agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz.distance import Levenshtein
from spacy.tokens import Doc

from allegedly.names import acronyms, addresses, gazetteer, namesakes
from allegedly.names.gazetteer import KIND, entity_id
from allegedly.names.phrases import words_of
from allegedly.names.spans import Name, is_acronym

Form = tuple[str, str]
"""A kind of thing ("person", "org", "place" ...) and a usual name."""

_SPELLING = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\b([Dd])efence\b", r"\1efense"),
        (r"\b([Cc])entre\b", r"\1enter"),
        (r"\b([Ll])abour\b", r"\1abor"),
        (r"\b([Pp])rogramme\b", r"\1rogram"),
        (r"\b([Hh])arbour\b", r"\1arbor"),
        (r"isation\b", "ization"),
        (r"isations\b", "izations"),
    )
)
_COMPANY = re.compile(r",? (Inc|Ltd|Corp|Co|plc|Plc|PLC|LLC|Limited|Corporation|Company|Holdings|AG|SA|NV)\.?$")
_OFFICE = re.compile(r"^(.*?)\b(Ministry|Department) of (?:the )?([^,]+)$")
_OWNER = re.compile(r"^((?:Ministry|Department) of .+?) of (?:the )?([A-Z].+)$")
_UNIT = re.compile(r"^(?:State|City|Town|Republic|Kingdom|Province|Region) of (?:the )?(?=[A-Z])")
_PREFIX = re.compile(r"^(?:al|el|ez|es|ad|an|as)[- ]", re.IGNORECASE)


def usual_name(label: str, text: str) -> str:
    """The name of a thing with everything taken off that varies from article to article.

    >>> usual_name("GPE", "USA"), usual_name("ORG", "Russian Ministry of Defence"), usual_name("ORG", "the U.S. Navy")
    ('United States', 'Russian Defense Ministry', 'United States Navy')
    """
    name = re.sub(r"\s+", " ", text.replace("’", "'")).removeprefix("the ").removeprefix("The ")
    name = re.sub(r"'s?$", "", name)
    known = gazetteer.lookup(name)
    if known and KIND[known.label] == KIND[label]:
        return known.name
    for pattern, to in _SPELLING:
        name = pattern.sub(to, name)
    if label in ("GPE", "LOC"):
        name = gazetteer.one_particle(_UNIT.sub("", name))
    if label == "ORG":
        name = _COMPANY.sub("", name) or name
        name = _OFFICE.sub(r"\1\3 \2", _with_adjective(name)).replace("Foreign Affairs Ministry", "Foreign Ministry")
        first, _, rest = name.partition(" ")
        country = gazetteer.lookup(first)
        if rest and country and country.country and not country.doubtful:
            name = f"{country.name} {rest}"
    return name


def _with_adjective(name: str) -> str:
    """A ministry's name with its country's adjective in front: "Ministry of Defense of Russia" is the Russian one."""
    found = _OWNER.match(name)
    adjective = gazetteer.adjective(found[2]) if found else None
    return f"{adjective} {found[1]}" if found and adjective else name


def merge_names(doc: Doc, names: Sequence[Name]) -> list[str]:
    """The entity_id of each name of an article, in order."""
    words = [token.text for token in doc]
    explained = {
        usual_name("ORG", doc[slice(*pair.short)].text): usual_name("ORG", doc[slice(*pair.long)].text)
        for pair in acronyms.explained(doc, words)
    }
    texts = [(name.label, doc[name.start : name.end].text) for name in names]
    return merge(texts, explained, addresses.of_names(words, names))


def merge(names: Sequence[tuple[str, str]], explained: Mapping[str, str], addressed: Sequence[str] = ()) -> list[str]:
    """The entity_id of each (label, text) of one article, in order.

    `explained` gives abbreviations' long forms; `addressed` says whom the word before each name addresses, if anyone.
    """
    usual = [(KIND[label], usual_name(label, text)) for label, text in names]
    meant = namesakes.meant({text for _, text in names})
    known = dict[str, str]()
    if any(addressed):
        apart, known = addresses.told_apart([name for _, name in usual], addressed)
        usual = [(kind, name) for (kind, _), name in zip(usual, apart, strict=True)]
    if meant:
        usual = [(kind, meant.get(name, name) if kind == "place" else name) for kind, name in usual]
    labels = {form: label for form, (label, _) in zip(reversed(usual), reversed(names), strict=True)}
    things = sorted(set(usual))
    target: dict[Form, Form] = {}
    for form in things:
        found = _target(form, things, explained, known)
        if found is not None and found != form:
            target[form] = found
    return [_id(form, target, labels) for form in usual]


def _id(form: Form, target: Mapping[Form, Form], labels: Mapping[Form, str]) -> str:
    seen = {form}
    while form in target and target[form] not in seen:
        form = target[form]
        seen.add(form)
    return entity_id(labels[form], form[1])


def _target(
    form: Form, things: Sequence[Form], explained: Mapping[str, str], addressed: Mapping[str, str]
) -> Form | None:
    """The thing that a form is another name of; None if nothing or more than one fits."""
    kind, name = form
    if name in explained:
        long = explained[name]
        meant = [thing for thing in things if thing[1] == long] or [t for t in things if t[1].endswith(f" {long}")]
        if len(meant) == 1:
            return meant[0]
    others = [other for other_kind, other in things if other_kind == kind and other != name]
    if kind == "person" and addressed:
        others = addresses.possible(name, others, addressed)
        name = addresses.bare(name)
    for test in _TESTS.get(kind, ()):
        fitting = _same({other for other in others if test(name, other)})
        if len(fitting) == 1:
            return kind, fitting[0]
        if fitting:
            return None
    return None


def _same(names: Iterable[str]) -> list[str]:
    """The names without those that another one holds: "Jim Mattis" and "James Jim Mattis" are one candidate."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    kept: list[str] = []
    for name in ordered:
        if not any(_within(name, longer) for longer in kept):
            kept.append(name)
    return kept


def _parts(name: str) -> list[str]:
    return [_PREFIX.sub("", part).casefold().rstrip(".") for part in name.split()]


def _within(name: str, longer: str) -> bool:
    """True if a person's longer name holds the parts of the shorter one in order, first and last agreeing.

    >>> _within("Juan Hernandez", "Juan Orlando Hernandez"), _within("J. Hernandez", "Juan Hernandez")
    (True, True)
    """
    short, long = _parts(name), _parts(longer)
    if len(short) < 2 or len(long) < 2 or len(short) > len(long) or short[-1] != long[-1]:
        return False
    first, other = short[0], long[0]
    alike = first == other or (1 in (len(first), len(other)) and first[0] == other[0])
    return alike or (min(len(first), len(other)) > 3 and Levenshtein.distance(first, other) <= 1)


def _variant(name: str, other: str) -> bool:
    """True if `other` is the fuller of two names of one person; of equals, the one that sorts first is."""
    if len(name.split()) < 2:
        return False
    return _within(name, other) and (len(other), other) > (len(name), name)


def _surname(name: str, other: str) -> bool:
    """True if `name` is the surname of `other`, of one part or of more ("Van Damme")."""
    short, long = _parts(name), _parts(other)
    return len(long) > len(short) and long[-len(short) :] == short


def _first_name(name: str, other: str) -> bool:
    short, long = _parts(name), _parts(other)
    return len(short) == 1 and len(long) > 1 and long[0] == short[0] and len(short[0]) > 2


def _initials(name: str, other: str) -> bool:
    """True if the capitals of `other` spell the abbreviation `name`.

    >>> _initials("SDF", "Syrian Democratic Forces"), _initials("U.N.", "United Nations"), _initials("UN", "Uganda")
    (True, True, False)
    """
    short = name.replace(".", "")
    words = [word for word in re.split(r"[\s-]+", other) if word]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return is_acronym(short) and len(words) > 1 and capitals == short.upper()


def _beginning(name: str, other: str) -> bool:
    """True if a body's name is the beginning of a longer one: "Gazprom" of "Gazprom Export"."""
    return other.startswith(name + " ") and not gazetteer.lookup(name)


def _ending(name: str, other: str) -> bool:
    """True if a body's name of two words or more is the end of a longer one: "Central Command"."""
    return other.endswith(" " + name) and len(words_of(name)) > 1


def _joined(name: str, other: str) -> bool:
    """True if two names differ by hyphens, blanks and capitals alone; the one that sorts first is the usual one."""
    return other < name and _letters(other) == _letters(name)


def _letters(name: str) -> str:
    return re.sub(r"[\s'-]", "", name).casefold()


def _plural(name: str, other: str) -> bool:
    return name == other + "s"


_TESTS: Mapping[str, tuple[Callable[[str, str], bool], ...]] = {
    "person": (_variant, _surname, _first_name),
    "org": (_joined, _initials, _ending, _beginning),
    "place": (_joined, _initials),
    "people": (_plural,),
}
"""What makes one form a name of another, by kind of thing, the strongest first."""
