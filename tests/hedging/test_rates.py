"""Rates of hedges and boosters by voice, and what they may be compared to."""

import numpy as np
import pandas as pd
import pytest

from allegedly.corpus import Corpus
from allegedly.hedging import comparing, correction, rates
from allegedly.hedging.said import SOURCES, WRITER, pieces
from allegedly.run.memory import analyse as analyse_all

KEYS = ["doc_id", "sentence_id", "voice_id", "whose", "stance", "outlet", "third"]


def said(rows: list[tuple[str, int, str, int, int, int]]) -> pd.DataFrame:
    """Pieces from (doc_id, sentence_id, voice_id, n_words, n_hedges, n_boosters)."""
    made = pd.DataFrame(rows, columns=["doc_id", "sentence_id", "voice_id", "n_words", "n_hedges", "n_boosters"])
    whose = made["voice_id"].eq(WRITER).map({True: WRITER, False: SOURCES})
    return made.assign(attribution_id=0, whose=whose, stance="assert", outlet=None, third="first")


def test_pieces_give_each_word_and_cue_to_whoever_says_it(analyse) -> None:
    found = analyse("The mayor said that the old bridge may fall. Perhaps nobody will care.")
    made = pieces(Corpus.of(found))
    assert list(made) == [*KEYS, "n_words", "n_hedges", "n_boosters"]
    assert made["n_words"].sum() == found["documents"]["n_words"].sum() == 13
    mayor = made[made["voice_id"] == "mayor"]
    assert mayor["n_hedges"].tolist() == [1]
    assert 5 <= mayor["n_words"].item() <= 6
    assert made.loc[made["voice_id"] == WRITER, "n_hedges"].sum() == 1


def test_the_reporting_word_is_no_hedge_of_its_source(analyse) -> None:
    found = analyse("The mayor believes that the old bridge may fall.")
    assert found["hedges"]["text"].tolist() == ["believes", "may"]
    assert pieces(Corpus.of(found))["n_hedges"].sum() == 1


def test_pieces_are_the_same_whatever_the_batch(monkeypatch) -> None:
    texts = {"b": "The mayor said it may fall.", "a": "Perhaps it fell.", "c": "", "d": "“It may,” she said."}
    corpus = Corpus.of(analyse_all(texts))
    whole = pieces(corpus)
    monkeypatch.setattr("allegedly.hedging.said.BATCH", 1)
    pd.testing.assert_frame_equal(whole, pieces(corpus))
    assert pieces(Corpus.of({name: rows.iloc[:0] for name, rows in corpus.whole().items()})).empty


def test_rate_is_cues_in_a_thousand_words() -> None:
    found = rates.rates(said([("a", 0, "x", 80, 1, 0), ("a", 1, "x", 20, 1, 0)]), "voice_id", seed=1)
    row = found.iloc[0]
    assert (row["hedges"], row["boosters"], row["n_words"], row["n_hedges"]) == (20.0, 0.0, 100, 2)
    assert row["hedges_low"] < 20 < row["hedges_high"]
    assert row["boosters_low"] == 0 < row["boosters_high"]
    assert row["unit"] == "sentences"
    assert row["hedges_a_sentence"] == 1.0
    assert row["hedges_a_sentence_low"] < 1 < row["hedges_a_sentence_high"]


def test_a_sentence_of_two_relations_is_one() -> None:
    rows = said([("a", 0, "x", 50, 1, 0), ("a", 0, "x", 50, 1, 0)])
    assert rates.rates(rows, "voice_id", seed=1).iloc[0][["n_sentences", "hedges_a_sentence"]].tolist() == [1, 2.0]


def test_the_corrected_rate_is_wider_and_takes_false_alarms_out() -> None:
    rows = said([(f"a{d}", s, "x", 20, s % 2, 0) for d in range(30) for s in range(10)])
    row = rates.rates(rows, "voice_id", seed=1).iloc[0]
    reading = correction.load()["hedges"]
    alarms = 1000 * (reading.said - reading.hit) / reading.words
    assert row["hedges_corrected"] == pytest.approx((row["hedges"] - alarms) * reading.gold / reading.hit, abs=1e-3)
    found, mended = (row[f"{r}_high"] - row[f"{r}_low"] for r in ("hedges", "hedges_corrected"))
    assert mended > found
    none = rates.rates(said([("a", 0, "x", 500, 0, 0)]), "voice_id", seed=1).iloc[0]
    assert (none["hedges_corrected"], none["hedges_corrected_low"]) == (0, 0)
    assert none["hedges_corrected_high"] > 0


def test_tables_for_people() -> None:
    rows = said([(f"a{d}", s, "xy"[s % 2], 20, s % 2, 0) for d in range(6) for s in range(10)])
    shown = rates.in_words(rates.rates(rows, "voice_id", seed=1), "voice_id", names={"y": "Ms Y"})
    assert shown["group"].tolist() == ["Ms Y", "x"]
    assert shown["in 1,000 words"].iloc[0].startswith("50.0 (")
    # Of "x" no hedge was found: there is nothing to draw again.
    assert shown["intervals"].tolist() == ["over articles", rates.BY_COUNT]
    beside = rates.side_by_side(rows, seed=1)
    assert list(dict.fromkeys(beside.index)) == ["writers and sources", "stances", "thirds of an article"]


def test_articles_are_the_unit_where_there_are_enough() -> None:
    # All hedging in one article of five: sentences alone would look far surer of the rate.
    one = [("a0", s, "x", 20, 1, 0) for s in range(20)]
    rest = [(f"a{d}", s, "x", 20, 0, 0) for d in range(1, 5) for s in range(20)]
    spread = rates.rates(said(one + rest), "voice_id", seed=1).iloc[0]
    assert spread["unit"] == "articles"
    few = [("a", s, "x", 20, int(s < 20), 0) for s in range(100)]
    narrow = rates.rates(said(few), "voice_id", seed=1).iloc[0]
    assert spread["hedges"] == narrow["hedges"] == 10
    assert spread["hedges_high"] - spread["hedges_low"] > 2 * (narrow["hedges_high"] - narrow["hedges_low"])


def test_the_seed_decides_the_interval_and_the_order_of_rows_does_not() -> None:
    rows = said([("a", s, "xy"[s % 2], 20 + s, s % 3, 0) for s in range(40)])
    first = rates.rates(rows, "voice_id", seed=1)
    pd.testing.assert_frame_equal(first, rates.rates(rows.sample(frac=1, random_state=3), "voice_id", seed=1))
    assert not first.equals(rates.rates(rows, "voice_id", seed=2))


def test_names_as_categories_give_the_same_rates() -> None:
    # As `pieces` gives them: z has too few words, and nobody speaks as u.
    rows = said([("a", s, "yxz"[min(s % 5, 2)], 3 + 20 * (s % 5 < 2), s % 3, 0) for s in range(10)])
    names = pd.Categorical(rows["voice_id"], categories=list("uxyz"))
    pd.testing.assert_frame_equal(
        rates.rates(rows, "voice_id", seed=1), rates.rates(rows.assign(voice_id=names), "voice_id", seed=1)
    )


def test_groups_of_few_words_are_left_out() -> None:
    assert rates.rates(said([("a", 0, "x", 10, 1, 0)]), "voice_id", seed=1).empty
    assert rates.rates(said([]), "voice_id", seed=1).empty


def many(rate: float, voice: str, n: int = 30) -> list[tuple[str, int, str, int, int, int]]:
    return [(f"{voice}{d}", 0, voice, 100, int(rate * (1 + d % 2)), 0) for d in range(n)]


def test_compare_tells_a_difference_from_none_and_from_too_few() -> None:
    rows = many(1, "low") + many(3, "high") + many(3, "high too") + [("z", 0, "short", 40, 2, 0)]
    found = comparing.compare(said(rows), "voice_id", seed=1).set_index(["one", "other"])
    verdict = found["verdict"]
    assert verdict["high", "low"] == "differs"
    assert verdict["high", "high too"] == "no difference shown"
    assert verdict["high", "short"] == "too few to tell"
    high = found.loc[("high", "low")]
    assert high["difference_low"] < high["difference"] == 30 < high["difference_high"]
    assert high["corrected"] > high["difference"]
    assert verdict.tolist()[-3:] == ["too few to tell"] * 3
    shown = comparing.in_words(found.reset_index(), names={"low": "Mr Low"})
    assert "Mr Low" in shown["other"].tolist()
    assert shown.iloc[-1][["by", "one", "verdict"]].tolist() == ["voices", "(3 pairs)", "too few to tell"]


def test_two_voices_of_the_same_articles_are_compared_inside_them() -> None:
    # Articles differ widely in length and hedging, but in each "y" hedges once more.
    rows = [(f"a{d}", s, v, 100, d + (v == "y"), 0) for d in range(12) for s, v in enumerate("xy")]
    apart = [(f"{v}{doc}", s, v, n, k, b) for doc, s, v, n, k, b in rows]
    assert comparing.compare(said(rows), "voice_id", seed=1)["p"].item() < 0.01
    assert comparing.compare(said(apart), "voice_id", seed=1)["p"].item() > 0.1


def test_of_few_articles_a_difference_describes_these() -> None:
    rows = [("a", s, "xy"[s % 2], 20, 2 * (s % 2), 0) for s in range(60)]
    found = comparing.compare(said(rows), "voice_id", seed=1).iloc[0]
    assert (found["unit"], found["verdict"]) == ("sentences", "differs in these articles")


def test_articles_that_could_show_nothing_are_compared_by_their_sentences() -> None:
    # Five articles with both can be swapped in 32 ways: p could not fall below 1 in 16.
    rows = [(f"a{d}", s, "xy"[s % 2], 20, 2 * (s % 2), 0) for d in range(5) for s in range(12)]
    found = comparing.compare(said(rows), "voice_id", seed=1).iloc[0]
    assert (found["unit"], found["verdict"]) == ("sentences", "differs in these articles")
    sixth = [("a5", s, "xy"[s % 2], 20, 2 * (s % 2), 0) for s in range(12)]
    found = comparing.compare(said(rows + sixth), "voice_id", seed=1).iloc[0]
    assert (found["unit"], found["verdict"]) == ("articles", "differs")


def test_sentences_are_dealt_inside_their_article() -> None:
    # "y" hedges no more than "x" beside it, but speaks more where everybody hedges.
    share = {"a": 2, "b": 18}
    rows = [(d, s, "xy"[s < n], 20, int(d == "b"), 0) for d, n in share.items() for s in range(20)]
    found = comparing.compare(said(rows), "voice_id", seed=1).iloc[0]
    assert (found["difference"], found["p"], found["verdict"]) == (-40.0, 1.0, "no difference shown")


def test_everything_corrects_each_question_by_itself() -> None:
    rows = said(many(1, "low") + many(3, "high") + many(3, WRITER))
    found = comparing.everything(rows, seed=1)
    assert found["by"].unique().tolist() == ["whose", "voice_id"]
    alone = comparing.compare(rows, "whose", seed=1)
    assert found.loc[found["by"] == "whose", "p_holm"].tolist() == alone["p_holm"].tolist()


def test_compare_of_one_group_is_empty() -> None:
    alone = comparing.compare(said(many(1, "x")), "voice_id", seed=1)
    assert alone.empty
    assert comparing.in_words(alone).empty


def test_p_values_are_fair_where_nothing_differs() -> None:
    rng = np.random.default_rng(5)
    p = []
    for i in range(60):
        units = np.column_stack([rng.poisson(2, 24), np.full(24, 100.0)]).astype(float)
        p.append(comparing.permutation(np.empty((0, 4)), units[:12], units[12:], seed=i))
        p.append(comparing.permutation(np.hstack([units[:12], units[12:]]), *[np.empty((0, 2))] * 2, seed=i))
    assert np.mean(np.array(p) < 0.5) == pytest.approx(0.5, abs=0.2)
    assert min(p) > 0


@pytest.mark.parametrize("n", [5, 12])
def test_intervals_hold_the_true_rate_as_often_as_they_say_also_with_few_articles(n: int) -> None:
    # Articles differ from each other (Gamma) more than counts alone would. A bootstrap holds 82 to 88 % of these.
    rng = np.random.default_rng(3)
    held = []
    for trial in range(200):
        words = rng.integers(150, 350, n)
        events = rng.poisson(0.02 * words * rng.gamma(3, 1 / 3, n))
        rows = said([(f"a{d}", 0, "x", w, k, 0) for d, (w, k) in enumerate(zip(words, events, strict=True))])
        row = rates.rates(rows, "voice_id", seed=trial).iloc[0]
        held.append(row["hedges_low"] <= 20 <= row["hedges_high"])
    assert 0.91 <= np.mean(held) <= 0.99
