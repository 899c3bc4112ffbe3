"""The form of a line: how many words it has, how much of it is running English, whether it ends like a sentence.

Prose is told from page furniture by form, as the shallow text features of Kohlschütter et al. 2010 do: running text
has long lines, many function words and final punctuation; menus, teasers and credits do not.
"""

from __future__ import annotations

import re

from allegedly.words import count

FUNCTION_WORDS = frozenset(
    "a about after again against all also although am an and any are as at be because been before being between both"
    " but by can cannot could did do does during each for from had has have he her here hers him his how i if in into"
    " is it its just may me might more most must my no nor not of off on one only or other our out over own said say"
    " says shall she should since so some such than that the their them then there these they this those through to too"
    " under until up upon us was we were what when where which while who whom whose why will with within without"
    " would you your".split()
)
"""Closed-class words of English (and forms of *say*): one in three to one in two words of running text."""

FINITE = frozenset(
    "am are be been being can could did do does had has have is may might must said say says shall should was were"
    " will would".split()
)
"""Forms that only stand where a clause has a verb."""

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]")
_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$|[.!?…]?[\"”]\s*$")


def words(text: str) -> list[str]:
    """Words in lower case with straight apostrophes.

    >>> words("It’s the U.S. that pays.")
    ["it's", 'the', 'u.s', 'that', 'pays']
    """
    return _WORD.findall(text.lower().replace("’", "'"))


def function_share(tokens: list[str]) -> float:
    """Share of English function words among lower-case words, 0 to 1."""
    return sum(token in FUNCTION_WORDS for token in tokens) / len(tokens) if tokens else 0.0


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, closing marks included.

    >>> ends_sentence("“We know nothing.”"), ends_sentence("Related stories")
    (True, False)
    """
    return bool(_END.search(line.rstrip()[-8:]))


def is_sentence(line: str) -> bool:
    """Whether a line holds a full sentence: five words, a finite function verb, final punctuation.

    >>> is_sentence("More from the front was heard at dusk."), is_sentence("More from the front")
    (True, False)
    """
    tokens = words(line)
    return len(tokens) >= 5 and ends_sentence(line) and any(token in FINITE for token in tokens)


def is_prose(line: str) -> bool:
    """Whether a line is running English: ten words, a fifth of them function words, final punctuation or a colon."""
    tokens = words(line)
    return (
        len(tokens) >= 10
        and function_share(tokens) >= 0.2
        and (ends_sentence(line) or line.rstrip().endswith((":", ",", ";", "—", "-")))
    )


def is_label(line: str) -> bool:
    """Whether a line is short and does not end as a sentence: a menu entry, a button, a subhead.

    >>> is_label("Contact us"), is_label("He said no.")
    (True, False)
    """
    return not ends_sentence(line) and count(line) <= 7


def has_letters(text: str) -> bool:
    """Whether there is any letter."""
    return bool(_LETTERS.search(text))
