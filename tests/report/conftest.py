"""Tables of two made-up articles, built by hand, so that the page can be tested without the stages before it.

In the sources `⟦before|after⟧` is a repair and `⟦before⟧` is something removed.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from allegedly import schema, tables
from allegedly.offsets import RawOffsets
from allegedly.schema import SCHEMA

FERRY = [
    ["Ferry to Tarn island stays in port"],
    ["⟦Comparte Imprimir⟧"],
    ["The Lark may not sail before Monday, the Tarn harbour office said on Friday.",
     "It denied that the engine ⟦wasflooded|was flooded⟧, and the ministry of ports declined to comment."],
    ["\"We have seen no water, perhaps a little oil\", said Ada Brandt, who runs the office.",
     "Two dock workers who would not be named claimed the pumps had failed, the Gull reported."],
    ["It is unclear who will pay.", "The office will certainly try, according to Brandt."],
]  # fmt: skip
HOSTILE = [
    ["<script>alert('title')</script>"],
    ["\"><img src=x onerror=alert(1)> said {{ 7 * 7 }} and </script><script>alert(2)</script> possibly."],
    ["=HYPERLINK(\"http://evil.example\",\"x\") said $(rm -rf) & 'quotes' ⟦<b>bold</b>|<i>⟧ \u2028 end."],
]  # fmt: skip

_EDIT = re.compile(r"⟦([^|⟧]*)(?:\|([^⟧]*))?⟧")

Tables = dict[str, pd.DataFrame]
Rows = dict[str, list[dict[str, Any]]]


def _read(doc_id: str, paragraphs: list[list[str]], rows: Rows, **about: Any) -> str:
    """Fill documents, sentences, edits and alignment for one source; the clean text."""
    text, raw, runs = "", "", []
    for number, paragraph in enumerate(paragraphs):
        source = " ".join(paragraph) + "\n\n"
        done = 0
        for edit in [*_EDIT.finditer(source), None]:
            plain = source[done : edit.start() if edit else len(source)]
            if _EDIT.fullmatch(source.strip()):
                plain = ""
            if plain:
                runs.append((len(text), len(text) + len(plain), len(raw), len(raw) + len(plain)))
            text, raw = text + plain, raw + plain
            if edit is None:
                continue
            before, after = edit[1], edit[2]
            rows["edits"].append({
                "doc_id": doc_id, "rule": "foreign line" if after is None else "broken word",
                "action": "removed" if after is None else "repaired", "raw_start": len(raw),
                "raw_end": len(raw) + len(before), "before": before, "after": after or "",
                "reason": "not in the language of the article" if after is None else "two words run together",
            })  # fmt: skip
            if after:
                runs.append((len(text), len(text) + len(after), len(raw), len(raw) + len(before)))
            text, raw, done = text + (after or ""), raw + before, edit.end()
        for sentence in paragraph:
            clean = _EDIT.sub(lambda m: m[2] or "", sentence)
            if clean:
                start = text.rindex(clean)
                rows["sentences"].append({
                    "doc_id": doc_id, "sentence_id": sum(r["doc_id"] == doc_id for r in rows["sentences"]),
                    "paragraph_id": number, "start": start, "end": start + len(clean), "text": clean,
                })  # fmt: skip
    for start, end, raw_start, raw_end in runs:
        rows["alignment"].append(
            {"doc_id": doc_id, "start": start, "end": end, "raw_start": raw_start, "raw_end": raw_end}
        )
    n_words = len(re.findall(r"\b\w+", text))
    rows["documents"].append({
        "doc_id": doc_id, "path": f"{doc_id}.txt", "sha256": "0" * 64, "language": "en", "n_chars_raw": len(raw),
        "n_sentences": sum(r["doc_id"] == doc_id for r in rows["sentences"]), "n_words": n_words, "text": text,
    } | about)  # fmt: skip
    return text


class _Maker:
    """Adds rows for marks of one article, found by their words."""

    def __init__(self, doc_id: str, text: str, rows: Rows) -> None:
        self.doc_id, self.text, self.rows = doc_id, text, rows
        runs = [(r["start"], r["end"], r["raw_start"], r["raw_end"])
                for r in rows["alignment"] if r["doc_id"] == doc_id]  # fmt: skip
        self.raw = RawOffsets(runs)

    def span(self, words: str, after: int = 0) -> dict[str, Any]:
        start = self.text.index(words, after)
        raw_start, raw_end = self.raw.span(start, start + len(words))
        return {"start": start, "end": start + len(words), "raw_start": raw_start, "raw_end": raw_end, "text": words}

    def sentence(self, start: int) -> int:
        return max(r["sentence_id"] for r in self.rows["sentences"]
                   if r["doc_id"] == self.doc_id and r["start"] <= start)  # fmt: skip

    def number(self, table: str) -> int:
        return sum(r["doc_id"] == self.doc_id for r in self.rows[table])

    def statement(self, source: str | None, cue: str, *content: str, after: str = "", **more: Any) -> None:
        base = self.text.index(after) if after else 0
        number = self.number("attributions")
        at = self.span(cue, base)
        parts = [("cue", at), *(("content", self.span(c)) for c in content)]
        if source:
            parts.append(("source", self.span(source, base)))
        for role, part in parts:
            self.rows["attribution_spans"].append(
                {"doc_id": self.doc_id, "attribution_id": number, "role": role} | part
            )
        self.rows["attributions"].append({
            "doc_id": self.doc_id, "attribution_id": number, "sentence_id": self.sentence(at["start"]),
            "source": source, "source_kind": "none", "anonymous": False, "cue": cue, "cue_lemma": cue,
            "stance": "assert", "form": "indirect", "content": " … ".join(content), "polarity": "positive",
            "kind": "speech", "probability": 0.9, "n_own_words": 4, "n_relayed_words": 0,
            "rule": "clause under a verb of speech; said +2.1",
        } | more)  # fmt: skip

    def hedge(self, words: str, category: str, *, whose: int | None = None, polarity: str = "hedge") -> None:
        at = self.span(words)
        self.rows["hedges"].append({
            "doc_id": self.doc_id, "hedge_id": self.number("hedges"), "sentence_id": self.sentence(at["start"]),
            "entry": words, "category": category, "polarity": polarity, "negated": False, "attribution_id": whose,
            "rule": f"{words}: lexicon row",
        } | at)  # fmt: skip

    def name(self, words: str, label: str, entity: str, after: str = "") -> None:
        at = self.span(words, self.text.index(after) if after else 0)
        number = self.number("mentions")
        self.rows["mentions"].append({
            "doc_id": self.doc_id, "mention_id": number, "sentence_id": self.sentence(at["start"]),
            "label": label, "entity_id": entity, "rule": "model",
        } | at)  # fmt: skip
        self.rows["mention_roles"].append({"doc_id": self.doc_id, "mention_id": number, "role": "narration"})


def _finish(rows: Rows) -> Tables:
    """Raw offsets of sentences, one row of certainty a sentence, and all tables typed and checked."""
    for doc in rows["documents"]:
        maker = _Maker(doc["doc_id"], doc["text"], rows)
        for sentence in (r for r in rows["sentences"] if r["doc_id"] == doc["doc_id"]):
            sentence["raw_start"], sentence["raw_end"] = maker.raw.span(sentence["start"], sentence["end"])
            inside = [h for h in rows["hedges"] if h["doc_id"] == doc["doc_id"]
                      and h["sentence_id"] == sentence["sentence_id"] and h["polarity"] == "hedge"]  # fmt: skip
            rows["certainty"].append({
                "doc_id": doc["doc_id"], "sentence_id": sentence["sentence_id"], "hedged": bool(inside),
                "uncertainty": min(0.4 * len(inside), 1.0), "uncertain": len(inside) > 1,
            })  # fmt: skip
    return {name: tables.frame(name, rows[name]) for name in SCHEMA}


def _rows() -> Rows:
    return {name: [] for name in SCHEMA}


@pytest.fixture
def ferry() -> Tables:
    """One article with direct, indirect, denying, withholding, anonymous and nested statements."""
    rows = _rows()
    text = _read("ferry", FERRY, rows, title=FERRY[0][0], outlet="The Made-up Post", published="2031-05-02")
    make = _Maker("ferry", text, rows)
    make.statement("the Tarn harbour office", "said", "The Lark may not sail before Monday",
                   source_entity_id="office", source_kind="collective")  # fmt: skip
    make.statement("It", "denied", "that the engine was flooded", source_entity_id="office", source_kind="collective",
                   stance="deny", cue_lemma="deny")  # fmt: skip
    make.statement("the ministry of ports", "declined to comment", source_entity_id="ministry",
                   source_kind="collective", stance="withhold", form="narrated",
                   cue_lemma="decline to comment")  # fmt: skip
    make.statement("Ada Brandt", "said", "\"We have seen no water, perhaps a little oil\"", after="oil\",",
                   source_entity_id="brandt", source_kind="named", form="direct", probability=0.98)  # fmt: skip
    make.statement("Two dock workers", "claimed", "the pumps had failed", source_kind="collective", anonymous=True,
                   stance="claim", cue_lemma="claim", parent_id=5, probability=0.81)  # fmt: skip
    make.statement("the Gull", "reported", "Two dock workers who would not be named claimed the pumps had failed",
                   source_entity_id="gull", source_kind="outlet", cue_lemma="report")  # fmt: skip
    make.statement("Brandt", "according to", "The office will certainly try", after="certainly",
                   source_entity_id="brandt", source_kind="named", probability=0.74)  # fmt: skip
    make.hedge("may", "epistemic", whose=0)
    make.hedge("perhaps", "epistemic", whose=3)
    make.hedge("claimed", "evidential", whose=5)
    make.hedge("a little", "approximator", whose=3)
    make.hedge("unclear", "epistemic")
    make.hedge("certainly", "certainty", whose=6, polarity="booster")
    make.name("Tarn harbour office", "ORG", "office")
    make.name("Ada Brandt", "PERSON", "brandt")
    make.name("Brandt", "PERSON", "brandt", after="according")
    make.name("Gull", "ORG", "gull")
    make.name("Tarn", "GPE", "tarn")
    make.name("ministry of ports", "ORG", "ministry")
    for entity, name, label, variants, parent in (
        ("brandt", "Ada Brandt", "PERSON", ["Ada Brandt", "Brandt"], None),
        ("gull", "The Gull", "ORG", ["Gull"], None),
        ("ministry", "Ministry of Ports", "ORG", ["ministry of ports"], None),
        ("office", "Tarn harbour office", "ORG", ["Tarn harbour office"], "tarn"),
        ("tarn", "Tarn", "GPE", ["Tarn"], None),
    ):
        rows["entities"].append({"entity_id": entity, "name": name, "label": label, "n_mentions": len(variants),
                                 "n_documents": 1, "variants": variants, "related_to": parent})  # fmt: skip
    for voice, name, kind, words, counts in (
        ("office", "Tarn harbour office", "collective", 12, {"assert": 1, "deny": 1}),
        ("brandt", "Ada Brandt", "named", 14, {"assert": 2}),
        ("ministry", "Ministry of Ports", "collective", 0, {"withhold": 1}),
        ("gull", "The Gull", "outlet", 12, {"assert": 1}),
        ("two-dock-workers", "Two dock workers", "collective", 4, {"claim": 1}),
    ):
        rows["voices"].append({
            "voice_id": voice, "name": name, "source_kind": kind, "anonymous": voice == "two-dock-workers",
            "n_documents": 1, "n_attributions": sum(counts.values()), "n_words": words, "n_own_words": words,
            "n_relayed_words": 0,
        } | {f"n_{stance}": counts.get(stance, 0) for stance in schema.STANCES})  # fmt: skip
    return _finish(rows)


@pytest.fixture
def lost(ferry: Tables) -> Tables:
    """The same article with two seams that are worth a look, and one that is not."""
    text = ferry["documents"]["text"].iloc[0]
    rows = []
    for words, number, kind, confidence in (
        ("It denied", 2, "no_antecedent", 0.8), ("We have seen", 3, "unmarked_speech", 0.85),
        ("the Gull", 4, "mixed_naming", 0.79),
    ):  # fmt: skip
        start = text.index(words)
        rows.append({"doc_id": "ferry", "sentence_id": number, "kind": kind, "start": start, "end": start + len(words),
                     "evidence": f"'{words}' stands <alone>", "confidence": confidence})  # fmt: skip
    return ferry | {"seams": tables.frame("seams", rows)}


@pytest.fixture
def twice(ferry: Tables) -> Tables:
    """The same article and another one that repeats it, its rows still in all tables."""
    again = {
        name: pd.concat([frame, frame.assign(doc_id="again")], ignore_index=True) if "doc_id" in frame else frame
        for name, frame in ferry.items()
    }
    again["documents"].loc[again["documents"]["doc_id"] == "again", "duplicate_of"] = "ferry"
    return again


@pytest.fixture
def long(ferry: Tables) -> Tables:
    """Sixty copies of the same article, each counted: tables of more rows than a page holds as they are."""
    doc_ids = [f"ferry_{number:02}" for number in range(60)]
    return {
        name: pd.concat([frame.assign(doc_id=doc_id) for doc_id in doc_ids], ignore_index=True)
        if "doc_id" in frame
        else frame
        for name, frame in ferry.items()
    }


@pytest.fixture
def hostile() -> Tables:
    """An article that tries to become markup, script, a template and a formula, with marks on every attempt."""
    rows = _rows()
    evil = '"><img src=x onerror=alert(1)>'
    text = _read("<b>evil", HOSTILE, rows, title=HOSTILE[0][0], outlet="</script><script>alert(3)</script>",
                 url="javascript:alert(4)", published="2031-05-02")  # fmt: skip
    make = _Maker("<b>evil", text, rows)
    make.statement(evil, "said", "{{ 7 * 7 }} and </script><script>alert(2)</script> possibly", source_kind="named",
                   source_entity_id=evil, rule="<script>alert(5)</script>", cue_lemma="{{ 1 }}")  # fmt: skip
    make.statement("=HYPERLINK(\"http://evil.example\",\"x\")", "said", "$(rm -rf) & 'quotes'",
                   after="=HYPER")  # fmt: skip
    make.hedge("possibly", "epistemic", whose=0)
    make.name("script", "ORG", evil, after="</script>")
    rows["entities"].append({"entity_id": evil, "name": evil, "label": "ORG", "n_mentions": 1, "n_documents": 1,
                             "variants": [evil, "</title>"], "related_to": None})  # fmt: skip
    for voice in (evil, '=hyperlink("http://evil.example","x")'):
        rows["voices"].append({
            "voice_id": voice, "name": voice, "source_kind": "named", "anonymous": False, "n_documents": 1,
            "n_attributions": 1, "n_words": 4, "n_own_words": 4, "n_relayed_words": 0,
        } | {f"n_{stance}": int(stance == "assert") for stance in schema.STANCES})  # fmt: skip
    return _finish(rows)


@pytest.fixture
def empty() -> Tables:
    """A run that read nothing."""
    return {name: tables.frame(name) for name in SCHEMA}
