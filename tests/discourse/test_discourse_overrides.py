"""Corrections of relations by the analyst: each action, and which relation is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from allegedly.run.memory import analyse

HEAD = "doc_id,action,cue,content,to,note\n"
TEXT = (
    "Anna Bergstrom met Paul Ostrander. An official said that the road was closed. The official said that it was icy. "
    "“Nobody was hurt,” he added."
)


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., dict[str, pd.DataFrame]]:
    """The tables of TEXT under these rows."""

    def run(rows: str, *, doc_id: str = "a") -> dict[str, pd.DataFrame]:
        (tmp_path / "attributions.csv").write_text(HEAD + rows, encoding="utf-8")
        return analyse({doc_id: TEXT}, until="03_discourse", overrides=str(tmp_path))

    return run


Said = Callable[..., dict[str, pd.DataFrame]]


def test_a_source_a_stance_and_more(said: Said) -> None:
    before = said("")["attributions"]
    after = said(
        "a,source,added,Nobody was,Paul Ostrander,\na,stance,say,that it was,concede,\n"
        "a,anonymous,say,that it was,no,\n,polarity,SAID,That the ROAD,negative,\n"
    )["attributions"]
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


def test_a_relation_is_dropped_with_its_spans_and_stands_in_a_table_of_its_own(said: Said) -> None:
    made = said(",drop,said,that it,,\n")
    assert not made["attributions"]["content"].str.contains("icy").any()
    assert not made["attribution_spans"]["text"].str.contains("icy").any()
    assert list(made["attributions"]["attribution_id"]) == list(range(len(made["attributions"])))
    [row] = made["dropped_attributions"].to_dict("records")
    assert (row["doc_id"], row["source"], row["content"]) == ("a", "The official", "that it was icy")
    assert TEXT[row["start"] : row["end"]] == row["text"] == "said"
    assert row["rule"].endswith("; override drop (line 2)")


def test_nobody_as_source(said: Said) -> None:
    made = said(",source,added,,none,\n")
    row = made["attributions"].query("cue_lemma == 'add'").iloc[0]
    assert row["source_kind"] == "none"
    assert pd.isna(row["source"])
    assert made["attribution_spans"].query("attribution_id == @row.attribution_id and role == 'source'").empty


def test_a_name_that_the_article_does_not_have_changes_nothing(said: Said) -> None:
    assert not said("a,source,added,,Someone Else,\n")["attributions"]["rule"].str.contains("override").any()


def test_the_article_s_own_row_goes_before_that_for_all(said: Said) -> None:
    rows = ",stance,added,,deny,\na,stance,added,,concede,\n"
    assert said(rows)["attributions"].query("cue_lemma == 'add'")["stance"].tolist() == ["concede"]
    assert said(rows, doc_id="b")["attributions"].query("cue_lemma == 'add'")["stance"].tolist() == ["deny"]


def test_anonymous_holds_for_the_source_of_another_row(said: Said) -> None:
    made = said("a,anonymous,added,,yes,\na,source,added,,Paul Ostrander,\n")["attributions"]
    added = made.query("cue_lemma == 'add'").iloc[0]
    assert (added["source_entity_id"], added["anonymous"]) == ("person/paul-ostrander", True)
