"""Which measured figures bear on which finding, on which part of the page and on which mark, in words.

A finding rests on what was found by rules and models. `BEARINGS` names for each what was measured of that and what was
not; `told` puts it into words, with the texts it was measured on, the weakest figure first: a finding is no surer than
that. What is only counted rests on nothing measurable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allegedly.accuracy import FOLDER
from allegedly.accuracy.scores import Score, read
from allegedly.settings import Settings


@dataclass(frozen=True)
class Bearing:
    """The measures (kind, measure) that bear on something, and what of it was not measured, in words."""

    measures: tuple[tuple[str, str], ...] = ()
    unmeasured: str = ""


_TEXT = ("cleaning", "shingles")
_NAMES = ("names", "all")
_PLACES = ("names", "LOC")
_MERGED = ("merging", "pairs")
_STATEMENTS = ("attribution", "relation, overlap 0.3")
_WHOLE = ("attribution", "relation, overlap 0.8")  # of what counts words: nearly the whole content must be right
_CUES = ("attribution", "cue")
_STANCE = ("attribution", "right stance")
_DISTANCE = ("attribution", "stances of distance")
_ANONYMOUS = ("attribution", "anonymous")
_FORMS = tuple(("attribution", f"recall of {form}") for form in ("direct", "mixed", "indirect"))
_HEDGES = ("hedging", "hedges")
_BOOSTERS = ("hedging", "boosters")
_CONNECTIVES = (("connectives", "connectives"), ("connectives", "sense of those found"))
_PRONOUNS = ("attribution", "read pronouns")
_VOICE = "which voice a description stands for"
_WHOSE = "whose words a hedge stands in"

BEARINGS = {
    "corpus": Bearing(),
    "kept": Bearing((_TEXT,)),
    "removed": Bearing((_TEXT,)),
    "repaired": Bearing((), "repairs of words and characters"),
    "flagged": Bearing((), "what is flagged"),
    "unread": Bearing(),
    "placed": Bearing(),
    "most-named": Bearing((_NAMES, _MERGED)),
    "mixed-naming": Bearing((_PLACES, _MERGED)),
    "stand-for": Bearing((_NAMES, _MERGED), "what stands for what"),
    "loudest": Bearing((_WHOLE, _PRONOUNS), _VOICE),
    "forms": Bearing(_FORMS, "narrated statements apart from indirect ones"),
    "distance": Bearing((_DISTANCE, _STANCE, _STATEMENTS)),
    "unnamed": Bearing((_ANONYMOUS, _STATEMENTS)),
    "chains": Bearing((("attribution", "second voice"), ("attribution", "read chains"))),
    "unresolved": Bearing((), "how many pronouns could have been resolved"),
    "about": Bearing((_STATEMENTS, _NAMES), "who speaks about whom, taken together"),
    "over-time": Bearing((_STATEMENTS, _PRONOUNS), f"{_VOICE}, least of all in several articles"),
    "places": Bearing((_CUES,)),
    "shared-paragraphs": Bearing((), "how many paragraphs in other wording are missed; those given have the words"),
    "opposed": Bearing(_CONNECTIVES, "whether a contrast is one of the voices beside it"),
    "conflicts": Bearing((("attribution", "read conflicts"),), "how many are missed"),
    "seams": Bearing((("attribution", "read seams"),), "how many are missed"),
    "hedged": Bearing((("hedging", "hedged sentences"),)),
    "whose-doubt": Bearing((_HEDGES, _WHOLE), _WHOSE),
    "sources-or-writers": Bearing((_HEDGES, _WHOLE), _WHOSE),
    "commonest-hedge": Bearing((_HEDGES,), "the category of a hedge"),
    "least-sure-voice": Bearing((_HEDGES, _WHOLE), f"{_WHOSE}, and {_VOICE}"),
    "boosters": Bearing((_HEDGES, _BOOSTERS)),
    "unsettled": Bearing((("hedging", "uncertain sentences"),)),
}
"""What bears on each finding, by its id."""

SECTIONS = {
    "ribbons": Bearing((_HEDGES, _BOOSTERS, _WHOLE), _WHOSE),
    "voices": Bearing((_WHOLE, _PRONOUNS, _ANONYMOUS, _HEDGES), f"{_VOICE}, {_WHOSE}, and kinds of source"),
    "about": BEARINGS["about"],
    "course": BEARINGS["over-time"],
    "statements": Bearing((_STATEMENTS, _STANCE), "kind and polarity"),
    "hedges": Bearing((_HEDGES, _BOOSTERS, ("hedging", "scopes"), _WHOLE), f"{_WHOSE}, and the category of a hedge"),
    "names": Bearing((_NAMES, _MERGED)),
    "conflicts": BEARINGS["conflicts"],
    "opposing": BEARINGS["opposed"],
    "quantities": Bearing((("attribution", "read quantities"),), "how many are missed"),
    "shared": BEARINGS["shared-paragraphs"],
    "seams": BEARINGS["seams"],
    "cleaned": Bearing((_TEXT,), "repairs of words and characters, and what is flagged"),
}
"""What bears on each part of the page."""

MARKS = {
    "a": Bearing((_STATEMENTS, _STANCE)),
    "h": Bearing((_HEDGES, _BOOSTERS), f"{_WHOSE}, and its category"),
    "m": Bearing((_NAMES, _MERGED)),
    "e": Bearing((_TEXT,)),
}
"""What bears on a mark in an article, by its letter."""


HEADLINES = (
    _TEXT, _NAMES, _MERGED, _STATEMENTS, _FORMS[0], _FORMS[2], _STANCE, _ANONYMOUS, _HEDGES,
    ("hedging", "uncertain sentences"), ("attribution", "read conflicts"),
)  # fmt: skip
"""What a reader should know before anything else."""


def told(scores: Sequence[Score], bearing: Bearing) -> str:
    """What was measured of something, in a sentence or two, with 95 % intervals, the weakest first.

    "" if nothing bears on it, or nothing at all was measured.

    >>> one = Score("names", "all", "names", "news", "9 articles", 90, 80, 84.7, 80.2, 88.0)
    >>> told([one], Bearing((("names", "all"),), "what stands for what"))
    'Names: precision 90 %, recall 80 %, F1 85 % [95 %: 80 to 88] on news. Not measured: what stands for what.'
    >>> told([one], Bearing((("cleaning", "shingles"),))), told([one], Bearing()), told([], Bearing((), "anything"))
    ('Not measured.', '', '')
    """
    if not scores:
        return ""
    sentences = [_measure(scores, *measure) for measure in _weakest_first(scores, bearing)]
    if bearing.unmeasured:
        sentences.append(f"Not measured: {bearing.unmeasured}.")
    elif bearing.measures and not sentences:
        sentences.append("Not measured.")
    return " ".join(sentences)


def brief(scores: Sequence[Score], bearing: Bearing) -> str:
    """The weakest figure of `told`, of what it is, and what was not measured, in a few words; "" where that is empty.

    >>> one = Score("names", "all", "names", "news", "9 articles", 90, 80, 84.7, 80.2, 88.0)
    >>> brief([one], Bearing((("names", "all"),))), brief([one], Bearing((), "what stands for what"))
    ('F1 85 % (names)', 'not measured: what stands for what')
    """
    if not told(scores, bearing):
        return ""
    measures = _weakest_first(scores, bearing)
    parts = [("weakest figure " if len(measures) > 1 else "") + _in_short(scores, measures[0])] if measures else []
    if bearing.unmeasured:
        parts.append(f"not measured: {bearing.unmeasured}")
    return "; ".join(parts) or "not measured"


def _weakest_first(scores: Sequence[Score], bearing: Bearing) -> list[tuple[str, str]]:
    """The measures of something that were measured, by the lowest figure of each, whatever kind of figure it is."""
    lowest = {measure: found[0] for measure in bearing.measures if (found := _measured(scores, *measure))}
    return sorted(lowest, key=lambda measure: _value(lowest[measure]))


def _in_short(scores: Sequence[Score], measure: tuple[str, str]) -> str:
    """The lowest and the highest figure of a measure, and of what."""
    found = _measured(scores, *measure)
    ends = " to ".join(dict.fromkeys(f"{_value(score):.0f} %" for score in (found[0], found[-1])))
    figure = f"F1 {ends}" if found[0].f1 is not None else f"{ends} {_kind(found[0])}"
    return f"{figure} ({found[0].what})"


def _measured(scores: Sequence[Score], kind: str, measure: str) -> list[Score]:
    """The figures of a measure from the lowest on, those of other genres and those without an interval left out."""
    found = [s for s in scores if (s.kind, s.measure) == (kind, measure) and s.low is not None and not s.other_genre]
    # Texts that weights were fitted on are told where there are no others.
    return sorted([s for s in found if not s.fitted] or found, key=_value)


def _kind(score: Score) -> str:
    """What a share without an F1 is: of those marked the ones found, or of those found the right ones."""
    return "found" if score.precision is None and score.measure.startswith("recall") else "right"


def _measure(scores: Sequence[Score], kind: str, measure: str) -> str:
    """One measure in a sentence; "" if it was not measured."""
    what, figure = pair(scores, (kind, measure))
    return f"{what}: {figure}." if figure else ""


def pair(scores: Sequence[Score], measure: tuple[str, str]) -> tuple[str, str]:
    """What was measured, and its figure, or the lowest and the highest of several sets of texts; "" for none."""
    found = _measured(scores, *measure)
    if not found:
        return "", ""
    what = found[0].what[0].upper() + found[0].what[1:]
    if len(found) == 1:
        return what, _figure(found[0], whole=True)
    more = f", of {len(found)} sets of texts" if len(found) > 2 else ""
    return what, f"{_figure(found[0])} to {_figure(found[-1])}{more}"


def _value(score: Score) -> float:
    """The figure that a score is told by: F1, else precision, else recall."""
    return next(each for each in (score.f1, score.precision, score.recall, 0.0) if each is not None)


def _figure(score: Score, *, whole: bool = False) -> str:
    """A figure with its interval, its texts, and what it is to be held against."""
    before, after, where = "F1 ", "", f"on {score.texts}"
    if score.f1 is None:
        before, after = "", f" {_kind(score)}"
        where = where if score.precision is None else f"of {score.n}, {score.texts}"
    elif whole:
        before = f"precision {score.precision:.0f} %, recall {score.recall:.0f} %, F1 "
    baseline = f"; calling all so, {score.always_yes:.0f}" if score.always_yes is not None else ""
    remark = ", to which it was fitted" if score.fitted else ""
    return f"{before}{_value(score):.0f} %{after} [95 %: {score.low:.0f} to {score.high:.0f}{baseline}] {where}{remark}"


def findings(settings: Settings) -> dict[str, str]:
    """What was measured of each finding, by its id, for a run with these settings."""
    scores = read(FOLDER, min_probability=settings.min_probability, genre=settings.genre)
    return of_findings(scores)


def of_findings(scores: Sequence[Score]) -> dict[str, str]:
    """What was measured of each finding, by its id."""
    return {name: told(scores, bearing) for name, bearing in BEARINGS.items()}
