"""Sentences about stage 03, right at none, one, a tie and many."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from allegedly import tables
from allegedly.discourse import findings
from allegedly.discourse.coherence.seam import HIGH, KINDS
from allegedly.discourse.counts import course
from allegedly.discourse.statements import side_by_side
from allegedly.findings import markdown
from allegedly.schema import SCHEMA, STANCES


def voices(*rows: tuple[str, int] | tuple[str, int, str]) -> pd.DataFrame:
    counts = {f"n_{stance}": 0 for stance in STANCES}
    made = []
    for name, n_words, *kind in rows:
        made.append({"voice_id": name, "name": name, "source_kind": kind[0] if kind else "named", "anonymous": False,
                     "n_documents": 1, "n_attributions": 1, "n_words": n_words} | counts)  # fmt: skip
    return tables.frame("voices", made)


def attributions(*rows: tuple[str, bool] | tuple[str, bool, str], **more: list[Any]) -> pd.DataFrame:
    """Statements of one article, unless `doc_id` says otherwise: stance, anonymous and, where given, source_kind."""
    usual = {"doc_id": "a", "sentence_id": 0, "source": "Anna", "source_entity_id": "anna", "source_kind": "named",
             "cue": "said", "cue_lemma": "say", "form": "indirect", "content": "that it rained", "polarity": "positive",
             "kind": "speech", "probability": 0.9, "rule": "lexicon: say|VERB"}  # fmt: skip
    made = []
    for number, (stance, anonymous, *kind) in enumerate(rows):
        row = usual | {"attribution_id": number, "stance": stance, "anonymous": anonymous}
        made.append(
            row | ({"source_kind": kind[0]} if kind else {}) | {name: each[number] for name, each in more.items()}
        )
    return tables.frame("attributions", made)


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
    assert findings.loudest(frame, attributions()).text == expected


def test_the_loudest_of_many_articles_has_an_interval() -> None:
    said = attributions(*[SAID] * 6, doc_id=list("abcdef"), source_entity_id=["anna", "ben"] * 3)
    found = findings.loudest(voices(("anna", 10), ("ben", 9)), said)
    assert found.text == "anna is given most words: 10 of the 19 given to voices, 53 % (95 % interval 17 % to 83 %)."


def test_a_voice_that_is_only_described_may_be_another_one_in_each_article() -> None:
    frame = voices(("the company", 9, "collective"), ("A", 1)).assign(n_documents=4)
    assert findings.loudest(frame, attributions()).caveat.startswith("Described alike in 4 articles")
    assert findings.loudest(frame.assign(n_documents=1), attributions()).caveat.startswith("Being given")


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
            "Not everything is simply said: of 2 statements, 1 (50 %, 95 % interval 9 % to 91 %) is not: 1 denial.",
        ),
        (
            attributions(*[SAID] * 5, *[("deny", False)] * 2, ("withhold", False), ("claim", False)),
            "Not everything is simply said: of 9 statements, 4 (44 %, 95 % interval 19 % to 73 %) are not: 2 denials, "
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
        (
            0,
            3,
            "Of 3 statements with a source, none comes from one that is not identified (95 % interval 0 % to 56 %).",
        ),
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
    ("parents", "sources", "expected"),
    [
        ([], [], "No statement reaches the reader through a second voice."),
        ([None, None], ["a", "b"], "No statement reaches the reader through a second voice."),
        ([None, 0], ["a", "a"], "No statement reaches the reader through a second voice."),
        ([None, 0], ["a", "b"], "One statement reaches the reader through a second voice."),
        ([None, 0, 1], ["a", "b", "c"], "One statement reaches the reader through 3 voices."),
        (
            [None, 0, 0],
            ["a", "b", "c"],
            "2 statements reach the reader through a second voice, as in “X said, Y reported”.",
        ),
        (
            [None, 0, 1, None, 3],
            ["a", "b", "c", "a", "b"],
            "2 statements reach the reader through a second voice, as in “X said, Y reported”, the longest through 3.",
        ),
    ],
)
def test_chains(parents: list[int | None], sources: list[str], expected: str) -> None:
    said = attributions(*[SAID] * len(parents), parent_id=parents, source_entity_id=sources)
    assert findings.chains(said).text == expected


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ("", "No voice speaks about anybody named."),
        ("ax", "Only one name stands inside what a voice says: a speaks about x."),
        ("ax ax bx", "a speaks most often about x: 2 times, of 3 names inside what voices say."),
        ("ax bx", "Most often speak a about x and b about x: once each, of 2 names inside what voices say."),
        (
            "ax bx cx dx",
            "4 pairs of speaker and spoken of share the first place: once each, of 4 names inside what voices say.",
        ),
    ],
)
def test_about(pairs: str, expected: str) -> None:
    rows = [("d", voice, voice, name, name) for voice, name in pairs.split()]
    assert (
        findings.about(pd.DataFrame(rows, columns=["doc_id", "voice_id", "voice", "entity_id", "about"])).text
        == expected
    )


def articles(*days: str | None) -> pd.DataFrame:
    rows = [{"doc_id": f"d{n}", "published": day, "outlet": None, "text": ""} for n, day in enumerate(days)]
    return pd.DataFrame(rows, columns=["doc_id", "published", "outlet", "text"])


@pytest.mark.parametrize(
    ("days", "heard_in", "expected"),
    [
        ([], [], "No article has a day of publication, so nothing can be said of the same voice over time."),
        ([None], [0], "No article has a day of publication, so nothing can be said of the same voice over time."),
        (["2031-05-02"], [0], "All articles with a day of publication are of one day: there is no time to compare."),
        (["2031-05-02", "2031-05-03"], [1], "No named voice is heard in more than one of the 2 days."),
        (
            ["2031-05-02", "2031-05-03", "2031-05-03"],
            [0, 2],
            "1 named voice is heard in more than one day; Anna in 2 of 2, in 2 articles.",
        ),
    ],
)
def test_over_time(days: list[str | None], heard_in: list[int], expected: str) -> None:
    documents = articles(*days)
    said = attributions(*[SAID] * len(heard_in), doc_id=[f"d{n}" for n in heard_in])
    entities = pd.DataFrame({"entity_id": ["anna"], "name": ["Anna"]})
    assert findings.over_time(course.followed(said, entities, documents), documents).text == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], "No statement was found that could stand anywhere."),
        ([1], "The only statement stands in the first third of its article."),
        ([2], "The only statement does not stand in the first third of its article."),
        ([2, 3], "None of 2 statements stands in the first third of its article (95 % interval 0 % to 66 %)."),
        ([1, 1], "All 2 statements stand in the first third of their article (95 % interval 34 % to 100 %)."),
        (
            [1, 2, 3, 3],
            "Of 4 statements, 1 stands in the first third of their article (25 %, 95 % interval 5 % to 70 %) and 2 in "
            "the last.",
        ),
    ],
)
def test_places(parts: list[int], expected: str) -> None:
    assert findings.heard_where(attributions(*[SAID] * len(parts)).assign(part=parts)).text == expected


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], "No paragraph stands in more than one article."),
        ([("ab", 1.0)], "1 paragraph stands in more than one article, word by word: in a and b."),
        ([("ab", 0.7)], "1 paragraph stands in more than one article, a little changed: in a and b."),
        ([("ab", 1.0), ("cd", 0.7)], "2 paragraphs stand in more than one article, 1 of them word by word."),
        (
            [("ab", 1.0), ("abc", 0.7)],
            "2 paragraphs stand in more than one article, 1 of them word by word; a and b share most, 2.",
        ),
    ],
)
def test_shared_paragraphs(groups: list[tuple[str, float]], expected: str) -> None:
    found = pd.DataFrame([(list(docs), share) for docs, share in groups], columns=["doc_ids", "share"])
    assert findings.shared_paragraphs(found, 9).text == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "No word of contrast sets one voice against another."),
        (["but"], "Once a word of contrast sets two voices against each other: Anna “but” Ben."),
        (["but", "but"], "In 2 places a word of contrast sets two voices against each other, each time “but”."),
        (
            ["but", "but", "while"],
            "In 3 places a word of contrast sets two voices against each other, most often “but” (2).",
        ),
        (["but", "while"], "In 2 places a word of contrast sets two voices against each other, 2 words equally often."),
    ],
)
def test_opposed(words: list[str], expected: str) -> None:
    found = pd.DataFrame({"connective": words, "voice": "Anna", "other_voice": "Ben"})
    assert findings.opposing(found).text == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "No two statements were found that plainly stand against each other."),
        (
            [("a", "a", "deny")],
            "1 pair of statements stands against each other, inside one article: one says it, the other denies it.",
        ),
        (
            [("a", "b", "number"), ("a", "b", "number")],
            "2 pairs of statements stand against each other, across articles: they give different numbers (2).",
        ),
        (
            [("a", "a", "number"), ("b", "b", "number")],
            "2 pairs of statements stand against each other, each inside one article: they give different numbers (2).",
        ),
        (
            [("a", "b", "deny"), ("a", "a", "number")],
            "2 pairs of statements stand against each other, 1 of them across articles: they give different numbers "
            "(1); one says it, the other denies it (1).",
        ),
    ],
)
def test_conflicts(rows: list[tuple[str, str, str]], expected: str) -> None:
    assert findings.conflicts(pd.DataFrame(rows, columns=["doc_id", "other_doc_id", "kind"])).text == expected


def test_every_kind_of_conflict_has_words() -> None:
    (kind,) = (column for column in SCHEMA["conflicts"].columns if column.name == "kind")
    assert set(side_by_side.KINDS) == set(kind.values)


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
            "In one place, of a, the text loses its thread, through times that do not fit together.",
        ),
        (
            [("a", OFTEN, 0.8), ("b", OFTEN, 0.9)],
            "In 2 places of 2 articles (a and b) the text loses its thread, each time through one place under several names.",
        ),
        (
            [("a", OFTEN, 0.8), ("a", OFTEN, 0.9), ("a", "time", 0.9), ("b", "time", 0.5)],
            "In 3 places of 1 article (a) the text loses its thread, most often through one place under several names "
            "(2 times).",
        ),
        (
            [("a", OFTEN, 0.8), ("a", "time", 0.9)],
            "In 2 places of 1 article (a) the text loses its thread, most often through one place under several names and "
            "times that do not fit together (once each).",
        ),
        (
            [("a", kind, 0.9) for kind in (OFTEN, "time", "repetition") * 2],
            "In 6 places of 1 article (a) the text loses its thread; 3 kinds share the first place (2 times each).",
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


def test_of_many_articles_those_with_most_seams_are_named() -> None:
    given = [(doc, "time", 0.9) for doc in "edcbaa"]
    found = findings.seams(pd.DataFrame(given, columns=["doc_id", "kind", "confidence"]))
    assert found.text.startswith("In 6 places of 5 articles (a, b, c and 2 others) the text")


def test_findings_have_names_of_their_own() -> None:
    names = [finding.id for finding in findings.everything({name: tables.frame(name) for name in SCHEMA})]
    assert len(names) == len(set(names)) == 13


def test_names_of_articles_become_no_markup() -> None:
    frame = voices(("*x* <b>[y](z)</b>\n$a$", 3), ("B", 1))
    shown = markdown([findings.loudest(frame, attributions())])
    assert shown.startswith(r"- \*x\* &lt;b&gt;\[y\](z)&lt;/b&gt; \$a\$ is given most words")
    assert shown.count("\n") == 0
