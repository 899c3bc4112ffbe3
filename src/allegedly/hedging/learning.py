"""The figures of the lexicon: how often each row is right on annotated sentences, and its weight in each genre.

Uses the rows found and one label a sentence, nothing else of the texts. The notebook `notebooks/fit/hedges.ipynb` calls
this and writes the result back into `data/lexicons`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, vstack

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


@dataclass(frozen=True)
class Sample:
    """The sentences of one corpus: which rows were found in each, and which are uncertain."""

    matrix: csr_matrix
    labels: Bools


def read(folder: Path, corpus: Corpus) -> tuple[list[str], Bools]:
    """Texts and labels of a corpus, in the order of the file; sentences without a label are left out.

    Raises FileNotFoundError with what to do if the file is not there.
    """
    path = folder / f"{corpus.file}.jsonl"
    if not path.exists():
        raise FileNotFoundError(f"{path}: there is no such file; give the folder of the annotated sentences as `gold`")
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row.get("uncertain") is not None]
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


def write(path: Path, rows: pd.DataFrame, measured: pd.DataFrame, weights: Mapping[str, Floats]) -> None:
    """Put figures and weights into the lexicon's file; its other columns stay as they are."""
    filled = rows.assign(**{str(name): measured[name].to_numpy() for name in measured})
    for genre, values in weights.items():
        filled[f"weight_{genre}"] = [f"{value:.2f}" for value in values]
    filled.to_csv(path, index=False, lineterminator="\n")
