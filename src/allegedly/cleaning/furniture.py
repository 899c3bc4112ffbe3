"""Page furniture: the lines of a copied page that are not the article.

Measured by form and position, not by site. A page (many labels among little prose) is cut to its best run of lines,
where prose counts for a line and labels, teasers and furniture against it; inside the run only lines that are
furniture by their own form or wording go. In an ordinary article only the latter happens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from allegedly import lexicons
from allegedly.cleaning import wording
from allegedly.cleaning.paragraphs import paragraphs

_EDGE = re.compile(r"^[\s\W_]+(?=\w|\(|\[)|[\s:.,!…»›>→|*\-–—]+$")
_DIGITS = re.compile(r"\d[\d.,]*")
_YOU = re.compile(r"\b(?:you|your|we|our|us|i agree|this (?:web)?site|this page|this material|this post|all rights)\b")

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_STAMP_WORD = re.compile(
    rf"{_MONTH}|{_DAY}|\d+|am|pm|a\.m|p\.m|[a-z]?[sd]t|gmt|utc|ist|cet|bst|first|last|published|updated|posted|modified"
    r"|date|at|on|ago|of|th|hours?|minutes?|mins?|days?|weeks?|months?|years?|edt|pst|h|m|the|created"
)
_BYLINE = re.compile(r"(?i:(?:written |posted |published |compiled |edited )?by):? +(?-i:[A-Z@])")
_URL = re.compile(r"\(?(?:https?://|www\.|[\w.]+@)\S+\)?|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk|tv|ly)/\S*|@\w+")
_CREDIT = re.compile(
    r"^©|© ?\d{4}|\((?:AP|AFP|EPA|Reuters|REUTERS) ?(?:Photo|File)?[/:]|\((?:AP|AFP|EPA|Reuters|Getty)[^()]{0,20}\)\W*$"
    r"|Getty Images|Shutterstock|iStock|REUTERS/\w|AFP/\w|EPA/\w|/AP\W*$|Credit(?:s|\.\.\.|:)"
    r"|\b(?i:photo|image|picture|photograph)s?(?: ?:| by| credit| courtesy)[^.]{1,60}\W*$"
)
_COMMENT = re.compile(rf"(?i){_MONTH}.*\d.* (?:says|said|wrote) ?:?$|^{_MONTH}? ?.*\d\d:\d\d.*\breply$")
_TEMPLATE = re.compile(r"\{\*|\*\}|\{\{|\}\}|\[/?\w+ [\w-]+=|function ?\(|</?[a-z]+[ >/]|%2[Ff]|^[\w-]+: ?[^ ]+(?: !important)?;$")
_TRAIL = re.compile(r"\S ?[>»›|•·] ?\S")


OUTSIDE = "outside"
"""The kind of a line that is no furniture by itself but stands outside the article."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a text: on a copied page, one visible line."""

    start: int
    end: int
    text: str


def lines(text: str) -> list[Line]:
    """The paragraphs of a text; a hard-wrapped one is one line.

    >>> [(line.start, line.text) for line in lines("One\\n\\nTwo")]
    [(0, 'One'), (5, 'Two')]
    """
    return [Line(start, end, " ".join(text[start:end].split())) for start, end in paragraphs(text)]


def normal(line: str) -> str:
    """A line as the lexicon has it: lower case, straight marks, one `#` for each number, no marks at its edges.

    >>> normal("» 858 Shares…")
    '# shares'
    """
    plain = line.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').casefold()
    return " ".join(_DIGITS.sub("#", _EDGE.sub("", plain)).split())


@cache
def _lexicon() -> dict[str, dict[str, tuple[str, str]]]:
    """Rows by place in the line (`line`, `start`, `inside`): entry -> (kind, ends_article)."""
    found: dict[str, dict[str, tuple[str, str]]] = {"line": {}, "start": {}, "inside": {}}
    for row in lexicons.load("page_furniture", key=("entry", "pos")).itertuples(index=False):
        found[str(row.pos)][str(row.entry)] = (str(row.kind), str(row.ends_article))
    return found


@cache
def _starts() -> re.Pattern[str]:
    entries = sorted(_lexicon()["start"], key=lambda entry: (-len(entry), entry))
    return re.compile("|".join(re.escape(entry) + (r"\b" if entry[-1].isalnum() else "") for entry in entries))


def _inside(plain: str) -> str | None:
    """The longest entry of the lexicon that stands anywhere in a normalised line, at the start of a word."""
    for entry in _inside_entries():
        at = plain.find(entry)
        if at == 0 or (at > 0 and not plain[at - 1].isalnum()):
            return entry
    return None


@cache
def _inside_entries() -> tuple[str, ...]:
    return tuple(sorted(_lexicon()["inside"], key=lambda entry: (-len(entry), entry)))


def wording_kind(line: str) -> tuple[str, str] | None:
    """(kind, ends_article) of a line by the wording in the lexicon, or None.

    >>> wording_kind("Share on Facebook")
    ('share', '')
    >>> wording_kind("The share on offer was small, the bank said.") is None
    True
    """
    rows, plain = _lexicon(), normal(line)
    if plain in rows["line"]:
        # A full stop after a single word is rather a sentence, after a phrase a button with a dot.
        return rows["line"][plain]
    started = _starts().match(plain)
    if started and (not started.group()[-1].isalnum() or not wording.is_sentence(line)):
        return rows["start"][started.group()]
    if len(plain) > 600:
        return None
    inside = _inside(plain)
    if inside and not re.search(r'"|\bsaid\b', plain) and (_YOU.search(plain) or not wording.is_sentence(line)):
        return rows["inside"][inside]
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line of furniture is; `ends`: what comes after it is no article ("yes": rather not, "hard": never)."""

    name: str
    ends: str = ""


@lru_cache(maxsize=50_000)
def kind(line: str) -> Kind | None:
    """What kind of furniture a line is by its wording or its form; None for anything else."""
    known = wording_kind(line)
    if known:
        return Kind(*known)
    form = form_kind(line)
    return Kind(form, "hard" if form == "comment" else "") if form else None


def form_kind(line: str) -> str | None:
    """Kind of furniture by form alone: a stamp of date and time, a byline, a credit, an address, marks, a path.

    >>> form_kind("Nov 19, 2019, 10:31 pm"), form_kind("By Jane Roe, Staff Writer"), form_kind("He said no.")
    ('date', 'byline', None)
    """
    text = line.strip()
    if not wording.has_letters(text):
        return "number" if any(c.isdigit() for c in text) else "marks"
    tokens = wording.words(text)
    if len(tokens) > 60:
        return None
    if _URL.fullmatch(text):
        return "address"
    if len(tokens) <= 16 and _COMMENT.search(text):
        return "comment"
    stamped = sum(bool(_STAMP_WORD.fullmatch(t)) for t in tokens) if len(tokens) <= 14 else 0
    if stamped and stamped >= 0.7 * len(tokens) and any(c.isdigit() for c in text) and (
        not text.endswith(".") or stamped == len(tokens)
    ):
        return "date"
    if _BYLINE.match(text) and len(tokens) <= 14 and text[-1] not in ".!?:":
        return "byline"
    if _TEMPLATE.search(text) and wording.function_share(tokens) < 0.3:
        return "template"
    if _CREDIT.search(text):
        return "credit"
    if len(tokens) <= 40 and len(_TRAIL.findall(text)) >= 2 and not wording.is_sentence(text):
        return "path"
    return None


def is_page(found: Sequence[Line]) -> bool:
    """Whether the lines look like a whole page: twelve labels or more, more of them than of prose, and among them
    at least three that are page furniture by their wording (a list of results has labels, but no buttons).
    """
    labels = [line.text for line in found if wording.is_label(line.text)]
    if len(labels) < 12 or len(labels) <= sum(wording.is_prose(line.text) for line in found):
        return False
    return sum(wording_kind(label) is not None for label in labels) >= 3


def _has_neighbour(prose: Sequence[bool], skipped: Sequence[bool]) -> list[bool]:
    """For each line, whether the nearest line above or below that is not furniture is prose."""
    beside = [False] * len(prose)
    for order in (range(len(prose)), range(len(prose) - 1, -1, -1)):
        last = False
        for i in order:
            beside[i] = beside[i] or last
            if not skipped[i]:
                last = prose[i]
    return beside


def weights(found: Sequence[Line]) -> list[float]:
    """How much each line speaks for the article (above 0) or against it.

    Running prose counts by its words, up to thirty; a single short sentence between labels is a teaser and counts
    little; labels count against, a long series of them more; headings of what follows an article most.
    """
    kinds = [kind(line.text) for line in found]
    prose = [known is None and wording.is_prose(line.text) for known, line in zip(kinds, found, strict=True)]
    beside = _has_neighbour(prose, [known is not None for known in kinds])
    times = Counter(normal(line.text) for line in found)
    made: list[float] = []
    series = 0
    for i, line in enumerate(found):
        known = kinds[i]
        tokens = wording.count_words(line.text)
        series = 0 if prose[i] else series + 1
        if known:
            made.append(-40.0 if known.ends else -8.0)
        elif prose[i]:
            teaser = tokens < 35 and (not beside[i] or times[normal(line.text)] > 1)
            made.append(2.0 if teaser else float(min(tokens, 30)))
        elif tokens >= 18 and wording.function_share(wording.words(line.text)) >= 0.2:
            made.append(6.0)
        elif wording.ends_sentence(line.text) and wording.function_share(wording.words(line.text)) >= 0.2:
            made.append(1.0)
        else:
            made.append(-2.0 if tokens <= 7 and series <= 4 else -3.0)
    return made


def best_run(weights: Sequence[float]) -> tuple[int, int]:
    """First and one-past-last index of the run with the greatest sum; the first of equals.

    >>> best_run([-1, 3, -1, 4, -9, 2])
    (1, 4)
    """
    best, run, here, first = 0.0, (0, 0), 0.0, 0
    for i, weight in enumerate(weights):
        if here <= 0:
            here, first = 0.0, i
        here += weight
        if here > best:
            best, run = here, (first, i + 1)
    return run


def article_run(found: Sequence[Line]) -> tuple[int, int]:
    """First and one-past-last line of the article on a page; what follows a heading of comments is not looked at."""
    made = weights(found)
    for i, line in enumerate(found):
        known = kind(line.text)
        if known and known.ends == "hard":
            first, last = best_run(made[:i])
            if sum(made[first:last]) >= (25 if known.name == "comment" else 40):
                return first, last
    return best_run(made)


def headline(found: Sequence[Line], first: int, *, title: str | None = None) -> int | None:
    """Index of the headline above the article that starts at line `first`, or None.

    With a title known, the line above that has most of its words; else the nearest line that looks like a headline,
    one that stands twice on the page before others.
    """
    if title:
        scores = {
            i: fuzz.token_sort_ratio(normal(title), normal(found[i].text))
            if len(normal(found[i].text)) > 0.6 * len(normal(title))
            else fuzz.partial_ratio(normal(title), normal(found[i].text)) * (len(found[i].text) > 15)
            for i in range(max(0, first - 60), first)
        }
        best = max(scores, key=lambda i: (scores[i], i), default=None)
        return best if best is not None and scores[best] >= 75 else None
    above = range(max(0, first - 25), first)
    times = Counter(normal(line.text) for line in found)
    likely = [
        i for i in above
        if 4 <= wording.count_words(found[i].text) <= 22 and not kind(found[i].text)
        and not re.search(r"[.;,:]$", found[i].text.strip())
        and not _TRAIL.search(found[i].text)
    ]  # fmt: skip
    repeated = [i for i in likely if times[normal(found[i].text)] > 1]
    return (repeated or likely or [None])[-1]


def furniture(found: Sequence[Line], *, page: bool, title: str | None = None) -> dict[int, str]:
    """Lines to drop, by index, with the kind of each.

    `page`: the lines are a whole page, so that everything outside the best run of prose goes too.
    """
    kinds = [kind(line.text) for line in found]
    own = {i: known.name for i, known in enumerate(kinds) if known}
    if not page:
        # In an article a number may be a table's, and a caption of some length tells something.
        return {
            i: name for i, name in own.items()
            if name != "number" and not (name == "credit" and wording.count_words(found[i].text) > 12)
        }  # fmt: skip
    for i, known in enumerate(kinds):
        # The list under a heading like "Related" goes with it, up to the next running text.
        if known and known.ends:
            for j in range(i + 1, len(found)):
                if wording.is_prose(found[j].text) or wording.ends_sentence(found[j].text):
                    break
                own.setdefault(j, known.name)
    first, last = article_run(found)
    if first == last:
        return own
    head = headline(found, first, title=title)
    dropped = {i: own.get(i, OUTSIDE) for i in range(len(found)) if i < first or i >= last}
    dropped |= {i: name for i, name in own.items() if first <= i < last}
    if head is not None:
        dropped.pop(head, None)
    return dropped
