"""How far the tables agree with people who annotated texts: the figures of data/accuracy, in words.

`make evaluate` writes one file a kind (`evaluation.scores` has the columns), fitting weights writes one with `_fit` in
its name (each fifth of the texts judged by weights fitted on the others). All figures are per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from allegedly.report.measures import KINDS, MAIN, MEASURES, TEXTS
from allegedly.settings import PROJECT

FOLDER = PROJECT / "data" / "accuracy"

COLUMNS = ("kind", "texts", "use", "measure", "precision", "recall", "f1", "low", "high", "gold", "articles")


@dataclass(frozen=True)
class Score:
    """One measured figure. None where a measure has none: a measure of recall alone has no precision and no F1."""

    kind: str
    measure: str
    what: str
    texts: str
    n: str
    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None = None
    high: float | None = None
    always_yes: float | None = None
    use: str = ""  # what the project made of the texts before: `evaluation.gold.USES`
    held_out: bool = False
    other_genre: bool = False
    main: bool = False

    @property
    def fitted(self) -> bool:
        """True if weights were fitted on these very texts: the figure is kinder than one of new texts."""
        return self.use == "fitted"


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(str(value))


def _table(path: Path, columns: Iterable[str]) -> pd.DataFrame:
    """The rows of a file, none if there is no such file. Raises ValueError if columns are missing."""
    if not path.is_file():
        return pd.DataFrame(columns=list(columns))
    found = pd.read_csv(path)
    missing = [column for column in columns if column not in found]
    if missing:
        raise ValueError(
            f"{path}: expected columns {', '.join(columns)}; {', '.join(missing)} missing: `make evaluate`"
        )
    return found


def columns_of(folder: Path, kind: str) -> pd.DataFrame:
    """What `make evaluate` left of a kind, a row a set of texts and a measure. Raises ValueError, naming the file."""
    return _table(folder / f"{kind}.csv", COLUMNS)


def _evaluated(kind: str, folder: Path) -> list[Score]:
    """The figures of one kind, as `make evaluate` left them; where people marked nothing, nothing was measured."""
    rows = columns_of(folder, kind)
    always = dict(rows.loc[rows["measure"] == "always yes", ["texts", "f1"]].itertuples(index=False, name=None))
    unit = {"hedging": "sentences", "cleaning": "pages"}.get(kind, "articles")
    return [
        Score(
            kind, row.measure, MEASURES.get((kind, row.measure), row.measure), TEXTS.get(row.texts, row.texts),
            f"{row.articles:,} {unit}", _number(row.precision), _number(row.recall), _number(row.f1),
            _number(row.low), _number(row.high), _number(always.get(row.texts)), row.use,
        )
        for row in rows.itertuples(index=False)
        if row.measure != "always yes" and row.gold
    ]  # fmt: skip


def _fitted(folder: Path, *, min_probability: float, genre: str) -> list[Score]:
    """The figures of the fits on held-out fifths; statements at the threshold nearest to the one in use."""
    made = []
    rows = _table(folder / "names_fit.csv", ("system", "kind", "precision", "recall", "f1", "gold"))
    for row in rows[rows["system"] == "weights"].itertuples(index=False):
        what = MEASURES.get(("names", row.kind), row.kind)
        made.append(Score("names", row.kind, what, "newswire and Wikipedia (Worldwide, Wikigold)",
                          f"{row.gold:,} names", row.precision, row.recall, row.f1, held_out=True))  # fmt: skip
    rows = _table(folder / "attribution_fit.csv", ("threshold", "precision", "recall", "f1", "marked"))
    near = rows.loc[[(rows["threshold"] - min_probability).abs().idxmin()]] if len(rows) else rows
    made += [
        Score("attribution", "threshold", MEASURES["attribution", "threshold"], TEXTS["polnear_dev"],
              f"{row.marked:,.0f} statements", row.precision, row.recall, row.f1, held_out=True)
        for row in near.itertuples(index=False)
    ]  # fmt: skip
    rows = _table(
        folder / "hedging_fit.csv", ("genre", "corpus", "sentences", "precision", "recall", "f1", "always_yes")
    )
    made += [
        Score("hedging", "uncertain sentences", MEASURES["hedging", "uncertain sentences"],
              TEXTS.get(row.corpus, row.corpus), f"{row.sentences:,} sentences", row.precision, row.recall, row.f1,
              always_yes=row.always_yes, held_out=True, other_genre=row.genre != genre)
        for row in rows.itertuples(index=False)
    ]  # fmt: skip
    return made


def _read(folder: Path) -> list[Score]:
    """How well hedges, boosters and scopes were found in sentences that were read by eye, whoever wrote the lexicon."""
    rows = _table(folder / "hedging_reading.csv", ("texts", "measure", "precision", "recall", "f1", "sentences"))
    return [
        Score("hedging", row.measure, MEASURES["hedging", row.measure], TEXTS.get(row.texts, row.texts),
              f"{row.sentences:,.0f} {'scopes' if row.measure == 'scopes' else 'sentences'}", _number(row.precision),
              _number(row.recall), _number(row.f1), use="untouched")
        for row in rows.itertuples(index=False)
    ]  # fmt: skip


def _labelled(folder: Path) -> list[Score]:
    """How often stance, anonymity and chain are the label two people agreed on, of the statements that were found."""
    rows = _table(folder / "stance.csv", ("label", "class", "measure", "value", "low", "high", "n"))
    return [
        Score("attribution", f"right {row.label}", MEASURES["attribution", f"right {row.label}"],
              TEXTS["polnear_dev"], f"{row.n:,} statements", round(100 * row.value, 1), None, None,
              round(100 * row.low, 1), round(100 * row.high, 1))
        for row in rows[rows["measure"].eq("right") & rows["label"].isin(["stance", "anonymous", "chain"])].itertuples()
    ]  # fmt: skip


def _by_hand(folder: Path) -> list[Score]:
    """How many rows of a table were right when read by hand; where rules were mended meanwhile, at the last reading."""
    rows = _table(folder / "reading.csv", ("table", "texts", "reading", "rows", "right", "share", "low", "high"))
    return [
        Score("attribution", f"read {row.table}", MEASURES["attribution", f"read {row.table}"], row.texts,
              f"{row.rows:,} rows read by hand", round(100 * row.share, 1), None, None, round(100 * row.low, 1),
              round(100 * row.high, 1), use="tuned")
        for row in rows[rows["reading"].eq("last")].itertuples(index=False)
    ]  # fmt: skip


def read_by_hand(scores: Sequence[Score], table: str) -> str:
    """How many rows of a table were right when read by hand, in a sentence; "" if it was not read.

    >>> one = Score("attribution", "read seams", "seams", "news", "50 rows read by hand", 88, None, None, 76.2, 94.4)
    >>> read_by_hand([one], "seams")
    'Of 50 rows read by hand 88 % were right (95 % interval 76 % to 94 %).'
    """
    for score in scores:
        if score.measure == f"read {table}":
            value, low, high = (round(each or 0) for each in (score.precision, score.low, score.high))
            return f"Of {score.n} {value} % were right (95 % interval {low} % to {high} %)."
    return ""


def read(folder: Path, *, min_probability: float, genre: str) -> list[Score]:
    """All measured figures below `folder`, kind by kind; none where nothing was measured.

    `min_probability` and `genre` are those of the run: other weights have other figures. Figures on texts that the
    weights were fitted on are no main ones, unless the kind has no others.
    Raises ValueError, naming the file, if a file lacks a column.
    """
    fits = [
        *_fitted(folder, min_probability=min_probability, genre=genre), *_labelled(folder), *_read(folder),
        *_by_hand(folder),
    ]  # fmt: skip
    made: list[Score] = []
    for kind in KINDS:
        found = [*_evaluated(kind, folder), *(score for score in fits if score.kind == kind)]
        wanted = [(score.kind, score.measure) in MAIN and not score.other_genre for score in found]
        unseen = any(is_main and not score.fitted for score, is_main in zip(found, wanted, strict=True))
        made += [
            replace(score, main=is_main and not (score.fitted and unseen))
            for score, is_main in zip(found, wanted, strict=True)
        ]
    return made


def _told(scores: Sequence[Score], kind: str) -> list[Score]:
    """The main figures of a kind that are told beside the findings: those of one measure that have an F1."""
    main = [score for score in scores if score.kind == kind and score.main and score.f1 is not None]
    return [score for score in main if score.measure == main[0].measure]


def span(scores: Sequence[Score], kind: str) -> str:
    """The F1 of a kind in words, from the least to the best of its texts; "" if it was not measured.

    >>> one = Score("names", "all", "names", "news", "9 articles", 90, 80, 84.7, main=True)
    >>> span([one], "names"), span([one, replace(one, f1=71.2)], "names"), span([], "names")
    ('F1 85 %', 'F1 71 % to 85 %', '')
    """
    told = _told(scores, kind)
    return f"F1 {_range(score.f1 for score in told)}" if told else ""


def _range(values: Iterable[float | None]) -> str:
    """The least and the greatest of some per cents, in words."""
    known = sorted({round(value) for value in values if value is not None})
    return " to ".join(f"{value} %" for value in dict.fromkeys([known[0], known[-1]])) if known else "not measured"


def line(scores: Sequence[Score], kind: str) -> str:
    """How well a section's subject was found where it was measured, in a sentence; "" if it was not.

    >>> line([Score("names", "all", "names", "news", "9 articles", 90, 80, 84.7, main=True)], "names")
    'Measured on news: F1 85 % for names (precision 90 %, recall 80 %).'
    """
    told = _told(scores, kind)
    if not told:
        return ""
    texts = told[0].texts if len(told) == 1 else f"{len(told)} sets of texts"
    both = f"precision {_range(s.precision for s in told)}, recall {_range(s.recall for s in told)}"
    return f"Measured on {texts}: {span(scores, kind)} for {told[0].what} ({both})."


def recalls(scores: Sequence[Score], kind: str = "attribution") -> pd.DataFrame:
    """Of what people had marked, how much was found, by class: the class, and a column for each set of texts.

    The classes are those of measures called "recall of ..." (of direct, of indirect, ...).
    """
    prefix = "recall of "
    rows = [
        {"class": score.measure.removeprefix(prefix), "texts": f"recall in {score.texts}", "recall": score.recall}
        for score in scores
        if score.kind == kind and score.measure.startswith(prefix)
    ]
    found = pd.DataFrame(rows, columns=["class", "texts", "recall"])
    return found.pivot_table(index="class", columns="texts", values="recall").rename_axis(columns=None).reset_index()
