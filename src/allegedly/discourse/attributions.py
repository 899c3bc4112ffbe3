"""The relations of one document: from candidates to source, cue and content, competition and chains.

Candidates are weighed alone (`cues`), their source and content found (`content`). Those inside another relation's
content are weighed once more without the clues that only say "this is inside a quotation": PolNeAR marks no
relation there, this project keeps them, with the relation they stand in as their parent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from allegedly.discourse import content, cues, lexicon, quotes, shapes, sources, spans, stance, weights
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.spans import Range

LEAST_PRIOR = -5.5
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
    models = content.Models(*(weights.load(name) for name in ("content", "source", "sentence")))
    cue_weights = weights.load("cue")
    weighed: dict[int, tuple[list[str], dict[str, float]]] = {}
    relations: list[Relation] = []
    for i in cues.candidates(words, prior, least=LEAST_PRIOR):
        clues, values = cue_clues(words, i, prior)
        weighed[i] = (clues, values)
        probability = max(cue_weights.probability(clues, values), _floor(words, i))
        if probability >= least:
            relations.append(_relation(words, i, probability, clues, models=models, prior=prior, cue_weights=cue_weights))
    relations = [r for r in relations if r.content]
    relations += _inside(words, relations, weighed, models=models, prior=prior, cue_weights=cue_weights, least=least)
    shaped = [r for r in shapes.find(words, relations) if r.probability >= least]
    own = {r.cue for r in shaped}
    relations = _sensible(words, [r for r in relations if r.cue not in own] + shaped)
    return _with_parents(_finish(words, relations))


def cue_clues(words: Words, i: int, prior: Callable[[int], float]) -> tuple[list[str], dict[str, float]]:
    """The clues of a candidate and those that hold to a degree: what the weights were fitted on."""
    value = prior(i)
    clues = cues.clues(words, i, people=lexicon.noun, prior=prior)
    clues.append(f"prior_bin={int(value * 2)}")
    return clues, {"prior": value, f"prior|{words.pos[i]}": value}


def _relation(words: Words, i: int, probability: float, clues: Sequence[str], *, models: content.Models,
              prior: Callable[[int], float], cue_weights: weights.Weights) -> Relation:  # fmt: skip
    found = content.find(words, i, models=models, people=lexicon.noun, prior=prior)
    named = cue_words(words, i, found.content)
    strongest = ", ".join(cue_weights.strongest(clues))
    return Relation(
        cue=i, cue_words=named, source=found.source - set(named), source_head=found.source_head,
        content=found.content - set(named) - found.source, probability=probability, rule=strongest,
    )  # fmt: skip


def _floor(words: Words, i: int) -> float:
    """The least probability of a cue that the lexicon vouches for, if it has something to report."""
    shape = cues.frame(words, i)
    row = lexicon.cue(words.lemma[i].lower(), words.pos[i], shape)
    if row is not None and row.floor and shape not in ("bare", "passive_bare"):
        return row.floor
    for k in words.kids[i]:
        if words.dep[k] == "acomp" and any(words.dep[x] in ("ccomp", "xcomp") for x in (*words.kids[k], *words.kids[i])):
            row = lexicon.cue(words.lemma[k].lower(), "ADJ", "")
            return row.floor if row else 0.0
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
        if any(a <= r.cue <= b and sources.speaks_of_anonymity(words.surface(a, b)) for a, b in phrases):
            continue
        if not r.source and not r.rule.startswith("shape") and not _is_known(words, r.cue):
            continue
        kept.append(r)
    return kept


def _is_known(words: Words, i: int) -> bool:
    """Whether the lexicon has a row for a cue, or for the adjective or noun that completes it."""
    return lexicon.cue(words.lemma[i].lower(), words.pos[i], cues.frame(words, i)) is not None or any(
        words.dep[k] in ("acomp", "oprd") and lexicon.cue(words.lemma[k].lower(), "ADJ", "") for k in words.kids[i]
    )


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
        elif (dep == "prt" and k > i) or (dep == "neg" and k > i) or (words.pos[i] == "AUX" and dep == "acomp"):
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


def _inside(words: Words, outer: list[Relation], weighed: dict[int, tuple[list[str], dict[str, float]]], *,
            models: content.Models, prior: Callable[[int], float], cue_weights: weights.Weights,
            least: float) -> list[Relation]:  # fmt: skip
    """Relations whose cue stands in another's content and which its being there had ruled out."""
    covered = set().union(*(r.content for r in outer)) if outer else set()
    taken = {r.cue for r in outer}
    found = []
    for i, (clues, values) in weighed.items():
        if i not in covered or i in taken or not _is_known(words, i):
            continue
        free = [clue for clue in clues if not clue.startswith(INSIDE)]
        probability = cue_weights.probability(free, values)
        if probability >= max(least, 0.6):
            made = _relation(words, i, probability, free, models=models, prior=prior, cue_weights=cue_weights)
            if made.content:
                found.append(made)
    return found


def _finish(words: Words, relations: list[Relation]) -> list[Relation]:
    """Spans, stance, polarity, kind and form; relations without a content span or said twice are left out."""
    finished = []
    for r in sorted(relations, key=lambda r: (r.cue, -r.probability)):
        if finished and finished[-1].cue == r.cue:
            continue
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
            rule=r.rule if r.rule.startswith("shape") else f"{named}; {r.rule}" if r.rule else named,
        ))  # fmt: skip
    return finished


def _lemma(words: Words, r: Relation) -> str:
    """The entry a cue goes under: its lemma, with the particle of a phrasal verb."""
    lemma = words.lemma[r.cue].lower()
    particle = [words.lower[k] for k in words.kids[r.cue] if words.dep[k] == "prt"]
    if lemma == "accord":
        return "according to"
    if words.pos[r.cue] == "AUX":
        adjective = words.child(r.cue, "acomp")
        return words.lower[adjective] if adjective >= 0 else lemma
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
    finished = []
    number = {r.cue: n for n, r in enumerate(relations)}
    for n, r in enumerate(relations):
        around = [(len(held[m]), m) for m in range(len(relations)) if m != n and r.cue in held[m] and not (
            relations[m].cue in held[n] and len(held[m]) <= len(held[n]))]  # fmt: skip
        parent = number.get(r.inside_of, min(around)[1] if around else None)
        finished.append(replace(r, parent=parent))
    return finished
