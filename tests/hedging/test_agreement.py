"""Labels of people: what is drawn, what comes back, what is wrong with it, and how far people and tables agree."""

from pathlib import Path

import pandas as pd
import pytest

from allegedly.hedging import agreement, sheets
from allegedly.hedging.sheets import LabelError

TEXTS = [f"Sentence {i}, with “marks”." for i in range(40)]
SENTENCES = pd.DataFrame({"doc_id": "a", "sentence_id": range(40), "text": TEXTS})
ODD = pd.DataFrame({"doc_id": ["-b"], "sentence_id": [0], "text": ["=1+1 is\nno formula."]})


def frame(answers: list[bool | None]) -> pd.DataFrame:
    made = pd.DataFrame({"doc_id": "a", "sentence_id": range(len(answers)), "hedged": answers}, dtype=object)
    return made.astype({"sentence_id": "int64"}).assign(uncertain=None)


def filled(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sheet_comes_back_as_it_was_drawn(tmp_path: Path) -> None:
    every = pd.concat([SENTENCES, ODD])
    drawn = sheets.draw(every, n=100, seed=1)
    assert len(drawn) == 41
    assert drawn.loc[drawn["sentence_id"].eq(7), "before"].item() == TEXTS[6]
    sheet = sheets.write(drawn, tmp_path)
    text = sheet.read_text(encoding="utf-8-sig")
    assert "\n'-b,0,,'=1+1 is no formula.,," in "\n" + text
    (tmp_path / "anna.csv").write_text(text.replace("formula.,,", "formula.,Yes,no"), encoding="utf-8-sig")
    # As a spreadsheet of another country writes it: semicolons, no mark at the start.
    filled(
        tmp_path / "bo.csv", "doc_id;sentence_id;sentence;hedged;uncertain\r\n'-b;0;'=1+1 is no formula.;no;\r\n\r\n"
    )
    found = sheets.labelled(tmp_path, every)
    assert list(found) == ["anna", "bo"]
    anna = found["anna"].set_index("doc_id").loc["-b"]
    assert (anna["hedged"], anna["uncertain"]) == (True, False)
    assert found["bo"][["hedged", "uncertain"]].to_numpy().tolist() == [[False, None]]


def test_the_seed_decides_the_sample_and_work_is_never_overwritten(tmp_path: Path) -> None:
    drawn = sheets.draw(SENTENCES, n=5, seed=1)
    pd.testing.assert_frame_equal(drawn, sheets.draw(SENTENCES.sample(frac=1, random_state=2), n=5, seed=1))
    assert not drawn.equals(sheets.draw(SENTENCES, n=5, seed=2))
    path = sheets.write(drawn, tmp_path)
    path.write_text("my work", encoding="utf-8")
    assert sheets.write(drawn, tmp_path).read_text(encoding="utf-8") == "my work"


HEADER = "doc_id,sentence_id,sentence,hedged,uncertain\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("doc_id,sentence\n", "line 1: column sentence_id, hedged, uncertain is missing; there are doc_id, sentence"),
        ("", "line 1: column .* is missing; there are none"),
        (
            HEADER + 'a,0,"Sentence 0, with “marks”.",maybe,\n',
            "line 2: hedged is 'maybe'; expected yes, no, or nothing",
        ),
        (HEADER + 'a,x,"Sentence 0, with “marks”.",yes,\n', "line 2: sentence_id is 'x'; expected the whole number"),
        (HEADER + "c,0,What?,yes,\n", "line 2: the run has no sentence 0 in 'c'"),
        (HEADER + '\na,0,"Sentence 1, with “marks”.",yes,\n', "line 3: sentence 0 of 'a' is not what this run reads"),
        (HEADER + "a,0\n", "line 2: has 2 cells; expected 5"),
        (HEADER + 2 * 'a,0,"Sentence 0, with “marks”.",yes,\n', "line 3: sentence 0 of 'a' stands in line 2 already"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(LabelError, match=says):
        sheets.read(filled(tmp_path / "anna.csv", content), SENTENCES)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    path.write_bytes(HEADER.encode() + "é".encode("latin-1"))
    with pytest.raises(LabelError, match=r"anna\.csv: is not UTF-8"):
        sheets.read(path, SENTENCES)


def test_kappa_and_alpha_as_worked_out_by_hand() -> None:
    # Both yes 10, both no 10, apart 5 and 5: agreement 2/3; by chance 1/2; kappa 1/3.
    one = frame([True] * 10 + [False] * 10 + [True] * 5 + [False] * 5)
    two = frame([True] * 10 + [False] * 10 + [False] * 5 + [True] * 5)
    found = agreement.between({"one": one, "two": two}, seed=1).set_index("measure")
    assert list(found.index) == ["kappa", "alpha"]
    assert found.loc["kappa", ["sentences", "same", "value"]].tolist() == [30, 0.6667, 0.3333]
    # Alpha: 1 - observed / expected disagreement of 60 labels = 1 - (1/3) / (2 * 30 * 30 / (60 * 59)).
    assert found.loc["alpha", "value"] == pytest.approx(1 - (1 / 3) / (1800 / 3540), abs=1e-4)
    assert found.loc["kappa", "low"] < 1 / 3 < found.loc["kappa", "high"]


def test_people_who_all_say_the_same_or_too_little_have_no_kappa() -> None:
    same = agreement.between({"one": frame([True] * 20), "two": frame([True] * 20)}, seed=1)
    assert same["same"].eq(1).all()
    assert same["value"].isna().all()
    few = agreement.between({"one": frame([True, False]), "two": frame([True, True])}, seed=1)
    assert few["value"].isna().all()
    assert agreement.between({"one": frame([True] * 20)}, seed=1).empty
    assert agreement.between({}, seed=1).empty


def test_the_table_against_a_person() -> None:
    certainty = SENTENCES[["doc_id", "sentence_id"]].assign(hedged=[i < 20 for i in range(40)], uncertain=False)
    labels = {"anna": frame([i % 2 == 0 for i in range(30)] + [None] * 10)}
    found = agreement.against(labels, certainty, seed=1).set_index("measure")
    assert found[["sentences", "yes", "said", "hit"]].drop_duplicates().to_numpy().tolist() == [[30, 15, 20, 10]]
    assert found["value"].tolist() == [0.5, 0.6667, round(20 / 35, 4)]
    assert (found["low"] < found["value"]).all()
    assert (found["value"] < found["high"]).all()
    few = agreement.against({"anna": frame([True] * 5)}, certainty, seed=1)
    assert few["value"].isna().all()
    apart = agreement.differing(labels, certainty, SENTENCES)
    assert len(apart) == 10 + 5
    assert apart.iloc[0][["people", "table", "sentence"]].tolist() == ["anna: no", "yes", TEXTS[1]]


def test_what_to_do_next() -> None:
    one = agreement.told("labels", "sheet.csv", {"anna": frame([True, None])})
    assert one.startswith("Sentences labelled: anna 1. With a second person's file")
    assert (
        agreement.told("labels", "sheet.csv", {"a": frame([True]), "b": frame([])}) == "Sentences labelled: a 1, b 0."
    )
