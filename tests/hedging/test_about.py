"""What is hedged about whom."""

import pytest

from allegedly.hedging import about, claims

TEXT = "Norway may join the pact. Norway sold two ships. Denmark bought them, and Norway was pleased. " * 3


@pytest.fixture(scope="module")
def found(analyse):
    return analyse(TEXT)


def test_mentions_inside_what_a_hedge_makes_uncertain(found) -> None:
    rows = about.hedged_mentions(found["mentions"], found["hedges"])
    assert set(rows["entry"]) <= {"may"}
    # A modal reaches from itself to the end of its clause: the subject stands outside.
    assert "Denmark" not in rows["text"].tolist()


def test_shares_are_of_all_mentions(analyse) -> None:
    read = analyse("Perhaps Norway fell. Norway sold two ships. " * 4)
    row = about.whom(read["mentions"], read["entities"], read["hedges"]).set_index("name").loc["Norway"]
    assert (row["mentions"], row["hedged"], row["share"], row["by_writer"], row["by_sources"]) == (8, 4, 0.5, 4, 0)
    assert row["words"] == "perhaps"
    assert row["low"] < 0.5 < row["high"]
    whose = claims.whose(read["hedges"], read["attributions"], {})
    lines = about.lines(read["documents"], read["mentions"], read["hedges"], whose, n=2, seed=1)
    assert lines["uncertain"].tolist() == ["Perhaps Norway fell"] * 2


def test_nothing_named(analyse) -> None:
    read = analyse("It may rain.")
    assert about.whom(read["mentions"], read["entities"], read["hedges"]).empty
    assert about.hedged_mentions(read["mentions"], read["hedges"]).empty
