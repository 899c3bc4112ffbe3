"""What figures show is in their data and their words, also where there is nothing to show."""

import matplotlib as mpl
import pandas as pd
import pytest

from allegedly.hedging import claims, figures, rates

mpl.use("Agg")

TEXT = "Perhaps it fell, he said; it may rise. She spoke about May. It is certainly about 30 metres high."


@pytest.fixture(scope="module")
def found(analyse):
    return analyse(TEXT)


def test_ribbon_places_each_cue(found) -> None:
    cues = figures.ribbon(found["documents"], found["hedges"])
    assert cues[["cue", "polarity"]].to_numpy().tolist() == [
        ["Perhaps", "hedge"], ["may", "hedge"], ["certainly", "booster"]]  # fmt: skip
    assert cues["at"].is_monotonic_increasing
    assert cues["at"].between(0, 1).all()
    assert figures.alt_ribbon(cues) == "text: hedges 2, boosters 1."
    assert figures.draw_ribbon(cues).axes


def test_categories_count_each_cue_once(found) -> None:
    counts = figures.categories(found["hedges"])
    assert counts.to_numpy().sum() == len(found["hedges"])
    assert figures.alt_categories(counts) == "Cues: epistemic 2, approximator 1 and certainty 1."
    assert figures.draw_categories(counts).axes


def test_nothing_to_show(found) -> None:
    nothing = found["hedges"].iloc[:0]
    assert figures.alt_ribbon(figures.ribbon(found["documents"], nothing)) == "No hedge and no booster was found."
    assert figures.draw_ribbon(figures.ribbon(found["documents"], nothing)).axes
    assert figures.alt_categories(figures.categories(nothing)) == "No cue was found."
    assert figures.draw_categories(figures.categories(nothing)).axes
    none = rates.rates(pd.DataFrame(columns=["doc_id", "sentence_id", "voice_id", "n_words", "n_hedges", "n_boosters"]),
                       "voice_id", seed=1)  # fmt: skip
    assert figures.alt_rates(none, "voice_id") == "No group has words enough to have a rate."
    assert figures.draw_rates(none, "voice_id").axes


def test_claims(found) -> None:
    whose = claims.whose(found["hedges"], found["attributions"], {})
    assert set(whose) <= {rates.WRITER, rates.UNKNOWN}
    frames = found["sentences"], found["certainty"], found["hedges"], whose
    assert claims.least_certain(*frames, n=1)["cues"].item() == "perhaps (epistemic), may (epistemic)"
    assert claims.most_certain(*frames)["text"].tolist() == ["It is certainly about 30 metres high."]
    lines = claims.concordance(found["documents"], found["hedges"], whose, n=99, seed=1)
    assert sorted(lines["cue"]) == ["Perhaps", "about", "certainly", "may"]
    missed = claims.near_misses(found["documents"], found["annotations"], n=99, seed=1)
    assert missed["cue"].tolist() == ["May"]


def test_every_cue_finds_its_row_of_the_lexicon(found) -> None:
    trusted = claims.trust(found["hedges"])
    assert trusted["found"].sum() == len(found["hedges"])
    assert trusted["support_uw"].notna().all()
