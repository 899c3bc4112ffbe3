"""docs/accuracy.md: all measured figures, on which texts, by which definition, and how far each is to be believed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from allegedly.accuracy.measures import KINDS, MEASURES, TEXTS
from allegedly.accuracy.scores import columns_of
from allegedly.evaluation import wrapped
from allegedly.evaluation.gold import USES
from allegedly.evaluation.scores import REPEATS
from allegedly.settings import PROJECT

PAGE = PROJECT / "docs" / "accuracy.md"

DEFINITIONS = {
    "cleaning": "Runs of four words of the article's own text, as people marked it, that are left after cleaning, and "
    "of those left the ones that are the article's. Pages in other languages are left out.",
    "names": "A name counts if it agrees to the character, a leading *the* and a trailing possessive left out, and is "
    "of the same class. Classes are people (PER), bodies (ORG), places (LOC: countries, towns, buildings) and peoples "
    "(NORP), each where the corpus marks it; others are left out on both sides. CrossNER's politicians are people, "
    "its parties bodies.",
    "merging": "Pairs of named mentions in one article that stand for the same thing, over the mentions that were "
    "found exactly. *Gold mentions found exactly* says how many that were.",
    "attribution": "After Newell et al. 2018. Relations are paired one-to-one by the overlap of their contents (shared "
    "characters over all characters), at least 0.3 or 0.8; a relation is right if cue and source overlap, too. Where "
    "the corpus marks no cue, none is asked for; where it marks no source, none may be found. Where its guidelines "
    "forbid relations inside contents, ours inside contents are left out. Direct, mixed and indirect follow the marks "
    "in the content.",
    "connectives": "Paired one-to-one by overlap. The sense is compared at level 1 of PDTB 3 (Comparison, Contingency, "
    "Expansion, Temporal), over those found.",
    "hedging": "A sentence is uncertain in our tables if any sentence in it is. *Always yes* calls every sentence "
    "uncertain: its F1 is what a score is to be held against.",
}
"""How each kind is counted."""

_FITS = {
    "names_fit": "Names, each fifth of the articles judged by weights fitted on the other four (Worldwide newswire "
    "and Wikigold); `rules` is the same without weights.",
    "attribution_fit": "Statements at each threshold of `min_probability`, each fifth of PolNeAR's training part "
    "judged by weights fitted on the other four: reporting word right and content overlapping by at least 0.3.",
    "hedging_fit": "Uncertain sentences, each fifth judged by weights fitted on the other four.",
}

_SECOND = (
    "Another scorer, written by somebody else from the same definitions and no part of this project, was run on the "
    "same annotated texts and the same tables: so many figures it gave (P, R, F1 and the counts behind them, recalls "
    "by form, F1 by page), and so many of ours are the same to the last digit. Both ways of counting statements were "
    "compared, with relations inside other contents and without (`-flat`). Made by `SCORER=program make evaluate "
    "GOLD=folder`; how the other is asked stands in `src/allegedly/evaluation/second.py`."
)

_WRAPPED = (
    "The same articles with a line break at 72 characters, as old wire copy has them; figures as far from those above "
    "as wrapped lines cost."
)
_OTHERS = (
    "What others reach on the same texts by the same measures, measured in November 2026 by the scorer named above and "
    "not again by this project (`data/accuracy/others.csv`). Weights of ours come from PolNeAR's training part, so "
    "that its held-out part is home ground; the rules of others were written for other news. How far one person agrees "
    "with another says how much can be asked of a program."
)
_TELLING = ("all", "relation, overlap 0.3", "relation, overlap 0.8")

_READ = (
    "Hedges and boosters in sentences drawn from 120 articles of British news, each read by one of those who wrote the "
    "lexicon, after the rows were mended on other articles: of all cues there (`gold`), those found (`said`) and those "
    "found rightly (`hit`). Rates of hedges are corrected by these. Of 50 hedges, the scope was judged too."
)

_BY_HAND = (
    "Rows drawn by a seed from what stage 03 gave, each judged in its sentence and surroundings by one of those who "
    "wrote the rules. After the first reading the commonest errors were mended, and for the last one new rows were "
    "drawn; of conflicting statements, all there are were read again. The interval is Wilson's. What is missed was not "
    "counted."
)

_LABELLED = (
    "Two people labelled the same 200 statements of PolNeAR's held-out part, each alone, after "
    "[labelling.md](labelling.md); rare kinds were drawn more often, and `weighted` undoes that. Where the two differ, "
    "the guideline decided (`data/accuracy/labels.csv`). Values are shares, `kappa` apart; precision and recall are "
    "over the statements that were found. Classes with few statements have wide intervals. Made by "
    "`python -m allegedly.evaluation.labellers`."
)


def compose(folder: Path) -> str:
    """The page, from the files of figures in `folder`. Raises ValueError, naming the file, if one lacks a column."""
    parts = [
        "# How far to trust the tables",
        "Made from `data/accuracy` by `make evaluate` and `make format`. All figures are per cent. P is precision (of "
        "what the tables say, how much people marked), R recall (of what people marked, how much the tables say), F1 "
        "their harmonic mean. The interval is of F1 (of R, where there is no F1): 95 %, articles drawn again "
        f"{REPEATS:,} times. None of the annotated texts is in this project.",
        "*Use* says what was made of the texts before:",
        "\n".join(f"- `{name}`: {words}" for name, words in USES.items()),
    ]
    for kind, words in KINDS.items():
        rows = columns_of(folder, kind)
        parts += [f"## {words}", DEFINITIONS[kind], _scores(rows) if len(rows) else "Not measured yet."]
    parts.append("## Weights, on texts held out while they were fitted")
    for name, words in _FITS.items():
        if (folder / f"{name}.csv").is_file():
            parts += [words, _plain(pd.read_csv(folder / f"{name}.csv"))]
    broken = columns_of(folder, "wrapped")
    if len(broken):
        parts += ["## The same articles in wrapped lines", _WRAPPED, _scores(broken[broken["measure"].isin(_TELLING)])]
    if (folder / "second_scorer.csv").is_file():
        parts += ["## An independent scorer agrees", _SECOND, _second(pd.read_csv(folder / "second_scorer.csv"))]
    if (folder / "others.csv").is_file():
        parts += ["## Beside others", _OTHERS, _others(folder)]
    if (folder / "hedging_reading.csv").is_file():
        parts += ["## Hedges, read by eye", _READ, _plain(pd.read_csv(folder / "hedging_reading.csv"))]
    if (folder / "reading.csv").is_file():
        parts += ["## Numbers, chains, conflicting statements, seams, read by hand", _BY_HAND,
                  _plain(pd.read_csv(folder / "reading.csv"))]  # fmt: skip
    if (folder / "stance.csv").is_file():
        parts += ["## Stance, anonymity, chains", _LABELLED, _plain(pd.read_csv(folder / "stance.csv"))]
    parts += [
        "## Not measured",
        "Polarity, kinds of source, what is missed of numbers, conflicts and seams, and whose words "
        "hedges are: the annotated texts above hold none of these. They are tested on sentences written for it; "
        "[labelling.md](labelling.md) says how to have people judge them.",
    ]
    return "\n\n".join(parts) + "\n"


def _scores(rows: pd.DataFrame) -> str:
    """The figures, by texts, and of each in the order in which measures are told."""
    order = {measure: place for place, (_, measure) in enumerate(MEASURES)}
    rows = rows.sort_values("measure", key=lambda measures: measures.map(order), kind="stable")
    rows = rows.sort_values(["kind", "texts"], kind="stable")
    told = [
        (
            _texts(row.texts), row.use, MEASURES.get((row.kind, row.measure), row.measure),
            *map(_figure, (row.precision, row.recall, row.f1)), f"{row.low} to {row.high}", f"{row.gold:,}",
            f"{row.articles:,}",
        )
        for row in rows.itertuples(index=False)
        if row.gold  # where people marked nothing, nothing was measured
    ]  # fmt: skip
    return _table(("texts", "use", "measured", "P", "R", "F1", "interval", "marks", "texts read"), told)


def _others(folder: Path) -> str:
    """What others reach, each beside our figure: F1, of recalls the recall."""
    told = []
    for row in pd.read_csv(folder / "others.csv").itertuples(index=False):
        own = columns_of(folder, row.kind)
        own = own[own["texts"].eq(row.texts) & own["measure"].eq(row.measure)]
        ours = "" if own.empty else _figure(float(own["f1"].fillna(own["recall"]).iloc[0]))
        what = f"{'R' if row.measure.startswith('recall') else 'F1'}, {MEASURES[row.kind, row.measure]}"
        told.append((_texts(row.texts), what, row.who, _figure(row.value), ours, row.remark))
    return _table(("texts", "measured", "who", "reaches", "allegedly", "remark"), told)


def _texts(name: str) -> str:
    plain = name.removesuffix(wrapped.ENDING)
    return TEXTS.get(plain, plain) + (", wrapped" if plain != name else "")


def _second(rows: pd.DataFrame) -> str:
    told = [
        (
            _texts(row.texts), f"`{row.mode}`",
            f"{row.figures}" if row.figures else "none: classes unknown to it", f"{row.same}",
            "" if pd.isna(row.differ) else row.differ,
        )
        for row in rows.itertuples(index=False)
    ]  # fmt: skip
    return _table(("texts", "counted as", "figures", "the same", "which differ"), told)


def _plain(rows: pd.DataFrame) -> str:
    return _table(rows.columns, (map(_figure, row) for row in rows.itertuples(index=False)))


def _figure(value: object) -> str:
    return "" if pd.isna(value) else f"{value:,}" if isinstance(value, int | float) else str(value)


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *map(list, rows)])
