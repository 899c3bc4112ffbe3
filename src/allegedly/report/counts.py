"""How many there are of everything the page shows, counted over whole tables, however few of their rows it lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from allegedly.hedging.voice import reporting
from allegedly.report.statements import word
from allegedly.schema import BOOSTERS, HEDGES, STANCES


@dataclass(frozen=True)
class Category:
    """A category of hedges or boosters: how many, in reported words and as the reporting word itself; its entries, the
    most frequent first."""

    name: str
    n: int
    n_reported: int
    n_reporting: int
    entries: list[tuple[str, int]]

    @property
    def n_writers(self) -> int:
        """How many are the writer's own."""
        return self.n - self.n_reported - self.n_reporting


@dataclass(frozen=True)
class Change:
    """A rule of cleaning: what it did, how often and in how many articles."""

    rule: str
    action: str
    n: int
    n_documents: int


@dataclass(frozen=True)
class Counts:
    """The counts of one page. `stances` counts statements by stance, and of these the negated ones, where negation is
    no part of the stance; `verbs` counts them by stance and entry of the reporting word."""

    statements: int
    stances: list[tuple[str, int, int]]
    verbs: Mapping[tuple[str, str], int]
    sure: int
    unsure: int
    cues: int
    categories: list[Category]
    mentions: int
    edits: int
    changes: list[Change]


def _ranked(values: pd.Series) -> list[tuple[str, int]]:
    """Values with their counts, the most frequent first; ties in order of the alphabet."""
    found = [(str(value), int(n)) for value, n in values.value_counts().items()]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def counts(tables: Mapping[str, pd.DataFrame]) -> Counts:
    """The counts over these tables; columns with words of articles are not needed."""
    said, cues, edits = tables["attributions"], tables["hedges"], tables["edits"]
    stances = said["stance"].value_counts()
    turned = said.loc[said["polarity"].eq("negative") & said["stance"].ne("withhold"), "stance"].value_counts()
    verbs = said.groupby(["stance", "cue_lemma"]).size()
    groups = dict(iter(cues.groupby("category")))
    rules = edits.groupby(["rule", "action"])["doc_id"].agg(["size", "nunique"])
    changes = [Change(str(k[0]), str(k[1]), int(r["size"]), int(r["nunique"])) for k, r in rules.iterrows()]
    return Counts(
        statements=len(said),
        stances=[(stance, int(stances[stance]), int(turned.get(stance, 0))) for stance in STANCES if stance in stances],
        verbs={(str(stance), word(str(lemma))): int(n) for (stance, lemma), n in verbs.items()},
        sure=int((said["probability"] >= 0.9).sum()),
        unsure=int((said["probability"] < 0.7).sum()),
        cues=len(cues),
        categories=[
            Category(
                name,
                len(groups[name]),
                int((groups[name]["attribution_id"].notna() & ~reporting(groups[name])).sum()),
                int(reporting(groups[name]).sum()),
                _ranked(groups[name]["entry"]),
            )
            for name in (*HEDGES, *BOOSTERS)
            if name in groups
        ],
        mentions=len(tables["mentions"]),
        edits=len(edits),
        changes=sorted(changes, key=lambda change: (-change.n, change.rule, change.action)),
    )
