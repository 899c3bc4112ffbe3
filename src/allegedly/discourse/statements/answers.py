"""Which statement another one answers: "denied the charges", "could not confirm the reports", "disputed her account".

What is denied or not confirmed often stands elsewhere and is only pointed at. It is looked for among the statements of
other voices that stand shortly before: an accusation has to be about the one who denies it, the account to be that of
whoever is named as its owner. Where two could be meant the nearest is taken, and where none fits, none is.
"""

from __future__ import annotations

from collections.abc import Sequence

from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.relations.cues import SUBJECTS
from allegedly.discourse.speakers.sources import Name, Source, is_pronoun
from allegedly.discourse.statements.claim_words import plays
from allegedly.discourse.statements.targets import DENIES, WITHHOLDS, Target

_REPORTING = {"report", "claim", "rumour", "rumor", "allege", "say", "write", "reportedly", "allegation", "publish"}
_NEAR, _FAR = 2, 8
"""Sentences back to which a statement just made, and an accusation, can be pointed at."""


def find(
    words: Words,
    relations: Sequence[Relation],
    who: Sequence[Source],
    names: Sequence[Name],
    targets: Sequence[tuple[int, Target]],
) -> dict[int, tuple[int, int]]:
    """For each relation that answers another: the number of that one, and the word that points at it.

    `targets` are the targets of all relations, each with the number of its relation.
    """
    found: dict[int, tuple[int, int]] = {}
    about: dict[int, frozenset[str]] = {}
    for n, target in targets:
        if n in found or target.side not in (DENIES, WITHHOLDS):
            continue
        lemma = words.lemma[target.word].lower()
        itself = next((m for m, r in enumerate(relations) if r.cue == target.through), -1)
        if itself >= 0 and itself != n and who[itself].kind != "none" and _other_voice(who, n, itself):
            found[n] = (itself, target.through)
            continue
        if not target.points and not (target.side == DENIES and plays(lemma, "wrong")):
            continue
        for m in _nearest_first(words, relations, n):
            if m not in about:
                about[m] = _about(words, relations[m], names)
            if (
                _other_voice(who, n, m)
                and not _tells(words, relations, m, n)
                and _is_meant(words, relations, who, n, m, target, about[m])
            ):
                found[n] = (m, target.word)
                break
    return found


def _nearest_first(words: Words, relations: Sequence[Relation], n: int) -> list[int]:
    """The statements that can be pointed at from a relation, those of the same sentence and the nearest first."""
    here = words.sentence[relations[n].cue]
    near = [
        m for m, r in enumerate(relations)
        if m != n and here - _FAR <= words.sentence[r.cue] <= here
        and (r.cue < relations[n].cue or _around(words, r, relations[n]))
        and r.stance in ("assert", "claim", "concede", "believe", "evaluate") and r.polarity == "positive"
        and r.kind in ("speech", "writing", "belief")
    ]  # fmt: skip
    return sorted(
        near, key=lambda m: (here - words.sentence[relations[m].cue], abs(relations[n].cue - relations[m].cue))
    )


def _around(words: Words, r: Relation, answer: Relation) -> bool:
    """Whether a later cue of the same sentence still stands in a clause about the one who answers."""
    return words.sentence[r.cue] == words.sentence[answer.cue] and r.cue in answer.source


def _tells(words: Words, relations: Sequence[Relation], m: int, n: int) -> bool:
    """Whether `m` tells of the answer ("the minister said he had dismissed them"): then it is no other voice."""
    head = relations[n].source_head
    return relations[n].parent == m and (head < 0 or is_pronoun(words, head))


def _other_voice(who: Sequence[Source], n: int, m: int) -> bool:
    mine, other = who[n], who[m]
    if mine.entity and other.entity:
        return mine.entity != other.entity
    return mine.kind != "pronoun" and mine.description.lower() != other.description.lower()


def _is_meant(
    words: Words,
    relations: Sequence[Relation],
    who: Sequence[Source],
    n: int,
    m: int,
    target: Target,
    about: frozenset[str],
) -> bool:
    """Whether the word of a target can point at the statement `m`."""
    lemma = words.lemma[target.word].lower()
    distance = words.sentence[relations[n].cue] - words.sentence[relations[m].cue]
    owner = next((k for k in words.kids[target.word] if words.dep[k] == "poss"), -1)
    first = relations[m].lemma.split()[0]
    if owner >= 0:
        own = distance <= _NEAR and relations[m].parent is None and _owns(words, owner, who[m])
        return own and not _speaks_of(words, owner, relations[m])
    if who[n].entity in about and plays(first, "accusing") and target.side == DENIES:
        return True
    if plays(lemma, "wrong"):
        return False
    if distance > _NEAR:
        return False
    if plays(lemma, "report"):
        return first in _REPORTING and (who[m].kind in ("outlet", "document", "none") or first != "say")
    if relations[m].parent is not None or (relations[m].stance == "evaluate" and not plays(lemma, "criticism")):
        return False
    if plays(lemma, "criticism") or not plays(lemma, "claim"):
        return distance <= 1 and (
            relations[n].lemma.split()[0] not in ("reject", "dismiss") or plays(lemma, "criticism")
        )
    return plays(first, "accusing") or distance == 0


def _owns(words: Words, owner: int, source: Source) -> bool:
    """Whether the owner of an account is the one who gave it: by name, or by a pronoun that a single person bears."""
    low = words.lower[owner]
    if low in ("his", "her"):
        return source.kind in ("named", "titled") or (source.kind == "pronoun" and source.entity is not None)
    if low == "their":
        return source.kind == "collective"
    if low == "its":
        return source.kind in ("named", "outlet", "document", "collective")
    last = low.removesuffix("'s")
    return last in source.description.lower().split() or (source.entity or "").rpartition("/")[2].endswith(last)


def _speaks_of(words: Words, owner: int, r: Relation) -> bool:
    """Whether a statement speaks of a he or a she itself: then "his account" is hardly that of its speaker."""
    others = {"his": {"he", "his", "him"}, "her": {"she", "her", "hers"}}.get(words.lower[owner], set())
    return any(words.lower[i] in others for i in r.held())


def _about(words: Words, r: Relation, names: Sequence[Name]) -> frozenset[str]:
    """The entities a statement is about: those in its content, and whom it accuses."""
    inside = set(r.held())
    for k in words.kids[r.cue]:
        if words.dep[k] in ("dobj", "nsubjpass", "prep") and k not in r.source:
            inside.update(words.subtree(k))
    if words.dep[r.cue] == "relcl" and not any(
        words.dep[k] in SUBJECTS for k in words.kids[r.cue] if words.tag[k] == "WP"
    ):
        head = words.head[r.cue]
        inside.update((head, words.head[head]) if words.dep[head] == "appos" else (head,))
    return frozenset(name.entity for name in names if name.first in inside or name.last in inside)
