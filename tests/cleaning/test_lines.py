"""Page furniture: every row of the lexicon proves itself; forms of lines; whole pages cut to the article."""

from __future__ import annotations

import pytest

from allegedly import lexicons
from allegedly.cleaning.cleaner import clean
from allegedly.cleaning.furniture import furniture, is_page, lines
from allegedly.cleaning.kinds import form_kind, kind, wording_kind

ROWS = [
    (str(row.entry), str(row.pos), str(row.kind), str(row.example), str(row.counter_example))
    for row in lexicons.load("page_furniture", key=("entry", "pos")).itertuples()
]


@pytest.mark.parametrize(("entry", "pos", "name", "example", "counter_example"), ROWS)
def test_every_row_matches_its_example_and_not_its_counter_example(
    entry: str, pos: str, name: str, example: str, counter_example: str
) -> None:
    found = wording_kind(example)
    assert found is not None
    assert found[0] == name or pos == "inside"  # another entry may stand in the same line
    assert wording_kind(counter_example) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nov 19, 2019, 10:31 pm CST", "date"),
        ("Published Monday, November 18, 2019 8:22AM EST", "date"),
        ("2 hours ago", "date"),
        ("Discontinued on 8 March 1954.", None),
        ("They left on 8 March 1954 at 10 pm with the others.", None),
        ("By Jane Roe, Example Staff", "byline"),
        ("By the time they left, it was late.", None),
        ("By Monday, nothing was left of it.", None),
        ("© 2018 The Company", "credit"),
        ("Jane Roe/Getty Images", "credit"),
        ("(AP Photo/Jane Roe)", "credit"),
        ("Image: The ministry", "credit"),
        ("The image of the army has suffered.", None),
        ("WASHINGTON (AP) — The president said he would not sign it.", None),
        ("http://www.example.com/articles/38306", "address"),
        ("@janeroe", "address"),
        ("jane.roe@example.com", "address"),
        ("***", "marks"),
        ("—", "marks"),
        ("1 / 9", "number"),
        ("Home > World > Syria", "path"),
        ("Jane Roe on September 12, 2018 at 4:47 pm said:", "comment"),
        ("{* #form *} {* name *}", "template"),
        ("", "marks"),
    ],
)
def test_kind_by_form(line: str, expected: str | None) -> None:
    assert form_kind(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "US FALLS",
        "What happened next?",
        "“Meth. We’re on it.”",
        "Key points of the plan",
        "He said no.",
        "Share prices fell.",
        "Related claims were rejected by the ministry.",
        "The cookie policy of the bakery was discussed in the council, said the mayor.",
        "“We use cookies to track you,” said the firm’s founder.",
    ],
)
def test_subheads_and_short_paragraphs_are_no_furniture(line: str) -> None:
    assert kind(line) is None


ARTICLE = (
    "The ministry said on Monday that nobody had been hurt in the strike near the river.",
    "Two officials, who asked not to be named, said that they had no information about the men.",
    "WHAT COMES NEXT",
    "The talks will go on, whatever the opposition says about them in parliament this week.",
    "“We are not at war,” she said.",
    "Nobody knows who paid for the men, and nobody in the capital seems to be asking about it.",
)
ABOVE = (
    "Skip to content",
    "Home",
    "World",
    "Politics",
    "Business",
    "Sport",
    "Culture",
    "Log in",
    "Subscribe",
    "Search",
    "Newsletters",
)
HEAD = (
    "Nobody hurt in strike near the river",
    "By Jane Roe",
    "14 Feb 2018, 10:31 am",
    "Share on Facebook",
    "Share on Twitter",
)
BELOW = (
    "24 Comments", "Related Stories", "A town waits for news of its sons", "Ten dishes to try this week", "The film nobody can finish",
    "Sign up for our newsletter to get the news in your inbox.", "This website uses cookies to improve your experience.",
    "Contact us", "Privacy Policy", "© 2018 The Example. All rights reserved.",
)  # fmt: skip


def page(*, between: tuple[str, ...] = ()) -> str:
    half = len(ARTICLE) // 2
    return "\n".join([*ABOVE, *HEAD, *ARTICLE[:half], *between, *ARTICLE[half:], *BELOW])


def test_a_copied_page_is_cut_to_headline_and_article() -> None:
    assert clean(page()).text.split("\n") == [HEAD[0], *ARTICLE]


def test_furniture_between_paragraphs_goes_too() -> None:
    between = (
        "Advertisement",
        "Read more: what we know so far",
        "Image: The ministry",
        "Compartir esta noticia con tus amigos",
    )
    assert clean(page(between=between)).text.split("\n") == [HEAD[0], *ARTICLE]


def test_readers_comments_are_not_the_article_however_long() -> None:
    comments = [
        "Jane Roe on September 12, 2018 at 4:47 pm said:",
        "I have read all of this and I do not believe a word of it, my friends.",
    ] * 20
    assert clean("\n".join([page(), *comments])).text.split("\n") == [HEAD[0], *ARTICLE]


def test_a_hard_wrapped_page_gives_the_same_words() -> None:
    import textwrap

    wrapped = "\n".join(part for line in page().split("\n") for part in textwrap.wrap(line, 72))
    assert clean(wrapped).text.split() == clean(page()).text.split()


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(ARTICLE),
        "\n".join(f"{n} Jane Roe (US)" for n in range(1, 40)),
        "\n\n".join(["Q: Who paid?", "A: Nobody knows."] * 10),
        "One line only, without any break at all, that says nothing much.",
        "",
    ],
)
def test_what_is_no_page(text: str) -> None:
    found = lines(text)
    assert not is_page(found)
    assert furniture(found, page=False) == {}
