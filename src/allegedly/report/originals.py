"""The articles as they came in, so that a place in the original can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pandas as pd

from allegedly.cleaning.decoding import UnreadableError
from allegedly.cleaning.listing import list_sources
from allegedly.cleaning.reading import read_source
from allegedly.settings import Settings

MOST = 300_000
"""Characters of originals that are put on one page; where they are more, places are told as numbers only."""


class Originals:
    """The input of a run; empty if it is no longer where it was."""

    def __init__(self, settings: Settings) -> None:
        """List the sources, without reading them."""
        self._root = settings.input if settings.input.is_dir() else settings.input.parent
        listed = list_sources(settings)[0] if settings.input.exists() else pd.DataFrame(columns=["doc_id"])
        self._sources = {row.doc_id: row for row in listed.itertuples(index=False)}

    def read(self, documents: pd.DataFrame) -> dict[str, str]:
        """The original of each document by doc_id, of those that are still what was read; none if they are long."""
        if documents["n_chars_raw"].sum() > MOST:
            return {}
        return dict(self._each(documents))

    def _each(self, documents: pd.DataFrame) -> Iterable[tuple[str, str]]:
        for about in documents.itertuples(index=False):
            source = self._sources.get(about.doc_id)
            if source is None:
                continue
            at = None if pd.isna(source.at) else int(source.at)
            try:
                raw = read_source(Path(source.file), at, root=self._root).raw
            except (UnreadableError, OSError):
                continue
            if sha256(raw.encode("utf-8", "replace")).hexdigest() == about.sha256:
                yield about.doc_id, raw
