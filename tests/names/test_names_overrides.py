from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.names import overrides
from allegedly.overrides import OverrideError
from allegedly.run import stages
from allegedly.run.memory import analyse
from allegedly.settings import PROJECT, Settings

HEAD = "doc_id,action,name,to,note\n"
TEXTS = {
    "a": "Maria Velasquez left Oslo. Velasquez told Reuters why. The ovens of Varnholt stood still.",
    "b": "Maria Velasquez came to Oslo. The Norwegians were glad.",
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts rows into an override file that stage 02 reads."""
    path = tmp_path / "entities.csv"
    monkeypatch.setattr(overrides, "FILE", path)

    def write(rows: str) -> Path:
        path.write_text(HEAD + rows, encoding="utf-8")
        return path

    return write


@pytest.fixture
def corrected(file: Callable[[str], Path]) -> Callable[[str], dict[str, Any]]:
    def run(rows: str) -> dict[str, Any]:
        file(rows)
        return analyse(TEXTS, until="02_entities")

    return run


def of(found: pd.DataFrame, text: str, column: str) -> list[Any]:
    return list(found.loc[found["text"] == text, column])


def test_the_file_of_the_project_can_be_followed() -> None:
    overrides.load()


def test_the_example_of_the_manual_can_be_followed(tmp_path: Path) -> None:
    manual = (PROJECT / "docs" / "overrides.md").read_text(encoding="utf-8")
    example = next(block for block in manual.split("```csv\n") if block.startswith(HEAD)).partition("```")[0]
    path = tmp_path / "entities.csv"
    path.write_text(example, encoding="utf-8")
    assert {rule.action for rule in overrides.load(path)} == set(overrides.ACTIONS)


def test_no_file_and_no_row_change_nothing(
    corrected: Callable[[str], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = corrected("")
    monkeypatch.setattr(overrides, "FILE", Path("nowhere.csv"))
    pd.testing.assert_frame_equal(analyse(TEXTS, until="02_entities")["mentions"], plain["mentions"])
    assert not plain["mentions"]["rule"].str.contains("override").any()


def test_drop_takes_a_name_out_everywhere_or_in_one_article(corrected: Callable[[str], dict[str, Any]]) -> None:
    assert not of(corrected(",drop,Oslo,,\n")["mentions"], "Oslo", "doc_id")
    assert of(corrected("b,drop,Oslo,,\n")["mentions"], "Oslo", "doc_id") == ["a"]
    assert not of(corrected(",drop,place/oslo,,\n")["mentions"], "Oslo", "doc_id")


def test_add_finds_a_name_that_was_missed(corrected: Callable[[str], dict[str, Any]]) -> None:
    assert not of(corrected("")["mentions"], "ovens of Varnholt", "label")
    made = corrected(",add,ovens of Varnholt,FAC,\n")["mentions"]
    tables.check("mentions", made)
    assert of(made, "ovens of Varnholt", "label") == ["FAC"]
    assert of(made, "ovens of Varnholt", "rule") == ["override add (line 2)"]
    assert not of(made, "Varnholt", "label")
    assert not of(corrected(",add,Maria,PERSON,\n")["mentions"], "Maria", "label")


def test_retype_gives_type_and_thing_before_names_are_merged(corrected: Callable[[str], dict[str, Any]]) -> None:
    found = corrected(",retype,Velasquez,ORG,\n")["mentions"]
    assert of(found, "Velasquez", "entity_id") == ["org/velasquez"]
    assert of(found, "Velasquez", "rule")[0].endswith("; override retype (line 2)")
    assert set(of(found, "Maria Velasquez", "label")) == {"PERSON"}


@pytest.mark.parametrize(("to", "thing"), [("Oslo", "place/oslo"), ("place/norway", "place/norway"), ("Norway",) * 2])
def test_merge_puts_a_name_under_another_thing(corrected: Callable[[str], dict[str, Any]], to: str, thing: str) -> None:
    found = corrected(f",merge,Norwegians,{to},\n")["mentions"]
    [made] = of(found, "Norwegians", "entity_id")
    assert made == ("place/norway" if to == "Norway" else thing)
    assert of(found, "Norwegians", "rule")[0].endswith("; override merge (line 2)")


def test_a_thing_merged_into_a_new_name_bears_it(corrected: Callable[[str], dict[str, Any]]) -> None:
    found = corrected(",merge,person/maria-velasquez,Maria Elena Velasquez,\n")
    assert set(of(found["mentions"], "Velasquez", "entity_id")) == {"person/maria-elena-velasquez"}
    [name] = found["entities"].loc[found["entities"]["entity_id"] == "person/maria-elena-velasquez", "name"]
    assert name == "Maria Elena Velasquez"


def test_split_makes_a_thing_of_its_own_in_one_article(corrected: Callable[[str], dict[str, Any]]) -> None:
    found = corrected("b,split,Maria Velasquez,Maria Velasquez (singer),\n")
    assert of(found["mentions"], "Maria Velasquez", "entity_id") == [
        "person/maria-velasquez",
        "person/maria-velasquez-singer",
    ]
    assert {"Maria Velasquez", "Maria Velasquez (singer)"} <= set(found["entities"]["name"])


def test_rename_changes_the_name_and_no_id(corrected: Callable[[str], dict[str, Any]]) -> None:
    found = corrected(",rename,Oslo,City of Oslo,\n")
    [name] = found["entities"].loc[found["entities"]["entity_id"] == "place/oslo", "name"]
    assert name == "City of Oslo"
    assert set(of(found["mentions"], "Oslo", "rule")) == {"model; override rename (line 2)"}
    tables.check("entities", found["entities"])


def test_an_article_s_own_row_comes_before_one_for_all(corrected: Callable[[str], dict[str, Any]]) -> None:
    found = corrected(",retype,Oslo,PERSON,\na,retype,Oslo,ORG,\n")["mentions"]
    assert of(found, "Oslo", "label") == ["ORG", "PERSON"]


def test_a_correction_is_followed_in_the_next_run_and_in_those_after_it(
    file: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file("")
    monkeypatch.setattr(stages, "OVERRIDES", path.parent)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXTS["a"], encoding="utf-8")
    settings = Settings(input=tmp_path / "articles", output=tmp_path / "build")

    def labels() -> set[str]:
        for name in ("01_cleaning", "02_entities"):
            stages.run_stage(name, settings)
        return set(of(tables.read(settings.output, "mentions"), "Oslo", "label"))

    assert labels() == {"GPE"}
    file(",retype,Oslo,ORG,a shop\n")
    assert labels() == {"ORG"}
    written = [one.read_bytes() for one in sorted((settings.output / "tables").glob("entities.*"))]
    assert labels() == {"ORG"}
    assert written == [one.read_bytes() for one in sorted((settings.output / "tables").glob("entities.*"))]


def test_what_was_followed_is_counted_by_line(corrected: Callable[[str], dict[str, Any]]) -> None:
    found = corrected(",drop,Reuters,,\n\n,rename,Oslo,Kristiania,\n,retype,Nobody,ORG,\n")["mentions"]
    made = overrides.followed(found)
    assert made["line"].tolist() == [2, 4, 5]
    assert made["n"].isna().tolist() == [True, False, False]
    assert made["n"].dropna().tolist() == [2, 0]


def test_nothing_to_follow_is_an_empty_table(file: Callable[[str], Path]) -> None:
    file("")
    assert overrides.followed(tables.frame("mentions")).empty


BAD = [
    (",remove,Oslo,,\n", 2, "expected one of drop, add, retype, merge, split, rename"),
    (",drop,,,\n", 2, "expected a name"),
    (",drop,Oslo,GPE,\n", 2, "leave `to` empty"),
    (",retype,Oslo,CITY,\n", 2, "expected a type of name (EVENT, FAC, GPE"),
    (",drop,Rome,,\n,merge,Oslo,,\n", 3, "its name or its entity_id"),
    (",split,Oslo,place/rome,\n", 2, "the name of a thing of its own"),
    (",add,place/oslo,GPE,\n", 2, "the words as they stand"),
    ("a,rename,Oslo,Rome,\n", 2, "expected an empty doc_id"),
    (",drop,Oslo,,\n,retype,Oslo,ORG,\n", 3, "line 2 drops already"),
    (",retype,Oslo,GPE,\n,retype,Oslo,ORG,\n", 3, "line 2 retypes already"),
    (",drop,Oslo\n", 2, "3 cells, expected 5"),
    (",drop,Bank, of Oslo,,\n", 2, "put cells with commas in quotes"),
    (',drop,"Oslo,,\n', 2, "check the quotation marks"),
]


@pytest.mark.parametrize(("rows", "line", "expected"), BAD, ids=[expected for _, _, expected in BAD])
def test_a_bad_row_is_named_by_file_and_line(file: Callable[[str], Path], rows: str, line: int, expected: str) -> None:
    path = file(rows)
    with pytest.raises(OverrideError) as raised:
        overrides.load()
    assert str(raised.value).startswith(f"{path}, line {line}: ")
    assert expected in str(raised.value)


def test_other_columns_and_other_encodings_are_refused(file: Callable[[str], Path]) -> None:
    path = file("")
    path.write_text("action,name\n", encoding="utf-8")
    with pytest.raises(OverrideError, match=r"line 1: the columns are \['action', 'name'\], expected \['doc_id'"):
        overrides.load()
    path.write_bytes(HEAD.encode() + ",drop,Malmö,,\n".encode("latin-1"))
    with pytest.raises(OverrideError, match="line 2: not UTF-8"):
        overrides.load()
