"""The articles as they came in, so that a place in the original can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pandas as pd

from allegedly.cleaning.decoding import UnreadableError
from allegedly.cleaning.listing import list_sources
from allegedly.cleaning.reading import read_source
from allegedly.settings import Settings

MOST = 300_000
"""Characters of originals that are put on one page; where they are more, places are told as numbers only."""


@dataclass(frozen=True)
class Originals:
    """The input of a run, or some of it: where each article lies, by doc_id: its file, and at which byte of a table."""

    root: Path
    sources: Mapping[str, tuple[str, int | None]]

    @classmethod
    def of(cls, settings: Settings) -> Originals:
        """List the sources, without reading them; none for a page without texts, or if the input is gone."""
        root = settings.input if settings.input.is_dir() else settings.input.parent
        if not (settings.texts and settings.input.exists()):
            return cls(root, {})
        rows = list_sources(settings)[0][["doc_id", "file", "at"]].itertuples(index=False)
        return cls(root, {row.doc_id: (row.file, None if pd.isna(row.at) else int(row.at)) for row in rows})

    def only(self, doc_ids: Iterable[str]) -> Originals:
        """Those of some articles."""
        return Originals(self.root, {doc_id: self.sources[doc_id] for doc_id in doc_ids if doc_id in self.sources})

    def read(self, documents: pd.DataFrame) -> dict[str, str]:
        """The original of each document by doc_id, of those that are still what was read; none if they are long."""
        if documents["n_chars_raw"].sum() > MOST:
            return {}
        return dict(self._each(documents))

    def _each(self, documents: pd.DataFrame) -> Iterable[tuple[str, str]]:
        for about in documents.itertuples(index=False):
            if about.doc_id not in self.sources:
                continue
            file, at = self.sources[about.doc_id]
            try:
                raw = read_source(Path(file), at, root=self.root).raw
            except (UnreadableError, OSError):
                continue
            if sha256(raw.encode("utf-8", "replace")).hexdigest() == about.sha256:
                yield about.doc_id, raw
