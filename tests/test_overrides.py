"""The files of corrections: all are read alike, a row that cannot be followed is named, and every row says what it did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from allegedly import correcting, followed
from allegedly.corpus import Corpus
from allegedly.correcting import FILES
from allegedly.discourse import overrides as discourse
from allegedly.hedging import overrides as hedging
from allegedly.names import overrides as names
from allegedly.overrides import File, OverrideError
from allegedly.run.memory import analyse
from allegedly.run.provenance import CORRECTED
from allegedly.schema import SCHEMA
from allegedly.settings import PROJECT, Settings

NAMES = [file.name for file in FILES]
ACTIONS = {
    "cleaning": ["keep", "drop"],
    "entities": list(names.ACTIONS),
    "attributions": list(discourse.ACTIONS),
    "hedging": list(hedging.ACTIONS),
}
each_file = pytest.mark.parametrize("file", FILES, ids=NAMES)


def written(file: File[Any], folder: Path, rows: str) -> Path:
    path = file.path(folder)
    path.write_text(",".join(file.columns) + "\n" + rows, encoding="utf-8")
    return path


def test_these_are_the_files_of_the_stages() -> None:
    assert list(CORRECTED.values()) == NAMES


@each_file
def test_the_file_as_it_comes_corrects_nothing(file: File[Any], tmp_path: Path) -> None:
    assert file.load(Settings().overrides) == ()
    assert file.load(tmp_path) == ()


@each_file
def test_the_manual_shows_every_column_and_action_and_its_example_can_be_followed(
    file: File[Any], tmp_path: Path
) -> None:
    manual = (PROJECT / "docs" / "overrides.md").read_text(encoding="utf-8")
    [part] = [part for part in manual.split("\n## ") if part.partition("\n")[0].endswith(f"`{file.name}.csv`")]
    assert all(f"`{word}`" in part for word in [*ACTIONS[file.name], *file.columns[1:]])
    file.path(tmp_path).write_text(part.partition("```csv\n")[2].partition("```")[0], encoding="utf-8")
    assert file.load(tmp_path)


BAD = {
    "cleaning": [
        (",undo,words,\n", 2, "action 'undo'; it is `keep` or `drop`"),
        (",keep, ,\n", 2, "the text is empty"),
        (",keep,a  line,\n,drop,a line,\n", 3, "line 2 has already (`keep`)"),
    ],
    "entities": [
        (",remove,Oslo,,\n", 2, "expected one of drop, add, retype, merge, split, rename"),
        (",drop,,,\n", 2, "expected a name"),
        (",drop,Oslo,GPE,\n", 2, "leave `to` empty"),
        (",retype,Oslo,CITY,\n", 2, "expected a type of name (EVENT, FAC, GPE"),
        (",drop,Rome,,\n,merge,Oslo,,\n", 3, "its name or its entity_id"),
        (",split,Oslo,place/rome,\n", 2, "the name of a thing of its own"),
        (",add,place/oslo,GPE,\n", 2, "the words as they stand"),
        ("a,rename,Oslo,Rome,\n", 2, "expected an empty doc_id"),
        (",drop,Oslo,,\n,retype,Oslo,ORG,\n", 3, "line 2 has already (`drop`)"),
        (",retype,Oslo,GPE,\n,retype,Oslo,ORG,\n", 3, "line 2 has already (`retype`)"),
        (",drop,Oslo\n", 2, "3 cells, expected 5"),
        (",drop,Bank, of Oslo,,\n", 2, "put cells with commas in quotes"),
        (',drop,"Oslo,,\n', 2, "check the quotation marks"),
    ],
    "attributions": [
        (",remove,said,,,\n", 2, "expected one of drop, source, stance, polarity, anonymous"),
        (",drop,,,,\n", 2, "no cue; expected its words"),
        (",drop,said,,yes,\n", 2, "leave `to` empty"),
        (",stance,said,,denied,\n", 2, "expected one of assert, deny, withhold"),
        (",polarity,said,,maybe,\n", 2, "expected one of positive, negative"),
        (",anonymous,said,,true,\n", 2, "expected yes or no"),
        (",source,said,,,\n", 2, "a name of this article"),
        (",drop,said,,,\n,stance,Said,,deny,\n", 3, "line 2 has already (`drop`)"),
        (",stance,said,the,deny,\n,stance,said,The,claim,\n", 3, "line 2 has already (`stance`)"),
    ],
    "hedging": [
        (",remove,may,,,\n", 2, "action 'remove', expected one of drop, add, category"),
        (",drop,,,,\n", 2, "no text; expected the words of the cue"),
        (",drop,may,,epistemic,\n", 2, "`drop` with 'epistemic' in the column `to`, expected nothing"),
        (",add,may,,hunch,\n", 2, "`add` with 'hunch' in the column `to`, expected a category"),
        (",drop,may,the vote,,\n", 2, "context 'the vote' without the cue 'may'"),
        (",add,may,,weasel,\n,category,May,,weasel,\n", 3, "`category` for 'May', which line 2 has already (`add`)"),
        (",drop,may,,,\n,category,May,,weasel,\n", 3, "`category` for 'May', which line 2 has already"),
    ],
}
CASES = [(file, *case) for file in FILES for case in BAD[file.name]]


@pytest.mark.parametrize(
    ("file", "rows", "line", "expected"), CASES, ids=[f"{file.name}: {expected}" for file, _, _, expected in CASES]
)
def test_a_bad_row_is_named_by_file_and_line(
    file: File[Any], rows: str, line: int, expected: str, tmp_path: Path
) -> None:
    path = written(file, tmp_path, rows)
    with pytest.raises(OverrideError) as raised:
        file.load(tmp_path)
    assert str(raised.value).startswith(f"{path}, line {line}: ")
    assert expected in str(raised.value)


@each_file
def test_other_columns_and_other_encodings_are_refused(file: File[Any], tmp_path: Path) -> None:
    path = written(file, tmp_path, "")
    path.write_text("action,name\n", encoding="utf-8")
    with pytest.raises(OverrideError, match=r"line 1: the columns are \['action', 'name'\], expected \['doc_id'"):
        file.load(tmp_path)
    path.write_bytes(",".join(file.columns).encode() + ",drop,Malmö,,\n".encode("latin-1"))
    with pytest.raises(OverrideError, match="line 1: not UTF-8"):
        file.load(tmp_path)


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x85", "\xa0"])
def test_only_line_ends_end_a_row(mark: str, tmp_path: Path) -> None:
    written(discourse.FILE, tmp_path, f",stance,said,that{mark}the road,deny,\n,drop,added,,,\n")
    assert [(rule.line, rule.content) for rule in discourse.FILE.load(tmp_path)] == [(2, "that the road"), (3, "")]


TEXT = (
    "Maria Velasquez left Oslo. Velasquez denied that the ovens stood still.\n\nShare on Facebook\n\n"
    "Oslo is cold. The efforst may fail, Velasquez said, and may not. The pumps reportedly failed."
)
DID = {
    "cleaning": [
        (",drop,Share on Facebook,ours\n", "dropped 1 place"),
        (",keep,efforst,sic\n", "kept 1 place"),
        (",keep,effrost,sic\n", "fits nothing"),
        ("other,keep,efforst,sic\n", "its article is not in this run"),
    ],
    "entities": [
        (",drop,Oslo,,\n", "dropped 2 names"),
        ("a,retype,Velasquez,ORG,\n", "changed 2 names"),
        ("a,merge,Velasquez,Velasquez Line,\n", "changed 2 names"),
        (",add,The pumps,PRODUCT,\n", "added 1 name"),
        (",drop,Olso,,\n", "fits nothing"),
    ],
    "attributions": [
        (",drop,deny,,,\n", "dropped 1 statement"),
        ("a,stance,said,,claim,\n", "changed 1 statement"),
        ("a,source,said,,Nobody Here,\n", "fits nothing"),
        ("b,drop,said,,,\n", "its article is not in this run"),
    ],
    "hedging": [
        (",drop,may,,,\n", "dropped 2 cues"),
        (",category,reportedly,,weasel,\n", "changed 1 cue"),
        (",add,stood still,,weasel,\n", "added 1 cue"),
        (",category,perhaps,,weasel,\n", "fits nothing"),
    ],
}


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Path]:
    """The tables of TEXT with all rows of DID followed, and the folder of these."""
    folder = tmp_path_factory.mktemp("corrections")
    for file in FILES:
        written(file, folder, "".join(row for row, _ in DID[file.name]))
    made = analyse({"a": TEXT}, overrides=str(folder))
    return Corpus.of({name: made[name] for name in SCHEMA if name in made}), folder


@each_file
def test_every_row_says_what_it_did(file: File[Any], corrected: tuple[Corpus, Path]) -> None:
    found = followed.rows(file, *corrected)
    assert list(found) == ["line", *file.columns, "n", "did"]
    assert list(zip(found["line"], found["did"], strict=True)) == [
        (line, did) for line, (_, did) in enumerate(DID[file.name], start=2)
    ]


def test_all_files_are_listed_under_each_other(corrected: tuple[Corpus, Path]) -> None:
    found = correcting.listed(*corrected)
    assert found["file"].unique().tolist() == [f"{name}.csv" for name in NAMES]
    assert len(found) == sum(map(len, DID.values()))
    assert found["words"].tolist()[:2] == ["Share on Facebook", "efforst"]


def test_no_rows_are_an_empty_table(tmp_path: Path) -> None:
    made = analyse({"a": TEXT}, until="01_cleaning", overrides=str(tmp_path))
    found = correcting.listed(Corpus.of({"documents": made["documents"]}), tmp_path)
    assert found.empty
    assert list(found) == correcting.COLUMNS
