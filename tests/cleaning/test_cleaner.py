"""Cleaning one text: what goes, what is mended, what stays, and the properties that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.cleaning.cleaner import clean
from allegedly.cleaning.edits import alignment, apply
from allegedly.cleaning.sentences import sentences
from allegedly.offsets import RawOffsets

# Pieces of which texts go wrong, to be strung together at random.
PIECES = (
    "The minister said on Tuesday that nobody had been hurt.", "“We know nothing,” she said.", "U.S.is", "U.S. -backed",
    "Wagner-the army", "were", "silent.Next", "efforst", "govern-\nment", "caf&eacute;", "&amp;amp;", "Â£600m", "donâ€™t",
    "<b>bold</b>", "<br/>", "\x00", "\u200b", "\xad", "  ", "\t", " ", " ", "\n", "\n", "\n\n", "\r\n", "Share on Facebook",
    "Ajustar Comentario Impresión", "Related Stories", "24 Comments", "© 2018 The Company", "By Jane Roe", "12:30",
    "Home", "Contact us", '"', "'", "”", "(", ")", ",", ".", "...", "-", "http://a.example/b", "the the", "said,\"We", "Москва",
    "word,another", "pro- government", "*", "_", "#", "é", "\u2028", "\ufeff", "\U0001f600", "Mr.", "J.", "5,000", "No. 5",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.lists(
    st.sampled_from(PIECES), max_size=40
).map(" ".join)


@settings(max_examples=600, deadline=None)
@given(texts)
def test_the_log_gives_exactly_the_clean_text_and_cleaning_again_changes_nothing(raw: str) -> None:
    cleaned = clean(raw)
    assert apply(raw, cleaned.edits) == cleaned.text
    assert clean(cleaned.text).edits == ()
    for flag in cleaned.flags:
        assert cleaned.text[flag.start : flag.end] == flag.before == flag.after


@settings(max_examples=300, deadline=None)
@given(texts)
def test_raw_offsets_show_the_same_words(raw: str) -> None:
    cleaned = clean(raw)
    back = RawOffsets(alignment(len(raw), cleaned.edits))
    for _, start, end in sentences(cleaned.text):
        raw_start, raw_end = back.span(start, end)
        assert raw_start is not None
        inside = [e for e in cleaned.edits if e.start < raw_end and raw_start < e.end]
        if not inside:
            assert raw[raw_start:raw_end] == cleaned.text[start:end]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # joined and split words
        ("The U.S.is at odds with Moscow.", "The U.S. is at odds with Moscow."),
        ("They hit the U.S. -backed forces.", "They hit the U.S.-backed forces."),
        ("He hired Wagner-the private army-was told.", "He hired Wagner – the private army – was told."),
        ("Nobody was hurt.The army left.", "Nobody was hurt. The army left."),
        ("It was late,said the guard.", "It was late, said the guard."),
        ("They met pro- government fighters.", "They met pro-government fighters."),
        ("“It is over.”The crowd left.", "“It is over.” The crowd left."),
        ('He said,"We are late," and left.', 'He said, "We are late," and left.'),
        ("It fell  through   the roof.", "It fell through the roof."),
        # characters
        ("They paid Â£600m and didnâ€™t ask.", "They paid £600m and didn’t ask."),
        ("The oil &amp; gas fields burn.", "The oil & gas fields burn."),
        ("One<br/>two were <b>here</b>.", "One\n\ntwo were here."),
        ("No\u200bthing was sa\xadid.\x00", "Nothing was said."),
        # misspellings
        ("It was part of efforst to win.", "It was part of efforts to win."),
        ("The goverment denied it.", "The government denied it."),
        # lines that are no article
        ("Nobody was hurt.\n\nShare on Facebook\n\nThe army left.", "Nobody was hurt.\n\nThe army left."),
        ("Nobody was hurt.\n\nAjustar Comentario Impresión\n\nThe army left.", "Nobody was hurt.\n\nThe army left."),
        ("Nobody was hurt.\n\n© 2018 The Company. All rights reserved.", "Nobody was hurt."),
        ("Advertisement\n\nNobody was hurt on the road.", "Nobody was hurt on the road."),
    ],
)
def test_what_is_mended(raw: str, expected: str) -> None:
    assert clean(raw).text == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "He left at once.",
        "The pre- and post-war borders differ.",
        "One.Tel and Booking.com are firms; see www.example.com/a.Html or mail a.roe@example.org.",
        "A state-of-the-art plan for the men-at-arms of the U.S.-led force.",
        "It closed at 9.5% against 3.4%.",
        "Share prices fell, and a share on offer was small, the bank said.",
        "Deir Ezzor province\n\nBashar al-Assad and his allies hold the rest of the country.",
        "WASHINGTON (AP) — The president said on Monday that he would not sign the bill.",
        "“We know nothing,” she said.\n\n“Nobody does.”",
        "Who paid?\n\nNobody knows who paid for the men, and nobody asks.",
        "Mr. Trump's 'deal' isn't \"dead\", he said: 'It's alive.'",
        "The colour of the theatre was grey; they organised it at the harbour.",
        "Ultranationalists and jihadists fought alongside servicemen from Khasham.",
        "Café owners in São Paulo paid £600m – or so they said…",
        "3,367\n\nThat is how many men were counted on the first day of the talks.",
    ],
)
def test_what_stays_as_it_is(raw: str) -> None:
    cleaned = clean(raw)
    assert cleaned.text == raw
    assert cleaned.edits == ()


@pytest.mark.parametrize(
    ("raw", "rule", "words"),
    [
        ("It fell in the the north of the country.", "repeated_word", "the the"),
        ("He was seen with a conjuction of friends.", "misspelling", "conjuction"),
    ],
)
def test_what_is_only_suspected_is_flagged(raw: str, rule: str, words: str) -> None:
    cleaned = clean(raw)
    assert cleaned.text == raw
    assert [(flag.rule, flag.before) for flag in cleaned.flags] == [(rule, words)]


def test_spelling_is_only_flagged_if_asked() -> None:
    cleaned = clean("It was part of efforst to win.", repair_spelling=False)
    assert cleaned.edits == ()
    assert [flag.before for flag in cleaned.flags] == ["efforst"]


def test_a_paragraph_that_comes_again_is_flagged() -> None:
    paragraph = "The group counted sixty-eight dead on the road between the two towns by noon."
    flags = clean(f"{paragraph}\n\nNobody else was hurt.\n\n{paragraph}").flags
    assert [(flag.rule, flag.start) for flag in flags] == [("repeated_paragraph", len(paragraph) + 25)]


def test_an_edit_that_must_stay_is_not_made() -> None:
    assert clean("It was part of efforst to win.", keep=lambda words: words == "efforst").edits == ()
