"""Each row of the lexicon proves itself: its example matches it, its counter-example does not."""

import pandas as pd
import pytest

from allegedly import lexicons
from allegedly.hedging import lexicon, matching
from allegedly.hedging.lexicon import Row

FRAME = lexicons.load("hedges", key=lexicon.KEY)
ROWS = lexicon.load()
NAMES = [row.name for row in ROWS]


@pytest.mark.parametrize(("row", "example"), list(zip(ROWS, FRAME["example"], strict=True)), ids=NAMES)
def test_example_matches(row: Row, example: str, read) -> None:
    found = [match.row.name for match in matching.find(read(example))]
    assert row.name in found, f"{example!r} gives {found}"


@pytest.mark.parametrize(("row", "counter"), list(zip(ROWS, FRAME["counter_example"], strict=True)), ids=NAMES)
def test_counter_example_does_not(row: Row, counter: str, read) -> None:
    assert row.name not in [match.row.name for match in matching.find(read(counter))]


def test_every_row_is_complete() -> None:
    assert len(FRAME) >= 250
    assert FRAME[["entry", "category", "polarity", "source", "example", "counter_example"]].ne("").all().all()
    assert FRAME["example"].ne(FRAME["counter_example"]).all()


def test_weights_and_figures_are_filled() -> None:
    weights = FRAME.filter(like="weight_").astype(float)
    assert list(weights) == [f"weight_{genre}" for genre in lexicon.GENRES]
    assert weights.stack().between(0, 1, inclusive="left").all()
    assert weights.loc[FRAME["polarity"] == "booster"].eq(0).all().all()
    precision = FRAME.filter(like="precision_")
    support = FRAME.filter(like="support_").astype(int)
    assert (precision.eq("").to_numpy() == support.eq(0).to_numpy()).all()


def test_rows_of_another_genre_weigh_nothing_and_are_not_found() -> None:
    only = [row for row in ROWS if row.genres]
    assert only
    for row in only:
        assert all(row.weights[genre] == 0 for genre in lexicon.GENRES if genre not in row.genres)
    in_news = {row for rows in lexicon.default_index("news").values() for row in rows}
    assert in_news.isdisjoint(row for row in only if "news" not in row.genres)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"category": "hunch"}, "category is 'hunch'"),
        ({"polarity": "booster"}, "epistemic is a hedge"),
        ({"condition": "modal !sunny"}, "'!sunny'"),
        ({"weight_news": "1.5"}, "between 0 and 1"),
    ],
)
def test_a_bad_row_says_what_is_wrong(change: dict[str, str], says: str) -> None:
    good = {"entry": "may", "pos": "AUX", "condition": "modal", "category": "epistemic", "polarity": "hedge"}
    assert lexicon.rows(pd.DataFrame([good]))[0].entry == "may"
    with pytest.raises(lexicons.LexiconError, match=says):
        lexicon.rows(pd.DataFrame([good | change]))
