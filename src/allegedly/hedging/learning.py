"""The figures of the lexicon: how often each row is right on annotated sentences, and its weight in each genre.

Uses the rows found and one label a sentence, nothing else of the texts. The notebook `notebooks/fit/hedges.ipynb` calls
this and writes the result back into `data/lexicons`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, vstack

from allegedly import annotated, lexicons
from allegedly.accuracy import FOLDER
from allegedly.hedging import fitting, lexicon, matching
from allegedly.hedging.fitting import Bools, Fit, Floats, Score
from allegedly.hedging.lexicon import Row

FOLDS = 5


@dataclass(frozen=True)
class Corpus:
    """Annotated sentences: the file they are in, the genre whose weights they give, and where they come from."""

    file: str
    genre: str
    origin: str


CORPORA: Mapping[str, Corpus] = {
    "uw": Corpus("factuality_uw_news_train", "news", "UW event factuality (Lee et al. 2015), newswire"),
    "findings": Corpus("certainty_findings_dev", "news", "certainty in science findings (Pei and Jurgens 2021)"),
    "wikipedia": Corpus("wikiweasel_sent_train", "encyclopedia", "CoNLL-2010 Wikipedia (Farkas et al. 2010)"),
    "biomedical": Corpus("bioscope_sent_train", "science", "CoNLL-2010 biomedical, BioScope (Vincze et al. 2008)"),
}


IN_TEXT_ORDER = ("uw", "findings")
"""Corpora whose files are in the order of the texts; the others list their uncertain sentences first."""


@dataclass(frozen=True)
class Sample:
    """The sentences of one corpus: which rows were found in each, and which are uncertain."""

    matrix: csr_matrix
    labels: Bools


def read(folder: Path, corpus: Corpus) -> tuple[list[str], Bools]:
    """Texts and labels of a corpus, in the order of the file; sentences without a label are left out.

    Raises what `annotated.rows` raises.
    """
    rows = annotated.rows(folder / f"{corpus.file}.jsonl", "text")
    rows = [row for row in rows if row.get("uncertain") is not None]
    return [row["text"] for row in rows], np.array([bool(row["uncertain"]) for row in rows])


def sample(texts: Iterable[str], labels: Bools) -> Sample:
    """What the lexicon finds in each text, read by the pipeline of stage 02 as one sentence."""
    from allegedly.names.annotate import annotate

    docs = annotate((text, [0]) for text in texts)
    found = [[match.row.order for match in matching.find(doc)] for doc in docs]
    return Sample(fitting.design(found, len(lexicon.load())), labels)


def counts_in(row: Row, genre: str) -> bool:
    """True if a row has a weight in a genre: boosters have none, nor have rows of other genres."""
    return row.polarity == "hedge" and (not row.genres or genre in row.genres)


def _masked(matrix: csr_matrix, genre: str) -> csr_matrix:
    keep = np.array([float(counts_in(row, genre)) for row in lexicon.load()])
    return csr_matrix(matrix.multiply(keep))


def fit(samples: Sequence[Sample], *, genre: str) -> Fit:
    """The weights of all rows from the sentences of a genre's corpora; 0 for a row that has none there."""
    matrix = csr_matrix(vstack([_masked(one.matrix, genre) for one in samples]))
    categories = [row.category for row in lexicon.load()]
    made = fitting.fit(matrix, np.concatenate([one.labels for one in samples]), categories)
    counted = np.array([counts_in(row, genre) for row in lexicon.load()])
    weights = np.where(counted, made.weights, 0.0).round(2).astype(np.float64)
    return made._replace(weights=weights)


def cross_validate(samples: Mapping[str, Sample], *, genre: str, file_order: Iterable[str] = ()) -> dict[str, Score]:
    """The scores of each corpus on sentences whose weights and threshold were fitted without them.

    Sentences are held out in stretches of the file (`fitting.blocks`); for the corpora in `file_order`, whose files
    are not sorted by label, in plain fifths.
    """
    fold = {name: fitting.blocks(one.labels, FOLDS) for name, one in samples.items()}
    for name in set(file_order) & set(fold):
        fold[name] = np.arange(len(fold[name])) * FOLDS // len(fold[name])
    said = {name: np.zeros(len(one.labels), dtype=bool) for name, one in samples.items()}
    for k in range(FOLDS):
        kept = [Sample(one.matrix[fold[name] != k], one.labels[fold[name] != k]) for name, one in samples.items()]
        made = fit(kept, genre=genre)
        for name, one in samples.items():
            held = fold[name] == k
            said[name][held] = _scores(one.matrix[held], made, genre) >= made.threshold
    return {name: fitting.score(said[name], one.labels) for name, one in samples.items()}


def _scores(matrix: csr_matrix, made: Fit, genre: str) -> Floats:
    return fitting.noisy_or(_masked(matrix, genre), made.weights)


def figures(samples: Mapping[str, Sample]) -> pd.DataFrame:
    """Precision and support of each row on each corpus, in the order of the lexicon.

    Columns precision_<corpus> (two places, "" if never found) and support_<corpus>, as text.
    """
    columns: dict[str, list[str]] = {}
    for name, one in samples.items():
        support = np.asarray(one.matrix.sum(axis=0)).ravel()
        right = np.asarray(one.matrix[one.labels].sum(axis=0)).ravel()
        pairs = list(zip(right, support, strict=True))
        columns[f"precision_{name}"] = [f"{hit / n:.2f}" if n else "" for hit, n in pairs]
        columns[f"support_{name}"] = [f"{n:.0f}" for _, n in pairs]
    return pd.DataFrame(columns)


def by_genre(samples: Mapping[str, Sample]) -> dict[str, list[Sample]]:
    """The samples of each genre's corpora."""
    return {genre: [one for name, one in samples.items() if CORPORA[name].genre == genre] for genre in lexicon.GENRES}


def scores(samples: Mapping[str, Sample]) -> pd.DataFrame:
    """Cross-validated scores: genre, corpus, sentences, precision, recall, f1, always_yes (per cent)."""
    rows = []
    for genre in lexicon.GENRES:
        own = {name: one for name, one in samples.items() if CORPORA[name].genre == genre}
        for name, made in cross_validate(own, genre=genre, file_order=IN_TEXT_ORDER).items():
            rows.append({"genre": genre, "corpus": name, "sentences": len(own[name].labels), **made._asdict()})
    return pd.DataFrame(rows)


def fill(measured: pd.DataFrame, fits: Mapping[str, Fit]) -> pd.DataFrame:
    """The lexicon with figures and weights filled in; its other columns stay as they are."""
    rows = lexicons.load("hedges", key=lexicon.KEY)
    weights = {f"weight_{genre}": [f"{value:.2f}" for value in made.weights] for genre, made in fits.items()}
    return rows.assign(**{str(name): measured[name].to_numpy() for name in measured}, **weights)


def save(filled: pd.DataFrame, fits: Mapping[str, Fit], scored: pd.DataFrame) -> list[Path]:
    """Write lexicon, thresholds and scores into `data`; the paths written."""
    origin = {genre: [c.origin for c in CORPORA.values() if c.genre == genre] for genre in fits}
    genres = [
        {"entry": genre, "threshold": f"{made.threshold:.2f}", "leak": f"{made.leak:.3f}",
         "source": "; ".join(origin[genre])}
        for genre, made in fits.items()
    ]  # fmt: skip
    files = {
        lexicons.path("hedges"): filled,
        lexicons.path("hedges_genres"): pd.DataFrame(genres),
        FOLDER / "hedging_fit.csv": scored,
    }
    for path, frame in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.to_csv(path, index=False, lineterminator="\n")
    return list(files)
