"""Articles that repeat another one: read and shown, but counted once."""

from __future__ import annotations

import pandas as pd

from allegedly.settings import Settings


def counted(frame: pd.DataFrame, documents: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The rows of a frame without those of articles that repeat another one, unless `settings.count_duplicates`.

    A frame without doc_id, being over the whole input, is given back as it is.
    """
    repeats = documents.loc[documents["duplicate_of"].notna(), "doc_id"]
    if settings.count_duplicates or repeats.empty or "doc_id" not in frame:
        return frame
    return frame[~frame["doc_id"].isin(repeats)].reset_index(drop=True)
