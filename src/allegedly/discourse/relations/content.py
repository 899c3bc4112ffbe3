"""Source and content of one cue: which of the pieces around it are which.

Each piece gets a probability of being content and one of being the source (`weights`); content is the union of
the likely ones, the source the single best. Sentences that follow or precede are taken in as long as each is
likely, so a quotation may run on, and never past the first that is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from allegedly.discourse.graph import Words
from allegedly.discourse.relations import pieces
from allegedly.discourse.relations.cues import is_passive
from allegedly.discourse.relations.pieces import Piece
from allegedly.discourse.relations.weights import Pair, Weights

CONTENT, SOURCE, SOURCE_IF_DOUBTFUL, SENTENCE = 0.5, 0.15, 0.3, 0.5
_FALLBACK = 0.25


@dataclass(frozen=True)
class Models:
    """The decisions about pieces."""

    content: Weights
    source: Weights
    sentence: Weights

    @cached_property
    def of_piece(self) -> Pair:
        """Content and source, which have the same clues."""
        return Pair(self.content, self.source)


@dataclass(frozen=True)
class Found:
    """Words of source and content of one cue, how sure each is, and the head of the source (-1: none)."""

    source: frozenset[int]
    content: frozenset[int]
    source_head: int
    source_probability: float
    content_probability: float


def find(
    words: Words, cue: int, *, models: Models, people: Callable[[str], str], prior: Callable[[int], float]
) -> Found:
    """Source and content of one cue."""
    shared = pieces.surroundings(words, cue)
    scored: list[tuple[float, float, Piece]] = []
    for piece in pieces.around(words, cue):
        clues = pieces.clues(words, cue, piece, people=people, prior=prior, shared=shared)
        scored.append((*models.of_piece.probabilities(clues), piece))
    source, source_head, source_probability = _source(words, cue, scored)
    best = max((c for c, _, _ in scored), default=0.0)
    least = CONTENT if best >= CONTENT else _FALLBACK
    inside: set[int] = set()
    for c, _, piece in scored:
        if c >= least and (best >= CONTENT or c == best) and piece.head != source_head:
            inside.update(_without_source_of_it(words, piece, cue))
    inside -= source
    inside.discard(cue)
    if best < CONTENT:
        trial = _with_neighbours(words, cue, set(), models.sentence, prior)
        inside = trial or inside
    else:
        inside = _with_neighbours(words, cue, inside, models.sentence, prior)
    return Found(frozenset(source), frozenset(inside), source_head, source_probability, best)


def _without_source_of_it(words: Words, piece: Piece, cue: int) -> set[int]:
    """The words of a piece without an "according to" in it, which reports the piece."""
    kept = set(piece.words)
    for x in piece.words:
        if (
            words.lower[x] == "according"
            and words.quote[x] < 0
            and not words.left[x] <= cue <= words.right[x]
            and x != piece.head
        ):
            kept.difference_update(words.subtree(x))
    return kept


def _source(words: Words, cue: int, scored: list[tuple[float, float, Piece]]) -> tuple[set[int], int, float]:
    best, chosen = 0.0, None
    for c, s, piece in scored:
        portrayed = piece.path == "child" and words.dep[piece.head] == "nsubjpass"  # "they were portrayed as"
        if s > best and s > c and not portrayed:
            best, chosen = s, piece
    doubtful = words.pos[cue] == "NOUN" or is_passive(words, cue)
    if chosen is None or best < (SOURCE_IF_DOUBTFUL if doubtful else SOURCE):
        return set(), -1, best
    inside, head = list(chosen.words), chosen.head
    if words.dep[head] in ("prep", "agent", "dative"):
        inside = [i for i in inside if i != head]
        inner = words.child(head, "pobj", "pcomp")
        head = inner if inner >= 0 else inside[0] if inside else head
    if chosen.path.startswith("rest"):
        inside = [i for i in inside if i < cue and i >= words.left[head]] if head < cue else inside
    after = max(inside) + 1 if inside else 0
    if 0 < after < cue and words.lower[after] in ("daily", "weekly", "monthly"):  # "a business daily reported"
        inside, head = [*inside, after], after
    return set(inside), head, best


def _with_neighbours(
    words: Words, cue: int, inside: set[int], sentence: Weights, prior: Callable[[int], float]
) -> set[int]:
    taken = set(inside)
    for run in pieces.neighbours(words, cue):
        for piece in run:
            own = speaks_itself(words, piece, prior)
            clues = pieces.sentence_clues(words, cue, piece, taken=taken, cue_inside=own)
            if not _goes_on(words, piece, taken) and sentence.probability(clues) < SENTENCE:
                break
            taken.update(piece.words)
    return taken


def speaks_itself(words: Words, piece: Piece, prior: Callable[[int], float]) -> bool:
    """Whether a sentence has a likely cue of its own outside quotation marks."""
    return any(words.quote[i] < 0 and prior(i) > 0 for i in piece.words if words.pos[i] == "VERB")


def _goes_on(words: Words, piece: Piece, taken: set[int]) -> bool:
    """Whether a sentence opens a paragraph with the mark that says the quotation taken so far is not over."""
    first = piece.words[0]
    mark = words.quote[first]
    if mark < 0 or not words.marks[mark].continues or words.start[first] > words.marks[mark].start + 1:
        return False
    return any(words.quote[i] == mark - 1 for i in taken)
