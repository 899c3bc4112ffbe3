"""An article as brat standoff: NAME.txt, the clean text, and NAME.ann, its marks.

After the definition of the format (Stenetorp et al. 2012, https://brat.nlplab.org/standoff.html). A mark (T) is a span
or several, an attribute (A) says something of a mark, a relation (R) ties two, a note (#) holds words for people.
Events and normalisations are left out on purpose: INCEpTION takes marks, relations, attributes and notes only.

A statement is its reporting words: a mark `Cue` with the attributes of the row, from which relations lead to its source
and content. A statement without reporting words hangs on the first span that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from allegedly.export.articles import Article, Row
from allegedly.schema import SCHEMA

NAMES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE")
"""Types of names that are told apart; any other is a `Name`."""

PARTS = {"source": "Source", "cue": "Cue", "content": "Content"}
MARKS = (*PARTS.values(), "Hedge", "Booster", "Connective", "Quantity", "Seam", "Name", *NAMES)
RELATIONS = {
    "Said_by": ("Cue", "Source"),
    "Says": ("Cue", "Content"),
    "Told_inside": ("Cue", "Cue"),
    "In_words_of": ("Hedge|Booster|Quantity", "Cue"),
    "Does_not_fit": ("Cue", "Cue"),
}
"""Relations, and the marks that each leads from and to."""

# A mark may not run over the end of a line, nor hold a tab: it is written as several spans of one mark.
_BREAK = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LINE_ENDS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")


def text(article: Article) -> str:
    """The clean text; every character that some reader takes for the end of a line is one, so that all count alike."""
    return article.text.translate(_LINE_ENDS)


def standoff(article: Article) -> str:
    """The lines of the .ann file."""
    return "".join(f"{line}\n" for line in marks_of(article).lines())


def marks_of(article: Article) -> Marks:
    """Everything that is marked in an article."""
    marks = Marks(article)
    cues = _statements(article, marks)
    for hedge in article.layers["hedges"]:
        mark = marks.add("Hedge" if hedge["polarity"] == "hedge" else "Booster", [hedge])
        marks.say(mark, "Category", hedge["category"])
        marks.flag(mark, "Negated", hedge["negated"])
        marks.note(mark, hedge["rule"])
        marks.relate("In_words_of", mark, cues.get(hedge["attribution_id"]))
    for connective in article.layers["connectives"]:
        marks.say(marks.add("Connective", [connective]), "Sense", connective["sense"])
    for quantity in article.layers["quantities"]:
        mark = marks.add("Quantity", [quantity])
        marks.note(mark, f"{_number(quantity['low'])} to {_number(quantity['high'])} {quantity['counted']}")
        marks.relate("In_words_of", mark, cues.get(quantity["attribution_id"]))
    for seam in article.layers["seams"]:
        mark = marks.add("Seam", [seam])
        marks.say(mark, "Seam_kind", seam["kind"])
        marks.note(mark, seam["evidence"])
    for name in article.layers["mentions"]:
        mark = marks.add(name["label"] if name["label"] in NAMES else "Name", [name])
        marks.note(mark, f"{name['entity_id']}; {name['rule']}")
    return marks


def _statements(article: Article, marks: Marks) -> dict[int, str]:
    """Mark the attributions; the mark that stands for each, by attribution_id."""
    cues: dict[int, str] = {}
    spans = article.spans()
    for row in article.layers["attributions"]:
        number = row["attribution_id"]
        made = {role: marks.add(kind, spans.get(number, {}).get(role, ())) for role, kind in PARTS.items()}
        cue = made["cue"] or made["content"] or made["source"]
        if not cue:
            continue
        cues[number] = cue
        for column in ("stance", "form", "polarity", "kind", "source_kind"):
            marks.say(cue, column.capitalize(), row[column])
        marks.flag(cue, "Anonymous", row["anonymous"])
        marks.note(cue, f"probability {row['probability']}; {row['rule']}")
        for relation, role in (("Said_by", "source"), ("Says", "content")):
            marks.relate(relation, cue, made[role] if made[role] != cue else None)
    for row in article.layers["attributions"]:
        marks.relate("Told_inside", cues.get(row["attribution_id"]), cues.get(row["parent_id"]))
    for row in article.layers["conflicts"]:
        if row["other_doc_id"] == article.doc_id:
            marks.relate("Does_not_fit", cues.get(row["attribution_id"]), cues.get(row["other_attribution_id"]))
    return cues


@dataclass
class Mark:
    """One mark: its kind, its pieces in the order of the text, what is said of it, and words for people."""

    kind: str
    pieces: list[tuple[int, int]]
    said: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class Marks:
    """The marks of one article by id, their ties as (kind, id, id), and both as lines of a file, numbered as they come.

    A mark without characters is None; what is said of it is dropped.
    """

    def __init__(self, article: Article) -> None:
        """Without any."""
        self.marks: dict[str, Mark] = {}
        self.ties: list[tuple[str, str, str]] = []
        self._text = article.text
        self._lines: dict[str, list[str]] = {"T": [], "R": [], "A": [], "#": []}

    def _add(self, letter: str, rest: str) -> str:
        lines = self._lines[letter]
        lines.append(f"{letter}{len(lines) + 1}\t{rest}")
        return f"{letter}{len(lines)}"

    def add(self, kind: str, spans: Iterable[Row]) -> str | None:
        """A mark over these spans, in the order of the text; its id."""
        pieces = sorted({piece for span in spans for piece in self._pieces(span["start"], span["end"])})
        if not pieces:
            return None
        places = ";".join(f"{start} {end}" for start, end in pieces)
        made = self._add("T", f"{kind} {places}\t{' '.join(self._text[start:end] for start, end in pieces)}")
        self.marks[made] = Mark(kind, pieces)
        return made

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A span without the ends of lines in it."""
        begun = start
        for gap in [*_BREAK.finditer(self._text, start, end), None]:
            stop = gap.start() if gap else end
            if begun < stop:
                yield begun, stop
            begun = gap.end() if gap else end

    def say(self, mark: str | None, name: str, value: str) -> None:
        """An attribute with a value; a character that brat takes in no value becomes a low line."""
        if mark:
            self.marks[mark].said[name] = value
            self._add("A", f"{name} {mark} {safe(value)}")

    def flag(self, mark: str | None, name: str, value: bool) -> None:
        """An attribute that is there or not."""
        if mark and value:
            self.marks[mark].said[name] = "yes"
            self._add("A", f"{name} {mark}")

    def note(self, mark: str | None, words: str) -> None:
        """Words for people."""
        if mark and words.strip():
            self.marks[mark].notes.append(" ".join(words.split()))
            self._add("#", f"AnnotatorNotes {mark}\t{' '.join(words.split())}")

    def relate(self, kind: str, one: str | None, other: str | None) -> None:
        """A relation from one mark to another."""
        if one and other:
            self.ties.append((kind, one, other))
            self._add("R", f"{kind} Arg1:{one} Arg2:{other}")

    def lines(self) -> Iterator[str]:
        """All lines, marks before what speaks of them."""
        for lines in self._lines.values():
            yield from lines


def safe(value: str) -> str:
    """A value as brat takes it.

    >>> safe("Comparison.Contrast")
    'Comparison_Contrast'
    """
    return re.sub(r"[^A-Za-z0-9_-]+", "_", value) or "_"


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def attributes(senses: Iterable[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every attribute: the marks that may have it, and its values; none for one that is there or not.

    `senses` are those of the connectives in this run; the values of all others are those that the tables allow.
    """
    allowed = {(table.name, c.name): c.values for table in SCHEMA.values() for c in table.columns}
    # A statement without reporting words hangs on its content, or on its source.
    on_statements = "Cue|Content|Source"
    made = {
        column.capitalize(): (on_statements, allowed["attributions", column])
        for column in ("stance", "form", "polarity", "kind", "source_kind")
    }
    return made | {
        "Anonymous": (on_statements, ()),
        "Category": ("Hedge|Booster", allowed["hedges", "category"]),
        "Negated": ("Hedge|Booster", ()),
        "Sense": ("Connective", tuple(sorted({safe(sense) for sense in senses}))),
        "Seam_kind": ("Seam", allowed["seams", "kind"]),
    }


def annotation_conf(senses: Iterable[str]) -> str:
    """The file that tells brat which marks, relations and attributes there are."""
    told = []
    for name, (marks, values) in attributes(senses).items():
        if values or name in ("Anonymous", "Negated"):
            told.append(f"{name}\tArg:{marks}" + (f", Value:{'|'.join(values)}" if values else ""))
    # Marks lie in and across each other: a name in a source, a hedge in a content, a content in a content.
    related = [
        f"{name}\tArg1:{one}, Arg2:{other}"
        for name, (start, end) in RELATIONS.items()
        for one in (start.replace("Cue", "Cue|Content|Source"),)
        for other in (end.replace("Cue", "Cue|Content|Source"),)
    ]
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    parts = {"entities": MARKS, "relations": (*related, overlap), "events": (), "attributes": told}
    return "\n".join(line for name, lines in parts.items() for line in (f"[{name}]", *lines, "")) + "\n"


_COLOURS = {
    "Source": "#9ecae1", "Cue": "#fdd0a2", "Content": "#e5f5e0", "Hedge": "#fde0ef", "Booster": "#c7e9c0",
    "Connective": "#dadaeb", "Quantity": "#fee391", "Seam": "#fcbba1", "Name": "#d9d9d9",
}  # fmt: skip


def visual_conf() -> str:
    """The file that tells brat how to draw them."""
    colours = {mark: _COLOURS.get(mark, _COLOURS["Name"]) for mark in MARKS}
    drawn = ["SPAN_DEFAULT\tfgColor:black, bgColor:lightgray, borderColor:darken", "ARC_DEFAULT\tcolor:black"]
    drawn += [f"{mark}\tbgColor:{colour}" for mark, colour in colours.items()]
    labels = [f"{name} | {name.replace('_', ' ').lower()}" for name in (*PARTS.values(), *RELATIONS)]
    return "\n".join(["[labels]", *labels, "", "[drawing]", *drawn]) + "\n"
