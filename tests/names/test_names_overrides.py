from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.run import stages
from allegedly.run.memory import analyse
from allegedly.settings import Settings, SettingsError

HEAD = "doc_id,action,name,to,note\n"
TEXTS = {
    "a": "Maria Velasquez left Oslo. Velasquez told Reuters why. The ovens of Varnholt stood still.",
    "b": "Maria Velasquez came to Oslo. The Norwegians were glad.",
}


@pytest.fixture
def corrected(tmp_path: Path) -> Callable[[str], dict[str, Any]]:
    """The tables of TEXTS under these rows."""

    def run(rows: str) -> dict[str, Any]:
        (tmp_path / "entities.csv").write_text(HEAD + rows, encoding="utf-8")
        return analyse(TEXTS, until="02_entities", overrides=str(tmp_path))

    return run


def of(found: pd.DataFrame, text: str, column: str) -> list[Any]:
    return list(found.loc[found["text"] == text, column])


def test_no_row_changes_nothing(corrected: Callable[[str], dict[str, Any]], tmp_path: Path) -> None:
    plain = corrected("")
    (tmp_path / "entities.csv").unlink()
    again = analyse(TEXTS, until="02_entities", overrides=str(tmp_path))
    pd.testing.assert_frame_equal(again["mentions"], plain["mentions"])
    assert not plain["mentions"]["rule"].str.contains("override").any()
    assert plain["dropped_mentions"].empty


def test_drop_takes_a_name_out_everywhere_or_in_one_article(corrected: Callable[[str], dict[str, Any]]) -> None:
    assert not of(corrected(",drop,Oslo,,\n")["mentions"], "Oslo", "doc_id")
    assert of(corrected("b,drop,Oslo,,\n")["mentions"], "Oslo", "doc_id") == ["a"]
    assert not of(corrected(",drop,place/oslo,,\n")["mentions"], "Oslo", "doc_id")


def test_what_is_dropped_stands_in_a_table_of_its_own(corrected: Callable[[str], dict[str, Any]]) -> None:
    dropped = corrected("b,drop,Oslo,,\n")["dropped_mentions"]
    tables.check("dropped_mentions", dropped)
    [row] = dropped.to_dict("records")
    assert (row["doc_id"], row["label"], row["rule"]) == ("b", "GPE", "model; override drop (line 2)")
    assert TEXTS["b"][row["start"] : row["end"]] == row["text"] == "Oslo"
    assert (row["raw_start"], row["raw_end"]) == (row["start"], row["end"])


def test_every_row_that_corrected_a_name_signs_it(corrected: Callable[[str], dict[str, Any]]) -> None:
    found = corrected(",retype,Velasquez,ORG,\n,merge,Velasquez,Velasquez Line,\n")["mentions"]
    assert of(found, "Velasquez", "rule") == ["model; override retype (line 2); override merge (line 3)"]


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


def test_a_correction_is_followed_in_the_next_run_and_in_those_after_it(tmp_path: Path) -> None:
    for name in ("articles", "first", "second"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXTS["a"], encoding="utf-8")
    path = tmp_path / "first" / "entities.csv"

    def labels(folder: str = "first") -> set[str]:
        settings = Settings(
            input=tmp_path / "articles", output=tmp_path / "build", overrides=tmp_path / folder
        )  # fmt: skip
        for name in ("01_cleaning", "02_entities"):
            stages.run_stage(name, settings)
        return set(of(tables.read(settings.output, "mentions"), "Oslo", "label"))

    def written() -> list[bytes]:
        return [one.read_bytes() for one in sorted((tmp_path / "build" / "tables").glob("entities.*"))]

    assert labels() == {"GPE"}
    path.write_text(HEAD + ",retype,Oslo,ORG,a shop\n", encoding="utf-8")
    assert labels() == {"ORG"}
    made = written()
    assert labels() == {"ORG"}
    assert written() == made
    # Another study has a folder of its own.
    assert labels("second") == {"GPE"}
    path.rename(tmp_path / "second" / "entities.csv")
    assert labels("second") == {"ORG"}
    assert written() == made


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["a"], encoding="utf-8")
    with pytest.raises(SettingsError, match=r"overrides: there is no folder .*none; name another, or make it"):
        stages.plan(Settings(input=tmp_path, output=tmp_path / "build", overrides=tmp_path / "none"))
