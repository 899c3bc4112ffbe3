"""Stage 05: asks the tables of a run, and writes OUTPUT/findings.json, OUTPUT/report.html and, of many articles, a page
for each in OUTPUT/articles.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from allegedly import correcting, tables
from allegedly.corpus import Corpus
from allegedly.findings import Finding, as_rows
from allegedly.hedging import said
from allegedly.report import accuracy, article, colophon, links, page, pages, wordless
from allegedly.report.gather import counted, findings, first_screen
from allegedly.report.originals import Originals
from allegedly.schema import SCHEMA
from allegedly.settings import Settings

INLINE = 200
"""Articles that one page still holds."""

INLINE_WORDS = 150_000
"""Words of articles that one page still holds."""

BATCH = 64
"""Articles whose rows are in memory at a time."""


def read(settings: Settings) -> dict[str, pd.DataFrame]:
    """All tables of the run in `settings.output` by name, without repeated articles' counts unless asked for.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    return counted({name: tables.read(settings.output, name) for name in SCHEMA}, settings)


@dataclass(frozen=True)
class Gathered:
    """What is known of a whole run: its tables to be asked and as they are, what each voice says in each sentence, and
    the findings."""

    corpus: Corpus
    tables: dict[str, pd.DataFrame]
    pieces: pd.DataFrame
    findings: list[Finding]


def gathered(settings: Settings) -> Gathered:
    """Ask the tables of the run in `settings.output`.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    corpus = Corpus.open(settings)
    pieces = said.pieces(corpus)
    whole = corpus.whole() if settings.texts else wordless.tables(corpus.whole())
    found = findings(whole, pieces, seed=settings.seed, corpus=corpus if settings.texts else None)
    return Gathered(corpus, whole, pieces, found)


def run(settings: Settings, known: Gathered | None = None) -> Path:
    """Write the findings of the run in `settings.output` and its page or pages; the path of the report.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    output = settings.output
    known = known or gathered(settings)
    text = json.dumps(as_rows(known.findings), ensure_ascii=False, indent=1) + "\n"
    (output / "findings.json").write_text(text, encoding="utf-8")
    measured = accuracy.read(accuracy.FOLDER, min_probability=settings.min_probability, genre=settings.genre)
    downloads = colophon.downloads(output, texts=settings.texts)
    documents = known.tables["documents"]
    anchors = article.anchors(documents)
    many = len(documents) > INLINE or documents["n_words"].sum() > INLINE_WORDS
    folder = output / links.FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    if many:
        pages.write(
            known.corpus, known.tables, settings, folder, size=BATCH, downloads=downloads, measured=measured
        )  # fmt: skip
    shown = page.compose(
        known.tables, first_screen(known.findings), settings, pieces=known.pieces, anchors=anchors, corpus=known.corpus,
        links=links.Links(links.files(anchors)) if many else links.ONE_PAGE,
        originals=Originals(settings).read(documents) if settings.texts and not many else {},
        manifest=colophon.read(output), downloads=downloads, measured=measured,
        figures=colophon.figures(output) if settings.texts else [],
        corrections=list(correcting.listed(known.corpus, settings.overrides).itertuples(index=False)),
    )  # fmt: skip
    path = output / links.REPORT
    path.write_bytes(page.encoded(shown))
    return path
