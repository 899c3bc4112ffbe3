"""The clues to a name's type: what its article says of it, in a closed vocabulary.

No clue holds a word of the article, but for function words, head words and verbs listed here or in a lexicon: weights
over these clues cannot remember names. Clues of all places of one form are shared among them ("anywhere …"), because
an article means one thing by one form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from allegedly.names import descriptions, forms, gazetteer
from allegedly.names.phrases import Words, form_text
from allegedly.names.reading import COARSE, Reading
from allegedly.names.spans import ATTITUDES, Name, is_acronym, is_capital

BEFORE = frozenset(
    {"the", "a", "an", "in", "at", "on", "near", "of", "by", "from", "to", "for", "with", "between", "and", "or"}
    | {"against", "into", "outside", "around", "inside", ",", "(", '"', "'", "-", ":", ";", "said", "says", "told"}
)
"""Words before a name that are clues by themselves; other words are known by their tag."""

AFTER = BEFORE | {"'s", "'", ")", ".", "who", "which", "is", "was"}
SHARED = frozenset(
    {"before", "after", "subject of", "object of", "unit before", "he soon", "it soon", "who follows", "age follows"}
    | {"apposition", "capital before", "capital after", "said to be", "noun before", "noun after"}
)
"""Clues of a place that count for all places of the form."""

CROSSED = frozenset(
    {"words", "acronym", "capital", "before", "after", "dep", "times", "surname", "head", "explained", "gazetteer"}
    | {"head word", "also small", "capital before", "capital after", "small inside"}
)
"""Clues that mean something else for each type that the rules gave: these are counted with it, too."""

SOON = 8
"""Words behind a name in which a pronoun is taken as a clue."""


def of_names(reading: Reading) -> list[list[str]]:
    """The clues of each name of an article, in the order of its names, each once, sorted."""
    beside = descriptions.clues(reading.doc, reading.names)
    here = [[*_of_place(reading, name), *said] for name, said in zip(reading.names, beside, strict=True)]
    anywhere: dict[Words, set[str]] = {}
    for name, clues in zip(reading.names, here, strict=True):
        shared = {f"anywhere {clue}" for clue in clues if clue.partition("=")[0] in SHARED}
        anywhere.setdefault(reading.form(name), set()).update(shared)
    made = []
    for name, clues in zip(reading.names, here, strict=True):
        own = [*clues, *_of_form(reading, name)]
        label = COARSE.get(name.label, "other")
        crossed = [f"{label} & {clue}" for clue in own if clue.partition("=")[0] in CROSSED]
        if "anywhere he soon" in anywhere[reading.form(name)]:
            crossed.append(f"{label} & anywhere he soon")
        made.append(sorted({*own, *crossed, *anywhere[reading.form(name)]}))
    return made


def _of_place(reading: Reading, name: Name) -> Iterator[str]:
    """Clues of the words around one place of a name."""
    doc, words, end = reading.doc, reading.words, name.end
    start = _left_edge(words, name.start)
    before = words[start - 1].lower() if start else ""
    earlier = words[start - 2].lower() if start > 1 else ""
    after = words[end] if end < len(words) else ""
    if start in reading.after_title:
        yield "before=title"
    else:
        yield f"before={before if before in BEFORE or not start else doc[start - 1].tag_}"
        if start and is_capital(words[start - 1]) and not doc[start].is_sent_start:
            yield "capital before"
    if before in ("the", "a"):
        yield f"before {before}={earlier if earlier in BEFORE else 'other'}"
    if before == "of":
        yield "unit before" if earlier in forms.UNITS else f"before of={doc[start - 2].pos_ if start > 1 else ''}"
    yield f"after={after if after in AFTER or not after else doc[end].tag_}"
    if is_capital(after):
        yield "capital after"
    yield from _of_syntax(doc, name.start, end)
    yield from _of_sequel(words, end)


def _left_edge(words: Sequence[str], start: int) -> int:
    """Where a name begins with its prefix: what stands before "pro-Velasquez" tells more than the hyphen."""
    return start - 2 if start > 1 and words[start - 1] == "-" and words[start - 2].lower() in ATTITUDES else start


def _of_syntax(doc: Doc, start: int, end: int) -> Iterator[str]:
    root = doc[start:end].root
    yield f"dep={root.dep_}"
    yield f"governor={root.head.pos_}"
    if root.dep_ == "nsubj":
        yield f"subject of={'speech' if root.head.lemma_.lower() in forms.SPEECH else 'other'}"
    if root.dep_ == "pobj":
        yield f"object of={root.head.lower_ if root.head.lower_ in BEFORE else 'other'}"
    yield f"first tag={doc[start].tag_}"
    yield f"last tag={doc[end - 1].tag_}"


def _of_sequel(words: Sequence[str], end: int) -> Iterator[str]:
    soon = {word.lower() for word in words[end : end + SOON]}
    if soon & {"he", "she", "his", "her"}:
        yield "he soon"
    if soon & {"it", "its"}:
        yield "it soon"
    if words[end : end + 1] == [","]:
        following = words[end + 1] if end + 1 < len(words) else ""
        if following in ("who", "whose"):
            yield "who follows"
        if following.isdigit():
            yield "age follows"
        if following in ("a", "an", "the"):
            yield "apposition"


def _of_form(reading: Reading, name: Name) -> Iterator[str]:
    """Clues of a name's form, its history in the article and the lexicons."""
    form = reading.form(name)
    yield f"rules={COARSE.get(name.label, 'other')}"
    yield f"label={name.label}"
    found, _, why = name.rule.partition("; ")
    yield f"found by={found}"
    yield f"typed by={why}"
    seen = reading.seen.get(name.start)
    whole = seen is not None and (seen.start, seen.end) == (name.start, name.end)
    if seen is None:
        yield "model=nothing"
    else:
        yield f"model={'' if whole else 'part of '}{COARSE.get(seen.label, 'other')}"
    votes = reading.votes.get(form, Counter())
    for kind in ("PERSON", "ORG", "PLACE", "NORP", "other"):
        yield f"votes for {kind}={_share(votes[kind], votes.total())}"
    yield f"times={min(reading.times[form], 4)}"
    yield from _of_lexicons(form)
    yield from _of_shape(reading, form)
    if form in reading.explained:
        yield "explained"


def _share(k: int, n: int) -> str:
    """A share in five steps.

    >>> [_share(k, 6) for k in (0, 1, 3, 5, 6)], _share(0, 0)
    (['none', 'few', 'half', 'most', 'all'], 'none')
    """
    if not k:
        return "none"
    return "all" if k == n else "few" if 3 * k <= n else "half" if 3 * k <= 2 * n else "most"


def _of_lexicons(form: Words) -> Iterator[str]:
    known = gazetteer.lookup(form_text(form))
    if known:
        yield f"gazetteer={COARSE.get(known.label, 'other')}{' doubtful' if known.doubtful else ''}"
    label = forms.head_label(form)
    if label:
        yield f"head={COARSE.get(label, label)}"
    if form[-1] in forms.head_words():
        yield f"head word={form[-1]}"
    if len(form) > 1 and form[0] in forms.head_words():
        yield f"first word={form[0]}"
    first = gazetteer.lookup(form[0]) if len(form) > 1 else None
    if first:
        yield f"begins with={first.label}"


def _of_shape(reading: Reading, form: Words) -> Iterator[str]:
    yield f"words={min(len(form), 5)}"
    if len(form) == 1:
        [word] = form
        yield "acronym" if is_acronym(word) else "capital" if is_capital(word) else "small"
        if word.lower() in reading.small:
            yield "also small"
        if word in reading.surnames:
            yield "surname"
        if word in reading.first_names:
            yield "first name"
    else:
        if form[-1] in reading.surnames:
            yield "ends in surname"
        if any(word.isalpha() and not is_capital(word) for word in form):
            yield "small inside"
        if all(word.isupper() for word in form):
            yield "all capitals"
        if all(word.lower() in reading.small for word in form):
            yield "all also small"
    for mark in ("of", "and", "&", ",", "-"):
        if mark in form:
            yield f"inside={mark}"
    if any(c.isdigit() for word in form for c in word):
        yield "digit"
