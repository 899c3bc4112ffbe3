"""Which figures stand beside which finding: every finding has its line, and the line says figure, interval and texts."""

from __future__ import annotations

import re

import pytest

from allegedly.accuracy import bearing, measures
from allegedly.accuracy.bearing import BEARINGS, MARKS, SECTIONS, Bearing, told
from allegedly.accuracy.scores import Score
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
