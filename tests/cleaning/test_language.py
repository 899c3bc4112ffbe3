"""Languages of lines and texts, British and American spelling, dates, misspellings."""

from __future__ import annotations

from datetime import date

import pytest

from allegedly import lexicons
from allegedly.cleaning.language import foreign_line, foreign_text, variant
from allegedly.cleaning.metadata import day
from allegedly.cleaning.spelling import correction
from allegedly.cleaning.vocabulary import is_word
from allegedly.cleaning.wording import words

VARIANTS = [
    (str(r.entry), str(r.variant), str(r.example), str(r.counter_example))
    for r in lexicons.load("spelling_variants").itertuples()
]


def test_every_spelling_stands_in_its_example_and_not_in_its_counter_example() -> None:
    for entry, which, example, counter_example in VARIANTS:
        assert which in ("GB", "US")
        assert variant(example) == f"en-{which}", entry
        assert entry not in words(counter_example)
        assert variant(counter_example) != f"en-{which}", entry


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Ajustar Comentario Impresión", "es"),
        ("Compartir esta noticia con tus amigos", "es"),
        ("Partager Imprimer Envoyer par courriel Taille du texte", "fr"),
        ("Lesen Sie auch: Was wir bisher wissen und was nicht", "de"),
        ("Мы в социальных сетях", "ru"),
        ("Share on Facebook", None),
        ("Deir Ezzor province", None),
        ("Vladimir Putin and Bashar al-Assad", None),
        ("Khasham", None),
        ("He called it a coup d'état and a fait accompli.", None),
        ("Jean Dupont (Paris), Pierre Martin (Lyon), Jacques Durand (Lille)", None),
        ("12 345", None),
        ("", None),
    ],
)
def test_lines_in_another_language(line: str, language: str | None) -> None:
    assert foreign_line(line) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Minister sagte am Dienstag, er habe davon nichts gewusst, und die Partei schwieg dazu.", "de"),
        ("El ministro dijo el martes que no sabía nada de eso y el partido guardó silencio.", "es"),
        ("The minister said on Tuesday that he knew nothing of it.", None),
        ("TGF-beta secretion drops without calcium influx through TRPV4 channels.", None),
        ("Nobody.", None),
        ("", None),
    ],
)
def test_texts_in_another_language(text: str, language: str | None) -> None:
    assert foreign_text(text) == language


@pytest.mark.parametrize(
    ("text", "declared", "tag"),
    [
        ("The colour of the defence.", None, "en-GB"),
        ("The color of the defense.", "en-GB", "en-US"),
        ("The colour of the defense.", "en-GB", "en"),
        ("Nobody knows.", "en-GB", "en-GB"),
        ("Nobody knows.", "en_us", "en-US"),
        ("Nobody knows.", "de", "en"),
        ("Nobody knows.", None, "en"),
    ],
)
def test_which_english(text: str, declared: str | None, tag: str) -> None:
    assert variant(text, declared=declared) == tag


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("efforst", "efforts"), ("goverment", "government"), ("succesfully", "successfully"), ("negotations", "negotiations"),
        ("independant", "independent"), ("beleive", "believe"), ("conjuction", None), ("queso", None), ("xqzzt", None),
    ],
)  # fmt: skip
def test_corrections(word: str, expected: str | None) -> None:
    assert correction(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        "cannot",
        "axing",
        "manoeuvring",
        "maneuvering",
        "organise",
        "ultranationalists",
        "theatres",
        "denied",
        "ran",
        "stories",
    ],
)
def test_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-02-16", date(2018, 2, 16)), ("2018-02-16T23:59:00+02:00", date(2018, 2, 16)), ("Feb 16, 2018", date(2018, 2, 16)),
        ("16 February 2018", date(2018, 2, 16)), ("20180216", date(2018, 2, 16)), ("2018-13-40", None), ("02/03/2018", None), ("", None),
    ],
)  # fmt: skip
def test_days(text: str, expected: date | None) -> None:
    assert day(text) == expected
