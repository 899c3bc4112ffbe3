"""Corrections of hedges by the analyst: what they change, and what they leave."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from allegedly.run.memory import analyse

HEADER = "doc_id,action,text,context,to,note\n"
TEXT = "The mayor may resign. The vote may fail. It is a bridge too far, they felt."


@pytest.fixture
def correct(tmp_path: Path) -> Callable[[str], dict[str, pd.DataFrame]]:
    """The tables of TEXT under these rows."""

    def run(lines: str) -> dict[str, pd.DataFrame]:
        (tmp_path / "hedging.csv").write_text(HEADER + lines, encoding="utf-8")
        return analyse(TEXT, overrides=str(tmp_path))

    return run


def told(hedges: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(hedges["text"], hedges["category"], strict=True))


def test_without_rows_nothing_changes(correct) -> None:
    found = correct("")
    assert told(found["hedges"])[:2] == [("may", "epistemic"), ("may", "epistemic")]
    assert found["dropped_hedges"].empty


def test_a_cue_is_dropped_where_it_is_meant(correct) -> None:
    found = correct(",drop,may,the vote may,,known to fail\n")
    assert told(found["hedges"])[0] == ("may", "epistemic")
    assert found["hedges"]["sentence_id"].tolist()[:1] == [0]
    assert found["certainty"]["hedged"].tolist()[:2] == [True, False]
    assert found["certainty"]["uncertainty"].iloc[1] == 0
    [row] = found["dropped_hedges"].to_dict("records")
    assert TEXT[row["start"] : row["end"]] == row["text"] == "may"
    assert (row["raw_start"], row["category"]) == (row["start"], "epistemic")
    assert row["rule"].endswith("; override drop (line 2)")


def test_a_cue_gets_another_category(correct) -> None:
    found = correct(",category,May,,condition,our style guide\n,category,maybe,,epistemic,nowhere\n")
    assert told(found["hedges"])[:2] == [("may", "condition")] * 2
    assert found["hedges"]["rule"].str.contains(r"override category \(line 2\)").sum() == 2
    assert not found["certainty"]["hedged"].iloc[:2].any()


def test_words_are_added_and_the_article_s_own_row_goes_first(correct) -> None:
    found = correct(",add,a bridge too far,,weasel,for all\ntext,add,a bridge too far,,doxastic,here\n")
    assert ("a bridge too far", "doxastic") in told(found["hedges"])
    row = found["hedges"].set_index("text").loc["a bridge too far"]
    assert row["rule"].startswith("a bridge too far → ")
    assert "override add (line 3)" in row["rule"]
    assert found["certainty"]["hedged"].iloc[2]
    assert found["certainty"]["uncertainty"].iloc[2] > 0
