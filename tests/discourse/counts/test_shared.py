"""Paragraphs in several articles: found word by word and changed, with who had them first."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.corpus import Corpus
from allegedly.discourse.counts import shared

FERRY = "The ferry to the northern islands was cancelled on Monday because of a storm that came up in the night."
CHANGED = "The ferry to the northern islands was cancelled on Monday because of a storm that rose at dawn."
OTHER = "A new bridge over the river will be opened in the spring, and the mayor has been asked to walk across it."


def found_in(*given: tuple[str, str | None, str | None, list[str]]) -> pd.DataFrame:
    """What is found in articles: id, day, outlet, paragraphs of one sentence each."""
    about: dict[str, Any] = {
        "path": "a",
        "sha256": "a",
        "language": "en",
        "n_chars_raw": 1,
        "n_sentences": 1,
        "n_words": 1,
    }
    documents, sentences = [], []
    for doc_id, published, outlet, paragraphs in given:
        text = "\n\n".join(paragraphs)
        documents.append(about | {"doc_id": doc_id, "published": published, "outlet": outlet, "text": text})
        for number, paragraph in enumerate(paragraphs):
            start = text.index(paragraph)
            sentences.append({"doc_id": doc_id, "sentence_id": number, "paragraph_id": number, "start": start,
                              "end": start + len(paragraph), "text": paragraph})  # fmt: skip
    frames = {"documents": tables.frame("documents", documents), "sentences": tables.frame("sentences", sentences)}
    found = shared.find(Corpus.of(frames))
    assert found.paragraphs == sum(len(text.split()) >= shared.LEAST_WORDS for *_, texts in given for text in texts)
    return found.rows


def test_a_changed_paragraph_is_the_same_and_the_earlier_day_was_first() -> None:
    found = found_in(
        ("a", "2031-05-03", "Post", [FERRY, OTHER]), ("b", "2031-05-02", "Wire", ["A short line.", CHANGED])
    )
    [row] = found.to_dict("records")
    assert (row["first"], row["doc_ids"], row["text"], row["n_documents"]) == ("Wire", ["b", "a"], CHANGED, 2)
    assert shared.LEAST_SHARE < row["share"] < 1
    assert shared.pairs(found).to_numpy().tolist() == [["a", "b", 1]]


def test_a_word_more_in_a_long_paragraph_is_not_word_by_word() -> None:
    long = " ".join(f"word{n}" for n in range(400))
    assert found_in(("a", None, None, [long]), ("b", None, None, [f"{long} more"]))["share"].tolist() == [0.99]


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
    assert found_in(("a", days[0], outlets[0], [FERRY]), ("b", days[1], outlets[1], [FERRY]))["first"].tolist() == [
        first
    ]


def test_what_stands_in_one_article_or_is_short_is_not_shared() -> None:
    assert found_in(("a", None, None, [FERRY, OTHER, "Again. " + FERRY])).empty
    assert found_in(("a", None, None, ["More follows."]), ("b", None, None, ["More follows."])).empty
    assert found_in(("a", None, None, [FERRY]), ("b", None, None, [OTHER])).empty
    assert found_in().empty
    assert shared.pairs(found_in()).empty


def test_a_paragraph_of_many_articles_is_one_row() -> None:
    found = found_in(*((f"d{n:03}", "2031-05-02", None, [FERRY]) for n in range(40)))
    assert found["n_documents"].tolist() == [40]


def test_the_same_wording_is_in_one_group_whatever_comes_between() -> None:
    # The second is nearer to what was printed on the third day, but stood in a group already.
    first = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    second = f"{first} seventeen eighteen nineteen twenty"
    between = second.removeprefix("one two three four five ") + " and one more"
    found = found_in(
        ("a", "2031-05-01", None, [first]), ("b", "2031-05-02", None, [second]),
        ("c", "2031-05-03", None, [between]), ("d", "2031-05-04", None, [second]),
    )  # fmt: skip
    standing = found["doc_ids"].tolist()
    assert [set("bd") <= set(doc_ids) for doc_ids in standing].count(True) == 1
    assert sum(len(set("bd") & set(doc_ids)) for doc_ids in standing) == 2


def test_a_paragraph_that_stands_twice_in_one_article_only_is_not_shared() -> None:
    assert found_in(("a", None, None, [FERRY, FERRY + " "]), ("b", None, None, [OTHER])).empty
