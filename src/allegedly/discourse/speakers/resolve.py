"""Who a pronoun, or a bare title, stands for as a source: read from the text or honestly left open.

"He said" goes to the nearest person who speaks or is the subject shortly before; "it" to an organisation; "I" in
somebody's quoted words to that speaker; "the general" to a named person who bears that title, "the official" to the
unnamed official who spoke before. A definite description that is itself new ("The artillery general said") is no
antecedent: a text that begins with one has lost its thread, and guessing would hide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.relations.cues import SUBJECTS
from allegedly.discourse.speakers import people
from allegedly.discourse.speakers.sources import Name, Source, describe, is_pronoun, name_at

_SINGULAR = {"he", "she", "him", "her", "himself", "herself"}
_SPEAKER = {"i", "we", "me", "us"}
_REACH = 3  # sentences a person stays in mind


@dataclass(frozen=True)
class _Person:
    """Somebody who can be meant by what follows."""

    at: int
    sentence: int
    source: Source
    animate: bool
    plural: bool
    speaker: bool


def sources(words: Words, relations: Sequence[Relation], names: Sequence[Name]) -> list[Source]:
    """The source of each relation, pronouns and bare titles resolved where the text allows."""
    found: list[Source] = []
    spoken = _subjects(words, names)
    gender: dict[str, str] = {}
    for r in relations:
        plain = describe(words, r.source, r.source_head, names)
        resolved = plain
        if plain.kind == "pronoun":
            resolved = _pronoun(words, r, plain, spoken, gender, names)
        elif plain.kind in ("titled", "collective", "outlet"):
            resolved = _description(words, r, plain, names, spoken)
        found.append(resolved)
        if resolved.entity and (pronoun := _own_pronoun(words, r)):
            gender.setdefault(resolved.entity, pronoun)
        if resolved.kind not in ("none", "pronoun") and _can_be_meant(words, r, resolved):
            spoken.append(_person(words, r, resolved, names))
    return [
        _speaker_of(words, r, source, found, relations)
        if source.kind == "pronoun" and words.lower[r.source_head] in _SPEAKER
        else source
        for r, source in zip(relations, found, strict=True)
    ]


def _own_pronoun(words: Words, r: Relation) -> str:
    """ "he" or "she", where a speaker speaks of itself: "Bergstrom denied that she had closed it"."""
    clause = words.child(r.cue, "ccomp")
    subject = words.child(clause, "nsubj") if clause >= 0 else -1
    low = words.lower[subject] if subject >= 0 else ""
    return low if low in ("he", "she") and words.quote[subject] < 0 else ""


def _pronoun(
    words: Words,
    r: Relation,
    plain: Source,
    people: Sequence[_Person],
    gender: dict[str, str],
    names: Sequence[Name],
) -> Source:
    low = words.lower[r.source_head]
    if low in _SPEAKER:
        return plain  # once all speakers are known
    if low in ("who", "that", "which"):
        return _antecedent(words, r, plain, names)
    if low not in _SINGULAR | {"it", "they", "them"}:
        return plain
    here = words.sentence[r.source_head]
    best = None
    for person in people:
        if person.at >= r.source_head or person.sentence < here - _REACH or not _fits(low, person):
            continue
        if low in _SINGULAR and gender.get(_key(person.source), low) != low:
            continue
        if words.quote[r.source_head] < 0 <= words.quote[person.at]:
            continue
        weight = (person.sentence, person.speaker, person.at)
        if best is None or weight > best[0]:
            best = (weight, person)
    if best is None:
        return plain
    meant = best[1].source
    if low in _SINGULAR:
        gender.setdefault(_key(meant), low)
    return _as(meant, plain)


def _as(meant: Source, plain: Source) -> Source:
    """What a pronoun stands for; one that stands for somebody without a name keeps its own kind."""
    hidden = meant.anonymous or plain.anonymous
    return replace(meant if meant.entity else plain, anonymous=hidden)


def _antecedent(words: Words, r: Relation, plain: Source, names: Sequence[Name]) -> Source:
    """The noun that a relative clause hangs on: "Putin, who hopes that"."""
    at = r.source_head
    for _ in range(6):
        if words.dep[at] == "relcl":
            head = words.head[at]
            inside = {i for i in words.subtree(head) if i < words.left[at]} | {head}
            return _as(describe(words, inside, head, names), plain)
        if words.head[at] == at:
            break
        at = words.head[at]
    return plain


def _fits(low: str, person: _Person) -> bool:
    if low in _SINGULAR:
        return person.animate and not person.plural
    if low == "it":
        return not person.animate and not person.plural
    return person.plural or (not person.animate and person.speaker)


def _key(source: Source) -> str:
    return source.entity or source.description.lower()


def _speaker_of(
    words: Words, r: Relation, plain: Source, found: Sequence[Source], relations: Sequence[Relation]
) -> Source:
    """ "I" inside quotation marks is whoever the quotation belongs to. Outside, it is the writer: left open."""
    if words.quote[r.source_head] < 0:
        return plain
    holders = [(len(other.content), n) for n, other in enumerate(relations) if r.source_head in other.content]
    return _as(found[min(holders)[1]], plain) if holders else plain


def _description(words: Words, r: Relation, plain: Source, names: Sequence[Name], spoken: Sequence[_Person]) -> Source:
    """ "The general", "the ministry", without anything more: the named one before; "the official": the one before.

    What ties a name to a noun is its form of address ("Gen."), its own head ("Ministry of Defence"), or the words that
    introduce it ("Ann Reyes, a teacher"; "mobile operator Vellum"); and who is meant has acted or spoken before. Where
    several names fit, it is the last speaker, else the last named; where none does, the description stands for itself.
    """
    head = r.source_head
    extra = [k for k in words.kids[head] if words.dep[k] not in ("det", "punct", "case")]
    definite = any(words.lower[k] in ("the", "this", "that") for k in words.kids[head])
    if extra or not definite or words.tag[head] in ("NNS", "NNPS"):
        return plain
    lemma = words.lemma[head].lower()
    acted = {p.source.entity for p in spoken if p.at < head}
    fitting = [n for n in names if n.last < head and n.entity in acted and _is_called(words, n, lemma, plain.kind)]
    if fitting:
        speakers = {p.source.entity: p.at for p in spoken if p.speaker and p.at < head}
        meant = max(fitting, key=lambda n: (speakers.get(n.entity, -1), n.last))
        kind = "outlet" if plain.kind == "outlet" else "named"
        return replace(plain, kind=kind, entity=meant.entity, anonymous=False)
    for person in reversed(spoken):
        if person.at < head and words.lemma[person.at].lower() == lemma and person.source.kind == "titled":
            return person.source
    return plain


def _is_called(words: Words, name: Name, lemma: str, kind: str) -> bool:
    """Whether a name is of the kind that "the" and this noun mean later in the text."""
    if name.label == "PERSON":
        if kind != "titled":
            return False
        return bool(_address(words, name) & people.titles(lemma)) or lemma in _introduced_as(words, name)
    if name.label not in ("ORG", "FAC", "PRODUCT", "WORK_OF_ART"):
        return False
    return (kind != "titled" and lemma in _heads(words, name)) or lemma in _introduced_as(words, name)


def _address(words: Words, name: Name) -> set[str]:
    """The words right before a name that belong to it, as titles do: one common noun, before it capitalised ones."""
    found: set[str] = set()
    at, first = name.first - 1, words.sentences[words.sentence[name.first]][0]
    known = {"PROPN", "NOUN", "ADJ"}
    while at >= first and (words.pos[at] in known or words.lower[at] == "."):
        found.add(words.lower[at].removesuffix("."))
        known = {"PROPN"}
        at -= 1
    return found


def _heads(words: Words, name: Name) -> set[str]:
    """What a body's name says it is: its last word, and the one before "of" or "for"."""
    inside = range(name.first, name.last + 1)
    before = {i - 1 for i in inside if i > name.first and words.lower[i] in ("of", "for")}
    return {words.lower[i] for i in inside if i in before or (i == name.last and i > name.first)}


def _introduced_as(words: Words, name: Name) -> set[str]:
    """Nouns that say what is named: "Ryan Dillon, a spokesman for ...", "mobile operator Vellum"."""
    inside = range(name.first, name.last + 1)
    found = {words.lemma[k].lower() for i in inside for k in words.kids[i] if words.dep[k] == "appos"}
    before = name.first - 1
    if before >= 0 and words.pos[before] == "NOUN" and words.head[before] in inside:
        found.add(words.lemma[before].lower())
    return found


def _subjects(words: Words, names: Sequence[Name]) -> list[_Person]:
    """Named persons and organisations that are the subject of a clause."""
    found = []
    for i, dep in enumerate(words.dep):
        if dep not in SUBJECTS and dep != "nsubjpass":
            continue
        name = name_at(names, i)
        if name is None or is_pronoun(words, i):
            continue
        if name.label in ("PERSON", "ORG", "GPE", "NORP", "FAC"):
            source = Source("named", False, name.entity, words.surface(name.first, name.last))
            animate = name.label == "PERSON"
            found.append(_Person(i, words.sentence[i], source, animate, words.tag[i] == "NNPS", speaker=False))
    return found


def _can_be_meant(words: Words, r: Relation, source: Source) -> bool:
    """Whether a source may be the antecedent of a later pronoun: not if it is a bare new description itself."""
    head = r.source_head
    if source.entity or source.kind in ("outlet", "document"):
        return True
    definite = any(words.lower[k] in ("the", "this", "that") for k in words.kids[head] if words.dep[k] == "det")
    known = any(words.dep[k] in ("prep", "relcl", "acl", "appos") for k in words.kids[head])
    return not definite or known or source.kind == "collective"


def _person(words: Words, r: Relation, source: Source, names: Sequence[Name]) -> _Person:
    name = name_at(names, r.source_head)
    animate = (
        source.kind == "titled"
        or (name is not None and name.label == "PERSON")
        or (source.kind == "named" and any(n.entity == source.entity and n.label == "PERSON" for n in names))
    )
    plural = words.tag[r.source_head] in ("NNS", "NNPS")
    return _Person(r.source_head, words.sentence[r.source_head], source, animate, plural, speaker=True)
