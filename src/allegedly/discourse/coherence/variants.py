"""One thing under several names, and words in two spellings, in the writer's own words.

Quotations may spell as they like; a name that belongs to a longer one ("USA Today") is another thing. What counts is
one article that writes U.S. here and US there, or Defense beside Defence: house styles allow one of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from allegedly import lexicons
from allegedly.discourse.coherence.seam import Seam
from allegedly.discourse.graph import Words
from allegedly.discourse.speakers.sources import Name

_CAPITALS = re.compile(r"(?:[A-Z]\.?){2,}")
_MORE_WORDS = 2  # other words in the rarer spelling, where no word stands in both


def naming(words: Words, names: Sequence[Name]) -> list[Seam]:
    """Places named in more ways than a house style has: "U.S.", "US" and "USA"; "Russia" and "Russian Federation"."""
    forms: dict[str, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        if name.label in ("GPE", "LOC") and words.quote[name.first] < 0:
            forms[name.entity][_form(words, name)].append(name)
    found = [_named(words, dict(each)) for _, each in sorted(forms.items()) if len(each) > 1]
    return sorted((seam for seam in found if seam is not None), key=lambda seam: seam.first)


def _form(words: Words, name: Name) -> str:
    form = " ".join(words.surface(name.first, name.last).split())
    form = re.sub(r"^the\s+", "", form, flags=re.IGNORECASE)
    form = re.sub(r"['’]s?$", "", form)
    return form + "." if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", form) else form


def _named(words: Words, forms: dict[str, list[Name]]) -> Seam | None:
    short = {form: n for form, each in forms.items() if _CAPITALS.fullmatch(form) for n in [len(each)]}
    long = _official(forms)
    plain = {form.replace(".", "") for form in short}
    dotted = len(short) > len(plain)
    if len(short) >= 3:
        return _naming(forms, short, 0.95)
    if dotted and min(short.values()) >= 2:
        return _naming(forms, short, 0.85)
    if dotted or len(plain) == 2:
        return _naming(forms, short, 0.6 if min(short.values()) > 1 else 0.4)
    if long:
        counts = {form: len(forms[form]) for form in long}
        return _naming(forms, counts, 0.8 if min(counts.values()) >= 2 else 0.5)
    return None


def _official(forms: dict[str, list[Name]]) -> list[str]:
    """A country's usual name and its official one, where both stand."""
    for usual, official in _countries():
        if usual in forms and official in forms:
            return [usual, official]
    return []


@cache
def _countries() -> tuple[tuple[str, str], ...]:
    rows = lexicons.load("countries")
    return tuple(
        (str(row.entry), alias)
        for row in rows.itertuples(index=False)
        for alias in str(row.aliases).split(";")
        if re.search(r"\b(?:Federation|Republic|Kingdom|Union|Commonwealth)\b", alias)
    )


def _naming(forms: dict[str, list[Name]], counts: dict[str, int], confidence: float) -> Seam:
    ordered = sorted(counts, key=lambda form: (-counts[form], form))
    odd = min(forms[ordered[-1]], key=lambda name: name.first)
    others = [form for form in sorted(forms, key=lambda f: (-len(forms[f]), f)) if form not in counts]
    shown = ", ".join(f"'{form}' {len(forms[form])}x" for form in [*ordered, *others])
    return Seam("mixed_naming", odd.first, odd.last, f"one place is called {shown}", confidence)


def spelling(words: Words) -> list[Seam]:
    """British and American spelling side by side: one word in both, or several words of each."""
    known = _spellings()
    seen: dict[str, dict[str, list[int]]] = {"GB": defaultdict(list), "US": defaultdict(list)}
    for i, low in enumerate(words.lower):
        if low in known and words.quote[i] < 0:
            seen[known[low][0]][low].append(i)
    found = []
    for british in sorted(seen["GB"]):
        american = known[british][1]
        if american in seen["US"]:
            found.append(_both(words, seen["GB"][british], seen["US"][american]))
    if not found:
        found = _many(words, seen)
    return sorted(found, key=lambda seam: seam.first)


@cache
def _spellings() -> dict[str, tuple[str, str]]:
    rows = lexicons.load("spelling_variants")
    return {str(r.entry): (str(r.variant), str(r.counterpart)) for r in rows.itertuples(index=False)}


def _both(words: Words, british: Sequence[int], american: Sequence[int]) -> Seam:
    """One word in both spellings.

    A name may keep its own spelling, so a capital in only one of them says less, and in both only where they are part
    of like names: "Defense Ministry", "Defence Ministry".
    """
    rarer = min(british, american, key=lambda places: (len(places), places))[0]
    names = [{words.text[words.start[i]].isupper() for i in places} for places in (british, american)]
    one, other = words.surface(american[0], american[0]), words.surface(british[0], british[0])
    evidence = f"'{one}' {len(american)}x beside '{other}' {len(british)}x"
    alike = _beside(words, british) & _beside(words, american)
    return Seam("mixed_spelling", rarer, rarer, evidence, 0.9 if False in names[0] & names[1] or alike else 0.5)


def _beside(words: Words, places: Sequence[int]) -> set[str]:
    """The words with a capital, less the first of a sentence, that stand up to two words away from a name's part."""
    return {
        words.surface(k, k)
        for i in places
        if words.text[words.start[i]].isupper()
        for k in range(max(i - 2, 0), min(i + 3, len(words)))
        if k != i and words.text[words.start[k]].isupper() and k != words.sentences[words.sentence[k]][0]
    }


def _many(words: Words, seen: dict[str, dict[str, list[int]]]) -> list[Seam]:
    """Different words of both spellings, in small letters."""
    small = {
        variant: {w: p for w, p in each.items() if words.text[words.start[p[0]]].islower()}
        for variant, each in seen.items()
    }
    counts = Counter({variant: len(each) for variant, each in small.items()})
    rarer = min(sorted(counts), key=lambda variant: counts[variant])
    if not counts[rarer]:
        return []
    at = min(places[0] for places in small[rarer].values())
    ours, theirs = (", ".join(sorted(small[variant])[:3]) for variant in ("GB", "US"))
    evidence = f"British spelling ({ours}) beside American ({theirs})"
    return [Seam("mixed_spelling", at, at, evidence, 0.7 if counts[rarer] >= _MORE_WORDS else 0.4)]
