"""The same voice over time: periods, who is followed, and what it is given to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from allegedly.corpus import Corpus
from allegedly.discourse import figures
from allegedly.discourse.counts import course

Given = Callable[..., Corpus]


@pytest.fixture
def given(corpus: Callable[..., Corpus]) -> Given:
    """Articles of these days, d0 and on, and statements: article and voice."""

    def made(days: tuple[str | None, ...], *said: tuple[str, str], **more: object) -> Corpus:
        return corpus(
            documents=[{"doc_id": f"d{n}", "published": day} for n, day in enumerate(days)],
            attributions=statements(*said, **more),
            entities=[{"entity_id": "anna", "name": "Anna"}, {"entity_id": "ben", "name": "Ben"}],
        )

    return made


def statements(*given: tuple[str, str], **more: object) -> list[dict[str, Any]]:
    return [
        {"doc_id": doc, "attribution_id": n, "sentence_id": 0, "source": voice, "source_kind": "named",
         "source_entity_id": None if voice.startswith("the ") else voice, "anonymous": False, "cue": "said",
         "cue_lemma": "say", "stance": "assert", "form": "indirect", "content": "that it\nrained",
         "polarity": "positive", "kind": "speech", "probability": 0.9, "rule": "say"} | more
        for n, (doc, voice) in enumerate(given)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "step", "periods"),
    [
        ((), "", []),
        ((None,), "", []),
        (("2031-05-02", "2031-05-13"), "day", ["2031-05-02", "2031-05-13"]),
        (("2031-05-02", "2031-05-14", None), "week", ["2031-04-28", "2031-05-12"]),
        (("2031-01-02", "2031-09-02"), "month", ["2031-01", "2031-09"]),
        (("2029-01-02", "2031-09-02"), "year", ["2029", "2031"]),
    ],
)
def test_periods_are_as_short_as_twelve_allow(
    given: Given, days: tuple[str | None, ...], step: str, periods: list[str]
) -> None:
    corpus = given(days)
    found = course.periods(corpus)
    assert corpus.ask(f"SELECT period FROM ({found.dated}) ORDER BY doc_id")["period"].tolist() == periods
    assert (found.step, found.n, found.undated) == (step, len(periods), days.count(None))


def test_a_voice_is_followed_through_the_articles_that_leave_it_out(given: Given) -> None:
    days = ("2031-05-02", "2031-05-02", "2031-05-03", None)
    found = course.over_time(given(
        days, ("d0", "anna"), ("d0", "anna"), ("d2", "anna"), ("d2", "ben"), ("d3", "ben"), ("d1", "the company"),
        ("d2", "the company"),
    ))  # fmt: skip
    assert found[["name", "period", "n_articles", "articles", "share", "n_statements", "n_words"]].values.tolist() == [
        ["Anna", "2031-05-02", 1, 2, 0.5, 2, 6],
        ["Anna", "2031-05-03", 1, 1, 1.0, 1, 3],
    ]
    assert figures.draw_course(found).axes
    assert figures.alt_course(found).endswith("let them speak: Anna in 1 of 2 and 1 of 1.")


def test_without_days_or_with_one_there_is_no_course(given: Given) -> None:
    for days in ((None, None), ("2031-05-02", "2031-05-02"), ()):
        rows = given(days, *([("d0", "anna"), ("d1", "anna")] if days else []))
        found = course.over_time(rows)
        assert found.empty
        assert course.line(rows).empty
        assert figures.draw_course(found).axes
        assert figures.alt_course(found) == "No named voice is heard at two different times."


def test_the_line_of_the_steadiest_voice_is_in_the_order_of_days(given: Given) -> None:
    days = ("2031-05-03", "2031-05-02")
    found = course.line(given(days, ("d0", "anna"), ("d1", "anna"), ("d0", "ben")))
    assert found[["published", "name", "content"]].values.tolist() == [
        ["2031-05-02", "Anna", "that it rained"], ["2031-05-03", "Anna", "that it rained"],
    ]  # fmt: skip
    assert course.line(given(days, ("d0", "anna"), ("d1", "anna"), kind="belief")).empty
