"""One table of the forms of an article: what the whole article says about the type of each name in it.

A form is a name as it is spelled. Each place where the model sees it is a vote for a type; the other evidence is the
full name that a surname belongs to, a subject of "said", an explanation in brackets, a head word and the gazetteer.
A form found once is then found everywhere, with the type that the evidence favours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from allegedly import lexicons
from allegedly.names import addresses, descriptions, gazetteer
from allegedly.names.phrases import Phrases, Words, form_text
from allegedly.names.spans import ARTICLES, LANDS, POSSESSIVES, Name, generic, is_acronym, is_capital

SPEECH = frozenset(
    {
        "say",
        "tell",
        "add",
        "explain",
        "argue",
        "note",
        "stress",
        "recall",
        "admit",
        "insist",
        "reply",
        "state",
        "believe",
    }
)
"""Verbs whose subject, where it is one capitalised word without article, is nearly always a person."""

NEARNESS = frozenset({"in", "near", "outside", "around"})
"""Prepositions after which a name is nearly always a place's, with which the model confuses unknown people."""

UNITS = LANDS | frozenset(
    {"outskirts"} | {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"}
)
"""Words after which "of" begins the name of a place."""

_SOFT = frozenset({"", "votes", "speech", "place"})
"""Reasons that a surname's full name outweighs."""

NO_NAME = "none"
"""What a head word gives instead of a type to posts, measures and papers: "Chief Election Officer" names nobody."""

SPREAD = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})


Table = dict[Words, tuple[str, str]]
"""The forms of one article: the type of each by all evidence, and what decided it where the model did not."""


@cache
def head_words() -> Mapping[str, tuple[str, str]]:
    """The type that a head word gives a name, and where in the name it must stand."""
    rows = lexicons.load("head_words")
    return {row["entry"]: (row["label"], row["position"]) for row in rows.to_dict("records")}


def head_label(form: Words) -> str | None:
    """The type that a name of several words has by its head word.

    >>> head_label(("Ministry", "of", "Defence")), head_label(("Syr", "Darya", "River")), head_label(("Bank",))
    ('ORG', 'LOC', None)
    """
    if len(form) < 2:
        return None
    if form[-1] in head_words():
        return head_words()[form[-1]][0]
    label, position = head_words().get(form[0], ("", ""))
    return label if position == "any" else None


def spoken_subjects(doc: Doc, names: Iterable[Name]) -> Iterator[Words]:
    """Forms of one capitalised word, called an organisation, that speak as people do.

    Once at least the form is the subject of a verb of speech, without article. A company speaks too, but does so in few
    of the places where it is named, says "it" of itself, and stands before nouns ("Norvex shares").
    """
    places: dict[str, list[Token]] = {}
    for name in names:
        if name.label == "ORG" and name.end - name.start == 1 and _like_a_surname(doc[name.start].text):
            places.setdefault(doc[name.start].text, []).append(doc[name.start])
    for form, tokens in places.items():
        speaking = [token for token in tokens if _speaks(token)]
        impersonal = any(_says_it(token) for token in speaking) or any(_before_noun(token) for token in tokens)
        if len(speaking) > len(tokens) / 5 and not impersonal:
            yield (form,)


def _like_a_surname(word: str) -> bool:
    return is_capital(word) and not is_acronym(word)


def _speaks(token: Token) -> bool:
    article = token.i > 0 and token.nbor(-1).lower_ in ARTICLES
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in SPEECH and not article


def _says_it(token: Token) -> bool:
    """True if the speaker calls itself "it" or "they" soon after the verb."""
    after = token.doc[token.head.i + 1 : min(token.head.i + 8, token.sent.end)]
    return any(word.lower_ in ("it", "its", "they", "their") for word in after)


def _before_noun(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).tag_ in ("NN", "NNS")


def located(words: Sequence[str], names: Iterable[Name]) -> Iterator[Words]:
    """Forms called a person after "in" or "near"; these and bodies of one word if a unit of land stands beside them.

    Beside them: "town of X", "north of the X", "X, a town in the hills".
    """
    for name in names:
        if name.label != "PERSON" and not (name.label == "ORG" and name.end - name.start == 1):
            continue
        before = [word.lower() for word in words[max(name.start - 3, 0) : name.start]][::-1]
        before = before[1:] if before[:1] == ["the"] else before
        behind = words[name.end : name.end + 5]
        owner = bool(POSSESSIVES.intersection(behind[:1]))
        near = name.label == "PERSON" and not owner and bool(NEARNESS.intersection(before[:1]))
        part = before[:1] == ["of"] and not owner and bool(UNITS.intersection(before[1:2]))
        called = (
            behind[:1] == [","] and bool(ARTICLES.intersection(behind[1:2])) and bool(LANDS.intersection(behind[2:]))
        )
        if near or part or called:
            yield tuple(words[name.start : name.end])


def described(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> Iterator[Words]:
    """Forms of one word said to be a body, unless they are addressed as people or end a person's full name."""
    people = {words[name.end - 1] for name in names if name.label == "PERSON" and name.end - name.start > 1}
    people |= {words[name.start] for name in names if name.start and addresses.of(words[name.start - 1])}
    yield from ((word,) for word in descriptions.bodies(doc, names) if word not in people)


@dataclass(frozen=True)
class Evidence:
    """What an article says of its forms: types by an explanation, subjects of speech, places, bodies by neighbours."""

    explained: Mapping[Words, str]
    spoken: frozenset[Words]
    places: frozenset[Words]
    bodies: frozenset[Words]


def table(doc: Doc, words: Sequence[str], names: Sequence[Name], explained: Mapping[Words, str]) -> Table:
    """The table of an article's forms, from the names found so far and the abbreviations explained in it."""
    votes: dict[Words, Counter[str]] = {}
    for name in names:
        votes.setdefault(tuple(words[name.start : name.end]), Counter())[name.label] += 1
    evidence = Evidence(
        explained,
        frozenset(spoken_subjects(doc, names)),
        frozenset(located(words, names)),
        frozenset(described(doc, words, names)),
    )
    made = {form: _decide(form, counted, evidence) for form, counted in votes.items()}
    lower = lower_words(words)
    for surname in {form[-1] for form, (label, _) in made.items() if label == "PERSON" and len(form) > 1}:
        form = (surname,)
        if made[form][1] in _SOFT if form in made else _may_spread(form, lower):
            made[form] = "PERSON", "surname"
    return made


def lower_words(words: Sequence[str]) -> frozenset[str]:
    """The words that the article also writes small."""
    return frozenset(word for word in words if word.islower())


def _decide(form: Words, votes: Counter[str], evidence: Evidence) -> tuple[str, str]:
    """Type of a form and what decided it: first what fixes it, then the majority of the model's votes."""
    if form in evidence.explained:
        return evidence.explained[form], "explained"
    top = min(votes, key=lambda label: (-votes[label], list(votes).index(label)))
    known = gazetteer.lookup(form_text(form))
    if known and (not known.doubtful or known.label in votes):
        return known.label, "" if top == known.label else "gazetteer"
    head = head_label(form)
    if head and top in SPREAD and gazetteer.KIND[top] != gazetteer.KIND.get(head):
        return head, "head word"
    if form in evidence.bodies and top in SPREAD:
        return "ORG", "" if top == "ORG" else "description"
    if top == "ORG" and form in evidence.spoken:
        return "PERSON", "speech"
    if top in ("PERSON", "ORG") and form in evidence.places:
        return "GPE", "place"
    return top, "votes" if len(votes) > 1 else ""


def _may_spread(form: Words, lower: frozenset[str]) -> bool:
    """A form safe enough to be found where nothing else saw it."""
    if len(form) > 1:
        return True
    [word] = form
    return is_capital(word) and len(word) > 2 - is_acronym(word) and word.lower() not in lower and word not in generic()


def spread(words: Sequence[str], names: Sequence[Name], made: Table) -> list[Name]:
    """All names with every further place of a known form added; a longer known form takes in a shorter name."""
    lower = lower_words(words)
    known = Phrases(
        form
        for form, label in ((form, label) for form, (label, _) in made.items())
        if label in SPREAD and _may_spread(form, lower)
    )
    taken = {at: name for name in names for at in range(name.start, name.end)}
    dropped: set[Name] = set()
    added = []
    for start, end in known.find(words):
        inside = {taken[at] for at in range(start, end) if at in taken}
        if any(name.start < start or name.end > end or (name.start, name.end) == (start, end) for name in inside):
            continue
        if not inside and end - start == 1 and not _alone(words, end):
            continue
        dropped |= inside
        added.append(Name(start, end, made[tuple(words[start:end])][0], "repeated"))
    return sorted([name for name in names if name not in dropped] + added, key=lambda name: (name.start, name.end))


def _alone(words: Sequence[str], end: int) -> bool:
    """True unless a capitalised word follows that would make the name longer."""
    following = words[end] if end < len(words) else ""
    return not (is_capital(following) and following.isalpha())
