"""Relations drawn from annotated articles for people to label: stance, anonymity and chain, which no corpus marks.

Half are drawn at random, half from kinds that are rare, told by their surface: words of refusing, denying and
doubting in the cue, sources without a name, other people's telling in the sentence. Each row keeps its weight (how
many relations of its stratum it stands for), so that a share can be estimated for all relations.
`docs/labelling.md` is the guideline.

    python -m allegedly.evaluation.labels GOLD.jsonl SHEET.csv     writes the sheet for the labellers
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from allegedly import annotated
from allegedly.evaluation.measures import Gold

SEED = 2018
DRAWN = 200
STRATA = {"stance": 50, "anonymous": 25, "chain": 25, "rest": 0}
"""Relations drawn from each stratum beside the random half, which may come from any."""

LABELS = {
    "stance": ("assert", "deny", "withhold", "doubt", "claim", "concede", "demand", "ask", "believe", "evaluate"),
    "anonymous": ("yes", "no"),
    "chain": ("none", "inside", "through"),
}
"""What the labellers choose from."""

_RARE = re.compile(
    r"\b(?:(?:no|not|never|cannot|neither|nobody)\b|(?:unable|unclear|declin|refus|reject|den[iy]|dismiss|disput|doubt|"
    r"question|challeng|conced|acknowledg|admi[t]|agree|accus|alleg|claim|blam|charg|reportedly|suppos|urg|demand|"
    r"ask|order|recommend|propos|wonder))|n['’]t\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:sources?|officials?|aides?|advis[eo]rs?|insiders?|people|persons?|anonym\w+|unnamed|diplomats?|lawmakers?|"
    r"employees?|executives?)$|^(?:an?|one|two|three|another|someone)\b(?!.*\b(?:article|court|panel|poll|study|survey|"
    r"report|problem|complaint)\b)",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:said|says?|saying|told|reported(?:ly)?|reports|cit(?:es|ed|ing)|quot(?:es|ed|ing)|according to|"
    r"wr(?:ote|ites)|announced|claim(?:s|ed)|learned)\b",
    re.IGNORECASE,
)


def draw(gold: Gold, *, n: int = DRAWN, seed: int = SEED) -> pd.DataFrame:
    """The relations to label, in the order of the sheet.

    Columns: id ("001"), doc_id, number (of the relation in its article), stratum, weight.
    """
    every = pd.DataFrame(
        [
            (str(article["id"]), number, _stratum(article["text"], relation))
            for article in gold
            for number, relation in enumerate(article["attributions"])
            if relation["cue"] and relation["content"]
        ],
        columns=["doc_id", "number", "stratum"],
    )
    # Not by `drawing`: the sheet that people labelled was drawn so.
    generator = np.random.default_rng(seed)
    chosen = set(generator.choice(len(every), size=min(len(every), n - sum(STRATA.values())), replace=False).tolist())
    for stratum, more in STRATA.items():
        left = [i for i in every.index[every["stratum"].eq(stratum)] if i not in chosen]
        chosen.update(generator.choice(left, size=min(more, len(left)), replace=False).tolist())
    drawn = every.loc[generator.permutation(sorted(chosen))].reset_index(drop=True)
    stands_for = every["stratum"].value_counts() / drawn["stratum"].value_counts()
    drawn["weight"] = drawn["stratum"].map(stands_for).astype(float).round(4)
    drawn.insert(0, "id", [f"{i:03}" for i in range(1, len(drawn) + 1)])
    return drawn


def _stratum(text: str, relation: dict[str, Any]) -> str:
    """The first of the rare kinds that the surface of a relation looks like."""
    cue, source = (words(text, relation[role]) for role in ("cue", "source"))
    if _RARE.search(cue):
        return "stance"
    if _UNNAMED.search(source.split(",")[0]):
        return "anonymous"
    first, last = _sentence(text, relation["cue"][0][0])
    around = text[first : relation["cue"][0][0]] + " " + text[relation["cue"][0][1] : last]
    return "chain" if _TELLING.search(around) or re.search(r"\bcit|\bquot", cue) else "rest"


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Roughly the sentence around a character."""
    start = max(text.rfind(mark, 0, at) for mark in (". ", "? ", "! ", "\n")) + 1
    ends = [end for end in (text.find(mark, at) for mark in (". ", "? ", "! ", "\n")) if end >= 0]
    return start, min(ends, default=len(text))


def words(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The words of some spans on one line."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def sheet(gold: Gold, drawn: pd.DataFrame) -> pd.DataFrame:
    """What the labellers see: id, context (with the cue in double brackets), source, cue, content; empty labels."""
    articles = {str(article["id"]): article for article in gold}
    rows = []
    for row in drawn.itertuples(index=False):
        article = articles[str(row.doc_id)]
        relation = article["attributions"][int(str(row.number))]
        told = {role: words(article["text"], relation[role]) for role in ("source", "cue", "content")}
        rows.append({"id": row.id, "context": _context(article["text"], relation), **told} | dict.fromkeys(LABELS, ""))
    return pd.DataFrame(rows)


def _context(text: str, relation: dict[str, Any], *, before: int = 700, after: int = 250) -> str:
    """The text around a relation, from whole words, its cue marked."""
    spans = [span for role in ("source", "cue", "content") for span in relation[role]]
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    first = max(low - before, 0)
    first = text.find(" ", first) + 1 if first else 0
    last = text.rfind(" ", 0, high + after) if high + after < len(text) else len(text)
    shown, at = "", first
    for start, end in sorted(relation["cue"]):
        shown += f"{text[at:start]}[[{text[start:end]}]]"
        at = end
    return shown + text[at : max(last, high)]


def main(gold_file: Path, sheet_file: Path) -> None:
    """Draw, and write the sheet for the labellers. It holds text of the articles: keep it out of the project."""
    gold = annotated.rows(gold_file, "id", "text", "attributions")
    drawn = draw(gold)
    sheet(gold, drawn).to_csv(sheet_file, index=False, lineterminator="\n")
    print(f"{sheet_file}: {len(drawn)} relations of {drawn['doc_id'].nunique()} articles")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
