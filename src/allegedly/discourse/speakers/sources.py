"""What kind of source a phrase names, and whether it hides who speaks.

Kinds: `named` (a name heads the phrase or stands in apposition), `titled` (one person by office or description),
`collective` (a group, or an institution without a name), `outlet` (a newspaper, agency or channel), `document`,
`pronoun`, `none`. Anonymous is a source that has no name where a person could have been named: by a phrase ("on
condition of anonymity", "not authorised to speak"), by a noun whose bearers are usually known to the reporter
("officials", "people familiar with"), or by an indefinite single person. Institutions and crowds are not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from allegedly.discourse import lexicon
from allegedly.discourse.graph import Words
from allegedly.discourse.speakers import people

_ANONYMITY = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|undisclosed|"
    r"not (?:to )?be(?:ing)? (?:named|identified|quoted by name)|"
    r"(?:declin\w+|refus\w+|ask\w*|request\w*|did not want|insist\w* on|prefer\w*)(?: not)? (?:to be|being) "
    r"(?:named|identified)|"
    r"not (?:authori[sz]ed|permitted|allowed) to (?:speak|discuss|talk|brief|comment)|"
    r"(?:familiar with|briefed on|knowledge of|privy to) (?:the|his|her|its|their) \w+|"
    r"close to (?:the|his|her|their) (?:matter|talks|case|plan\w*|family|government|investigation|negotiation\w*)|"
    r"(?:whose|that (?:his|her|their)) (?:name|identity)\w*\b[^.]{0,40}(?:withheld|left out|used|published)|"
    r"only if (?:his|her|their) names?\b)",
    re.IGNORECASE,
)
_OUTLET_NAME = re.compile(
    r"^(?:[Tt]he )?(?:Daily|Sunday|Evening|Morning) [A-Z]\w+$|"
    r"\b(?:Times|Post|Journal|Tribune|Gazette|Herald|Chronicle|Guardian|Newspaper|News|Wire|Daily|Press|Magazine|Radio|"
    r"Television|TV|Broadcasting|Observer|Telegraph|Agency)$"
)
_NOT_OUTLET = re.compile(
    r"\b(?:Intelligence|Security|Protection|Energy|Space|Environmental|Development|Health) Agency$"
)
_SOME = {
    "some",
    "many",
    "others",
    "several",
    "both",
    "few",
    "most",
    "one",
    "other",
    "another",
    "someone",
    "somebody",
    "none",
    "all",
    "two",
    "three",
    "four",
    "five",
    "those",
    "anyone",
    "anybody",
    "everybody",
    "everyone",
    "nobody",
    "whoever",
}
_QUANTITIES = {"number", "majority", "couple", "handful", "lot", "percent", "half", "dozens"}
_FEW = {"a", "an", "one", "another", "two", "three", "four", "five", "six"}
_FOR_A_BODY = ("spokes", "representative")
"""Who speaks for a body hides nothing by having no name: the body is the voice."""
_YEARS_OLD = re.compile(r"^(?:\d+-year-)?old$")
PERSONAL = {"he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "us", "me", "himself", "herself"}


@dataclass(frozen=True)
class Name:
    """A mention, as words: first and last word, label and entity."""

    first: int
    last: int
    label: str
    entity: str
    mention: int


@dataclass(frozen=True)
class Source:
    """A source as the phrase shows it."""

    kind: str
    anonymous: bool
    entity: str | None
    description: str


def names_of(words: Words, mentions: Sequence[tuple[int, int, str, str, int]]) -> list[Name]:
    """Mentions (start, end, label, entity_id, mention_id) as words."""
    found = []
    for start, end, label, entity, number in sorted(mentions):
        first = bisect_right(words.end, start)
        last = bisect_right(words.start, end - 1) - 1
        if 0 <= first <= last < len(words):
            found.append(Name(first, last, label, entity, number))
    return found


def name_at(names: Sequence[Name], i: int) -> Name | None:
    """The mention that holds a word."""
    at = bisect_right(names, i, key=lambda name: name.first)
    return names[at - 1] if at and names[at - 1].last >= i else None


def describe(words: Words, inside: Collection[int], head: int, names: Sequence[Name]) -> Source:
    """What kind of source a phrase is, before pronouns are resolved.

    Args:
        inside: the words of the phrase; none for no source.
        head: its head.
    """
    if not inside:
        return Source("none", False, None, "")
    phrase = _phrase(words, inside)
    hidden = bool(_ANONYMITY.search(phrase)) or _sentence_hides(words, head)
    name = _name_of(words, inside, head, names)
    if name is not None and name.label == "NORP":
        return Source("collective", hidden or _is_counted(words, head), name.entity, phrase)
    if name is not None:
        return Source("outlet" if _is_outlet(words, name) else "named", False, name.entity, phrase)
    share = words.lower[head] in _QUANTITIES and any(words.lower[k] == "of" for k in words.kids[head])
    if share or words.tag[head] in ("CD", "DT") or words.lower[head] in _SOME:
        return _some_of(words, head, phrase, hidden)
    if is_pronoun(words, head) or words.tag[head] in ("WP", "WDT", "PRP"):
        return Source("pronoun", hidden, None, phrase)
    kind = _kind_of(words, head)
    if kind in ("named", "document", "outlet"):
        return Source(kind, False, None, phrase)
    lemma = words.lemma[head].lower()
    hidden = hidden or lexicon.hides_its_name(lemma)
    if people.is_person(lemma) and not lemma.startswith(_FOR_A_BODY):
        hidden = hidden or _is_counted(words, head)
    return Source(kind, hidden, None, phrase)


def _kind_of(words: Words, head: int) -> str:
    """The kind of an unnamed source by its noun; a capitalised word that nobody knows is a name that was not found."""
    lemma = words.lemma[head].lower()
    group = next(filter(None, map(lexicon.noun, (lemma, words.lower[head], lemma.removesuffix("s")))), "")
    plural = words.tag[head] in ("NNS", "NNPS")
    if group in ("outlet", "document", "collective"):
        return group
    if group or people.is_person(lemma):
        return "collective" if plural else "titled"
    if words.pos[head] == "PROPN" and not words.surface(head, head).isupper():
        text = words.surface(words.left[head], head)
        return "outlet" if is_outlet_name(text) else "named"
    if words.pos[head] == "ADJ" or (words.tag[head] in ("JJ", "NN") and _YEARS_OLD.search(words.lower[head])):
        return "titled"  # "the 32-year-old said"
    return "collective"


def _is_counted(words: Words, head: int) -> bool:
    """Whether one or a few of a kind speak who were not told of before: "a woman", "two students", "another juror"."""
    if any(words.lower[k] in ("the", "these", "both") for k in words.kids[head]):
        return False
    few = _FEW - {"a", "an"} if words.tag[head] in ("NNS", "NNPS") else _FEW  # "a few senators" are some
    before = [k for k in words.kids[head] if k < head]  # not "the British number one"
    return any(words.lower[k] in few or (words.tag[k] == "CD" and words.lower[k].isalpha()) for k in before)


def _some_of(words: Words, head: int, phrase: str, hidden: bool) -> Source:
    """ "One of the survivors", "most of the voters": a kind by what they are some of; alone, a pronoun."""
    of = next((k for k in words.kids[head] if words.dep[k] == "prep" and words.lower[k] == "of"), -1)
    whole = words.child(of, "pobj") if of >= 0 else -1
    if whole < 0 or is_pronoun(words, whole) or words.lower[head] in ("none", "nobody"):
        return Source("pronoun", hidden, None, phrase)
    kind = _kind_of(words, whole)
    if kind in ("titled", "collective", "named"):
        kind = "titled" if words.lower[head] == "one" and people.is_person(words.lemma[whole].lower()) else "collective"
    few = words.lower[head] in _FEW or words.tag[head] == "CD"
    return Source(kind, hidden or (few and people.is_person(words.lemma[whole].lower())), None, phrase)


def speaks_of_anonymity(phrase: str) -> bool:
    """Whether words say that a source is not to be named.

    >>> speaks_of_anonymity("two officials who asked not to be identified")
    True
    """
    return bool(_ANONYMITY.search(phrase))


def is_outlet_name(name: str) -> bool:
    """Whether a name ends like that of a newspaper, an agency or a channel.

    >>> is_outlet_name("the Northern Gazette")
    True
    """
    return bool(_OUTLET_NAME.search(name) and not _NOT_OUTLET.search(name))


def is_pronoun(words: Words, i: int) -> bool:
    """Whether a word stands for a source without describing it."""
    return words.pos[i] == "PRON" or words.lower[i] in PERSONAL


def _phrase(words: Words, inside: Collection[int]) -> str:
    low, high = min(inside), max(inside)
    return " ".join(words.surface(low, high).split())


def _sentence_hides(words: Words, head: int) -> bool:
    first, last = words.sentences[words.sentence[head]]
    return (
        bool(
            re.search(
                r"\bcondition of anonymity|on background\b|asked not to be (?:named|identified)",
                words.surface(first, last),
                re.IGNORECASE,
            )
        )
        and not words.entity[head]
    )


def _name_of(words: Words, inside: Collection[int], head: int, names: Sequence[Name]) -> Name | None:
    """The name a phrase is about: the one that holds its head, or one in apposition to it."""
    found = name_at(names, head)
    if found is not None and found.label not in ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"):
        return found
    for k in words.kids[head]:
        if k in inside and words.dep[k] == "appos":
            found = name_at(names, k)
            if found is not None and found.label in ("PERSON", "ORG"):
                return found
    return None


def _is_outlet(words: Words, name: Name) -> bool:
    text = " ".join(words.surface(name.first, name.last).split())
    bare = re.sub(r"^the\s+", "", text, flags=re.IGNORECASE)
    if name.label in ("PERSON", "GPE", "LOC", "NORP"):
        return lexicon.noun(bare.lower()) == "outlet" and name.label != "PERSON"
    return lexicon.noun(bare.lower()) == "outlet" or is_outlet_name(bare)
