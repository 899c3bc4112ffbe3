"""The page in a browser: layers, jumps, keyboard, original, no error, no request, paper, dark, narrow, for everybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

TEXT = "document.querySelector('#d1 .p .text').textContent"
SEEN = "!document.getElementById('note').hidden && document.getElementById('note').textContent"


def style(selector: str, property: str) -> str:
    return f"getComputedStyle(document.querySelector({json.dumps(selector)})).{property}"


def test_nothing_is_asked_for_and_nothing_goes_wrong(browser: Any, address: str, hostile_address: str) -> None:
    for page in (address, hostile_address):
        browser.open(page)
        browser.run("document.querySelectorAll('details').forEach(box => { box.open = true })")
        browser.run("window.scrollTo(0, document.documentElement.scrollHeight)")
        assert browser.requests() == [page]
        assert browser.complaints() == []


def test_a_request_would_be_seen_and_is_forbidden(browser: Any, address: str) -> None:
    browser.open(address)
    browser.run(
        "new Promise(done => { const i = new Image(); i.onerror = i.onload = () => done(1); i.src = 'http://127.0.0.1:9/x.png' })"
    )
    assert any("Content Security Policy" in said for said in browser.complaints())


@pytest.mark.parametrize(
    ("layer", "selector", "property"),
    [
        ("voices", "#d1 .content:not(.name)", "backgroundColor"),
        ("cues", "#d1 .cue", "fontWeight"),
        ("hedges", "#d1 .hedge", "textDecorationLine"),
        ("boosters", "#d1 .booster", "textDecorationLine"),
        ("apart", "#d1 .apart", "textDecorationLine"),
        ("cleaning", "#d1 .repaired", "outlineStyle"),
        ("names", "#d1 .name:not(.content, .source)", "borderBottomStyle"),
    ],
)
def test_a_layer_is_switched(browser: Any, address: str, layer: str, selector: str, property: str) -> None:
    browser.open(address)
    before, text = browser.run(style(selector, property)), browser.run(TEXT)
    browser.click(f"#show-{layer}")
    assert browser.run(style(selector, property)) != before
    assert browser.run(TEXT) == text
    browser.click(f"#show-{layer}")
    assert browser.run(style(selector, property)) == before


def test_from_a_row_to_its_sentence_and_from_a_mark_to_its_row(browser: Any, address: str) -> None:
    browser.open(address)
    browser.click("#d1a1 td:first-child a")
    browser.until("location.hash === '#d1s2'")
    browser.until(
        "(b => b.top >= 0 && b.bottom < innerHeight)(document.getElementById('d1s2').getBoundingClientRect())"
    )
    browser.click("#d1 a.cue[data-m~=q1]")
    browser.until("location.hash === '#d1a1'")
    browser.until(
        "(b => b.top >= 0 && b.bottom < innerHeight)(document.getElementById('d1a1').getBoundingClientRect())"
    )


def test_a_mark_tells_on_hover_what_it_is_and_how_far_to_trust_it(browser: Any, address: str) -> None:
    browser.open(address)
    browser.hover("#d1 a.cue[data-m~=q1]")
    said = browser.until(SEEN)
    for words in (
        "The word that reports",
        "Tarn harbour office",
        "deny: the source denies it",
        "found by",
        "clause under",
        "in the original",
        "0.90",
    ):
        assert words in said
    browser.hover("#d1 a.hedge[data-m=h4]")
    said = browser.until(
        "document.getElementById('note').textContent.includes('unclear') && document.getElementById('note').textContent"
    )
    for words in ("Hedge", "epistemic: may be so", "the writer", "lexicon row"):
        assert words in said


def test_the_keyboard_reaches_every_mark_and_hears_the_same(browser: Any, address: str) -> None:
    browser.open(address)
    browser.run("document.querySelector('#show-names').focus()")
    reached = set()
    for _ in range(40):
        browser.press("Tab")
        mark = browser.run("document.activeElement.matches('#d1 a.m') && document.activeElement.dataset.m")
        if mark:
            reached.add(mark)
            assert browser.run(SEEN)
            assert browser.run("document.activeElement.getAttribute('aria-describedby')") == "note"
    assert {"q1", "h4", "e1"} <= {key for mark in reached for key in mark.split()}
    browser.run("document.querySelector('#d1 a.cue[data-m~=q1]').focus()")
    browser.press("Escape")
    assert browser.run("document.getElementById('note').hidden")
    browser.press("Enter")
    browser.until("location.hash === '#d1a1'")


def test_squares_are_one_stop_and_arrows_move_between_them(browser: Any, address: str) -> None:
    browser.open(address)
    browser.run("document.querySelector('.units .squares a').focus()")
    first = browser.run("document.activeElement.dataset.m")
    assert first in browser.run(SEEN.replace("textContent", "textContent && document.activeElement.dataset.m"))
    browser.press("ArrowRight")
    second = browser.run("document.activeElement.dataset.m")
    assert second.startswith("d1a")
    assert second != first
    browser.press("ArrowLeft")
    assert browser.run("document.activeElement.dataset.m") == first


def test_a_place_is_shown_in_the_original(browser: Any, address: str) -> None:
    browser.open(address)
    place = browser.run("document.querySelector('#d1h4 td:last-child').textContent")
    start, end = (int(part.replace(",", "")) for part in place.split("–"))
    browser.click("#d1h4 td:last-child a")
    marked = browser.until("document.querySelector('#d1raw mark') && document.querySelector('#d1raw mark').textContent")
    original = browser.run("document.querySelector('#d1raw pre').textContent")
    assert marked == original[start:end]  # counted in characters, although a ship stands before
    assert browser.run("document.activeElement.tagName") == "PRE"


def test_a_hidden_row_is_shown_to_who_follows_a_link(browser: Any, address: str) -> None:
    browser.open(address)
    browser.run("document.getElementById('d1h0').hidden = true")
    browser.run("location.hash = '#d1h0'")
    browser.until("(b => b.top >= 0)(document.getElementById('d1h0').getBoundingClientRect())")


ROWS = "document.querySelectorAll('#statements [data-filter] tbody tr')"
IN_VIEW = "(b => b.top >= 0 && b.bottom <= innerHeight)(document.getElementById('{}').getBoundingClientRect())"


def test_a_long_table_shows_some_rows_at_a_time_and_finds_all(browser: Any, long_address: str) -> None:
    browser.open(long_address)
    told = "document.querySelector('#statements .filters output').textContent"
    assert browser.until(f"{told} === '420 rows' && {ROWS}.length") == 100
    seen = set()
    for page in range(5):
        last = "true" if page == 4 else "false"
        browser.until(f"document.querySelector('#statements .pager button:last-child').disabled === {last}")
        seen |= set(browser.run(f"[...{ROWS}].map(row => row.id)"))
        if page < 4:
            browser.click("#statements .pager button:last-child")
            browser.until(f"[...{ROWS}].length && !{json.dumps(sorted(seen))}.includes({ROWS}[0].id)")
    assert seen == {f"d{article}a{number}" for article in range(1, 61) for number in range(7)}
    browser.until("document.querySelector('#statements .filters select')")
    browser.run(
        "(s => { s.value = 'withhold'; s.dispatchEvent(new Event('change')) })"
        "([...document.querySelectorAll('#statements select')].find(s => s.textContent.includes('withhold')))"
    )
    browser.until(f"{told} === '60 of 420'")
    browser.run(
        "(f => { f.value = 'no such word'; f.dispatchEvent(new Event('input')) })(document.querySelector('#statements input'))"
    )
    browser.until(f"{ROWS}.length === 0")
    assert browser.complaints() == []


def test_a_row_that_is_packed_is_reached_from_its_mark_and_from_an_address(browser: Any, long_address: str) -> None:
    browser.open(long_address)
    browser.run("document.querySelector('#d50 a.cue[data-m~=q1]').focus()")
    browser.until(f"({SEEN} || '').includes('clause under')")
    browser.click("#d50 a.cue[data-m~=q1]")
    browser.until(f"document.getElementById('d50a1') && {IN_VIEW.format('d50a1')}")
    assert browser.run("document.activeElement.id") == "d50a1"
    browser.click("#d50a1 td:first-child a")
    assert browser.run("location.hash") == "#d50s2"
    browser.open(f"{long_address}#d60h5")
    browser.until(f"document.getElementById('d60h5') && {IN_VIEW.format('d60h5')}")


def test_a_long_table_on_a_phone_shows_ten(browser: Any, long_address: str) -> None:
    browser.open(long_address, width=390)
    assert browser.until(f"{ROWS}.length === 10 && {ROWS}.length") == 10
    assert browser.run("[...document.querySelectorAll('#statements td[data-label]')].length") > 50
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_lies_over_anything_else(browser: Any, address: str) -> None:
    for width in (1280, 390):
        browser.open(address, width=width)
        over = browser.run(
            "[...document.querySelectorAll('main > section')].flatMap(section => {"
            " window.scrollTo(0, scrollY + section.getBoundingClientRect().bottom - 400);"
            " const parts = [...section.querySelectorAll(':scope > header, :scope > .body')];"
            " const boxes = parts.map(p => p.getBoundingClientRect());"
            " return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>"
            "  a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1).map(() => section.id)) })"
        )
        assert over == []


def test_paper_loses_nothing(browser: Any, address: str) -> None:
    browser.open(address, media="print")
    assert browser.run("[...document.querySelectorAll('#d1 .s')].every(s => s.getClientRects().length)")
    assert browser.run(
        "[...document.querySelectorAll('main tbody tr')].every(r => r.hidden || r.closest('details:not([open])') || r.getClientRects().length)"
    )
    assert browser.run("[...document.querySelectorAll('.scroll')].every(s => s.scrollHeight <= s.clientHeight + 1)")
    for gone in (".bar", ".layers", "#theme"):
        assert browser.run(f"document.querySelector('{gone}').getClientRects().length") == 0
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")
    assert browser.pdf().startswith(b"%PDF")


OPENED = """new Promise(async done => {
    document.querySelectorAll('details').forEach(box => { box.open = true });
    const frame = () => new Promise(next => requestAnimationFrame(next));
    for (let height = 0, still = 0; still < 20; still++) {
        await frame();
        if (height !== (height = document.documentElement.scrollHeight)) still = 0;
    }
    done();
})"""
"""Opens all that is folded, and waits until what is unpacked for it stands."""

ASKED = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one =>
    one.id + ': ' + one.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ')))"""


def usable(browser: Any, address: str, axe: str, width: int) -> None:
    """Assert that axe-core finds nothing on a page, in the light and in the dark, and that it is as wide as its window."""
    paper = set()
    for dark in (False, True):
        browser.open(address, width=width, dark=dark)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth")
        paper.add(browser.run(style("body", "backgroundColor")))
        browser.run(OPENED)
        browser.run(axe + ";0")
        assert browser.run(ASKED) == []
    assert len(paper) == 2


@pytest.mark.parametrize("width", [1280, 390])
def test_dark_and_light_at_any_width(browser: Any, address: str, axe: str, width: int) -> None:
    usable(browser, address, axe, width)


@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_the_page_of_the_sample_articles(browser: Any, sample: Path, axe: str, width: int) -> None:
    usable(browser, (sample / "report.html").as_uri(), axe, width)


def test_colours_are_chosen_by_hand(browser: Any, address: str) -> None:
    browser.open(address)
    light = browser.run(style("body", "backgroundColor"))
    browser.click("#theme")
    browser.click("#theme")
    assert browser.run("document.documentElement.dataset.theme") == "dark"
    assert browser.run(style("body", "backgroundColor")) != light


def test_what_an_article_says_stays_plain_text(browser: Any, hostile_address: str) -> None:
    browser.open(hostile_address)
    text = browser.run("document.querySelector('main').textContent")
    for words in (
        "<script>alert('title')</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}",
        "$(rm -rf)",
        "=HYPERLINK(",
    ):
        assert words in text
    assert browser.run("document.querySelectorAll('main script, main img, main b > script, main iframe').length") == 0
    for mark in browser.run("[...document.querySelectorAll('#d1 a.m')].map((m, i) => (m.dataset.n = i))"):
        browser.run(f"document.querySelector('[data-n=\"{mark}\"]').focus()")
        assert browser.run("document.querySelectorAll('#note script, #note img').length") == 0
    assert browser.complaints() == []
