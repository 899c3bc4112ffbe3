"""Exports read back: every span shows its words, whatever the article and its name are."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from allegedly import tables
from allegedly.export import naming, write
from allegedly.export.write import export
from allegedly.hedging import voice
from allegedly.schema import SCHEMA
from allegedly.settings import SettingsError

Read = Callable[[Path], Any]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n") if line]


def sheet(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_brat_holds_every_row_and_every_span_shows_its_words(news: Path, standoff: Read) -> None:
    document = standoff(export(news, "brat") / "text.txt")
    assert document.text == tables.read(news, "documents")["text"].iloc[0]
    spans = tables.read(news, "attribution_spans")
    for kind in ("Source", "Cue", "Content"):
        rows = spans[spans["role"] == kind.lower()].groupby("attribution_id")
        wanted = sorted(list(zip(group["start"], group["end"], strict=True)) for _, group in rows)
        assert sorted(mark.places for mark in document.of(kind)) == wanted, kind
    for name, kinds in (
        ("hedges", ("Hedge", "Booster")),
        ("connectives", ("Connective",)),
        ("quantities", ("Quantity",)),
    ):
        rows = tables.read(news, name)
        assert len(rows)
        assert sorted(mark.text for kind in kinds for mark in document.of(kind)) == sorted(rows["text"]), name
    names = [mark.text for mark in document.marks.values() if mark.kind.isupper() or mark.kind == "Name"]
    assert sorted(names) == sorted(tables.read(news, "mentions")["text"])


def test_brat_says_whose_words_they_are(news: Path, standoff: Read) -> None:
    document = standoff(export(news, "brat") / "text.txt")
    rows = tables.read(news, "attributions")
    assert ("said", "the Tarn harbour office") in document.related("Said_by")
    assert ("said", "The Lark may not sail before Monday") in document.related("Says")
    assert ("may", "said") in document.related("In_words_of")
    inside = rows.dropna(subset=["parent_id"])
    assert len(document.related("Told_inside")) == len(inside)
    stances = sorted(mark.attributes["Stance"] for mark in document.of("Cue"))
    assert stances == sorted(rows["stance"])
    assert "deny" in stances


def test_brat_configuration_allows_all_that_is_there(
    news: Path, odd: Path, standoff: Read, configuration: Read
) -> None:
    for run in (news, odd):
        folder = export(run, "brat")
        allowed = configuration(folder / "annotation.conf")
        for file in sorted(folder.glob("*.txt")):
            document = standoff(file)
            for mark in document.marks.values():
                assert mark.kind in allowed.entities
                for name, value in mark.attributes.items():
                    marks, values = allowed.attributes[name]
                    assert mark.kind in marks, (name, mark.kind)
                    assert (value is True and not values) or value in values, (name, value)
            for name, one, other in document.relations:
                assert document.marks[one].kind in allowed.relations[name][0]
                assert document.marks[other].kind in allowed.relations[name][1]
        assert "[drawing]" in (folder / "visual.conf").read_text(encoding="utf-8")


def test_odd_texts_and_names_stay_inside_the_folder(odd: Path, standoff: Read) -> None:
    folder = export(odd, "brat")
    documents = tables.read(odd, "documents")
    listed = {row["doc_id"].removeprefix("'"): row["file"] for row in sheet(folder / "articles.csv")}
    assert set(listed) == set(documents["doc_id"])
    assert len({name.lower() for name in listed.values()}) == len(documents)
    assert {path.name for path in odd.rglob("*.ann")} == {f"{name}.ann" for name in listed.values()}
    assert all(path.parent == folder for path in odd.rglob("*.ann"))
    for name in listed.values():
        document = standoff(folder / f"{name}.txt")
        assert len(document.text) == len(documents["text"].iloc[0])
        # Spans that run over ends of lines and tabs are several; none is lost.
        assert [mark.text for mark in document.of("Source")] == ["Anna Bell"]
        assert sorted(mark.text for mark in document.of("Content")) == ["go 😀", "she =may <b>not home"]
        # A statement without reporting words hangs on its content.
        assert document.related("Told_inside") == [("go 😀", "said")]
        assert document.of("Cue")[0].notes == ["probability 0.5; a b c"]
        assert document.of("Connective")[0].attributes == {"Sense": "Comparison_Concession_SpeechAct"}


@pytest.mark.parametrize("run", ["news", "odd"])
def test_jsonl_holds_every_row_of_every_layer(run: str, request: pytest.FixtureRequest) -> None:
    output: Path = request.getfixturevalue(run)
    articles = lines(export(output, "jsonl") / "articles.jsonl")
    assert [article["doc_id"] for article in articles] == tables.read(output, "documents")["doc_id"].tolist()

    def spans(value: Any) -> list[dict[str, Any]]:
        """Every span with words, at whatever depth."""
        if isinstance(value, list):
            return [span for one in value for span in spans(one)]
        if not isinstance(value, dict):
            return []
        return [value] * ({"start", "end", "text"} <= set(value)) + [
            span for one in value.values() for span in spans(one)
        ]

    for article in articles:
        found = spans({name: layer for name, layer in article.items() if name != "text"})
        assert found
        assert all(article["text"][span["start"] : span["end"]] == span["text"] for span in found)
        assert all("raw_start" in span for span in found)
    for name, table in SCHEMA.items():
        if table.per_document and name not in ("documents", "attribution_spans", "certainty", "mention_roles"):
            assert sum(len(article[name]) for article in articles) == len(tables.read(output, name)), name
    nested = sum(len(row["spans"]) for article in articles for row in article["attributions"])
    assert nested == len(tables.read(output, "attribution_spans"))
    assert sum("hedged" in row for article in articles for row in article["sentences"]) == len(
        tables.read(output, "certainty")
    )
    assert len(lines(output / "export" / "jsonl" / "voices.jsonl")) == len(tables.read(output, "voices"))


def test_csv_has_a_row_an_attribution_with_its_places_and_hedges(news: Path) -> None:
    rows = sheet(export(news, "csv") / "attributions.csv")
    text = tables.read(news, "documents")["text"].iloc[0]
    known = tables.read(news, "attributions")
    assert [int(row["attribution_id"]) for row in rows] == known["attribution_id"].tolist()
    for row in rows:
        for role in ("source", "cue", "content"):
            places = [place.split("-") for place in row[f"{role}_spans"].split()]
            assert " … ".join(text[int(start) : int(end)] for start, end in places) == row[role]
            if places:
                assert (row[f"{role}_start"], row[f"{role}_end"]) == (places[0][0], places[-1][1])
    hedges = tables.read(news, "hedges")
    hedges = hedges[hedges["polarity"].eq("hedge") & hedges["attribution_id"].notna()]
    # A hedge that is itself the reporting word counts as stance.
    assert voice.reporting(hedges).any()
    hedges = hedges[~voice.reporting(hedges)]
    assert sum(len(row["hedge_words"].split("; ")) for row in rows if row["hedge_words"]) == len(hedges) > 0
    assert sum(int(row["n_approximator"]) for row in rows) == hedges["category"].eq("approximator").sum() > 0
    assert sum(int(row["n_hedges"]) for row in rows) < len(hedges)


@pytest.mark.parametrize("at_once", [1, 2, 1000])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_files_are_the_same_however_many_rows_are_in_memory(
    news: Path, form: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(write.export(news, form).iterdir())}

    before = written()
    monkeypatch.setattr(write, "AT_ONCE", at_once)
    assert written() == before


def test_rows_are_written_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []

    def rows() -> Iterator[dict[str, int | None]]:
        for n in range(5):
            taken.append(n)
            yield {"n": n, "half": None if n % 2 else n // 2}

    monkeypatch.setattr(write, "AT_ONCE", 2)
    pieces = write._csv(rows(), ("n", "half"))
    assert next(pieces) == b"n,half\n0,0\n1,\n"
    assert taken == [0, 1]
    assert b"".join(pieces) == b"2,1\n3,\n4,2\n"
    assert b"".join(write._csv([], ("n", "half"))) == b"n,half\n"


def test_csv_cells_are_no_formulas(odd: Path) -> None:
    rows = sheet(export(odd, "csv") / "attributions.csv")
    assert len(rows) == len(tables.read(odd, "attributions"))
    for row in rows:
        assert not any(cell.startswith(("=", "+", "@", "-", "\t", "\r")) for cell in row.values())
    assert {row["source"] for row in rows} == {"'=Anna", ""}
    assert {row["cue_raw_start"] for row in rows} == {"15", ""}


@pytest.mark.parametrize("form", ["brat", "jsonl", "csv"])
def test_the_same_run_gives_the_same_bytes_and_an_edited_folder_is_left_alone(odd: Path, form: str) -> None:
    def content() -> dict[str, bytes]:
        return {str(p.relative_to(odd)): p.read_bytes() for p in sorted((odd / "export").rglob("*")) if p.is_file()}

    folder = export(odd, form)
    first = content()
    assert export(odd, form) == folder
    assert content() == first
    edited = max(folder.iterdir())
    edited.write_bytes(edited.read_bytes() + b"#9\tAnnotatorNotes T1\tby hand\n")
    with pytest.raises(SettingsError, match="changed since it was exported"):
        export(odd, form)
    assert b"by hand" in edited.read_bytes()


@pytest.mark.parametrize(("form", "told"), [("xml", "got 'xml'"), ("", "none was given"), ("BRAT", "got 'BRAT'")])
def test_an_unknown_format_is_refused_with_those_that_there_are(tmp_path: Path, form: str, told: str) -> None:
    with pytest.raises(SettingsError, match=f"{told}; the formats are brat, jsonl, csv"):
        export(tmp_path, form)


def test_a_run_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="written by stage"):
        export(tmp_path, "csv")


def test_names_of_files_do_not_depend_on_other_articles() -> None:
    assert naming.of(["a/b"])["a/b"] == naming.of(["a_b", "x", "a/b"])["a/b"]
    assert naming.of(["A", "a"])["A"] != "A"
    assert naming.of(["CON.", ".."])[".."].startswith("article-")
    assert all(len(name) < 100 for name in naming.of(["x" * 500]).values())


def test_without_texts_no_word_of_an_article_is_left(news: Path) -> None:
    with_words = sheet(export(news, "csv") / "attributions.csv")
    path = export(news, "csv", texts=False) / "attributions.csv"
    rows = sheet(path)
    assert [row["cue_spans"] for row in rows] == [row["cue_spans"] for row in with_words]
    assert {row["cue_lemma"] for row in rows} >= {"deny", "claim"}
    left = path.read_text(encoding="utf-8")
    words = [row[name] for row in with_words for name in ("content", "sentence", "title") if " " in row[name]]
    assert words
    assert not any(some in left for some in words)
    for form in ("brat", "jsonl"):
        with pytest.raises(SettingsError, match=r"which TEXTS=no leaves out; take FORMAT=csv"):
            export(news, form, texts=False)
