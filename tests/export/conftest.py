"""Small runs to export, and a reader of brat standoff.

The reader is written from the definition of the format, shares nothing with `allegedly.export`, and is strict: a line
that it does not know is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.schema import SCHEMA

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
_LINES = {
    "T": re.compile(rf"(?P<id>T[0-9]+)\t(?P<kind>{_NAME}) (?P<places>\d+ \d+(;\d+ \d+)*)\t(?P<text>[^\t]+)"),
    "R": re.compile(rf"(?P<id>R[0-9]+)\t(?P<kind>{_NAME}) Arg1:(?P<one>T\d+) Arg2:(?P<other>T\d+)"),
    "A": re.compile(rf"(?P<id>A[0-9]+)\t(?P<kind>{_NAME}) (?P<mark>T\d+)( (?P<value>{_NAME}))?"),
    "#": re.compile(r"(?P<id>#[0-9]+)\tAnnotatorNotes (?P<mark>T\d+)\t(?P<text>[^\t]+)"),
}


@dataclass
class Mark:
    """One text-bound annotation, with what is said of it."""

    kind: str
    places: list[tuple[int, int]]
    text: str
    attributes: dict[str, str | bool] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass
class Document:
    """A text, its marks by id, and its relations as (kind, id, id)."""

    text: str
    marks: dict[str, Mark]
    relations: list[tuple[str, str, str]]

    def of(self, kind: str) -> list[Mark]:
        return [mark for mark in self.marks.values() if mark.kind == kind]

    def related(self, kind: str) -> list[tuple[str, str]]:
        return [(self.marks[one].text, self.marks[other].text) for name, one, other in self.relations if name == kind]


def read_standoff(path: Path) -> Document:
    """The document whose text is in `path`, its marks beside it in a file that ends in .ann."""
    text = path.read_bytes().decode("utf-8")
    content = path.with_suffix(".ann").read_bytes().decode("utf-8")
    assert content == "" or content.endswith("\n")
    lines = content.split("\n")[:-1]
    # What reads a file line by line may end a line at other characters, too.
    assert lines == content.splitlines()
    document = Document(text, {}, [])
    seen: set[str] = set()
    for line in lines:
        found = _LINES[line[0]].fullmatch(line)
        assert found, f"not a line of brat standoff: {line!r}"
        assert found["id"] not in seen, f"{found['id']} stands there twice"
        seen.add(found["id"])
        if line[0] == "T":
            document.marks[found["id"]] = _mark(found, text)
        elif line[0] == "R":
            assert {found["one"], found["other"]} <= set(document.marks)
            document.relations.append((found["kind"], found["one"], found["other"]))
        elif line[0] == "A":
            attributes = document.marks[found["mark"]].attributes
            assert found["kind"] not in attributes
            attributes[found["kind"]] = found["value"] or True
        else:
            document.marks[found["mark"]].notes.append(found["text"])
    return document


def _mark(found: re.Match[str], text: str) -> Mark:
    places = [(int(a), int(b)) for a, b in (place.split(" ") for place in found["places"].split(";"))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places)), places
    assert " ".join(text[start:end] for start, end in places) == found["text"]
    return Mark(found["kind"], places, found["text"])


@dataclass
class Configuration:
    """annotation.conf: names of entities, relations with their arguments, attributes with target and values."""

    entities: set[str]
    relations: dict[str, tuple[set[str], set[str]]]
    attributes: dict[str, tuple[set[str], set[str]]]


def read_configuration(path: Path) -> Configuration:
    """The sections of annotation.conf."""
    sections: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = []
        elif line.strip():
            list(sections.values())[-1].append(line)
    assert set(sections) == {"entities", "relations", "events", "attributes"}
    made = Configuration(set(sections["entities"]), {}, {})
    for line in sections["relations"]:
        name, one, other = re.fullmatch(r"(\S+)\tArg1:(\S+), Arg2:(\S+?)(?:, <OVL-TYPE>:<ANY>)?", line).groups()  # type: ignore[union-attr]
        if name != "<OVERLAP>":
            made.relations[name] = set(one.split("|")), set(other.split("|"))
    for line in sections["attributes"]:
        name, marks, values = re.fullmatch(r"(\S+)\tArg:(\S+?)(?:, Value:(\S+))?", line).groups()  # type: ignore[union-attr]
        made.attributes[name] = set(marks.split("|")), set(values.split("|")) if values else set()
    return made


@pytest.fixture(scope="session")
def standoff() -> Callable[[Path], Document]:
    """The reader of a .txt with the .ann beside it."""
    return read_standoff


@pytest.fixture(scope="session")
def configuration() -> Callable[[Path], Configuration]:
    """The reader of annotation.conf."""
    return read_configuration


def write(output: Path, frames: dict[str, pd.DataFrame]) -> Path:
    """A run's folder with these tables; those not given are empty."""
    (output / "tables").mkdir(parents=True)
    for name in SCHEMA:
        tables.write(name, frames.get(name, tables.frame(name)), output / "tables" / f"{name}.parquet")
    return output


NEWS = (
    "Ferry stays in port\n\n"
    "The Lark may not sail before Monday, the Tarn harbour office said on Friday. It denied that the engine was "
    "flooded, but two dock workers claimed that about 30 pumps had possibly failed, the Gull reported.\n\n"
    '"We have seen no water," said Ada Brandt, who runs the office, "and nobody was hurt."\n'
)


@pytest.fixture(scope="session")
def news(analyse: Callable[..., dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run over one article, as the stages read it."""
    made = analyse(NEWS)
    return write(tmp_path_factory.mktemp("news") / "out", {name: made[name] for name in SCHEMA if name in made})


ODD_IDS = ("../up/and away", "a\nb", 'say "so"', "=1+1", "Ferry", "ferry", "", "ж" * 300, "plain")
ODD = "Anna\tBell\u2028said\r\nshe =may\n\n<b>not</b> go 😀 home."


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """The same made-up text under every odd name, with marks that run over line ends, tabs and half of the text."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMA}
    for doc_id in ODD_IDS:
        rows["documents"].append({
            "doc_id": doc_id, "path": "x.txt", "sha256": "0", "title": "=cmd|' /C calc'!A0", "language": "en",
            "n_chars_raw": len(ODD), "n_sentences": 1, "n_words": 9, "text": ODD,
        })  # fmt: skip
        rows["sentences"].append(at("", ODD, doc_id) | {"sentence_id": 0, "paragraph_id": 0})
        rows["attributions"] += [
            {"doc_id": doc_id, "attribution_id": 0, "sentence_id": 0, "source": "=Anna", "source_kind": "named",
             "anonymous": False, "cue": "said", "cue_lemma": "say", "stance": "assert", "form": "direct",
             "content": "-she … home", "polarity": "positive", "kind": "speech", "probability": 0.5, "rule": "a\tb\nc",
             "n_own_words": 1, "n_relayed_words": 1},
            {"doc_id": doc_id, "attribution_id": 1, "sentence_id": 0, "source_kind": "none", "anonymous": True,
             "cue": "", "cue_lemma": "", "stance": "deny", "form": "narrated", "content": "go", "polarity": "negative",
             "kind": "speech", "probability": 0.25, "parent_id": 0, "rule": " ",
             "n_own_words": 1, "n_relayed_words": 0},
        ]  # fmt: skip
        for number, role, words in ((0, "source", "Anna\tBell"), (0, "cue", "said"), (0, "content", "she =may\n\n<b>not"),
                                    (0, "content", "home"), (1, "content", "go 😀")):  # fmt: skip
            rows["attribution_spans"].append(at(words, ODD, doc_id) | {"attribution_id": number, "role": role})
        for number, words in enumerate(("may", "not")):
            rows["hedges"].append(at(words, ODD, doc_id) | {
                "hedge_id": number, "sentence_id": 0, "entry": words, "category": ("epistemic", "emphasis")[number],
                "polarity": ("hedge", "booster")[number], "negated": bool(number), "attribution_id": 0 if number else None,
                "rule": "r",
            })  # fmt: skip
        rows["connectives"].append(at("she", ODD, doc_id) | {"sense": "Comparison.Concession+SpeechAct"})
    return write(tmp_path / "out", {name: tables.frame(name, found) for name, found in rows.items()})


def at(words: str, text: str, doc_id: str) -> dict[str, Any]:
    """A span, found by its words; the whole text if none are given."""
    start, words = text.index(words), words or text
    return {"doc_id": doc_id, "start": start, "end": start + len(words), "raw_start": start + 5,
            "raw_end": start + 5 + len(words), "text": words}  # fmt: skip
