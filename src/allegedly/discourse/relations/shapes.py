"""Relations that a shape shows and no verb: a speaker's label (`labels`), a signed quotation, "reportedly", "citing".

These are rules of their own, since the clues of a verb do not fit them. Each returns relations in the form that
`attributions` builds; their `rule` starts with "shape".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.relations import labels
from allegedly.discourse.relations.cues import clause_mark

_HEARSAY = {"reportedly", "allegedly", "supposedly", "purportedly"}


def find(words: Words, known: Sequence[Relation]) -> list[Relation]:
    """The relations shown by shapes; where one has the cue of a known relation, it is the better reading."""
    return [
        *labels.find(words),
        *_signed(words),
        *_hearsay(words),
        *_citing(words, known),
        *_according(words, known),
        *_it_was_said(words),
    ]


_DASHES = ("-", "--", "—", "–", "―")


def _signed(words: Words) -> list[Relation]:
    """A quotation with its author's name below or beside it: "To be is to do." — Socrates."""
    found = []
    for mark, quote in enumerate(words.marks):
        inside = [i for i in range(*_between(words, quote.start, quote.end)) if words.quote[i] == mark]
        at = inside[-1] + 1 if inside else len(words)
        while at < len(words) and words.lower[at].isspace():
            at += 1
        if len(inside) < 6 or at + 1 >= len(words) or words.lower[at] not in _DASHES:
            continue
        name = []
        for i in range(at + 1, min(at + 14, len(words))):
            if not words.lower[i].isspace():
                name.append(i)
            if _ends_line(words, i):
                break
        ends = bool(name) and _ends_line(words, name[-1])
        stops = [i for i in name if words.lower[i] in (",", "(") or words.pos[i] in ("VERB", "AUX")]
        who = [i for i in name if i < min(stops, default=len(words))]
        if (
            ends
            and not any(words.pos[i] in ("VERB", "AUX") or words.quote[i] >= 0 for i in name)
            and who
            and any(words.pos[i] == "PROPN" for i in who)
        ):
            found.append(
                Relation(
                    cue=at,
                    cue_words=(at,),
                    source=frozenset(who),
                    source_head=who[-1],
                    content=frozenset(inside),
                    probability=0.8,
                    rule="shape: signed quotation",
                )
            )
    return found


def _ends_line(words: Words, i: int) -> bool:
    """Whether a word is the last one of its line in the text as it is laid out."""
    following = next((k for k in range(i + 1, len(words)) if not words.lower[k].isspace()), None)
    return following is None or "\n" in words.text[words.end[i] : words.start[following]]


def _between(words: Words, start: int, end: int) -> tuple[int, int]:
    return bisect_left(words.start, start), bisect_left(words.start, end)


def _hearsay(words: Words) -> list[Relation]:
    """ "reportedly" and its kin: a statement whose source the reporter leaves out."""
    found = []
    for i, low in enumerate(words.lower):
        if low not in _HEARSAY or words.dep[i] != "advmod" or words.quote[i] >= 0:
            continue
        up = words.head[i]
        if words.pos[up] not in ("VERB", "AUX"):
            continue
        inside = frozenset(words.subtree(up)) - {i}
        found.append(
            Relation(
                cue=i,
                cue_words=(i,),
                source=frozenset(),
                source_head=-1,
                content=inside,
                probability=0.6,
                rule="shape: adverb of hearsay",
            )
        )
    return found


def _citing(words: Words, known: Sequence[Relation]) -> list[Relation]:
    """ "X reported, citing officials, that ...": the officials are the source behind X."""
    found = []
    for i, lemma in enumerate(words.lemma):
        if lemma != "cite" or words.tag[i] != "VBG":
            continue
        who = words.child(i, "dobj")
        outer = _reporter(words, i, known)
        if who < 0 or outer is None or not labels.can_speak(words, who):
            continue
        # In "citing officials, that it closed" the clause hangs on the officials; it belongs to the reporting verb.
        clause = next(
            (k for k in words.kids[who] if clause_mark(words, k) == "that" and words.lower[words.left[k] - 1] == ","),
            -1,
        )
        said = frozenset(words.subtree(clause)) if clause >= 0 else frozenset()
        named = frozenset(words.subtree(who)) - said
        found.append(
            Relation(
                cue=i,
                cue_words=(i,),
                source=named,
                source_head=who,
                content=said or outer.content - {j for j in words.subtree(i) if j <= max(named)},
                probability=outer.probability,
                rule="shape: citing a source",
                inside_of=outer.cue,
            )
        )
    return found


def _reporter(words: Words, citing: int, known: Sequence[Relation]) -> Relation | None:
    """The relation that a "citing" belongs to: of the verb it hangs on, else of the nearest cue in its sentence."""
    here = [r for r in known if words.sentence[r.cue] == words.sentence[citing] and r.cue != citing and r.source]
    for r in here:
        if r.cue == words.head[citing]:
            return r
    return min(here, key=lambda r: (r.cue > citing, abs(r.cue - citing)), default=None)


def _according(words: Words, known: Sequence[Relation]) -> list[Relation]:
    """ "X, according to Y" at the end of a sentence, or at its start: all the rest of it is what Y says."""
    by_cue = {r.cue: r for r in known}
    found = []
    for i, low in enumerate(words.lower[:-1]):
        if low != "according" or words.lower[i + 1] != "to":
            continue
        first, last = words.sentences[words.sentence[i]]
        who = words.child(i + 1, "pobj", "pcomp")
        if who < 0 or i not in by_cue:
            continue
        source = words.subtree(who)
        ends = all(words.pos[j] in ("PUNCT", "SPACE") for j in range(source[-1] + 1, last + 1))
        begins = all(words.pos[j] in ("PUNCT", "SPACE", "ADV", "CCONJ") for j in range(first, i))
        if ends and i > first and words.lower[i - 1] == ",":
            rest = range(first, i - 1)
        elif begins and source[-1] < last:
            rest = range(source[-1] + 1, last + 1)
        else:
            continue
        if any(words.quote[j] >= 0 and words.quote[j] != words.quote[i] for j in (i, i - 1)):
            continue
        found.append(
            Relation(
                cue=i,
                cue_words=(i, i + 1),
                source=frozenset(source),
                source_head=who,
                content=frozenset(rest),
                probability=by_cue[i].probability,
                rule="shape: according to",
            )
        )
    return found


def _it_was_said(words: Words) -> list[Relation]:
    """ "It was claimed by X that Y": the clause the parser hangs on X is what is claimed."""
    found = []
    for i, dep in enumerate(words.dep):
        if dep != "agent" or words.head[i] == i:
            continue
        cue, who = words.head[i], words.child(i, "pobj")
        subject = words.child(cue, "nsubjpass", "nsubj", "expl")
        if who < 0 or subject < 0 or words.lower[subject] != "it":
            continue
        clause = next((k for k in words.kids[who] if k > who and clause_mark(words, k) == "that"), -1)
        if clause >= 0:
            inside = frozenset(words.subtree(clause))
            named = frozenset(words.subtree(who)) - inside
            verb = tuple(
                sorted({cue, *(k for k in words.kids[cue] if words.dep[k] in ("aux", "auxpass", "neg") and k < cue)})
            )
            found.append(
                Relation(
                    cue=cue,
                    cue_words=verb,
                    source=named,
                    source_head=who,
                    content=inside,
                    probability=0.8,
                    rule="shape: it was said by",
                )
            )
    return found
