"""The lexicon of hedges and boosters, ready to be matched.

Categories after Szarvas et al. (2012) and Hyland (2005); which word is listed by whom stands in each row's `source`.
`nonfactual` and `condition` are tiers of their own: they tell that something has not happened or may not be so, which
is not hedging, and they stay out of every hedging rate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd
from spacy.lang.en import English

from allegedly import lexicons
from allegedly.hedging.conditions import CONDITIONS
from allegedly.schema import BOOSTERS, HEDGES

KEY = ("entry", "pos", "condition")
GENRES = ("news", "encyclopedia", "science")
APART = frozenset({"approximator", "nonfactual", "condition"})
"""Categories that do not make a sentence hedged."""


def named(entry: str, pos: Collection[str], condition: str) -> str:
    """How a row is named in the column `rule`: entry, parts of speech, condition.

    >>> named("may", ["AUX"], "modal"), named("perhaps", [], "")
    ('may/AUX [modal]', 'perhaps')
    """
    return entry + (f"/{'|'.join(sorted(pos))}" if pos else "") + (f" [{condition}]" if condition else "")


def _tags(cell: str) -> frozenset[str]:
    """The parts of speech in a cell of the column `pos`."""
    return frozenset(filter(None, cell.split("|")))


def measured() -> pd.DataFrame:
    """What people judged of sentences that hold a row: row (its name), precision_<corpus>, support_<corpus>."""
    frame = lexicons.load("hedges", key=KEY)
    names = [named(row.entry, _tags(row.pos), row.condition) for row in frame.itertuples(index=False)]
    return frame.filter(regex="^(precision|support)_").assign(row=names)


@dataclass(frozen=True, eq=False)
class Row:
    """One row of the lexicon. `tokens` is the entry as the tokeniser cuts it, `order` its line in the file.

    `genres` are those whose guideline counts the row; empty: all.
    """

    entry: str
    tokens: tuple[str, ...]
    pos: frozenset[str]
    condition: str
    category: str
    polarity: str
    order: int
    weights: Mapping[str, float]
    genres: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The row as it is named in the column `rule`."""
        return named(self.entry, self.pos, self.condition)


@cache
def _tokenizer() -> English:
    return English()


def tokens(entry: str) -> tuple[str, ...]:
    """An entry cut as texts are.

    >>> tokens("so-called")
    ('so', '-', 'called')
    """
    return tuple(token.text for token in _tokenizer()(entry))


def rows(frame: pd.DataFrame) -> tuple[Row, ...]:
    """The rows of a lexicon frame (columns entry, pos, condition, category, polarity, weight_<genre>), checked.

    Raises LexiconError for an unknown category, polarity or condition, and for a weight outside 0 to 1.
    """
    made = []
    for order, record in enumerate(frame.to_dict("records")):
        made.append(_row(order, {str(key): str(value) for key, value in record.items()}))
    return tuple(made)


def _row(order: int, record: Mapping[str, str]) -> Row:
    where = f"{lexicons.path('hedges')}, line {order + 2} ({record['entry']})"
    category, polarity = record["category"], record["polarity"]
    if category not in HEDGES + BOOSTERS:
        raise lexicons.LexiconError(f"{where}: category is {category!r}; allowed are {HEDGES + BOOSTERS}")
    expected = "booster" if category in BOOSTERS else "hedge"
    if polarity != expected:
        raise lexicons.LexiconError(f"{where}: polarity is {polarity!r}; {category} is a {expected}")
    for name in record["condition"].split():
        if name.removeprefix("!") not in CONDITIONS:
            raise lexicons.LexiconError(f"{where}: no condition is called {name!r}; see hedging/conditions.py")
    weights = {genre: float(record.get(f"weight_{genre}") or 0) for genre in GENRES}
    if not all(0 <= weight < 1 for weight in weights.values()):
        raise lexicons.LexiconError(f"{where}: a weight lies between 0 and 1 (excluded), got {weights}")
    return Row(
        entry=record["entry"],
        tokens=tokens(record["entry"]),
        pos=_tags(record["pos"]),
        condition=record["condition"],
        category=category,
        polarity=polarity,
        order=order,
        weights=weights,
        genres=frozenset(filter(None, record.get("genres", "").split("|"))),
    )


@cache
def load() -> tuple[Row, ...]:
    """The rows of `data/lexicons/hedges.csv`."""
    return rows(lexicons.load("hedges", key=KEY))


Index = Mapping[str, tuple[Row, ...]]


def index(entries: tuple[Row, ...]) -> Index:
    """Rows by the first token of their entry, the longest first, then in the order of the file."""
    by_first: dict[str, list[Row]] = defaultdict(list)
    for row in entries:
        by_first[row.tokens[0]].append(row)
    return {first: tuple(sorted(group, key=lambda r: (-len(r.tokens), r.order))) for first, group in by_first.items()}


@cache
def default_index(genre: str | None = None) -> Index:
    """The index of the project's own lexicon, without the rows that only other genres count. None: all rows."""
    return index(tuple(row for row in load() if not row.genres or genre is None or genre in row.genres))


@cache
def thresholds() -> Mapping[str, float]:
    """The accumulated weight from which a sentence counts as uncertain, by genre."""
    frame = lexicons.load("hedges_genres")
    return dict(zip(frame["entry"], frame["threshold"].astype(float), strict=True))
