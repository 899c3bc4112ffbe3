"""What kind of page furniture a line is, by its wording (lexicon `page_furniture`) or by its form alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from allegedly import lexicons, words
from allegedly.cleaning import wording

_EDGE = re.compile(r"^[\s\W_]+(?=\w|\(|\[)|[\s:.,!…»›>→|*\-–—]+$")
_DIGITS = re.compile(r"\d[\d.,]*")
_STOP = re.compile(r"[.!?][\"”’)]*$")
_SAID = re.compile(r'"|\bsaid\b')
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
    r"^©|© ?\d{4}|\((?:AP|AFP|EPA|Reuters|REUTERS) ?(?:Photo|File)?[/:]"
    r"|\((?:AP|AFP|EPA|Reuters|Getty)[^()]{0,20}\)\W*$"
    r"|Getty Images|Shutterstock|iStock|REUTERS/\w|AFP/\w|EPA/\w|/AP\W*$|Credit(?:s|\.\.\.|:)"
    r"|\b(?i:photo|image|picture|photograph)s?(?: ?:| by| credit| courtesy)[^.]{1,60}\W*$"
)
_COMMENT = re.compile(rf"(?i){_MONTH}.*\d.* (?:says|said|wrote) ?:?$|^{_MONTH}? ?.*\d\d:\d\d.*\breply$")
_TEMPLATE = re.compile(
    r"\{\*|\*\}|\{\{|\}\}|\[/?\w+ [\w-]+=|function ?\(|</?[a-z]+[ >/]|%2[Ff]|^[\w-]+: ?[^ ]+(?: !important)?;$"
)
TRAIL = re.compile(r"\S ?[>»›|•·] ?\S")


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

    >>> wording_kind("Share on Facebook"), wording_kind("Tweet Print Email")
    (('share', ''), ('share', ''))
    >>> wording_kind("The share on offer was small, the bank said.") is None
    True
    """
    rows, plain = _lexicon(), normal(line)
    if plain in rows["line"]:
        # A full stop after a single word is rather a sentence, after a phrase a button with a dot.
        return rows["line"][plain]
    buttons = [rows["line"].get(word, ("", "")) for word in plain.split()]
    if len(buttons) > 1 and all(name == "share" for name, _ in buttons):  # in one line: "Share Tweet Print"
        return buttons[0]
    started = _starts().match(plain)
    if started and (not started.group()[-1].isalnum() or not _states(line, rows["start"][started.group()][0])):
        return rows["start"][started.group()]
    inside = _inside(plain) if len(plain) <= 600 and not _SAID.search(plain) else None
    if inside is None:
        return None
    # Sites speak to the reader; a sentence of the article may be about a site, and does not.
    speaks = rows["inside"][inside][0] == "copyright" or _YOU.search(plain) or not wording.ends_sentence(line)
    return rows["inside"][inside] if speaks else None


def _states(line: str, name: str) -> bool:
    """Whether a line that begins like furniture is a statement; a request ("Read more of it here.") has no subject."""
    if name in ("readmore", "share", "credit"):
        return wording.is_sentence(line)
    return bool(_STOP.search(line)) and words.count(line) >= 6


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
    if (
        stamped
        and stamped >= 0.7 * len(tokens)
        and any(c.isdigit() for c in text)
        and (not text.endswith(".") or stamped == len(tokens))
    ):
        return "date"
    if _BYLINE.match(text) and len(tokens) <= 14 and text[-1] not in ".!?:":
        return "byline"
    if _TEMPLATE.search(text) and wording.function_share(tokens) < 0.3:
        return "template"
    if _CREDIT.search(text):
        return "credit"
    if len(tokens) <= 40 and len(TRAIL.findall(text)) >= 2 and not wording.is_sentence(text):
        return "path"
    return None
