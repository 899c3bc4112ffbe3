"""Which of the relations found side by side to believe: the last look, over competing candidates.

A candidate that looked likely alone is less so when a likelier one has the same content, or holds it in its own.
The clues are how sure the earlier decisions were, in steps, and what stands around; the probability that comes out
is the one in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allegedly.discourse.cues import frame
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation


@dataclass(frozen=True)
class Draft:
    """A relation before the last look, with the probabilities of cue, source and content, each found alone."""

    relation: Relation
    cue: float
    source: float
    content: float


def clues(words: Words, draft: Draft, rivals: Sequence[Draft]) -> list[str]:
    """The clues of one candidate among the candidates of its document (`rivals`, itself among them)."""
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
    quoted = sum(words.quote[i] >= 0 for i in r.content)
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
    out += _clues_of_rivals(words, draft, rivals)
    return out


def _clues_of_rivals(words: Words, draft: Draft, rivals: Sequence[Draft]) -> list[str]:
    r = draft.relation
    out = []
    here = words.sentence[r.cue]
    inside = held = same = stronger = 0.0
    for other in rivals:
        o = other.relation
        if o.cue == r.cue or abs(words.sentence[o.cue] - here) > 6:
            continue
        if r.cue in o.content:
            inside = max(inside, other.cue)
        if o.cue in r.content:
            held = max(held, other.cue)
        common = len(r.content & o.content)
        if common * 2 > len(r.content | o.content):
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
