"""Where a content ends: which parts at its edge are the reporter's again.

The parser hangs a trailing clause or phrase where it fits the grammar: in "He said they lost, citing a report" or
"She said the plan failed during a visit on Monday" the end belongs to the reporter. Each part at the edge of a
piece is weighed by clues (how it is tied on, a comma before it, a subject of its own, the tenses on both sides) and
cut off if likely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from allegedly.discourse.cues import clause_mark, frame
from allegedly.discourse.graph import Words
from allegedly.discourse.pieces import Piece

CUT = 0.4
_TIES = {
    "advcl",
    "prep",
    "npadvmod",
    "relcl",
    "acl",
    "conj",
    "appos",
    "parataxis",
    "advmod",
    "ccomp",
    "dep",
    "agent",
    "nsubj",
    "meta",
    "intj",
}
_MONTHS = ("DATE", "TIME")


def edges(words: Words, piece: Piece, cue: int) -> Iterator[int]:
    """Heads of the parts that end (or begin) a piece, the largest first. Parts that hold the cue are no edge."""
    last, first, whole = piece.words[-1], piece.words[0], len(piece.words)
    inside = set(piece.words)
    while last > first and words.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    for x in piece.words:
        if x == piece.head or words.dep[x] not in _TIES or words.head[x] not in inside:
            continue
        size = words.right[x] - words.left[x] + 1
        if size * 2 > whole + 4 and size > 6 and words.dep[x] in ("nsubj",):
            continue
        if (words.right[x] >= last and words.left[x] > first) or (
            words.left[x] <= first and words.right[x] < last and words.dep[x] in ("advcl", "prep", "npadvmod", "advmod")
        ):
            yield x


def clues(words: Words, cue: int, piece: Piece, x: int, *, prior: Callable[[int], float]) -> list[str]:
    """The clues of one part at the edge of a piece."""
    dep, tag, up = words.dep[x], words.tag[x], words.head[x]
    start = words.left[x]
    before = words.lower[start - 1] if start else ""
    if before in ("and", "but", "or") and start > 1:
        joined = f"{words.lower[start - 2] if words.lower[start - 2] == ',' else ''}{before}"
    else:
        joined = before if before in (",", ";", ":", "--", "—", "–", "-", '"', "''", "(") else ""
    place = "first" if start <= piece.words[0] else "last"
    word = words.lower[x] if dep in ("prep", "agent", "advmod") and len(words.lower[x]) < 10 else ""
    opener = (
        words.lower[start]
        if words.tag[start] in ("IN", "WDT", "WP", "WRB", "TO", "VBG", "RB", "CC") and len(words.lower[start]) < 9
        else ""
    )
    opener = "ing" if words.tag[start] == "VBG" else opener
    side = "before" if piece.words[-1] < cue else "after" if piece.words[0] > cue else "around"
    direct = "head" if up == piece.head else "deep"
    head_quoted, own_quoted = words.quote[piece.head] >= 0, words.quote[x] >= 0
    quoted = f"{'q' if head_quoted else '-'}{'q' if own_quoted else '-'}"
    base = f"{dep}|{joined}"
    out = [
        base,
        f"{base}|{side}",
        f"{base}|{direct}",
        f"{base}|{quoted}",
        f"{base}|{quoted}|{side}",
        f"{dep}|{word}",
        f"{dep}|{word}|{joined}",
        f"{dep}|{word}|{side}",
        f"opener={opener}",
        f"{dep}|opener={opener}|{joined}",
        f"{dep}|{tag}",
        f"{base}|{place}|{side}",
        f"{place}|{quoted}",
        f"{dep}|{frame(words, cue)}",
        f"{words.dep[piece.head]}|{piece.path}|{dep}",
        f"{words.dep[piece.head]}|{base}",
        f"{dep}|{words.lemma[cue].lower()}",
    ]
    if dep == "conj":
        own = any(words.dep[k] in ("nsubj", "nsubjpass", "expl") for k in words.kids[x])
        same = words.tag[x] == words.tag[up]
        above = "cue" if up == cue else "verb" if words.pos[up] in ("VERB", "AUX") else "other"
        height = prior(x)
        out += [
            f"conj|own={own}|{joined}|{above}",
            f"conj|own={own}|same={same}|{above}",
            f"conj|own={own}|{joined}|{side}|mark={clause_mark(words, x)}",
            f"conj|{'high' if height > 0 else 'mid' if height > -2 else 'low'}|own={own}",
            f"conj|{words.tag[x]}|{words.tag[cue]}|own={own}|{above}",
        ]
    if dep in ("advcl", "acl", "relcl", "ccomp", "parataxis"):
        mark = clause_mark(words, x)
        height = prior(x)
        out += [
            f"{dep}|mark={mark}|{joined}",
            f"{dep}|mark={mark}|{joined}|{direct}",
            f"{dep}|{'high' if height > 0 else 'mid' if height > -2 else 'low'}|{joined}",
            f"{dep}|{tag}|{joined}|{side}",
        ]
    for k in words.kids[x]:
        if words.dep[k] == "pobj":
            out += [f"pobj={words.entity[k] or words.tag[k]}|{word}", f"pobj={words.entity[k]}|{direct}|{side}"]
    if dep == "npadvmod":
        out += [f"npadvmod={words.entity[x]}|{joined}", f"npadvmod={words.entity[x]}|{direct}|{side}"]
    size = words.right[x] - start + 1
    share = "most" if size * 3 > len(piece.words) * 2 else "half" if size * 3 > len(piece.words) else "less"
    out += [
        f"{dep}|share={share}",
        f"{base}|size={'1' if size == 1 else '3' if size <= 3 else '8' if size <= 8 else 'many'}",
    ]
    if words.lower[x] == "according":
        out.append("according")
    return out
