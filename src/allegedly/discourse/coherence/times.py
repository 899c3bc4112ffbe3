"""Times that do not fit together: a day of the week that the date did not fall on, an end before its beginning.

Only what the text says outright is compared: full dates with their day of the week (Gregorian calendar), and hours of
the same day of the week at which something starts and at which it is over.
"""

from __future__ import annotations

import re
from datetime import date

from allegedly.discourse.coherence.seam import Seam
from allegedly.discourse.graph import Words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_DAY, _MONTH = "|".join(_DAYS), "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?P<day>{_DAY}),?\s+(?:the\s+)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_HOUR = re.compile(
    rf"\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?)\s+(?:local time\s+)?on\s+"
    rf"(?:the\s+|that\s+)?(?:same\s+)?(?P<day>{_DAY})\b",
    re.IGNORECASE,
)
_STARTS = {"start", "begin", "open", "launch", "erupt"}
_ENDS = {"end", "finish", "stop", "retreat", "cease", "leave", "withdraw", "flee"}


def clashes(words: Words) -> list[Seam]:
    """Dates on the wrong day of the week and ends before their beginning, in the order of the text."""
    return sorted([*_wrong_days(words), *_wrong_order(words)], key=lambda seam: seam.first)


def _wrong_days(words: Words) -> list[Seam]:
    found = []
    for match in _DATE.finditer(words.text):
        month = _MONTHS.index((match["m1"] or match["m2"]).lower()) + 1
        try:
            real = _DAYS[date(int(match["year"]), month, int(match["d1"] or match["d2"])).weekday()]
        except ValueError:  # 31 June: no such day
            continue
        if real != match["day"].lower():
            first, last = _words_of(words, match)
            found.append(Seam("time", first, last, f"'{_plain(match)}' was a {real.capitalize()}", 0.9))
    return found


def _wrong_order(words: Words) -> list[Seam]:
    """ "It started at 10 p.m. on Friday ... By 9 p.m. on that Friday they had retreated"."""
    starts: list[tuple[str, int, re.Match[str]]] = []
    found = []
    for match in _HOUR.finditer(words.text):
        first, last = _words_of(words, match)
        verbs = _verbs_above(words, first)
        day, hour = match["day"].lower(), _minutes(match)
        for other_day, other_hour, other in starts:
            if day == other_day and hour < other_hour and verbs & _ENDS and "that" in match.group().lower().split():
                evidence = f"over by '{_plain(match)}', but it starts at '{_plain(other)}'"
                found.append(Seam("time", first, last, evidence, 0.8))
                break
        if verbs & _STARTS:
            starts.append((day, hour, match))
    return found


def _words_of(words: Words, match: re.Match[str]) -> tuple[int, int]:
    inside = [i for i in range(len(words)) if words.end[i] > match.start() and words.start[i] < match.end()]
    return inside[0], inside[-1]


def _verbs_above(words: Words, i: int) -> set[str]:
    """Lemmas of the verbs that a word hangs on, however far up."""
    found = set()
    while words.head[i] != i:
        i = words.head[i]
        if words.pos[i] == "VERB":
            found.add(words.lemma[i].lower())
    return found


def _minutes(match: re.Match[str]) -> int:
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return hour * 60 + int(match["minute"] or 0)


def _plain(match: re.Match[str]) -> str:
    return " ".join(match.group().split())
