"""The measures: for each kind of annotation, what was found, what was said, what is gold, article by article.

Spans are compared through raw offsets. Attributions after Newell et al. 2018 (one-to-one, by overlap of content);
names after CoNLL (exact span and type, a leading article and a trailing possessive left out); merging by pairs of
mentions; connectives by overlap, one-to-one; sentences by label; main text by 4-word shingles.

A measure is counts of each article: hit, said, gold. Precision is hit/said, recall hit/gold. A measure of recall alone
has None for `said`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, TypeVar

import pandas as pd

Gold = list[dict[str, Any]]
Reader = Callable[[str], pd.DataFrame]
Triple = tuple[int, int | None, int]
Counts = dict[str, dict[str, Triple]]
"""measure -> article -> (hit, said, gold)."""

_Label = TypeVar("_Label")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_OVERLAPS = (0.3, 0.8)
_TYPES = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "ORGANIZATION": "ORG", "NORP": "NORP",
    "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "LOCATION": "LOC", "FACILITY": "LOC", "PLACE": "LOC",
    # CrossNER splits the classes by subject and writes them small; elections, events and the rest have no class here.
    "person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "location": "LOC", "country": "LOC",
}  # fmt: skip
"""Labels of the corpora and of our tables, and the class under which they are compared; others are left out."""


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a place in the raw text."""
    return rows.dropna(subset=["raw_start", "raw_end"]).astype({"raw_start": int, "raw_end": int, "doc_id": str})


def _characters(spans: Iterable[Iterable[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def one_to_one(pairs: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs (score, i, j), best first, each i and each j used once; ties by i, then j."""
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _overlapping(real: list[set[int]], said: list[set[int]]) -> list[tuple[int, int]]:
    """Pairs of sets that share characters, one-to-one, those that share most first."""
    shared = [(len(a & b), i, j) for i, a in enumerate(real) for j, b in enumerate(said) if a & b]
    return list(one_to_one(shared))


def _common(gold: Mapping[_Label, int], said: Mapping[_Label, int]) -> int:
    return sum(min(n, said.get(key, 0)) for key, n in gold.items())


def attribution(gold: Gold, tables: Reader, *, flat: bool = False) -> Counts:
    """Sources, cues and contents. `flat`: the gold marks no relation inside another's content, so neither do we."""
    found: dict[str, dict[int, dict[str, list[tuple[int, int]]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for row in _placed(tables("attribution_spans")).itertuples():
        found[row.doc_id][row.attribution_id][row.role].append((row.raw_start, row.raw_end))
    counts: Counts = defaultdict(dict)
    for article in gold:
        name, text = str(article["id"]), article["text"]
        real = [relation(a) for a in article["attributions"] if a["content"]]
        forms = [_form(text, a["content"]) for a in article["attributions"] if a["content"]]
        said = [relation(a) for a in found[name].values() if a["content"]]
        if flat:
            said = outermost(said)
        for measure, triple in _relations(real, forms, said).items():
            counts[measure][name] = triple
        inside = [set().union(*(r["content"] for r in side), set()) for side in (real, said)]
        marks = [[m.start() in characters for m in _TOKEN.finditer(text)] for characters in inside]
        both = sum(a and b for a, b in zip(*marks, strict=True))
        counts["content tokens"][name] = (both, sum(marks[1]), sum(marks[0]))
    return counts


def relation(spans: Mapping[str, Any]) -> dict[str, set[int]]:
    """The characters of source, cue and content of one relation."""
    return {role: _characters(spans.get(role) or ()) for role in ("source", "cue", "content")}


def outermost(relations: list[dict[str, set[int]]]) -> list[dict[str, set[int]]]:
    """Without relations whose cue lies wholly inside another's content."""
    return [
        one
        for i, one in enumerate(relations)
        if not one["cue"] or not any(one["cue"] <= other["content"] for j, other in enumerate(relations) if i != j)
    ]


def _form(text: str, spans: Iterable[Iterable[int]]) -> str:
    words = " ".join(text[start:end] for start, end in spans).strip()
    core = words.rstrip(".,;:!? ")
    if core and core[0] in '"\u201c\u201d' and core[-1] in '"\u201c\u201d':
        return "direct"
    return "mixed" if re.search('["\u201c\u201d]', words) else "indirect"


def _relations(real: list[dict[str, set[int]]], forms: list[str], said: list[dict[str, set[int]]]) -> dict[str, Triple]:
    """Counts of one article: content and whole relation at each overlap, cues, and recall by form."""
    n_said, n_real = len(said), len(real)
    overlaps = [
        (len(a["content"] & b["content"]) / len(a["content"] | b["content"]), i, j)
        for i, a in enumerate(real)
        for j, b in enumerate(said)
        if a["content"] & b["content"]
    ]
    counts: dict[str, Triple] = {}
    for level in _OVERLAPS:
        pairs = list(one_to_one(pair for pair in overlaps if pair[0] >= level))
        whole = sum(_same_cue_and_source(real[i], said[j]) for i, j in pairs)
        counts[f"content, overlap {level}"] = (len(pairs), n_said, n_real)
        counts[f"relation, overlap {level}"] = (whole, n_said, n_real)
        if level == _OVERLAPS[0]:
            hits = Counter(forms[i] for i, _ in pairs)
            for form, n in Counter(forms).items():
                counts[f"recall of {form}"] = (hits[form], None, n)
    cues = _overlapping([a["cue"] for a in real], [b["cue"] for b in said])
    counts["cue"] = (len(cues), n_said, n_real)
    return counts


def _same_cue_and_source(gold: dict[str, set[int]], said: dict[str, set[int]]) -> bool:
    """Some gold marks no cue word: then none is asked for. A gold without a source wants none."""
    cue = not gold["cue"] or bool(gold["cue"] & said["cue"])
    source = bool(gold["source"] & said["source"]) if gold["source"] else not said["source"]
    return cue and source


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without a leading article and a trailing possessive, on which corpora differ."""
    if text[start:end].lower().startswith("the "):
        start += 4
    if text[start:end].endswith(("'s", "\u2019s")):
        end -= 2
    return start, end


def names(gold: Gold, tables: Reader) -> Counts:
    """Names by type, for the types that the gold holds at all, and all together."""
    found: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for row in _placed(tables("mentions")).itertuples():
        if row.label in _TYPES:
            found[row.doc_id].add((row.raw_start, row.raw_end, _TYPES[row.label]))
    kinds = sorted({_TYPES[e["label"]] for article in gold for e in article["entities"] if e["label"] in _TYPES})
    counts: Counts = defaultdict(dict)
    for article in gold:
        name, text = str(article["id"]), article["text"]
        real = {
            (*_bare(text, e["start"], e["end"]), _TYPES[e["label"]])
            for e in article["entities"]
            if e["label"] in _TYPES
        }
        said = {(*_bare(text, start, end), kind) for start, end, kind in found[name]}
        for kind in kinds:
            a, b = ({span for span in side if span[2] == kind} for side in (real, said))
            counts[kind][name] = (len(a & b), len(b), len(a))
        right = real & said
        counts["all"][name] = (len(right), sum(span[2] in kinds for span in said), len(real))
    return counts


def merging(gold: Gold, tables: Reader) -> Counts:
    """Pairs of named mentions under one entity, over the gold mentions that were found exactly."""
    found = {(r.doc_id, r.raw_start, r.raw_end): r.entity_id for r in _placed(tables("mentions")).itertuples()}
    counts: Counts = defaultdict(dict)
    for article in gold:
        name, text = str(article["id"]), article["text"]
        linked, n_named = [], 0
        for chain in article["chains"]:
            for mention in chain["mentions"]:
                if not (mention.get("named") and mention.get("label") in _TYPES):
                    continue
                n_named += 1
                start, end = mention["name"] if mention.get("name") else (mention["start"], mention["end"])
                places = [(name, start, end), (name, *_bare(text, start, end))]
                linked += [(chain["id"], found[place]) for place in places if place in found][:1]
        pairs = [(a[0] == b[0], a[1] == b[1]) for a, b in combinations(linked, 2)]
        counts["pairs"][name] = (sum(g and s for g, s in pairs), sum(s for _, s in pairs), sum(g for g, _ in pairs))
        counts["gold mentions found exactly"][name] = (len(linked), None, n_named)
    return counts


def connectives(gold: Gold, tables: Reader) -> Counts:
    """Explicit connectives by overlap, and of those found the share whose sense is right at level 1."""
    found: dict[str, list[tuple[set[int], str]]] = defaultdict(list)
    for row in _placed(tables("connectives")).itertuples():
        found[row.doc_id].append((_characters([(row.raw_start, row.raw_end)]), _level_1(row.sense)))
    counts: Counts = defaultdict(dict)
    for article in gold:
        name = str(article["id"])
        real = [(_characters(c["spans"]), _level_1(c["sense"])) for c in article["connectives"]]
        said = found[name]
        pairs = _overlapping([characters for characters, _ in real], [characters for characters, _ in said])
        right = sum(real[i][1] == said[j][1] for i, j in pairs)
        counts["connectives"][name] = (len(pairs), len(said), len(real))
        counts["sense of those found"][name] = (right, None, len(pairs))
    return counts


def _level_1(sense: str) -> str:
    return str(sense).split(".")[0].lower()


def hedging(gold: Gold, tables: Reader) -> Counts:
    """Sentences judged uncertain, each a document of its own; the words that hedge, where the gold marks any."""
    certainty = tables("certainty")
    flagged = set(certainty.loc[certainty["uncertain"], "doc_id"].astype(str))
    counts: Counts = defaultdict(dict)
    for sentence in gold:
        if sentence.get("uncertain") is not None:
            said, real = str(sentence["id"]) in flagged, bool(sentence["uncertain"])
            counts["uncertain sentences"][str(sentence["id"])] = (said and real, said, real)
            counts["always yes"][str(sentence["id"])] = (real, 1, real)
    if any(sentence.get("cues") for sentence in gold):
        counts["hedges"] = _cues(gold, tables("hedges"))
    return counts


def _cues(gold: Gold, hedges: pd.DataFrame) -> dict[str, Triple]:
    found: dict[str, list[set[int]]] = defaultdict(list)
    for row in _placed(hedges[hedges["polarity"] == "hedge"]).itertuples():
        found[row.doc_id].append(_characters([(row.raw_start, row.raw_end)]))
    made: dict[str, Triple] = {}
    for sentence in gold:
        name = str(sentence["id"])
        real = [_characters([(cue["start"], cue["end"])]) for cue in sentence.get("cues") or ()]
        made[name] = (len(_overlapping(real, found[name])), len(found[name]), len(real))
    return made


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def cleaning(gold: Gold, tables: Reader) -> Counts:
    """4-word shingles of the article's own text kept, and of what is not the article left out; English pages."""
    texts = tables("documents").set_index("doc_id")["text"].to_dict()
    counts: Counts = defaultdict(dict)
    for page in gold:
        if page.get("english") in (False, "False"):
            continue
        name = str(page["id"])
        real, said = _shingles(page.get("clean") or page["text"]), _shingles(texts.get(name) or "")
        counts["shingles"][name] = (_common(real, said), said.total(), real.total())
    return counts
