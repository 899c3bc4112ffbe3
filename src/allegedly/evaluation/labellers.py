"""How far two people agree on stance, anonymity and chain, and how far the tables agree with both of them.

Two people labelled the same relations (`labels.draw`) after `docs/labelling.md`, each alone; where they differ, the
guideline decided, and `note` says by which rule. `data/accuracy/labels.csv` keeps ids, places and labels, no text;
`data/accuracy/stance.csv` the figures, which this module makes of it and of the annotated texts:

    python -m allegedly.evaluation.labellers GOLD.jsonl

Agreement is Cohen's kappa, with an interval from articles drawn again. A relation of the tables is that of a person if
their contents overlap as the scorer of attributions asks (the one whose cue is the same goes first), so that precision
and recall of a label are over the relations that were found.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from allegedly import annotated
from allegedly.accuracy import FOLDER
from allegedly.evaluation import measures
from allegedly.evaluation.labels import LABELS, SEED
from allegedly.evaluation.measures import Gold
from allegedly.evaluation.scores import REPEATS
from allegedly.run.memory import analyse
from allegedly.stats import share

_LEAST = 0.3
_TELLING = ("speech", "writing")
_OWN = ("i", "we")
_NOT_PASSED_ON = ("deny", "doubt", "withhold")


class LabelError(ValueError):
    """A file of labels that cannot be used. The message names the file, the row and what was expected."""


def read(path: Path) -> pd.DataFrame:
    """The labelled relations: doc_id, number, source, cue, content (places), stratum, weight, and for each of stance,
    anonymous and chain what both people said (`_a`, `_b`) and what was agreed; note.

    Raises LabelError if a column is missing or a label is none.
    """
    rows = pd.read_csv(path, keep_default_na=False)
    columns = [f"{label}{who}" for label in LABELS for who in ("_a", "_b", "")]
    missing = [name for name in ("doc_id", "number", "weight", *columns) if name not in rows]
    if missing:
        raise LabelError(f"{path}: no column {', '.join(missing)}")
    for name in columns:
        allowed = LABELS[name.removesuffix("_a").removesuffix("_b")]
        wrong = rows.index[~rows[name].isin(allowed)]
        if len(wrong):
            got, expected = rows.loc[wrong[0], name], ", ".join(allowed)
            raise LabelError(f"{path}, line {wrong[0] + 2}: {name} is {got!r}, expected one of {expected}")
    return rows


def kappa(one: pd.Series, other: pd.Series) -> float:
    """Cohen's kappa of two people over the same rows; 1 where both give one label to all.

    >>> round(kappa(pd.Series(["yes", "no", "no", "no"]), pd.Series(["yes", "no", "no", "yes"])), 2)
    0.5
    """
    if one.eq(other).all():
        return 1.0
    told = [("a", n, label) for n, label in enumerate(one)] + [("b", n, label) for n, label in enumerate(other)]
    return float(AnnotationTask(told).kappa())


def agreement(rows: pd.DataFrame, *, seed: int = SEED) -> pd.DataFrame:
    """Kappa and share of the same labels, with intervals from articles drawn again (1,000 times).

    Frame: label, class (""), measure, value, low, high, n.
    """
    articles = [group for _, group in rows.groupby("doc_id", sort=True)]
    draws = np.random.default_rng(seed).integers(len(articles), size=(REPEATS, len(articles)))
    made: list[tuple[Any, ...]] = []
    for label in LABELS:
        again = [pd.concat([articles[i][[f"{label}_a", f"{label}_b"]] for i in draw]) for draw in draws]
        spread = [kappa(each[f"{label}_a"], each[f"{label}_b"]) for each in again]
        low, high = np.percentile(spread, [2.5, 97.5])
        made.append((label, "", "kappa", kappa(rows[f"{label}_a"], rows[f"{label}_b"]), low, high, len(rows)))
        same = int(rows[f"{label}_a"].eq(rows[f"{label}_b"]).sum())
        made.append((label, "", "both say the same", *share(same, len(rows)), len(rows)))
    return _frame(made)


def _frame(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["label", "class", "measure", "value", "low", "high", "n"])
    return frame.round({"value": 3, "low": 3, "high": 3})


def chains(attributions: pd.DataFrame) -> pd.Series:
    """The label `chain` of each relation, as `docs/labelling.md` defines it: `inside`, `through` or `none`.

    A relation stands inside what another voice tells, or passes on what another voice says or writes; telling of one's
    own words ("she said she believed") is neither, nor is denying or doubting what others say.
    """
    rows = {(row.doc_id, row.attribution_id): row for row in attributions.itertuples(index=False)}
    inside, through = set(), set()
    for place, row in rows.items():
        outer = rows.get((place[0], row.parent_id))
        if outer is None or _voice(outer) == _voice(row) or str(row.source).lower() in _OWN:
            continue
        inside.add(place)
        if _voice(row) and row.kind in _TELLING and outer.stance not in _NOT_PASSED_ON:
            through.add((place[0], row.parent_id))
    labels = ["inside" if place in inside else "through" if place in through else "none" for place in rows]
    return pd.Series(labels, index=attributions.index, dtype=str)


def _voice(row: Any) -> str:
    """Whose words a relation reports: the thing named, else the source's own words; "" for nobody's."""
    known = row.source_entity_id if isinstance(row.source_entity_id, str) else row.source
    return known.lower() if isinstance(known, str) else ""


def matched(gold: Gold, tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, int], int]:
    """The relation of the tables (attribution_id) for each relation of the annotated texts (doc_id, number)."""
    said: dict[str, dict[int, dict[str, list[tuple[int, int]]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for row in tables["attribution_spans"].dropna(subset=["raw_start", "raw_end"]).itertuples(index=False):
        said[row.doc_id][row.attribution_id][row.role].append((int(row.raw_start), int(row.raw_end)))
    found: dict[tuple[str, int], int] = {}
    for article in gold:
        name = str(article["id"])
        real = [measures.relation(each) for each in article["attributions"]]
        ours = {number: measures.relation(spans) for number, spans in said[name].items()}
        pairs = []
        for i, one in enumerate(real):
            for j, other in ours.items():
                overlap = len(one["content"] & other["content"]) / max(len(one["content"] | other["content"]), 1)
                if overlap >= _LEAST:
                    pairs.append((overlap + bool(one["cue"] & other["cue"]), i, j))
        found |= {(name, i): j for i, j in measures.one_to_one(pairs)}
    return found


def judged(rows: pd.DataFrame, gold: Gold, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The labelled rows with what the tables say (`stance_found` ...), missing where the relation was not found."""
    attributions = tables["attributions"]
    ours = attributions.assign(
        chain=chains(attributions), anonymous=attributions["anonymous"].map({True: "yes", False: "no"})
    ).set_index(["doc_id", "attribution_id"])
    pairs = matched(gold, tables)
    told = rows.copy()
    for label in LABELS:
        values = []
        for doc_id, number in rows[["doc_id", "number"]].itertuples(index=False):
            here = pairs.get((str(doc_id), int(number)))
            values.append(None if here is None else ours.loc[(str(doc_id), here), label])
        told[f"{label}_found"] = values
    return told


def figures(told: pd.DataFrame) -> pd.DataFrame:
    """How often the tables give the agreed label: in all, weighted to all relations, and by class.

    Frame as of `agreement`; n is what a share is of. Precision and recall have Wilson's intervals.
    """
    found = told.dropna(subset=["stance_found"])
    made: list[tuple[Any, ...]] = [("", "", "relation found", *share(len(found), len(told)), len(told))]
    for label, classes in LABELS.items():
        right = found[label].eq(found[f"{label}_found"])
        same = found[f"{label}_a"].eq(found[f"{label}_b"])
        made.append((label, "", "right", *share(int(right.sum()), len(found)), len(found)))
        n_same, n_right = int(same.sum()), int((right & same).sum())
        made.append((label, "", "right where both agree", *share(n_right, n_same), n_same))
        weighted = float((right * found["weight"]).sum() / max(found["weight"].sum(), 1e-9))
        made.append((label, "", "right, weighted to all relations", weighted, None, None, len(found)))
        for name in classes:
            said, real = found[f"{label}_found"].eq(name), found[label].eq(name)
            hit = int((said & real).sum())
            made.append((label, name, "precision", *share(hit, int(said.sum())), int(said.sum())))
            made.append((label, name, "recall", *share(hit, int(real.sum())), int(real.sum())))
    return _frame(made)


def main(gold_file: Path, folder: Path = FOLDER) -> pd.DataFrame:
    """Make FOLDER/stance.csv of FOLDER/labels.csv and the annotated texts, and give its rows."""
    rows = read(folder / "labels.csv")
    gold = annotated.rows(gold_file, "id", "text", "attributions")
    wanted = set(rows["doc_id"].astype(str))
    gold = [article for article in gold if str(article["id"]) in wanted]
    tables = analyse({str(article["id"]): article["text"] for article in gold}, until="03_discourse")
    made = pd.concat([agreement(rows), figures(judged(rows, gold, tables))])
    made.to_csv(folder / "stance.csv", index=False, lineterminator="\n")
    return made


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        print(main(Path(sys.argv[1])).to_string(index=False))
    except (LabelError, annotated.AnnotationError, OSError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
