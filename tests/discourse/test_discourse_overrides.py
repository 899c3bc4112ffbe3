"""Corrections of relations by the analyst: each action, which relation is meant, and rows that cannot be followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from allegedly import tables
from allegedly.discourse import overrides
from allegedly.overrides import OverrideError
from allegedly.run.memory import analyse
from allegedly.settings import PROJECT

HEAD = "doc_id,action,cue,content,to,note\n"
TEXT = (
    "Anna Bergstrom met Paul Ostrander. An official said that the road was closed. The official said that it was icy. "
    "“Nobody was hurt,” he added."
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    path = tmp_path / "attributions.csv"
    monkeypatch.setattr(overrides, "FILE", path)

    def write(rows: str) -> Path:
        path.write_text(HEAD + rows, encoding="utf-8")
        return path

    return write


def said(*, doc_id: str = "a") -> pd.DataFrame:
    return analyse({doc_id: TEXT}, until="03_discourse")["attributions"]


def test_the_manual_shows_every_column_and_action(tmp_path: Path) -> None:
    manual = (PROJECT / "docs" / "overrides.md").read_text(encoding="utf-8")
    part = manual[manual.index("## Statements") :]
    assert all(f"`{word}`" in part for word in [*overrides.ACTIONS, *overrides.COLUMNS])
    path = tmp_path / "example.csv"
    path.write_text(part.partition("```csv\n")[2].partition("```")[0], encoding="utf-8")
    assert [rule.action for rule in overrides.load(path)] == ["source", "stance", "drop"]


def test_the_file_as_it_comes_corrects_nothing() -> None:
    assert overrides.load() == ()
    assert overrides.load(Path("nowhere.csv")) == ()


def test_a_source_a_stance_and_more(file: Callable[[str], Path]) -> None:
    before = said()
    file(
        "a,source,added,Nobody was,Paul Ostrander,\na,stance,say,that it was,concede,\n"
        "a,anonymous,say,that it was,no,\n,polarity,SAID,That the ROAD,negative,\n"
    )
    after = said()
    changed = after.set_index("attribution_id")
    assert list(after["attribution_id"]) == list(before["attribution_id"])
    added, icy, road = (changed[changed["content"].str.contains(word)].iloc[0] for word in ("hurt", "icy", "road"))
    assert (added["source_entity_id"], added["source_kind"], added["source"]) == (
        "person/paul-ostrander",
        "named",
        "he",
    )
    assert (icy["stance"], icy["anonymous"], road["polarity"]) == ("concede", False, "negative")
    assert icy["rule"].endswith("; override stance (line 3); override anonymous (line 4)")
    assert overrides.followed(after)["n"].tolist() == [1, 1, 1, 1]


def test_a_relation_is_dropped_with_its_spans(file: Callable[[str], Path]) -> None:
    file(",drop,said,that it,,\n")
    made = analyse({"a": TEXT}, until="03_discourse")
    assert not made["attributions"]["content"].str.contains("icy").any()
    assert not made["attribution_spans"]["text"].str.contains("icy").any()
    assert list(made["attributions"]["attribution_id"]) == list(range(len(made["attributions"])))
    assert overrides.followed(made["attributions"])["n"].isna().all()


def test_nobody_as_source(file: Callable[[str], Path]) -> None:
    file(",source,added,,none,\n")
    made = analyse({"a": TEXT}, until="03_discourse")
    row = made["attributions"].query("cue_lemma == 'add'").iloc[0]
    assert row["source_kind"] == "none"
    assert pd.isna(row["source"])
    assert made["attribution_spans"].query("attribution_id == @row.attribution_id and role == 'source'").empty


def test_the_article_s_own_row_goes_before_that_for_all(file: Callable[[str], Path]) -> None:
    file(",stance,added,,deny,\na,stance,added,,concede,\n")
    assert said().query("cue_lemma == 'add'")["stance"].tolist() == ["concede"]
    assert said(doc_id="b").query("cue_lemma == 'add'")["stance"].tolist() == ["deny"]


def test_anonymous_holds_for_the_source_of_another_row(file: Callable[[str], Path]) -> None:
    file("a,anonymous,added,,yes,\na,source,added,,Paul Ostrander,\n")
    added = said().query("cue_lemma == 'add'").iloc[0]
    assert (added["source_entity_id"], added["anonymous"]) == ("person/paul-ostrander", True)


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x85", "\xa0"])
def test_only_line_ends_end_a_row(file: Callable[[str], Path], mark: str) -> None:
    file(f",stance,said,that{mark}the road,deny,\n,drop,added,,,\n")
    assert [(rule.line, rule.content) for rule in overrides.load()] == [(2, "that the road"), (3, "")]


def test_what_fits_nothing_is_told(file: Callable[[str], Path]) -> None:
    file("a,stance,said,that the moon,deny,\nz,stance,said,,deny,\na,source,added,,Someone Else,\n")
    found = overrides.followed(said())
    assert found["n"].tolist() == [0, 0, 0]
    assert list(found) == ["line", *overrides.COLUMNS[:5], "n"]
    file("")
    assert overrides.followed(tables.frame("attributions")).empty


BAD = [
    (",remove,said,,,\n", 2, "expected one of drop, source, stance, polarity, anonymous"),
    (",drop,,,,\n", 2, "no cue; expected its words"),
    (",drop,said,,yes,\n", 2, "leave `to` empty"),
    (",stance,said,,denied,\n", 2, "expected one of assert, deny, withhold"),
    (",polarity,said,,maybe,\n", 2, "expected one of positive, negative"),
    (",anonymous,said,,true,\n", 2, "expected yes or no"),
    (",source,said,,,\n", 2, "a name of this article"),
    (",drop,said,,,\n,stance,Said,,deny,\n", 3, "line 2 has already (`drop`)"),
    (",stance,said,the,deny,\n,stance,said,The,claim,\n", 3, "line 2 has already (`stance`)"),
    (",drop,said\n", 2, "3 cells, expected 6"),
]


@pytest.mark.parametrize(("rows", "line", "expected"), BAD, ids=[expected for _, _, expected in BAD])
def test_a_bad_row_is_named_by_file_and_line(file: Callable[[str], Path], rows: str, line: int, expected: str) -> None:
    path = file(rows)
    with pytest.raises(OverrideError) as raised:
        overrides.load()
    assert str(raised.value).startswith(f"{path}, line {line}: ")
    assert expected in str(raised.value)
