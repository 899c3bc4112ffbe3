"""The relations of one document: from candidates to source, cue and content, competition and chains.

Candidates are weighed alone (`cues`), their source and content found (`content`). Those inside another relation's
content are weighed once more without the clues that only say "this is inside a quotation": PolNeAR marks no
relation there, this project keeps them, with the relation they stand in as their parent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from allegedly.discourse import (
    chains,
    choice,
    competition,
    content,
    cues,
    lexicon,
    shapes,
    spans,
    stance,
    weights,
    withholding,
    wording,
)
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation

LEAST_PRIOR = -5.5
_WORTH_A_LOOK = 0.2
_UNKNOWN, _OTHER_FRAME = 0.05, 0.15
_DOING = {"allow", "enable", "permit", "cause", "force", "help", "let", "fire", "strike", "hit", "shoot", "attack"}
_WITHHELD = 0.6
"""What "could not confirm the reports" is worth on its own: too rare in the corpus to weigh, with no other reading."""
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
    relations = _inside(
        words, relations, weighed, models=models, prior=prior, cue_weights=weights.load("cue"), least=least
    )
    shaped = [r for r in shapes.find(words, relations) if r.probability >= least]
    own = {r.cue for r in shaped}
    relations = competition.settle(words, [r for r in relations if r.cue not in own] + shaped)
    return chains.linked(words, _finish(words, relations))


Weighed = dict[int, tuple[list[str], dict[str, float]]]


def drafts(
    words: Words, *, prior: Callable[[int], float], models: content.Models, cue_weights: weights.Weights
) -> tuple[list[choice.Draft], Weighed]:
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


def _relation(
    words: Words,
    i: int,
    probability: float,
    clues: Sequence[str],
    *,
    models: content.Models,
    prior: Callable[[int], float],
    cue_weights: weights.Weights,
) -> choice.Draft:
    found = content.find(words, i, models=models, people=lexicon.noun, prior=prior)
    named = wording.cue_words(words, i, found.content)
    strongest = ", ".join(cue_weights.strongest(clues))
    if found.source_head >= 0 and wording.is_expletive(words, i, found.source_head):
        found = replace(found, source=frozenset(), source_head=-1)
    relation = Relation(
        cue=i,
        cue_words=named,
        source=found.source - set(named),
        source_head=found.source_head,
        content=found.content - set(named) - found.source,
        probability=probability,
        rule=strongest,
    )
    return choice.Draft(relation, probability, found.source_probability, found.content_probability)


def _caution(words: Words, i: int) -> float:
    """How much surer a cue must be that the lexicon has not, or not in this frame ("sales declined by a third").

    Most of all a verb of causing or of force: "this allows Russia to deny it" is nobody's statement, nor is "they fired
    at the tanks".
    """
    if wording.is_known(words, i):
        return 0.0
    lemma = words.lemma[i].lower()
    return _OTHER_FRAME if lemma in _DOING or lexicon.knows(lemma, words.pos[i]) else _UNKNOWN


def _floor(words: Words, i: int) -> float:
    """The least probability of a cue that the lexicon vouches for, if it has something to report."""
    shape = cues.frame(words, i)
    row = lexicon.cue(words.lemma[i].lower(), words.pos[i], shape)
    if row is not None and row.floor and shape not in ("bare", "passive_bare"):
        return row.floor
    if withholding.withholds_outright(words, i):
        return _WITHHELD
    for k in words.kids[i]:
        if words.dep[k] == "acomp" and any(
            words.dep[x] in ("ccomp", "xcomp") for x in (*words.kids[k], *words.kids[i])
        ):
            row = lexicon.cue(words.lemma[k].lower(), "ADJ", "")
            return row.floor if row and (row.stance != "withhold" or withholding.holds_back(words, i)) else 0.0
    return 0.0


def _inside(
    words: Words,
    outer: list[Relation],
    weighed: Weighed,
    *,
    models: content.Models,
    prior: Callable[[int], float],
    cue_weights: weights.Weights,
    least: float,
) -> list[Relation]:
    """The relations with those added whose cue stands in another's content and which that alone had ruled out."""
    covered = set().union(*(r.content for r in outer)) if outer else set()
    by_cue = {r.cue: r for r in outer}
    found = []
    for i, (clues, values) in weighed.items():
        if i not in covered or not wording.is_known(words, i):
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


def _finish(words: Words, relations: list[Relation]) -> list[Relation]:
    """Spans, stance, polarity, kind and form; relations without a content span or said twice are left out."""
    finished: list[Relation] = []
    for r in sorted(relations, key=lambda r: (r.cue, -r.probability)):
        if finished and finished[-1].cue == r.cue:
            continue
        r = replace(r, content=r.content - wording.dateline(words, r))
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
        finished.append(
            replace(
                r,
                ranges=ranges,
                stance=judged.stance,
                polarity=judged.polarity,
                kind=judged.kind,
                form=wording.form(words, ranges["content"], judged.stance),
                lemma=wording.entry(words, r),
                rule=_rule(r.rule, named),
            )
        )
    return [r for r in finished if not competition.says_it_again(words, r, finished)]


def _rule(clues: str, named: str) -> str:
    """What found a relation: a shape, or the row of the lexicon with the strongest clues."""
    if clues.startswith("shape"):
        return clues if named.startswith("not") else f"{clues}; {named}"
    return f"{named}; {clues}" if clues else named
