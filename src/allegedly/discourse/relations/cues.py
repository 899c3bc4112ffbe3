"""Words that may introduce somebody's statement, and the clues by which that is decided.

A cue is the word that ties a source to a content (Pareti 2012; Newell et al. 2018): a verb in most cases, a
noun ("the claim that"), a form of *be* with an adjective ("is unclear"), "according". Each candidate gets clues,
short strings from closed sets: its lemma, its frame, tags and dependencies about it, what kind of subject it
has, where the quotation marks stand. `weights` turns clues into a probability. Names and runs of words are
never clues.
"""

from __future__ import annotations

from collections.abc import Callable

from allegedly.discourse.graph import Words

_WH = {"WDT", "WP", "WP$", "WRB"}
_SPEECH_PREPOSITIONS = {"about", "of", "for", "on", "to", "with", "against", "at", "as", "from", "in", "by", "over"}
_OF_PLACE = ("in", "at", "on", "from")
SUBJECTS = ("nsubj", "csubj", "expl")
_BODY = dict.fromkeys(("he", "she", "i", "we", "they", "you", "who", "PERSON"), "person") | dict.fromkeys(
    ("ORG", "NORP", "GPE", "role", "people", "collective", "outlet"), "body"
)
"""Kinds of subjects put together where a lemma's own habits are asked for."""
_OF_PASSIVE = {"auxpass", "nsubjpass", "agent", "csubjpass"}
_MODALS = {"can", "could", "may", "might", "must", "shall", "should", "will", "would", "'ll", "'d", "wo", "ca"}


def candidates(words: Words, prior: Callable[[int], float], *, least: float) -> list[int]:
    """Words worth weighing: those whose counted log-odds of being a cue reach `least`."""
    found = []
    for i, pos in enumerate(words.pos):
        if pos == "VERB" or (pos == "AUX" and is_copula(words, i)):
            if words.lower[i] in ("is", "'s", "was", "are", "were", "be", "been") and pos == "VERB":
                continue
            if prior(i) >= least:
                found.append(i)
        elif pos == "NOUN" and words.kids[i] and prior(i) >= least:
            found.append(i)
    return found


def is_copula(words: Words, i: int) -> bool:
    """Whether a form of *be* is the verb of its clause, with an adjective or a phrase."""
    return words.dep[i] not in ("aux", "auxpass") and any(words.dep[k] in ("acomp", "prep") for k in words.kids[i])


def is_passive(words: Words, i: int) -> bool:
    """Whether a verb is in the passive, by its auxiliary, its subject or its agent."""
    return not _OF_PASSIVE.isdisjoint([words.dep[k] for k in words.kids[i]])


def clause_mark(words: Words, clause: int) -> str:
    """How a clause is introduced: "that", "whether", "wh", "to", "ing", or "" for nothing."""
    for k in words.kids[clause]:
        if k > clause:
            break
        low = words.lower[k]
        if words.dep[k] == "mark":
            return {"that": "that", "whether": "whether", "if": "whether"}.get(low, "mark")
        if words.dep[k] == "aux" and words.tag[k] == "TO":
            return "to"
        if words.tag[k] in _WH:
            return "wh"
        if k == words.kids[clause][0] and words.kids[k] and words.tag[words.left[k]] in _WH:
            return "wh"
    return "ing" if words.tag[clause] == "VBG" else ""


def frame(words: Words, i: int) -> str:
    """The shape of what depends on a cue, as one word: "that", "clause", "quote", "to", "object", "of" ...

    Passives start with "passive_". The lexicon's column `frame` uses the same words.
    """
    key = ("frame", i)
    if key in words.cache:
        return str(words.cache[key])
    shape = ""
    objects = preposition = other = ""
    for k in words.kids[i]:
        dep = words.dep[k]
        if dep == "ccomp" or (dep in ("acl", "relcl") and words.pos[i] == "NOUN") or (dep == "advcl" and k > i + 40):
            mark = clause_mark(words, k)
            shape = "before" if k < i else mark if mark in ("that", "whether", "wh", "to") else "clause"
        elif dep == "xcomp" and not shape:
            shape = clause_mark(words, k) or "xcomp"
        elif dep in ("dobj", "attr"):
            objects = "object"
        elif dep == "oprd":
            other = other or "oprd"
        elif dep == "acomp":
            other = words.lemma[k].lower() if words.pos[i] == "AUX" else "acomp"
        elif dep == "prep" and words.lower[k] in _SPEECH_PREPOSITIONS:
            preposition = preposition if preposition and words.lower[k] in _OF_PLACE else words.lower[k]
    shape = shape or other or objects or preposition or "bare"
    if shape == "object" and preposition in ("of", "for", "about", "as"):
        shape = f"object_{preposition}"
    if words.pos[i] == "VERB" and is_passive(words, i):
        shape = f"passive_{shape}"
    words.cache[key] = shape
    return shape


def subject(words: Words, i: int) -> tuple[int, int]:
    """The subject of a verb, its own or one it inherits, and how many steps up it stands; (-1, 0) for none."""
    at = i
    for steps in range(5):
        for k in words.kids[at]:
            if words.dep[k] in SUBJECTS or (words.dep[k] == "nsubjpass"):
                return k, steps
        if words.dep[at] not in (
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "acl",
            "relcl",
            "pcomp",
            "prep",
            "dep",
            "parataxis",
        ):
            break
        if words.dep[at] in ("relcl", "acl"):
            return words.head[at], steps + 1
        if words.dep[at] == "ccomp" and at != i:
            break
        at = words.head[at]
    return -1, 0


def kind_of_noun(words: Words, i: int, people: Callable[[str], str]) -> str:
    """What sort of thing a subject names, from closed sets: a pronoun itself, an entity label, or a word class."""
    if i < 0:
        return "none"
    if words.pos[i] == "PRON" or words.tag[i] in _WH:
        low = words.lower[i]
        return low if len(low) < 7 else "pronoun"
    if words.entity[i]:
        return words.entity[i]
    group = people(words.lemma[i].lower())
    if group:
        return group
    if words.pos[i] == "PROPN":
        return "propn"
    return "plural" if words.tag[i] == "NNS" else "noun"


def clues(words: Words, i: int, *, people: Callable[[str], str], prior: Callable[[int], float]) -> list[str]:
    """The clues of one candidate.

    Args:
        people: class of a noun by the lexicon of source nouns, "" for none.
        prior: counted log-odds of a word of this document.
    """
    lemma, pos, dep, tag = words.lemma[i].lower(), words.pos[i], words.dep[i], words.tag[i]
    shape = frame(words, i)
    up = words.head[i] if words.head[i] != i else -1
    out = [
        f"lemma={lemma}|{pos}",
        f"frame={shape}",
        f"lemma+frame={lemma}|{pos}|{shape}",
        f"tag={tag}",
        f"dep={dep}",
        f"pos={pos}",
        f"pos+frame={pos}|{shape}",
    ]
    out += _clues_of_children(words, i)
    who, steps = subject(words, i)
    kind = kind_of_noun(words, who, people)
    out += [f"subject={kind}", f"subject_steps={min(steps, 2) if who >= 0 else 'none'}"]
    if who >= 0:
        out.append(f"subject_dep={words.dep[who]}")
        out.append(f"subject_side={'before' if who < i else 'after'}")
    out += [f"lemma={lemma}|{pos}|{each}" for each in (f"dep={dep}", f"tag={tag}", f"subject={_BODY.get(kind, kind)}")]
    if up >= 0:
        out.append(f"up={words.pos[up]}|{dep}")
        height = prior(up)
        out.append(
            f"up_prior={dep if dep in ('ccomp', 'xcomp', 'advcl', 'conj', 'relcl', 'acl', 'dobj', 'pobj') else 'other'}"
            f"|{'high' if height > 0 else 'mid' if height > -2 else 'low'}"
        )
    first, last = words.sentences[words.sentence[i]]
    out += _clues_of_place(words, i, first, last)
    return out


def _clues_of_children(words: Words, i: int) -> list[str]:
    out = []
    for k in words.kids[i]:
        dep, low = words.dep[k], words.lower[k]
        side = "<" if k < i else ">"
        if dep in ("aux", "auxpass"):
            out.append(f"aux={'modal' if low in _MODALS else words.lemma[k].lower()}")
        elif dep == "neg":
            out.append("negated")
        elif dep in ("prep", "prt", "mark", "agent", "dative"):
            out.append(f"{dep}={low}" if len(low) < 9 else f"{dep}=other")
        elif dep == "ccomp":
            out.append(f"ccomp{side}{clause_mark(words, k)}")
            out.append(f"ccomp_tag={words.tag[k]}")
            if words.quote[k] >= 0:
                out.append("ccomp_quoted")
        elif dep == "xcomp":
            out.append(f"xcomp={words.tag[k]}|{clause_mark(words, k)}")
        elif dep in ("dobj", "pobj", "attr", "oprd"):
            out.append(f"{dep}={words.entity[k] or words.tag[k]}")
            if words.quote[k] >= 0:
                out.append(f"{dep}_quoted")
            if words.pos[k] == "NOUN":
                out.append(f"{dep}_lemma={words.lemma[k].lower()}")
                out += [
                    f"{dep}_has={words.dep[x]}|{words.lower[x] if words.dep[x] == 'prep' else ''}"
                    for x in words.kids[k]
                    if words.dep[x] in ("prep", "acl", "relcl")
                ][:2]
        elif dep == "acomp":
            out += [f"acomp={words.lemma[k].lower()}"]
            out += [f"acomp_has={words.dep[x]}|{words.lower[x]}" for x in words.kids[k] if words.dep[x] == "prep"]
            out += [f"acomp_has={words.dep[x]}" for x in words.kids[k] if words.dep[x] in ("ccomp", "xcomp")]
        elif dep == "punct":
            if low in (":", "-", "--", "—", "–"):
                out.append(f"punct{side}:")
        elif dep not in ("det", "nsubj", "nsubjpass", "cc", "advmod", "npadvmod"):
            out.append(f"child={dep}{side}")
        elif dep == "advmod" and low in (
            "reportedly",
            "allegedly",
            "so",
            "how",
            "why",
            "when",
            "also",
            "repeatedly",
            "publicly",
        ):
            out.append(f"advmod={low}")
        if dep == "poss":
            out.append(f"poss={words.entity[k] or words.pos[k]}")
    if not any(words.dep[k] != "punct" for k in words.kids[i] if k > i):
        out.append("nothing_after")
    return out


def _clues_of_place(words: Words, i: int, first: int, last: int) -> list[str]:
    out = []
    quote = words.quote
    if quote[i] >= 0:
        mark = words.marks[quote[i]]
        short = mark.end - mark.start < 40
        out.append(f"quoted={'short' if short else 'long'}")
    else:
        near = [j for j in (i - 1, i - 2, i - 3, i - 4, i - 6) if j >= first and quote[j] >= 0]
        if near and words.lower[near[0]] in ('"', "''", "'"):
            out.append("after_quote")
        later = [j for j in (i + 1, i + 2, i + 3, i + 4, i + 6) if j <= last and quote[j] >= 0]
        if later:
            out.append("before_quote")
        if quote[first] >= 0:
            out.append("sentence_opens_quoted")
        if quote[last] >= 0 or quote[last - 1] >= 0:
            out.append("sentence_closes_quoted")
    if i == first:
        out.append("first_word")
    if words.sentence[i] == 0:
        out.append("headline")
    if words.lower[last] not in (".", "!", "?", '"', "''", "'"):
        out.append("no_full_stop")
    if i + 1 < len(words):
        nxt = words.lower[i + 1]
        if nxt in (":", ",", ".", '"', "''"):
            out.append(f"next={nxt}")
        if i + 2 < len(words) and nxt in (":", ",") and quote[i + 2] >= 0:
            out.append("next_opens_quote")
    if i and words.lower[i - 1] in (",", '"', "''", ":", "--", "—"):
        out.append(f"previous={words.lower[i - 1]}")
    out.append(f"place={'start' if i - first < 4 else 'end' if last - i < 4 else 'middle'}")
    if last - first > 1 and words.head[i] == i:
        out.append("root")
    return out
