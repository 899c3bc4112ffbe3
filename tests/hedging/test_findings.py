"""Sentences that are right at none, one, a tie and many."""

from collections.abc import Callable

import pandas as pd
import pytest

from allegedly.corpus import Corpus
from allegedly.hedging import comparing, cues, findings, rates, said

Make = Callable[..., Corpus]


def certainty(hedged: list[bool], uncertain: list[bool] | None = None) -> pd.DataFrame:
    made = pd.DataFrame({"hedged": hedged, "uncertain": uncertain if uncertain is not None else hedged}, dtype=bool)
    return made.assign(doc_id="a", sentence_id=range(len(made)))


def hedges(*found: tuple[str, str], whose: str = cues.WRITER) -> pd.DataFrame:
    """The counts of single cues, given as (entry, category)."""
    return pd.DataFrame(found, columns=["entry", "category"]).assign(whose=whose, n=1)


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        (certainty([]), "There is no sentence to judge."),
        (certainty([False]), "The only sentence is not hedged."),
        (certainty([False, False]), "Of 2 sentences, none is hedged."),
        (certainty([True]), "The only sentence is hedged."),
    ],
)
def test_hedged(frame: pd.DataFrame, text: str, corpus: Make) -> None:
    assert findings.hedged(corpus(certainty=frame), seed=1).text == text


def test_hedged_as_found_and_corrected(corpus: Make) -> None:
    found = findings.hedged(corpus(certainty=certainty([True] * 40 + [False] * 60)), seed=1)
    assert found.text.startswith(
        "40 of 100 sentences are hedged (40 %, 95 % interval 31 % to 50 %; corrected for mistakes "
    )
    numbers = found.numbers
    assert numbers["corrected_low"] < numbers["corrected"] < numbers["corrected_high"]
    assert numbers["corrected_high"] - numbers["corrected_low"] > numbers["high"] - numbers["low"]


def test_hedged_sentences_that_stand_in_some_articles_only_make_a_wide_interval(corpus: Make) -> None:
    one = certainty([True] * 40 + [False] * 60)
    many = one.assign(doc_id=[f"a{i // 10}" for i in range(100)])
    narrow, wide = (findings.hedged(corpus(certainty=frame), seed=1) for frame in (one, many))
    assert narrow.numbers["share"] == wide.numbers["share"]
    for low, high in (("low", "high"), ("corrected_low", "corrected_high")):
        assert wide.numbers[high] - wide.numbers[low] > 2 * (narrow.numbers[high] - narrow.numbers[low])
    assert narrow.caveat.endswith(findings.DESCRIBES)
    assert findings.DESCRIBES not in wide.caveat


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        (hedges(), "No hedge was found."),
        (hedges(("about", "approximator"), ("plan", "nonfactual")), "No hedge was found."),
        (hedges(("may", "epistemic")), "The only hedge is epistemic: “may”."),
        (hedges(("may", "epistemic"), ("seem", "evidential")),
         "Of 2 hedges, epistemic and evidential ones are equally common (1 each)."),
        (hedges(*[("may", "epistemic")] * 3, ("might", "epistemic"), ("seem", "evidential")),
         "Of 5 hedges, 4 are epistemic, such as “may” and “might”."),
    ],
)  # fmt: skip
def test_commonest(frame: pd.DataFrame, text: str) -> None:
    assert findings.commonest(frame).text == text


def test_reporting_words_are_no_hedges_and_no_boosters() -> None:
    reporting = hedges(("believe", "doxastic"), ("insist", "certainty"), whose=cues.REPORTING)
    assert findings.commonest(reporting).text == "No hedge was found."
    assert findings.boosters(reporting).numbers == {"hedges": 0, "boosters": 0}


def written(writer: int, voice: int, other: int = 0, reporting: int = 0) -> list[dict[str, object]]:
    rows = [{"category": "epistemic", "rule": "may"}] * writer
    rows += [{"category": "weasel", "attribution_id": 1, "rule": "some"}] * voice
    rows += [{"category": "approximator", "rule": "about"}] * other
    return rows + [{"category": "doxastic", "attribution_id": 1, "rule": "believe; cue of the relation"}] * reporting


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 3), "No word makes a sentence unsure."),
        ((1, 0), "The only hedge is the writer’s own."),
        ((0, 1), "The only hedge is in the words of a source."),
        ((3, 0), "All 3 hedges are the writers’ own; no source hedges."),
        ((0, 3), "All 3 hedges stand in the words of sources; the writers do not hedge."),
        ((2, 2), "Of 4 hedges, half stand in the words of sources and half are the writers’ own: 2 each."),
        ((1, 2, 9), "Of 3 hedges, 2 stand in the words of sources and 1 is the writers’ own."),
        (
            (1, 2, 0, 1),
            "Of 3 hedges, 2 stand in the words of sources and 1 is the writers’ own. "
            "1 more is the reporting word itself and counts as stance.",
        ),
        ((0, 0, 0, 2), "No word makes a sentence unsure. 2 more are the reporting word itself and count as stance."),
        ((2, 1), "Of 3 hedges, 1 stands in the words of sources and 2 are the writers’ own."),
    ],
)
def test_whose_doubt(counts: tuple[int, ...], expected: str, corpus: Make) -> None:
    assert findings.whose_doubt(cues.counts(corpus(hedges=written(*counts)))).text == expected


def pieces(*rows: tuple[str, int, int]) -> pd.DataFrame:
    made = pd.DataFrame(
        [{"doc_id": "a", "sentence_id": i, "voice_id": v, "n_words": w, "n_hedges": h, "n_boosters": 0}
         for i, (v, w, h) in enumerate(rows)],
        columns=["doc_id", "sentence_id", "voice_id", "n_words", "n_hedges", "n_boosters"],
    )  # fmt: skip
    return made.assign(whose=made["voice_id"].eq(said.WRITER).map({True: said.WRITER, False: said.SOURCES}))


def by_voice(*rows: tuple[str, int, int]) -> pd.DataFrame:
    return rates.rates(pieces(*rows), "voice_id", seed=1)


def test_least_sure_voice() -> None:
    names = {"x": "Ms X", "y": "Mr Y"}
    few = "No voice is given 100 words: too few to tell which of them hedges most."
    assert findings.surest(by_voice(), names).text == few
    assert findings.surest(by_voice(("x", 99, 5), (said.WRITER, 500, 9)), names).text == few
    assert findings.surest(by_voice(("x", 200, 0)), names).text == "None of 1 voice hedges."
    tie = findings.surest(by_voice(("x", 200, 1), ("y", 200, 1)), names).text
    assert tie == "Of 2 voices, Ms X and Mr Y hedge most: 5 times in 1,000 words each."
    one = findings.surest(by_voice(("x", 200, 4)), names).text
    assert one.startswith(
        "Hedges of the only voice given 100 words, Ms X: 20 in 1,000 (95 % interval 5 to 51; corrected"
    )
    most = findings.surest(by_voice(("x", 200, 4), ("y", 200, 1)), names)
    assert most.text.startswith("Of 2 voices, most hedges for its words has Ms X: 20 in 1,000 (95 % interval 5 to 51; ")
    assert most.text.endswith("; 200 words); the interval of 1 other overlaps with that.")
    assert most.caveat.endswith(findings.DESCRIBES)


def test_sources_or_writers() -> None:
    few = findings.tellers(comparing.compare(pieces(("x", 50, 1), (said.WRITER, 50, 1)), "whose", seed=1)).text
    assert few == "Whether sources or writers hedge more cannot be told: too few words or articles."
    assert findings.tellers(comparing.compare(pieces(), "whose", seed=1)).text == few
    alike = findings.tellers(comparing.compare(pieces(*[("x", 50, 1), (said.WRITER, 50, 1)] * 9), "whose", seed=1))
    assert alike.text.startswith(
        "That sources and writers hedge at different rates is not shown: 20.0 and 20.0 times in "
    )
    assert alike.caveat.endswith(findings.DESCRIBES)
    more = findings.tellers(comparing.compare(pieces(*[("x", 50, 3), (said.WRITER, 50, 1)] * 9), "whose", seed=1))
    assert more.text.startswith("Sources hedge more often than writers, 60.0 against 20.0 times")
    assert more.text.endswith("; that describes these few articles and no others.")


def test_boosters() -> None:
    assert findings.boosters(hedges(("may", "epistemic"))).numbers == {"hedges": 1, "boosters": 0}
    one = findings.boosters(hedges(("may", "epistemic"), ("clearly", "certainty"))).text
    assert one == "Against 1 hedge stands 1 booster, words that insist."


def test_unsettled(corpus: Make) -> None:
    assert (
        findings.unsettled(corpus(certainty=certainty([False]))).text
        == "No sentence tells something that may not be so."
    )
    text = findings.unsettled(corpus(certainty=certainty([True, False], [True, True]))).text
    assert text == (
        "In 2 of 2 sentences something has not happened or may not be so; 1 of them without a hedge, by plans, "
        "conditions or requests."
    )


def test_ids_are_different(corpus: Make) -> None:
    found = findings.everything(corpus(), pieces(), {}, seed=1)
    assert len(found) == 7
    assert len({finding.id for finding in found}) == len(found)
