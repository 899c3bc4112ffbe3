"""Where names stand in one annotated article, and which type each has.

The model's spans come first and are mended; the rules add what the article itself gives away: abbreviations explained
in brackets, people announced by a title, countries inside compounds; the table of forms gathers the evidence on the
type of each form and finds it everywhere; last, weighted clues decide what is named, and whether anything is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from allegedly import lexicons
from allegedly.names import acronyms, forms, gazetteer, namesakes
from allegedly.names.phrases import Phrases, Words, form_text, words_of
from allegedly.names.reading import Reading
from allegedly.names.spans import ARTICLES, Name, generic, is_capital, trim
from allegedly.names.weighing import weigh


@cache
def _announcing() -> Phrases:
    """Titles after which a capitalised word is a person's name; after "General" or "King" it may be anything."""
    rows = lexicons.load("titles")
    return Phrases(words_of(entry) for entry in rows.loc[rows["announces"].eq("yes"), "entry"])


@cache
def _countries() -> Phrases:
    return Phrases(words_of(form) for form in gazetteer.country_forms())


@cache
def _known() -> Phrases:
    """Forms of the gazetteer that are safe to find by themselves: two words or more, with one meaning."""
    cut = (words_of(form) for form, known in gazetteer.forms().items() if not known.doubtful and " " in form)
    return Phrases(form for form in cut if sum(map(is_capital, form)) > 1)


def find(doc: Doc) -> list[Name]:
    """All names of an article from left to right, none inside another, each with its type and what found it.

    `rule` is what found the span, then, where the model was overruled, what decided its type: "model; surname".
    """
    reading = by_rules(doc)
    return namesakes.by_context(reading.words, weigh(reading))


def by_rules(doc: Doc) -> Reading:
    """What the rules make of an article, before the clues are weighed."""
    words = [token.text for token in doc]
    model = list(from_model(doc, words))
    names, explained = list(model), dict[Words, str]()
    for pair in acronyms.explained(doc, words):
        label = _label_of(words, names, pair.long)
        if label is not None:
            names = acronyms.replaced(names, pair, label)
            explained |= {tuple(words[a:b]): label for a, b in (pair.long, pair.short)}
    names = known_phrases(words, names)
    names += titled(words, names)
    names += compounds(words, names)
    names.sort(key=lambda name: name.start)
    table = forms.table(doc, words, names, explained)
    typed = [_retyped(name, *table[tuple(words[name.start : name.end])]) for name in names]
    everywhere = [name for name in forms.spread(words, typed, table) if _names_something(words, name)]
    return Reading(doc, words, model, everywhere, frozenset(explained))


def _names_something(words: Sequence[str], name: Name) -> bool:
    """False for a common noun alone and for what the head word shows to be a post or a thing in general."""
    return name.label != forms.NO_NAME and " ".join(words[name.start : name.end]) not in generic()


def _retyped(name: Name, label: str, why: str) -> Name:
    return name if name.label == label else replace(name, label=label, rule=f"{name.rule}; {why or 'votes'}")


def _label_of(words: Sequence[str], names: Sequence[Name], span: tuple[int, int]) -> str | None:
    """Type of an explained long form: by its head word or the model, else an organisation; None: leave it alone."""
    seen = [name.label for name in names if (name.start, name.end) == span]
    label = forms.head_label(tuple(words[slice(*span)])) or (seen[0] if seen else "ORG")
    return label if label in ("ORG", "GPE", "LOC", "FAC", "EVENT", "LAW", forms.NO_NAME) else None


def from_model(doc: Doc, words: Sequence[str]) -> Iterator[Name]:
    """The model's names with their edges mended; what is left of none is dropped."""
    for ent in doc.ents:
        if ent.label_ in gazetteer.KIND:
            name = trim(words, Name(ent.start, ent.end, ent.label_, "model"))
            if name is not None:
                yield name


def known_phrases(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names with the gazetteer's longer forms whole: found where missed, put together, parted at an "and"."""
    kept = list(names)
    for start, end in _known().find(words):
        label = gazetteer.forms()[form_text(words[start:end])].label
        new = Name(start, end, label, "gazetteer")
        touched = [name for name in kept if name.overlaps(new)]
        around = {word.lower() for word in (*words[max(start - 1, 0) : start], *words[end : end + 1])}
        longer = [name for name in touched if name.start <= start and name.end >= end]
        if not longer or (longer[0].end - longer[0].start > end - start and around & {"and", "&"}):
            kept = [name for name in kept if name not in touched] + [new]
    return kept


def _covered(names: Iterable[Name]) -> set[int]:
    return {at for name in names for at in range(name.start, name.end)}


def titled(words: Sequence[str], taken: Iterable[Name]) -> list[Name]:
    """People announced by a title whom the model missed: the capitalised words that follow it, three at most."""
    covered, found = _covered(taken), []
    for _, after in _announcing().find(words):
        end = after
        while end < min(after + 3, len(words)) and _is_name_word(words[end]) and end not in covered:
            end += 1
        if end > after and words[after] not in generic():
            found.append(Name(after, end, "PERSON", "title"))
    return found


def _is_name_word(word: str) -> bool:
    return is_capital(word) and word[-1].isalpha() and word.lower() not in ARTICLES and len(word) > 1


def compounds(words: Sequence[str], taken: Iterable[Name]) -> list[Name]:
    """Countries that nothing else saw because they stand in a compound or beside a lost blank: "US-backed"."""
    covered, found = _covered(taken), []
    for start, end in _countries().find(words):
        joined = words[end : end + 1] and words[end].startswith("-")
        behind = start > 1 and words[start - 1] == "-" and words[start - 2].lower() in ("pro", "anti", "non")
        if not covered.intersection(range(start, end)) and (joined or behind):
            found.append(Name(start, end, "GPE", "compound"))
    return found
