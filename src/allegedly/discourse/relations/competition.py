"""Relations side by side: what cannot stand, who is meant by which verb, and whose words end where.

The decisions about cue, source and content look at one candidate each. What they give is set right here by rules
over several relations of a sentence: a quotation cannot speak outside itself, a second speaker's clause is not
part of what the first one said, a later tag reports the earlier one.
"""

from __future__ import annotations

from dataclasses import replace

from allegedly.discourse import lexicon, quotes
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation, holders
from allegedly.discourse.relations import cues, wording
from allegedly.discourse.speakers import sources


def settle(words: Words, relations: list[Relation]) -> list[Relation]:
    """The relations of a document after all rules of this module, in their order."""
    kept = tags_in_order(words, with_speaker(words, held_within(words, sensible(words, relations))))
    by_cue = {r.cue: n for n, r in enumerate(kept)}
    inside_of: dict[int, list[int]] = {}
    for n, r in enumerate(kept):
        inside_of.setdefault(r.inside_of, []).append(n)
    near = ({*inside_of.get(r.cue, ()), *(by_cue[i] for i in r.content if i in by_cue)} for r in kept)
    return [without_others(words, r, [kept[n] for n in sorted(each)]) for r, each in zip(kept, near, strict=True)]


def sensible(words: Words, relations: list[Relation]) -> list[Relation]:
    """Without what cannot be a relation of this text, whatever its clues.

    A cue in quoted words that are nobody's content; one that only says how a source asked not to be named; one
    without a source whose verb nobody reports with; what was not said but asked for, told to the reader, or guessed
    (`is_unsaid`).
    """
    covered = set().union(*(r.content for r in relations)) if relations else set()
    with_source = {r.cue for r in relations if r.source}
    phrases = [(min(r.source), max(r.source)) for r in relations if r.source]
    unnamed = {i for a, b in phrases if sources.speaks_of_anonymity(words.surface(a, b)) for i in range(a, b + 1)}
    kept = []
    for r in relations:
        mark = words.marks[words.quote[r.cue]] if words.quote[r.cue] >= 0 else None
        if mark is not None and r.cue not in covered and not quotes.is_scare(words.text, mark):
            continue
        if r.cue in covered and not r.rule.startswith("shape") and not wording.is_known(words, r.cue):
            continue
        if (
            not r.rule.startswith("shape")
            and (r.cue not in with_source or words.dep[r.cue] in ("relcl", "acl", "advcl"))
            and sources.speaks_of_anonymity(words.surface(words.left[r.cue], words.right[r.cue]))
        ):
            continue
        if r.cue in unnamed:
            continue
        if not r.source and not r.rule.startswith("shape") and not wording.is_known(words, r.cue):
            continue
        if not r.rule.startswith("shape") and wording.is_unsaid(words, r.cue):
            continue
        kept.append(r)
    return kept


def held_within(words: Words, relations: list[Relation]) -> list[Relation]:
    """Relations with a cue in another's content keep within it: what is quoted cannot speak outside the quotation."""
    finished = []
    around_word = holders([r.content for r in relations], of={r.cue for r in relations})
    for r in relations:
        over = (relations[n] for n in around_word.get(r.cue, ()))
        around = [o for o in over if o.cue != r.cue and o.cue not in r.content]
        if around and not r.rule.startswith("shape"):
            inside = min((o.content for o in around), key=len)
            own = words.sentence[r.cue]
            kept = frozenset(i for i in r.content & inside if words.sentence[i] == own)
            r = replace(r, content=kept)
            if r.source_head >= 0 and words.quote[r.source_head] != words.quote[r.cue]:
                r = replace(r, source=frozenset(), source_head=-1)
        if r.content and not all(words.tag[i] in ("WDT", "WP") or words.pos[i] == "PUNCT" for i in r.content):
            finished.append(r)
    return finished


def with_speaker(words: Words, relations: list[Relation]) -> list[Relation]:
    """ "He said the losses were higher but declined to give a figure": it is he who declined, not the losses.

    A reporting verb without a subject of its own, coordinated with the head of what is said, in the tense of the
    saying: if the thing it would have as subject cannot speak, it goes with the verb of saying.
    """
    by_cue = {r.cue: r for r in relations}
    finished = dict(by_cue)
    for r in relations:
        at = words.head[r.cue]
        outer = by_cue.get(words.head[at])
        if words.dep[r.cue] != "conj" or words.dep[at] != "ccomp" or outer is None or outer.cue > r.cue:
            continue
        mute = r.source_head < 0 or (
            words.pos[r.source_head] == "NOUN" and not lexicon.noun(words.lemma[r.source_head].lower())
        )
        own = any(words.dep[k] in cues.SUBJECTS for k in words.kids[r.cue])
        if mute and not own and words.tag[r.cue] == words.tag[outer.cue]:
            start = words.left[r.cue] - (words.lower[words.left[r.cue] - 1] in ("and", "but"))
            gone = set(range(start, words.right[r.cue] + 1))
            finished[r.cue] = replace(r, source=outer.source, source_head=outer.source_head)
            finished[outer.cue] = replace(outer, content=frozenset(outer.content - gone))
    return [r for r in finished.values() if r.content]


def tags_in_order(words: Words, relations: list[Relation]) -> list[Relation]:
    """ "The harbour was closed, the mayor said, the Daily Lantern reported": the later tag reports the earlier one.

    Both stand after what they report, so the parser gives each the words before, and the first the second as well.
    """
    finished = {r.cue: r for r in relations}
    beside: dict[int, list[Relation]] = {}
    for r in relations:
        beside.setdefault(words.sentence[r.cue], []).append(r)
    for a in relations:
        for b in beside[words.sentence[a.cue]]:
            if not (a.cue < b.cue and b.cue in a.content and a.source and b.source):
                continue
            tag = b.source | set(b.cue_words)
            after = {i for i in a.content if i > a.cue}
            if after <= tag | set(words.subtree(b.cue)) and min(tag) > a.cue and min(a.content) < a.cue:
                finished[a.cue] = replace(a, content=frozenset(a.content - after))
                finished[b.cue] = replace(b, content=(b.content | a.source | set(a.cue_words) | a.content) - after)
    return [r for r in finished.values() if r.content]


def without_others(words: Words, r: Relation, relations: list[Relation]) -> Relation:
    """A relation without the clause in which somebody else begins to speak.

    "The minister said it had failed, and the mayor did not confirm it": the parser hangs the second clause on the
    first content, but with a comma, no "that" and a speaker of its own it is the reporter's next sentence. So is
    ", with letters suggesting that ..." after a statement that has no source.

    `relations`: those with a cue in its content, or that stand inside of it.
    """
    held = set(r.content)
    for other in relations:
        if other.inside_of == r.cue:
            held -= {i for i in words.subtree(other.cue) if i <= max(other.source)}
        if other.cue not in held or other.cue <= r.cue or words.quote[other.cue] >= 0 or not other.source:
            continue
        at = other.cue
        if words.dep[at] == "conj" and words.head[at] in held | {r.cue} and min(other.source) > words.head[at]:
            start = words.left[at] - 1
            joined = words.lower[start] in ("and", "but", "while") and words.lower[start - 1] == ","
            if joined and cues.clause_mark(words, at) != "that":
                held -= set(range(start, words.right[at] + 1))
        elif not r.source:
            while words.head[at] != at and words.head[at] in held and words.lower[at] != "with":
                at = words.head[at]
            if words.lower[at] == "with" and words.lower[at - 1] == ",":
                held -= set(words.subtree(at))
    return replace(r, content=frozenset(held)) if held and held != r.content else r


def says_it_again(words: Words, r: Relation, around: list[Relation]) -> bool:
    """Whether a cue only completes another that withholds: "unable to confirm", "said he could not confirm".

    `around`: the relations with the cue in their content.
    """
    for other in around:
        if other.stance != "withhold":
            continue
        at = r.cue
        while words.dep[at] in ("xcomp", "acomp") and words.head[at] != other.cue and words.head[at] in other.content:
            at = words.head[at]
        if words.head[at] == other.cue:
            completes = at == r.cue and words.dep[at] == "xcomp"
            if completes or (words.dep[at] == "ccomp" and (r.stance == "withhold" or at != r.cue)):
                return True
    return False
