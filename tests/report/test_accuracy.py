"""The measured figures in words: none, one, many, and those of texts that weights were fitted on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from allegedly.accuracy import scores
from allegedly.accuracy.scores import Score
from allegedly.report import gather, page, rendering, voices
from allegedly.settings import Settings

HEADER = "kind,texts,use,measure,precision,recall,f1,low,high,mean_f1,hit,said,gold,articles\n"
FILES = {
    "cleaning": "cleaning,aeb_dev,tuned,shingles,90.0,80.0,84.7,80.1,88.0,83.0,8,9,10,92\n",
    "names": "names,wikigold,fitted,all,80.0,80.0,80.0,79.0,81.0,80.0,8,9,10,145\n"
    "names,gum_news,tuned,PER,99.0,97.0,98.0,90.0,99.0,80.0,8,9,10,24\n"
    "names,gum_news,tuned,all,70.0,72.0,71.0,69.0,73.0,80.0,8,9,10,24\n"
    "names,unmarked,untouched,all,0.0,0.0,0.0,0.0,0.0,0.0,0,0,0,651\n"
    "names,elsewhere,untouched,all,60.0,62.0,61.0,59.0,63.0,80.0,8,9,10,1200\n",
    "attribution": "attribution,polnear_dev,tuned,\"relation, overlap 0.3\",80.0,60.0,68.6,66.0,71.0,68.0,8,9,10,84\n"
    "attribution,polnear_dev,tuned,recall of direct,,75.0,,70.0,80.0,0.0,8,0,10,84\n",
    "hedging": "hedging,factuality_uw_news_train,fitted,uncertain sentences,75.0,76.0,75.5,74.0,77.0,20.0,8,9,10,2963\n"
    "hedging,factuality_uw_news_train,fitted,always yes,37.0,100.0,54.1,52.0,56.0,20.0,8,9,10,2963\n",
}  # fmt: skip
FITS = {
    "names_fit": "system,kind,precision,recall,f1,gold,said\nrules,all,77.2,79.5,78.3,29637,30521\n"
    "weights,all,81.9,79.4,80.6,29637,28748\n",
    "attribution_fit": "threshold,precision,recall,f1,marked\n0.3,73.6,70.4,71.9,17158\n0.5,83.9,62.7,71.8,17158\n",
    "hedging_fit": "genre,corpus,sentences,precision,recall,f1,always_yes\nnews,uw,2963,72.5,76.0,74.2,54.1\n"
    "science,biomedical,11871,93.5,88.2,90.8,30.1\n",
}


def written(folder: Path, *names: str) -> Path:
    for name in names:
        text = HEADER + FILES[name] if name in FILES else FITS[name]
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, **more: object) -> list[Score]:
    return scores.read(folder, **{"min_probability": 0.35, "genre": "news"} | more)  # type: ignore[arg-type]


def main(found: list[Score]) -> list[tuple[str, str, str, float | None]]:
    return [(score.kind, score.texts, score.n, score.f1) for score in found if score.main]


def test_nothing_measured(tmp_path: Path) -> None:
    assert read(tmp_path) == []
    (tmp_path / "names.csv").write_text(HEADER, encoding="utf-8")
    assert read(tmp_path) == []


def test_what_two_people_agreed_on(tmp_path: Path) -> None:
    (tmp_path / "stance.csv").write_text(
        "label,class,measure,value,low,high,n\nstance,,kappa,0.94,0.9,0.98,200\nstance,,right,0.907,0.85,0.944,151\n"
        "stance,deny,precision,1.0,0.5,1.0,4\nstance,claim,precision,0.667,0.2,0.9,6\n"
        "stance,deny,recall,0.8,0.4,0.9,10\nstance,assert,recall,0.1,0.1,0.1,50\n",
        encoding="utf-8",
    )
    [score, distance] = read(tmp_path)
    assert (score.kind, score.what, score.n) == ("attribution", "stance, of statements found", "151 statements")
    assert (score.precision, score.recall, score.f1, score.low, score.high) == (90.7, None, None, 85.0, 94.4)
    assert score.main
    # Denials, refusals, doubts and distance are counted together: 8 of 10 right, 10 labelled so.
    assert (distance.measure, distance.precision, distance.n) == ("stances of distance", 80.0, "10 labelled so")


def test_one(tmp_path: Path) -> None:
    [score] = read(written(tmp_path, "cleaning"))
    assert (score.precision, score.low, score.high, score.n, score.main) == (90.0, 80.1, 88.0, "92 pages", True)


def test_recalls_by_class_have_a_column_for_each_set_of_texts() -> None:
    made = [
        Score("attribution", f"recall of {name}", "", texts, "9 articles", None, recall, None)
        for name, texts, recall in (("direct", "news", 90.0), ("indirect", "news", 66.0), ("direct", "wiki", 85.0))
    ]
    found = scores.recalls(made).set_index("class")
    assert found.loc["direct"].tolist() == [90.0, 85.0]
    assert found.loc["indirect", "recall in news"] == 66.0
    assert list(scores.recalls([]).columns) == ["class"]


def test_texts_that_weights_were_fitted_on_stand_back(tmp_path: Path) -> None:
    found = read(written(tmp_path, "names"))
    assert main(found) == [
        ("names", "Wikinews (GUM)", "24 articles", 71.0),
        ("names", "elsewhere", "1,200 articles", 61.0),
    ]
    # Unless there are no others: then they are told, with the remark.
    [alone] = read(written(tmp_path, "hedging"))[-1:]
    assert (alone.main, alone.fitted, alone.always_yes) == (True, True, 54.1)
    held_out = read(written(tmp_path, "hedging_fit"))
    assert [row for row in main(held_out) if row[0] == "hedging"] == [
        ("hedging", "newswire (UW factuality)", "2,963 sentences", 74.2)
    ]


def test_fits_are_read_at_the_threshold_and_genre_of_the_run(tmp_path: Path) -> None:
    written(tmp_path, *FITS)
    for least, f1 in ((0.0, 71.9), (0.35, 71.9), (0.6, 71.8)):
        assert [row[3] for row in main(read(tmp_path, min_probability=least)) if row[0] == "attribution"] == [f1]
    assert [row[3] for row in main(read(tmp_path, genre="science")) if row[0] == "hedging"] == [90.8]
    names = [score for score in read(tmp_path) if score.kind == "names"]
    assert [(score.f1, score.n, score.held_out) for score in names] == [(80.6, "29,637 names", True)]


def test_a_recall_alone_has_no_f1(tmp_path: Path) -> None:
    recall = read(written(tmp_path, "attribution"))[1]
    assert (recall.precision, recall.recall, recall.f1, recall.main) == (None, 75.0, None, False)


def test_a_file_without_a_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("kind,texts,measure\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"names\.csv: expected columns .*; use, precision, recall, .* missing"):
        read(tmp_path)


def test_on_the_page(ferry: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    pieces = voices.pieces(ferry)
    said = gather.first_screen(gather.findings(ferry, pieces, seed=1))

    def shown(measured: list[Score]) -> str:
        return rendering.render(page.compose(ferry, said, Settings(), pieces=pieces, measured=measured))

    none = shown([])
    assert "Nothing was measured" in none
    assert "F1" not in none
    assert 'class="measured"' not in none
    some = shown(read(written(tmp_path, *FILES, *FITS)))
    assert "Nothing was measured" not in some
    # A line at each part and each finding that rests on what was found; every one leads to the table.
    leads = some.count('href="#trust">How far to trust this') + some.count('href="#trust">All that was measured')
    assert some.count('class="measured"') == leads > 8
    assert "How far to trust it: F1 " in some
    assert "66.0 to 71.0" in some
    assert "each fifth by weights fitted on the others" in some
    assert "with an eye on these texts: rather kind" in some
    assert "nothing was fitted to or chosen by these texts" in some
    assert '70.0 to 80.0 <span class="few">of the recall' in some
