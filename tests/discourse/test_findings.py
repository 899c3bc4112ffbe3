"""Sentences about stage 03, right at none, one, a tie and many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from allegedly.corpus import Corpus
from allegedly.discourse import findings
from allegedly.discourse.coherence.seam import HIGH, KINDS
from allegedly.discourse.statements import side_by_side
from allegedly.findings import markdown
from allegedly.schema import SCHEMA, STANCES

Made = Callable[..., Corpus]
Rows = list[dict[str, Any]]


def voices(*rows: tuple[str, int] | tuple[str, int, str], **more: Any) -> Rows:
    counts = {f"n_{stance}": 0 for stance in STANCES}
    made = []
    for name, n_words, *kind in rows:
        made.append({"voice_id": name, "name": name, "source_kind": kind[0] if kind else "named", "anonymous": False,
                     "n_documents": 1, "n_attributions": 1, "n_words": n_words, "n_own_words": n_words} | counts | more)  # fmt: skip
    return made


def attributions(*rows: tuple[str, bool] | tuple[str, bool, str], **more: list[Any]) -> Rows:
    """Statements of one article, unless `doc_id` says otherwise: stance, anonymous and, where given, source_kind."""
    usual = {"doc_id": "a", "sentence_id": 0, "source": "Anna", "source_entity_id": "anna", "source_kind": "named",
             "cue": "said", "cue_lemma": "say", "form": "indirect", "content": "that it rained", "polarity": "positive",
             "kind": "speech", "probability": 0.9, "rule": "lexicon: say|VERB", "n_own_words": 3}  # fmt: skip
    made = []
    for number, (stance, anonymous, *kind) in enumerate(rows):
        row = usual | {"attribution_id": number, "stance": stance, "anonymous": anonymous}
        made.append(
            row | ({"source_kind": kind[0]} if kind else {}) | {name: each[number] for name, each in more.items()}
        )
    return made


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (voices(), "No voice is given words of its own."),
        (voices(("A", 0)), "No voice is given words of its own."),
        (voices(("A", 1)), "Only one voice is heard: A, with 1 word."),
        (voices(("A", 30), ("B", 10), ("C", 0)), "A is given most words: 30 of the 40 given to voices, 75 %."),
        (voices(("B", 20), ("A", 20), ("C", 1)), "A and B are given most words: 20 each of the 41 given to voices."),
        (
            voices(*((c, 5) for c in "ABCD")),
            "4 voices share the first place, with 5 words each of the 20 given to voices.",
        ),
    ],
)
def test_loudest(corpus: Made, rows: Rows, expected: str) -> None:
    assert findings.loudest(corpus(voices=rows)).text == expected


def test_the_loudest_says_its_words_itself_and_who_relays_is_told_apart(corpus: Made) -> None:
    wire = voices(("Wire", 90, "outlet"), n_own_words=5, n_relayed_words=85)
    found = findings.loudest(corpus(voices=wire + voices(("Anna", 45), ("Ben", 40))))
    assert found.text == (
        "Anna is given most words: 45 of the 90 given to voices, 50 %. Most words of others are relayed by Wire: 85."
    )
    other = voices(("Post", 20, "outlet"), n_own_words=0, n_relayed_words=85)
    both = findings.loudest(corpus(voices=wire + other + voices(("Anna", 45))))
    assert both.text.endswith(" Most words of others are relayed by Post and Wire: 85 each.")
    many = [row | {"voice_id": c, "name": c} for c in "abcd" for row in other]
    assert findings.loudest(corpus(voices=many + voices(("Anna", 45)))).text.endswith("relayed by 4 voices: 85 each.")


def test_the_loudest_of_many_articles_has_an_interval(corpus: Made) -> None:
    said = attributions(*[SAID] * 6, doc_id=list("abcdef"), source_entity_id=["anna", "ben"] * 3)
    found = findings.loudest(corpus(voices=voices(("anna", 10), ("ben", 9)), attributions=said))
    assert found.text == "anna is given most words: 10 of the 19 given to voices, 53 % (95 % interval 12 % to 88 %)."


def test_a_voice_that_is_only_described_may_be_another_one_in_each_article(corpus: Made) -> None:
    for articles, caveat in ((4, "Described alike in 4 articles"), (1, "Being given words is not")):
        rows = voices(("the company", 9, "collective"), ("A", 1), n_documents=articles)
        assert findings.loudest(corpus(voices=rows)).caveat.startswith(caveat)


SAID = ("assert", False)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (attributions(), "No statement was found."),
        (attributions(SAID), "The only statement is simply made."),
        (attributions(("deny", False)), "The only statement is not simply made: 1 denial."),
        (
            attributions(SAID, SAID),
            "None of the 2 statements is a denial, without confirmation or comment, a doubt or kept at a distance.",
        ),
        (
            attributions(SAID, ("deny", False)),
            "Not everything is simply said: of 2 statements, 1 (50 %, 95 % interval 9 % to 91 %) is not: 1 denial.",
        ),
        (
            attributions(*[SAID] * 5, *[("deny", False)] * 2, ("withhold", False), ("claim", False)),
            "Not everything is simply said: of 9 statements, 4 (44 %, 95 % interval 19 % to 73 %) are not: 2 denials, "
            "1 without confirmation or comment and 1 kept at a distance, as claimed, alleged or blamed.",
        ),
    ],
)
def test_distance(corpus: Made, rows: Rows, expected: str) -> None:
    assert findings.distance(corpus(attributions=rows)).text == expected


def test_what_is_negated_is_no_denial_but_a_refusal_is(corpus: Made) -> None:
    rows = attributions(("deny", False), ("claim", False), ("withhold", False), polarity=["negative"] * 3)
    found = findings.distance(corpus(attributions=rows)).numbers
    assert (found["k"], found["deny"], found["withhold"]) == (1, 0, 1)


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
def test_unnamed(corpus: Made, n_anonymous: int, n_named: int, expected: str) -> None:
    rows = attributions(*[("assert", True)] * n_anonymous, *[SAID] * n_named)
    assert findings.unnamed(corpus(attributions=rows)).text == expected


def test_statements_of_nobody_are_neither_anonymous_nor_named(corpus: Made) -> None:
    nobody = ("assert", True, "none")
    alone = findings.unnamed(corpus(attributions=attributions(nobody)))
    assert alone.text == "No statement has a source that could be named."
    found = findings.unnamed(corpus(attributions=attributions(nobody, nobody, ("assert", True), SAID)))
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
def test_forms(corpus: Made, given: list[str], expected: str) -> None:
    rows = attributions(*[SAID] * len(given), form=list(given))
    assert findings.forms(corpus(attributions=rows)).text == expected


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
def test_chains(corpus: Made, parents: list[int | None], sources: list[str], expected: str) -> None:
    said = attributions(*[SAID] * len(parents), parent_id=parents, source_entity_id=sources)
    assert findings.chains(corpus(attributions=said)).text == expected


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
def test_about(corpus: Made, pairs: str, expected: str) -> None:
    said = pairs.split()
    rows = corpus(
        attributions=attributions(*[SAID] * len(said), source_entity_id=[voice for voice, _ in said]),
        mention_roles=[{"mention_id": n, "role": "in_content", "attribution_id": n} for n in range(len(said))],
        mentions=[{"mention_id": n, "start": n, "entity_id": name} for n, (_, name) in enumerate(said)],
        voices=voices(*((voice, 1) for voice in sorted({voice for voice, _ in said}))),
        entities=[{"entity_id": name, "name": name} for name in sorted({name for _, name in said})],
    )
    assert findings.about(rows).text == expected


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
def test_over_time(corpus: Made, days: list[str | None], heard_in: list[int], expected: str) -> None:
    given = corpus(
        documents=[{"doc_id": f"d{n}", "published": day} for n, day in enumerate(days)],
        attributions=attributions(*[SAID] * len(heard_in), doc_id=[f"d{n}" for n in heard_in]),
        entities=[{"entity_id": "anna", "name": "Anna"}],
    )
    assert findings.over_time(given).text == expected


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
def test_places(corpus: Made, parts: list[int], expected: str) -> None:
    given = corpus(
        documents=[{"doc_id": "a", "text": "abc"}],
        attributions=attributions(*[SAID] * len(parts)),
        attribution_spans=[
            {"attribution_id": n, "role": "cue", "start": part - 1, "text": "c"} for n, part in enumerate(parts)
        ],
    )
    assert findings.heard_where(given).text == expected


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
def test_shared_paragraphs(corpus: Made, groups: list[tuple[str, float]], expected: str) -> None:
    texts: dict[str, list[str]] = {}
    for n, (docs, share) in enumerate(groups):
        words = [f"word{n}x{i}" for i in range(30)]
        for doc in docs:
            changed = share < 1 and doc == docs[-1]
            texts.setdefault(doc, []).append(" ".join(["other", *words[1:]] if changed else words))
    documents = [{"doc_id": doc, "text": "\n\n".join(own)} for doc, own in sorted(texts.items())]
    sentences = [
        {"doc_id": doc, "sentence_id": n, "paragraph_id": n, "start": "\n\n".join(own).index(text), "text": text}
        for doc, own in texts.items()
        for n, text in enumerate(own)
    ]
    assert findings.shared_paragraphs(corpus(documents=documents, sentences=sentences)).text == expected


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
def test_opposed(corpus: Made, words: list[str], expected: str) -> None:
    """An article for each: "Anna said so but Ben said no"."""
    documents, sentences, connectives, spans, said = [], [], [], [], []
    for doc, word in zip("abc", words, strict=False):
        text = f"Anna said so {word} Ben said no"
        documents.append({"doc_id": doc, "text": text})
        sentences.append({"doc_id": doc, "text": text})
        connectives.append({"doc_id": doc, "start": 13, "text": word, "sense": "Comparison.Contrast"})
        said += attributions(SAID, SAID, doc_id=[doc] * 2, source_entity_id=["anna", "ben"])
        for n, start in enumerate((0, 14 + len(word))):
            half = text[start : start + 12].strip()
            spans.append({"doc_id": doc, "attribution_id": n, "role": "source", "start": start, "text": half[:5]})
            spans.append({"doc_id": doc, "attribution_id": n, "role": "cue", "start": start + 5, "text": half[5:9]})
            spans.append({"doc_id": doc, "attribution_id": n, "role": "content", "start": start + 9, "text": half[9:]})
    people = [{"voice_id": name.lower(), "name": name} for name in ("Anna", "Ben")]
    given = corpus(
        documents=documents, sentences=sentences, connectives=connectives, attributions=said, attribution_spans=spans,
        voices=people,
    )  # fmt: skip
    assert findings.opposing(given).text == expected


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
def test_conflicts(corpus: Made, rows: list[tuple[str, str, str]], expected: str) -> None:
    given = [dict(zip(("doc_id", "other_doc_id", "kind"), row, strict=True)) for row in rows]
    assert findings.conflicts(corpus(conflicts=given)).text == expected


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
def test_unresolved(corpus: Made, kinds: list[str], expected: str) -> None:
    rows = attributions(*(("assert", False, kind) for kind in kinds))
    assert findings.unresolved(corpus(attributions=rows)).text == expected


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
def test_seams(corpus: Made, given: list[tuple[str, str, float]], expected: str) -> None:
    found = findings.seams(corpus(seams=seams(given)))
    assert found.text == expected
    assert found.numbers["high"] == sum(confidence >= HIGH for *_, confidence in given)
    assert ("proof of neither" in found.caveat) == (found.numbers["high"] > 0)  # nothing to warn of where none is shown


def seams(given: list[tuple[str, str, float]]) -> Rows:
    return [dict(zip(("doc_id", "kind", "confidence"), each, strict=True)) for each in given]


def test_every_kind_of_seam_has_words() -> None:
    (kind,) = (column for column in SCHEMA["seams"].columns if column.name == "kind")
    assert set(KINDS) == set(kind.values)


def test_of_many_articles_those_with_most_seams_are_named(corpus: Made) -> None:
    found = findings.seams(corpus(seams=seams([(doc, "time", 0.9) for doc in "edcbaa"])))
    assert found.text.startswith("In 6 places of 5 articles (a, b, c and 2 others) the text")


def test_findings_have_names_of_their_own(corpus: Made) -> None:
    names = [finding.id for finding in findings.everything(corpus())]
    assert len(names) == len(set(names)) == 13


def test_names_of_articles_become_no_markup(corpus: Made) -> None:
    rows = voices(("*x* <b>[y](z)</b>\n$a$", 3), ("B", 1))
    shown = markdown([findings.loudest(corpus(voices=rows))])
    assert shown.startswith(r"- \*x\* &lt;b&gt;\[y\](z)&lt;/b&gt; \$a\$ is given most words")
    assert shown.count("\n") == 0
