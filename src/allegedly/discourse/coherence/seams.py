"""Seams: places where a text loses its thread, as spliced and machine-spun copy does.

Six kinds, each with its evidence in words and a confidence from 0 to 1: somebody spoken of who was never introduced
(`antecedents`), direct speech that lost its marks, one thing under unexplained names and words in two spellings
(`variants`), times that do not fit together (`times`), and content that stands there twice. Well-edited copy shows
nearly none of confidence 0.8 or more (`seam.HIGH`); below it stands what good editors also let pass now and then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from allegedly.discourse.coherence import antecedents, times, variants
from allegedly.discourse.coherence.seam import Seam
from allegedly.discourse.graph import Words
from allegedly.discourse.relation import Relation
from allegedly.discourse.spans import MARKS
from allegedly.discourse.speakers import people
from allegedly.discourse.speakers.sources import Name

_OPINION = {"think", "doubt", "say", "hope", "fear", "suppose", "bet", "believe", "guess", "know", "sure", "wonder"}
"""Words of a writer who says "I" for once."""
_WE, _OUR = ("we", "i"), ("our", "us", "my", "me")
_MOST_FIRST_PERSON = 2  # more sentences than this in the first person and the writer is one of the voices
_LEAST_SENTENCES = 6
_LEAST_WORDS = 8


def find(words: Words, relations: Sequence[Relation], names: Sequence[Name]) -> list[Seam]:
    """All seams of a document in the order of the text."""
    found = [
        *antecedents.unknown(words, relations, names),
        *unmarked_speech(words, relations),
        *variants.naming(words, names),
        *variants.spelling(words),
        *times.clashes(words),
        *repetition(words),
    ]
    return sorted(found, key=lambda seam: (seam.first, seam.last, seam.kind))


def unmarked_speech(words: Words, relations: Sequence[Relation]) -> list[Seam]:
    """Sentences in the first person, outside quotation marks, in an article whose writer never says "I" or "we".

    A cue that reports the sentence ("we must wait, he said") makes it no seam.
    """
    reported = {i for r in relations for i in r.content if words.sentence[r.cue] == words.sentence[i]}
    spoken: dict[int, int] = {}
    for i, low in enumerate(words.lower):
        if low in _WE + _OUR and words.quote[i] < 0 and i not in reported and not _in_title(words, i):
            spoken.setdefault(words.sentence[i], i)
    if len(spoken) > _MOST_FIRST_PERSON or len(words.sentences) < _LEAST_SENTENCES:
        return []
    found = []
    for number, at in spoken.items():
        first, last = words.sentences[number]
        if any(words.quote[i] >= 0 for i in range(first, last + 1)) or words.surface(first, last).endswith("?"):
            continue
        if last - first + 1 < _LEAST_WORDS or words.paragraph[first] == 0:
            continue
        evidence = f"'{words.surface(at, at)}' speaks outside quotation marks, and nobody is said to say so"
        found.append(
            Seam("unmarked_speech", first, last, evidence, 0.85 if _is_torn_out(words, at, relations) else 0.5)
        )
    return found


def _is_torn_out(words: Words, at: int, relations: Sequence[Relation]) -> bool:
    """Whether "we" speaks as a witness would, and not the writer, who says "we" of all of us and "I" of an opinion.

    It opens its sentence and tells what was done, or what follows on a report of speech; or one mark of two is left.
    """
    first, last = words.sentences[words.sentence[at]]
    if words.lower[last] in MARKS:
        start = words.sentences[max(words.sentence[at] - 1, 0)][0]
        # A mark that nothing closes before it may be the other one, turned the wrong way.
        return not any(words.lower[i] in MARKS and words.quote[i] < 0 for i in range(start, last))
    verb = words.head[at]
    if at != first or words.dep[at] != "nsubj" or words.dep[verb] not in ("ROOT", "conj"):
        return False
    if any(words.lemma[i].lower() in _OPINION for i in range(first, min(first + 7, last))):
        return False
    before = words.sentence[at] - 1
    reports = {
        words.sentence[r.cue]
        for r in relations
        if r.kind in ("speech", "writing") and words.dep[r.cue] == "ROOT" and _is_somebody(words, r.source_head)
    }
    same = before >= 0 and words.paragraph[words.sentences[before][0]] == words.paragraph[first]
    return (words.tag[verb] == "VBD" and words.lower[at] == "we") or (same and before in reports)


def _is_somebody(words: Words, head: int) -> bool:
    return head >= 0 and (words.pos[head] in ("PROPN", "PRON") or people.is_person(words.lemma[head].lower()))


def _in_title(words: Words, i: int) -> bool:
    """ "We Are the World", "I'm a Celebrity", "Super Size Me": capitals near it; "World War I", "US": no pronoun."""
    if words.surface(i, i) in ("Me", "My", "Us", "Our", "We") and i != words.sentences[words.sentence[i]][0]:
        return True
    _, last = words.sentences[words.sentence[i]]
    near = [words.text[words.start[k]] for k in range(i + 1, min(i + 4, last + 1))]
    numbered = i > 0 and words.surface(i - 1, i - 1)[:1].isupper() and words.tag[i - 1].startswith("NNP")
    return any(letter.isupper() for letter in near) or numbered or words.tag[i] not in ("PRP", "PRP$")


def repetition(words: Words) -> list[Seam]:
    """Sentences that stand there a second time, word by word; those that follow each other as one seam.

    Words in quotation marks may be lifted out of an article to decorate it, so a repeated quotation says less.
    """
    seen: dict[tuple[str, ...], int] = {}
    found: list[Seam] = []
    for first, last in words.sentences:
        key = tuple(words.lower[i] for i in range(first, last + 1) if words.lower[i].isalnum())
        if len(key) < _LEAST_WORDS or not any(words.pos[i] in ("VERB", "AUX") for i in range(first, last + 1)):
            continue
        at = seen.setdefault(key, first)
        if at == first:
            continue
        if found and found[-1].last == first - 1 and words.paragraph[found[-1].first] == words.paragraph[first]:
            found[-1] = replace(found[-1], last=last)
            continue
        opening = " ".join(words.surface(at, min(at + 5, at + last - first)).split())
        lifted = any(words.quote[i] >= 0 for start in (at, first) for i in range(start, start + last - first))
        evidence = f"the sentence stands there before, word by word: '{opening} ...'"
        found.append(Seam("repetition", first, last, evidence, 0.6 if lifted else 0.95))
    return found
