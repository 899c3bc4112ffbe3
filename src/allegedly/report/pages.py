"""Many articles: a page for each in a folder beside the report, made one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from allegedly.accuracy.scores import Score
from allegedly.corpus import Corpus
from allegedly.report import article, colophon, entities, links, page, rendering, speakers
from allegedly.report.links import Links
from allegedly.report.originals import Originals
from allegedly.run import progress
from allegedly.run.fresh import REPORT
from allegedly.settings import Settings
from allegedly.voices import voice_ids

Tables = Mapping[str, pd.DataFrame]


def write(
    corpus: Corpus,
    whole: Tables,
    settings: Settings,
    folder: Path,
    *,
    size: int,
    downloads: Sequence[colophon.Download],
    measured: Sequence[Score],
) -> None:
    """Write a page for each article into `folder`, `size` articles' rows in memory at a time."""
    anchors = article.anchors(whole["documents"])
    files = links.files(anchors)
    known, rows = speakers.speakers(whole["voices"]), entities.anchors(whole["entities"])
    ranks = {voice: rank for rank, voice in enumerate(known)}
    inside = whole["conflicts"][whole["conflicts"]["doc_id"] == whole["conflicts"]["other_doc_id"]]
    originals = Originals(settings)
    folder.mkdir(parents=True)
    done = 0
    for batch in corpus.batches(size):
        groups = {name: dict(iter(frame.groupby("doc_id"))) for name, frame in batch.items()}
        for doc_id in batch["documents"]["doc_id"]:
            own = {name: groups[name].get(doc_id, frame.iloc[:0]) for name, frame in batch.items()}
            own |= {"entities": _things(own["mentions"], whole["entities"]), "problems": whole["problems"].iloc[:0]}
            heard = sorted(set(voice_ids(own["attributions"])) & known.keys(), key=lambda voice: ranks[voice])
            own["conflicts"] = inside[inside["doc_id"] == doc_id]
            own["voices"] = whole["voices"][whole["voices"]["voice_id"].isin(heard)]
            here = anchors[doc_id]
            things = {name: rows[name] for name in own["entities"]["entity_id"]}
            shown = page.compose(
                own, [], settings, pieces=pd.DataFrame(), anchors=anchors, links=Links(files, here),
                known={voice: known[voice] for voice in heard}, entity_rows=things,
                originals=originals.read(own["documents"]) if settings.texts else {}, downloads=downloads,
                measured=measured,
            )  # fmt: skip
            (folder / files[here]).write_bytes(rendering.encoded(shown))
            done += 1
            progress.report(REPORT, done, len(anchors))


def _things(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The entities that one article names, with how often it names them, those named most first."""
    times = mentions["entity_id"].value_counts()
    found = entities[entities["entity_id"].isin(times.index)]
    found = found.assign(n_mentions=found["entity_id"].map(times).astype("int64"), n_documents=1)
    return found.sort_values(["n_mentions", "name", "entity_id"], ascending=[False, True, True])
