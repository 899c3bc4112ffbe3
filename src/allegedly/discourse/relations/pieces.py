"""The pieces of text around a cue that may be its source or its content, and the clues for either.

A piece is what hangs on one word: a child of the cue, a child of a word above it, the rest of the clause that
surrounds it ("X, he said, Y"), or a neighbouring sentence (a quotation that runs on). Newell et al. (2018) mark
source and content as sets of spans; here they are unions of pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from allegedly.discourse.graph import Words
from allegedly.discourse.relations.cues import SUBJECTS, clause_mark, frame, is_passive, kind_of_noun

_SKIP = {"aux", "auxpass", "neg", "punct", "prt", "cc", "det", "mark", "preconj", "expl", "case"}
_STEPS = 4
_AFTER, _BEFORE = 6, 2


class Piece(NamedTuple):
    """One piece: `path` from the cue ("child", "up1", "rest1", "next1", "back1"), its `head`, its words."""

    path: str
    head: int
    words: Sequence[int]

    @property
    def is_sentence(self) -> bool:
        """Whether it is a whole neighbouring sentence."""
        return self.path.startswith(("next", "back"))


def around(words: Words, cue: int) -> list[Piece]:
    """The pieces around one cue inside its sentence."""
    found = [Piece("child", k, words.subtree(k)) for k in words.kids[cue] if words.dep[k] not in _SKIP]
    at = cue
    for step in range(1, _STEPS + 1):
        up = words.head[at]
        if up == at:
            break
        rest = [up]
        for k in words.kids[up]:
            if k == at:
                continue
            below = words.subtree(k)
            rest.extend(below)
            if words.dep[k] not in _SKIP and (step < 3 or words.dep[k] in SUBJECTS or words.dep[k] == "nsubjpass"):
                found.append(Piece(f"up{step}", k, below))
        if step < 4:
            found.append(Piece(f"rest{step}", up, sorted(rest)))
        at = up
    return found


def neighbours(words: Words, cue: int) -> tuple[Iterator[Piece], Iterator[Piece]]:
    """The sentences after the cue's own and those before it, nearest first, each as one piece."""
    return _neighbours(words, cue, "next", range(1, _AFTER + 1)), _neighbours(words, cue, "back", range(1, _BEFORE + 1))


def _neighbours(words: Words, cue: int, side: str, distances: range) -> Iterator[Piece]:
    here = words.sentence[cue]
    paragraph = words.paragraph[words.sentences[here][0]]
    for distance in distances:
        number = here + distance if side == "next" else here - distance
        if not 0 <= number < len(words.sentences):
            return
        first, last = words.sentences[number]
        if abs(words.paragraph[first] - paragraph) > min(distance, 2):
            return
        yield Piece(f"{side}{min(distance, 3)}", first, range(first, last + 1))


def clues(
    words: Words, cue: int, piece: Piece, *, people: Callable[[str], str], prior: Callable[[int], float], shared: str
) -> list[str]:
    """The clues of one piece for one cue; `shared` describes the cue's own surroundings."""
    head, path = piece.head, piece.path
    dep = words.dep[head] if not path.startswith("rest") else f"of_{words.dep[_branch(words, cue, path)]}"
    where = f"{path}|{dep}"
    lemma = words.lemma[cue].lower()
    shape = frame(words, cue)
    first, last = piece.words[0], piece.words[-1]
    side = "before" if last < cue else "after" if first > cue else "around"
    low = words.lower[head]
    quoted = _share_quoted(words, piece)
    out = [
        where,
        f"{where}|{shape}",
        f"{where}|{words.pos[cue]}",
        f"{where}|{side}",
        f"{where}|{lemma}",
        f"{where}|{shared}",
        f"{where}|tag={words.tag[head]}",
        f"{where}|quoted={quoted}",
        f"quoted={quoted}|{shared}",
        f"{path}|quoted={quoted}|{words.pos[cue]}",
        f"{dep}|quoted={quoted}",
        f"{dep}|{shape}",
        f"{dep}|{lemma}",
    ]
    if dep in ("prep", "agent", "dative", "prt", "mark", "advmod"):
        word = low if len(low) < 9 else "other"
        out += [f"{where}|{word}", f"{dep}={word}|{shape}", f"{dep}={word}|{lemma}", f"{dep}={word}|{side}"]
        inner = words.child(head, "pobj", "pcomp")
        if inner >= 0:
            out.append(f"{dep}={word}|{kind_of_noun(words, inner, people)}")
    elif dep in ("ccomp", "xcomp", "advcl", "acl", "relcl", "parataxis", "conj", "pcomp", "dep"):
        mark = clause_mark(words, head)
        opener = (
            words.lower[first]
            if len(words.lower[first]) < 8 and words.tag[first] in ("IN", "WDT", "WP", "WRB", "TO", "RB", "CC")
            else ""
        )
        out += [
            f"{where}|mark={mark}",
            f"{where}|mark={mark}|{shape}",
            f"{where}|opens={opener}",
            f"{dep}|mark={mark}|{lemma}",
        ]
    else:
        kind = kind_of_noun(words, head, people)
        out += [f"{where}|{kind}", f"{dep}|{kind}", f"kind={kind}", f"{where}|{kind}|{shape}"]
    size = len(piece.words)
    length = "1" if size == 1 else "2" if size == 2 else "5" if size <= 5 else "12" if size <= 12 else "many"
    out += [f"{where}|length={length}", f"length={length}", f"{where}|length={length}|{side}"]
    if path == "child" or path.startswith("up"):
        between = words.lower[first - 1] if first else ""
        if between in (",", ":", "--", "—", ";", "(", '"', "''"):
            out += [f"{where}|before={between}", f"{dep}|before={between}"]
        if abs((first if first > cue else last) - cue) <= 2:
            out.append(f"{where}|near")
    if path != "child":
        branch = _branch(words, cue, path)
        height = prior(words.head[branch])
        level = "high" if height > 0 else "mid" if height > -2 else "low"
        out += [
            f"{where}|branch={words.dep[branch]}",
            f"{where}|above={level}",
            f"{where}|branch={words.dep[branch]}|{shared}",
            f"{where}|above={words.pos[words.head[branch]]}",
        ]
    if is_passive(words, cue):
        out.append(f"{where}|passive")
    return out


def sentence_clues(words: Words, cue: int, piece: Piece, *, taken: set[int], cue_inside: bool) -> list[str]:
    """The clues of a neighbouring sentence.

    Args:
        taken: words that are content of this cue already.
        cue_inside: whether the sentence has a strong candidate of its own outside quotation marks.
    """
    first, last = piece.words[0], piece.words[-1]
    path = piece.path
    here = words.sentence[cue]
    quoted = _share_quoted(words, piece)
    same = words.paragraph[first] == words.paragraph[cue]
    mine = {words.quote[i] for i in taken if words.quote[i] >= 0}
    shared_quote = words.quote[first] >= 0 and words.quote[first] in mine
    goes_on = words.quote[first] >= 0 and words.marks[words.quote[first]].continues
    begin, finish = words.sentences[here]
    edge = finish if path.startswith("next") else begin
    near = words.quote[edge] >= 0 or (edge and words.quote[edge - 1] >= 0)
    place = f"{path}|{'same' if same else 'other'}|{quoted}"
    colon = words.lower[finish] == ":"
    mine_share = "all" if mine and all(words.quote[i] >= 0 for i in taken) else "some" if mine else "none"
    out = [
        path,
        f"{path}|{quoted}",
        place,
        f"{place}|mine={mine_share}",
        f"{place}|edge={near}",
        f"{quoted}|mine={mine_share}",
        f"{place}|cue_inside={cue_inside}",
        f"cue_inside={cue_inside}",
        f"{place}|{words.lemma[cue].lower()}",
        f"{path}|{quoted}|frame={frame(words, cue)}",
    ]
    if shared_quote:
        out += [f"{path}|one_quotation", "one_quotation"]
    if goes_on:
        out += [f"{path}|continues", f"{path}|continues|{quoted}"]
    if colon:
        out += [f"{path}|colon", f"{path}|colon|{quoted}"]
    if words.quote[cue] >= 0:
        out.append(f"{path}|cue_quoted|{quoted}")
    size = last - first + 1
    out.append(f"{place}|{'short' if size < 8 else 'long'}")
    if not taken:
        out += [f"{place}|nothing_yet", f"{path}|{quoted}|nothing_yet"]
    return out


def surroundings(words: Words, cue: int) -> str:
    """The cue's own state in a word: what quotation marks and commas stand beside it, has it a clause."""
    deps = {words.dep[k] for k in words.kids[cue]}
    parts = ["c" if "ccomp" in deps else "x" if "xcomp" in deps else "o" if "dobj" in deps else "-"]
    parts.append("s" if deps & set(SUBJECTS) else "p" if "nsubjpass" in deps else "-")
    first, last = words.sentences[words.sentence[cue]]
    left = range(max(first, cue - 6), cue)
    right = range(cue + 1, min(last, cue + 6) + 1)
    parts.append("," if any(words.lower[i] in (",", '"', "''") for i in left) else "-")
    parts.append(
        ","
        if any(words.lower[i] in (",", '"', "''", ".") for i in right)
        else ":"
        if cue < last and words.lower[cue + 1] == ":"
        else "-"
    )
    return "".join(parts)


def _branch(words: Words, cue: int, path: str) -> int:
    """The word through which the path from the cue enters the word above."""
    at = cue
    for _ in range(int(path[-1]) - 1):
        at = words.head[at]
    return at


def _share_quoted(words: Words, piece: Piece) -> str:
    inside = words.n_quoted(piece.words)
    return (
        "all"
        if inside == len(piece.words)
        else "none"
        if not inside
        else "most"
        if inside * 2 > len(piece.words)
        else "some"
    )
