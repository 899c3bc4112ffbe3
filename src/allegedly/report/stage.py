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
from allegedly.accuracy import FOLDER, scores
from allegedly.corpus import Corpus
from allegedly.findings import Finding, as_rows
from allegedly.hedging import said
from allegedly.report import article, colophon, links, page, pages, rendering, thin, wordless
from allegedly.report.gather import counted, findings, first_screen
from allegedly.report.originals import Originals
from allegedly.schema import SCHEMA
from allegedly.settings import Settings

INLINE = 200
"""Articles that one page still holds."""

INLINE_WORDS = 150_000
"""Words of articles that one page still holds."""


def read(settings: Settings) -> dict[str, pd.DataFrame]:
    """All tables of the run in `settings.output` by name, without repeated articles' counts unless asked for.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    return counted({name: tables.read(settings.output, name) for name in SCHEMA}, settings)


@dataclass(frozen=True)
class Gathered:
    """What is known of a whole run: its tables to be asked and as its report shows them, what each voice says in each
    sentence, the findings, and whether the articles are too many for one page."""

    corpus: Corpus
    tables: dict[str, pd.DataFrame]
    pieces: pd.DataFrame
    findings: list[Finding]
    many: bool


def gathered(settings: Settings) -> Gathered:
    """Ask the tables of the run in `settings.output`, or for a report without texts a copy that is trimmed for it.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet.
    """
    shutil.rmtree(settings.output / wordless.FOLDER, ignore_errors=True)
    corpus = Corpus.open(settings if settings.texts else wordless.copied(settings))
    pieces, many = said.pieces(corpus), _many(corpus)
    shown = thin.tables(corpus) if many else corpus.whole()
    return Gathered(corpus, shown, pieces, findings(shown, pieces, seed=settings.seed, corpus=corpus), many)


def _many(corpus: Corpus) -> bool:
    """True where one page does not hold all articles."""
    read = corpus.ask("SELECT count(*) AS n, coalesce(sum(n_words), 0) AS words FROM documents").iloc[0]
    return bool(read["n"] > INLINE or read["words"] > INLINE_WORDS)


def run(settings: Settings, known: Gathered | None = None) -> Path:
    """Write the findings of the run in `settings.output` and its page or pages; the path of the report.

    Raises FileNotFoundError, naming the stage that is missing, if a table was not made yet; ClusterError and
    StaleWorkerError, where there are many articles, if other processes cannot make their pages.
    """
    if known is None:
        known = gathered(settings)
        with known.corpus:
            return run(settings, known)
    output = settings.output
    text = json.dumps(as_rows(known.findings), ensure_ascii=False, indent=1) + "\n"
    (output / "findings.json").write_text(text, encoding="utf-8")
    measured = scores.read(FOLDER, min_probability=settings.min_probability, genre=settings.genre)
    downloads = colophon.downloads(output, texts=settings.texts)
    documents = known.tables["documents"]
    anchors = article.anchors(documents)
    pages.sweep(output)
    if known.many:
        folder = output / links.FOLDER
        pages.write(known.corpus, known.tables, settings, folder, downloads=downloads, measured=measured)
    shown = page.compose(
        known.tables, first_screen(known.findings), settings, pieces=known.pieces, anchors=anchors, corpus=known.corpus,
        links=links.Links(links.files(anchors)) if known.many else links.ONE_PAGE,
        originals={} if known.many else Originals.of(settings).read(documents),
        manifest=colophon.read(output), downloads=downloads, measured=measured,
        figures=colophon.figures(output) if settings.texts else [],
        corrections=list(correcting.listed(known.corpus, settings.overrides).itertuples(index=False)),
    )  # fmt: skip
    path = output / links.REPORT
    path.write_bytes(rendering.encoded(shown))
    return path
