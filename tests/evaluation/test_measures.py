"""The measures on tiny annotations made up here, and against the independent scorer where that is at hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from allegedly import tables
from allegedly.evaluation import measures
from allegedly.evaluation.gold import is_flat, question
from allegedly.evaluation.scores import prf, score
from allegedly.settings import PROJECT

TEXT = 'The mayor said "we will pay". Anna Bell, the critics say, denied that the mayor spoke.'
SCORER = PROJECT.parent / "shared" / "bench" / "score.py"


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
    assert counts["content, overlap 0.3"]["one"] == [2, 2, 3]
    assert counts["content, overlap 0.8"]["one"] == [1, 2, 3]
    assert counts["relation, overlap 0.3"]["one"] == [1, 2, 3]
    assert counts["cue"]["one"] == [2, 2, 3]
    assert counts["recall of direct"]["one"] == [1, 0, 1]
    assert counts["recall of indirect"]["one"] == [1, 0, 2]
    assert counts["content tokens"]["two"] == [0, 0, 0]


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
    scored = score({"a": {"x": [1, 2, 4], "y": [1, 2, 4]}, "b": {"x": [1, 0, 2]}}).set_index("measure")
    assert scored.loc["a", ["precision", "recall", "f1", "low", "high"]].tolist() == [50.0, 25.0, 33.3, 33.3, 33.3]
    assert pd.isna(scored.loc["b", "f1"])
    assert scored.loc["b", "recall"] == 50.0
    assert prf(0, 0, 0) == (0.0, 0.0, 0.0)


def test_a_question_holds_no_answer() -> None:
    assert set(question(GOLD[0], Path())) == {"id", "text"}
    assert question({"id": 1, "lines": ["a", "b"], "keep": [1, 0]}, Path()) == {"id": 1, "text": "a\nb"}


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SCORER.exists():
        pytest.skip("the independent scorer is not part of the project and is not at hand")
    spec = importlib.util.spec_from_file_location("independent_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start, end = span("Anna Bell")
    mention = {"doc_id": "one", "mention_id": 0, "sentence_id": 0, "start": start, "end": end, "raw_start": start,
               "raw_end": end, "text": "Anna Bell", "label": "PERSON", "entity_id": "x", "rule": "r"}  # fmt: skip
    tables.write("attribution_spans", SAID, tmp_path / "attribution_spans.parquet")
    tables.write("mentions", tables.frame("mentions", [mention]), tmp_path / "mentions.parquet")
    return tmp_path


def test_the_definitions_agree_with_the_independent_scorer(scorer: ModuleType, folder: Path) -> None:
    def read(name: str) -> pd.DataFrame:
        return pd.read_parquet(folder / f"{name}.parquet")

    def figures(counts: measures.Counts, measure: str) -> list[float]:
        row = score(counts).set_index("measure").loc[measure]
        return [row["precision"], row["recall"], row["f1"]]

    gold = json.loads(json.dumps(GOLD))
    theirs = scorer.attribution(gold, folder)
    ours = measures.attribution(GOLD, read)
    for our_name, their_name in {
        "content tokens": "content tokens", "cue": "cue overlap", "content, overlap 0.3": "content IoU>=.3",
        "content, overlap 0.8": "content IoU>=.8", "relation, overlap 0.3": "relation IoU>=.3",
    }.items():  # fmt: skip
        assert figures(ours, our_name) == [theirs[their_name][key] for key in ("P", "R", "F1")]
    assert figures(measures.names(GOLD, read), "all") == [
        scorer.ner(gold, folder)["all"][key] for key in ("P", "R", "F1")
    ]
    assert figures(measures.merging(GOLD, read), "pairs") == [
        scorer.coref(gold, folder)["pairs"][k] for k in ("P", "R", "F1")
    ]
