"""Counts and figures over relations: right at none, one, tie and many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly.corpus import Corpus
from allegedly.discourse import figures
from allegedly.discourse.counts import aboutness, accounts, amounts, examples, places, proof, telling
from allegedly.schema import STANCES
from allegedly.voices import voice_ids


def voice(name: str, words: int, **more: Any) -> dict[str, Any]:
    zero = {f"n_{stance}": 0 for stance in STANCES}
    row = {"voice_id": name, "name": name, "source_kind": "named", "anonymous": False, "n_documents": 1,
           "n_attributions": 1, "n_words": words, "n_own_words": words}  # fmt: skip
    return row | zero | {"n_assert": 1} | more


def statement(number: int, **more: Any) -> dict[str, Any]:
    row = {"doc_id": "a", "attribution_id": number, "sentence_id": 0, "source": "Anna", "source_entity_id": "anna",
           "source_kind": "named", "anonymous": False, "cue": "said", "cue_lemma": "say", "stance": "assert",
           "form": "indirect", "content": "that it rained", "polarity": "positive", "kind": "speech",
           "probability": 0.9, "rule": "lexicon: say|VERB"}  # fmt: skip
    return row | more


Made = Callable[..., Corpus]


def test_loudest_ranks_by_words_then_relations_and_adds_up_the_rest(corpus: Made) -> None:
    voices = corpus(voices=[voice("b", 5), voice("a", 5), voice("c", 9)])
    assert accounts.loudest(voices)["name"].tolist() == ["c", "a", "b"]
    few = accounts.loudest(voices, top=1)
    assert few[["name", "n_words", "n_attributions"]].values.tolist() == [["c", 9, 1], ["others (2)", 10, 2]]
    assert few["share"].sum() == pytest.approx(1, abs=0.001)
    assert accounts.loudest(corpus()).empty


def test_stances_of_the_busiest_of_the_others_of_nobody_and_of_all(corpus: Made) -> None:
    rows = [
        statement(0, stance="deny"),
        statement(1),
        statement(2, source_entity_id="ben", stance="withhold"),
        statement(3, source_kind="pronoun", source_entity_id=None, stance="deny", polarity="negative"),
    ]
    found = accounts.stances(
        corpus(attributions=rows, voices=[voice("anna", 6, n_attributions=2), voice("ben", 3)]), top=1
    )
    assert found[["name", "n", "deny", "withhold", "not_plain"]].values.tolist() == [
        ["anna", 2, 1, 0, 0.5], ["others (1)", 1, 0, 1, 1.0], ["(nobody named)", 1, 1, 0, 0.0], ["all", 4, 2, 1, 0.5],
    ]  # fmt: skip
    assert accounts.stances(corpus()).empty


def test_all_intervals_of_a_table_are_made_in_one_way(corpus: Made) -> None:
    """Anna is heard in one article, Ben in six: each article of his is of one mind, so all of them count as one each."""
    rows = [statement(n, doc_id="a", stance=stance) for n, stance in enumerate(["deny", "assert"] * 3)]
    rows += [
        statement(n, doc_id=doc, source_entity_id="ben", stance=stance)
        for doc, stance in zip("bcdefg", ["deny", "assert"] * 3, strict=True)
        for n in range(6)
    ]
    voices = [voice("ben", 9, n_attributions=36), voice("anna", 9, n_attributions=6)]
    found = accounts.stances(corpus(attributions=rows, voices=voices)).set_index("name")
    width = found["high"] - found["low"]
    assert found["not_plain"].tolist() == [0.5] * 3
    assert width["anna"] > width["ben"] > width["all"] > 0.4
    alone = accounts.stances(corpus(attributions=rows[:6], voices=voices[1:])).set_index("name")
    assert width["anna"] > (alone["high"] - alone["low"])["anna"]


def test_voices_are_the_same_in_sql(corpus: Made) -> None:
    given = corpus(attributions=[
        statement(0), statement(1, source="The mayor, who\nleft", source_entity_id=None), statement(2, source_kind="none"),
        statement(3, source_entity_id=None, source="…"), statement(4, source_entity_id=None, source=None),
        statement(5, source_entity_id=None, source="he", source_kind="pronoun"),
    ])  # fmt: skip
    found = given.ask("SELECT voice_id, n_words FROM said ORDER BY attribution_id")
    assert found["voice_id"].fillna("").tolist() == voice_ids(given.rows("attributions")).fillna("").tolist()
    assert found["voice_id"].fillna("").tolist() == ["anna", "mayor", "", "", "", ""]
    assert set(found["n_words"]) == {3}


def test_chains_are_lines_from_the_teller_to_the_words(corpus: Made) -> None:
    given = corpus(attributions=[
        statement(0, cue_lemma="report", source="Reuters", source_entity_id="reuters"),
        statement(1, parent_id=0, source="the\narmy", source_entity_id="army", cue_lemma="say"),
    ])  # fmt: skip
    assert telling.chains(given)["told"].tolist() == ["Reuters [report] → the army [say]: that it rained"]
    assert telling.numbers(given) == (1, 2)


@pytest.mark.parametrize(
    "more", [{"stance": "demand"}, {"stance": "ask"}, {"kind": "belief"}, {"source_entity_id": "anna"}]
)
def test_what_hands_nothing_on_is_no_chain(corpus: Made, more: dict[str, str]) -> None:
    outer = {"source": "Reuters", "source_entity_id": "reuters"} | more
    given = corpus(attributions=[statement(0, **outer), statement(1, parent_id=0)])
    assert telling.chains(given).empty
    assert telling.numbers(given) == (0, 0)


def test_statements_that_run_in_a_circle_make_chains_that_end(corpus: Made) -> None:
    rows = [statement(0, parent_id=1, source_entity_id="ben"), statement(1, parent_id=0), statement(2, parent_id=1)]
    assert telling.chains(corpus(attributions=rows))["links"].tolist() == [3]


def test_of_many_articles_the_most_anonymous_are_shown(corpus: Made) -> None:
    rows = [
        statement(i, doc_id=name, anonymous=i < n, sentence_id=i)
        for name, n in (("a", 1), ("b", 4), ("c", 0), ("d", 3)) for i in range(4)
    ]  # fmt: skip
    found = accounts.anonymous(corpus(attributions=rows), top=3)
    assert found[["doc_id", "anonymous", "n"]].to_numpy().tolist() == [["b", 4, 4], ["d", 3, 4], ["a", 1, 4]]
    everything = accounts.anonymous(corpus(attributions=rows), top=9)
    pd.testing.assert_frame_equal(found, everything.head(3))


def test_anonymous_by_outlet_leaves_out_articles_of_none(corpus: Made) -> None:
    rows = [statement(0, anonymous=True), statement(1), statement(2, doc_id="b", source_kind="none")]
    documents = [{"doc_id": "a", "outlet": "Post"}, {"doc_id": "b", "outlet": None}]
    [row] = accounts.anonymous(corpus(attributions=rows, documents=documents), "outlet").to_dict("records")
    assert (row["outlet"], row["n"], row["anonymous"], row["share"]) == ("Post", 2, 1, 0.5)


def quantity(doc_id: str, place: int, text: str, low: float | None, high: float | None, whose: int | None,
             counted_by: str | None = None) -> dict[str, Any]:  # fmt: skip
    return {"doc_id": doc_id, "start": place, "text": text, "low": low, "high": high, "attribution_id": whose,
            "counted": "dead", "counted_by": counted_by}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        ([("100", 100, 100, 0)], []),
        ([("100", 100, 100, None), ("200", 200, 200, None)], []),  # the writer alone
        ([("100", 100, 100, 0), ("100", 100, 100, 0)], []),
        ([("11", 11, 11, 0), ("eleven", 11, 11, 0)], []),  # one number, one voice
        ([("11", 11, 11, 0), ("eleven", 11, 11, 1)], [("11", "anna"), ("eleven", "(nobody named)")]),
        ([("more\nthan 9", 10, None, 0), ("9", 9, 9, 0)], [("9", "anna"), ("more than 9", "anna")]),
        ([("5", 5, 5, 0), ("5", 5, 5, None)], [("5", "anna"), ("5", "(the writer)")]),
        # Who counts it in the words, by the side of whose words they are.
        ([("5", 5, 5, None, "the army"), ("6", 6, 6, None)], [("5", "the army"), ("6", "(the writer)")]),
        ([("5", 5, 5, 0, "the army"), ("6", 6, 6, 1, "it")], [("5", "the army, as told by anna"), ("6", "it")]),
        ([("5", 5, 5, 0), ("6", 6, 6, None, "")], [("5", "anna"), ("6", "(not determined)")]),
        ([("5", 5, 5, 0, ""), ("6", 6, 6, 0)], [("5", "anna"), ("6", "anna")]),
        ([("5", 5, 5, None, ""), ("6", 6, 6, None)], []),  # nobody is known who counted
        # One counter is one voice, however it is spelled: by its name where it speaks, else as it is first spelled.
        (
            [("5", 5, 5, None, "The ministry"), ("five", 5, 5, None, "the\nministry"), ("5", 5, 5, 0, "anna")],
            [("5", "The ministry"), ("5", "anna")],
        ),
        ([("5", 5, 5, None, "The ministry"), ("five", 5, 5, None, "the ministry")], []),
        (
            [("5", 5, 5, None, "The ministry"), ("6", 6, 6, None, "the ministry")],
            [("5", "The ministry"), ("6", "The ministry")],
        ),
        ([("5", 5, 5, None, "Anna"), ("five", 5, 5, 0)], []),
        ([("5", 5, 5, None, "Anna"), ("6", 6, 6, 0, "Anna")], [("5", "anna"), ("6", "anna")]),
        ([("5", 5, 5, None, "…"), ("6", 6, 6, None, "...")], [("5", "…"), ("6", "...")]),  # no word to go by
    ],
)
def test_numbers_of_one_thing_in_an_article(
    corpus: Made, given: list[tuple[str, float, float | None, int | None]], expected: list[tuple[str, str]]
) -> None:
    found = corpus(
        quantities=[quantity("a", n, *each) for n, each in enumerate(given)],
        attributions=[statement(0), statement(1, source_kind="pronoun", source_entity_id=None)],
        voices=[voice("anna", 3)],
    )
    tables = {name: found.rows(name) for name in ("quantities", "attributions", "voices")}
    for rows in (amounts.numbers(found), amounts.of(tables)):
        assert list(zip(rows["text"], rows["voice"], strict=True)) == expected


@pytest.mark.parametrize(
    ("days", "names", "together"),
    [
        (("2031-05-02", "2031-05-09"), ("wxyz", "wxyz"), True),
        ((None, None), ("wxyz", "wxyzabcdefgh"), True),
        (("2031-05-02", "2031-05-10"), ("wxyz", "wxyz"), False),
        (("2031-05-02", None), ("wxyz", "wxyz"), False),
        (("2031-05-02", "2031-05-02"), ("wxy", "wxy"), False),
        (("2031-05-02", "2031-05-02"), ("wxyzabcdefghijklmno", "wxyzABCDEFGHIJKLMNO"), False),
    ],
)
def test_numbers_of_two_articles_stand_together_where_these_tell_one_story(
    corpus: Made, days: tuple[str | None, ...], names: tuple[str, ...], together: bool
) -> None:
    given = corpus(
        documents=[{"doc_id": doc, "published": day} for doc, day in zip("ab", days, strict=True)],
        mentions=[{"doc_id": doc, "entity_id": name} for doc, own in zip("ab", names, strict=True) for name in own],
        quantities=[quantity("a", 0, "11", 11, 11, 0), quantity("b", 0, "twelve", 12, 12, None)],
        attributions=[statement(0)], voices=[voice("anna", 3)],
    )  # fmt: skip
    rows = amounts.numbers(given)
    assert rows["text"].tolist() == (["11", "twelve"] if together else [])
    assert set(rows["story"]) == ({"a"} if together else set())


def test_tables_that_do_not_agree_are_told(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse("Ärzte, the guard said, were there.", until="03_discourse")
    assert proof.failures(Corpus.of(made)) == {}
    spans = made["attribution_spans"]
    moved = spans.assign(start=spans["start"] + 1, end=spans["end"] + 1)
    assert proof.failures(Corpus.of(made | {"attribution_spans": moved})) == {
        "spans that are no slice of their text": len(spans)
    }
    assert proof.failures(Corpus.of(made | {"attribution_spans": spans[spans["role"].ne("cue")]})) == {
        "statements without a cue": len(made["attributions"])
    }


def test_a_statement_is_shown_with_its_parts_marked(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse('"It is over," the guard said. "We can go home."', until="03_discourse")
    shown = examples.examples(Corpus.of(made), seed=1)
    assert shown["text"].tolist() == ['{"It is over,"} [the guard] <said>. {"We can go home."}']


def test_sentences_with_a_verb_that_reports_and_no_statement(analyse: Callable[..., dict[str, Any]]) -> None:
    text = "The guard said that it was over. The claimed bag was red. It rained in the United States."
    made = analyse(text, until="03_discourse")
    shown = examples.unread(Corpus.of(made), seed=1)
    assert shown["text"].tolist() == ["The [claimed] bag was red."]


def test_near_misses_are_words_weighed_and_words_in_marks(analyse: Callable[..., dict[str, Any]]) -> None:
    text = 'The guard said that it was over. The "special" train had left. The army cut 300 posts in a drive.'
    made = analyse(text, until="03_discourse")
    corpus, docs = Corpus.of(made), made["annotations"]
    shown = examples.near_misses(corpus, docs, least=0.5, seed=1)
    marks = shown.loc[shown["probability"].isna(), "text"]
    assert marks.tolist() == ['The ["special"] train had left.']
    assert (shown["probability"].dropna() < 0.65).all()
    strict = examples.near_misses(corpus, docs, least=1.0, seed=1)
    assert "The guard [said] that it was over." in strict["text"].tolist()
    assert examples.near_misses(corpus, {}, least=0.5, seed=1).empty


def test_who_speaks_about_whom(analyse: Callable[..., dict[str, Any]]) -> None:
    given = Corpus.of(
        analyse("Anna Bergstrom said that France and Spain had met. Bergstrom praised France.", until="03_discourse")
    )
    assert aboutness.pairs(given).to_dict("records") == [
        {"voice": "Anna Bergstrom", "about": "France", "n": 2, "n_articles": 1},
        {"voice": "Anna Bergstrom", "about": "Spain", "n": 1, "n_articles": 1},
    ]
    assert aboutness.grid(given, top=1).to_dict() == {
        "France": {"Anna Bergstrom": 2}, "others (1)": {"Anna Bergstrom": 1},
    }  # fmt: skip
    assert len(aboutness.named(given)) == 3


def test_two_voices_of_one_name_stay_two(corpus: Made) -> None:
    named = [("officials/a", "x"), ("officials/a", "x"), ("officials/b", "x"), ("officials/b", "y")]
    given = corpus(
        documents=[{"doc_id": "a"}],
        attributions=[
            {"doc_id": "a", "attribution_id": n, "source_entity_id": voice} for n, (voice, _) in enumerate(named)
        ],
        mentions=[{"doc_id": "a", "mention_id": n, "entity_id": thing} for n, (_, thing) in enumerate(named)],
        mention_roles=[{"doc_id": "a", "mention_id": n, "role": "in_content", "attribution_id": n} for n in range(4)],
        voices=[{"voice_id": voice, "name": "officials"} for voice in ("officials/a", "officials/b")],
        entities=[{"entity_id": "x", "name": "Iran"}, {"entity_id": "y", "name": "Iran"}],
    )
    assert aboutness.pairs(given)["n"].tolist() == [2, 1, 1]
    grid = aboutness.grid(given)
    assert grid.index.tolist() == ["officials", "officials"]
    assert grid.to_numpy().tolist() == [[2, 0], [1, 1]]
    assert figures.draw_about(grid).axes
    assert "officials about Iran: 2." in figures.alt_about(grid)


def test_places_by_third(analyse: Callable[..., dict[str, Any]]) -> None:
    made = analyse(
        "Anna Bergstrom said that it rained. It went on for days. Residents denied it.", until="03_discourse"
    )
    found = places.by_third(Corpus.of(made)).set_index("name")
    assert found.loc["Anna Bergstrom", ["first", "middle", "last", "share_first"]].tolist() == [1, 0, 0, 1]
    assert found.loc["all", ["first", "last"]].tolist() == [1, 1]
    assert places.thirds(Corpus.of(made))[0] == [1, 0, 1]


def test_figures_and_their_words_at_none_and_many(corpus: Made, analyse: Callable[..., dict[str, Any]]) -> None:
    made = Corpus.of(
        analyse("Anna Bergstrom said that France had met Spain. Residents denied it.", until="03_discourse")
    )
    for given, many in ((made, True), (corpus(), False)):
        loudest, stances = accounts.loudest(given), accounts.stances(given)
        assert len([bar for bar in figures.draw_loudest(loudest).axes[0].patches if bar.get_width()]) >= len(loudest)
        drawn = figures.draw_stances(stances).axes[0]
        assert drawn.axison == many  # where there is nothing to draw, words say so
        assert [text.get_text() for text in drawn.texts] == ([] if many else ["There is no statement to show."])
        assert figures.alt_loudest(loudest) == (
            "Bars of 2 voices, from Anna Bergstrom (5 words) to Residents (1); none of them anonymous."
            if many else "There is no voice to show."
        )  # fmt: skip
        assert figures.alt_stances(stances) == (
            "Bars of 2 voices or groups of them by stance; over all 2: assert 1, deny 1. "
            "Residents has the greatest share that is not plainly said: 100 %."
            if many else "There is no statement to show."
        )  # fmt: skip
        placed, grid = places.by_kind(given), aboutness.grid(given)
        assert placed["n"].sum() == (2 if many else 0)
        assert figures.draw_places(placed).axes
        assert figures.draw_about(grid).axes
        assert figures.alt_places(placed).startswith(
            "Statements in the ten tenths of the articles: 0, 0, 1," if many else "There is no statement to place."
        )
        assert (
            "Anna Bergstrom about France and Anna Bergstrom about Spain: 1."
            if many else "Nobody speaks about anybody named."
        ) in figures.alt_about(grid)  # fmt: skip


def test_a_name_with_dollars_is_no_formula(corpus: Made) -> None:
    figure = figures.draw_loudest(accounts.loudest(corpus(voices=[voice("the $1m_{ fund$", 3)])))
    figure.canvas.draw()
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["the $1m_{ fund$"]
