"""What moved between two runs, and why, as far as their manifests tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from allegedly import tables
from allegedly.run import causes, manifest, moved
from allegedly.run.provenance import code
from allegedly.settings import Settings, SettingsError

FINDINGS = [
    {"id": "hedged", "text": "2 of 9 sentences are hedged.", "numbers": {"n": 2, "of": 9}, "caveat": "Or careful.",
     "table": "certainty"},
    {"id": "names", "text": "1 name.", "numbers": {"n": 1}, "caveat": "", "table": "mentions"},
]  # fmt: skip
MANIFEST: dict[str, Any] = {
    "allegedly": "0.1.0", "python": "3.12.1", "machine": "x86_64", "packages": {"spacy": "3.8.1"},
    "model": {"en_core_web_md": "3.7.1"}, "parameters": {"genre": "news", "seed": 1, "output": "a", "jobs": 0},
    "inputs": {"one": "aa", "two": "bb"}, "lock": "ll", "code": {"hedging/rates.py": "1", "names/titles.py": "1"},
    "overrides": {"cleaning": "1"}, "lexicons": {"hedges": "1", "titles": "1"},
    "tables": {"certainty.parquet": "1", "mentions.parquet": "1"},
}  # fmt: skip


def run(folder: Path, *, findings: list[dict[str, Any]] | None = None, rows: int = 2, **other: Any) -> Path:
    """A run's folder: `rows` rows of certainty, and a manifest with some entries changed."""
    (folder / "tables").mkdir(parents=True)
    certainty = [
        {"doc_id": "one", "sentence_id": i, "hedged": True, "uncertainty": 0.5, "uncertain": True} for i in range(rows)
    ]
    tables.write("certainty", tables.frame("certainty", certainty), folder / "tables" / "certainty.parquet")
    tables.write("mentions", tables.frame("mentions"), folder / "tables" / "mentions.parquet")
    (folder / "manifest.json").write_text(json.dumps(MANIFEST | other), encoding="utf-8")
    (folder / "findings.json").write_text(json.dumps(FINDINGS if findings is None else findings), encoding="utf-8")
    return folder


def changed(**numbers: Any) -> list[dict[str, Any]]:
    return [FINDINGS[0] | {"text": "3 of 9 sentences are hedged.", "numbers": {"n": 3, "of": 9} | numbers}, FINDINGS[1]]


def test_equal_runs_differ_in_nothing(tmp_path: Path) -> None:
    # A run elsewhere, on more processes, is the same run.
    other = run(tmp_path / "b", parameters=MANIFEST["parameters"] | {"output": "b", "jobs": 4})
    told = moved.compare(run(tmp_path / "a"), other)
    assert "No finding moved; there are 2." in told
    assert "All tables are the same." in told
    assert "nothing that is not the same" in told


def test_a_moved_finding_is_told_with_its_numbers_and_what_it_may_come_from(tmp_path: Path) -> None:
    new = run(
        tmp_path / "b", findings=changed(more=0.12345678), rows=3, parameters={"genre": "science", "seed": 1},
        lexicons={"hedges": "2", "titles": "1", "peoples": "1"}, tables={"certainty.parquet": "2"},
    )  # fmt: skip
    told = moved.compare(run(tmp_path / "a"), new)
    assert "1 of 2 findings moved." in told
    # What neither sentence means is told once.
    assert "  old: 2 of 9 sentences are hedged.\n  new: 3 of 9 sentences are hedged.\n  of both: Or careful.\n" in told
    assert "  n: 2 → 3\n  more: none → 0.123457\n" in told
    assert "  of:" not in told
    assert "may come from: parameters (genre news → science); lexicons (hedges changed, peoples added)" in told
    assert "certainty: 2 → 3 rows (+1)" in told
    assert "names (counted in mentions)" not in told


def test_what_a_finding_does_not_mean_stays_with_it_where_only_one_says_it(tmp_path: Path) -> None:
    bare = [FINDINGS[0] | {"text": "None of 9 sentences is hedged.", "caveat": ""}, FINDINGS[1]]
    told = moved.compare(run(tmp_path / "a"), run(tmp_path / "b", findings=bare))
    assert "  old: 2 of 9 sentences are hedged. Or careful.\n  new: None of 9 sentences is hedged.\n  may" in told


def test_what_a_stage_does_not_read_is_no_cause() -> None:
    old = MANIFEST
    new = MANIFEST | {
        "lexicons": {"hedges": "2", "titles": "2"}, "parameters": {"genre": "science", "seed": 1},
        "code": {"hedging/matching.py": "1", "names/titles.py": "1", "report/page.py": "1"}, "lock": "mm",
        "overrides": {}, "inputs": {"one": "ab", "three": "cc"}, "python": "3.13.0",
    }  # fmt: skip
    every = causes.between(old, new)
    assert {cause.kind for cause in every} == {
        "inputs",
        "parameters",
        "lexicons",
        "overrides",
        "code",
        "lock",
        "python",
    }
    told = {str(cause) for cause in causes.bearing_on("mentions", every)}
    assert told == {
        "one changed",
        "three added",
        "two removed",
        "titles changed",
        "cleaning removed",
        "3.12.1 → 3.13.0",
    }
    assert "hedging/matching.py added" in {str(cause) for cause in causes.bearing_on("hedges", every)}
    assert "hedging/rates.py removed" in {str(cause) for cause in causes.bearing_on("hedges", every)}
    # The page is no source of a finding, and nobody reads the lock file.
    assert {str(c) for c in every} - {str(c) for c in causes.bearing_on("", every)} >= {
        "report/page.py added",
        "changed",
    }


def test_where_the_tables_are_the_same_only_what_counts_in_them_is_a_cause(tmp_path: Path) -> None:
    other = {"inputs": {"one": "ab"}, "overrides": {}, "parameters": {"genre": "science", "seed": 2},
             "code": {"hedging/rates.py": "2", "hedging/matching.py": "2", "cleaning/marks.py": "2"}}  # fmt: skip
    new = run(tmp_path / "b", findings=changed(), **other)
    told = moved.compare(run(tmp_path / "a"), new)
    assert "may come from (the tables are the same: how it is counted or told): parameters (seed 1 → 2); code (" in told
    [line] = [line for line in told.splitlines() if "may come from" in line]
    assert "hedging/rates.py changed" in line
    assert "cleaning" not in line
    again = run(tmp_path / "c", findings=changed(), tables={"certainty.parquet": "2", "mentions.parquet": "1"}, **other)
    [line] = [line for line in moved.compare(tmp_path / "a", again).splitlines() if "may come from" in line]
    # What lies nearest to the finding comes first.
    assert line.index("hedging/matching.py") < line.index("cleaning/marks.py")
    assert "genre news → science" in line


def test_findings_that_come_and_go(tmp_path: Path) -> None:
    old, new = run(tmp_path / "a", findings=FINDINGS[:1]), run(tmp_path / "b", findings=FINDINGS[1:])
    told = moved.compare(old, new)
    assert "2 of 2 findings moved." in told
    assert told.index("names (counted in mentions)\n  old: (not told)") < told.index("new: (not told)")
    assert "changed by hand" in told


def test_many_causes_are_counted(tmp_path: Path) -> None:
    new = run(tmp_path / "b", inputs={f"more{i:02}": "x" for i in range(20)})
    assert "articles: more00 added" in (told := moved.compare(run(tmp_path / "a"), new))
    assert "and 14 more" in told


def test_same_number_of_rows_with_other_content_is_a_change(tmp_path: Path) -> None:
    told = moved.compare(
        run(tmp_path / "a"), run(tmp_path / "b", tables={"certainty.parquet": "9", "mentions.parquet": "1"})
    )
    assert "certainty: 2 rows as before, not all of them the same" in told


def test_what_an_older_manifest_does_not_hold_is_named(tmp_path: Path) -> None:
    old = run(tmp_path / "a")
    kept = {key: value for key, value in MANIFEST.items() if key != "code"}
    (old / "manifest.json").write_text(json.dumps(kept), encoding="utf-8")
    told = moved.compare(old, run(tmp_path / "b", findings=changed()))
    assert "so it may have changed unseen: code" in told
    assert "changed by hand" not in told


def test_a_run_without_a_report_has_no_findings_to_compare(tmp_path: Path) -> None:
    old = run(tmp_path / "a")
    (old / "findings.json").unlink()
    told = moved.compare(old, run(tmp_path / "b"))
    assert "No findings to compare" in told
    assert "All tables are the same." in told


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (lambda folder: None, "OLD: .* is no folder"),
        (lambda folder: folder.mkdir(), "OLD: .* holds no manifest.json of a run; make one by  make report"),
        (lambda folder: run(folder).joinpath("findings.json").write_text("[{"), "OLD: .*findings.json is not JSON"),
    ],
)
def test_what_is_no_run_is_refused(tmp_path: Path, prepare: Any, told: str) -> None:
    prepare(tmp_path / "a")
    with pytest.raises(SettingsError, match=told):
        moved.compare(tmp_path / "a", run(tmp_path / "b"))


def test_the_manifest_records_every_cause(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    tables.write("documents", tables.frame("documents"), tmp_path / "tables" / "documents.parquet")
    made = manifest.compose(Settings(output=tmp_path))
    assert causes.unrecorded(made) == []
    assert "run/manifest.py" in code()
    assert not any("__pycache__" in name for name in code())
    assert causes.between(made, json.loads(json.dumps(made))) == []
