"""Exports read back by readers that are not ours: BioC's of brat standoff, DKPro's of UIMA CAS, DuckDB's of CSV and JSON Lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from bioc import brat as reader
from cassis import load_cas_from_json

from allegedly import tables
from allegedly.export import uima
from allegedly.export.write import export


def pieces(entity: Any) -> list[tuple[int, int]]:
    return sorted((place.begin, place.end) for place in entity.locations)


@pytest.mark.parametrize("run", ["news", "odd"])
def test_brat_as_another_reader_takes_it(run: str, request: pytest.FixtureRequest) -> None:
    output: Path = request.getfixturevalue(run)
    folder = export(output, "brat")
    found = []
    for path in sorted(folder.glob("*.txt")):
        # Opened as BioC opens it, which turns every end of a line into one character.
        with path.open(encoding="utf-8") as text, path.with_suffix(".ann").open(encoding="utf-8") as marks:
            found.append(reader.load(text, marks, path.stem))
    documents = tables.read(output, "documents")
    assert len(found) == len(documents)
    for document in found:
        known = {entity.id for entity in document.entities}
        for entity in document.entities:
            words = " ".join(document.text[start:end] for start, end in pieces(entity))
            assert words == entity.text, (document.id, entity)
            assert "\n" not in words
        for relation in document.relations:
            assert set(relation.arguments) == {"Arg1", "Arg2"}
            assert set(relation.arguments.values()) <= known
        assert {one.refid for one in (*document.attributes, *document.notes)} <= known
    for name, kinds in (
        ("attributions", {"Cue"}),
        ("hedges", {"Hedge", "Booster"}),
        ("connectives", {"Connective"}),
        ("quantities", {"Quantity"}),
    ):
        marks = [entity for document in found for entity in document.entities if entity.type in kinds]
        rows = tables.read(output, name)
        assert len(marks) == len(rows[rows["cue"] != ""] if name == "attributions" else rows), name
    stances = [one for document in found for one in document.attributes if one.type == "Stance"]
    assert len(stances) == len(tables.read(output, "attributions"))


def test_nested_and_parted_marks_and_those_behind_emoji_keep_their_places(odd: Path) -> None:
    folder = export(odd, "brat")
    text = (folder / "plain.txt").read_text(encoding="utf-8")
    document = reader.loads(text, (folder / "plain.ann").read_text(encoding="utf-8"), "plain")
    places = {entity.text: pieces(entity) for entity in document.entities}
    assert [text[start:end] for start, end in places["she =may <b>not home"]] == ["she =may", "<b>not", "home"]
    assert text[slice(*places["go 😀"][0])] == "go 😀"
    (inner,), outer = places["may"], places["she =may <b>not home"]
    assert outer[0][0] < inner[0] and inner[1] <= outer[0][1]  # noqa: PT018


@pytest.mark.parametrize("run", ["news", "odd"])
def test_uima_cas_as_another_reader_takes_it(run: str, request: pytest.FixtureRequest) -> None:
    output: Path = request.getfixturevalue(run)
    folder = export(output, "brat")
    beside = folder.with_name("inception")
    assert {path.stem for path in beside.iterdir()} == {path.stem for path in folder.glob("*.ann")}
    for path in sorted(beside.iterdir()):
        cas = load_cas_from_json(path.read_text(encoding="utf-8"))
        assert cas.sofa_string == (folder / f"{path.stem}.txt").read_bytes().decode("utf-8")
        text, marks = (folder / f"{path.stem}.txt").read_text("utf-8"), (folder / f"{path.stem}.ann").read_text("utf-8")
        document = reader.loads(text, marks, path.stem)
        spans, ties = list(cas.select(uima.MARK)), list(cas.select(uima.TIE))
        wanted = [(entity.type, *piece) for entity in document.entities for piece in pieces(entity)]
        assert sorted((span.kind, span.begin, span.end) for span in spans) == sorted(wanted)
        parted = sum(len(pieces(entity)) - 1 for entity in document.entities)
        assert [tie.kind for tie in ties].count(uima.GOES_ON) == parted
        assert len(ties) - parted == len(document.relations)
        heads = {entity.id: (entity.type, *pieces(entity)[0]) for entity in document.entities}
        assert sorted(
            (tie.kind, *((end.kind, end.begin, end.end) for end in (tie.Governor, tie.Dependent)))
            for tie in ties
            if tie.kind != uima.GOES_ON
        ) == sorted(
            (one.type, heads[one.arguments["Arg1"]], heads[one.arguments["Arg2"]]) for one in document.relations
        )
        said = sorted(span.stance for span in spans if span.stance and span.kind == "Cue")
        assert said == sorted(
            next(iter(one.attributes))
            for one in document.attributes
            if one.type == "Stance" and heads[one.refid][0] == "Cue"
        )
        assert all(span.note for span in spans if span.kind in ("Hedge", "Quantity", "PERSON"))


@pytest.mark.parametrize("run", ["news", "odd"])
def test_csv_as_another_reader_takes_it(run: str, request: pytest.FixtureRequest) -> None:
    output: Path = request.getfixturevalue(run)
    path = export(output, "csv") / "attributions.csv"
    rows = duckdb.read_csv(str(path), header=True, all_varchar=True, quotechar='"', delimiter=",").df()
    known = tables.read(output, "attributions")
    assert len(rows) == len(known)
    undone = rows["content"].fillna("").str.replace(r"^'(?=[=+@\t\r-])", "", regex=True)
    assert undone.tolist() == known["content"].tolist()
    texts = tables.read(output, "documents").set_index("doc_id")["text"]
    for row, known_row in zip(rows.itertuples(), known.itertuples(), strict=True):
        spans = [tuple(map(int, place.split("-"))) for place in (row.cue_spans or "").split()] if known_row.cue else []
        assert "".join(texts[known_row.doc_id][start:end] for start, end in spans) == known_row.cue


@pytest.mark.parametrize("run", ["news", "odd"])
def test_jsonl_as_another_reader_takes_it(run: str, request: pytest.FixtureRequest) -> None:
    output: Path = request.getfixturevalue(run)
    path = export(output, "jsonl") / "articles.jsonl"
    found = duckdb.sql(
        "SELECT doc_id, text, len(attributions) AS n, unnest(hedges) AS hedge FROM read_json($path, format = 'newline_delimited')",
        params={"path": str(path)},
    ).fetchall()
    assert len(found) == len(tables.read(output, "hedges"))
    for _, text, _, hedge in found:
        assert text[hedge["start"] : hedge["end"]] == hedge["text"]
    assert {row[0] for row in found} <= set(tables.read(output, "documents")["doc_id"])


def test_annotation_conf_has_lines_as_brat_reads_them(news: Path) -> None:
    """The grammar of brat's configuration: names, then arguments as `Role:Type|Type`, parted by a comma and a blank."""
    section, seen = "", {}
    for line in (export(news, "brat") / "annotation.conf").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line
            seen[section] = 0
        elif line:
            seen[section] += 1
            name, _, arguments = line.partition("\t")
            assert re.fullmatch(r"<?[A-Za-z0-9_-]+>?", name), line
            for argument in filter(None, arguments.split(", ")):
                assert re.fullmatch(r"[A-Za-z0-9<>-]+:[A-Za-z0-9_<>|-]+", argument), line
    assert list(seen) == ["[entities]", "[relations]", "[events]", "[attributes]"]
    assert seen["[events]"] == 0 < seen["[attributes]"]
