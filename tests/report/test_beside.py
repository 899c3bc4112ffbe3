"""Who speaks about whom, over time, against whom, and what several articles print alike, on the page."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from allegedly import tables
from allegedly.report import gather, page, rendering, voices
from allegedly.settings import Settings

Tables = dict[str, pd.DataFrame]


@pytest.fixture
def two(ferry: Tables) -> Tables:
    """The article about the ferry a second time, a month later, in another outlet; Brandt names the ministry."""
    about = ferry["documents"].assign(doc_id="later", published="2031-06-02", outlet="Tarn Daily", title="Ferry again")
    both = {
        name: pd.concat([frame, frame.assign(doc_id="later")], ignore_index=True) if "doc_id" in frame else frame
        for name, frame in ferry.items()
    }
    both["documents"] = pd.concat([ferry["documents"], about], ignore_index=True)
    mentions = both["mentions"]
    ministry = mentions["entity_id"].eq("ministry")
    both["mention_roles"] = tables.frame("mention_roles", [
        {"doc_id": row.doc_id, "mention_id": row.mention_id, "role": "in_content", "attribution_id": 3}
        for row in mentions[ministry].itertuples()
    ])  # fmt: skip
    both["conflicts"] = tables.frame("conflicts", [
        {"doc_id": "ferry", "attribution_id": 1, "other_doc_id": "later", "other_attribution_id": 4, "kind": "deny",
         "why": "both of <engine> and pumps"},
    ])  # fmt: skip
    both["quantities"] = tables.frame("quantities", [
        {"doc_id": "ferry", "sentence_id": 4, "start": place, "end": place + len(words), "text": words, "low": low, "high": high,
         "counted": "worker", "attribution_id": whose}
        for place, words, low, high, whose in ((0, "two", 2, 2, None), (9, "a dozen", 12, None, 3))
    ])  # fmt: skip
    text = ferry["documents"]["text"].iloc[0]
    start = text.index("and the ministry")
    both["connectives"] = tables.frame("connectives", [
        {"doc_id": "ferry", "start": start, "end": start + 3, "text": "and", "sense": "Comparison.Contrast"},
    ])  # fmt: skip
    return both


def section(given: Tables, name: str, **more: object) -> str:
    """The visible text of a section; "" if the page has none."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup(given, name, **more)).split())


def markup(given: Tables, name: str, **more: object) -> str:
    """A section as it stands in the page; "" if the page has none."""
    settings = Settings(**more)
    pieces = voices.pieces(given)
    found = gather.first_screen(gather.findings(given, pieces, seed=1))
    html = rendering.render(page.compose(given, found, settings, pieces=pieces))
    found = re.search(rf'<section id="{name}".*?</section>', html, re.S)
    assert (found is not None) == (f'href="#{name}"' in html)
    return found.group() if found else ""


def test_who_speaks_about_whom_with_a_square_for_each_statement(two: Tables) -> None:
    text = section(two, "about")
    assert "speaks about Ada Brandt Ministry of Ports" in text
    assert markup(two, "about").count('aria-label="Ada Brandt: said, assert"') == 2  # one in each article
    assert "N = 1 voice." in text


def test_the_same_voice_over_time(two: Tables) -> None:
    text = section(two, "course")
    assert "In how many articles of each week" in text
    assert "Voice 2031-04-28 2031-06-02 Ada Brandt 1 of 1 1 of 1" in text
    assert "Ada Brandt, day by day 2031-05-02" in text
    assert "perhaps a little oil" in text
    assert "perhaps a little oil" not in section(two, "course", texts=False)


def test_who_stands_against_whom(two: Tables) -> None:
    text = section(two, "against")
    assert "Tarn harbour office deny : It denied that the engine was flooded, and the ministry" in text
    assert "one says it, the other denies it both of &lt;engine&gt; and pumps" in text
    assert "Two dock workers claim : Two dock workers who would not be named claimed the pumps had failed" in text
    assert "What the writer sets against each other" in text
    assert "and Comparison.Contrast" in text
    assert "worker two 2 (the writer) a dozen 12 or more Ada Brandt" in text
    hidden = section(two, "against", texts=False)
    assert "engine" not in hidden
    assert "one says it, the other denies it" in hidden


def test_what_several_articles_print_alike(two: Tables) -> None:
    text = section(two, "shared")
    assert "word by word The Made-up Post Ferry to Tarn island stays in port , Ferry again" in text
    assert "who runs the office" in text
    assert "who runs the office" not in section(two, "shared", texts=False)


def test_sections_without_anything_to_show_are_left_out(ferry: Tables) -> None:
    assert [name for name in ("about", "course", "against", "shared") if section(ferry, name)] == []


def test_places_of_voices_add_up(two: Tables) -> None:
    text = section(two, "voices")
    n = len(two["attributions"])
    counts = re.search(r"all (\d+) (\d+) (\d+) \d+ %", text)
    assert counts is not None
    assert sum(map(int, counts.groups())) == n
