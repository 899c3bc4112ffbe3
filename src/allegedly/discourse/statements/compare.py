"""Whether two propositions fit together, and, where they do not, why they were paired.

Two tell of one thing if the event is the same and those who take part fit: of either role, agent or patient, there is
a key in common or one side says nothing; a verb that no row of `events.csv` brings under an event has to agree in all
that is said. A Russian, a Russian ministry and Russia may stand for each other. Numbers are compared as ranges, of one
event and one noun, "people" and "dead" taken as one, and not where places, days or those counted differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allegedly.discourse.statements import events
from allegedly.discourse.statements.events import THERE, TOLLS
from allegedly.discourse.statements.targets import DENIES, HOLDS, NEGATES, WITHHOLDS

_PEOPLE = {"people", "person", "man", "victim", "body", "dead", "death", "killed", "fatality", "wounded", "injured"}
LIGHT = {
    "be", "have", "do", "make", "get", "take", "give", "go", "come", "put", "see", "want", "say", "feel", "look",
    "seem", "become", "keep", "let", "need", "try", "show", "find", "like", "love", "hope", "plan", "expect",
}  # fmt: skip
"""Verbs too general to tell one event from another."""
_KIND = {NEGATES: "polarity", DENIES: "deny", WITHHOLDS: "withhold"}
_DOES = {NEGATES: "says it is not so", DENIES: "denies it", WITHHOLDS: "does not confirm it"}


@dataclass(frozen=True)
class Said:
    """A statement: its voice, None for nobody, the sentence of its cue, and how probable it is."""

    voice: str | None
    sentence: int
    probability: float


@dataclass(frozen=True)
class Held:
    """One row of `propositions` with the voice of its statement.

    `wide` adds to those who take part what they belong to: Russians and the Kremlin to Russia.
    """

    doc: str
    number: int
    place: int
    voice: str | None
    sentence: int
    event: str
    side: str
    modal: str
    agents: frozenset[str]
    patients: frozenset[str]
    wide_agents: frozenset[str]
    wide_patients: frozenset[str]
    entities: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]
    text: str
    counted: str
    low: float | None
    high: float | None
    answers: int | None


@dataclass(frozen=True)
class Clash:
    """Why two statements do not fit: the kind, the words of both, and what they have in common, as keys."""

    kind: str
    event: str
    one: str
    other: str
    shared: tuple[str, ...] = ()
    side: str = ""
    one_voice: bool = False

    def why(self, names: Mapping[str, str]) -> str:
        """The reason in words; `names` gives the usual name of each entity."""
        about = f" ({', '.join(names.get(key, key) for key in self.shared)})" if self.shared else ""
        again = "; it is the same voice at another time" if self.one_voice else ""
        if self.kind == "number":
            return f"no number fits both: “{self.one}” and “{self.other}”, both about “{self.event}”{about}{again}"
        if not self.event:
            return f"“{self.one}” points at the other statement and {_DOES[self.side].removesuffix(' it')} it{again}"
        return f"both are about “{self.event}”{about}: one says it is so, the other {_DOES[self.side]}{again}"


def held(row: Any, place: int, said: Said, *, above: Mapping[str, str]) -> Held:
    """A row of `propositions` ready for comparing. `above` gives the entity that an entity belongs to."""
    agents, patients = frozenset(row.agents), frozenset(row.patients)
    return Held(
        row.doc_id, row.attribution_id, place, said.voice, said.sentence, row.event, row.side, row.modal,
        agents, patients, agents | _above(agents, above), patients | _above(patients, above),
        frozenset(row.names), frozenset(row.places), frozenset(row.times), row.text, row.counted,
        _number(row.low), _number(row.high), None if pd.isna(row.answers) else int(row.answers),
    )  # fmt: skip


def _above(keys: frozenset[str], above: Mapping[str, str]) -> frozenset[str]:
    return frozenset(above[key] for key in keys if key in above)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def clash(one: Held, other: Held) -> Clash | None:
    """Why two propositions about one event do not fit together; None if they do, or tell of different things."""
    if (one.doc, one.number) == (other.doc, other.number) or one.event != other.event:
        return None
    same = one.voice is not None and one.voice == other.voice
    if (one.voice is None and other.voice is None) or (same and one.doc == other.doc):
        return None
    if None in (one.voice, other.voice) and (one.doc, one.sentence) == (other.doc, other.sentence):
        return None  # "denied claims that it sank": the claims are nobody's but those he denies
    if one.counted or other.counted:
        return _of_numbers(one, other, same=same) if one.counted and other.counted else None
    if (one.side == HOLDS) == (other.side == HOLDS):
        return None
    against, holding = (other, one) if one.side == HOLDS else (one, other)
    if one.modal != other.modal and against.side != WITHHOLDS:
        return None
    shared = _shared(against, holding)
    if shared is None:
        return None
    named = any(is_entity(key) for key in shared)
    if THERE in shared and against.side == NEGATES and not _same_thing(against, holding):
        return None
    if not named and against.side == NEGATES and _shape(against) != _shape(holding):
        return None
    return Clash(_KIND[against.side], one.event, one.text, other.text, shared, against.side, same)


def answer(one: Held) -> Clash:
    """Why a statement that points at another one does not fit with it."""
    return Clash(_KIND[one.side], "", one.text, "", (), one.side)


def _of_numbers(one: Held, other: Held, *, same: bool) -> Clash | None:
    if one.side != HOLDS or other.side != HOLDS or not disjoint(one, other):
        return None
    toll = one.event in TOLLS
    if one.counted != other.counted and not (toll and {one.counted, other.counted} & _PEOPLE):
        return None
    if not (_covered(one, other) and _covered(other, one)):
        return None
    for mine, theirs in ((one.places, other.places), (one.times, other.times)):
        if mine and theirs and not mine & theirs:
            return None
    shared = (one.entities | one.wide_patients) & (other.entities | other.wide_patients)
    if not toll and (not shared or one.voice is None or other.voice is None):
        return None
    if same and _grew(one, other):
        return None
    return Clash("number", one.event, one.text, other.text, tuple(sorted(shared)), "", same)


def _covered(one: Held, other: Held) -> bool:
    """Whether the other names those whom one counts: "Syrian refugees" and "refugees from Syria", but no "refugees"."""
    return one.patients <= other.patients or bool(one.wide_patients & (other.wide_patients | other.entities))


def disjoint(one: Held, other: Held) -> bool:
    """Whether no number fits both ranges; an end that is None is open.

    "About 100" (90 to 110) and "more than 80" (81 or more) have numbers in common.
    """
    return (one.high is not None and other.low is not None and one.high < other.low) or (
        other.high is not None and one.low is not None and other.high < one.low
    )


def _grew(one: Held, other: Held) -> bool:
    """Whether the later number is the higher: a toll that rose. The pairs come in the order of their dates."""
    return one.high is not None and other.low is not None and one.high < other.low


def _shared(against: Held, holding: Held) -> tuple[str, ...] | None:
    """The keys of those who take part in both; None if the two need not tell of the same thing."""
    agents = _in_common(against.wide_agents, holding.wide_agents)
    patients = _in_common(against.wide_patients, holding.wide_patients)
    if (against.agents and holding.agents and not agents) or (against.patients and holding.patients and not patients):
        return None
    exact = (against.agents & holding.agents) | (against.patients & holding.patients)
    shared = tuple(sorted(exact or agents | patients))
    if events.is_listed(against.event):
        if against.side == WITHHOLDS and not against.agents and not against.patients:
            return shared
        return shared or None
    # Any verb: all that is said has to agree, and it has to say something.
    if against.event.split()[0] in LIGHT or not agents or bool(against.patients) != bool(holding.patients):
        return None
    return shared


def _same_thing(one: Held, other: Held) -> bool:
    """Whether the same is said of what there is or is not: "no fire in the port", "a fire in the port"."""
    return bool(one.patients & other.patients)


def _shape(one: Held) -> tuple[bool, bool]:
    """Which of the two roles are filled."""
    return bool(one.agents), bool(one.patients)


def _in_common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The keys of both; where both name entities, one of these has to be among them ("Russian", "Chinese sailors")."""
    common = one & other
    named = [frozenset(key for key in keys if is_entity(key)) for keys in (one, other)]
    return frozenset() if all(named) and not named[0] & named[1] else common


def is_entity(key: str) -> bool:
    """Whether a key is an entity_id; the others are nouns."""
    return "/" in key
