"""Whatever lies in the input folder, each file is an article or a problem, and nothing else happens."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from allegedly import tables
from allegedly.cleaning import stage
from allegedly.cleaning.listing import list_sources
from allegedly.settings import Settings

N_FILES = 40
N_FOLDERS = 250  # 10,000 files

PIECES = (
    "The ministry said ", "nobody was hurt. ", "\n", "\n\n", "\r", "\x00", "\u2028", "\ufeff", "\u200b", "\u202e", "“", "”", "'", '"', "''",
    "``", "<p>", "</p>", "<div>" * 60, "<script>alert(1)</script>", "<!--", "]]>", "&#0;", "&amp;amp;", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;",
    "{{ 7*7 }}", "$(date)", "=1+1", "%s%n", "../", "http://example.org/" + "a" * 90, "U.S.", "a-\nb", "(" * 50, "Ж", "é", "e\u0301", "中文。",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "1,000", "...", "—", "A" * 300, "--- \ntitle: x\n---\n", "| a | b |\n", "# ",
    "By Jane Roe\n", "Read more\n", "(Reuters) - ",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
BYTES = st.one_of(
    TEXT.map(lambda text: text.encode("utf-8")),
    TEXT.map(lambda text: text.encode("utf-16")),
    TEXT.map(lambda text: text.encode("cp1252", "replace")),
    TEXT.map(lambda text: b"<html><body><article><p>" + text.encode() + b"</p></article></body></html>"),
    TEXT.map(lambda text: gzip.compress(text.encode(), mtime=0)),
    TEXT.map(lambda text: ('{"id": "' + text[:9] + '", "text": "' + text + '"}\n').encode()),
    TEXT.map(lambda text: ("id,text\n1," + text + "\n").encode()),
    st.binary(max_size=200),
)
ENDING = st.sampled_from([".txt", ".md", ".html", ".txt.gz", ".html.gz", ".jsonl", ".csv", ".parquet", ".TXT"])
FILES = st.lists(st.tuples(BYTES, ENDING), min_size=N_FILES, max_size=N_FILES)


@seed(2018)
@settings(max_examples=N_FOLDERS, deadline=None, database=None, phases=[Phase.generate])
@given(FILES)
def test_every_file_is_an_article_or_a_problem(files: list[tuple[bytes, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        for number, (data, ending) in enumerate(files):
            (folder / f"{number:02}{ending}").write_bytes(data)
        given = Settings(input=folder, output=Path(name, "out"))
        sources, listed = list_sources(given)
        made = stage.map_batch({"sources": sources}, given)
        for table, rows in made.items():
            tables.check(table, rows)
        read = set(made["documents"]["path"]) | set(made["problems"]["path"]) | set(listed["path"])
        assert read == {path.name for path in folder.iterdir()}
        rows = set(made["documents"]["doc_id"])
        lost = [doc_id for doc_id, path in zip(sources["doc_id"], sources["path"], strict=True)
                if doc_id not in rows and path not in set(made["problems"]["path"])]  # fmt: skip
        assert lost == []
