"""The relations of one document: from candidates to source, cue and content, competition and chains.

Candidates are weighed alone (`cues`), their source and content found (`content`). Those inside another relation's
content are weighed once more without the clues that only say "this is inside a quotation": PolNeAR marks no
relation there, this project keeps them, with the relation they stand in as their parent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from allegedly.discourse import lexicon, spans
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation, holders
from allegedly.discourse.relations import chains, choice, competition, content, cues, revision, shapes, weights, wording
from allegedly.discourse.stances import stance, withholding

LEAST_PRIOR = -5.5
MOST = 40
"""Candidates in one sentence of which more is asked: the likeliest. News has a dozen in its longest; each is compared
with all others near it, so that a text made of "he said" would take minutes."""
_WORTH_A_LOOK = 0.25
_UNKNOWN, _OTHER_FRAME, _RARE_FRAME, _WITHOUT_OBJECT, _WITHOUT_SOURCE = 0.13, 0.22, 0.1, 0.22, 0.1
_OF_FORCE = 0.45
"""How much surer than `least` a relation must be whose cue the lexicon has not, has in other frames only, was rarely a
cue in this frame, or has neither clause nor object; and one that nobody is the source of;
most of all one of causing or of force that the lexicon has not."""
_NOUN_WITH_CLAUSE = 0.4
"""The least probability of a noun of the lexicon with what is claimed: "the allegation that the mayor took bribes"."""
_SURE_INSIDE, _SURE_INSIDE_QUOTATION = 0.68, 0.8
"""From what probability a cue inside another's content counts: there the weights have seen no examples."""
_WITHHELD = 0.6
"""What "could not confirm the reports" is worth on its own: too rare in the corpus to weigh, with no other reading."""
INSIDE = ("quoted=", "up_prior=ccomp", "after_quote", "before_quote", "subject=i", "subject=we")

Weighed = dict[int, tuple[list[str], dict[str, float]]]
"""Clues of each candidate, and those that hold to a degree."""


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


@dataclass(frozen=True)
class Fitted:
    """What was learned from articles: counted priors, and the weights of each decision."""

    priors: weights.Priors
    cue: weights.Weights
    models: content.Models
    choice: weights.Weights
    revision: weights.Weights


@cache
def fitted() -> Fitted:
    """What the lexicons hold."""
    models = content.Models(*(weights.load(name) for name in ("content", "source", "sentence")))
    return Fitted(weights.load_priors(), weights.load("cue"), models, weights.load("choice"), weights.load("revision"))


def find(words: Words, *, least: float = 0.5, by: Fitted | None = None) -> list[Relation]:
    """All relations of a document with a probability of at least `least`, by the place of their cues.

    `by` are weights of one's own (a fit that is being tried), by default those of the lexicons.
    """
    learned = by or fitted()
    prior = Prior(words, learned.priors)
    found, weighed = drafts(words, prior=prior, models=learned.models, cue_weights=learned.cue)
    return chosen(words, found, weighed, prior=prior, learned=learned, least=least)


def chosen(
    words: Words,
    found: list[choice.Draft],
    weighed: Weighed,
    *,
    prior: Callable[[int], float],
    learned: Fitted,
    least: float,
) -> list[Relation]:
    """The relations that stand after the last look, the shapes of lines and the competition among them."""
    relations = []
    for draft, near in zip(found, choice.rivals(words, found), strict=True):
        clues, values = choice.clues(words, draft, near), choice.values(words, draft)
        probability = max(learned.choice.probability(clues, values), _floor(words, draft.relation.cue))
        if probability >= least + _caution(words, draft.relation, prior):
            relations.append(revised(words, draft.relation, learned.revision, prior, probability=probability))
    relations = _inside(
        words, relations, weighed, models=learned.models, prior=prior, cue_weights=learned.cue, least=least
    )
    shaped = [r for r in shapes.find(words, relations) if r.probability >= least]
    own = {r.cue for r in shaped}
    relations = competition.settle(words, [r for r in relations if r.cue not in own] + shaped)
    return chains.linked(words, _finish(words, relations))


def revised(
    words: Words, r: Relation, by: weights.Weights, prior: Callable[[int], float], *, probability: float
) -> Relation:
    """A relation with its last probability, and its content looked at a second time."""
    but = r.source | set(r.cue_words)
    content = revision.revise(words, r.cue, r.content, but, by=by, prior=prior)
    return replace(r, content=content, probability=probability)


def drafts(
    words: Words, *, prior: Callable[[int], float], models: content.Models, cue_weights: weights.Weights
) -> tuple[list[choice.Draft], Weighed]:
    """Relations with what makes each likely, before the last look; and the clues of all candidates."""
    weighed: Weighed = {}
    found: list[choice.Draft] = []
    for i in likeliest(words, cues.candidates(words, prior, least=LEAST_PRIOR), prior):
        clues, values = cue_clues(words, i, prior)
        weighed[i] = (clues, values)
        probability = max(cue_weights.probability(clues, values), _floor(words, i))
        if probability >= _WORTH_A_LOOK:
            draft = _relation(words, i, probability, clues, models=models, prior=prior, cue_weights=cue_weights)
            if draft.relation.content:
                found.append(draft)
    return found, weighed


def likeliest(words: Words, candidates: Iterable[int], prior: Callable[[int], float]) -> list[int]:
    """The candidates without those that are too many in their sentence."""
    by_sentence: dict[int, list[int]] = {}
    for i in candidates:
        by_sentence.setdefault(words.sentence[i], []).append(i)
    return sorted(
        i for each in by_sentence.values() for i in sorted(each, key=lambda i: (-prior(i), i))[:MOST]
    )  # fmt: skip


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
    if words.quote[i] >= 0:  # what is quoted cannot speak outside the quotation
        found = replace(found, content=frozenset(k for k in found.content if words.quote[k] == words.quote[i]))
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


def _caution(words: Words, r: Relation, prior: Callable[[int], float]) -> float:
    """How much surer a relation must be if its cue is not in the lexicon ("sales declined by a third") and nothing of
    its content stands in quotation marks.

    Most of all with a verb of causing or of force: "this allows Russia to deny it" is nobody's statement, nor is "they
    fired at the tanks". A cue of the lexicon must be surer where it has no clause and is rarely a cue in its frame
    ("the heir assumed the title"), or has no object either ("the needle points north").
    """
    lemma = words.lemma[r.cue].lower()
    if not wording.is_known(words, r.cue):
        if lexicon.plays(lemma, "force"):
            return _OF_FORCE
        if lexicon.knows(lemma, words.pos[r.cue]):
            return _OTHER_FRAME
        return 0.0 if any(words.quote[i] >= 0 for i in r.content) else _UNKNOWN
    height = prior(r.cue)
    if words.pos[r.cue] == "VERB" and not any(words.pos[i] in ("VERB", "AUX") for i in r.content):
        if cues.frame(words, r.cue) in ("bare", "acomp") and not any(words.quote[i] >= 0 for i in r.content):
            return _WITHOUT_OBJECT
        if height < 0 or (words.dep[r.cue] == "acl" and words.tag[r.cue] == "VBG"):  # "the forces supporting the army"
            return _RARE_FRAME
    elif height < -2:
        return _RARE_FRAME
    return 0.0 if r.source else _WITHOUT_SOURCE


def _floor(words: Words, i: int) -> float:
    """The least probability of a cue that the lexicon vouches for, if it has something to report."""
    shape = cues.frame(words, i)
    row = lexicon.cue(words.lemma[i].lower(), words.pos[i], shape)
    if row is not None and row.floor and shape not in ("bare", "passive_bare"):
        return row.floor
    if row is not None and shape == "that" and words.pos[i] == "NOUN":
        return _NOUN_WITH_CLAUSE
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
        elif probability >= (_SURE_INSIDE_QUOTATION if words.quote[i] >= 0 else _SURE_INSIDE) or (
            words.quote[i] < 0 and _floor(words, i) >= least
        ):
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
        content = r.content - wording.dateline(words, r)
        but = r.source | set(r.cue_words)
        ranges = {
            "source": tuple(spans.plain(words, r.source)),
            "cue": tuple(spans.plain(words, r.cue_words) or [(r.cue, r.cue)]),
            "content": tuple(spans.content(words, content, but=but)),
        }
        if not ranges["content"]:
            continue
        judged = stance.judge(words, r.cue, r.source, content)
        named = f"lexicon: {judged.row}" if judged.row else "not in the lexicon"
        finished.append(
            replace(
                r,
                content=content,
                ranges=ranges,
                stance=judged.stance,
                polarity=judged.polarity,
                kind=judged.kind,
                form=wording.form(words, ranges["content"], judged.stance),
                lemma=wording.entry(words, r),
                rule=_rule(r.rule, named),
            )
        )
    around = holders([r.content for r in finished], of={r.cue for r in finished})
    return [
        r for r in finished if not competition.says_it_again(words, r, [finished[n] for n in around.get(r.cue, ())])
    ]


def _rule(clues: str, named: str) -> str:
    """What found a relation: a shape, or the row of the lexicon with the strongest clues."""
    if clues.startswith("shape"):
        return clues if named.startswith("not") else f"{clues}; {named}"
    return f"{named}; {clues}" if clues else named
