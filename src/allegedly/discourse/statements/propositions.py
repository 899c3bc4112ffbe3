"""What statements hold to be so, in a form in which two of them can be laid side by side.

A proposition is one event of one statement: what happened, to or by whom, on which side the statement stands (holds,
negates, denies, withholds), and, where it gives a number, the range. Who takes part is given as keys: the entities
named in a phrase and the noun that heads it. Only what the grammar of the clause shows is used; a pronoun stands for
somebody only where it can stand for the speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.speakers.sources import Name, Source
from allegedly.discourse.stances import withholding
from allegedly.discourse.statements import answers, events
from allegedly.discourse.statements.events import THERE, TOLLS
from allegedly.discourse.statements.quantities import Quantity
from allegedly.discourse.statements.targets import HOLDS, NEGATES, Target
from allegedly.discourse.statements.targets import of as targets_of

_UNSURE = {"may", "might", "could", "would", "should", "will", "shall", "can", "must", "'ll", "'d", "ca", "wo"}
_NOBODY = {"no", "none", "nobody", "neither", "nothing"}
_ANY = {"any", "none", "some", "all", "many", "most", "one", "number", "group", "dozen", "hundred", "thousand", "lot"}
_SPEAKER = {"i", "we", "me", "us", "my", "our"}
_OWN = {"its", "his", "her", "their"}
_PARTLY = {
    "enough", "always", "only", "just", "necessarily", "entirely", "fully", "completely", "simply", "merely", "yet",
    "all", "every", "everybody", "everyone", "exactly", "too", "so", "as", "much", "really", "particularly", "alone",
}  # fmt: skip
_PLACES = ("GPE", "LOC", "FAC")


@dataclass(frozen=True)
class Proposition:
    """One proposition: the relation it is of, its words, the event, the side, and who takes part, as keys."""

    relation: int
    word: int
    text: str
    event: str
    side: str
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    modal: str = ""
    counted: str = ""
    low: float | None = None
    high: float | None = None
    answers: int | None = None


def find(
    words: Words,
    relations: Sequence[Relation],
    who: Sequence[Source],
    names: Sequence[Name],
    counts: Sequence[Quantity],
) -> list[Proposition]:
    """The propositions of a document, in the order of its relations. `who` gives the source of each relation."""
    at = {i: name for name in names for i in range(name.first, name.last + 1)}
    found: list[Proposition] = []
    targets = [(n, target) for n, r in enumerate(relations) for target in targets_of(words, r)]
    for n, target in targets:
        if not target.points:
            found.extend(_of_target(words, n, relations[n], target, who[n], at))
    for n, (meant, word) in answers.find(words, relations, who, names, targets).items():
        side = next(target.side for m, target in targets if m == n)
        text = words.surface(words.left[word], word)
        found.append(Proposition(n, word, text, "", side, answers=meant))
    found.extend(_counted(words, relations, counts, at))
    named = {(p.relation, p.word, p.event, p.counted): p for p in reversed(found)}  # of two of one name the first
    return [named[name] for name in sorted(named)]


def _of_target(
    words: Words, n: int, r: Relation, target: Target, source: Source, at: dict[int, Name]
) -> list[Proposition]:
    word = target.word
    if words.pos[word] not in ("VERB", "AUX"):
        event = events.listed(words, word) or words.lemma[word].lower()
        inside = _phrase(words, word, r)
        agents, patients = _of_noun(words, word, r, source, at)
        made = Proposition(n, word, words.surface(word, word), event, target.side, agents, patients)
    else:
        event, named_by = events.of_clause(words, word)
        if not event:
            return []
        inside = _phrase(words, word, r)
        agents, patients, nobody = _of_verb(words, word, named_by, r, source, at)
        negated = nobody or _is_negated(words, word, named_by)
        side = target.side
        if negated:
            if side != HOLDS or _only_in_part(words, word):
                return []  # "denied that it had not": two turns are one too many
            side = NEGATES
        modal = next((words.lower[k] for k in words.kids[word] if words.lower[k] in _UNSURE), "")
        made = Proposition(n, word, words.surface(word, word), event, side, agents, patients, modal=modal)
    return [_placed(words, made, inside, at)]


def _is_negated(words: Words, verb: int, named_by: int) -> bool:
    """Whether a clause is negated, also by what hangs on its adjective or is said twice: "not ready", "never, ever"."""
    return (
        withholding.is_negated(words, verb)
        or any(words.dep[k] == "neg" for k in words.kids[named_by])
        or any(words.lower[k] in ("not", "never") and k < named_by for k in words.kids[named_by])
        or any(words.lower[x] == "never" for k in words.kids[verb] if k < verb for x in words.kids[k])
    )


def _only_in_part(words: Words, verb: int) -> bool:
    """Whether a negation leaves most standing: "is not growing fast enough", "does not always pay"."""
    return any(words.lower[x] in _PARTLY for k in words.kids[verb] for x in (k, *words.kids[k]))


def _placed(words: Words, made: Proposition, inside: Iterable[int], at: dict[int, Name]) -> Proposition:
    """With the names, places and times that stand in its words."""
    inside = list(inside)
    named = [at[i] for i in inside if i in at]
    return replace(
        made,
        names=frozenset(name.entity for name in named),
        places=frozenset(name.entity for name in named if name.label in _PLACES),
        times=frozenset(
            words.lower[i] for i in inside if words.entity[i] == "DATE" and words.pos[i] in ("PROPN", "NUM")
        ),
    )


def _phrase(words: Words, word: int, r: Relation) -> list[int]:
    """The words under one word that belong to the content."""
    inside = r.held()
    return [i for i in words.subtree(word) if i in inside]


def _of_verb(
    words: Words, verb: int, named_by: int, r: Relation, source: Source, at: dict[int, Name]
) -> tuple[frozenset[str], frozenset[str], bool]:
    """Who does it, to whom it is done, and whether either is nobody."""
    agents: list[int] = []
    patients: list[int] = []
    for k in words.kids[verb]:
        dep = words.dep[k]
        if dep == "nsubj":
            agents.append(k)
        elif dep in ("dobj", "nsubjpass", "attr", "oprd", "dative") and k != named_by:
            patients.append(k)
        elif dep == "agent":
            agents.extend(x for x in words.kids[k] if words.dep[x] == "pobj")
    if named_by != verb or not patients:
        for k in words.kids[named_by]:
            if words.dep[k] == "prep" and k > named_by:
                patients.extend(x for x in words.kids[k] if words.dep[x] == "pobj")
                break
    if events.is_undergone(words, verb, named_by):
        agents, patients = [], agents + patients
    elif events.is_done(words, verb) and patients:
        agents, patients = patients, [
            x for k in words.kids[verb] if words.dep[k] == "prep" and words.lower[k] == "in"
            for x in words.kids[k] if words.dep[x] == "pobj"
        ]  # fmt: skip
    nobody = any(words.lower[w] in _NOBODY for k in agents + patients for w in (k, *words.kids[k]))
    doers = _keys(words, agents, r, source, at)
    if words.child(verb, "expl") >= 0 and not agents:
        doers = frozenset({THERE})
    if not agents and words.tag[verb] in ("VBG", "VB") and words.child(verb, "nsubjpass") < 0:
        # "denied using them": the speaker; "accused him of using them": who is accused.
        other = words.child(r.cue, "dobj")
        doers = _keys(words, [other], r, source, at) if other >= 0 else frozenset({source.entity} - {None})  # type: ignore[arg-type]
    return doers, _keys(words, patients, r, source, at), nobody


def _of_noun(
    words: Words, noun: int, r: Relation, source: Source, at: dict[int, Name]
) -> tuple[frozenset[str], frozenset[str]]:
    """Who takes part in an event told by a noun: "Russia's role in the strike", "the killing of mercenaries"."""
    agents = [k for k in words.kids[noun] if words.dep[k] == "poss"]
    patients: list[int] = []
    for k in words.kids[noun]:
        if words.dep[k] == "prep":
            inner = [x for x in words.kids[k] if words.dep[x] == "pobj"]
            (agents if words.lower[k] == "by" else patients).extend(inner)
    doers = _keys(words, agents, r, source, at)
    own = _modifiers(words, noun, at)
    if r.stance == "deny" and not agents and source.entity and not own:
        doers = frozenset({source.entity})
    return doers, _keys(words, patients, r, source, at) | own


def _keys(words: Words, heads: Sequence[int], r: Relation, source: Source, at: dict[int, Name]) -> frozenset[str]:
    """Entities and nouns of phrases: the name that holds the head, else the noun with what describes it."""
    found: set[str] = set()
    for head in heads:
        low = words.lower[head]
        if (words.lemma[head].lower() in _ANY or low in _ANY) and (of := words.child(head, "prep")) >= 0:
            inner = words.child(of, "pobj")
            head = inner if inner >= 0 else head
            low = words.lower[head]
        if low in _SPEAKER or (low in ("he", "she", "it", "they") and _is_speaker(words, head, r)):
            found |= {source.entity} if source.entity else set()
        elif head in at and at[head].label not in ("DATE", "TIME", "CARDINAL"):
            found.add(at[head].entity)
        elif words.pos[head] in ("NOUN", "VERB", "ADJ"):
            found.add(events.listed(words, head) or words.lemma[head].lower())
            found |= _modifiers(words, head, at)
            owned = any(words.lower[k] in _OWN | _SPEAKER and words.dep[k] == "poss" for k in words.kids[head])
            if owned and source.entity and _is_speaker(words, head, r):
                found.add(source.entity)
    return frozenset(found)


def _modifiers(words: Words, noun: int, at: dict[int, Name]) -> frozenset[str]:
    """The entities that describe a noun: "Russian fighters", "troops of Russia", "Russia's army"."""
    deps = ("amod", "compound", "poss", "nmod")
    direct = [k for k in words.kids[noun] if words.dep[k] in deps]
    of = [x for k in words.kids[noun] if words.dep[k] == "prep" and words.lower[k] == "of" for x in words.kids[k]]
    return frozenset(at[k].entity for k in (*direct, *of) if k in at)


def _is_speaker(words: Words, i: int, r: Relation) -> bool:
    """Whether a pronoun may stand for the speaker: in indirect speech, as or in the subject of what is said."""
    return words.quote[i] < 0 and words.sentence[i] == words.sentence[r.cue]


def _is_share(words: Words, q: Quantity) -> bool:
    """Whether a number is told as part of another: "85 of the 154", "of the 281 words, 151", "734, of which 667"."""
    first, last = words.sentences[words.sentence[q.first]]
    after = words.lower[q.last + 1 : min(q.last + 5, last + 1)]
    before = words.lower[max(q.first - 3, first) : q.first]
    if before[-2:] == ["of", "the"] or before[-1:] == ["of"]:
        return True
    opens = words.lower[first] == "of" and q.first > first + 2
    return (
        opens or "which" in before or "whom" in before or (after[:1] == ["of"] and any(w[0].isdigit() for w in after))
    )


def _counted(
    words: Words, relations: Sequence[Relation], counts: Sequence[Quantity], at: dict[int, Name]
) -> list[Proposition]:
    """The numbers that statements hold to be so."""
    found = []
    for q in counts:
        if q.relation is None or q.relation < 0:
            continue
        r = relations[q.relation]
        if r.stance not in ("assert", "claim", "concede", "believe") or r.polarity != "positive" or r.kind in (
            "intention", "perception",
        ):  # fmt: skip
            continue
        number = max((i for i in range(q.first, q.last + 1) if words.pos[i] in ("NUM", "NOUN")), default=q.last)
        event, verb = events.around(words, q.noun, number=number)
        if event not in TOLLS and _is_share(words, q):
            continue
        if (
            not event
            or withholding.is_negated(words, verb)
            or any(words.lower[k] in ("if", "unless") for k in words.kids[verb])
        ):
            continue
        first, last = words.sentences[words.sentence[q.first]]
        outside = {i for i in range(first, last + 1) if i not in r.source}
        made = Proposition(
            q.relation, q.first, words.surface(q.first, q.last), event, HOLDS, patients=_modifiers(words, q.noun, at),
            counted=q.counted, low=q.low, high=q.high,
        )  # fmt: skip
        found.append(_placed(words, made, sorted(outside), at))
    return found
