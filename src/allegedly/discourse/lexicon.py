"""The lexicons of the stage as lookups: reporting cues, words that turn a stance, nouns that name kinds of sources.

`reporting_cues.csv` gives lemma (entry), part of speech, frame ("" for any), stance and kind, and for cues too rare
in the corpus to be counted the least probability (floor) they have where something is reported with them;
`stance_words.csv` gives words by the role they play around a cue (verbs of telling and of knowing, what one may have
none of, attitudes);
`source_nouns.csv` gives noun (entry), category and whether such a source is anonymous when it has no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from allegedly import lexicons


@dataclass(frozen=True)
class Cue:
    """One row of the lexicon of cues, as far as a decision needs it."""

    lemma: str
    pos: str
    frame: str
    stance: str
    kind: str
    floor: float = 0.0

    @property
    def name(self) -> str:
        """How the row is called in the column `rule`."""
        return "|".join(part for part in (self.lemma, self.pos, self.frame) if part)


@cache
def _cues() -> dict[tuple[str, str, str], Cue]:
    rows = lexicons.load("reporting_cues", key=("entry", "pos", "frame"))
    return {
        (r.entry, r.pos, r.frame): Cue(r.entry, r.pos, r.frame, r.stance, r.kind, float(r.floor or 0))
        for r in rows.itertuples(index=False)
    }


def cue(lemma: str, pos: str, frame: str) -> Cue | None:
    """The row for a cue: the one for its frame, else for the frame in the active, else for any frame."""
    rows = _cues()
    for shape in (frame, frame.removeprefix("passive_"), ""):
        if (lemma, pos, shape) in rows:
            return rows[lemma, pos, shape]
    return None


@cache
def _known() -> frozenset[tuple[str, str]]:
    return frozenset((lemma, pos) for lemma, pos, _ in _cues())


def knows(lemma: str, pos: str) -> bool:
    """Whether a lemma has a row at all, in whatever frame."""
    return (lemma, pos) in _known()


@cache
def _roles() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for r in lexicons.load("stance_words", key=("entry", "pos", "role")).itertuples(index=False):
        found.setdefault(r.entry, set()).add(r.role)
    return {entry: frozenset(roles) for entry, roles in found.items()}


def plays(lemma: str, *roles: str) -> bool:
    """Whether a word plays one of these roles around a cue.

    >>> plays("comment", "telling", "knowing"), plays("sleep", "telling")
    (True, False)
    """
    return not _roles().get(lemma, frozenset()).isdisjoint(roles)


@cache
def _attitudes() -> dict[str, str]:
    rows = lexicons.load("stance_words", key=("entry", "pos", "role"))
    return {r.entry: r.stance for r in rows.itertuples(index=False) if r.role == "attitude"}


def attitude(adjective: str) -> str:
    """The stance of an adjective that says what somebody thinks of something: "sceptical"; "" for any other."""
    return _attitudes().get(adjective, "")


@cache
def _nouns() -> dict[str, tuple[str, bool]]:
    rows = lexicons.load("source_nouns")
    return {r.entry: (r.category, r.anonymous == "yes") for r in rows.itertuples(index=False)}


def noun(lemma: str) -> str:
    """What kind of source a noun names ("role", "collective", "outlet", "document"); "" if the lexicon has it not."""
    return _nouns().get(lemma, ("", False))[0]


def hides_its_name(lemma: str) -> bool:
    """Whether a source called by this noun and by no name is one whose name is withheld ("an official")."""
    return _nouns().get(lemma, ("", False))[1]
