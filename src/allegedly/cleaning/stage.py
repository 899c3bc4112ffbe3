"""Stage 01: documents, edits, sentences, alignment and problems from whatever the input holds.

Reads `sources`; writes the five tables. Over the whole input it marks articles that repeat another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import tables, words
from allegedly.cleaning import article, marks, metadata, overrides, vocabulary
from allegedly.cleaning.article import Article, NoArticleError
from allegedly.cleaning.decoding import UnreadableError
from allegedly.cleaning.duplicates import duplicates
from allegedly.cleaning.listing import list_sources
from allegedly.cleaning.paragraphs import paragraphs
from allegedly.cleaning.reading import read_source
from allegedly.corpus import BATCH, Corpus
from allegedly.offsets import RawOffsets
from allegedly.settings import Settings

_TABLES = ("documents", "edits", "sentences", "alignment", "problems")
_SHOWN = 20  # marks without a partner that have a row of `problems` of their own, in an article
Rows = dict[str, list[dict[str, Any]]]


class NothingReadError(RuntimeError):
    """No source of the input holds an article. The message says where was looked and what is wrong."""


def prepare() -> None:
    """Load what the first document would wait for: the vocabulary behind spelling."""
    vocabulary.rank("word")
    vocabulary.is_word("word")


def map_batch(inputs: dict[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables of a batch of sources; what one yields does not depend on the others."""
    root = settings.input if settings.input.is_dir() else settings.input.parent
    rows: Rows = {name: [] for name in _TABLES}
    for source in inputs["sources"].sort_values("doc_id").to_dict("records"):
        at = None if pd.isna(source["at"]) else int(source["at"])
        try:
            read = read_source(Path(source["file"]), at, root=root)
            rules = overrides.FILE.of(source["doc_id"], settings.overrides)
            made = article.make(read, rules=rules, repair_spelling=settings.repair_spelling)
            published = _published(made, settings)
        except (UnreadableError, NoArticleError) as error:
            reason = error.reason if isinstance(error, NoArticleError) else str(error).partition(": ")[0]
            detail = error.detail if isinstance(error, NoArticleError) else str(error).partition(": ")[2]
            rows["problems"].append(_problem(source, reason, detail))
            continue
        _add(rows, made, source, published)
    return {name: tables.frame(name, found) for name, found in rows.items()}


def _problem(source: dict[str, Any], reason: str, detail: str) -> dict[str, str]:
    """A row of `problems`; the detail begins with the row of a table."""
    where = "" if pd.isna(source["row"]) else f"row {int(source['row']) + 1} ({source['doc_id']})"
    return {"path": source["path"], "reason": reason, "detail": ": ".join(part for part in (where, detail) if part)}


def _published(made: Article, settings: Settings) -> date | None:
    """The day of publication. Raises NoArticleError if it lies outside the range that was asked for."""
    given = made.about.get("published")
    found = metadata.day(given) if given else None
    first, last = settings.published_from, settings.published_to
    if found and ((first and found < first) or (last and found > last)):
        asked = f"from {first or 'any day'} to {last or 'any day'}"
        raise NoArticleError("outside the range of dates", f"published {found}; asked for {asked}")
    return found


def _add(rows: Rows, made: Article, source: dict[str, Any], published: date | None) -> None:
    doc_id, back = source["doc_id"], RawOffsets(made.runs)
    about, given = made.about, made.about.get("published")
    rows["documents"].append({
        "doc_id": doc_id, "path": source["path"], "url": about.get("url"), "sha256": made.sha256,
        "title": made.title, "outlet": about.get("outlet"), "published": published.isoformat() if published else None,
        "language": made.language, "n_chars_raw": made.n_raw, "n_sentences": len(made.sentences),
        "n_words": words.count(made.text), "text": made.text,
    })  # fmt: skip
    rows["edits"] += [{"doc_id": doc_id, **edit} for edit in made.edits]
    for number, (paragraph, start, end) in enumerate(made.sentences):
        raw_start, raw_end = back.span(start, end)
        rows["sentences"].append({
            "doc_id": doc_id, "sentence_id": number, "paragraph_id": paragraph, "start": start, "end": end,
            "raw_start": raw_start, "raw_end": raw_end, "text": made.text[start:end],
        })  # fmt: skip
    rows["alignment"] += [
        {"doc_id": doc_id, "start": a, "end": b, "raw_start": c, "raw_end": d} for a, b, c, d in made.runs
    ]
    notes = [*made.notes]
    alone = marks.unpaired(made.text, paragraphs(made.text))
    for at in alone[:_SHOWN]:
        notes.append(("quotation mark without a partner", f"{doc_id}, character {at}: {made.text[at : at + 40]!r}"))
    if len(alone) > _SHOWN:
        notes.append(("quotation mark without a partner", f"{doc_id}: {len(alone) - _SHOWN} more"))
    if given and not published:
        notes.append(("date not understood", f"{given!r}; write it as YYYY-MM-DD"))
    rows["problems"] += [_problem(source, reason, detail) for reason, detail in notes]


def reduce(corpus: Corpus, settings: Settings) -> dict[str, pd.DataFrame | Iterator[pd.DataFrame]]:
    """`documents` with `duplicate_of`, `edits` with a flag at each duplicate, `problems` with those of the listing.

    Of the first two only some articles are in memory at a time. Raises NothingReadError if there is no document.
    """
    rows = pd.concat([corpus.rows("problems"), list_sources(settings)[1]]).drop_duplicates()
    problems = tables.frame("problems", rows.to_dict("records"))
    # The one published first is the original; where days are missing or equal, the first by doc_id.
    order = corpus.ask("SELECT doc_id FROM documents ORDER BY published NULLS LAST, doc_id")["doc_id"].tolist()
    if not order:
        why = "; ".join(f"{p.path}: {p.reason}" for p in problems.head(5).itertuples())
        raise NothingReadError(f"{settings.input}: no article could be read ({why})")
    texts = partial(corpus.each_text, "documents")
    found = duplicates(order, texts, threshold=settings.near_duplicate, seed=settings.seed)
    batches = partial(corpus.batches, BATCH)
    made: dict[str, pd.DataFrame | Iterator[pd.DataFrame]] = {"problems": problems}
    if found:
        made["edits"] = (_flagged(own, found) for own in batches(["documents", "edits"]))
    # Last: once they are written, those without marks are gone, from which the edits are told apart.
    made["documents"] = (_marked(own["documents"], found) for own in batches(["documents"]))
    return made


def _marked(documents: pd.DataFrame, found: Mapping[str, tuple[str, float]]) -> pd.DataFrame:
    originals = documents["doc_id"].map({doc_id: original for doc_id, (original, _) in found.items()})
    return documents.assign(duplicate_of=originals.astype("str"))


def _flagged(own: Mapping[str, pd.DataFrame], found: Mapping[str, tuple[str, float]]) -> pd.DataFrame:
    """The edits of some articles, with a flag at each that repeats another."""
    repeats = [doc_id for doc_id in own["documents"]["doc_id"] if doc_id in found]
    flags = [
        {"doc_id": doc_id, "rule": "duplicate_article", "action": "flagged", "before": "", "after": "",
         "reason": f"{share:.0%} of the runs of five words of this article and {original} are the same"}
        for doc_id in repeats for original, share in [found[doc_id]]
    ]  # fmt: skip
    return tables.frame("edits", [*own["edits"].to_dict("records"), *flags])
