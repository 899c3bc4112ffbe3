"""Many articles: a page for each in a folder beside the report, made some at a time by the processes of the run.

What a page shows of the whole run (the names of its voices, where its links lead) is found here and goes with the rows
of its article, so that making a page takes hardly longer where there are more articles.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from allegedly.accuracy.scores import Score
from allegedly.corpus import Corpus
from allegedly.report import article, colophon, entities, links, page, rendering, speakers
from allegedly.report.links import Links
from allegedly.report.originals import Originals
from allegedly.run import progress
from allegedly.run.executor import map_batches
from allegedly.run.fresh import REPORT
from allegedly.run.stages import STAGES, code_key, refuse_stale
from allegedly.settings import Settings
from allegedly.voices import voice_ids

Tables = Mapping[str, pd.DataFrame]

SIZE = 64
"""Articles whose pages one process makes at a time, at most."""

LENGTH = 400_000
"""Characters from which they are fewer: their rows, some 14 times as much, go from process to process."""

_READ = 256
"""Articles that are read at a time: of fewer, to ask takes longer than to read."""

_UNFINISHED = "pages-"


@dataclass(frozen=True)
class _Part:
    """Some articles, with all that a process needs to make their pages.

    `tables` are their rows, with the entities, voices and conflicts of the run that are theirs. `anchors` and `files`
    are those of the articles and of those that they repeat; `known` and `entity_rows` of their voices and entities.
    """

    tables: Tables
    anchors: Mapping[str, str]
    files: Mapping[str, str]
    known: Mapping[str, speakers.Speaker]
    entity_rows: Mapping[str, str]
    originals: Originals


def write(
    corpus: Corpus,
    whole: Tables,
    settings: Settings,
    folder: Path,
    *,
    downloads: Sequence[colophon.Download],
    measured: Sequence[Score],
) -> None:
    """Write a page for each article into `folder`, which is there once all are.

    Raises ClusterError, StaleWorkerError.
    """
    # A folder of its own: what a run that was killed has still at work in other processes must not get into this one's.
    unfinished = settings.output / "work" / f"{_UNFINISHED}{os.getpid()}"
    unfinished.mkdir(parents=True)
    make = partial(
        _write, code=code_key(STAGES[REPORT]), settings=settings, folder=unfinished, downloads=downloads,
        measured=measured,
    )  # fmt: skip
    documents, done = whole["documents"], 0
    cuts = [_cuts(documents.iloc[first : first + _READ]) for first in range(0, len(documents), _READ)]
    sizes = [len(doc_ids) for each in cuts for doc_ids in each]
    for n in map_batches(make, _parts(corpus, whole, settings, cuts), sizes=sizes, settings=settings, ahead=1):
        done += n
        progress.report(REPORT, done, len(documents))
    unfinished.rename(folder)


def sweep(output: Path) -> None:
    """Remove the pages of an earlier run, and what one that was killed left half made."""
    for left in [output / links.FOLDER, *(output / "work").glob(f"{_UNFINISHED}*")]:
        shutil.rmtree(left, ignore_errors=True)


def _cuts(documents: pd.DataFrame) -> list[list[str]]:
    """The doc_ids of some articles in parts of at most SIZE articles and, of more than one, LENGTH characters."""
    parts: list[list[str]] = []
    length = 0
    for doc_id, n in zip(documents["doc_id"], documents["n_chars_raw"], strict=True):
        if not parts or len(parts[-1]) == SIZE or length + n > LENGTH:
            parts.append([])
            length = 0
        parts[-1].append(doc_id)
        length += n
    return parts


def _parts(corpus: Corpus, whole: Tables, settings: Settings, cuts: Sequence[list[list[str]]]) -> Iterator[_Part]:
    """All articles in their order; `cuts` are the doc_ids of each part, of _READ articles after another."""
    anchors = article.anchors(whole["documents"])
    files = links.files(anchors)
    known, rows = speakers.speakers(whole["voices"]), entities.anchors(whole["entities"])
    ranks = {voice: rank for rank, voice in enumerate(known)}
    inside = whole["conflicts"][whole["conflicts"]["doc_id"] == whole["conflicts"]["other_doc_id"]]
    originals = Originals.of(settings)
    places = {"entities": pd.Index(whole["entities"]["entity_id"]), "voices": pd.Index(whole["voices"]["voice_id"])}
    for batch, parts in zip(corpus.batches(_READ), cuts, strict=True):
        for doc_ids in parts:
            own = {name: frame[frame["doc_id"].isin(doc_ids)] for name, frame in batch.items()}
            heard = sorted(set(voice_ids(own["attributions"])) & known.keys(), key=lambda voice: ranks[voice])
            named = own["mentions"]["entity_id"].unique()
            own |= {
                "entities": _at(whole["entities"], places["entities"], named),
                "voices": _at(whole["voices"], places["voices"], heard),
                "conflicts": inside[inside["doc_id"].isin(doc_ids)],
                "problems": whole["problems"].iloc[:0],
            }
            shown = anchors.keys() & {*doc_ids, *own["documents"]["duplicate_of"].dropna()}
            of_shown = {doc_id: anchors[doc_id] for doc_id in sorted(shown)}
            yield _Part(
                own,
                anchors=of_shown,
                files={anchor: files[anchor] for anchor in of_shown.values()},
                known={voice: known[voice] for voice in heard},
                entity_rows={name: rows[name] for name in own["entities"]["entity_id"]},
                originals=originals.only(doc_ids),
            )


def _at(rows: pd.DataFrame, ids: pd.Index, wanted: Sequence[str]) -> pd.DataFrame:
    """The rows whose ids, each there once, are wanted, in the order of the table."""
    found = ids.get_indexer(pd.Index(wanted))
    return rows.iloc[sorted(found[found >= 0])]


def _write(
    part: _Part,
    *,
    code: str,
    settings: Settings,
    folder: Path,
    downloads: Sequence[colophon.Download],
    measured: Sequence[Score],
) -> int:
    """Write the pages of some articles; how many. Runs in any process."""
    refuse_stale(REPORT, code)
    per_document = [name for name, frame in part.tables.items() if "doc_id" in frame]
    groups = {name: dict(iter(part.tables[name].groupby("doc_id"))) for name in per_document}
    doc_ids = part.tables["documents"]["doc_id"].tolist()
    for doc_id in doc_ids:
        own = dict(part.tables)
        own |= {name: groups[name].get(doc_id, part.tables[name].iloc[:0]) for name in per_document}
        try:
            made = rendering.encoded(_page(part, doc_id, own, settings, downloads, measured))
        except Exception as error:
            error.add_note(f"on the page of {doc_id}")
            raise
        (folder / part.files[part.anchors[doc_id]]).write_bytes(made)
    return len(doc_ids)


def _page(
    part: _Part,
    doc_id: str,
    own: dict[str, pd.DataFrame],
    settings: Settings,
    downloads: Sequence[colophon.Download],
    measured: Sequence[Score],
) -> SimpleNamespace:
    """What the page of one article of a part shows; `own` are its rows, with entities and voices of the whole part."""
    heard = set(voice_ids(own["attributions"]))
    own["voices"] = own["voices"][own["voices"]["voice_id"].isin(heard)]
    own["entities"] = _things(own["mentions"], own["entities"])
    return page.compose(
        own, [], settings, pieces=pd.DataFrame(), anchors=part.anchors, links=Links(part.files, part.anchors[doc_id]),
        known={voice: who for voice, who in part.known.items() if voice in heard},
        entity_rows={name: part.entity_rows[name] for name in own["entities"]["entity_id"]},
        originals=part.originals.read(own["documents"]), downloads=downloads, measured=measured,
    )  # fmt: skip


def _things(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The entities that one article names, with how often it names them, those named most first."""
    times = mentions["entity_id"].value_counts()
    found = entities[entities["entity_id"].isin(times.index)]
    found = found.assign(n_mentions=found["entity_id"].map(times).astype("int64"), n_documents=1)
    return found.sort_values(["n_mentions", "name", "entity_id"], ascending=[False, True, True])
