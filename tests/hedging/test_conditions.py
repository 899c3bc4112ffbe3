"""Decisions in context, each with sentences on both sides."""

import pytest

from allegedly.hedging import conditions

BOTH_SIDES = {
    "modal": (("The ice may break.", "may"), ("They met in May.", "May")),
    "permission": (("Under the rules, visitors may bring a dog.", "may"), ("Visitors may be late.", "may")),
    "ability": (("From the hill they could hear the guns.", "could"), ("The guns could fall silent.", "could")),
    "withheld": (("The army could not confirm the report.", "could"), ("The army could not cross the river.", "could")),
    "perfect": (("The ship could have sunk.", "could"), ("The ship could sink.", "could")),
    "future_in_past": (("He said that he would leave.", "would"), ("That would be a mistake.", "would")),
    "with_if": (("The firm will sell if the bank agrees.", "will"), ("The firm will sell.", "will")),
    "clause": (("The marks indicate that he fled.", "indicate"), ("The arrows indicate the exit.", "indicate")),
    "infinitive": (("The firm plans to sell.", "plans"), ("The firm drew up plans.", "plans")),
    "complemented": (("The lake is said to be deep.", "said"), ("It is what was said.", "said")),
    "gerund": (("They left without paying.", "without"), ("They left without a guide.", "without")),
    "raising": (("The road appears to be closed.", "appears"), ("She appears in court today.", "appears")),
    "embedded_question": (("Ask if the road is open.", "if"), ("Call if the road is open.", "if")),
    "concessive": (("Whether by luck or by skill, she won.", "Whether"), ("Ask whether she won.", "whether")),
    "judged": (("They consider the bridge safe.", "consider"), ("They consider three offers.", "consider")),
    "with_saying": (("She strongly believes him.", "strongly"), ("The firm grew strongly.", "strongly")),
    "under_can": (("They could not understand him.", "understand"), ("They did not understand him.", "understand")),
    "adverbial": (("Call if the road is open.", "if"), ("Ask if the road is open.", "if")),
    "passive": (("He is believed to be ill.", "believed"), ("She believed him to be ill.", "believed")),
    "agentless": (("The lake is thought to be deep.", "thought"), ("It is thought by many to be deep.", "thought")),
    "extraposed": (("It is common to find shells here.", "It is"), ("It is a common shell.", "It is")),
    "negated": (("It is not clear who won.", "clear"), ("It is clear who won.", "clear")),
    "under_noun": (("A plan to sell the mine failed.", "to"), ("They want to sell the mine.", "to")),
    "under_adjective": (("The box is ready to lift.", "to"), ("They want to lift the box.", "to")),
    "under_past": (("The guards helped to carry the box.", "to"), ("The guards help to carry the box.", "to")),
    "under_present": (("The guards help to carry the box.", "to"), ("The guards helped to carry the box.", "to")),
    "purpose": (("The guards came to carry the box.", "to"), ("The guards helped to carry the box.", "to")),
    "attributive": (("The alleged fraud was found.", "alleged"), ("The clerk alleged fraud.", "alleged")),
    "degree": (("The road is fairly narrow.", "fairly"), ("They shared it fairly.", "fairly")),
    "before_number": (("About 40 people came.", "About"), ("They spoke about the weather.", "about")),
    "of_phrase": (("There is a risk of fire.", "risk"), ("The risk is small.", "risk")),
    "groups": (("Some critics disliked it.", "Some"), ("Some boats were lost.", "Some")),
    "plural": (("Some boats were lost.", "Some"), ("Some water was lost.", "Some")),
    "graded": (("They asked how many came.", "many"), ("Many came.", "Many")),
    "pronoun": (("Many came.", "Many"), ("Many boats came.", "Many")),
    "bare": (("Critics disliked it.", "Critics"), ("The critics of the paper disliked it.", "critics")),
    "speaks": (("Some say the lake is cursed.", "Some"), ("Some fell into the lake.", "Some")),
    "possessed": (("It is his most famous book.", "most"), ("It is the most famous book.", "most")),
    "superlative": (("One of the finest towers burnt.", "One of"), ("One of the towers burnt.", "One of")),
    "money": (("The firm pays insurance claims.", "claims"), ("He denied claims that he fled.", "claims")),
}  # fmt: skip


def test_every_condition_is_tried_on_both_sides() -> None:
    assert set(BOTH_SIDES) == set(conditions.CONDITIONS)


@pytest.mark.parametrize("name", BOTH_SIDES)
def test_condition(name: str, word) -> None:
    holds, does_not = BOTH_SIDES[name]
    assert conditions.holds(name, word(*holds))
    assert not conditions.holds(name, word(*does_not))
    assert conditions.holds(f"!{name}", word(*does_not))


def test_all_names_of_a_condition_must_hold(word) -> None:
    span = word("He is believed to be ill.", "believed")
    assert conditions.holds("passive agentless", span)
    assert not conditions.holds("passive !agentless", span)
    assert conditions.holds("", span)


def test_an_unknown_condition_is_an_error(word) -> None:
    with pytest.raises(KeyError, match="sunny"):
        conditions.holds("sunny", word("It may rain.", "may"))
