"""Stage 01 over folders of all kinds of input: what is read, what is a problem, and what never happens."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.cleaning import stage
from allegedly.cleaning.listing import list_sources
from allegedly.corpus import Corpus
from allegedly.settings import Settings

BODY = (
    "The ministry said on Monday that nobody had been hurt in the strike. Two officials, who asked not to be named,"
    " said that they had no information about the men."
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Nobody hurt in strike | The Example</title>
<meta property="og:site_name" content="The Example"><meta property="article:published_time" content="2018-02-14T10:00:00Z">
<script>var hidden = "not text";</script></head><body><nav><a>Home</a> <a>World</a></nav>
<article><h1>Nobody hurt in strike</h1><p>{BODY}</p><p>They added that talks &amp; visits would go on as planned,
whatever the opposition may say about them in parliament.</p></article><footer>© 2018 The Example</footer></body></html>"""


def run(folder: Path, **parameters: Any) -> dict[str, pd.DataFrame]:
    """The tables of stage 01 over a folder or a file."""
    settings = Settings(input=folder, output=folder.parent / "out", **parameters)
    made = stage.map_batch({"sources": list_sources(settings)[0]}, settings)
    reduced = stage.reduce(Corpus.of(made), settings)
    made |= {name: rows if isinstance(rows, pd.DataFrame) else pd.concat(rows) for name, rows in reduced.items()}
    for name, rows in made.items():
        tables.check(name, rows)
    return made


def problems(made: dict[str, pd.DataFrame]) -> dict[str, str]:
    """The reason for each path."""
    return dict(zip(made["problems"]["path"], made["problems"]["reason"], strict=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "good.txt").write_text(f"Nobody hurt in strike\n\n{BODY}\n", encoding="utf-8")
    return inside


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t ", "empty"),
        ("nul.txt", b"\x00" * 5000, "empty"),
        ("noise.txt", bytes(range(32)) * 500, "binary"),
        ("paper.txt", b"%PDF-1.7 stream and more", "binary"),
        ("marks.txt", b"--- *** ... !!!", "no words"),
        ("broken.html.gz", b"\x1f\x8bnot really packed", "unreadable"),
        ("letter.docx", b"PK", "kind of file that is not read"),
        ("page.html", b"<html><body><script>x()</script></body></html>", "no text in the page"),
        ("login.html", b"<html><body><nav><a>Home</a> <a>News</a></nav><p>Copyright 2018</p></body></html>",
         "no article in the page"),
        ("table.csv", b"name,age\nRoe,7\n", "table not read"),
        ("twice.csv", b"text,text\na,b\n", "table not read"),
        ("surplus.csv", b"id,text\n1,Well, nobody knew.\n", "row not read"),
        ("none.csv", b"id,text\n", "empty"),
        ("none.jsonl", b"\n", "empty"),
        ("rows.parquet", b"PAR1", "table not read"),
        ("german.txt", b"Der Minister sagte am Dienstag, er habe davon nichts gewusst, und die Partei schwieg dazu.",
         "not English"),
        ("russian.txt", "Министр сказал во вторник, что ему об этом ничего не известно, и партия промолчала.".encode(),
         "not English"),
    ],
)  # fmt: skip
def test_a_bad_file_is_a_problem_and_the_rest_is_read(folder: Path, name: str, data: bytes, reason: str) -> None:
    (folder / name).write_bytes(data)
    made = run(folder)
    assert made["documents"]["doc_id"].tolist() == ["good"]
    assert problems(made) == {name: reason}


def test_a_link_that_leaves_the_input_is_not_followed(folder: Path) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text(BODY, encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    (folder / "away").symlink_to(folder.parent)
    (folder / "inside.txt").symlink_to(folder / "good.txt")
    made = run(folder)
    assert made["documents"]["doc_id"].tolist() == ["good", "inside"]
    assert problems(made)["link.txt"] == "link that leaves the input"


def test_an_input_that_is_itself_a_link_is_read(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert run(link)["documents"]["doc_id"].tolist() == ["good"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one_line.txt", " ".join([BODY] * 400)),
        ("quotes.txt", f'"""" {BODY} "“”\'\'" \'\' "'),
        ("nuls.txt", f"{BODY[:40]}\x00\x00{BODY[40:]}"),
        ("crlf.txt", f"Nobody hurt\r\n\r\n{BODY}\r\n"),
        ("old_mac.txt", f"Nobody hurt\r\r{BODY}\r"),
        ("one_word.txt", "Nobody."),
        ("long_word.txt", f"{'a' * 200_000} is no word. {BODY}"),
        ("open_tags.txt", f"{BODY} {'<a ' * 20_000}"),
        ("hyphens.txt", f"{BODY}\n{'ab-' * 1000}"),
        ("table.txt", "\n".join(f"{n} Jane Roe (US)" for n in range(40))),
    ],
)
def test_odd_texts_are_read(folder: Path, name: str, text: str) -> None:
    (folder / name).write_bytes(text.encode())
    made = run(folder)
    assert name.removesuffix(".txt") in made["documents"]["doc_id"].tolist()
    met = {
        "quotes.txt": ["quotation mark without a partner"],
        "long_word.txt": ["sentence read in pieces"],
        "open_tags.txt": ["sentence read in pieces"],
        "hyphens.txt": ["sentence read in pieces"],
    }
    assert made["problems"]["reason"].unique().tolist() == met.get(name, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = f"“Café” closed – nobody hurt\n\n{BODY}"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert run(tmp_path / "a.txt")["documents"]["text"].tolist() == [text]


def test_half_of_a_surrogate_pair_in_a_table_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "He said \\ud800 that it is over."}\n', encoding="utf-8")
    assert run(tmp_path / "a.jsonl")["documents"]["text"].tolist() == ["He said \ufffd that it is over."]


def test_every_kind_of_input_is_read(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "note.md").write_text(
        f"---\ntitle: A note\ndate: 2018-03-06\n---\n\n# A note\n\nHe **left**. {BODY}", encoding="utf-8"
    )
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "packed.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    row = {"title": "T", "outlet": "O", "published": "16 February 2018", "url": "http://a.example/1"}
    (folder / "rows.jsonl").write_text(
        json.dumps({"id": "j1", "text": BODY, **row}) + "\n" + json.dumps({"text": BODY + " Two."}) + "\nnot json\n",
        encoding="utf-8",
    )
    pd.DataFrame([{"id": "c1", "text": BODY + " Three.", "region": "EU"}]).to_csv(folder / "rows2.csv", index=False)
    pd.DataFrame([{"id": "p1", "html": PAGE.replace("Nobody", "No one")}]).to_parquet(folder / "rows3.parquet")
    made = run(folder, near_duplicate=1.0)
    documents = made["documents"].set_index("doc_id")
    assert sorted(documents.index) == ["c1", "good", "j1", "p1", "packed", "page", "rows-2", "sub/note"]
    assert documents.loc["j1", ["title", "outlet", "published", "url"]].tolist() == [
        "T",
        "O",
        "2018-02-16",
        "http://a.example/1",
    ]
    assert documents.loc["page", ["title", "outlet", "published", "language"]].tolist() == [
        "Nobody hurt in strike", "The Example", "2018-02-14", "en-GB",
    ]  # fmt: skip
    assert documents.loc["sub/note", ["title", "published"]].tolist() == ["A note", "2018-03-06"]
    assert documents.loc["sub/note", "text"].startswith("A note\n\nHe left. The ministry")
    assert documents.loc["good", "title"] == "Nobody hurt in strike"
    assert "talks & visits" in documents.loc["page", "text"]
    assert not documents["text"].str.contains("Home|©|hidden|<").any()
    found = made["problems"].groupby("path")["reason"].agg(list).to_dict()
    assert found == {"rows.jsonl": ["row not read"], "rows2.csv": ["columns not read"]}
    assert documents.loc["packed", "duplicate_of"] != "page"  # neither has a day: the first in order is the original
    assert documents.loc["page", "duplicate_of"] == "packed"


def test_words_of_a_page_stand_where_the_offsets_say(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    made = run(tmp_path / "page.html")
    assert len(made["sentences"]) > 1
    for row in made["sentences"].itertuples():
        source = PAGE[row.raw_start : row.raw_end].replace("\n", " ").replace("&amp;", "&")
        assert source == row.text


def test_markup_that_never_closes_is_read(tmp_path: Path) -> None:
    broken = f"<html><body><p>{BODY}</p><p>{BODY.replace('Two', 'Three')}</p>{'<a ' * 20_000}<script>never closed"
    (tmp_path / "page.html").write_text(broken, encoding="utf-8")
    assert run(tmp_path / "page.html")["documents"]["text"].str.startswith(BODY).all()


def test_two_files_of_one_name_keep_their_endings_and_a_repeated_id_is_a_problem(folder: Path) -> None:
    (folder / "good.md").write_text(BODY + " One.", encoding="utf-8")
    rows = [{"id": "x", "text": BODY + " Two."}, {"id": "x", "text": BODY + " Three."}]
    (folder / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    made = run(folder)
    assert made["documents"]["doc_id"].tolist() == ["good.md", "good.txt", "x"]
    assert problems(made) == {"t.jsonl": "repeated id"}


def test_metadata_of_a_folder(folder: Path) -> None:
    (folder / "metadata.csv").write_text(
        'file,title,outlet,published,region\ngood.txt,"A ""good"" title, = so",O,2018-02-16,EU\ngone.txt,x,y,,\n',
        encoding="utf-8",
    )
    made = run(folder)
    assert made["documents"].loc[0, ["title", "outlet", "published"]].tolist() == [
        'A "good" title, = so',
        "O",
        "2018-02-16",
    ]
    assert sorted(made["problems"]["reason"]) == ["columns not read", "metadata of a file that is not there"]


def test_articles_outside_the_range_of_dates(folder: Path) -> None:
    rows = [
        {"id": day, "text": f"{BODY} It was {day}.", "published": day}
        for day in ("2018-01-01", "2018-02-01", "2018-03-01", "May")
    ]
    (folder / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    made = run(folder, published_from="2018-01-15", published_to="2018-02-15", near_duplicate=1.0)
    assert made["documents"]["doc_id"].tolist() == ["2018-02-01", "May", "good"]
    assert sorted(made["problems"]["reason"]) == [
        "date not understood",
        "outside the range of dates",
        "outside the range of dates",
    ]


def test_repeated_articles_are_marked_and_the_log_says_how_alike(folder: Path) -> None:
    long = " ".join(f"{BODY} On day {n} they said it again." for n in range(6))
    (folder / "a.txt").write_text(long, encoding="utf-8")
    (folder / "b.txt").write_text(long + " And nobody listened.", encoding="utf-8")
    (folder / "c.txt").write_text(long, encoding="utf-8")
    made = run(folder)
    assert made["documents"].set_index("doc_id")["duplicate_of"].dropna().to_dict() == {"b": "a", "c": "a"}
    log = made["edits"].query("rule == 'duplicate_article'").set_index("doc_id")["reason"]
    assert log["c"].startswith("100%")
    assert not log["b"].startswith("100%")
    assert run(folder, near_duplicate=1.0)["documents"]["duplicate_of"].notna().sum() == 1


def test_what_was_published_first_is_the_original(tmp_path: Path) -> None:
    days = {"a": "2018-02-16", "b": "2018-02-14", "c": ""}
    rows = [{"id": name, "text": f"{BODY} She left.", "published": day} for name, day in days.items()]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    made = run(tmp_path)
    assert made["documents"].set_index("doc_id")["duplicate_of"].dropna().to_dict() == {"a": "b", "c": "b"}


def test_nothing_read_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(stage.NothingReadError, match=r"a\.txt: empty"):
        run(tmp_path)


def test_a_batch_does_not_change_what_a_document_yields(folder: Path) -> None:
    for n in range(5):
        (folder / f"{n}.txt").write_text(f"{BODY} The U.S.is silent on day {n}.\n\nShare on Facebook", encoding="utf-8")
    settings = Settings(input=folder, output=folder.parent / "out")
    sources = list_sources(settings)[0]
    whole = stage.map_batch({"sources": sources}, settings)
    parts = [stage.map_batch({"sources": sources.iloc[[n]]}, settings) for n in range(len(sources))]
    for name in ("documents", "edits", "sentences", "alignment"):
        pd.testing.assert_frame_equal(whole[name], pd.concat([part[name] for part in parts], ignore_index=True))


def test_overrides_keep_and_drop(folder: Path) -> None:
    (folder / "good.txt").write_text(
        f"{BODY}\n\nShare on Facebook\n\nA line to drop\n\nThe efforst failed again. The efforst went on.",
        encoding="utf-8",
    )
    rules = folder.parent / "corrections"
    rules.mkdir()
    (rules / "cleaning.csv").write_text(
        "doc_id,action,text,note\ngood,keep,Share on Facebook,quoted\n,drop,A line to drop,not ours\n,keep,efforst,\n",
        encoding="utf-8",
    )
    made = run(folder, overrides=rules)
    text = made["documents"]["text"].iloc[0]
    assert "Share on Facebook" in text
    assert text.count("efforst") == 2
    assert "A line to drop" not in text
    log = made["edits"].set_index("rule")["reason"]
    assert log["override_drop"] == "override drop (line 3): not ours"
    assert sorted(log["override_keep"]) == ["override keep (line 2): quoted", *["override keep (line 4)"] * 2]


def test_an_article_s_own_override_goes_before_that_for_all(folder: Path) -> None:
    for name in ("good", "other"):
        (folder / f"{name}.txt").write_text(f"{BODY}\n\nA line to drop\n\nThe talks of {name} go on.", encoding="utf-8")
    (folder.parent / "cleaning.csv").write_text(
        "doc_id,action,text,note\n,drop,A line to drop,\ngood,keep,A line to drop,\n", encoding="utf-8"
    )
    made = run(folder, overrides=folder.parent)
    assert made["documents"]["text"].str.contains("A line to drop").tolist() == [True, False]
