"""Seams: each kind found where a text was spliced, and not where well-edited copy does something like it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from allegedly.discourse.coherence.seam import HIGH
from allegedly.settings import PROJECT

RAW = PROJECT / "data" / "raw"
FILLER = (
    "The harbour of the town was closed on Tuesday. Ships were sent to another port.\n\n"
    "The storm tore two roofs away. It broke the glass of a school.\n\n"
    "Repairs will take a month. The money comes from a fund."
)

Seams = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def high(analyse: Callable[..., dict[str, Any]]) -> Seams:
    """Kind and words of the seams of high confidence in a text."""

    def found(text: str) -> list[tuple[str, str]]:
        rows: pd.DataFrame = analyse(text, until="03_discourse")["seams"]
        rows = rows[rows["confidence"].ge(HIGH)]
        return [(r.kind, " ".join(text[r.start : r.end].split())) for r in rows.itertuples()]

    return found


NO_ANTECEDENT = [
    ("He said that the harbour would open soon.\n\n" + FILLER, ["He"]),
    ("Anna Bergstrom runs the harbour. She said that it would open soon.\n\n" + FILLER, []),
    ("In his twenties he built ships, then he bought a harbour in the north.\n\n" + FILLER, []),
    ("When he arrived, Paul Ostrander said that the harbour would open soon.\n\n" + FILLER, []),
    (FILLER + "\n\n“He is not coming,” the note said.", []),
    ("Anna Bergstrom runs the harbour.\n\n" + FILLER + "\n\nShe said that it would open soon.", []),
    (
        "Anna Bergstrom runs the harbour. Mary Quinn owns it. Paul Ostrander rents it.\n\n"
        + FILLER
        + "\n\nThe Harbour Ministry sent ships to Peru.\n\nShe said that it would open soon.",
        ["She"],
    ),
    (FILLER + "\n\nThe commander refused to say who had given the order.", ["The commander"]),
    (FILLER + "\n\nA commander led the convoy. The commander refused to say who had given the order.", []),
    (FILLER + "\n\nPaul Ostrander led the convoy. The commander refused to say who had given the order.", []),
    (FILLER + "\n\nThe commander of the convoy refused to say who had given the order.", []),
    (FILLER + "\n\nThe attorney general said that the fund was legal.", []),
    (FILLER + "\n\nThe ships were empty, according to the same statement.", ["the same statement"]),
    (FILLER + "\n\nA statement named the port. The ships were empty, according to the same statement.", []),
]

UNMARKED = [
    (FILLER + "\n\nWe fired at the ships because they had fired at us before.", 1),
    (FILLER + "\n\n“We fired at the ships because they had fired at us before,” the captain said.", 0),
    (FILLER + "\n\nWe fired at the ships because they had fired at us before, the captain said.", 0),
    (FILLER + "\n\nThe band sang We Are the Harbour on a stage that was built of old ships.", 0),
    (FILLER + "\n\nI saw the ships in the harbour before dawn. I counted them twice with my glasses. "
     "I do not know where they went after that.", 0),
    (FILLER + "\n\nThe comedy was beaten by the quiz I'll Stand by the Harbour at the end of the year.", 0),
    (FILLER + "\n\nI doubt whether the harbour will be the same when the ships have left it.", 0),
    (FILLER + "\n\nAs ships get larger and faster, we trust more of our goods to them than ever before.", 0),
    (FILLER + "\n\nThe captain named no number. We can only say that the ships had left the port before dawn.", 0),
    (FILLER + "\n\nThe captain said that it was late. We can only count the ships that left the port before dawn.", 1),
    (FILLER + "\n\nFor years, we tried to build ships that would outlive the harbour itself.”", 1),
]  # fmt: skip

NAMING = [
    ("The U.S. sent a ship. US officers were on board. The USA paid for it.", 1),
    ("The U.S. sent a ship. The U.S. paid for it. The US called it back. The US will send another.", 1),
    ("The United States sent a ship. US officers were on board.", 0),
    ("The U.S. sent a ship. “The USA pays for it, and the US will send another,” said Paul Ostrander.", 0),
    ("Russia sent a ship. The Russian Federation paid. Russia called it back. The Russian Federation will pay.", 1),
    ("Russia sent a ship. Moscow paid for it.", 0),
]

SPELLING = [
    ("The Peru Center for Trade met at the Lima Centre.", 0),
    ("The Defense Ministry sent a ship. The Defence Ministry called it back.", 1),
    ("The Pentagon, home of the Department of Defense, studied the defence of the harbour.", 0),
    ("The Defence Ministry sent a ship. “The Defense Ministry did,” wrote the New York paper.", 0),
    ("The colour of the ship is grey. The color of the flag is red.", 1),
]

TIMES = [
    ("The fight started at 10 p.m. on Friday. By 9 p.m. on that Friday the ships had retreated.", 1),
    ("The fight started at 8 p.m. on Friday. By 9 p.m. on that Friday the ships had retreated.", 0),
    ("The fight started at 10 p.m. on Friday. By 9 p.m. on Saturday the ships had retreated.", 0),
    ("The harbour was closed on Friday, February 7, 2018.", 1),
    ("The harbour was closed on Wednesday, 7 February 2018.", 0),
    ("The harbour was closed on Friday, 31 June 2018.", 0),
]

TWICE = "The ships of the northern fleet left the harbour in a storm on Tuesday."
REPETITION = [
    (f"{TWICE}\n\n{FILLER}\n\n{TWICE}", 1),
    (f"{TWICE}\n\n{FILLER}", 0),
    (f"“{TWICE}”\n\n{FILLER}\n\n“{TWICE}” said Paul Ostrander.", 0),
    ("He left.\n\nNobody came.\n\nHe left.", 0),
]


@pytest.mark.parametrize(("text", "expected"), NO_ANTECEDENT, ids=lambda value: str(value)[-60:])
def test_nobody_meant(high: Seams, text: str, expected: list[str]) -> None:
    assert [words for kind, words in high(text) if kind == "no_antecedent"] == expected


@pytest.mark.parametrize(
    ("kind", "text", "n"),
    [
        (kind, *case)
        for kind, cases in [
            ("unmarked_speech", UNMARKED),
            ("mixed_naming", NAMING),
            ("mixed_spelling", SPELLING),
            ("time", TIMES),
            ("repetition", REPETITION),
        ]
        for case in cases
    ],
    ids=lambda value: str(value)[-60:],
)
def test_other_kinds(high: Seams, kind: str, text: str, n: int) -> None:
    assert [found for found, _ in high(text)].count(kind) == n


SPUN = [
    ("no_antecedent", "He"), ("mixed_spelling", "Defense"), ("mixed_naming", "US"), ("no_antecedent", "The spokeswoman"),
    ("no_antecedent", "The commander"), ("time", "9 p.m. on that Wednesday"), ("no_antecedent", "the same statement"),
    ("no_antecedent", "The lawmaker"),
]  # fmt: skip


@pytest.fixture(scope="session")
def spun(analyse: Callable[..., dict[str, Any]]) -> list[tuple[str, str]]:
    """Kind and words of all seams of the spun copy."""
    tables = analyse((RAW / "spun_copy.txt").read_text(encoding="utf-8"), until="03_discourse")
    text = tables["documents"]["text"].iloc[0]
    return [(r.kind, text[r.start : r.end]) for r in tables["seams"].itertuples()]


@pytest.mark.parametrize("expected", SPUN, ids=lambda each: each[1])
def test_spun_copy_shows_what_its_makers_put_in(spun: list[tuple[str, str]], expected: tuple[str, str]) -> None:
    assert expected in spun


def test_spun_copy_has_its_lost_speech_its_repetition_and_its_federation(spun: list[tuple[str, str]]) -> None:
    starts = [(kind, words.split()[0]) for kind, words in spun]
    assert ("unmarked_speech", "We") in starts
    assert ("repetition", "The") in starts
    assert ("mixed_naming", "Russia") in starts


@pytest.mark.xfail(
    reason="'she' finds a neighbour one sentence before; that she cannot know is beyond grammar", strict=True
)
def test_spun_copy_shows_who_cannot_know(spun: list[tuple[str, str]]) -> None:
    assert ("no_antecedent", "She") in spun


@pytest.mark.parametrize("name", ["wire_report.txt", "ministry_version.txt", "analysis.md"])
def test_well_edited_articles_show_none_of_high_confidence(analyse: Callable[..., dict[str, Any]], name: str) -> None:
    rows = analyse((RAW / name).read_text(encoding="utf-8"), until="03_discourse")["seams"]
    assert rows[rows["confidence"].ge(HIGH)].empty


def test_the_first_article_shows_its_seams(analyse: Callable[..., dict[str, Any]], seed_text: str) -> None:
    tables = analyse(seed_text, until="03_discourse")
    text = tables["documents"]["text"].iloc[0]
    rows = tables["seams"][tables["seams"]["confidence"].ge(HIGH)]
    found = [(r.kind, text[r.start : r.end].split()[0].lower()) for r in rows.itertuples()]
    assert found.count(("no_antecedent", "he")) == 2
    assert {("no_antecedent", "the"), ("unmarked_speech", "we"), ("mixed_spelling", "defence")} <= set(found)
    assert [kind for kind, _ in found].count("mixed_naming") == 2
