"""The findings of a whole run, and repeated articles counted once."""

from __future__ import annotations

import pandas as pd

from allegedly.findings import Finding, as_rows
from allegedly.report import gather, voices
from allegedly.settings import Settings


def every(frames: dict[str, pd.DataFrame]) -> list[Finding]:
    return gather.findings(frames, voices.pieces(frames), seed=1)


def test_all_findings_of_a_run_and_of_none(ferry: dict[str, pd.DataFrame], empty: dict[str, pd.DataFrame]) -> None:
    for frames in (ferry, empty):
        found = every(frames)
        rows = as_rows(found)  # raises if two share an id
        assert all(row["text"].endswith(".") for row in rows)
        assert 3 <= len(gather.first_screen(found)) <= 6
    # Nobody is named before the reader knows what the measure does not mean.
    assert next(f for f in found if f.id == "loudest").caveat == ""
    assert next(f for f in every(ferry) if f.id == "loudest").caveat


def test_seams_come_last_on_the_first_screen_and_only_if_likely(lost: dict[str, pd.DataFrame]) -> None:
    def first(frames: dict[str, pd.DataFrame]) -> list[str]:
        return [finding.id for finding in gather.first_screen(every(frames))]

    seams = lost["seams"]
    assert first(lost)[-1] == "seams"
    weak = lost | {"seams": seams[seams["confidence"] < 0.8]}
    assert first(weak) == [name for name in first(lost) if name != "seams"]
    assert "seams" in [finding.id for finding in every(weak)]


def test_repeated_articles_count_once(ferry: dict[str, pd.DataFrame], twice: dict[str, pd.DataFrame]) -> None:
    again = twice
    once = gather.counted(again, Settings())
    assert len(once["attributions"]) == len(ferry["attributions"])
    assert len(once["documents"]) == 2
    assert len(gather.counted(again, Settings(count_duplicates=True))["attributions"]) == 2 * len(ferry["attributions"])
