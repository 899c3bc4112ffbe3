"""Who is named together with whom: things that share a sentence, and the words that stand around a name.

Words around a name follow Dunning (1993), log-likelihood as NLTK computes it; keyness is the same measure between one
article and the rest, corrected for many comparisons (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import pandas as pd
from nltk.collocations import BigramAssocMeasures
from scipy.stats import chi2, false_discovery_control
from spacy.lang.en.stop_words import STOP_WORDS


def together(mentions: pd.DataFrame, entities: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """In how many sentences two things are named together: a square of the `top` things named most, by usual name.

    The diagonal holds the number of sentences that name the thing at all.
    """
    chosen = entities.sort_values(["n_mentions", "entity_id"], ascending=[False, True]).head(top)
    usual = dict(zip(chosen["entity_id"], _unlike(chosen), strict=True))
    square = pd.DataFrame(0, index=pd.Index(usual.values(), name="name"), columns=list(usual.values()))
    known = mentions[mentions["entity_id"].isin(usual)]
    for _, rows in known.groupby(["doc_id", "sentence_id"], sort=True):
        names = sorted({usual[thing] for thing in rows["entity_id"]})
        for name in names:
            square.loc[name, name] += 1
        for one, other in combinations(names, 2):
            square.loc[one, other] += 1
            square.loc[other, one] += 1
    return square


def _unlike(chosen: pd.DataFrame) -> list[str]:
    """Usual names, with the type behind those that two things share."""
    shared = chosen["name"].duplicated(keep=False)
    return list(chosen["name"].where(~shared, chosen["name"] + " (" + chosen["label"] + ")"))


def lines(mentions: pd.DataFrame, documents: pd.DataFrame, entity_id: str, *, width: int = 45) -> pd.DataFrame:
    """Concordance: each mention of a thing with `width` characters on both sides; doc_id, left, name, right."""
    texts = documents.set_index("doc_id")["text"]
    rows = []
    for row in mentions[mentions["entity_id"] == entity_id].itertuples(index=False):
        text = texts[row.doc_id]
        left, right = text[max(row.start - width, 0) : row.start], text[row.end : row.end + width]
        rows.append((row.doc_id, _one_line(left), row.text, _one_line(right)))
    return pd.DataFrame(rows, columns=["doc_id", "left", "name", "right"])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> list[str]:
    """The words of a text: tokens with a letter, without the marks around them."""
    stripped = (word.strip("\"'“”‘’.,;:!?()[]") for word in text.split())
    return [word for word in stripped if any(c.isalpha() for c in word)]


def around(
    mentions: pd.DataFrame, documents: pd.DataFrame, entity_id: str, *, span: int = 5, top: int = 20, least: int = 2
) -> pd.DataFrame:
    """The words that stand near a thing more often than elsewhere in the articles: word, n, expected, log_likelihood.

    Near is within `span` words before or behind a mention; of words between two mentions each
    counts once. Words seen near it less than `least` times, function words and the thing's own names are left out.
    """
    near, everywhere = Counter[str](), Counter[str]()
    rows = mentions[mentions["entity_id"] == entity_id]
    places = rows.groupby("doc_id")[["start", "end"]].apply(lambda part: part.to_numpy().tolist()).to_dict()
    for doc_id, text in documents[["doc_id", "text"]].itertuples(index=False, name=None):
        marked = _marked(text, places.get(doc_id, []))
        everywhere.update(word for word in marked if word != _HERE)
        at = [i for i, word in enumerate(marked) if word == _HERE]
        reached = {j for i in at for j in range(max(i - span, 0), min(i + span + 1, len(marked)))} - set(at)
        near.update(marked[j] for j in reached)
    size, total = near.total(), everywhere.total()
    made = [
        (word, n, round(size * everywhere[word] / total, 2), _ratio(n, size, everywhere[word], total))
        for word, n in near.items()
        if n >= least and word not in STOP_WORDS and n * total > size * everywhere[word]
    ]
    found = pd.DataFrame(made, columns=["word", "n", "expected", "log_likelihood"])
    return found.sort_values(["log_likelihood", "word"], ascending=[False, True], ignore_index=True).head(top)


_HERE = "\0"
"""Stands for a mention among the words of a text; no word of an article is a null character."""


def _marked(text: str, places: Sequence[Sequence[int]]) -> list[str]:
    """The words of a text in small letters, each mention one word."""
    made, at = list[str](), 0
    for start, end in sorted(places, key=lambda place: place[0]):
        made += [*_words(text[at:start].lower()), _HERE]
        at = end
    return [*made, *_words(text[at:].lower())]


def _ratio(n: int, size: int, of_word: int, total: int) -> float:
    return round(float(BigramAssocMeasures.likelihood_ratio(n, (size, of_word), total)), 2)


def keyness(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """Things one article names more or less often than the rest do: doc_id, name, n, expected, log_likelihood, q.

    `q` is the p-value of the log-likelihood corrected for all comparisons made (false discovery rate). Empty with one
    article, where there is no rest.
    """
    usual = entities.set_index("entity_id")["name"]
    known = mentions[mentions["entity_id"].isin(usual.index)]
    table = pd.crosstab(known["doc_id"], known["entity_id"])
    columns = ["doc_id", "name", "n", "expected", "log_likelihood", "q"]
    if len(table) < 2:
        return pd.DataFrame(columns=columns)
    sizes, totals, everything = table.sum(axis=1), table.sum(axis=0), int(table.to_numpy().sum())
    rows = [
        (doc, usual[thing], int(n), *_likelihood(int(n), int(totals[thing]), int(sizes[doc]), everything))
        for (doc, thing), n in table.stack().items()
    ]
    made = pd.DataFrame(rows, columns=columns[:5])
    made["q"] = false_discovery_control(chi2.sf(made["log_likelihood"], 1)).round(4)
    return made.sort_values(["log_likelihood", "doc_id", "name"], ascending=[False, True, True], ignore_index=True)


def _likelihood(n: int, total: int, size: int, everything: int) -> tuple[float, float]:
    """Expected count of n, and the log-likelihood of n of `size` here against the rest of `everything`."""
    cells = ((n, size), (total - n, everything - size))
    score = sum(k * math.log(k * everything / (total * of)) for k, of in cells if k and of)
    return round(total * size / everything, 2), round(2 * score, 2)
