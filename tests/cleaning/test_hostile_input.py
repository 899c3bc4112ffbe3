"""Input made to hang, to crash, to fill the memory or to reach out of its folder: each ends in `problems`, or is read."""

from __future__ import annotations

import gzip
import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from allegedly import tables
from allegedly.cleaning import edits, metadata, parquet, rows, stage, webpage
from allegedly.cleaning.edits import Edit
from allegedly.cleaning.listing import list_sources
from allegedly.offsets import RawOffsets
from allegedly.settings import Settings
from allegedly.touched import signature

BODY = (
    "The ministry said on Monday that nobody had been hurt in the strike. Two officials, who asked not to be named,"
    " said that they had no information about the men."
)
DEEP = 100_000


def run(place: Path) -> tuple[dict[str, str], list[str]]:
    """What stage 01 makes of an input: the reason for each path that is a problem, and the articles' ids."""
    settings = Settings(input=place, output=place.parent / "out")
    sources, listed = list_sources(settings)
    made = stage.map_batch({"sources": sources}, settings)
    for name, found in made.items():
        tables.check(name, found)
    both = pd.concat([listed, made["problems"]])
    return dict(zip(both["path"], both["reason"], strict=True)), made["documents"]["doc_id"].tolist()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "good.txt").write_text(BODY, encoding="utf-8")
    return made


PAGES = {
    "nested tags": "<div>" * DEEP + f"<p>{BODY}</p>" + "</div>" * DEEP,
    "nested tables": "<table><tr><td>" * 5_000 + BODY,
    "unclosed tags": f"<p>{BODY}</p>" + "<a href='x" * 20_000,
    "open comment": f"<p>{BODY}</p><!--" + "-" * 200_000,
    "entities in entities": "<!DOCTYPE x [<!ENTITY a 'lol'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)) + f"]><p>&j; {BODY}</p>",
    "entity of a file": f"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:{'/' * 3}etc/passwd'>]><p>&a; {BODY}</p>",
    "attributes": "<p " + " ".join(f"a{n}='1'" for n in range(20_000)) + f">{BODY}</p>",
    "a long table": f"<p>{BODY}</p><table>" + "<tr><td>7</td><td>he said no</td></tr>" * 2_000 + "</table>",
    "script": f"<script>while(1);</script><p onclick='x'>{BODY}</p><img src=x onerror=alert(1)>",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_made_to_break_its_reader_is_read_or_a_problem(folder: Path, page: str) -> None:
    (folder / "page.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    reasons, read = run(folder)
    assert ("page.html" in reasons) or ("page" in read)
    assert "good" in read


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work executes: as good as a clock, and the same on every machine."""
    n, before = 0, sys.gettrace()

    def count(_frame: object, event: str, _: object) -> Any:
        nonlocal n
        n += event == "line"
        return count

    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return n


def overlapping(n: int) -> None:
    """One long edit after `n` short ones."""
    first = [Edit(4 * i, 4 * i + 4, "amp;", "&", "entity", "") for i in range(n)]
    edits.compose("amp;" * n, first, [Edit(0, n, "&" * n, "", "furniture", "")])


def rows_of_a_page(n: int) -> None:
    """A page of `n` lines, each of which is a paragraph of the article."""
    text = "seven\n" * n
    webpage._whole_lines(text, [(6 * i, 6 * i + 5) for i in range(n)], None)


def spans_of_runs(n: int) -> None:
    """As many sentences as runs of the alignment."""
    offsets = RawOffsets((5 * i, 5 * i + 5, 7 * i, 7 * i + 5) for i in range(n))
    for i in range(n):
        offsets.span(5 * i, 5 * i + 4)


@pytest.mark.parametrize("work", [overlapping, rows_of_a_page, spans_of_runs])
def test_work_grows_with_the_length_of_a_text_and_not_with_its_square(work: Callable[[int], None]) -> None:
    work(10)
    assert lines_run(lambda: work(400)) < 2.5 * lines_run(lambda: work(200))


@pytest.mark.parametrize(("name", "unit"), [("bomb.txt.gz", b"a "), ("bomb.html.gz", b"<p>"), ("zeros.txt.gz", b"\0")])
def test_hundreds_of_megabytes_in_a_few_bytes_are_not_unpacked(
    folder: Path, name: str, unit: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gzip.open(folder / name, "wb", compresslevel=1) as packed:
        for _ in range(30):
            packed.write(unit * (10_000_000 // len(unit)))
    asked: list[int] = []
    real = gzip.GzipFile.read

    def read(self: gzip.GzipFile, size: int = -1) -> bytes:
        asked.append(size)
        return real(self, size)

    monkeypatch.setattr(gzip.GzipFile, "read", read)
    reasons, docs = run(folder)
    assert reasons[name] in ("too long", "empty", "binary")
    assert docs == ["good"]
    assert asked
    assert all(0 < size <= 16_000_000 for size in asked)


def test_links_pipes_sockets_and_devices_are_never_opened(folder: Path) -> None:
    (folder / "round").symlink_to(folder)
    (folder / "round2").symlink_to(folder)
    (folder / "up").symlink_to("/")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "metadata.csv")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(folder / "socket.txt"))
        reasons, read = run(folder)
        signature([folder])  # ends, too
    assert read == ["good"]
    assert {name: reasons[name] for name in ("round", "round2", "pipe.txt", "metadata.csv", "socket.txt")} == {
        "round": "link to a folder", "round2": "link to a folder", "pipe.txt": "no file", "metadata.csv": "no file",
        "socket.txt": "no file",
    }  # fmt: skip
    assert reasons["up"] == reasons["passwd.txt"] == reasons["zero.txt"] == "link that leaves the input"
    assert "itself.txt" in reasons


@pytest.mark.parametrize("made", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_an_input_that_is_a_pipe_or_a_device_is_not_opened(tmp_path: Path, made: Callable[[Path], None]) -> None:
    made(tmp_path / "in.txt")
    assert run(tmp_path / "in.txt")[1] == []


def test_what_may_not_be_opened_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("closed.txt", "closed.jsonl"):
        (folder / name).write_text(BODY, encoding="utf-8")
    (folder / "locked").mkdir()
    real_open, real_scan = Path.open, os.scandir

    def refuse(self: Path, *given: Any, **more: Any) -> Any:
        if self.stem == "closed":
            raise PermissionError(13, "Permission denied", str(self))
        return real_open(self, *given, **more)

    def scan(path: Any) -> Any:
        if os.fspath(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real_scan(path)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", lambda self: self.open("rb").read())
    monkeypatch.setattr(os, "scandir", scan)
    reasons, read = run(folder)
    assert read == ["good"]
    assert reasons["closed.txt"] == "unreadable"
    assert reasons["closed.jsonl"] == "table not read"
    assert reasons["locked"] == "folder that cannot be opened"


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "it's \"so\".txt", "$(touch x).txt", "a=b;c|d&e.txt", "..txt", " .txt", "-rf.txt", "*?[x].txt",
             "{{7*7}}{0}.txt", "<script>.txt", "=1+1.txt", "a\\..\\b.txt", "\u202etxt.txt", "%s%n.txt"],
)  # fmt: skip
def test_names_of_files_are_names_and_nothing_else(folder: Path, name: str) -> None:
    (folder / name).write_text(BODY, encoding="utf-8")
    reasons, read = run(folder)
    assert reasons == {}
    assert set(read) == ({"good", name.removesuffix(".txt")} if not name.startswith(".") else {"good"})


def test_a_name_in_no_encoding_is_a_problem(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(BODY, encoding="utf-8")
    assert run(folder)[0] == {"caf\ufffd.txt": "file name that cannot be read"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[" * DEEP, "nested too deeply"),
        ('{"text": ' * DEEP, "nested too deeply"),
        ('{"id": ' + "9" * 10_000 + "}", "integer string conversion"),
        ('"only words"', "no object"),
        ("{not json", "row 2"),
        (json.dumps({"id": "x" * 1_000, "text": BODY}), "1,000 characters"),
    ],
)
def test_a_wrong_row_of_json_lines_is_told_and_the_others_are_read(folder: Path, line: str, said: str) -> None:
    good = json.dumps({"id": "one", "text": BODY})
    (folder / "rows.jsonl").write_text(f"{good}\n{line}\n{good.replace('one', 'two')}\n", encoding="utf-8")
    settings = Settings(input=folder, output=folder.parent / "out")
    problems = list_sources(settings)[1]
    assert said in problems.query("path == 'rows.jsonl'")["detail"].str.cat()
    assert run(folder)[1] == ["good", "one", "two"]


@pytest.mark.parametrize("text", [["a", "b"], {"a": 1}, 7, True])
def test_a_text_of_another_type_is_a_problem(folder: Path, text: object) -> None:
    (folder / "rows.jsonl").write_text(json.dumps({"id": "one", "text": text}) + "\n", encoding="utf-8")
    assert run(folder) == ({"rows.jsonl": "no text"}, ["good"])


def test_half_surrogates_in_ids_and_names_of_columns_can_be_written(folder: Path) -> None:
    (folder / "rows.jsonl").write_text(
        '{"id": "a\\ud800", "text": "' + BODY + '", "x\\udfff": 1, "title": "\\ud83d"}\n', encoding="utf-8"
    )
    reasons, read = run(folder)
    assert reasons == {"rows.jsonl": "columns not read"}
    assert "a\ufffd" in read


def test_a_line_that_is_too_long_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LONGEST_LINE", 1_000)
    lines = [json.dumps({"id": f"n{n}", "text": "word " * (500 if n == 1 else 5)}) for n in range(3)]
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run(folder) == ({"rows.jsonl": "row not read"}, ["good", "n0", "n2"])
    (folder / "rows.jsonl").unlink()
    (folder / "rows.csv").write_text("id,text\n1," + "word " * 500, encoding="utf-8")
    assert run(folder) == ({"rows.csv": "table not read"}, ["good"])


def test_a_giant_cell_of_csv_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LONGEST_CELL", 10_000)
    (folder / "rows.csv").write_text(f'id,text\n1,"{"word " * 10_000}"\n2,{BODY!r}\n', encoding="utf-8")
    assert run(folder)[0] == {"rows.csv": "table not read"}


@pytest.mark.parametrize(
    ("columns", "said"),
    [({"text": pa.array([b"\xff\xfe"])}, "binary"), ({"text": pa.array([1, 2])}, "int64"),
     ({"text": pa.array([["a"]])}, "list"), ({"text": pa.array([1]), "html": pa.array([b"a"])}, "binary")],
)  # fmt: skip
def test_parquet_of_a_wrong_type_is_told(folder: Path, columns: dict[str, pa.Array], said: str) -> None:
    pq.write_table(pa.table(columns), folder / "rows.parquet")
    problems = list_sources(Settings(input=folder, output=folder.parent / "out"))[1]
    assert problems["reason"].tolist() == ["table not read"]
    assert said in problems["detail"][0]


def test_parquet_without_columns_of_ours_is_not_copied_row_by_row(folder: Path) -> None:
    pq.write_table(pa.table({"other": pa.nulls(1_000)}), folder.parent / "rows.parquet")
    parquet.as_lines(folder.parent / "rows.parquet", folder.parent / "rows.jsonl")
    assert (folder.parent / "rows.jsonl").read_text() == '{"other": null}\n'
    (folder.parent / "rows.parquet").rename(folder / "rows.parquet")
    assert run(folder) == ({"rows.parquet": "table not read"}, ["good"])


def test_parquet_that_unpacks_to_gigabytes_is_not_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_UNPACKED", -(10**9))  # no more than nothing
    pq.write_table(pa.table({"text": ["word " * 1_000] * 1_000}), folder / "rows.parquet", compression="zstd")
    reasons, read = run(folder)
    assert reasons == {"rows.parquet": "table not read"}
    assert read == ["good"]


@pytest.mark.parametrize(
    "content", [b"", b"file\n", b"nothing,here\n1,2\n", b"\xff\xfe\x00", b'file,title\n"open,1\n', b"file,title\ngood.txt,=1+1\n",
                b"file,title\n" + b"a" * 5_000 + b",1\n", b'file,title\ngood.txt,"1\n' + b"a" * 5_000 + b',2"\n'],
)  # fmt: skip
def test_any_metadata_is_read_or_a_problem(folder: Path, content: bytes) -> None:
    (folder / "metadata.csv").write_bytes(content)
    reasons, read = run(folder)
    assert read == ["good"]
    assert set(reasons) <= {"metadata.csv"}
    assert set(reasons.values()) <= {"metadata not read", "metadata of a file that is not there"}


@pytest.mark.parametrize(
    ("title", "reasons"),
    [
        ('"One\nother.txt,"Two"', {"metadata.csv": "rows inside a cell"}),
        ('"One\nother.txt,Two\n"', {"metadata.csv": "rows inside a cell"}),
        ('"One\nTwo, or three"', {}),  # a title of two lines
        ('"One\nother.txt"', {}),
        ('"other.txt, or One"', {}),
        ('One\n,"Two\nother.txt,Three"', {"metadata.csv": "rows inside a cell"}),  # a row without a name
    ],
)
def test_a_cell_of_metadata_that_swallows_rows_is_told(folder: Path, title: str, reasons: dict[str, str]) -> None:
    (folder / "other.txt").write_text(BODY.upper(), encoding="utf-8")
    (folder / "metadata.csv").write_text(f"file,title\ngood.txt,{title}\n", encoding="utf-8")
    assert run(folder) == (reasons, ["good", "other"])


def test_metadata_by_a_link_from_elsewhere_is_not_read(folder: Path) -> None:
    (folder.parent / "other.csv").write_text("file,title\ngood.txt,Secret\n", encoding="utf-8")
    (folder / "metadata.csv").symlink_to(folder.parent / "other.csv")
    assert metadata.for_file(folder / "good.txt", root=folder) == {}
    assert run(folder)[0] == {"metadata.csv": "link that leaves the input"}
