"""How far two people agree on stance, anonymity and chain, and how far the tables agree with both of them."""

from __future__ import annotations

import pandas as pd

_TELLING = ("speech", "writing")
_OWN = ("i", "we")
_NOT_PASSED_ON = ("deny", "doubt", "withhold")


def chains(attributions: pd.DataFrame) -> pd.Series:
    """The label `chain` of each relation, as `docs/labelling.md` defines it: `inside`, `through` or `none`.

    A relation stands inside what another voice tells, or passes on what another voice says or writes; telling of one's
    own words ("she said she believed") is neither, nor is
    denying or doubting what others say.
    """
    rows = {
        (row.doc_id, row.attribution_id): (_voice(row), row.parent_id, row.kind, str(row.source).lower(), row.stance)
        for row in attributions.itertuples(index=False)
    }
    inside, through = set(), set()
    for place, (voice, parent, kind, source, _) in rows.items():
        outer = (place[0], parent)
        if pd.isna(parent) or outer not in rows or rows[outer][0] == voice:
            continue
        own = source in _OWN
        if not own:
            inside.add(place)
        if voice and not own and kind in _TELLING and rows[outer][4] not in _NOT_PASSED_ON:
            through.add(outer)
    labels = ["inside" if place in inside else "through" if place in through else "none" for place in rows]
    return pd.Series(labels, index=attributions.index, dtype=str)


def _voice(row: object) -> str:
    """Whose words a relation reports: the thing named, else the source's own words; "" for nobody's."""
    entity, source = row.source_entity_id, row.source  # type: ignore[attr-defined]
    if not pd.isna(entity) and entity:
        return str(entity)
    return "" if pd.isna(source) else str(source).lower()
