"""Many articles: an index, and a page for each in a folder beside it, every link among them leading somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from allegedly import tables as schema
from allegedly.corpus import Corpus
from allegedly.report import article, pages, stage, wordless
from allegedly.run.stages import StaleWorkerError
from allegedly.settings import Settings

Tables = dict[str, pd.DataFrame]
NAMES = ("../up", 'a "b" <c>', "=1+1", "Ferry", "ferry")


@pytest.fixture
def run(ferry: Tables, tmp_path: Path) -> Path:
    """The output folder of a run over five copies of the made-up article, with names that no file should have."""
    output = tmp_path / "it's [a] run"
    (output / "tables").mkdir(parents=True)
    for name, rows in ferry.items():
        own = [rows.assign(doc_id=doc_id) for doc_id in NAMES] if "doc_id" in rows else [rows]
        frame = pd.concat(own).sort_values(list(schema.SCHEMA[name].order), ignore_index=True)
        schema.write(name, frame, output / "tables" / f"{name}.parquet")
    return output


def test_every_link_between_the_pages_leads_somewhere(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "INLINE", 4)
    monkeypatch.setattr(pages, "SIZE", 2)
    index = stage.run(Settings(output=run))
    written = [index, *sorted((run / "articles").iterdir())]
    assert len(written) == 1 + len(NAMES)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+\.html", page.name) for page in written)
    assert len({page.name.lower() for page in written}) == len(written)
    ids = {page.resolve(): set(re.findall(r' id="([^"]+)"', page.read_text(encoding="utf-8"))) for page in written}
    for page in written:
        found = re.findall(r'href="([^"]*)"', page.read_text(encoding="utf-8"))
        assert len(found) > 50
        for link in found:
            file, _, anchor = link.partition("#")
            home = (page.parent / file).resolve() if file else page.resolve()
            assert anchor in ids[home], f"{page.name}: {link}"
    text = index.read_text(encoding="utf-8")
    assert "may not sail" not in re.sub(r"<q>.*?</q>|<td class=\"words\">.*?</td>", "", text)
    assert f"N = {7 * len(NAMES)} statements" in text


def test_pages_are_the_same_from_one_process_and_from_two(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = schema.read(run, "documents")
    documents.loc[documents["doc_id"] == "ferry", "duplicate_of"] = "Ferry"
    schema.write("documents", documents, run / "tables" / "documents.parquet")
    monkeypatch.setattr(stage, "INLINE", 4)
    monkeypatch.setattr(pages, "SIZE", 2)
    made = []
    for jobs in (1, 2):
        stage.run(Settings(output=run, jobs=jobs))
        made.append({page.name: page.read_bytes() for page in (run / "articles").iterdir()})
    assert made[0] == made[1]
    repeat, original = (next(name for name in made[0] if name.startswith(start)) for start in ("ferry", "Ferry"))
    assert f'href="{original}#d'.encode() in made[0][repeat]


def test_long_articles_are_fewer_to_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SIZE", 3)
    monkeypatch.setattr(pages, "LENGTH", 10)
    documents = pd.DataFrame({"doc_id": list("abcdefg"), "n_chars_raw": [1, 1, 1, 1, 9, 1, 11]})
    assert pages._cuts(documents) == [["a", "b", "c"], ["d", "e"], ["f"], ["g"]]


def test_an_error_names_its_article(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr(stage, "INLINE", 4)
    monkeypatch.setattr(pages.page, "compose", fail)
    with pytest.raises(KeyError) as caught:
        stage.run(Settings(output=run))
    assert caught.value.__notes__ == ["on the page of ../up"]
    assert not (run / "articles").exists()


def test_no_process_with_other_code_makes_pages(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "INLINE", 4)
    monkeypatch.setattr(pages, "code_key", lambda stage: "of other code")
    with pytest.raises(StaleWorkerError, match="05_report: a process on"):
        stage.run(Settings(output=run))


@pytest.mark.parametrize("texts", [True, False])
def test_the_index_shows_the_same_from_thin_tables(run: Path, monkeypatch: pytest.MonkeyPatch, texts: bool) -> None:
    monkeypatch.setattr(stage, "INLINE", 4)
    settings = Settings(output=run, texts=texts)
    known = stage.gathered(settings)
    assert known.many
    assert known.tables["documents"]["text"].str.len().max() <= article.OPENING
    assert known.tables["alignment"].empty
    thin = stage.run(settings, known).read_bytes()
    assert thin == stage.run(settings, replace(known, tables=known.corpus.whole())).read_bytes()


@pytest.mark.parametrize("count_duplicates", [True, False])
def test_the_copy_without_words_is_the_same_few_articles_at_a_time(
    run: Path, monkeypatch: pytest.MonkeyPatch, count_duplicates: bool
) -> None:
    rows = schema.read(run, "hedges")
    told = rows.assign(rule="may: lexicon row → sail; override drop (line 3)")
    schema.write("hedges", told, run / "tables" / "hedges.parquet")
    documents = schema.read(run, "documents")
    repeats = documents["doc_id"].eq("ferry").map({True: "Ferry", False: None}).astype("str")
    schema.write("documents", documents.assign(duplicate_of=repeats), run / "tables" / "documents.parquet")
    settings = Settings(output=run, count_duplicates=count_duplicates)
    monkeypatch.setattr(wordless, "BATCH", 2)
    expected = wordless.tables(Corpus.open(settings).whole())
    assert set(expected["hedges"]["rule"]) == {"may: lexicon row; override drop (line 3)"}
    assert expected["hedges"]["doc_id"].nunique() == (len(NAMES) if count_duplicates else len(NAMES) - 1)
    copy = Corpus.open(wordless.copied(settings)).whole()
    for name, rows in expected.items():
        pd.testing.assert_frame_equal(copy[name], rows)


def test_a_report_with_texts_leaves_no_tables_of_one_without(run: Path) -> None:
    for texts in (False, True):
        with stage.gathered(Settings(output=run, texts=texts)).corpus:
            assert (run / wordless.FOLDER).exists() != texts


def test_few_articles_leave_no_folder_of_many(run: Path) -> None:
    left = [run / "articles", run / "work" / "pages-7"]
    for folder in left:
        folder.mkdir(parents=True)
        (folder / "old.html").write_text("an article of the run before")
    stage.run(Settings(output=run))
    assert not any(folder.exists() for folder in left)


def test_tables_are_asked_as_they_are(run: Path) -> None:
    corpus = Corpus.open(Settings(output=run))
    whole = corpus.whole()
    for name in schema.SCHEMA:
        pd.testing.assert_frame_equal(whole[name], schema.read(run, name))
    for size in (1, 2, 64):
        batches = list(corpus.batches(size))
        assert [len(batch["documents"]) for batch in batches] == [size] * (5 // size) + [5 % size] * (5 % size > 0)
        again = pd.concat([batch["hedges"] for batch in batches], ignore_index=True)
        pd.testing.assert_frame_equal(again, whole["hedges"])
    assert corpus.numbers() == {name: len(rows) for name, rows in whole.items()}
    assert corpus.lost() == {"mentions": 0, "attributions": 0, "hedges": 0}


def test_repeated_articles_are_not_asked_for(run: Path) -> None:
    documents = schema.read(run, "documents")
    documents.loc[documents["doc_id"] == "ferry", "duplicate_of"] = "Ferry"
    schema.write("documents", documents, run / "tables" / "documents.parquet")
    once, twice = (Corpus.open(Settings(output=run, count_duplicates=count)).numbers() for count in (False, True))
    assert once["attributions"] == 4 * 7
    assert twice["attributions"] == 5 * 7


def test_frames_are_asked_as_the_tables_of_a_run_are(ferry: Tables) -> None:
    corpus = Corpus.of(ferry)
    assert corpus.numbers() == {name: len(rows) for name, rows in ferry.items()}
    assert len(corpus.ask("SELECT * FROM articles")) == 1
