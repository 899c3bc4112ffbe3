"""Paragraphs in several articles: found word by word and changed, with who had them first."""

from __future__ import annotations

import pandas as pd
import pytest

from allegedly.discourse.counts import shared

FERRY = "The ferry to the northern islands was cancelled on Monday because of a storm that came up in the night."
CHANGED = "The ferry to the northern islands was cancelled on Monday because of a storm that rose at dawn."
OTHER = "A new bridge over the river will be opened in the spring, and the mayor has been asked to walk across it."


def articles(*given: tuple[str, str | None, str | None, list[str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`documents` and `sentences` of articles: id, day, outlet, paragraphs of one sentence each."""
    documents, sentences = [], []
    for doc_id, published, outlet, paragraphs in given:
        text = "\n\n".join(paragraphs)
        documents.append((doc_id, published, outlet, text))
        for number, paragraph in enumerate(paragraphs):
            start = text.index(paragraph)
            sentences.append((doc_id, number, start, start + len(paragraph)))
    return (
        pd.DataFrame(documents, columns=["doc_id", "published", "outlet", "text"]),
        pd.DataFrame(sentences, columns=["doc_id", "paragraph_id", "start", "end"]),
    )


def test_a_changed_paragraph_is_the_same_and_the_earlier_day_was_first() -> None:
    given = articles(
        ("a", "2031-05-03", "Post", [FERRY, OTHER]), ("b", "2031-05-02", "Wire", ["A short line.", CHANGED])
    )
    [row] = shared.shared(*given).to_dict("records")
    assert (row["first"], row["doc_ids"], row["text"], row["n_documents"]) == ("Wire", ["b", "a"], CHANGED, 2)
    assert shared.LEAST_SHARE < row["share"] < 1
    assert shared.pairs(shared.shared(*given)).to_numpy().tolist() == [["a", "b", 1]]


def test_a_word_more_in_a_long_paragraph_is_not_word_by_word() -> None:
    long = " ".join(f"word{n}" for n in range(400))
    given = articles(("a", None, None, [long]), ("b", None, None, [f"{long} more"]))
    assert shared.shared(*given)["share"].tolist() == [0.99]


@pytest.mark.parametrize(
    ("days", "outlets", "first"),
    [
        ((None, "2031-05-02"), ("Post", "Wire"), "no telling: a day is missing"),
        (("2031-05-02", "2031-05-02"), ("Post", "Wire"), "no telling: Post and Wire, on the same day"),
        (("2031-05-02", "2031-05-03"), (None, "Wire"), "a"),
    ],
)
def test_who_was_first_is_told_only_where_the_days_tell(
    days: tuple[str | None, ...], outlets: tuple[str | None, ...], first: str
) -> None:
    given = articles(("a", days[0], outlets[0], [FERRY]), ("b", days[1], outlets[1], [FERRY]))
    assert shared.shared(*given)["first"].tolist() == [first]


def test_what_stands_in_one_article_or_is_short_is_not_shared() -> None:
    assert shared.shared(*articles(("a", None, None, [FERRY, OTHER, "Again. " + FERRY]))).empty
    assert shared.shared(*articles(("a", None, None, ["More follows."]), ("b", None, None, ["More follows."]))).empty
    assert shared.shared(*articles(("a", None, None, [FERRY]), ("b", None, None, [OTHER]))).empty
    assert shared.shared(*articles()).empty
    assert shared.pairs(shared.shared(*articles())).empty


def test_a_paragraph_of_many_articles_is_one_row() -> None:
    found = shared.shared(*articles(*((f"d{n:03}", "2031-05-02", None, [FERRY]) for n in range(40))))
    assert found["n_documents"].tolist() == [40]
