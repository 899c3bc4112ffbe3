"""The list of sources: the same articles in any kind of table, read from where they stand, listed once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allegedly.cleaning import listing, rows
from allegedly.cleaning.decoding import UnreadableError
from allegedly.cleaning.listing import list_sources
from allegedly.cleaning.reading import read_source
from allegedly.settings import Settings

TEXTS = {
    "b": "Two lines\nof “text”, with a comma.",
    "a": 'He said "no"\r\nand left.\r',
    "d": "Ж" * 70_000,
    "c": "  The end.  ",
}


def raw(settings: Settings) -> dict[str, str]:
    """The text of each source as it is read."""
    sources = list_sources(settings)[0]
    places = zip(sources["doc_id"], sources["file"], sources["at"], strict=True)
    return {i: read_source(Path(f), None if pd.isna(at) else int(at), root=settings.input).raw for i, f, at in places}


def write(kind: str, file: Path, **more: Any) -> None:
    frame = pd.DataFrame([{"id": name, "text": text, **more} for name, text in TEXTS.items()])
    if kind == "jsonl":
        file.write_text("".join("\n" + json.dumps(row) + "\n" for row in frame.to_dict("records")), encoding="utf-8")
    elif kind == "csv":
        frame.to_csv(file, index=False, encoding="utf-8-sig")
    else:
        frame.to_parquet(file, row_group_size=3)


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_rows_are_read_from_where_they_stand(kind: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(kind, tmp_path / "in" / f"rows.{kind}", region="EU")
    settings = Settings(input=tmp_path / "in", output=tmp_path / "out")
    assert raw(settings) == {name: TEXTS[name] for name in sorted(TEXTS)}
    sources, problems = list_sources(settings)
    assert sources["row"].tolist() == [1, 0, 3, 2]
    assert set(sources["path"]) == {f"rows.{kind}"}
    assert problems[["reason", "detail"]].to_numpy().tolist() == [["columns not read", "region"]]


def test_lines_of_csv_may_end_in_any_way(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        file = tmp_path / f"{len(end)}{ord(end[0])}.csv"
        file.write_bytes(f"text,id{end}One.,1{end}{end}Too,many,2{end}Three.,3{end}Four.".encode())
        table = rows.listed(file)
        assert [(row.number, row.id) for row in table.rows] == [(0, "1"), (1, "3"), (2, None)]
        assert [rows.read(file, row.at)["text"] for row in table.rows] == ["One.", "Three.", "Four."]
        assert [problem["detail"].split(":")[0] for problem in table.problems] == ["line 4"]


def test_a_checksum_changes_with_its_own_article_only(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    settings = Settings(input=folder, output=tmp_path / "out")

    def digests() -> dict[str, str]:
        return list_sources(settings)[0].set_index("doc_id")["digest"].to_dict()

    lines = [json.dumps({"id": name, "text": "A short text."}) for name in "abc"]
    (folder / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text("Another text.", encoding="utf-8")
    before = digests()
    lines[1] = json.dumps({"id": "b", "text": "A changed text."})
    (folder / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "metadata.csv").write_text("file,title\none.txt,A title\n", encoding="utf-8")
    after = digests()
    assert {name for name in before if before[name] != after[name]} == {"b", "one"}


def test_what_did_not_change_is_not_listed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "rows.parquet"
    write("parquet", file)
    settings = Settings(input=tmp_path / "in", output=tmp_path / "in" / "out")
    first = list_sources(settings)
    with monkeypatch.context() as patched:
        patched.setattr(listing, "_listed", None)
        again = list_sources(settings)
    for one, other in zip(first, again, strict=True):
        pd.testing.assert_frame_equal(one, other)
    write("parquet", file, title="Now it has one")
    assert list_sources(settings)[0]["digest"].tolist() != first[0]["digest"].tolist()
    assert len(list((settings.output / "work" / "sources").iterdir())) == 1


def test_a_row_that_is_gone_is_said(tmp_path: Path) -> None:
    for name, text in (("rows.jsonl", '{"id": "a"}\n'), ("rows.csv", "id,text\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableError, match="changed while it was read"):
            rows.read(tmp_path / name, 500)


LONG = "The ministry said on Monday that nobody had been hurt in the strike."


@pytest.mark.parametrize(
    ("lines", "read", "told"),
    [
        # to the end of the file; up to the next quoted cell; over rows of which one has a doubled mark
        (['1,"{}', "2,{}", "3,{}"], [], "lines 2 to 4: a quotation mark is not closed"),
        (["1,{}", '2,"{}', '3,"{}"', "4,{}"], ["1", "4"], "lines 3 to 4: a quotation mark is not closed"),
        (["1,{}", '2,"{}', '3,""{}', '4,"{}"', "5,{}"], ["1", "5"], "lines 3 to 5: a quotation mark is not closed"),
        # what is swallowed happens to be closed where a cell may end
        (['n1,"{}', "n2,{}", 'n3,"', "n4,{}"], ["n1", "n4"], "lines 2 to 4: a cell holds lines that begin like rows (n2, n3)"),
        (['1,"{}', "2,{}", '3,"', "4,{}"], ["1", "4"], "lines 2 to 4: a cell holds lines that begin like rows (2, 3)"),
    ],
)  # fmt: skip
def test_rows_that_an_open_quotation_mark_swallows_are_told(
    tmp_path: Path, lines: list[str], read: list[str], told: str
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("\n".join(["id,text", *lines]).format(*[LONG] * 5) + "\n", encoding="utf-8")
    found = rows.listed(file)
    assert [row.id for row in found.rows] == read
    assert [problem["detail"][: len(told)] for problem in found.problems] == [told]


@pytest.mark.parametrize(
    ("cells", "n"),
    [
        ('1,"{}\nIn 2018, they left.\n\n""No"", he said, ""never"".\n"', 1),
        ('a1,"{}\r\nSecond, and last, line."\na2,"{}"', 2),
        # paragraphs that begin as ids may
        ('1,"{}\n5,000 people came.\n5,100 did not."\n2,{}', 2),
        ('1,"{}\n20, 30 or 40 were there.\n20,000, more or less."\n2,{}', 2),
        ('1,"{}\n2,He said.,She said."\n2,{}', 2),
        ('a1,"{}\na2, and a3, are roads."\na2,{}', 2),
        ('a1,"{} He said "no" to it."\na2,{}', 2),  # one line: a mark that is not doubled costs nothing
    ],
)
def test_a_cell_may_go_over_lines(tmp_path: Path, cells: str, n: int) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(f"id,text\n{cells.replace('{}', LONG)}\n", encoding="utf-8", newline="")
    found = rows.listed(file)
    assert found.problems == []
    assert len(found.rows) == n
    assert all(LONG in rows.read(file, row.at)["text"] for row in found.rows)


def test_an_open_mark_among_the_names_of_columns_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(f'id,"text\n1,{LONG}\n2,{LONG}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="names the columns, is not closed"):
        rows.listed(file)
