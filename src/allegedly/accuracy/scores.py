"""How far the tables agree with people who annotated texts: the figures of data/accuracy, in words.

`make evaluate` writes one file a kind (`evaluation.scores` has the columns), fitting weights writes one with `_fit` in
its name (each fifth of the texts judged by weights fitted on the others). All figures are per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from allegedly.accuracy.measures import CLASSES, KINDS, MAIN, MEASURES, TEXTS
from allegedly.accuracy.rates import f1_interval, prf
from allegedly.stats import share

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
    for row in rows.itertuples(index=False):
        gold = row.sentences * row.always_yes / (200 - row.always_yes)
        hit = gold * row.recall / 100
        low, high = f1_interval(round(hit), round(100 * hit / row.precision), round(gold))
        what, texts = MEASURES["hedging", "uncertain sentences"], TEXTS.get(row.corpus, row.corpus)
        made.append(
            Score("hedging", "uncertain sentences", what, texts, f"{row.sentences:,} sentences", row.precision,
                  row.recall, row.f1, low, high, row.always_yes, held_out=True, other_genre=row.genre != genre)
        )  # fmt: skip
    return made


def _read(folder: Path) -> list[Score]:
    """How well hedges, boosters and scopes were found in sentences that were read by eye, whoever wrote the lexicon."""
    rows = _table(folder / "hedging_reading.csv", ("texts", "measure", "hit", "said", "gold", "sentences"))
    made = []
    for row in rows.itertuples(index=False):
        measure, texts = ("hedging", row.measure), TEXTS.get(row.texts, row.texts)
        if pd.isna(row.gold):  # of some found, it was asked whether they are right
            precision, low, high = (round(100 * (each or 0.0), 1) for each in share(int(row.hit), int(row.said)))
            made.append(Score(*measure, MEASURES[measure], texts, f"{row.said:,.0f} {row.measure}", precision, None,
                              None, low, high, use="untouched"))  # fmt: skip
        else:
            counts = int(row.hit), int(row.said), int(row.gold)
            made.append(_counted(measure, texts, f"{row.sentences:,.0f} sentences", "untouched", *counts))
    return made


def _labelled(folder: Path) -> list[Score]:
    """How often stance, anonymity and chain are the label two people agreed on, of the statements that were found."""
    rows = _table(folder / "stance.csv", ("label", "class", "measure", "value", "low", "high", "n"))
    texts = TEXTS["polnear_dev"]
    right = rows[rows["measure"].eq("right") & rows["label"].isin(["stance", "anonymous", "chain"])]
    made = [
        Score("attribution", f"right {row.label}", MEASURES["attribution", f"right {row.label}"], texts,
              f"{row.n:,} statements", round(100 * row.value, 1), None, None, round(100 * row.low, 1),
              round(100 * row.high, 1))
        for row in right.itertuples()
    ]  # fmt: skip
    counted = rows[rows["measure"].isin(["precision", "recall"]) & rows["n"].gt(0)]
    for measure, (label, classes) in CLASSES.items():
        own = counted[counted["label"].eq(label) & counted["class"].isin(classes)]
        said, gold = (own[own["measure"] == name] for name in ("precision", "recall"))
        if len(said) and len(gold):
            n_said, n_gold = int(said["n"].sum()), int(gold["n"].sum())
            hit = round(float((said["value"] * said["n"]).sum()))
            made.append(_counted(("attribution", measure), texts, f"{n_gold:,} labelled so", "", hit, n_said, n_gold))
    return made


def _counted(measure: tuple[str, str], texts: str, n: str, use: str, hit: int, said: int, gold: int) -> Score:
    precision, recall, f1 = (round(each, 1) for each in prf(hit, said, gold))
    return Score(*measure, MEASURES[measure], texts, n, precision, recall, f1, *f1_interval(hit, said, gold), use=use)


def _by_hand(folder: Path) -> list[Score]:
    """How many rows of a table were right when read by hand, at the last reading.

    Where rules were mended after a first reading, what that one gave is told with it: it is nearer to new texts.
    """
    rows = _table(folder / "reading.csv", ("table", "texts", "reading", "rows", "right", "share", "low", "high"))
    first = {
        row.table: f", after a first reading ({100 * row.share:.0f} % of {row.rows:,}) by which rules were mended"
        for row in rows[rows["reading"].eq("first")].itertuples(index=False)
    }
    return [
        Score("attribution", f"read {row.table}", MEASURES["attribution", f"read {row.table}"], row.texts,
              f"{row.rows:,} rows read by hand{first.get(row.table, '')}", round(100 * row.share, 1), None, None,
              round(100 * row.low, 1), round(100 * row.high, 1), use="tuned")
        for row in rows[rows["reading"].eq("last")].itertuples(index=False)
    ]  # fmt: skip


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
