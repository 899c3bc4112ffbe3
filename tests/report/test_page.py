"""The page: nothing in an article becomes markup or script, and nothing is loaded from anywhere."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from allegedly.findings import Finding
from allegedly.hedging.said import COUNTED
from allegedly.hedging.voice import REPORTING
from allegedly.report import colophon, filters, gather, notes, packing, page, rendering, voices
from allegedly.settings import Settings

Tables = dict[str, pd.DataFrame]
LOADS = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "xlink:href", "manifest"}


class Reader(HTMLParser):
    """What a browser would make of a page: tags, attributes, scripts, visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.scripts: list[str] = []
        self.text: list[str] = []
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in ("script", "style"):
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        (self.scripts if self.inside else self.text).append(data)


def made(tables: Tables, **more: object) -> str:
    pieces = voices.pieces(tables)
    found = gather.first_screen(gather.findings(tables, pieces, seed=1))
    return rendering.render(page.compose(tables, found, Settings(**more), pieces=pieces))


@pytest.mark.parametrize(
    ("n", "words"), [(1, "describes this article,"), (4, "describes these articles,"), (5, "over articles:")]
)
def test_what_an_interval_is_depends_on_the_number_of_articles(n: int, words: str) -> None:
    found = [Finding("a", "1 of 4: 25 % (95 % interval 5 % to 70 %).")]
    assert words in notes.of_intervals(found, n)


def test_the_first_screen_says_what_an_interval_of_one_article_is(ferry: Tables) -> None:
    shown = "".join(Reader(made(ferry)).text)
    assert shown.index("A “95 % interval” of one article") < shown.index("Each square is one statement")


def test_an_article_counts_the_hedges_that_findings_count(ferry: Tables) -> None:
    hedges = ferry["hedges"]
    first = hedges["polarity"].eq("hedge") & hedges["category"].isin(COUNTED)
    reports = hedges["rule"].mask(first & first.cumsum().eq(1), f"x; {REPORTING}")
    tables = ferry | {"hedges": hedges.assign(rule=reports)}
    found = {one.id: one for one in gather.findings(tables, voices.pieces(tables), seed=1)}["whose-doubt"]
    shown = page.compose(tables, [], Settings(), pieces=voices.pieces(tables)).articles[0]
    assert (shown.n_hedges, shown.n_reporting) == (found.numbers["hedges"], 1) == (int(first.sum()) - 1, 1)
    assert "1 more hedging or pressing as the reporting word" in filters.facts(shown)


def test_a_hostile_article_stays_plain_text(hostile: Tables, ferry: Tables) -> None:
    html = made(hostile, title="<script>alert(6)</script>{{ 1 }}")
    read, harmless = Reader(html), Reader(made(ferry))
    assert set(read.tags) <= set(harmless.tags)
    assert read.tags.count("script") == harmless.tags.count("script") == 3
    assert not [a for a in read.attributes if a[1].startswith("on") or a[2].lower().startswith("javascript:")]
    text = "".join(read.text)
    for words in ("<script>alert('title')</script>", "{{ 7 * 7 }}", "=HYPERLINK(", "$(rm -rf)", "<img src=x"):
        assert words in text
    assert "49" not in text.split()


def test_data_in_scripts_is_only_data(hostile: Tables) -> None:
    hostile["mentions"]["rule"] = "</script><script>alert(5)</script>"
    notes = next(s for s in Reader(made(hostile)).scripts if s.startswith("{"))
    assert not set("<>&'") & set(notes)
    assert json.loads(notes)["names"]["d1"]["m0"][1] == "</script><script>alert(5)</script>"


@pytest.mark.parametrize("texts", [True, False])
def test_nothing_is_loaded(hostile: Tables, texts: bool) -> None:
    html = made(hostile, texts=texts)
    read = Reader(html)
    assert not [a for a in read.attributes if a[1] in LOADS or a[1] == "style"]
    assert not {"link", "img", "iframe", "object", "embed", "form", "base", "audio", "video"} & set(read.tags)
    links = [value for _, name, value in read.attributes if name == "href"]
    assert links
    assert all(link.startswith("#") for link in links)
    assert not re.search(r"url\(|@import|@font-face", html.partition("</style>")[0])


def test_the_policy_allows_the_pages_own_style_and_scripts_alone(ferry: Tables) -> None:
    read = Reader(made(ferry))
    policy = next(value for tag, name, value in read.attributes if tag == "meta" and "default-src" in value)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    own = [s for s in read.scripts if not s.startswith("{")]
    assert len(own) == 3
    assert all(rendering._checksum(s) in policy for s in own)


def test_every_link_has_a_target_and_ids_are_unique(
    ferry: Tables, hostile: Tables, lost: Tables, twice: Tables
) -> None:
    for tables in (ferry, hostile, lost, gather.counted(twice, Settings())):
        for texts in (True, False):
            read = Reader(made(tables, texts=texts))
            ids = [value for _, name, value in read.attributes if name == "id"]
            assert len(ids) == len(set(ids))
            wanted = {value[1:] for _, name, value in read.attributes if name == "href" and value.startswith("#")}
            named = {v for _, name, value in read.attributes if name == "aria-labelledby" for v in value.split()}
            assert (wanted | named) <= set(ids)


def test_every_statement_hedge_and_edit_has_its_row_and_back(ferry: Tables) -> None:
    read = Reader(made(ferry))
    rows = {value for tag, name, value in read.attributes if tag == "tr" and name == "id"}
    for letter, name in (("a", "attributions"), ("h", "hedges"), ("e", "edits")):
        assert {f"d1{letter}{n}" for n in range(len(ferry[name]))} <= rows
    links = {value for _, name, value in read.attributes if name == "href"}
    assert {f"#d1a{n}" for n in range(len(ferry["attributions"]))} <= links
    assert {f"#d1s{n}" for n in ferry["attributions"]["sentence_id"]} <= links


def test_the_article_stands_in_the_page(ferry: Tables) -> None:
    html = made(ferry)
    body = html.partition("</header>")[2]
    shown = re.sub(r"<del>.*?</del>|<p class=\"(?:margin|facts|kicker)\".*?</p>", "", body, flags=re.S)
    shown = "".join(Reader(shown[shown.index('<article id="d1"') : shown.index("</article>")]).text)
    assert " ".join(shown.split()) == " ".join(ferry["documents"]["text"].iloc[0].split())


def test_without_texts_the_articles_words_are_left_out(ferry: Tables) -> None:
    html = made(ferry, texts=False)
    for words in ("may not sail", "no water", "pumps", "Comparte", "wasflooded", "who will pay"):
        assert words in made(ferry)
        assert words not in html


def test_a_long_table_holds_its_first_rows_and_packs_all(long: Tables) -> None:
    html = made(long)
    packs = dict(re.findall(r'<script type="text/plain" id="(\w+)-rows" data-n="\d+">([^<]*)</script>', html))
    assert set(packs) == {"statement", "hedge"}  # the others are short
    rows = packing.unpacked(packs["statement"])
    ids = re.findall(r'<tr id="([^"]+)"', rows)
    assert ids == [f"d{article}a{number}" for article in range(1, 61) for number in range(7)]
    assert re.findall(r'<tr id="(d\d+a\d+)"', html) == ids[:100]
    assert "the first 100 of 420 rows" in part(html, "<noscript", "</noscript>")
    wanted = {value for _, name, value in Reader(html + rows).attributes if name == "href"}
    reached = {
        f"#{value}"
        for _, name, value in Reader(html + "".join(map(packing.unpacked, packs.values()))).attributes
        if name == "id"
    }
    assert {link for link in wanted if link.startswith("#")} <= reached


def test_what_is_empty_is_not_shown(ferry: Tables, empty: Tables) -> None:
    text = "".join(Reader(made(ferry)).text).lower()
    assert not {"conflict", "seam", "connective", "quantit"} & set(re.findall(r"[a-z]+", text))
    assert "No article was read" not in made(ferry)
    assert "<article" not in made(empty)


def test_an_article_without_statements_names_and_hedges_says_so(ferry: Tables) -> None:
    kept = ("documents", "sentences", "edits", "alignment", "problems", "certainty")
    html = made({name: frame if name in kept else frame[:0] for name, frame in ferry.items()})
    text = " ".join("".join(Reader(html).text).split())
    for words in (
        "No voice was found.",
        "No statement was found.",
        "Nobody and nothing is named.",
        "No word of the lex",
    ):
        assert words in text
    assert "N = 0 statements" not in text
    assert not re.search(r"<tbody>\s*</tbody>", html)


def part(html: str, start: str, end: str) -> str:
    """The visible text between two pieces of markup."""
    return " ".join("".join(Reader(html[html.index(start) :].partition(end)[0]).text).split())


def test_seams_worth_a_look_are_shown_with_their_evidence(lost: Tables) -> None:
    html = made(lost)
    text, read = part(html, '<section id="seams"', "</section>"), Reader(html)
    for words in (
        "Where the text loses its thread",
        "It denied that the engine was flooded, and the ministry of ports 'It denied' stands <alone> 0.80",
        'speech without its quotation marks " We have seen no water',
        "it proves neither",
        "N = 2 places.",
    ):
        assert words in text
    assert "the Gull" not in text  # of too little confidence
    links = [value for _, name, value in read.attributes if name == "href"]
    assert {"#d1s2", "#d1s3", "#seams"} <= set(links)
    assert {"d1s2", "d1s3"} <= {value for _, name, value in read.attributes if name == "id"}
    assert links.index("#names") < links.index("#seams") < links.index("#cleaned")  # in the menu
    assert "In 2 places of 1 article (ferry) the text loses its thread" in part(
        html, '<li id="finding-seams"', "<small"
    )


def test_seams_are_hidden_where_none_is_worth_a_look(lost: Tables) -> None:
    weak = lost["seams"][lost["seams"]["confidence"] < 0.8]
    for html in (made(lost | {"seams": weak}), made(lost | {"seams": weak[:0]})):
        assert 'id="seams"' not in html
        assert 'href="#seams"' not in html


def test_without_texts_seams_tell_their_kind_only(lost: Tables) -> None:
    text = part(made(lost, texts=False), '<section id="seams"', "</section>")
    assert "speech without its quotation marks 0.85" in text
    assert "stands <alone>" not in text
    assert "We have seen" not in text


def test_what_repeats_says_so_instead_of_showing_nothing(twice: Tables) -> None:
    n = int(twice["documents"]["n_words"].iloc[0])
    html = made(gather.counted(twice, Settings()))
    assert f"1 article of {n} words repeats another and is not counted" in part(html, '<p class="kicker"', "</p>")
    ribbons = part(html, '<section id="ribbons"', "</section>")
    assert f"{n} words · repeats ferry, not counted" in ribbons
    assert "N = 1 article." in ribbons
    assert html.count('class="ribbon"') == 1
    article = part(html, '<article id="d2"', "</header>")
    assert f"{n} words · 2 changes in cleaning · repeats ferry, not counted, and so not marked up" in article
    for words in ("no statements", "no hedges", "no boosters"):
        assert words not in article


def test_what_repeats_and_is_counted_is_like_any_other(twice: Tables) -> None:
    html = made(twice, count_duplicates=True)
    assert "not counted" not in "".join(Reader(html).text)
    assert html.count('class="ribbon"') == 2
    assert "7 statements" in part(html, '<article id="d2"', "</header>")
    assert "repeats ferry" in part(html, '<article id="d2"', "</header>")


@pytest.mark.parametrize(
    ("repeats", "expected"),
    [
        ([None, None], "2 articles · 20 words"),
        ([None, "0"], "2 articles · 20 words · 1 article of 10 words repeats another and is not counted"),
        ([None, "0", "0"], "3 articles · 30 words · 2 articles of 20 words repeat others and are not counted"),
    ],
)
def test_the_line_above_the_title(repeats: list[str | None], expected: str) -> None:
    read = pd.DataFrame({"duplicate_of": repeats, "n_words": 10, "published": None})
    assert page.kicker(read) == expected
    assert "not counted" not in page.kicker(read, count_duplicates=True)


def test_files_beside_the_page_are_linked(ferry: Tables, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "figures").mkdir()
    (tmp_path / "tables" / "voices.csv").write_text("voice_id\n")
    words = {"title": "<Voices>", "caption": "By stance.", "alt": "None.", "n": 1200, "unit": "statements"}
    for name in ("05_a", "05_unfinished"):
        (tmp_path / "figures" / f"{name}.json").write_text(json.dumps(words))
    (tmp_path / "figures" / "05_a.png").write_bytes(b"")
    shown = page.compose(
        ferry,
        [],
        Settings(),
        pieces=voices.pieces(ferry),
        downloads=colophon.downloads(tmp_path),
        figures=colophon.figures(tmp_path),
    )
    read = Reader(rendering.render(shown))
    beside = {value for _, name, value in read.attributes if name == "href" and not value.startswith("#")}
    assert beside == {"tables/voices.csv", "figures/05_a.png", "figures/05_a.csv"}
    assert "<Voices> By stance. N = 1,200 statements." in " ".join("".join(read.text).split())


def test_size(ferry: Tables) -> None:
    assert len(made(ferry).encode()) < 150_000
    assert made(ferry) == made(ferry)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>5</b>", "&lt;b&gt;<b>5</b>&lt;/b&gt;"),
        ("3 of 1,200, 12 %.", "<b>3</b> of <b>1,200</b>, <b>12\u00a0%</b>."),
        ("on 13 February 2018", "on 13 February 2018"),
        ("50 % (95 % interval 15 % to 85 %)", "<b>50\u00a0%</b> (95\u00a0% interval 15\u00a0% to 85\u00a0%)"),
        (
            "59 of 60 (39 %, 95 % interval 31 % to 47 %)",
            "<b>59</b> of <b>60</b> (<b>39\u00a0%</b>, 95\u00a0% interval 31\u00a0% to 47\u00a0%)",
        ),
        (
            "0 % (95 % interval under 1 % to over 99 %)",
            "<b>0\u00a0%</b> (95\u00a0% interval under 1\u00a0% to over 99\u00a0%)",
        ),
        ("in 000_81 and 7th", "in 000_81 and 7th"),
        ("none", "none"),
    ],
)
def test_numbers_are_set_off(text: str, expected: str) -> None:
    assert str(filters.numbers(text)) == expected
