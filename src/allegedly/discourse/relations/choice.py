"""Which of the relations found side by side to believe: the last look, over competing candidates.

A candidate that looked likely alone is less so when a likelier one has the same content, or holds it in its own.
The clues are how sure the earlier decisions were, in steps, what sort of words the content is made of, and what stands
around; the probability that comes out is the one in the table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.relations.cues import frame


@dataclass(frozen=True)
class Draft:
    """A relation before the last look, with the probabilities of cue, source and content, each found alone."""

    relation: Relation
    cue: float
    source: float
    content: float


FAR = 6
"""Sentences beyond which candidates do not compete."""


def rivals(words: Words, drafts: Sequence[Draft]) -> list[Sequence[Draft]]:
    """For each candidate of a document, in the order of their cues, those near it, itself among them."""
    places = [words.sentence[draft.relation.cue] for draft in drafts]
    return [drafts[bisect_left(places, at - FAR) : bisect_right(places, at + FAR)] for at in places]


def values(words: Words, draft: Draft) -> dict[str, float]:
    """How sure each earlier decision was, as log-odds."""
    cue = _log_odds(draft.cue)
    return {
        "log_odds_of_cue": cue,
        f"log_odds_of_cue|{words.pos[draft.relation.cue]}": cue,
        "log_odds_of_content": _log_odds(draft.content),
        "log_odds_of_source": _log_odds(draft.source),
    }


def _log_odds(probability: float) -> float:
    return max(-6.0, min(6.0, log(max(probability, 1e-6) / max(1 - probability, 1e-6))))


def clues(words: Words, draft: Draft, near: Sequence[Draft]) -> list[str]:
    """The clues of one candidate among those near it (`near`, itself among them)."""
    r = draft.relation
    step = f"{min(int(draft.cue * 10), 9)}"
    said, who = f"{min(int(draft.content * 5), 4)}", f"{min(int(draft.source * 5), 4)}"
    shape = frame(words, r.cue)
    out = [
        f"cue={step}",
        f"content={said}",
        f"source={who}",
        f"content={said}|source={who}",
        f"cue={step}|content={said}",
        f"frame={shape}",
        f"pos={words.pos[r.cue]}",
        f"frame={shape}|source={who}",
        f"cue={step}|source={who}",
    ]
    quoted = words.n_quoted(r.content)
    share = "all" if quoted == len(r.content) else "some" if quoted else "none"
    size = len(r.content)
    length = "1" if size == 1 else "3" if size <= 3 else "8" if size <= 8 else "many"
    out += [
        f"quoted={share}",
        f"length={length}",
        f"quoted={share}|cue={step}",
        f"length={length}|cue={step}",
        f"length={length}|pos={words.pos[r.cue]}",
        f"source_given={bool(r.source)}|quoted={share}",
    ]
    if not r.source:
        out += ["no_source", f"no_source|frame={shape}"]
    return out + _clues_of_words(words, draft, near) + _clues_of_rivals(words, draft, near)


_FINITE = ("VBD", "VBZ", "VBP", "MD")


def _clues_of_words(words: Words, draft: Draft, near: Sequence[Draft]) -> list[str]:
    """What the content is made of (a clause, a phrase), and where in its sentence and among which others the cue is."""
    r = draft.relation
    cue, here = r.cue, words.sentence[r.cue]
    inside = [i for i in sorted(r.content) if words.pos[i] not in ("PUNCT", "SPACE")]
    roots = [i for i in inside if words.head[i] not in r.content or words.head[i] == i]
    top = roots[0] if roots else cue
    finite = any(words.tag[i] in _FINITE or any(words.tag[k] in _FINITE for k in words.kids[i]) for i in roots)
    kind = "finite" if finite else "clause" if any(words.pos[i] in ("VERB", "AUX") for i in roots) else "phrase"
    lemma = f"{words.lemma[cue].lower()}|{words.pos[cue]}"
    first, last = words.sentences[here]
    others = [o for o in near if words.sentence[o.relation.cue] == here and o.relation.cue != cue]
    above = next((f"{int(o.cue * 5)}" for o in others if o.relation.cue == words.head[cue]), "no")
    return [
        f"lemma={lemma}",
        f"lemma={lemma}|{kind}",
        f"content_is={kind}",
        f"content_is={kind}|cue={int(draft.cue * 10)}",
        f"content_is={kind}|roots={min(len(roots), 3)}",
        f"content_is={kind}|quoted={words.quote[cue] >= 0}",
        f"content_is={kind}|headline={here == 0}",
        f"content_is={kind}|{words.dep[cue]}",
        f"content_is={kind}|{words.tag[cue]}",
        f"content_is={kind}|{words.entity[top]}",
        f"content_is={kind}|share={5 * len(inside) // max(1, last - first + 1)}",
        f"root={words.dep[top]}|{words.tag[top]}",
        f"noun={words.lemma[top].lower() if words.pos[top] == 'NOUN' and kind == 'phrase' else ''}",
        f"best={int(max((o.cue for o in others), default=0) * 5)}|{int(draft.cue * 5)}",
        f"others={min(len(others), 4)}",
        f"above={above}|{words.dep[cue]}",
        f"sentence={min(here, 3)}",
    ]


def _clues_of_rivals(words: Words, draft: Draft, near: Sequence[Draft]) -> list[str]:
    r = draft.relation
    out = []
    here = words.sentence[r.cue]
    inside = held = same = stronger = 0.0
    for other in near:
        o = other.relation
        if o.cue == r.cue:
            continue
        if r.cue in o.content:
            inside = max(inside, other.cue)
        if o.cue in r.content:
            held = max(held, other.cue)
        sizes = len(r.content), len(o.content)
        # What cannot be half of both together needs no counting.
        if 3 * min(sizes) > sum(sizes) < 3 * len(r.content & o.content):
            same = max(same, other.cue)
        if words.sentence[o.cue] == here and other.cue > draft.cue:
            stronger += 1
    for name, value in (("inside", inside), ("holds", held), ("shares", same)):
        if value:
            level = "high" if value > 0.7 else "mid" if value > 0.4 else "low"
            more = "more" if value > draft.cue else "less"
            out += [f"{name}={level}", f"{name}={level}|{more}", f"{name}|{more}"]
        else:
            out.append(f"{name}=no")
    out.append(f"stronger={int(min(stronger, 3))}")
    return out
