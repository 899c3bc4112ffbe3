"""`make export`: the tables of a run as files for other tools, in OUTPUT/export/FORMAT.

    brat    NAME.txt and NAME.ann an article, annotation.conf and visual.conf; beside it `inception`, the same as
            UIMA CAS JSON, one file an article, as INCEpTION imports it
    jsonl   articles.jsonl, one article a line with all its layers; entities.jsonl and voices.jsonl over all articles
    csv     attributions.csv, one attribution a row

A folder in which somebody changed a file since is left alone: it may have become the place where people annotate.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import tables
from allegedly.export import brat, flat, naming, nested, uima
from allegedly.export.articles import read, whole
from allegedly.run.batches import remove
from allegedly.run.provenance import file_digest
from allegedly.settings import SettingsError

File = tuple[str, Iterable[bytes]]
"""The name of a file, and what it holds, piece by piece: all articles together need not fit in memory."""

AT_ONCE = 2048
"""Rows of a CSV that are in memory together."""


def export(output: Path, form: str, *, texts: bool = True) -> Path:
    """Write the tables of the run in `output` as `form`; the folder that holds the files.

    Without `texts`, nothing in them is in the articles' own words. Raises SettingsError if there is no such format, or
    none without texts, or if the folder holds changed files; FileNotFoundError if a table was not made yet.
    """
    folder = output / "export" / check(form, texts=texts)
    for name in _FOLDERS[form]:
        _refuse_changed(output, name)
    for name, files in _FOLDERS[form].items():
        _replace(output, name, files(output) if texts else _WORDLESS[form](output))
    return folder


def check(form: str, *, texts: bool = True) -> str:
    """The format, if there is one of that name. Raises SettingsError with those that there are."""
    if form in _FOLDERS and not texts and form not in _WORDLESS:
        raise SettingsError(f"FORMAT={form} is made of the articles' words, which TEXTS=no leaves out; take FORMAT=csv")
    if form not in _FOLDERS:
        got = f"got {form!r}" if form else "none was given"
        raise SettingsError(f"FORMAT: {got}; the formats are {', '.join(_FOLDERS)}: make export FORMAT=brat")
    return form


def _brat(output: Path) -> Iterator[File]:
    titles = whole(output, "documents")
    names = naming.of(row["doc_id"] for row in titles)
    senses: set[str] = set()
    for article in read(output):
        senses |= {row["sense"] for row in article.layers["connectives"]}
        name = names[article.doc_id]
        yield f"{name}.txt", [_bytes(brat.text(article))]
        yield f"{name}.ann", [_bytes(brat.standoff(article))]
    yield "annotation.conf", [_bytes(brat.annotation_conf(senses))]
    yield "visual.conf", [_bytes(brat.visual_conf())]
    kept = ("doc_id", "title", "outlet", "published", "url", "duplicate_of")
    listed = [{"file": names[row["doc_id"]]} | {name: row[name] for name in kept} for row in titles]
    yield "articles.csv", _csv(listed, ("file", *kept))


def _inception(output: Path) -> Iterator[File]:
    names = naming.of(row["doc_id"] for row in whole(output, "documents"))
    for article in read(output):
        yield f"{names[article.doc_id]}.json", _lines([uima.cas(article)])


def _jsonl(output: Path) -> Iterator[File]:
    entities = _entities(output)
    yield "articles.jsonl", _lines(nested.article(article, entities) for article in read(output))
    yield "entities.jsonl", _lines(whole(output, "entities"))
    yield "voices.jsonl", _lines(whole(output, "voices"))


def _flat(output: Path, columns: Iterable[str] = flat.COLUMNS) -> Iterator[File]:
    entities = _entities(output)
    rows = (row for article in read(output) for row in flat.rows(article, entities))
    yield "attributions.csv", _csv(rows, columns)


def _wordless(output: Path) -> Iterator[File]:
    return _flat(output, [name for name in flat.COLUMNS if name not in flat.WORDS])


_FOLDERS: dict[str, dict[str, Callable[[Path], Iterator[File]]]] = {
    "brat": {"brat": _brat, "inception": _inception},
    "jsonl": {"jsonl": _jsonl},
    "csv": {"csv": _flat},
}
_WORDLESS = {"csv": _wordless}


def _entities(output: Path) -> dict[str, str]:
    return {row["entity_id"]: row["name"] for row in whole(output, "entities")}


def _bytes(text: str) -> bytes:
    # A lone half of a character, which an article may hold, has no bytes in UTF-8; a question mark is as long.
    return text.encode("utf-8", "replace")


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    return (_bytes(json.dumps(row, ensure_ascii=False) + "\n") for row in rows)


def _csv(rows: Iterable[dict[str, Any]], columns: Iterable[str]) -> Iterator[bytes]:
    left, names, header = iter(rows), list(columns), True
    while (some := list(islice(left, AT_ONCE))) or header:
        # As objects, whole numbers stay whole where some are missing.
        yield _bytes(tables.csv(pd.DataFrame(some, columns=names, dtype=object), header=header))
        header = False


def _kept(output: Path, name: str) -> Path:
    return output / "work" / f"export-{name}.json"


def _refuse_changed(output: Path, name: str) -> None:
    folder = output / "export" / name
    written: dict[str, str] = (
        json.loads(_kept(output, name).read_text("utf-8")) if _kept(output, name).is_file() else {}
    )
    there = [path for path in sorted(folder.rglob("*")) if path.is_file()] if folder.is_dir() else []
    changed = [path.name for path in there if written.get(path.name) != file_digest(path)]
    if changed:
        raise SettingsError(
            f"{folder}: {', '.join(changed[:3])}{' and more' * (len(changed) > 3)} changed since it was exported; "
            "move the folder away to keep it, or delete it, and export again"
        )


def _replace(output: Path, name: str, files: Iterable[File]) -> None:
    """Write the files beside the folder, then put them in its place."""
    folder = output / "export" / name
    unfinished = folder.with_name(f".{name}.unfinished")
    remove(unfinished)
    unfinished.mkdir(parents=True)
    for name_of_file, content in files:
        with (unfinished / name_of_file).open("wb") as file:
            file.writelines(content)
    remove(folder)
    unfinished.rename(folder)
    digests = {path.name: file_digest(path) for path in sorted(folder.iterdir())}
    _kept(output, name).parent.mkdir(parents=True, exist_ok=True)
    _kept(output, name).write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
