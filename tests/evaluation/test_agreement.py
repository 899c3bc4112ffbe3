"""Our figures and those of an independent scorer, on the same made-up gold and tables, to the last digit.

The scorer is no part of the project: without it these tests are skipped.
"""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from allegedly import tables
from allegedly.evaluation import measures
from allegedly.evaluation.measures import Counts, Gold
from allegedly.evaluation.scores import score
from allegedly.settings import PROJECT

SCORER = PROJECT.parent / "shared" / "bench" / "score.py"
SEEDS = range(12)
WORDS = (
    'the harbour office’s boats said that "no water came in" may The Lark Ada\'s crew, because however it sank.'.split()
)
LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE")
SENSES = ("Comparison.Contrast", "Contingency.Cause", "Expansion.Conjunction", "temporal")


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


class Made:
    """Gold and tables of a few articles drawn at random: often alike, never quite."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.gold: Gold = []
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (
            "documents", "attribution_spans", "mentions", "certainty", "hedges", "connectives")}  # fmt: skip
        for number in range(6):
            self.article(f"a{number}")

    def span(self, text: str) -> list[int]:
        """One to six whole words, now and then cut short."""
        starts = [0, *(i + 1 for i, c in enumerate(text) if c == " ")]
        at = self.draw.randrange(len(starts))
        ends = [*(start - 1 for start in starts[1:]), len(text)]
        end = ends[min(at + self.draw.randrange(6), len(ends) - 1)]
        return [starts[at], max(end - self.draw.randrange(2), starts[at] + 1)]

    def near(self, span: list[int], text: str) -> list[int]:
        """The span itself, or another."""
        return span if self.draw.random() < 0.6 else self.span(text)

    def row(self, doc_id: str, span: list[int], text: str, **more: Any) -> dict[str, Any]:
        # Some spans have no place in the raw text: both sides leave them out.
        raw = span if self.draw.random() < 0.95 else (None, None)
        return {"doc_id": doc_id, "start": span[0], "end": span[1], "raw_start": raw[0], "raw_end": raw[1],
                "text": text[span[0] : span[1]]} | more  # fmt: skip

    def article(self, doc_id: str) -> None:
        draw, rows = self.draw, self.rows
        text = " ".join(draw.choice(WORDS) for _ in range(draw.randrange(20, 60)))
        relations, chains, names, joined, cues = [], [], [], [], []
        for number in range(draw.randrange(7)):
            relation = {
                role: [self.span(text) for _ in range(draw.randrange(3))] for role in ("source", "cue", "content")
            }
            relations.append(relation)
            for role, spans in relation.items():
                for span in {tuple(self.near(span, text)) for span in spans}:
                    rows["attribution_spans"].append(
                        self.row(doc_id, list(span), text, attribution_id=number, role=role)
                    )
        for number in range(draw.randrange(8)):
            span, label = self.span(text), draw.choice(LABELS)
            names.append({"start": span[0], "end": span[1], "label": label})
            if draw.random() < 0.5:
                chains.append({"id": number, "mentions": [
                    {"start": a, "end": b, "named": draw.random() < 0.9, "label": label, "name": draw.choice([None, [a, b]])}
                    for a, b in (span, self.span(text), span)]})  # fmt: skip
            for at in (span, self.span(text)):
                rows["mentions"].append(self.row(
                    doc_id, self.near(at, text), text, mention_id=len(rows["mentions"]), sentence_id=0, rule="r",
                    label=label if draw.random() < 0.8 else draw.choice(LABELS), entity_id=str(number % 3)))  # fmt: skip
        for _ in range(draw.randrange(6)):
            spans, sense = [self.span(text) for _ in range(draw.randrange(1, 3))], draw.choice(SENSES)
            joined.append({"spans": spans, "sense": sense})
            rows["connectives"].append(self.row(
                doc_id, self.near(spans[0], text), text, sense=sense if draw.random() < 0.7 else draw.choice(SENSES)))  # fmt: skip
        for number in range(draw.randrange(4)):
            span = self.span(text)
            cues.append({"start": span[0], "end": span[1]})
            rows["hedges"].append(self.row(
                doc_id, self.near(span, text), text, hedge_id=number, sentence_id=0, entry="e", category="epistemic",
                polarity=draw.choice(["hedge", "booster"]), negated=False, rule="r"))  # fmt: skip
        rows["certainty"] += [
            {"doc_id": doc_id, "sentence_id": i, "hedged": True, "uncertainty": 0.5, "uncertain": draw.random() < 0.4}
            for i in range(2)
        ]
        kept = " ".join(word for word in text.split() if draw.random() < 0.9)
        rows["documents"].append({
            "doc_id": doc_id, "path": "p", "sha256": "0", "language": "en", "n_chars_raw": len(text), "n_sentences": 1,
            "n_words": 1, "text": draw.choice([kept, text]),
        })  # fmt: skip
        self.gold.append({
            "id": doc_id, "text": text, "attributions": relations, "entities": names, "chains": chains,
            "connectives": joined, "cues": cues, "uncertain": draw.choice([True, False, None]),
            "clean": draw.choice([None, text, " ".join(text.split()[5:])]), "english": draw.random() < 0.9,
        })  # fmt: skip

    def write(self, folder: Path) -> Callable[[str], Any]:
        """The tables in a folder; a reader of them, as a run hands one over."""
        for name, rows in self.rows.items():
            tables.write(name, tables.frame(name, rows), folder / "tables" / f"{name}.parquet")
        return lambda name: tables.read(folder, name)


def figures(counts: Counts, measure: str) -> dict[str, Any]:
    """Our figures of one measure under the scorer's names."""
    row = score(counts).set_index("measure").loc[measure]
    return {"P": row["precision"], "R": row["recall"], "F1": row["f1"], "gold": row["gold"], "said": row["said"]}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_agrees(scorer: ModuleType, tmp_path: Path, seed: int) -> None:
    made = Made(seed)
    (tmp_path / "tables").mkdir()
    read = made.write(tmp_path)
    folder = tmp_path / "tables"
    gold = json.loads(json.dumps(made.gold))
    for flat in (False, True):
        theirs, ours = scorer.attribution(gold, folder, flat=flat), measures.attribution(made.gold, read, flat=flat)
        for our_name, their_name in {
            "content tokens": "content tokens", "cue": "cue overlap", "content, overlap 0.3": "content IoU>=.3",
            "content, overlap 0.8": "content IoU>=.8", "relation, overlap 0.3": "relation IoU>=.3",
            "relation, overlap 0.8": "relation IoU>=.8",
        }.items():  # fmt: skip
            assert figures(ours, our_name) == theirs[their_name], our_name
        for form, recall in theirs["recall by form"].items():
            assert figures(ours, f"recall of {form}")["R"] == recall
    names, theirs = measures.names(made.gold, read), scorer.ner(gold, folder)
    assert {name: figures(names, name) for name in theirs} == theirs
    assert set(names) == set(theirs)
    merging, theirs = measures.merging(made.gold, read), scorer.coref(gold, folder)
    assert figures(merging, "pairs") == theirs["pairs"]
    assert figures(merging, "gold mentions found exactly")["R"] == theirs["gold mentions found exactly"]
    hedging, theirs = measures.hedging(made.gold, read), scorer.hedging(gold, folder)
    assert figures(hedging, "uncertain sentences") == theirs["sentences"]
    assert figures(hedging, "hedges") == theirs["cues, overlap"]
    joined, theirs = measures.connectives(made.gold, read), scorer.connectives(gold, folder)
    assert figures(joined, "connectives") == theirs["found"]
    assert figures(joined, "sense of those found")["R"] == theirs["level-1 sense right, of those found"]
    cleaned, theirs = measures.cleaning(made.gold, read), scorer.clean(gold, folder)
    assert figures(cleaned, "shingles") == theirs["shingles"]
    row = score(cleaned).iloc[0]
    assert (row["mean_f1"], row["articles"]) == (theirs["mean F1 a page"], theirs["pages"])


def test_where_nothing_was_found_both_say_nought(scorer: ModuleType, tmp_path: Path) -> None:
    made = Made(0)
    for rows in made.rows.values():
        rows.clear()
    (tmp_path / "tables").mkdir()
    read = made.write(tmp_path)
    theirs = scorer.attribution(made.gold, tmp_path / "tables")
    assert figures(measures.attribution(made.gold, read), "cue") == theirs["cue overlap"]
    assert figures(measures.names(made.gold, read), "all") == scorer.ner(made.gold, tmp_path / "tables")["all"]
