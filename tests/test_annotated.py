"""Files of annotated texts: read whole, or refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegedly import annotated


def test_rows_are_read_in_order_and_a_line_separator_inside_a_string_ends_none(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": "b", "text": "one\u2028two\\nthree"}\n\n{"id": "a", "text": ""}', encoding="utf-8")
    assert [row["id"] for row in annotated.rows(file, "text")] == ["b", "a"]
    assert annotated.rows(file)[0]["text"] == "one\u2028two\nthree"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (b'{"id": 1, "text": ""}\nwords\n', "line 2: is not JSON"),
        (b'{"id": 1, "text": ""}\n\n[1]\n', "line 3: is a JSON list; expected an object with text"),
        (b'{"id": 1}\n', "line 1: has no text; it has id"),
        (b"{}\n", "line 1: has no text; it has nothing"),
        (b'{"id": 1, "text": "\xff"}\n', "is not UTF-8"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(tmp_path: Path, lines: bytes, told: str) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(lines)
    with pytest.raises(annotated.AnnotationError, match=told) as error:
        annotated.rows(file, "text")
    assert str(file) in str(error.value)


def test_a_missing_file_says_what_there_is_instead(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there are no annotated texts"):
        annotated.rows(tmp_path / "none.jsonl")
    (tmp_path / "some.jsonl").touch()
    with pytest.raises(FileNotFoundError, match=r"give the folder.*there are some\.jsonl"):
        annotated.rows(tmp_path / "none.jsonl")
