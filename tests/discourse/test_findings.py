"""Sentences about stage 03, right at none, one, a tie and many."""

from __future__ import annotations

import pandas as pd
import pytest

from allegedly import tables
from allegedly.discourse import findings
from allegedly.discourse.seam import HIGH, KINDS
from allegedly.schema import SCHEMA, STANCES


def voices(*rows: tuple[str, int] | tuple[str, int, str]) -> pd.DataFrame:
    counts = {f"n_{stance}": 0 for stance in STANCES}
    made = []
    for name, n_words, *kind in rows:
        made.append({"voice_id": name, "name": name, "source_kind": kind[0] if kind else "named", "anonymous": False,
                     "n_documents": 1, "n_attributions": 1, "n_words": n_words} | counts)  # fmt: skip
    return tables.frame("voices", made)


def attributions(*rows: tuple[str, bool] | tuple[str, bool, str], **more: list[object]) -> pd.DataFrame:
    made = [{"stance": row[0], "anonymous": row[1], "source_kind": row[2] if len(row) > 2 else "named"} for row in rows]
    frame = pd.DataFrame(made, columns=["stance", "anonymous", "source_kind"]).astype({"anonymous": bool})
    return frame.assign(**({"polarity": "positive"} | more))


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (voices(), "No voice is given words of its own."),
        (voices(("A", 0)), "No voice is given words of its own."),
        (voices(("nobody", 50, "none")), "No voice is given words of its own."),
        (voices(("A", 1)), "Only one voice is heard: A, with 1 word."),
        (voices(("A", 30), ("B", 10), ("C", 0)), "A is given most words: 30 of the 40 given to voices, 75 %."),
        (voices(("B", 20), ("A", 20), ("C", 1)), "A and B are given most words: 20 each of the 41 given to voices."),
        (
            voices(*((c, 5) for c in "ABCD")),
            "4 voices share the first place, with 5 words each of the 20 given to voices.",
        ),
    ],
)
def test_loudest(frame: pd.DataFrame, expected: str) -> None:
    assert findings.loudest(frame).text == expected


SAID = ("assert", False)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (attributions(), "No statement was found."),
        (attributions(SAID), "The only statement is simply made."),
        (attributions(("deny", False)), "The only statement is not simply made: 1 denial."),
        (
            attributions(SAID, SAID),
            "None of the 2 statements is a denial, a refusal to confirm, a doubt or kept at a distance.",
        ),
        (
            attributions(SAID, ("deny", False)),
            "Not everything is simply said: of 2 statements, 1 (50 %) is not: 1 denial.",
        ),
        (
            attributions(*[SAID] * 5, *[("deny", False)] * 2, ("withhold", False), ("claim", False)),
            "Not everything is simply said: of 9 statements, 4 (44 %) are not: 2 denials, "
            "1 refusal to confirm or comment and 1 kept at a distance, as claimed, alleged or blamed.",
        ),
    ],
)
def test_distance(frame: pd.DataFrame, expected: str) -> None:
    assert findings.distance(frame).text == expected


def test_what_is_negated_is_no_denial_but_a_refusal_is() -> None:
    frame = attributions(("deny", False), ("claim", False), ("withhold", False), polarity=["negative"] * 3)
    assert findings.distance(frame).numbers["k"] == 1


@pytest.mark.parametrize(
    ("n_anonymous", "n_named", "expected"),
    [
        (0, 0, "No statement has a source that could be named."),
        (0, 1, "The only statement with a source comes from one that is identified."),
        (1, 0, "The only statement with a source comes from one that is not identified."),
        (0, 3, "Of 3 statements with a source, none comes from one that is not identified."),
        (
            1,
            3,
            "1 of 4 statements with a source comes from one that is not identified: 25 % (95 % interval 5 % to 70 %).",
        ),
        (
            2,
            2,
            "2 of 4 statements with a source come from one that is not identified: 50 % (95 % interval 15 % to 85 %).",
        ),
        (
            2,
            0,
            "Every statement with a source, 2 in all, comes from one that is not identified (95 % interval 34 % to 100 %).",
        ),
    ],
)
def test_unnamed(n_anonymous: int, n_named: int, expected: str) -> None:
    frame = attributions(*[("assert", True)] * n_anonymous, *[SAID] * n_named)
    assert findings.unnamed(frame).text == expected


def test_statements_of_nobody_are_neither_anonymous_nor_named() -> None:
    nobody = ("assert", True, "none")
    assert findings.unnamed(attributions(nobody)).text == "No statement has a source that could be named."
    found = findings.unnamed(attributions(nobody, nobody, ("assert", True), SAID))
    assert (found.numbers["anonymous"], found.numbers["statements"]) == (1, 2)
    assert found.caveat.startswith("Statements without a source are left out.")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], "No statement was found."),
        (["indirect"], "One statement was found, indirect."),
        (["direct", "direct"], "All 2 statements are direct."),
        (["indirect", "direct"], "Of 2 statements, 1 is direct and 1 indirect."),
        (["mixed", "direct", "direct"], "Of 3 statements, 2 are direct and 1 mixed."),
    ],
)
def test_forms(given: list[str], expected: str) -> None:
    assert findings.forms(attributions(*[SAID] * len(given), form=list(given))).text == expected


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ([], "No statement stands inside another."),
        ([None], "No statement stands inside another."),
        ([None, 0], "One statement stands inside another."),
        ([None, 0, 1], "2 statements stand inside another, as in “X said, Y reported”."),
    ],
)
def test_nested(parents: list[int | None], expected: str) -> None:
    assert findings.nested(attributions(*[SAID] * len(parents), parent_id=list(parents))).text == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], "There is no statement whose source could be looked for."),
        (["named"], "Every statement has a source that is named or described."),
        (["pronoun", "named"], "1 source is a pronoun of nobody named in the text."),
        (["none", "none"], "2 statements have no source."),
        (
            ["none", "pronoun", "pronoun"],
            "2 sources are pronouns of nobody named in the text and 1 statement has no source.",
        ),
    ],
)
def test_unresolved(kinds: list[str], expected: str) -> None:
    assert findings.unresolved(attributions(*(("assert", False, kind) for kind in kinds))).text == expected


OFTEN = "mixed_naming"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], "Nowhere does a text seem to lose its thread."),
        ([("a", "time", 0.79)], "No text plainly loses its thread; 1 weaker trace may mean nothing."),
        (
            [("a", "time", 0.8), ("a", OFTEN, 0.4)],
            "In one place the text loses its thread, through times that do not fit together.",
        ),
        (
            [("a", OFTEN, 0.8), ("b", OFTEN, 0.9)],
            "In 2 places of 2 articles the text loses its thread, each time through one place under several names.",
        ),
        (
            [("a", OFTEN, 0.8), ("a", OFTEN, 0.9), ("a", "time", 0.9), ("b", "time", 0.5)],
            "In 3 places of 1 article the text loses its thread, most often through one place under several names "
            "(2 times).",
        ),
        (
            [("a", OFTEN, 0.8), ("a", "time", 0.9)],
            "In 2 places of 1 article the text loses its thread, most often through one place under several names and "
            "times that do not fit together (once each).",
        ),
        (
            [("a", kind, 0.9) for kind in (OFTEN, "time", "repetition") * 2],
            "In 6 places of 1 article the text loses its thread; 3 kinds share the first place (2 times each).",
        ),
    ],
)
def test_seams(given: list[tuple[str, str, float]], expected: str) -> None:
    found = findings.seams(pd.DataFrame(given, columns=["doc_id", "kind", "confidence"]))
    assert found.text == expected
    assert found.numbers["high"] == sum(confidence >= HIGH for *_, confidence in given)
    assert ("proof of neither" in found.caveat) == (found.numbers["high"] > 0)  # nothing to warn of where none is shown


def test_every_kind_of_seam_has_words() -> None:
    (kind,) = (column for column in SCHEMA["seams"].columns if column.name == "kind")
    assert set(KINDS) == set(kind.values)


def test_findings_have_names_of_their_own() -> None:
    none = (tables.frame(name) for name in ("voices", "attributions", "seams"))
    names = [finding.id for finding in findings.everything(*none)]
    assert len(names) == len(set(names)) == 7
