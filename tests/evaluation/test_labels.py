"""Relations drawn for people to label: the same ones each time, rare kinds among them, shown with their cue marked."""

from __future__ import annotations

from typing import Any

import pytest

from allegedly.evaluation import labels

SENTENCES = [
    ("Ann Reyes", "said", "that the road was icy"),
    ("The council", "refused to say", "who had closed it"),
    ("Two officials", "said", "that it was mined"),
    ("The mayor", "said", "that police reported a fire"),
]


@pytest.fixture
def gold() -> list[dict[str, Any]]:
    """Forty short articles of four relations each."""
    articles = []
    for number in range(40):
        text, relations = "", []
        for source, cue, content in SENTENCES:
            at = len(text)
            text += f"{source} {cue} {content}. "
            places = [(at + text[at:].index(part), part) for part in (source, cue, content)]
            spans = [[[start, start + len(part)]] for start, part in places]
            relations.append(dict(zip(("source", "cue", "content"), spans, strict=True)))
        articles.append({"id": f"a{number}", "text": text, "attributions": relations})
    return articles


def test_the_same_relations_are_drawn_again(gold: list[dict[str, Any]]) -> None:
    drawn = labels.draw(gold, n=120)
    assert drawn.equals(labels.draw(gold, n=120))
    assert not drawn.equals(labels.draw(gold, n=120, seed=1))
    assert not drawn.duplicated(["doc_id", "number"]).any()


def test_rare_kinds_are_drawn_more_often_and_weigh_less(gold: list[dict[str, Any]]) -> None:
    drawn = labels.draw(gold, n=120)
    assert drawn.groupby("number")["stratum"].first().tolist() == ["rest", "stance", "anonymous", "chain"]
    weights = drawn.groupby("stratum")["weight"].first()
    assert weights["stance"] < weights["anonymous"] <= weights["rest"]
    assert drawn["weight"].sum() == pytest.approx(160, abs=0.1)


def test_the_sheet_shows_the_cue_and_asks_for_labels(gold: list[dict[str, Any]]) -> None:
    drawn = labels.draw(gold, n=120)
    sheet = labels.sheet(gold, drawn)
    assert list(sheet) == ["id", "context", "source", "cue", "content", *labels.LABELS]
    refused = sheet[sheet["cue"].eq("refused to say")].iloc[0]
    assert "The council [[refused to say]] who had closed it" in refused["context"]
    assert (sheet[list(labels.LABELS)] == "").all(axis=None)
