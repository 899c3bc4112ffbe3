"""The sample articles are what the data card says, and the readings by hand point at words that stand in them."""

import hashlib
import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from allegedly.schema import BOOSTERS, FORMS, HEDGES, SOURCE_KINDS, STANCES
from allegedly.settings import PROJECT

RAW = PROJECT / "data" / "raw"
READINGS = PROJECT / "tests" / "data"
SEED = PROJECT.parent / "shared" / "seed"
ARTICLES = ["analysis.md", "ministry_version.txt", "spun_copy.txt", "web_page.html", "wire_report.txt"]
REACH = 420  # characters from a sentence's start within which its cue and source must stand


def reading(name: str) -> pd.DataFrame:
    return pd.read_csv(READINGS / f"reading_{name}.csv", dtype=str, keep_default_na=False)


def plain(file: str) -> str:
    """An article with its markup taken off and its spaces made single; page furniture stays in."""
    text = (RAW / file).read_text(encoding="utf-8")
    if file.endswith(".html"):
        body = text.split('itemprop="articleBody">')[1].split("</article>")[0]
        text = unescape(re.sub(r"<[^>]+>", " ", body))
    if file.endswith(".md"):
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).replace("*", "")
    return re.sub(r"\s+", " ", text)


def shingles(text: str, *, n: int = 5) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}


def jaccard(one: str, other: str) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b)


def test_the_card_lists_every_file_with_its_checksum() -> None:
    card = (PROJECT / "data" / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", card, flags=re.MULTILINE))
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in RAW.iterdir()}
    assert listed == found


def test_metadata_names_files_that_exist_and_outlets_that_say_they_are_made_up() -> None:
    rows = pd.read_csv(RAW / "metadata.csv", dtype=str)
    assert list(rows.columns) == ["file", "title", "outlet", "published", "url", "section"]
    assert sorted(rows["file"]) == [f for f in ARTICLES if not f.endswith(".html")]
    assert rows["outlet"].str.endswith("(made up)").all()
    assert rows["url"].str.match(r"https://\w+\.example/").all()


@pytest.mark.parametrize("file", ARTICLES)
def test_articles_are_as_long_as_news_articles(file: str) -> None:
    assert 350 <= len(plain(file).split()) <= 700


def test_the_web_page_repeats_the_wire_report_and_nothing_else_repeats() -> None:
    pairs = {(a, b): jaccard(plain(a), plain(b)) for a in ARTICLES for b in ARTICLES if a < b}
    copy = pairs.pop(("web_page.html", "wire_report.txt"))
    assert 0.75 < copy < 0.93  # the newsletter plea inside the page still counts here
    assert max(pairs.values()) < 0.02


@pytest.mark.parametrize("file", ARTICLES)
def test_no_five_words_are_taken_from_the_article_the_project_began_with(file: str) -> None:
    if not SEED.is_dir():
        pytest.skip(f"{SEED} is not here: it is not part of the project")
    seed = " ".join(p.read_text(encoding="utf-8") for p in sorted(SEED.glob("*.txt")))
    assert shingles(plain(file)) & shingles(seed) == set()


@pytest.mark.parametrize("name", ["attributions", "hedges"])
def test_each_row_of_a_reading_stands_in_its_article(name: str) -> None:
    lost = []
    for row in reading(name).to_dict("records"):
        text = plain(row["file"])
        at = text.find(row["sentence"])
        here = text[at : at + REACH] if at >= 0 else ""
        parts = [row[part] for part in ("source", "cue", "entry") if part in row]
        if not here or any(part not in here for part in parts):
            lost.append(row)
    assert lost == []


@pytest.mark.parametrize(
    ("column", "values", "least"),
    [("stance", STANCES, 4), ("form", FORMS, 10), ("source_kind", SOURCE_KINDS, 4)],
)
def test_attributions_of_every_kind_are_read(column: str, values: tuple[str, ...], least: int) -> None:
    """At least so many rows of each value: a table over the sample has no column that is constant."""
    counts = reading("attributions")[column].value_counts()
    assert set(counts.index) == set(values)
    assert counts.min() >= least


def test_each_stance_has_more_than_one_speaker() -> None:
    speakers = reading("attributions").query("source != ''").groupby("stance")["source"].nunique()
    assert speakers.min() >= 2


def test_hedges_of_every_category_are_read_in_more_than_one_article() -> None:
    files = reading("hedges").groupby("category")["file"].nunique()
    assert set(files.index) == {*HEDGES, *BOOSTERS}
    assert files.min() >= 2


def test_lines_of_the_wire_report_are_as_long_as_on_the_wire() -> None:
    lines = Path(RAW / "wire_report.txt").read_text(encoding="utf-8").splitlines()
    assert 60 < max(map(len, lines)) <= 72
