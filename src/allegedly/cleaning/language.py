"""Which language a text or a line is in, and which English.

Languages by py3langid; short lines fool it, so a line also has to lack English function words and mostly consist of
words that are not English. British and American spelling are told apart by the pairs of the lexicon
`spelling_variants`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from allegedly import lexicons
from allegedly.cleaning import vocabulary, wording

# Function words of English that are words of German, Dutch, Spanish, French and others as well.
_ENGLISH_ONLY = wording.FUNCTION_WORDS - frozenset(
    "a am an as at do for had has he her his i in is it may me might more most must no of on or over so such under us"
    " was we will were if".split()
)
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


_LANGUAGES = (
    "en es fr de it pt nl sv da no fi pl cs sk hu ro bg ru uk sr hr el tr ar fa he hi bn ur ta zh ja ko vi th id sw ka"
    " hy et lv lt sl sq mk is ga cy kk az"
).split()


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)  # without the small ones a short line of Spanish is no Galician
    return identifier


def probabilities(text: str) -> tuple[str, float, float]:
    """(most probable language, its probability, the probability of English) after py3langid, 0 to 1."""
    ranked = _identifier().rank(text)
    best, probability = ranked[0]
    return str(best), float(probability), next((float(p) for name, p in ranked if name == "en"), 0.0)


def _only_english(tokens: list[str]) -> float:
    """Share of function words that no neighbouring language has."""
    return sum(token in _ENGLISH_ONLY for token in tokens) / len(tokens) if tokens else 0.0


def _english_share(tokens: list[str]) -> float:
    known = sum(token in wording.FUNCTION_WORDS or vocabulary.is_word(token) for token in tokens)
    return known / len(tokens) if tokens else 0.0


def foreign_line(line: str) -> str | None:
    """The language of a line that is not English, as ISO 639 code; None for English and for what cannot be told.

    >>> foreign_line("Compartir esta noticia"), foreign_line("Deir Ezzor province")
    ('es', None)
    """
    letters = _LETTER.findall(line)
    if len(letters) < 4:
        return None
    tokens = wording.words(line)
    if not line.isascii() and len(_NOT_LATIN.findall(line)) > 0.5 * len(letters):
        best, probability, _ = probabilities(line)
        return best if best != "en" and probability >= 0.2 else "und"
    if len(tokens) < 2 or _only_english(tokens) > 0.1:
        return None
    lower = wording.words(" ".join(word for word in line.split() if word.islower()))
    if len(lower) <= 0.25 * len(tokens) and (len(tokens) > 8 or re.search(r"[.,;:()\d]", line)):
        return None  # a list of names, a table
    best, probability, english = probabilities(line)
    if best == "en" or english > probability / 10:
        return None
    if len(lower) >= 4 and probability >= 0.9:
        return best
    if _english_share(tokens) > 0.5 or _english_share(lower) > 0.5:
        return None
    # Without a word in lower case it may be a name, which looks like any language a little.
    return best if probability >= ((0.4 if lower else 0.65) if len(tokens) >= 3 else 0.7) else None


def foreign_text(text: str) -> str | None:
    """The language of a whole text that is not English, as ISO 639 code; None for English and for what cannot be told.

    >>> foreign_text("Der Minister sagte am Dienstag, er habe davon nichts gewusst, und trat noch am Abend zurück.")
    'de'
    """
    tokens = wording.words(text)
    letters = _LETTER.findall(text)
    if letters and len(_NOT_LATIN.findall(text)) > 0.5 * len(letters):
        return probabilities(text[:20_000])[0] or "und"
    if len(tokens) < 8 or _only_english(tokens) > 0.05:
        return None
    best, probability, english = probabilities(text[:20_000])
    if best == "en" or english >= 0.05 or probability < 0.5:
        return None
    return best if probability >= 0.9 or _english_share(tokens[:2000]) < 0.5 else None


@cache
def _variants() -> dict[str, str]:
    rows = lexicons.load("spelling_variants").itertuples(index=False)
    return {str(row.entry): str(row.variant) for row in rows}


def variant(text: str, *, declared: str | None = None) -> str:
    """BCP 47 tag of the English: en-US or en-GB where the spelling or, failing that, the page says so, else en.

    >>> variant("The colour of the defence programme."), variant("A color program."), variant("No one knows.")
    ('en-GB', 'en-US', 'en')
    """
    known = _variants()
    counts = {"US": 0, "GB": 0}
    for token in wording.words(text):
        which = known.get(token)
        if which:
            counts[which] += 1
    if counts["US"] >= 2 * counts["GB"] + 1:
        return "en-US"
    if counts["GB"] >= 2 * counts["US"] + 1:
        return "en-GB"
    tag = re.fullmatch(r"en[-_]([A-Za-z]{2})", (declared or "").strip())
    return f"en-{tag[1].upper()}" if tag and not any(counts.values()) else "en"
