"""How far people who labelled sentences agree with each other, and the tables with them.

Between people: Cohen's kappa of each pair and Krippendorff's alpha of all (both by NLTK), which take out what chance
alone would give; of the tables: precision, recall and F1 with each person's labels as the truth. All with 95 %
intervals from drawing the sentences again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from allegedly import stats
from allegedly.hedging.sheets import KEYS, QUESTIONS

DRAWS = 500
FEW = 10
"""Of fewer sentences, or of fewer that anybody called so, nothing can be told."""

BETWEEN = ("question", "people", "sentences", "same", "measure", "value", "low", "high")
AGAINST = ("question", "person", "sentences", "yes", "said", "hit", "measure", "value", "low", "high")

Triples = list[tuple[str, int, str]]


def between(labels: Mapping[str, pd.DataFrame], *, seed: int) -> pd.DataFrame:
    """Agreement of people with each other: a row a question and pair (kappa), and a row for all together (alpha).

    `labels` has a frame a person, as `sheets.read` gives it. Columns as in BETWEEN: sentences that all named people
    answered (for alpha: that at least two did), the share they labelled the same, and the measure with its interval;
    value is None where everybody says the same of everything, or of fewer than FEW sentences.
    """
    rows = []
    for question in QUESTIONS:
        answers = _answers(labels, question)
        for pair in combinations(answers.columns, 2):
            rows.append(_agreed(question, answers[list(pair)].dropna(), "kappa", _kappa, seed))
        if answers.shape[1] > 1:
            rows.append(_agreed(question, answers[answers.count(axis=1) > 1], "alpha", _alpha, seed))
    return pd.DataFrame(rows, columns=list(BETWEEN))


def _answers(labels: Mapping[str, pd.DataFrame], question: str) -> pd.DataFrame:
    """Answers to one question: a row a sentence, a column a person; missing where left open."""
    given = {name: frame.set_index(KEYS)[question].dropna() for name, frame in sorted(labels.items())}
    return pd.DataFrame({name: answers for name, answers in given.items() if len(answers)})


def _agreed(
    question: str, answers: pd.DataFrame, measure: str, value: Callable[[Triples], float | None], seed: int
) -> dict[str, object]:
    row: dict[str, object] = {"question": question, "people": ", ".join(answers), "sentences": len(answers)}
    same = int(answers.nunique(axis=1).eq(1).sum())
    row |= {"same": round(same / len(answers), 4) if len(answers) else None, "measure": measure}
    found = value(_triples(answers)) if len(answers) >= FEW else None
    if found is None:
        return row | {"value": None, "low": None, "high": None}
    rng = np.random.default_rng(seed)
    drawn = [value(_triples(answers.iloc[rng.integers(0, len(answers), len(answers))])) for _ in range(DRAWS)]
    low, high = map(float, stats.percentiles(np.array([one for one in drawn if one is not None])))
    return row | {"value": round(found, 4), "low": round(low, 4), "high": round(high, 4)}


def _triples(answers: pd.DataFrame) -> Triples:
    """What NLTK wants: (person, sentence, label); a sentence drawn twice is two."""
    return [
        (str(person), item, str(label))
        for item, row in enumerate(answers.itertuples(index=False, name=None))
        for person, label in zip(answers.columns, row, strict=True)
        if not pd.isna(label)
    ]


def _kappa(triples: Triples) -> float | None:
    # Where both give one label only, chance explains all, and the measure divides by nothing.
    return float(AnnotationTask(triples).kappa()) if len({label for *_, label in triples}) > 1 else None


def _alpha(triples: Triples) -> float | None:
    return float(AnnotationTask(triples).alpha()) if len({label for *_, label in triples}) > 1 else None


def against(labels: Mapping[str, pd.DataFrame], certainty: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """The tables against each person: rows of precision, recall and F1 for each question.

    Columns as in AGAINST: sentences answered, how many the person called so (yes), how many the table did (said), how
    many both (hit); the value, as a share, is None where there are fewer than FEW sentences or nothing to divide by.
    """
    rows: list[dict[str, object]] = []
    for question in QUESTIONS:
        answers = _answers(labels, question)
        judged = certainty.set_index(KEYS)[question]
        for person in answers:
            real = answers[person].dropna().astype(bool)
            said = judged.reindex(real.index).astype(bool)
            rows += _scored(question, str(person), real.to_numpy(), said.to_numpy(), seed)
    return pd.DataFrame(rows, columns=list(AGAINST))


def _scored(question: str, person: str, real: np.ndarray, said: np.ndarray, seed: int) -> list[dict[str, object]]:
    hit, n_said, n_real = int((real & said).sum()), int(said.sum()), int(real.sum())
    row: dict[str, object] = {"question": question, "person": person, "sentences": len(real)}
    row |= {"yes": n_real, "said": n_said, "hit": hit}
    units = np.column_stack([real & said, said, real]).astype(float)
    f1 = stats.NOTHING
    if len(real) >= FEW and n_said + n_real:
        drawn = stats.resampled(units, seed=seed)
        low, high = map(float, stats.percentiles(2 * drawn[:, 0] / np.maximum(drawn[:, 1] + drawn[:, 2], 1)))
        f1 = stats.Estimate(round(2 * hit / (n_said + n_real), 4), round(low, 4), round(high, 4))
    few = len(real) < FEW
    measures = {"precision": stats.share(hit, n_said), "recall": stats.share(hit, n_real), "F1": f1}
    return [row | {"measure": name, **(stats.NOTHING if few else value)._asdict()} for name, value in measures.items()]


def differing(labels: Mapping[str, pd.DataFrame], certainty: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences on which people, or people and the tables, differ: question, sentence, who says what, the table."""
    rows = []
    texts = sentences.set_index(KEYS)["text"]
    for question in QUESTIONS:
        judged = certainty.set_index(KEYS)[question]
        for key, row in _answers(labels, question).iterrows():
            said = {str(person): bool(answer) for person, answer in row.dropna().items()}
            if len({*said.values(), bool(judged[key])}) > 1:
                people = ", ".join(f"{person}: {'yes' if answer else 'no'}" for person, answer in said.items())
                table, sentence = "yes" if judged[key] else "no", " ".join(texts[key].split())
                rows.append((question, *key, people, table, sentence))
    return pd.DataFrame(rows, columns=["question", "doc_id", "sentence_id", "people", "table", "sentence"])


def told(folder: str, sheet: str, labels: Mapping[str, pd.DataFrame]) -> str:
    """What there is, and what to do next, in a sentence or two.

    >>> told("labels", "sheet.csv", {})
    'Nobody has labelled yet: copy labels/sheet.csv to labels/NAME.csv, one a person, fill it in, and run this again.'
    """
    if not labels:
        return (
            f"Nobody has labelled yet: copy {folder}/{sheet} to {folder}/NAME.csv, one a person, fill it in, and run "
            "this again."
        )
    answered = [f"{name} {int(frame[list(QUESTIONS)].notna().any(axis=1).sum())}" for name, frame in labels.items()]
    found = f"Sentences labelled: {', '.join(answered)}."
    return (
        found if len(labels) > 1 else f"{found} With a second person's file, this also says how far two people agree."
    )
