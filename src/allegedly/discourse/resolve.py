"""Who a pronoun, or a bare title, stands for as a source: read from the text or honestly left open.

"He said" goes to the nearest person who speaks or is the subject shortly before; "it" to an organisation; "I" in
somebody's quoted words to that speaker; "the general" to a named person who bears that title, "the official" to the
unnamed official who spoke before. A definite description that is itself new ("The artillery general said") is no
antecedent: a text that begins with one has lost its thread, and guessing would hide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegedly.discourse.cues import SUBJECTS
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.sources import Name, Source, describe, is_pronoun, name_at

_SINGULAR = {"he", "she", "him", "her", "himself", "herself"}
_SPEAKER = {"i", "we", "me", "us"}
_REACH = 3  # sentences a person stays in mind
_TITLES = {
    "general": ("gen", "general"),
    "colonel": ("col", "colonel"),
    "senator": ("sen", "senator"),
    "governor": ("gov", "governor"),
    "professor": ("prof", "professor"),
    "doctor": ("dr", "doctor"),
    "representative": ("rep", "representative"),
}


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
    people = _subjects(words, names)
    gender: dict[str, str] = {}
    for r in relations:
        plain = describe(words, r.source, r.source_head, names)
        resolved = plain
        if plain.kind == "pronoun":
            resolved = _pronoun(words, r, plain, people, gender, found, relations, names)
        elif plain.kind == "titled":
            resolved = _title(words, r, plain, names, people)
        found.append(resolved)
        if resolved.entity and (pronoun := _own_pronoun(words, r)):
            gender.setdefault(resolved.entity, pronoun)
        if resolved.kind not in ("none", "pronoun") and _can_be_meant(words, r, resolved):
            people.append(_person(words, r, resolved, names))
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
    found: Sequence[Source],
    relations: Sequence[Relation],
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


def _title(words: Words, r: Relation, plain: Source, names: Sequence[Name], people: Sequence[_Person]) -> Source:
    """ "the general", without anything more, is the named general before; "the official" the official before."""
    head = r.source_head
    extra = [k for k in words.kids[head] if words.dep[k] not in ("det", "punct")]
    definite = any(words.lower[k] in ("the", "this", "that") for k in words.kids[head])
    if extra or not definite:
        return plain
    lemma = words.lemma[head].lower()
    for name in reversed([n for n in names if n.last < head and n.label == "PERSON"]):
        before = words.surface(max(name.first - 3, words.sentences[words.sentence[name.first]][0]), name.first).lower()
        titles = set(before.replace(".", "").split()) & set(_TITLES.get(lemma, (lemma,)))
        if titles or lemma in _apposition(words, name):
            return replace(plain, kind="named", entity=name.entity, anonymous=False)
    for person in reversed(people):
        if person.at < head and words.lemma[person.at].lower() == lemma and person.source.kind == "titled":
            return person.source
    return plain


def _apposition(words: Words, name: Name) -> set[str]:
    """Nouns that say what a named person is: "Ryan Dillon, a spokesman for ..."."""
    return {
        words.lemma[k].lower()
        for i in range(name.first, name.last + 1)
        for k in words.kids[i]
        if words.dep[k] == "appos"
    }


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
