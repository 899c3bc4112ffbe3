"""A second look at a content as a whole: what to cut off, to take in, to keep alone.

Source and content are first put together piece by piece (`content`), each piece weighed for itself. Here the result
is one span of text, and each change that would make it another is weighed by clues that only the whole shows: which
part stands at its end, tied on by what, quoted like the rest or not, in the tense of the telling or of the told,
where the sentence goes on. The likeliest change is made, then the next, as long as one is likely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from allegedly.discourse.graph import Words
from allegedly.discourse.relations import pieces
from allegedly.discourse.relations.cues import clause_mark, frame
from allegedly.discourse.relations.weights import Weights

ROUNDS = 4
LIKELY = 0.5
_CUT = {
    "advcl", "prep", "npadvmod", "relcl", "acl", "conj", "appos", "parataxis", "advmod", "ccomp", "dep", "agent",
    "meta", "intj", "nmod",
}  # fmt: skip
_ADDED = {"ccomp", "advcl", "prep", "conj", "npadvmod", "dobj", "xcomp", "acl", "relcl", "advmod", "appos", "oprd",
          "acomp", "attr", "parataxis", "dep", "agent", "pobj", "nsubjpass"}  # fmt: skip
_FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}


class Change(NamedTuple):
    """One change of a content: its kind, the head of the part it is about, that part, and what comes out."""

    kind: str
    head: int
    part: tuple[int, ...]
    after: frozenset[int]


def revise(
    words: Words, cue: int, inside: frozenset[int], but: frozenset[int], *, by: Weights, prior: Callable[[int], float]
) -> frozenset[int]:
    """The content after all likely changes. `but` are the words of source and cue, which are never content."""
    done: set[frozenset[int]] = {inside}
    for _ in range(ROUNDS):
        best, chosen = LIKELY, None
        for change in proposals(words, cue, inside, but):
            if change.after not in done:
                chance = by.probability(clues(words, cue, inside, change, prior=prior))
                if chance > best:
                    best, chosen = chance, change
        if chosen is None:
            break
        inside = chosen.after
        done.add(inside)
    return inside


def proposals(words: Words, cue: int, inside: frozenset[int], but: frozenset[int]) -> Iterator[Change]:
    """All changes worth weighing, each once."""
    seen: set[frozenset[int]] = {inside, frozenset()}
    for kind, head, part, after in _all(words, cue, inside, but):
        if after not in seen and any(words.pos[i] not in ("PUNCT", "SPACE") for i in after):
            seen.add(after)
            yield Change(kind, head, tuple(part), after)


def _all(
    words: Words, cue: int, inside: frozenset[int], but: frozenset[int]
) -> Iterator[tuple[str, int, list[int], frozenset[int]]]:
    first, last = words.sentences[words.sentence[cue]]
    own = [i for i in sorted(inside) if first <= i <= last]
    ends = {edge for edge in (_trimmed(words, own, -1), _trimmed(words, own, 0)) if edge >= 0}
    for x in own:
        up = words.head[x]
        if words.dep[x] in _CUT and up in inside and up != x:
            left, right = words.left[x], words.right[x]
            if left <= cue <= right or not (
                right in ends or left in ends or right + 1 in ends or words.lower[left - 1] == ","
            ):
                continue
            part = [i for i in words.subtree(x) if i in inside]
            while left - 1 in inside and (words.pos[left - 1] in ("CCONJ", "PUNCT") and words.head[left - 1] != x):
                left -= 1
                part.insert(0, left)
            yield "cut", x, part, inside - set(part)
    roots = [i for i in own if words.head[i] not in inside and words.pos[i] not in ("PUNCT", "SPACE")]
    for root in roots:
        for k in words.kids[root]:
            if k in inside and words.dep[k] == "prep":
                inner = words.child(k, "pobj", "pcomp")
                if inner in inside:
                    yield "inner", inner, words.subtree(inner), frozenset(words.subtree(inner)) & inside
            elif k in inside and words.dep[k] in ("acl", "relcl", "ccomp", "xcomp", "dobj", "advcl"):
                yield "inner", k, words.subtree(k), frozenset(words.subtree(k)) & inside
    for piece in pieces.around(words, cue):
        part = [i for i in piece.words if i not in but]
        there = sum(i in inside for i in part)
        kind = f"{'whole' if piece.path.startswith('rest') else 'piece'}"
        if there * 2 <= len(part) and (words.dep[piece.head] in _ADDED or kind == "whole" or piece.path != "child"):
            yield f"add_{kind}", piece.head, part, inside | set(part)
        elif kind == "piece" and there * 2 > len(part):
            yield f"drop_{kind}", piece.head, part, inside - set(part)
            yield f"only_{kind}", piece.head, part, inside & set(part)
    yield from _sentences(words, cue, inside)


def _trimmed(words: Words, own: list[int], end: int) -> int:
    """The first or last word that is no mark; -1 for none."""
    for i in own if end == 0 else reversed(own):
        if words.pos[i] not in ("PUNCT", "SPACE"):
            return i
    return -1


def _sentences(words: Words, cue: int, inside: frozenset[int]) -> Iterator[tuple[str, int, list[int], frozenset[int]]]:
    """The last sentence of several left out."""
    number = max(words.sentence[i] for i in inside)
    if number > words.sentence[cue]:
        part = [i for i in sorted(inside) if words.sentence[i] == number]
        yield "drop_next", words.sentences[number][0], part, inside - set(part)


def clues(
    words: Words, cue: int, inside: frozenset[int], change: Change, *, prior: Callable[[int], float]
) -> list[str]:
    """The clues of one change."""
    kind, x, part = change.kind, change.head, change.part
    first, last = part[0], part[-1]
    lemma, shape = words.lemma[cue].lower(), frame(words, cue)
    low = words.lower
    quoted = words.n_quoted(part)
    q = "q" if quoted == len(part) else "-" if not quoted else "~"
    others = inside if kind.startswith("add") else inside - set(part)
    oq = words.n_quoted(others)
    rest = "0" if not others else "q" if oq == len(others) else "-" if not oq else "~"
    share = "most" if len(part) > 2 * len(others) else "half" if len(part) * 2 > len(others) else "less"
    marks = f"{q}{rest}"
    if kind == "drop_next":
        return _clues_of_sentence(words, cue, change, others, marks=marks, share=share, prior=prior)
    dep, tag, up = words.dep[x], words.tag[x], words.head[x]
    before = low[first - 1] if first else ""
    joined = before if before in (",", ";", ":", "--", "—", "–", "-", '"', "''", "(", "and", "but", "or") else ""
    if kind == "cut" and words.pos[first] in ("CCONJ", "PUNCT"):
        joined = "".join(low[i] for i in part[:2] if words.pos[i] in ("CCONJ", "PUNCT"))
    side = "before" if last < cue else "after" if first > cue else "around"
    place = "alone"
    if others:
        place = "last" if first > max(others) else "first" if last < min(others) else "mid"
    hangs_on = "cue" if up == cue else "root" if words.head[up] not in inside else "deep"
    word = low[x] if dep in ("prep", "agent", "advmod") and len(low[x]) < 10 else ""
    opens = (
        low[first] if words.tag[first] in ("IN", "WDT", "WP", "WRB", "TO", "RB", "CC") and len(low[first]) < 9 else ""
    )
    opens = "ing" if words.tag[first] == "VBG" else opens
    mark = clause_mark(words, x)
    roots = [i for i in sorted(others) if words.head[i] not in inside and words.pos[i] not in ("PUNCT", "SPACE")]
    root = roots[0] if roots else -1
    base = f"{kind}|{dep}"
    tie = f"{base}|{joined}"
    top = f"{words.dep[root]}:{clause_mark(words, root)}" if root >= 0 else ""
    tense = f"{_tense(words, x)}/{_tense(words, root) if root >= 0 else ''}/{_tense(words, cue)}"
    ends = (
        "end"
        if all(words.pos[i] in ("PUNCT", "SPACE") for i in range(last + 1, words.sentences[words.sentence[cue]][1] + 1))
        else "mid"
    )
    height = prior(x)
    level = "high" if height > 0 else "mid" if height > -2 else "low"
    subject = any(words.dep[k] in ("nsubj", "nsubjpass", "expl") for k in words.kids[x])
    out = [
        kind,
        base,
        tie,
        f"{tie}|{place}",
        f"{tie}|{place}|{side}",
        f"{tie}|{hangs_on}",
        f"{tie}|{marks}",
        f"{kind}|{marks}",
        f"{kind}|{marks}|{place}",
        f"{base}|{word}",
        f"{base}|{word}|{joined}|{place}",
        f"{base}|{word}|{hangs_on}",
        f"{base}|{word}|{lemma}" if word else f"{base}|{tag}",
        f"{base}|opens={opens}|{joined}",
        f"{base}|{lemma}",
        f"{base}|{shape}",
        f"{base}|{shape}|{hangs_on}",
        f"{base}|top={top}",
        f"{base}|top={top}|{joined}|{hangs_on}",
        f"{tie}|mark={mark}",
        f"{base}|{level}",
        f"{tie}|{level}|{hangs_on}",
        f"{base}|share={share}",
        f"{tie}|length={_length(len(part))}",
        f"{kind}|length={_length(len(part))}|rest={_length(len(others))}",
        f"{tie}|{ends}",
        f"{kind}|{place}|{side}",
        f"{base}|tense={tense}",
        f"{tie}|subject={subject}|{hangs_on}",
        f"{base}|up={words.dep[up]}|{words.pos[up]}",
    ]
    if dep in ("prep", "agent"):
        inner = words.child(x, "pobj", "pcomp")
        if inner >= 0:
            what = words.entity[inner] or words.tag[inner]
            out += [f"{base}|{word}|{what}", f"{base}|{what}|{hangs_on}|{joined}"]
    elif dep in ("npadvmod", "pobj", "dobj", "appos", "nsubj", "nsubjpass", "oprd", "attr", "conj"):
        out += [f"{base}|{words.entity[x] or tag}", f"{tie}|{words.entity[x] or tag}|{hangs_on}"]
    if kind == "inner" and words.pos[up] in ("ADP", "NOUN"):
        noun = words.head[up] if words.pos[up] == "ADP" else up
        if words.pos[noun] == "NOUN":
            out += [f"inner|noun={words.lemma[noun].lower()}", f"inner|{lemma}|{low[up] if noun != up else ''}",
                    f"inner|noun_prior={int(max(prior(noun), -7))}"]  # fmt: skip
    if kind.startswith(("add", "drop", "only")):
        path = "child" if up == cue else "up" if kind.endswith("piece") else "whole"
        out += [
            f"{tie}|{path}",
            f"{kind}|{path}|{shape}",
            f"{base}|{path}|{place}|{side}",
            f"{base}|{path}|near={min(min(abs(first - i) for i in (cue, *others)), 4)}",
        ]
        if kind.startswith("only"):
            out += [f"only|{base}|root={words.dep[root] if root >= 0 else ''}|{path}"]
    return out


def _clues_of_sentence(
    words: Words,
    cue: int,
    change: Change,
    others: frozenset[int],
    *,
    marks: str,
    share: str,
    prior: Callable[[int], float],
) -> list[str]:
    kind, part = change.kind, change.part
    first, shape = part[0], frame(words, cue)
    a, b = words.sentences[words.sentence[first]]
    same = words.paragraph[first] == words.paragraph[cue]
    mark = words.quote[first]
    one = mark >= 0 and any(words.quote[i] == mark for i in others)
    own = any(words.quote[i] < 0 and words.pos[i] == "VERB" and prior(i) > 0 for i in range(a, b + 1))
    goes_on = mark >= 0 and words.marks[mark].continues
    far = min(abs(words.sentence[first] - words.sentence[cue]), 3)
    nearest = words.sentences[words.sentence[cue]][1]
    return [
        kind,
        f"{kind}|{marks}",
        f"{kind}|{marks}|{same}",
        f"{kind}|{marks}|own={own}",
        f"{kind}|{marks}|{far}|{same}",
        f"{kind}|one={one}",
        f"{kind}|{marks}|continues={goes_on}",
        f"{kind}|{marks}|frame={shape}",
        f"{kind}|{words.lemma[cue].lower()}",
        f"{kind}|colon={words.lower[nearest] == ':'}|{marks[0]}",
        f"{kind}|{share}|{marks}",
        f"{kind}|cue_side={'before' if others and min(others) > cue else 'after'}|{marks}",
        f"{kind}|cue_quoted={words.quote[cue] >= 0}|{marks}",
        f"{kind}|length={_length(len(part))}|{marks}",
    ]


def _length(n: int) -> str:
    return "0" if not n else "1" if n == 1 else "3" if n <= 3 else "8" if n <= 8 else "20" if n <= 20 else "many"


def _tense(words: Words, x: int) -> str:
    if words.tag[x] in _FINITE:
        return _FINITE[words.tag[x]]
    for k in words.kids[x]:
        if words.dep[k] in ("aux", "auxpass") and words.tag[k] in _FINITE:
            return _FINITE[words.tag[k]]
    return words.tag[x][:3] if words.pos[x] == "VERB" else ""
