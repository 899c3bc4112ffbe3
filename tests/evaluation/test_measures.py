"""The measures on tiny annotations made up here."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from allegedly import tables
from allegedly.accuracy.rates import prf
from allegedly.evaluation import measures
from allegedly.evaluation.gold import is_flat, question
from allegedly.evaluation.scores import score

TEXT = 'The mayor said "we will pay". Anna Bell, the critics say, denied that the mayor spoke.'


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


GOLD = [
    {
        "id": "one",
        "text": TEXT,
        "attributions": [
            {"source": [span("The mayor")], "cue": [span("said")], "content": [span('"we will pay"')]},
            {"source": [span("Anna Bell")], "cue": [span("denied")], "content": [span("that the mayor spoke")]},
            {"source": [span("the critics")], "cue": [], "content": [span("Anna Bell")]},
        ],
        "entities": [{"start": span("Anna Bell")[0], "end": span("Anna Bell")[1], "label": "PER"}],
        "chains": [
            {
                "id": 1,
                "mentions": [
                    {"start": a, "end": b, "named": True, "label": "PERSON"} for a, b in [span("Anna Bell")] * 2
                ],
            },
        ],
    },
    {"id": "two", "text": "Nothing here.", "attributions": [], "entities": [], "chains": []},
]


def rows_of(relations: list[dict[str, str]]) -> pd.DataFrame:
    rows = []
    for number, relation in enumerate(relations):
        for role, words in relation.items():
            start, end = span(words)
            rows.append({"doc_id": "one", "attribution_id": number, "role": role, "start": start, "end": end,
                         "raw_start": start, "raw_end": end, "text": words})  # fmt: skip
    return tables.frame("attribution_spans", rows)


SAID = rows_of(
    [
        {"source": "The mayor", "cue": "said", "content": '"we will pay"'},
        {"source": "the critics", "cue": "denied", "content": "that the mayor"},
    ]
)


def test_attribution_counts() -> None:
    counts = measures.attribution(GOLD, lambda name: SAID)
    assert counts["content, overlap 0.3"]["one"] == (2, 2, 3)
    assert counts["content, overlap 0.8"]["one"] == (1, 2, 3)
    assert counts["relation, overlap 0.3"]["one"] == (1, 2, 3)
    assert counts["cue"]["one"] == (2, 2, 3)
    assert counts["recall of direct"]["one"] == (1, None, 1)
    assert counts["recall of indirect"]["one"] == (1, None, 2)
    assert counts["content tokens"]["two"] == (0, 0, 0)


def test_a_flat_gold_is_seen_and_inner_relations_are_left_out() -> None:
    assert is_flat(GOLD)
    nested = [
        GOLD[0]
        | {"attributions": [*GOLD[0]["attributions"], {"source": [], "cue": [span("will")], "content": [span("pay")]}]}
    ]
    assert not is_flat(nested)
    inner = rows_of([{"cue": "said", "content": '"we will pay"'}, {"cue": "will", "content": "pay"}])
    assert measures.attribution(GOLD, lambda name: inner, flat=True)["cue"]["one"][1] == 1


def test_scores_and_their_intervals() -> None:
    counts = {"a": {"x": (1, 2, 4), "y": (1, 2, 4)}, "b": {"x": (1, None, 2)}, "c": {"x": (0, 0, 2)}}
    scored = score(counts).set_index("measure")
    assert scored.loc["a", ["precision", "recall", "f1", "low", "high"]].tolist() == [50.0, 25.0, 33.3, 33.3, 33.3]
    assert pd.isna(scored.loc["b", "f1"])
    assert scored.loc["b", "recall"] == 50.0
    # Nothing said is no measure of recall alone.
    assert scored.loc["c", ["precision", "recall", "f1"]].tolist() == [0.0, 0.0, 0.0]
    assert prf(0, 0, 0) == (0.0, 0.0, 0.0)


def test_figures_are_rounded_as_python_does() -> None:
    # numpy would say 0.0 and 0.2 where the doubles are nearer to 0.1.
    scored = score({"a": {"x": (1, 2000, 2000)}, "b": {"x": (3, 2000, 2000)}}).set_index("measure")
    assert scored["precision"].tolist() == [0.1, 0.1]


def test_a_question_holds_no_answer() -> None:
    assert set(question(GOLD[0], Path())) == {"id", "text"}
    assert question({"id": 1, "lines": ["a", "b"], "keep": [1, 0]}, Path()) == {"id": 1, "text": "a\nb"}


def connective(words: str, sense: str) -> dict[str, object]:
    start, end = span(words)
    return {
        "doc_id": "one",
        "start": start,
        "end": end,
        "raw_start": start,
        "raw_end": end,
        "text": words,
        "sense": sense,
    }


def test_connectives_are_compared_at_level_1() -> None:
    gold = [{"id": "one", "connectives": [{"spans": [span("that")], "sense": "Expansion.Level-of-detail"},
                                          {"spans": [span("The"), span("spoke")], "sense": "temporal"}]}]  # fmt: skip
    said = tables.frame("connectives", [connective("that the", "expansion.Conjunction"), connective("spoke", "Comparison"),
                                        connective("pay", "Temporal")])  # fmt: skip
    counts = measures.connectives(gold, lambda name: said)
    assert counts["connectives"]["one"] == (2, 3, 2)
    assert counts["sense of those found"]["one"] == (1, None, 2)


def test_classes_of_another_corpus_are_compared_too() -> None:
    start, end = span("Anna Bell")
    mention = {"doc_id": "one", "mention_id": 0, "sentence_id": 0, "start": start, "end": end, "raw_start": start,
               "raw_end": end, "text": "Anna Bell", "label": "PERSON", "entity_id": "x", "rule": "r"}  # fmt: skip
    said = tables.frame("mentions", [mention])
    for label, right in (("politician", 1), ("politicalparty", 0)):
        gold = [{"id": "one", "text": TEXT, "entities": [{"start": start, "end": end, "label": label}]}]
        assert measures.names(gold, lambda name: said)["all"]["one"] == (right, right, 1)
    elections = [{"id": "one", "text": TEXT, "entities": [{"start": start, "end": end, "label": "election"}]}]
    assert measures.names(elections, lambda name: said)["all"]["one"] == (0, 0, 0)
