"""The weights of this stage, fitted to articles in which people marked who says what.

Each decision (`weights`) is a logistic regression (`regression`) over clues, none of which holds a name or a run of
words; here is what its examples are, and in which order decisions are fitted. `notebooks/fit/attributions.ipynb` calls
this and writes `data/lexicons/attribution_*.csv`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allegedly import lexicons
from allegedly.discourse import lexicon
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.relations import attributions, choice, content, cues, pieces, revision, weights
from allegedly.discourse.relations.gold import Article, agreement, mostly
from allegedly.discourse.relations.regression import LEAST_ARTICLES, Examples, fit

PENALTY = {"cue": 0.5, "content": 0.6, "source": 0.3, "sentence": 1.0, "choice": 0.3, "revision": 0.5}
"""Inverse strength of the L1 penalty (C): what one example may weigh against one unit of weight."""
FOLDS = 5
MATCH = 0.3
"""Agreement of contents from which a candidate counts as found, as in the scorer's lower threshold."""
LIKELY, SAME = 0.3, 0.02
"""The least probability of a cue whose content is worth changing, and what difference of agreement counts as none."""
DECISIONS = ("cue", "content", "source", "sentence", "choice", "revision")

PriorRow = tuple[str, str, str, int, int, int]
"""lemma, part of speech, frame ("" for all), occurrences, those that are cues, articles."""


def count_priors(articles: Sequence[Article], *, least: int = LEAST_ARTICLES) -> list[PriorRow]:
    """How often each lemma, alone and in each frame, is a cue. Words inside a content are not asked."""
    n: Counter[tuple[str, str, str]] = Counter()
    k: Counter[tuple[str, str, str]] = Counter()
    where: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for number, article in enumerate(articles):
        words, heads, covered = article.words, {m.head for m in article.marked}, article.covered
        for i, pos in enumerate(words.pos):
            if pos not in ("VERB", "NOUN", "AUX") or (pos == "AUX" and not cues.is_copula(words, i)):
                continue
            if i in covered and i not in heads:
                continue
            for shape in ("", cues.frame(words, i)):
                key = (words.lemma[i].lower(), pos, shape)
                n[key] += 1
                k[key] += i in heads
                where[key].add(number)
    ever = {(lemma, pos) for (lemma, pos, shape), cues_ in k.items() if cues_ and not shape}
    return [
        (*key, n[key], k[key], len(where[key]))
        for key in sorted(n)
        if len(where[key]) >= least and key[0].isascii() and (key[:2] in ever or (not key[2] and key[1] != "NOUN"))
    ]


def priors(rows: Iterable[PriorRow]) -> weights.Priors:
    """Priors as the stage uses them."""
    return weights.Priors(row[:5] for row in rows)


def cue_examples(articles: Sequence[Article], counted: Callable[[int], weights.Priors]) -> Examples:
    """Candidates outside contents, and whether people marked them. `counted` gives the priors for an article."""
    found = Examples()
    for n, article in enumerate(articles):
        prior = attributions.Prior(article.words, counted(n))
        heads, covered = {m.head for m in article.marked}, article.covered
        for i in cues.candidates(article.words, prior, least=attributions.LEAST_PRIOR):
            if i not in covered or i in heads:
                clues, values = attributions.cue_clues(article.words, i, prior)
                found.add(clues, i in heads, n, values)
    return found


def piece_examples(articles: Sequence[Article], counted: weights.Priors) -> dict[str, Examples]:
    """Pieces around marked cues: are they content, are they source, do neighbouring sentences go on."""
    found = {name: Examples() for name in ("content", "source", "sentence")}
    for n, article in enumerate(articles):
        words = article.words
        prior = attributions.Prior(words, counted)
        for m in article.marked:
            shared = pieces.surroundings(words, m.head)
            for piece in pieces.around(words, m.head):
                clues = pieces.clues(words, m.head, piece, people=lexicon.noun, prior=prior, shared=shared)
                is_content = mostly(words, piece.words, m.content)
                whole = piece.path.startswith("rest") or words.dep[piece.head] in ("prep", "agent")
                found["content"].add(clues, is_content, n)
                found["source"].add(clues, mostly(words, piece.words, m.source) if whole else piece.head in m.source, n)
            _add_sentences(found["sentence"], article, m.head, m.content, prior, n)
    return found


def _add_sentences(found: Examples, article: Article, cue: int, inside: frozenset[int],
                   prior: Callable[[int], float], n: int) -> None:  # fmt: skip
    words = article.words
    first, last = words.sentences[words.sentence[cue]]
    taken = {i for i in inside if first <= i <= last}
    for run in pieces.neighbours(words, cue):
        for piece in run:
            goes_on = mostly(words, piece.words, inside)
            own = content.speaks_itself(words, piece, prior)
            found.add(pieces.sentence_clues(words, cue, piece, taken=taken, cue_inside=own), goes_on, n)
            if not goes_on:
                break
            taken = taken | set(piece.words)


@dataclass(frozen=True)
class Fitted:
    """Counted priors and the weights of each decision."""

    priors: list[PriorRow]
    weights: dict[str, dict[str, float]]


def fit_pieces(articles: Sequence[Article]) -> Fitted:
    """All decisions but the last two. The priors of an article's own candidates are counted on the other folds."""
    rows = count_priors(articles)
    folds = [
        priors(count_priors([a for j, a in enumerate(articles) if j % FOLDS != k], least=LEAST_ARTICLES - 1))
        for k in range(FOLDS)
    ]
    found = {"cue": fit(cue_examples(articles, lambda n: folds[n % FOLDS]), penalty=PENALTY["cue"])}
    of_pieces = piece_examples(articles, priors(rows))
    found |= {name: fit(examples, penalty=PENALTY[name]) for name, examples in of_pieces.items()}
    return Fitted(rows, found)


def learned(fitted: Fitted) -> attributions.Fitted:
    """Weights as the stage uses them; decisions not yet fitted have none."""
    of = {name: weights.Weights(fitted.weights.get(name, {})) for name in DECISIONS}
    models = content.Models(of["content"], of["source"], of["sentence"])
    return attributions.Fitted(priors(fitted.priors), of["cue"], models, of["choice"], of["revision"])


def last_examples(
    articles: Sequence[Article], fitted: Fitted, numbers: Iterable[int]
) -> tuple[dict[str, Examples], int]:
    """Candidates of articles the earlier weights have not seen, for the last two decisions, and how many were marked.

    Of each candidate: is it right (`choice`); of each change of a marked one's content: does it bring the content
    nearer to the marked one (`revision`), which counts the more, the more it changes.
    """
    found, marked, by = {"choice": Examples(), "revision": Examples()}, 0, learned(fitted)
    for n in numbers:
        words = articles[n].words
        gold = {m.head: m for m in articles[n].marked}
        prior = attributions.Prior(words, by.priors)
        drafts, _ = attributions.drafts(words, prior=prior, models=by.models, cue_weights=by.cue)
        for draft, near_it in zip(drafts, choice.rivals(words, drafts), strict=True):
            m = gold.get(draft.relation.cue)
            near = agreement(words, draft.relation.content, m.content) if m is not None else 0.0
            found["choice"].add(choice.clues(words, draft, near_it), near >= MATCH, n, choice.values(words, draft))
            if m is not None and draft.cue >= LIKELY:
                _add_changes(found["revision"], words, draft.relation, m.content, near, prior, n)
        marked += len(gold)
    return found, marked


def _add_changes(found: Examples, words: Words, r: Relation, marked: frozenset[int], near: float,
                 prior: Callable[[int], float], n: int) -> None:  # fmt: skip
    for change in revision.proposals(words, r.cue, r.content, r.source | set(r.cue_words)):
        nearer = agreement(words, change.after, marked) - near
        count = min(1.0, 2 * abs(nearer)) if abs(nearer) >= SAME else 0.1
        found.add(revision.clues(words, r.cue, r.content, change, prior=prior), nearer > SAME, n, count=count)


def fit_all(articles: Sequence[Article]) -> tuple[Fitted, pd.DataFrame]:
    """All decisions, and how well the candidates are told apart on held-out fifths (frame: threshold, P, R, F1)."""
    held_out, marked = {"choice": Examples(), "revision": Examples()}, 0
    for k in range(FOLDS):
        part = fit_pieces([a for n, a in enumerate(articles) if n % FOLDS != k])
        found, more = last_examples(articles, part, range(k, len(articles), FOLDS))
        for name, examples in found.items():
            held_out[name].extend(examples)
        marked += more
    whole = fit_pieces(articles)
    last = {name: fit(examples, penalty=PENALTY[name]) for name, examples in held_out.items()}
    return Fitted(whole.priors, whole.weights | last), thresholds(held_out["choice"], last["choice"], marked)


def thresholds(held_out: Examples, last: Mapping[str, float], marked: int) -> pd.DataFrame:
    """Precision, recall and F1 in per cent over thresholds of probability, on candidates of held-out articles."""
    model = weights.Weights(last)
    chance = np.array([model.probability([], clues) for clues in held_out.clues])
    right = np.array(held_out.labels)
    rows = []
    for step in range(20, 65, 5):
        said = chance >= step / 100
        hits = int((said & right).sum())
        precision, recall = hits / max(int(said.sum()), 1), hits / max(marked, 1)
        f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
        rows.append({"threshold": step / 100, "precision": round(100 * precision, 1), "recall": round(100 * recall, 1),
                     "f1": round(100 * f1, 1), "marked": marked})  # fmt: skip
    return pd.DataFrame(rows)


def write(fitted: Fitted, *, source: str) -> None:
    """Write the priors and weights to `data/lexicons`; `source` says what they were fitted on."""
    columns = ["entry", "pos", "frame", "n", "cues", "articles"]
    counted = pd.DataFrame(fitted.priors, columns=columns).assign(source=source)
    counted.to_csv(lexicons.path("attribution_cue_priors"), index=False, lineterminator="\n")
    for name in DECISIONS:
        rows = sorted(fitted.weights[name].items(), key=lambda item: (item[0] != weights.BIAS, item[0]))
        frame = pd.DataFrame(rows, columns=["entry", "weight"]).assign(source=source)
        frame.to_csv(lexicons.path(f"attribution_{name}_weights"), index=False, lineterminator="\n")
