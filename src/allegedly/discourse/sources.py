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

_ANONYMITY = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|undisclosed|"
    r"not (?:to )?be(?:ing)? (?:named|identified|quoted by name)|"
    r"(?:declin\w+|refus\w+|ask\w*|request\w*|did not want|insist\w* on|prefer\w*)(?: not)? (?:to be|being) "
    r"(?:named|identified)|"
    r"not (?:authori[sz]ed|permitted|allowed) to (?:speak|discuss|talk|brief|comment)|"
    r"(?:familiar|close to|briefed|knowledge) (?:with|on|of) the (?:matter|operation|case|talks|plan\w*|"
    r"situation|investigation|discussion\w*|deliberation\w*)|"
    r"whose (?:name|identity)\b[^.]{0,40}(?:withheld|left out)|only if (?:his|her|their) names?\b)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:er|or|ist|man|woman|ian|ant|eer|ess|ee)$")
_OUTLET_NAME = re.compile(
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
    for name in names:
        if name.first <= i <= name.last:
            return name
        if name.first > i:
            break
    return None


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
    if name is not None:
        kind = "outlet" if _is_outlet(words, name) else "named"
        return Source(
            kind, hidden and kind == "named" and name.label not in ("PERSON", "ORG", "GPE"), name.entity, phrase
        )
    if is_pronoun(words, head) or words.tag[head] in ("WP", "WDT", "CD", "DT", "PRP") or words.lower[head] in _SOME:
        return Source("pronoun", hidden, None, phrase)
    lemma = words.lemma[head].lower()
    group = lexicon.noun(lemma)
    plural = words.tag[head] in ("NNS", "NNPS")
    if not group:
        group = "role" if _PEOPLE.search(lemma) else "collective"
    kind = {"role": "collective" if plural else "titled", "people": "collective" if plural else "titled"}.get(
        group, group
    )
    if kind in ("document", "outlet"):
        return Source(kind, False, None, phrase)
    hidden = hidden or lexicon.hides_its_name(lemma)
    if kind == "titled" and not lemma.startswith("spokes"):
        hidden = hidden or any(words.lower[k] in ("a", "an", "one", "another") for k in words.kids[head])
    return Source(kind, hidden, None, phrase)


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
