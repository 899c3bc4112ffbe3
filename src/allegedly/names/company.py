"""Who is named together with whom: things that share a sentence, and the words that stand around a name.

Words around a name follow Dunning (1993), log-likelihood as NLTK computes it; keyness is the same measure between one
article and the rest, corrected for many comparisons (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
from nltk.collocations import BigramAssocMeasures
from scipy.stats import chi2
from spacy.lang.en.stop_words import STOP_WORDS

from allegedly.corpus import Corpus
from allegedly.stats import Floats
from allegedly.words import one_line


def together(corpus: Corpus, *, top: int = 15) -> pd.DataFrame:
    """In how many sentences two things are named together: a square of the `top` things named most, by usual name.

    The diagonal holds the number of sentences that name the thing at all.
    """
    chosen = corpus.rows("entities", "ORDER BY n_mentions DESC, entity_id LIMIT $top", top=top)
    chosen = chosen.sort_values(["n_mentions", "entity_id"], ascending=[False, True])
    pairs = corpus.ask("""
        WITH named AS (SELECT DISTINCT doc_id, sentence_id, entity_id FROM mentions WHERE entity_id = ANY($chosen))
        SELECT one.entity_id, other.entity_id AS other, count(*) AS n
        FROM named AS one JOIN named AS other USING (doc_id, sentence_id) GROUP BY ALL
    """, chosen=chosen["entity_id"].tolist())  # fmt: skip
    square = pairs.pivot(index="entity_id", columns="other", values="n")
    square = square.reindex(index=chosen["entity_id"], columns=chosen["entity_id"]).fillna(0).astype("int64")
    return square.set_axis(pd.Index(_unlike(chosen), name="name")).set_axis(_unlike(chosen), axis=1)


def _unlike(chosen: pd.DataFrame) -> list[str]:
    """Usual names, with the type behind those that two things share."""
    shared = chosen["name"].duplicated(keep=False)
    return list(chosen["name"].where(~shared, chosen["name"] + " (" + chosen["label"] + ")"))


def lines(corpus: Corpus, entity_id: str, *, n: int, seed: int, width: int = 45) -> pd.DataFrame:
    """Concordance: mentions of a thing drawn by the seed, with `width` characters on both sides.

    Columns: doc_id, left, name, right.
    """
    drawn = corpus.sample("mentions", n, seed=seed, which="WHERE entity_id = $thing", thing=entity_id)
    texts = corpus.texts(drawn["doc_id"])
    rows = []
    for row in drawn.itertuples(index=False):
        text = texts[row.doc_id]
        left, right = text[max(row.start - width, 0) : row.start], text[row.end : row.end + width]
        rows.append((row.doc_id, one_line(left), row.text, one_line(right)))
    return pd.DataFrame(rows, columns=["doc_id", "left", "name", "right"])


def _words(text: str) -> list[str]:
    """The words of a text: tokens with a letter, without the marks around them, and without the 's behind a name.

    >>> _words("'s -based (old) 9 firms'")
    ['based', 'old', 'firms']
    """
    tokens = (token for token in text.split() if token not in ("'s", "’s"))
    stripped = (token.strip("\"'“”‘’.,;:!?()[]-") for token in tokens)
    return [word for word in stripped if any(c.isalpha() for c in word)]


def around(corpus: Corpus, entity_id: str, *, span: int = 5, top: int = 20, least: int = 2) -> pd.DataFrame:
    """The words that stand near a thing more often than elsewhere in the articles: word, n, expected, log_likelihood.

    Near is within `span` words before or behind a mention; of words between two mentions each
    counts once. Words seen near it less than `least` times, function words and the thing's own names are left out.
    """
    near, everywhere = Counter[str](), Counter[str]()
    rows = corpus.ask('SELECT doc_id, start, "end" FROM mentions WHERE entity_id = $thing', thing=entity_id)
    places = rows.groupby("doc_id")[["start", "end"]].apply(lambda part: part.to_numpy().tolist()).to_dict()
    for doc_id, text in corpus.each_text():
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


_NUMBERED = """
    numbered AS (SELECT doc_id, row_number() OVER (ORDER BY doc_id) AS article FROM articles),
    things AS (SELECT entity_id, name, row_number() OVER (ORDER BY entity_id) AS thing FROM entities)
"""
"""Numbers for articles and things: there may be many pairs of them."""


def keyness(corpus: Corpus, *, top: int = 12) -> pd.DataFrame:
    """The things that one article names more often than the rest do: doc_id, name, n, expected, log_likelihood, q.

    `q` is the p-value of the log-likelihood corrected for all comparisons of an article with a thing (false discovery
    rate). The `top` most telling; empty with one article, where there is no rest.
    """
    found = corpus.ask(f"""
        WITH {_NUMBERED},
        cells AS (
            SELECT article, thing, count(*) AS n
            FROM mentions JOIN numbered USING (doc_id) JOIN things USING (entity_id) GROUP BY ALL),
        sizes AS (SELECT article, sum(n)::BIGINT AS size FROM cells GROUP BY article),
        totals AS (SELECT thing, sum(n)::BIGINT AS total FROM cells GROUP BY thing),
        wholes AS (SELECT sum(n)::BIGINT AS whole FROM cells)
        SELECT article, thing, n, size, total, whole
        FROM cells JOIN sizes USING (article) JOIN totals USING (thing), wholes
        WHERE n * whole > size * total AND size < whole
    """)
    comparisons = corpus.ask("SELECT count(DISTINCT doc_id) * count(DISTINCT entity_id) FROM mentions").iloc[0, 0]
    found["expected"] = (found["size"] * found["total"] / found["whole"]).round(2)
    found["log_likelihood"] = _log_likelihood(*(found[c].to_numpy(float) for c in ("n", "total", "size", "whole")))
    found = found.sort_values("log_likelihood", ascending=False, ignore_index=True)
    # What is named less often than elsewhere stands at the end of the list: it counts, and is not shown.
    stepped = chi2.sf(found["log_likelihood"], 1) * comparisons / (found.index + 1)
    found["q"] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1).round(4)
    shown = found.nlargest(top, "log_likelihood", keep="all")
    for number, name, rows in (("article", "doc_id", "numbered"), ("thing", "name", "things")):
        asked = f"WITH {_NUMBERED} SELECT {number}, {name} FROM {rows} WHERE {number} = ANY($numbers)"
        shown = shown.merge(corpus.ask(asked, numbers=sorted(set(shown[number]))), on=number)
    shown = shown.sort_values(["log_likelihood", "doc_id", "name"], ascending=[False, True, True], ignore_index=True)
    return shown[["doc_id", "name", "n", "expected", "log_likelihood", "q"]].head(top)


def _log_likelihood(n: Floats, total: Floats, size: Floats, whole: Floats) -> Floats:
    """Log-likelihood of n of `size` names here against total - n of whole - size elsewhere."""
    here = n * np.log(n * whole / (total * size))
    rest = (total - n) * np.log(np.maximum(total - n, 1) * whole / (total * (whole - size)))
    return np.asarray((2 * (here + rest)).round(2))
