"""The relations of one document: from candidates to source, cue and content, competition and chains.

Candidates are weighed alone (`cues`), their source and content found (`content`). Those inside another relation's
content are weighed once more without the clues that only say "this is inside a quotation": PolNeAR marks no
relation there, this project keeps them, with the relation they stand in as their parent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from allegedly.discourse import choice, content, cues, lexicon, quotes, shapes, sources, spans, stance, weights
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.spans import Range

LEAST_PRIOR = -5.5
_WORTH_A_LOOK = 0.2
_UNKNOWN, _OTHER_FRAME = 0.05, 0.15
_WITHHELD = 0.6
"""What "could not confirm the reports" is worth on its own: too rare in the corpus to be weighed, and no other reading."""
INSIDE = ("quoted=", "up_prior=ccomp", "after_quote", "before_quote", "subject=i", "subject=we")


class Prior:
    """Counted log-odds of the words of one document, each looked up once."""

    def __init__(self, words: Words, counts: weights.Priors) -> None:
        self._words, self._counts, self._known = words, counts, dict[int, float]()

    def __call__(self, i: int) -> float:
        """Log-odds that word `i` is a cue."""
        if i not in self._known:
            words = self._words
            self._known[i] = self._counts.log_odds(words.lemma[i].lower(), words.pos[i], cues.frame(words, i))
        return self._known[i]


def find(words: Words, *, least: float = 0.5) -> list[Relation]:
    """All relations of a document with a probability of at least `least`, by the place of their cues."""
    prior = Prior(words, weights.load_priors())
    models = content.Models(*(weights.load(name) for name in ("content", "source", "sentence", "cut")))
    found, weighed = drafts(words, prior=prior, models=models, cue_weights=weights.load("cue"))
    last_look = weights.load("choice")
    relations = []
    for draft in found:
        probability = max(last_look.probability(choice.clues(words, draft, found)), _floor(words, draft.relation.cue))
        if probability >= least + _caution(words, draft.relation.cue):
            relations.append(replace(draft.relation, probability=probability))
    relations = _inside(words, relations, weighed, models=models, prior=prior, cue_weights=weights.load("cue"), least=least)
    shaped = [r for r in shapes.find(words, relations) if r.probability >= least]
    own = {r.cue for r in shaped}
    relations = _sensible(words, [r for r in relations if r.cue not in own] + shaped)
    relations = _nested_tags(words, _with_speaker(words, _held(words, relations)))
    relations = [_without_others(words, r, relations) for r in relations]
    return _with_parents(_finish(words, relations))


Weighed = dict[int, tuple[list[str], dict[str, float]]]


def drafts(words: Words, *, prior: Callable[[int], float], models: content.Models,
           cue_weights: weights.Weights) -> tuple[list[choice.Draft], Weighed]:  # fmt: skip
    """Relations with what makes each likely, before the last look; and the clues of all candidates."""
    weighed: Weighed = {}
    found: list[choice.Draft] = []
    for i in cues.candidates(words, prior, least=LEAST_PRIOR):
        clues, values = cue_clues(words, i, prior)
        weighed[i] = (clues, values)
        probability = max(cue_weights.probability(clues, values), _floor(words, i))
        if probability >= _WORTH_A_LOOK:
            draft = _relation(words, i, probability, clues, models=models, prior=prior, cue_weights=cue_weights)
            if draft.relation.content:
                found.append(draft)
    return found, weighed


def cue_clues(words: Words, i: int, prior: Callable[[int], float]) -> tuple[list[str], dict[str, float]]:
    """The clues of a candidate and those that hold to a degree: what the weights were fitted on."""
    value = prior(i)
    clues = cues.clues(words, i, people=lexicon.noun, prior=prior)
    clues.append(f"prior_bin={int(value * 2)}")
    return clues, {"prior": value, f"prior|{words.pos[i]}": value}


def _relation(words: Words, i: int, probability: float, clues: Sequence[str], *, models: content.Models,
              prior: Callable[[int], float], cue_weights: weights.Weights) -> choice.Draft:  # fmt: skip
    found = content.find(words, i, models=models, people=lexicon.noun, prior=prior)
    named = cue_words(words, i, found.content)
    strongest = ", ".join(cue_weights.strongest(clues))
    if found.source_head >= 0 and _is_expletive(words, i, found.source_head):
        found = replace(found, source=frozenset(), source_head=-1)
    relation = Relation(
        cue=i, cue_words=named, source=found.source - set(named), source_head=found.source_head,
        content=found.content - set(named) - found.source, probability=probability, rule=strongest,
    )  # fmt: skip
    return choice.Draft(relation, probability, found.source_probability, found.content_probability)


def _caution(words: Words, i: int) -> float:
    """How much surer a cue must be that the lexicon has not, or not in this frame ("sales declined by a third")."""
    if _is_known(words, i):
        return 0.0
    return _OTHER_FRAME if lexicon.knows(words.lemma[i].lower(), words.pos[i]) else _UNKNOWN


def _floor(words: Words, i: int) -> float:
    """The least probability of a cue that the lexicon vouches for, if it has something to report."""
    shape = cues.frame(words, i)
    row = lexicon.cue(words.lemma[i].lower(), words.pos[i], shape)
    if row is not None and row.floor and shape not in ("bare", "passive_bare"):
        return row.floor
    if stance.withholds_outright(words, i):
        return _WITHHELD
    for k in words.kids[i]:
        if words.dep[k] == "acomp" and any(words.dep[x] in ("ccomp", "xcomp") for x in (*words.kids[k], *words.kids[i])):
            row = lexicon.cue(words.lemma[k].lower(), "ADJ", "")
            return row.floor if row and (row.stance != "withhold" or stance.holds_back(words, i)) else 0.0
    return 0.0


def _sensible(words: Words, relations: list[Relation]) -> list[Relation]:
    """Without what cannot be a relation of this text, whatever its clues.

    A cue in quoted words that are nobody's content; one that only says how a source asked not to be named; one
    without a source whose verb nobody reports with.
    """
    covered = set().union(*(r.content for r in relations)) if relations else set()
    phrases = [(min(r.source), max(r.source)) for r in relations if r.source]
    kept = []
    for r in relations:
        mark = words.marks[words.quote[r.cue]] if words.quote[r.cue] >= 0 else None
        if mark is not None and r.cue not in covered and not quotes.is_scare(words.text, mark):
            continue
        if r.cue in covered and not r.rule.startswith("shape") and not _is_known(words, r.cue):
            continue
        if sources.speaks_of_anonymity(words.surface(words.left[r.cue], words.right[r.cue])) and not r.rule.startswith("shape") and (
            r.cue not in {o.cue for o in relations if o.source} or words.dep[r.cue] in ("relcl", "acl", "advcl")
        ):
            continue
        if any(a <= r.cue <= b and sources.speaks_of_anonymity(words.surface(a, b)) for a, b in phrases):
            continue
        if not r.source and not r.rule.startswith("shape") and not _is_known(words, r.cue):
            continue
        kept.append(r)
    return kept


def _without_others(words: Words, r: Relation, relations: list[Relation]) -> Relation:
    """A relation without the clause in which somebody else begins to speak.

    "The minister said it had failed, and the mayor did not confirm it": the parser hangs the second clause on the
    first content, but with a comma, no "that" and a speaker of its own it is the reporter's next sentence. So is
    ", with reports signaling that ..." after a statement that has no source.
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
    return replace(r, content=frozenset(held)) if held else r


def _with_speaker(words: Words, relations: list[Relation]) -> list[Relation]:
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


def _nested_tags(words: Words, relations: list[Relation]) -> list[Relation]:
    """ "The harbour was closed, the mayor said, the Daily Lantern reported": the later tag reports the earlier one.

    Both stand after what they report, so the parser gives each the words before, and the first the second as well.
    """
    finished = {r.cue: r for r in relations}
    for a in relations:
        for b in relations:
            if not (a.cue < b.cue and words.sentence[a.cue] == words.sentence[b.cue] and a.source and b.source):
                continue
            tag = b.source | set(b.cue_words)
            after = {i for i in a.content if i > a.cue}
            if b.cue in after and after <= tag | set(words.subtree(b.cue)) and min(tag) > a.cue and min(a.content) < a.cue:
                finished[a.cue] = replace(a, content=frozenset(a.content - after))
                finished[b.cue] = replace(b, content=(b.content | a.source | set(a.cue_words) | a.content) - after)
    return [r for r in finished.values() if r.content]


def _is_known(words: Words, i: int) -> bool:
    """Whether the lexicon has a row for a cue, or for the adjective or noun that completes it."""
    return lexicon.cue(words.lemma[i].lower(), words.pos[i], cues.frame(words, i)) is not None or any(
        words.dep[k] in ("acomp", "oprd") and lexicon.cue(words.lemma[k].lower(), "ADJ", "") for k in words.kids[i]
    )


def _is_expletive(words: Words, cue: int, subject: int) -> bool:
    """The "it" of "it is unclear whether" and "it was claimed that", which speaks for nobody."""
    if words.lower[subject] != "it" or words.head[subject] != cue:
        return False
    below = [*words.kids[cue], *(x for k in words.kids[cue] if words.dep[k] == "acomp" for x in words.kids[k])]
    clause = any(words.dep[k] in ("ccomp", "advcl", "xcomp", "csubj") for k in below if k > cue)
    return clause and (words.dep[subject] == "expl" or cues.is_passive(words, cue) or words.child(cue, "acomp") >= 0)


_IN_CUE = {"about", "of", "on", "against", "at", "to", "over", "for", "with"}


def cue_words(words: Words, i: int, inside: frozenset[int]) -> tuple[int, ...]:
    """The words of a cue: verb, auxiliaries, negation, particle, and a preposition that its content hangs on."""
    found = {i}
    first = i
    for k in words.kids[i]:
        dep = words.dep[k]
        if dep in ("aux", "auxpass", "neg") and k < i and k not in inside:
            found.add(k)
            first = min(first, k)
        elif (dep in ("prt", "neg") and k > i) or (dep == "acomp" and _completes(words, i, k)):
            found.add(k)
        elif dep == "prep" and words.lower[k] in _IN_CUE and words.kids[k] and words.kids[k][0] in inside:
            if all(j in found for j in range(i + 1, k)):
                found.add(k)
    for k in words.kids[i]:
        if words.dep[k] == "advmod" and first < k < i and not words.kids[k]:
            found.add(k)
    if words.lemma[i] == "call" and i + 1 < len(words) and words.lower[i + 1] in ("on", "upon") and i + 1 not in inside:
        found.add(i + 1)
    if words.lower[i] == "according" and i + 1 < len(words) and words.lower[i + 1] == "to":
        found.add(i + 1)
    return tuple(sorted(found))


def _completes(words: Words, i: int, adjective: int) -> bool:
    """Whether an adjective is the reporting part of a verb: "is unclear", "remains uncertain"."""
    return words.pos[i] == "AUX" or lexicon.cue(words.lemma[adjective].lower(), "ADJ", "") is not None


def _inside(words: Words, outer: list[Relation], weighed: Weighed, *,
            models: content.Models, prior: Callable[[int], float], cue_weights: weights.Weights,
            least: float) -> list[Relation]:  # fmt: skip
    """The relations with those added whose cue stands in another's content and which that alone had ruled out."""
    covered = set().union(*(r.content for r in outer)) if outer else set()
    by_cue = {r.cue: r for r in outer}
    found = []
    for i, (clues, values) in weighed.items():
        if i not in covered or not _is_known(words, i):
            continue
        free = [clue for clue in clues if not clue.startswith(INSIDE)]
        probability = cue_weights.probability(free, values)
        if i in by_cue:
            by_cue[i] = replace(by_cue[i], probability=max(probability, by_cue[i].probability))
        elif probability >= max(least, 0.6):
            draft = _relation(words, i, probability, free, models=models, prior=prior, cue_weights=cue_weights)
            around = min((r.content for r in outer if i in r.content), key=len)
            found.append(replace(draft.relation, content=draft.relation.content & around))
    return [*by_cue.values(), *found]


def _held(words: Words, relations: list[Relation]) -> list[Relation]:
    """Relations with a cue in another's content keep within it: what is quoted cannot speak outside the quotation."""
    finished = []
    for r in relations:
        around = [o for o in relations if o.cue != r.cue and r.cue in o.content and o.cue not in r.content]
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


def _finish(words: Words, relations: list[Relation]) -> list[Relation]:
    """Spans, stance, polarity, kind and form; relations without a content span or said twice are left out."""
    finished: list[Relation] = []
    for r in sorted(relations, key=lambda r: (r.cue, -r.probability)):
        if finished and finished[-1].cue == r.cue:
            continue
        r = replace(r, content=r.content - _dateline(words, r))
        but = r.source | set(r.cue_words)
        ranges = {
            "source": tuple(spans.plain(words, r.source)),
            "cue": tuple(spans.plain(words, r.cue_words) or [(r.cue, r.cue)]),
            "content": tuple(spans.content(words, r.content, but=but)),
        }
        if not ranges["content"]:
            continue
        judged = stance.judge(words, r.cue, r.source, r.content)
        named = f"lexicon: {judged.row}" if judged.row else "not in the lexicon"
        finished.append(replace(
            r, ranges=ranges, stance=judged.stance, polarity=judged.polarity, kind=judged.kind,
            form=form(words, ranges["content"], judged.stance), lemma=_lemma(words, r),
            rule=_rule(r.rule, named),
        ))  # fmt: skip
    return [r for r in finished if not _says_it_again(words, r, finished)]


def _rule(clues: str, named: str) -> str:
    """What found a relation: a shape, or the row of the lexicon with the strongest clues."""
    if clues.startswith("shape"):
        return clues if named.startswith("not") else f"{clues}; {named}"
    return f"{named}; {clues}" if clues else named


def _says_it_again(words: Words, r: Relation, relations: list[Relation]) -> bool:
    """Whether a cue only completes another that withholds: "unable to confirm", "said he could not confirm"."""
    up = words.head[r.cue]
    for other in relations:
        if other.stance == "withhold" and other.cue == up and r.cue in other.content:
            return words.dep[r.cue] == "xcomp" or (words.dep[r.cue] == "ccomp" and r.stance == "withhold")
    return False


def _dateline(words: Words, r: Relation) -> set[int]:
    """The words of a dateline before a first sentence: "MOSCOW, Feb 16 (Example Wire) - "."""
    first, last = words.sentences[words.sentence[r.cue]]
    if not words.surface(first, first).isupper() or words.end[first] - words.start[first] < 3:
        return set()
    dash = next((i for i in range(first + 1, min(first + 18, last)) if words.lower[i] in ("-", "--", "—", "–")
                 and words.lower[i - 1] != words.lower[i] and words.text[words.start[i] - 1].isspace()), None)  # fmt: skip
    return set(range(first, dash + 1)) if dash is not None and r.cue > dash else set()


def _lemma(words: Words, r: Relation) -> str:
    """The entry a cue goes under: its lemma, with the particle of a phrasal verb."""
    lemma = words.lemma[r.cue].lower()
    particle = [words.lower[k] for k in words.kids[r.cue] if words.dep[k] == "prt"]
    if lemma == "accord":
        return "according to"
    adjective = words.child(r.cue, "acomp")
    if adjective >= 0 and _completes(words, r.cue, adjective):
        return words.lower[adjective]
    if lemma == "call" and words.lower[r.cue_words[-1]] in ("on", "for", "upon"):
        particle = [words.lower[r.cue_words[-1]]]
    return " ".join([lemma, *particle])


def form(words: Words, ranges: Sequence[Range], of_stance: str) -> str:
    """How a content is given: `direct` (all in quotation marks), `mixed` (some), `narrated` (no clause), `indirect`."""
    inside = [i for first, last in ranges for i in range(first, last + 1) if not spans.is_punctuation(words, i)]
    quoted = [i for i in inside if words.quote[i] >= 0]
    if inside and len(quoted) == len(inside):
        return "direct"
    if quoted:
        return "mixed"
    held = set(inside)
    roots = [i for i in inside if words.head[i] not in held or words.head[i] == i]
    clause = any(
        words.pos[i] in ("VERB", "AUX") and not (of_stance == "withhold" and words.dep[i] == "xcomp") for i in roots
    ) or any(words.dep[k] in SUBJECT_OF_CLAUSE for i in roots for k in words.kids[i])
    return "indirect" if clause else "narrated"


SUBJECT_OF_CLAUSE = ("nsubj", "nsubjpass", "csubj", "expl")


def _with_parents(relations: list[Relation]) -> list[Relation]:
    """Each relation with the number of the smallest other one whose content holds its cue."""
    held = [set(i for a, b in r.ranges["content"] for i in range(a, b + 1)) for r in relations]
    finished: list[Relation] = []
    number = {r.cue: n for n, r in enumerate(relations)}
    for n, r in enumerate(relations):
        around = [(len(held[m]), m) for m in range(len(relations)) if m != n and r.cue in held[m] and not (
            relations[m].cue in held[n] and len(held[m]) <= len(held[n]))]  # fmt: skip
        parent = number.get(r.inside_of, min(around)[1] if around else None)
        finished.append(replace(r, parent=parent))
    return finished
