"""What figures show is in their data and their words, also where there is nothing to show."""

import matplotlib as mpl
import pandas as pd
import pytest

from allegedly.corpus import Corpus
from allegedly.hedging import claims, cues, figures, lexicon, rates, said

mpl.use("Agg")

TEXT = "Perhaps it fell, he said; it may rise. She spoke about May. It is certainly about 30 metres high."


@pytest.fixture(scope="module")
def found(analyse):
    return Corpus.of(analyse(TEXT))


def test_ribbon_places_each_cue(found) -> None:
    ribbon = figures.ribbon(found)
    assert ribbon[["entry", "polarity"]].to_numpy().tolist() == [
        ["perhaps", "hedge"], ["may", "hedge"], ["certainly", "booster"]]  # fmt: skip
    assert ribbon["at"].is_monotonic_increasing
    assert ribbon["at"].between(0, 1).all()
    assert figures.alt_ribbon(ribbon) == "text: hedges 2, boosters 1."
    assert figures.draw_ribbon(ribbon).axes


def test_categories_count_each_cue_once(found) -> None:
    counts = cues.by_category(cues.counts(found))
    assert counts.to_numpy().sum() == found.numbers()["hedges"]
    assert figures.alt_categories(counts) == "Cues: epistemic 2, approximator 1 and certainty 1."
    assert figures.draw_categories(counts).axes


def test_nothing_to_show(corpus) -> None:
    nothing = corpus()
    assert figures.alt_ribbon(figures.ribbon(nothing)) == "No hedge and no booster was found."
    assert figures.draw_ribbon(figures.ribbon(nothing)).axes
    kinds = cues.by_category(cues.counts(nothing))
    assert figures.alt_categories(kinds) == "No cue was found."
    assert figures.draw_categories(kinds).axes
    assert claims.least_certain(nothing).empty
    assert claims.concordance(nothing, said.COUNTED, n=3, seed=1).empty
    none = rates.rates(pd.DataFrame(columns=["doc_id", "sentence_id", "voice_id", "n_words", "n_hedges", "n_boosters"]),
                       "voice_id", seed=1)  # fmt: skip
    assert figures.alt_rates(none, "voice_id") == "No group has words enough to have a rate."
    assert figures.draw_rates(none, "voice_id").axes


def test_claims(found, analyse) -> None:
    assert claims.least_certain(found, n=1)["cues"].item() == "perhaps (epistemic), may (epistemic)"
    assert claims.most_certain(found)["text"].tolist() == ["It is certainly about 30 metres high."]
    lines = claims.concordance(found, cues.ORDER, n=99, seed=1)
    assert sorted(lines["cue"]) == ["Perhaps", "about", "certainly", "may"]
    assert set(lines["whose"]) <= {said.WRITER, said.UNKNOWN}
    missed = claims.near_misses(analyse(TEXT)["annotations"], n=99, seed=1)
    assert missed["cue"].tolist() == ["May"]


def test_every_cue_finds_its_row_of_the_lexicon(found) -> None:
    trusted = cues.trust(found)
    assert trusted["found"].sum() == found.numbers()["hedges"]
    assert trusted["support_uw"].notna().all()
    assert lexicon.measured()["row"].tolist() == [row.name for row in lexicon.load()]
