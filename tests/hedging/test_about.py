"""What is hedged about whom."""

from allegedly.corpus import Corpus
from allegedly.hedging import about

TEXT = "Norway may join the pact. Norway sold two ships. Denmark bought them, and Norway was pleased. " * 3


def test_mentions_inside_what_a_hedge_makes_uncertain(analyse) -> None:
    lines = about.lines(Corpus.of(analyse(TEXT)), n=99, seed=1)
    assert set(lines["hedge"]) <= {"may"}
    # A modal reaches from itself to the end of its clause: the subject stands outside.
    assert "Denmark" not in lines["name"].tolist()


def test_shares_are_of_all_mentions(analyse) -> None:
    corpus = Corpus.of(analyse("Perhaps Norway fell. Norway sold two ships. " * 4))
    row = about.whom(corpus).set_index("name").loc["Norway"]
    assert (row["mentions"], row["hedged"], row["share"], row["by_writer"], row["by_sources"]) == (8, 4, 0.5, 4, 0)
    assert row["words"] == "perhaps"
    assert row["low"] < 0.5 < row["high"]
    lines = about.lines(corpus, n=2, seed=1)
    assert lines["uncertain"].tolist() == ["Perhaps Norway fell"] * 2


def test_nothing_named(analyse) -> None:
    corpus = Corpus.of(analyse("It may rain."))
    assert about.whom(corpus).empty
    assert about.lines(corpus, n=2, seed=1).empty
