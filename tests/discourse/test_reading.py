"""Stage 03 against a reading by hand of three of the sample articles: it may get better, not worse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly.settings import PROJECT

READING = PROJECT / "tests" / "data" / "reading_attributions.csv"
FILES = ["analysis.md", "ministry_version.txt", "wire_report.txt"]


@pytest.fixture(scope="module")
def pairs(analyse: Callable[..., dict[str, Any]]) -> pd.DataFrame:
    """Each row of the reading beside the first relation with its cue in its sentence, if there is one."""
    rows = []
    for file, read in pd.read_csv(READING, keep_default_na=False).groupby("file"):
        if file not in FILES:
            continue
        made = analyse((PROJECT / "data" / "raw" / file).read_text(encoding="utf-8"), until="03_discourse")
        said = made["attributions"].merge(made["sentences"][["sentence_id", "text"]], on="sentence_id")
        said["text"] = said["text"].str.split().str.join(" ")
        for row in read.to_dict("records"):
            here = said[said["text"].str.contains(row["sentence"], regex=False)]
            same = here[[bool(set(cue.lower().split()) & set(row["cue"].lower().split())) for cue in here["cue"]]]
            found = same.iloc[0].to_dict() if len(same) else {}
            rows.append(
                {"file": file, **row, **{f"found_{name}": found.get(name) for name in ("cue", "stance", "form")}}
            )
    return pd.DataFrame(rows)


def test_the_reading_is_found(pairs: pd.DataFrame) -> None:
    lost = pairs[pairs["found_cue"].isna()]
    assert len(pairs) > 100
    assert len(lost) <= 0.2 * len(pairs), lost[["file", "sentence", "cue"]].to_string()


@pytest.mark.parametrize(("what", "share"), [("stance", 0.9), ("form", 0.8)])
def test_what_is_found_is_read_the_same(pairs: pd.DataFrame, what: str, share: float) -> None:
    both = pairs.dropna(subset=["found_cue"])
    wrong = both[both[what] != both[f"found_{what}"]]
    assert len(wrong) <= (1 - share) * len(both), wrong[["sentence", "cue", what, f"found_{what}"]].to_string()


def test_denials_and_refusals_are_never_taken_for_each_other(pairs: pd.DataFrame) -> None:
    both = pairs[["stance", "found_stance"]].apply(set, axis=1)
    assert not any(pair == {"deny", "withhold"} for pair in both)
