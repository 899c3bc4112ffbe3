"""The body of an article holds its text, whole, whatever is marked in it."""

from __future__ import annotations

import pandas as pd

from allegedly.report import article, entities, speakers
from allegedly.report.article import Article
from allegedly.settings import Settings

Tables = dict[str, pd.DataFrame]


def shown(tables: Tables, settings: Settings | None = None) -> Article:
    """The first article as the page shows it."""
    known = speakers.speakers(tables["voices"])
    voices = speakers.voice_ids(tables["attributions"], tables["voices"])
    texts = settings.texts if settings else True
    local = {tables["documents"]["doc_id"].iloc[0]: known}
    rows, anchors = entities.anchors(tables["entities"]), article.anchors(tables["documents"])
    return article.articles(tables, local, voices, rows, anchors, texts=texts)[0]


def words(found: Article) -> str:
    return "".join(b.text for p in found.paragraphs for s in p.sentences for b in s.bits)


def test_the_pieces_are_the_text(ferry: Tables, hostile: Tables) -> None:
    for tables in (ferry, hostile):
        assert words(shown(tables)) == tables["documents"]["text"].iloc[0]


def test_every_mark_leads_to_a_row_and_says_what_it_is(ferry: Tables) -> None:
    found = shown(ferry)
    keys = {key for p in found.paragraphs for s in p.sentences for b in s.bits for key in b.keys.split()}
    cues = {f"q{n}" for n in range(len(ferry["attributions"]))}
    names = {f"m{n}" for n in range(len(ferry["mentions"]))}
    hedges = {"h0", "h1", "h2", "p3", "h4", "b5"}  # "a little" is apart, "certainly" a booster
    assert cues | names | hedges | {"e1", "c0", "s0"} <= keys
    assert {key[1:] for key in keys if key[0] in "cs"} == {str(n) for n in range(len(ferry["attributions"]))}
    assert set(found.mentions) == names
    assert found.mentions["m1"][1:] == ["model", [found.mentions["m1"][2][0], found.mentions["m1"][2][0] + 10]]
    rows = {b.row for p in found.paragraphs for s in p.sentences for b in s.bits if b.row}
    assert {"d1a0", "d1h0", "d1e1"} <= rows


def test_the_innermost_statement_gives_the_colour(ferry: Tables) -> None:
    found = shown(ferry)
    bits = {b.text: b.classes for p in found.paragraphs for s in p.sentences for b in s.bits}
    known = speakers.speakers(ferry["voices"])
    assert f"v{known['two-dock-workers'].colour}" in bits["the pumps had failed"].split()
    assert f"v{known['gull'].colour}" in bits[" who would not be named "].split()
    assert {"cue", "hedge", "st-claim"} <= set(bits["claimed"].split())


def test_what_was_removed_stands_where_it_stood(ferry: Tables) -> None:
    found = shown(ferry)
    assert [[e.before for e in p.removed] for p in found.paragraphs] == [[], ["Comparte Imprimir"], [], []]
    assert found.removed == []


def test_the_headline_is_the_title(ferry: Tables) -> None:
    assert [p.headline for p in shown(ferry).paragraphs] == [True, False, False, False]


def test_who_speaks_in_a_paragraph(ferry: Tables) -> None:
    names = [[s.name for s in p.speakers] for p in shown(ferry).paragraphs]
    assert names[:2] == [[], ["Tarn harbour office"]]
    assert sorted(names[2]) == ["Ada Brandt", "The Gull", "Two dock workers"]


def test_without_texts_no_word_is_left(ferry: Tables) -> None:
    found = shown(ferry, Settings(texts=False))
    assert (found.paragraphs, found.mentions, found.removed) == ([], {}, [])
    assert not any("Lark" in s.label for s in found.ribbon.sentences)
    assert any("Lark" in s.label for s in shown(ferry).ribbon.sentences)


def test_the_ribbon_covers_the_text(ferry: Tables) -> None:
    ribbon = shown(ferry).ribbon
    kinds = [tick.kind for tick in ribbon.ticks]
    assert (kinds.count("hedge"), kinds.count("booster")) == (4, 1)  # "a little" is an approximator
    assert all(s.x >= 0 and s.x + s.width <= 100.001 for s in (*ribbon.lane, *ribbon.sentences))
    assert len(ribbon.sentences) == len(ferry["sentences"])
