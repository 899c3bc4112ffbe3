"""Weights of the clues to a name's type, from articles in which people marked the names.

Uses the clues of each name that the rules find and the type that people gave it; no word of an article is kept. The
notebook `notebooks/fit/names.ipynb` calls this and writes `data/lexicons/name_weights.csv`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from allegedly import annotated, lexicons
from allegedly.accuracy import FOLDER
from allegedly.cleaning.sentences import sentences
from allegedly.names import gazetteer
from allegedly.names.annotate import annotate
from allegedly.names.clues import of_names
from allegedly.names.finding import by_rules
from allegedly.names.reading import COARSE
from allegedly.names.spans import Name
from allegedly.names.weighing import BIAS, CLASSES, Floats, Weights, weigh_with

CORPORA: Mapping[str, str] = {
    "worldwide_newswire_train": "Worldwide NER (Shan et al. 2023), training part; its repository states no licence",
    "wikigold": "Wikigold (Balasuriya et al. 2009), CC BY 4.0",
}
"""Files of annotated articles, and where they come from."""

LEAST_ARTICLES, LEAST_NAMES = 5, 20
"""In how many articles and at how many names a clue must be seen to be given a weight."""

PENALTY = 0.03
"""Variance of the normal prior on the weights: small, so that rare clues stay near zero."""

FOLDS = 5

_GOLD = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "LOC": "PLACE", "LOCATION": "PLACE", "FACILITY": "PLACE",
         "NORP": "NORP"}  # fmt: skip

Gold = Mapping[tuple[int, int], str]
"""The kind of each name that people marked, by its span without article and possessive mark."""


@dataclass(frozen=True)
class Article:
    """An annotated article: where it is from, how it is parsed, which names people marked in it."""

    corpus: str
    doc: Doc
    gold: Gold


def read(folder: Path, corpus: str) -> list[Article]:
    """The articles of a corpus, parsed. Raises what `annotated.rows` raises."""
    rows = annotated.rows(folder / f"{corpus}.jsonl", "text", "entities")
    docs = annotate((row["text"], [start for _, start, _ in sentences(row["text"])]) for row in rows)
    return [Article(corpus, doc, gold(row)) for row, doc in zip(rows, docs, strict=True)]


def gold(row: Mapping[str, Any]) -> Gold:
    """The names marked in one article. What a corpus calls miscellaneous is a people where the gazetteer says so."""
    text, made = row["text"], {}
    for entity in row["entities"]:
        span = _trimmed(text, entity["start"], entity["end"])
        known = gazetteer.lookup(text[slice(*span)])
        people = entity["label"] == "MISC" and known is not None and known.label == "NORP"
        made[span] = "NORP" if people else _GOLD.get(entity["label"], "none")
    return made


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start += 4 * text[start:end].lower().startswith("the ")
    return start, end - 2 * text[start:end].endswith(("'s", "’s"))


def span(doc: Doc, name: Name) -> tuple[int, int]:
    """First and last character of a name, without article and possessive mark."""
    last = doc[name.end - 1]
    return _trimmed(doc.text, doc[name.start].idx, last.idx + len(last))


@dataclass(frozen=True)
class Sample:
    """One article's names: the clues of each, and its class by people's marks."""

    clues: Sequence[Sequence[str]]
    classes: Sequence[int]


def sample(article: Article) -> Sample:
    """The names that the rules find in an article, with clues and classes."""
    reading = by_rules(article.doc)
    classes = [CLASSES.index(article.gold.get(span(article.doc, name), "none")) for name in reading.names]
    return Sample(of_names(reading), classes)


def vocabulary(samples: Sequence[Sample]) -> list[str]:
    """The clues seen in articles and at names enough, sorted."""
    articles: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for one in samples:
        names.update(clue for clues in one.clues for clue in clues)
        articles.update({clue for clues in one.clues for clue in clues})
    return sorted(clue for clue, n in names.items() if n >= LEAST_NAMES and articles[clue] >= LEAST_ARTICLES)


def fit(samples: Sequence[Sample]) -> tuple[list[str], Floats]:
    """Clues, the bias first, and their weights for each class: a penalised multinomial logistic regression."""
    clues = [BIAS, *vocabulary(samples)]
    matrix = _matrix([found for one in samples for found in one.clues], clues)
    classes = np.array([c for one in samples for c in one.classes])
    wanted = np.eye(len(CLASSES))[classes]

    def loss(flat: Floats) -> tuple[float, Floats]:
        values = flat.reshape(len(clues), len(CLASSES))
        scores = matrix @ values
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slope = matrix.T @ (np.exp(logs) - wanted) + values / PENALTY
        return float(-(logs * wanted).sum() + (values**2).sum() / (2 * PENALTY)), slope.ravel()

    found = minimize(loss, np.zeros(len(clues) * len(CLASSES)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return clues, found.x.reshape(len(clues), len(CLASSES)).round(3)


def _matrix(found: Sequence[Sequence[str]], clues: Sequence[str]) -> csr_matrix:
    column = {clue: i for i, clue in enumerate(clues)}
    cells = [(i, column[clue]) for i, own in enumerate(found) for clue in (BIAS, *own) if clue in column]
    at: tuple[npt.NDArray[np.int_], ...] = tuple(np.array(cells, dtype=int).reshape(-1, 2).T)
    return csr_matrix((np.ones(len(cells)), at), shape=(len(found), len(clues)))


def held_out(articles: Sequence[Article], samples: Sequence[Sample]) -> pd.DataFrame:
    """Precision, recall and F1 of rules alone and of weights, each article judged by weights fitted without it.

    Every fifth article is one fold. Frame: index (system, kind), columns precision, recall, f1, gold, said.
    """
    counts: dict[tuple[str, str], list[int]] = {}
    for fold in range(FOLDS):
        clues, values = fit([one for i, one in enumerate(samples) if i % FOLDS != fold])
        for article in articles[fold::FOLDS]:
            reading = by_rules(article.doc)
            _count(counts, "rules", article, reading.names)
            _count(counts, "weights", article, weigh_with(Weights(clues, values), reading))
    rows = [_figures(*counts[key]) for key in sorted(counts)]
    index = pd.MultiIndex.from_tuples(sorted(counts), names=["system", "kind"])
    return pd.DataFrame(rows, index=index, columns=["precision", "recall", "f1", "gold", "said"])


def _count(counts: dict[tuple[str, str], list[int]], system: str, article: Article, names: Iterable[Name]) -> None:
    said = {(span(article.doc, name), COARSE[name.label]) for name in names if name.label in COARSE}
    real = {(place, kind) for place, kind in article.gold.items() if kind != "none"}
    for kind in ("all", *CLASSES[:-1]):
        own, marked = ({x for x in found if kind in ("all", x[1])} for found in (said, real))
        cell = counts.setdefault((system, kind), [0, 0, 0])
        for i, n in enumerate((len(own & marked), len(own), len(marked))):
            cell[i] += n


def _figures(hit: int, said: int, real: int) -> tuple[float, float, float, int, int]:
    precision, recall = (round(100 * hit / n, 1) if n else 0.0 for n in (said, real))
    f1 = round(200 * hit / (said + real), 1) if said + real else 0.0
    return precision, recall, f1, real, said


def save(clues: Sequence[str], values: Floats, scores: pd.DataFrame) -> list[Path]:
    """Write the weights into the lexicon, and the figures of `held_out` beside the others; the paths of both."""
    rows = pd.DataFrame(values, columns=list(CLASSES))
    rows.insert(0, "entry", list(clues))
    rows["source"] = "fitted on " + " and ".join(CORPORA)
    paths = [lexicons.path("name_weights"), FOLDER / "names_fit.csv"]
    rows.to_csv(paths[0], index=False, lineterminator="\n")
    scores.rename_axis(["system", "kind"]).reset_index().to_csv(paths[1], index=False, lineterminator="\n")
    return paths
