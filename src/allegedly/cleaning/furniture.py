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

from rapidfuzz import fuzz

from allegedly import words
from allegedly.cleaning import wording
from allegedly.cleaning.kinds import TRAIL, kind, normal, wording_kind
from allegedly.cleaning.paragraphs import paragraphs

OUTSIDE = "outside"
"""The kind of a line that is no furniture by itself but stands outside the article."""


# Furniture that stands between the paragraphs of an article as often as around it.
_INSIDE = frozenset({"advertisement", "readmore", "credit", "player", "share"})
_STOP = re.compile(r"[.][\"”’)]*$|[,.!?][\"”]|[\"”].*[.]$")


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


def is_page(found: Sequence[Line]) -> bool:
    """Whether the lines look like a whole page: twelve labels or more, not few beside the prose, and among them at
    least three that are page furniture by their wording (a list of results has labels, but no buttons).
    """
    labels = [line.text for line in found if wording.is_label(line.text)] if len(found) >= 12 else []
    if len(labels) < 12 or len(labels) <= 0.4 * sum(wording.is_prose(line.text) for line in found):
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


def _short_sentence(line: str) -> bool:
    """Whether a line is a sentence of at least four words, no question (which is rather the title of a story)."""
    tokens = wording.words(line)
    return len(tokens) >= 4 and wording.function_share(tokens) >= 0.2 and bool(_STOP.search(line))


def weights(found: Sequence[Line]) -> list[float]:
    """How much each line speaks for the article (above 0) or against it.

    Running prose counts by its words, up to thirty; a single short sentence between labels is a teaser and counts
    little; labels count against, a long series of them more; headings of what follows an article most.
    """
    kinds = [kind(line.text) for line in found]
    prose = [known is None and wording.is_prose(line.text) for known, line in zip(kinds, found, strict=True)]
    running = [is_prose or _short_sentence(line.text) for is_prose, line in zip(prose, found, strict=True)]
    beside = _has_neighbour(running, [known is not None for known in kinds])
    times = Counter(normal(line.text) for line in found)
    made: list[float] = []
    series = 0
    for i, line in enumerate(found):
        known = kinds[i]
        tokens = words.count(line.text)
        series = 0 if prose[i] else series + 1
        if known:
            made.append(-40.0 if known.ends else -3.0 if known.name in _INSIDE else -8.0)
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
        if 4 <= words.count(found[i].text) <= 22 and not kind(found[i].text)
        and not re.search(r"[.;,:]$", found[i].text.strip())
        and not TRAIL.search(found[i].text)
    ]  # fmt: skip
    repeated = [i for i in likely if times[normal(found[i].text)] > 1]
    return repeated[-1] if repeated else likely[-1] if likely else None


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
            if name != "number" and not (name == "credit" and words.count(found[i].text) > 12)
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
