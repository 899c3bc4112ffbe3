"""People spoken of who were never introduced: "he" of nobody, "the commander" out of nothing.

Follows the idea of accessibility (Ariel 1990): a pronoun needs somebody mentioned shortly before, a definite
description of a person ("the spokeswoman") somebody it can describe. Whoever might be meant counts against a seam:
every person's name, every noun for one person, every name the model gave no type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allegedly.discourse.coherence.seam import HIGH, Seam
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.speakers import people, sources
from allegedly.discourse.speakers.sources import Name

_PRONOUNS = {"he", "him", "his", "himself", "she", "her", "hers", "herself"}
_SUBJECTS = ("nsubj", "nsubjpass")
_SILENT = 0.6  # confidence of a pronoun that may still be understood
_SEVERAL = 3
_BODIES = ("ORG", "GPE", "NORP")
_ANYBODY = {"official", "leader", "politician", "executive", "source"}
"""Another word for many a person named before."""
_FAR = 3  # sentences, and paragraphs: nobody is in mind that long
_NEAR = 2  # sentences in which "the lawmaker" may be another word for a person just named
_DOCUMENTS = {"statement", "report", "letter", "interview", "document", "memo", "message"}
_OFFICES = {"attorney", "secretary", "director", "solicitor", "governor", "inspector", "surveyor"}
"""Before "general", an office that everybody knows."""


@dataclass(frozen=True)
class _Person:
    """Where somebody is mentioned: word, sentence and paragraph."""

    at: int
    sentence: int
    paragraph: int
    is_pronoun: bool


def unknown(words: Words, relations: Sequence[Relation], names: Sequence[Name]) -> list[Seam]:
    """Pronouns, descriptions and "the same statement" without an antecedent, in the order of the text."""
    described = _descriptions(words, relations, names)
    lost = {seam.last for seam in described}
    speaking = {r.source_head for r in relations if r.kind in ("speech", "writing")}
    found = [*described, *_pronouns(words, _people(words, names, but=lost), speaking, names), *_same_document(words)]
    return sorted(found, key=lambda seam: seam.first)


def _people(words: Words, names: Sequence[Name], *, but: set[int]) -> list[_Person]:
    """Everybody who could be meant later, and every pronoun for one person, in the order of the text."""
    label = {i: name.label for name in names for i in range(name.first, name.last + 1)}
    found = []
    for i, tag in enumerate(words.tag):
        pronoun = words.lower[i] in _PRONOUNS
        known = label.get(i, words.entity[i])
        person = (
            known == "PERSON"
            or (tag == "NNP" and not known and words.lower[i].isalpha() and not _of_outlet(words, i))
            or (tag == "NN" and people.is_person(words.lemma[i].lower()))
        )
        if (person or pronoun) and i not in but:
            found.append(_Person(i, words.sentence[i], words.paragraph[i], pronoun))
    return found


def _of_outlet(words: Words, i: int) -> bool:
    """Part of a name that nobody gave a type and that ends like an outlet's: "the Northern Gazette"."""
    first, last = words.sentences[words.sentence[i]]
    while i < last and words.tag[i + 1] == "NNP":
        i += 1
    return i > first and sources.is_outlet_name(words.surface(i - 1, i))


def _pronouns(words: Words, people: Sequence[_Person], speaking: set[int], names: Sequence[Name]) -> list[Seam]:
    """ "He" and "she" with nobody mentioned before, or nobody near who was introduced; one seam a paragraph.

    A pronoun that finds nobody introduces nobody either. At the start of a text surest are pronouns that speak: feature
    writers let somebody act before they say who it is ("In his twenties he was ill"). Later on it is a text of several
    people that has moved on to somebody else's affairs; the only person of a text stays in mind.
    """
    found: list[Seam] = []
    shown: set[int] = set()
    near: _Person | None = None
    name = ""
    for place, person in enumerate(people):
        i = person.at
        if not person.is_pronoun:
            near, name = person, words.surface(i, i)
            continue
        confidence = _distance(person, near)
        if near is None:
            why = "and nobody has been mentioned before"
        else:
            why = f"and '{name}', the last person introduced, is {person.sentence - near.sentence} sentences back"
        if confidence < HIGH:
            near = person
        elif words.dep[i] not in _SUBJECTS:
            continue  # "his" of nobody is weaker evidence than "he": a name may follow
        if not confidence or words.quote[i] >= 0 or person.paragraph in shown or _comes_later(words, people, place):
            continue
        shown.add(person.paragraph)
        sure = i in speaking if near is None else _is_crowded(words, names, i)
        confidence = confidence if sure else min(confidence, _SILENT)
        evidence = f"'{words.surface(i, i)}' stands for somebody, {why}"
        found.append(Seam("no_antecedent", i, i, evidence, confidence))
    return found


def _is_crowded(words: Words, names: Sequence[Name], i: int) -> bool:
    """Whether several people were named before, and the sentence before is about a body or a place."""
    before = {name.entity for name in names if name.label == "PERSON" and name.first < i}
    last = words.sentence[i] - 1
    moved = any(name.label in _BODIES and words.sentence[name.first] == last for name in names)
    return len(before) >= _SEVERAL and moved


def _distance(pronoun: _Person, near: _Person | None) -> float:
    """How surely a pronoun is out of reach of the last person before it."""
    if near is None:
        return 0.9
    if pronoun.sentence - near.sentence < _FAR:
        return 0.0
    return {0: 0.0, 1: 0.0, 2: 0.4}.get(pronoun.paragraph - near.paragraph, HIGH)


def _comes_later(words: Words, people: Sequence[_Person], place: int) -> bool:
    """Whether the sentence goes on to say who: "When he arrived, Ostrander said ..."."""
    sentence = people[place].sentence
    return any(
        other.sentence == sentence and not other.is_pronoun and words.dep[other.at] in _SUBJECTS
        for other in people[place + 1 : place + 8]
    )


def _descriptions(words: Words, relations: Sequence[Relation], names: Sequence[Name]) -> list[Seam]:
    """Sources like "the commander" where neither a commander nor anybody near was introduced."""
    named = {i for name in names for i in range(name.first, name.last + 1)}
    people = {i for name in names if name.label == "PERSON" for i in range(name.first, name.last + 1)}
    speakers = sorted(
        {words.sentence[r.source_head] for r in relations if r.source_head in people}
        | {words.sentence[name.last] for name in names if name.label == "PERSON" and words.dep[name.last] in _SUBJECTS}
    )
    found = {}
    for r in relations:
        head = r.source_head
        if head < 0 or head in named or words.tag[head] != "NN" or words.quote[head] >= 0:
            continue
        if not _is_bare_role(words, head):
            continue
        here = words.sentence[head]
        if any(here - _NEAR <= sentence < here for sentence in speakers):
            continue
        seam = _description(words, head, words.lemma[head].lower())
        if seam is not None:
            found[head] = seam
    return list(found.values())


def _is_bare_role(words: Words, head: int) -> bool:
    """ "The commander", with nothing that would say which one."""
    kids = words.kids[head]
    return (
        people.needs_introduction(words.lemma[head].lower())
        and any(words.lower[k] == "the" for k in kids)
        and not any(words.lower[k] in _OFFICES for k in kids)
        and not any(words.dep[k] in ("prep", "relcl", "acl", "appos", "poss", "amod") for k in kids)
    )


def _description(words: Words, head: int, lemma: str) -> Seam | None:
    first = words.left[head]
    phrase = " ".join(words.surface(first, head).split())
    before = {words.lemma[i].lower() for i in range(first)}
    same = people.introduced_by(lemma)
    known = [i for i in range(first) if words.lower[i] in same or words.lemma[i].lower() == lemma]
    if not known:
        somebody = lemma in _ANYBODY and any(words.entity[i] == "PERSON" for i in range(first))
        evidence = f"'{phrase}' speaks, and no {lemma} was introduced"
        return Seam("no_antecedent", first, head, evidence, _SILENT if somebody else 0.85)
    away = words.sentence[head] - words.sentence[known[-1]]
    new = [i for i in range(first, head) if words.dep[i] == "compound" and words.lemma[i].lower() not in before]
    if new and away > 2 * _FAR:
        seen, word = words.surface(known[-1], known[-1]), words.surface(new[0], new[0])
        evidence = f"'{phrase}' speaks; '{word}' is new, and the last '{seen}' is {away} sentences back"
        return Seam("no_antecedent", first, head, evidence, 0.8)
    return None


def _same_document(words: Words) -> list[Seam]:
    """ "According to the same statement", and there was no statement."""
    found = []
    for i, low in enumerate(words.lower):
        if low != "same" or words.head[i] <= i or words.quote[i] >= 0:
            continue
        noun = words.head[i]
        lemma = words.lemma[noun].lower()
        if lemma not in _DOCUMENTS or lemma in (words.lemma[k].lower() for k in range(i)):
            continue
        if any(words.dep[k] in ("prep", "relcl", "acl") for k in words.kids[noun]):
            continue
        evidence = f"'{words.surface(i, noun)}' is spoken of, and there was no {lemma} before"
        found.append(Seam("no_antecedent", words.left[noun], noun, evidence, 0.8))
    return found
