"""Which figures stand beside which finding: every finding has its line, and the line says figure, interval and texts."""

from __future__ import annotations

import re

import pytest

from allegedly.accuracy import FOLDER, bearing, measures
from allegedly.accuracy.bearing import BEARINGS, MARKS, SECTIONS, Bearing, brief, told
from allegedly.accuracy.scores import Score, read
from allegedly.settings import PROJECT

NAMES = Bearing((("names", "all"),), "what stands for what")


def score(
    texts: str, f1: float | None, *, precision: float | None = 80.0, recall: float | None = 70.0, **more: object
) -> Score:
    made: dict[str, object] = {
        "kind": "names",
        "measure": "all",
        "what": "names",
        "texts": texts,
        "n": "50 rows",
        "f1": f1,
    }
    made |= {"precision": precision, "recall": recall, "low": 60.4, "high": 77.6}
    return Score(**made | more)  # type: ignore[arg-type]


def test_every_finding_has_its_bearing_and_no_other() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "src" / "allegedly").glob("*/**/*.py"))
    made = set(re.findall(r'\bFinding\(\s*"([a-z-]+)"', sources))
    assert len(made) > 25
    assert made == set(BEARINGS)


@pytest.mark.parametrize("bears", [*BEARINGS.values(), *SECTIONS.values(), *MARKS.values()])
def test_every_measure_has_words(bears: Bearing) -> None:
    assert set(bears.measures) <= set(measures.MEASURES)


def test_nothing_measured_at_all_is_told_once_elsewhere() -> None:
    assert told([], NAMES) == ""
    assert set(bearing.of_findings([]).values()) == {""}


def test_one_set_of_texts() -> None:
    assert told([score("news", 74.7)], NAMES) == (
        "Names: precision 80 %, recall 70 %, F1 75 % [95 %: 60 to 78] on news. Not measured: what stands for what."
    )


def test_of_many_sets_the_lowest_and_the_highest() -> None:
    found = [score("news", 74.7), score("wire", 82.2), score("wiki", 60.1)]
    assert told(found, Bearing((("names", "all"),))) == (
        "Names: F1 60 % [95 %: 60 to 78] on wiki to F1 82 % [95 %: 60 to 78] on wire, of 3 sets of texts."
    )
    assert told(found[:2], Bearing((("names", "all"),))).endswith("on wire.")


def test_a_tie_is_told_with_both_texts() -> None:
    assert "75 % [95 %: 60 to 78] on a to F1 75 % [95 %: 60 to 78] on b." in told(
        [score("a", 74.7), score("b", 74.7)], NAMES
    )


def test_texts_that_were_fitted_to_are_told_only_where_there_are_no_others() -> None:
    fitted = score("wiki", 90.0, use="fitted")
    assert "wiki" not in told([fitted, score("news", 74.7)], NAMES)
    assert "on wiki, to which it was fitted." in told([fitted], NAMES)


def test_rows_read_by_hand_and_recalls() -> None:
    read = score("news", None, precision=88.0, recall=None)
    assert told([read], NAMES).startswith("Names: 88 % right [95 %: 60 to 78] of 50 rows, news.")
    recall = score("news", None, precision=None, recall=66.0, measure="recall of indirect")
    assert told([recall], Bearing((("names", "recall of indirect"),))) == (
        "Names: 66 % found [95 %: 60 to 78] on news."
    )


def test_a_figure_without_interval_or_of_another_genre_is_not_told() -> None:
    assert told(
        [score("news", 74.7, low=None), score("wiki", 90.0, other_genre=True)], Bearing((("names", "all"),))
    ) == ("Not measured.")


def test_what_it_is_to_be_held_against() -> None:
    assert "[95 %: 60 to 78; calling all so, 54]" in told([score("news", 74.7, always_yes=54.1)], NAMES)


TWO = Bearing((("names", "all"), ("merging", "pairs")), "what stands for what")


def test_the_label_is_the_weakest_figure_of_all_and_what_was_not_measured() -> None:
    merged = {"kind": "merging", "measure": "pairs", "what": "pairs"}
    weak, strong = score("wiki", 47.3, **merged), score("wire", 63.4, **merged)
    found = [score("news", 91.9), weak, strong]
    assert brief(found, TWO) == "weakest figure F1 47 % to 63 % (pairs); not measured: what stands for what"
    assert told(found, TWO).index("Pairs: F1 47 %") < told(found, TWO).index("Names:")
    # The order of the measures is not what makes the first.
    assert brief([score("news", 40.0), weak, strong], TWO).startswith("weakest figure F1 40 % (names);")


def test_the_label_of_one_figure_says_of_what_it_is() -> None:
    read = score("news", None, precision=88.0, recall=None)
    assert brief([read], NAMES) == "88 % right (names); not measured: what stands for what"
    assert brief([read], Bearing((("merging", "pairs"),))) == "not measured"


@pytest.mark.parametrize("name", ["loudest", "whose-doubt", "least-sure-voice", "sources-or-writers"])
def test_what_counts_words_rests_on_nearly_whole_contents(name: str) -> None:
    assert ("attribution", "relation, overlap 0.8") in BEARINGS[name].measures
    assert ("attribution", "relation, overlap 0.3") not in BEARINGS[name].measures


def test_no_label_shows_more_than_its_weakest_figure() -> None:
    scores = read(FOLDER, min_probability=0.28, genre="news")
    for bears in [*BEARINGS.values(), *SECTIONS.values(), *MARKS.values()]:
        label = brief(scores, bears)
        figures = [float(n) for n in re.findall(r"(?:F1 |: |^)(\d+) %(?! to \d+ \])", told(scores, bears))]
        shown = re.search(r"(\d+) %", label)
        assert (shown is None) == (not figures)
        assert shown is None or float(shown[1]) == min(figures)
        assert bears.unmeasured in label
