"""Sheets for people who label sentences: a seeded sample written as CSV, and what they made of it read back.

A sheet has a row a sentence: doc_id, sentence_id, the sentence before it, the sentence, and an empty column for each
question. People write "yes" or "no", or leave open what they cannot tell. Cells that a spreadsheet would run as a
formula are defused, and files that come back with semicolons or tabs are read as well.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from allegedly import drawing, tables
from allegedly.words import one_line

QUESTIONS = {
    "hedged": "Does a word take back some of the weight of what is said (may, reportedly, believes)?",
    "uncertain": "Does the sentence tell of something that has not happened, or may not be so?",
}
"""What people are asked of each sentence; the column of `certainty` that answers it has the same name."""

ANSWERS = {"yes": True, "no": False, "": None}
KEYS = ["doc_id", "sentence_id"]
SHEET = "sheet.csv"
"""The file that is drawn; every other CSV beside it is the labels of the person it is named after."""


class LabelError(ValueError):
    """A file of labels that cannot be read. The message names file, line, what was found and what was expected."""


def draw(sentences: pd.DataFrame, *, n: int, seed: int) -> pd.DataFrame:
    """`n` sentences drawn at random, in the order of the texts.

    Columns: doc_id, sentence_id, before, sentence, and one for each question, empty.
    """
    told = sentences.sort_values(KEYS, ignore_index=True)
    told = told.assign(sentence=told["text"].map(one_line))
    told["before"] = told.groupby("doc_id")["sentence"].shift().fillna("")
    drawn = drawing.draw(told, n, seed=seed, keys=KEYS).reset_index(drop=True)
    return drawn[[*KEYS, "before", "sentence"]].assign(**dict.fromkeys(QUESTIONS, ""))


def write(drawn: pd.DataFrame, folder: Path) -> Path:
    """Write the sheet into the folder, unless one stands there: people may be at work on it. Its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SHEET
    if not path.exists():
        # With a byte order mark, by which spreadsheets know UTF-8.
        path.write_text(tables.csv(drawn), encoding="utf-8-sig", newline="")
    return path


def labelled(folder: Path, sentences: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What each person made of the sheet, by the name of the file: doc_id, sentence_id, and a column a question.

    Raises LabelError for a file that is not as it was drawn.
    """
    files = sorted(path for path in folder.glob("*.csv") if path.name != SHEET)
    return {path.stem: read(path, sentences) for path in files}


def read(path: Path, sentences: pd.DataFrame) -> pd.DataFrame:
    """The labels of one file: doc_id, sentence_id, and a column a question with True, False, or None where open.

    `sentences` are those of the run: a label whose sentence reads differently now is refused. Raises LabelError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LabelError(f"{path}: is not UTF-8 ({error.reason} at byte {error.start}); save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    header = [cell.strip() for cell in next(reader, [])]
    missing = [name for name in (*KEYS, "sentence", *QUESTIONS) if name not in header]
    if missing:
        raise LabelError(
            f"{path}, line 1: column {', '.join(missing)} is missing; there are {', '.join(header) or 'none'}"
        )
    known = {(row.doc_id, row.sentence_id): one_line(row.text) for row in sentences.itertuples(index=False)}
    rows: list[dict[str, object]] = []
    seen: dict[object, int] = {}
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{path}, line {reader.line_num}"
        if len(cells) < len(header):
            raise LabelError(f"{where}: has {len(cells)} cells; expected {len(header)}: {', '.join(header)}")
        row = _row(dict(zip(header, cells, strict=False)), known, where)
        key = (row["doc_id"], row["sentence_id"])
        if key in seen:
            raise LabelError(f"{where}: sentence {key[1]} of {key[0]!r} stands in line {seen[key]} already")
        seen[key] = reader.line_num
        rows.append(row)
    return pd.DataFrame(rows, columns=[*KEYS, *QUESTIONS]).astype(dict.fromkeys(QUESTIONS, "object"))


def _row(cells: dict[str, str], known: dict[tuple[str, int], str], where: str) -> dict[str, object]:
    doc_id, number = _plain(cells["doc_id"]), cells["sentence_id"].strip()
    if not number.isdigit():
        raise LabelError(f"{where}: sentence_id is {number!r}; expected the whole number it was drawn with")
    told = known.get((doc_id, int(number)))
    if told is None:
        raise LabelError(f"{where}: the run has no sentence {number} in {doc_id!r}; expected a sentence of this run")
    if one_line(_plain(cells["sentence"])) != told:
        raise LabelError(
            f"{where}: sentence {number} of {doc_id!r} is not what this run reads there: {told!r}; label a sheet of it"
        )
    made: dict[str, object] = {"doc_id": doc_id, "sentence_id": int(number)}
    for question in QUESTIONS:
        answer = cells[question].strip().lower()
        if answer not in ANSWERS:
            raise LabelError(f"{where}: {question} is {cells[question]!r}; expected yes, no, or nothing")
        made[question] = ANSWERS[answer]
    return made


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@\t\r") else cell
