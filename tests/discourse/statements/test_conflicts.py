"""Conflicting statements: pairs that do not fit together, and many more that look alike and do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from allegedly import tables
from allegedly.corpus import Corpus
from allegedly.discourse.statements import blocks, compare, conflicts
from allegedly.settings import Settings

# text, kinds of the conflicts it holds
INSIDE = [
    # different numbers of one thing
    ("The police said that 12 sailors were killed. The harbour master said that 30 sailors were killed.", ["number"]),
    ("The observers spoke of 68 dead. A minister said that more than 100 people had been killed.", ["number"]),
    ("The union said that 40 miners were injured. The company said that three miners were injured.", ["number"]),
    ("The mayor said that at least 30 people were dead. The ministry said that five people died.", ["number"]),
    # the same number, ranges that overlap, other things, other places, other days, parts of a whole
    ("The police said that 12 sailors were killed. The harbour master said that twelve sailors died.", []),
    ("The police said that about 100 sailors were killed. The harbour master said that more than 80 sailors died.", []),
    ("The police said that at least 10 sailors were killed. The harbour master said that 15 sailors died.", []),
    ("The police said that dozens of sailors were killed. The harbour master said that 68 sailors died.", []),
    ("The police said that 12 sailors were killed. The harbour master said that 30 ships were lost.", []),
    ("The police said that 12 sailors were killed. The harbour master said that 30 sailors were injured.", []),
    ("The police said that 12 people were killed in Lima. The governor said that 30 people were killed in Quito.", []),
    ("The police said that 12 people died on Monday. The governor said that 30 people died on Friday.", []),
    ("The police said that 30 people were killed. The governor said that two Peruvian sailors were killed.", []),
    ("The police said that 12 sailors were killed. The police said that 30 sailors were killed.", []),
    ("The police said that 12 sailors were killed. In the end 30 sailors were killed.", []),
    ("The police said that 30 of the 500 sailors were killed. The harbour master said that 30 sailors died.", []),
    ("The police asked whether 12 sailors were killed. The harbour master said that 30 sailors were killed.", []),
    # opposite polarity
    ("Anna Bergstrom said that Olaf Lund bribed the judge. The lawyer said that Lund did not bribe the judge.",
     ["polarity"]),
    ("The witness said that the army bombed the port. The general said that the army never bombed the port.",
     ["polarity"]),
    ("Anna Bergstrom said that Olaf Lund bribed the judge. The lawyer did not say that Lund bribed the judge.", []),
    ("Anna Bergstrom said that Olaf Lund bribed the judge. The lawyer said that Mary Quinn did not bribe the judge.",
     []),
    ("Anna Bergstrom said that Olaf Lund bribed the judge. The lawyer said that Lund did not bribe the mayor.", []),
    ("Anna Bergstrom said that Olaf Lund sold the mine. The lawyer said that Lund did not visit the mine.", []),
    ("Anna Bergstrom said that Olaf Lund bribed the judge. Bergstrom said that Lund did not bribe the mayor.", []),
    ("The lawyer said that Olaf Lund would sell the mine. Anna Bergstrom said that Lund did not sell the mine.", []),
    # denials
    ("Anna Bergstrom said that Olaf Lund bribed the judge. Lund denied that he bribed the judge.", ["deny"]),
    ("Anna Bergstrom said that Olaf Lund was involved in the robbery. Lund denied any involvement in the robbery.",
     ["deny"]),
    ("Prosecutors accused Olaf Lund of fraud. Lund denied the charges.", ["deny"]),
    ("The newspaper alleged that Olaf Lund had bribed the judge. Lund has denied the allegations.", ["deny"]),
    ("The claim by Anna Bergstrom that Olaf Lund bribed the judge was rejected by the lawyer.", ["deny"]),
    ("Anna Bergstrom said that Olaf Lund bribed the judge. Lund did not deny that he bribed the judge.", []),
    ("Anna Bergstrom said that Olaf Lund bribed the judge. Mary Quinn denied that she bribed the judge.", []),
    ("Anna Bergstrom said that Olaf Lund bribed the judge. Lund denied any involvement in the robbery.", []),
    ("Prosecutors accused Olaf Lund of fraud. Mary Quinn denied the charges.", []),
    ("The campaigners said that there had been intimidation. The hunter denied that there was any intimidation.", ["deny"]),
    ("The campaigners said that there was no hope of peace. The envoy said that there was hope of rain.", []),
    ("Olaf Lund said he was “not willing” to go. Anna Bergstrom said that Lund was not willing to go.", []),
    ("The police said that 85 of the 154 ships were old. The harbour master said that 90 ships were old.", []),
    ("The judge denied bail to Olaf Lund. Anna Bergstrom asked for bail.", []),
    # what is not confirmed
    ("Villagers said that 12 sailors were killed. The ministry could not confirm any deaths.", ["withhold"]),
    ("Reuters reported that Russian sailors were killed. The Kremlin said it had no information on the deaths of "
     "Russian sailors.", ["withhold"]),
    ("Villagers said that 12 sailors were killed. The ministry could not confirm the date of the talks.", []),
    ("Villagers said that 12 sailors were killed. The ministry declined to comment.", []),
    ("Villagers said that Russian sailors were killed. The ministry could not confirm that Chinese sailors were killed.",
     []),
    ("Villagers said that 12 sailors were killed. The ministry confirmed the deaths.", []),
    ("", []),
]  # fmt: skip


# texts of two articles, kinds of the conflicts between them
ACROSS = [
    ("In Lima the police of Peru said on Monday that 12 sailors of the Callao fleet were killed near Pisco.",
     "In Lima the navy of Peru said on Monday that 30 sailors of the Callao fleet were killed near Pisco.", ["number"]),
    ("Anna Bergstrom of the Lima Bank in Peru said that Olaf Lund of the Pisco Bank bribed the judge.",
     "At the Lima Bank in Peru Olaf Lund of the Pisco Bank denied that he bribed the judge, and thanked Anna Bergstrom.",
     ["deny"]),
    ("In Lima the police of Peru said on Monday that 12 sailors of the Callao fleet were killed near Pisco.",
     "In Lima the navy of Peru said on Monday that twelve sailors of the Callao fleet were killed near Pisco.", []),
    ("In Lima the police of Peru said that 12 sailors were killed.",
     "In Oslo the police of Norway said that 30 sailors were killed.", []),
]  # fmt: skip


Articles = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Articles:
    """The tables of stage 03 over articles given as (text, day)."""
    from allegedly.run import memory

    def read(*given: tuple[str, str | None], **parameters: Any) -> dict[str, Any]:
        rows = {f"d{n}": {"text": text} | ({"published": day} if day else {}) for n, (text, day) in enumerate(given)}
        return memory.analyse(rows, until="03_discourse", **parameters)

    return read


@pytest.fixture(scope="module")
def found() -> Callable[[str], pd.DataFrame]:
    """The conflicts of a text; all texts of this module are read in one run."""
    from allegedly.run.memory import analyse as run_in_memory

    texts = {f"s{n:02d}": text for n, (text, _) in enumerate(INSIDE) if text}
    # They are so alike that some would be left out as repetitions.
    rows = run_in_memory(texts, until="03_discourse", count_duplicates=True)["conflicts"]
    number = {text: doc_id for doc_id, text in texts.items()}
    return lambda text: rows[rows["doc_id"].eq(number.get(text)) & rows["other_doc_id"].eq(number.get(text))]


@pytest.mark.parametrize(("text", "kinds"), INSIDE, ids=lambda value: str(value)[:60])
def test_inside_one_article(found: Callable[[str], pd.DataFrame], text: str, kinds: list[str]) -> None:
    assert found(text)["kind"].tolist() == kinds


@pytest.mark.parametrize(("one", "other", "kinds"), ACROSS, ids=lambda value: str(value)[:60])
def test_across_two_articles(articles: Articles, one: str, other: str, kinds: list[str]) -> None:
    rows = articles((one, "2024-05-06"), (other, "2024-05-07"))["conflicts"]
    assert rows["kind"].tolist() == kinds
    assert (rows["doc_id"] != rows["other_doc_id"]).all()


@pytest.mark.parametrize(
    ("days", "n"),
    [(("2024-05-06", "2024-05-13"), 1), (("2024-05-06", "2024-05-14"), 0), ((None, None), 1),
     (("2024-05-06", None), 0)],
)  # fmt: skip
def test_days_between_articles(articles: Articles, days: tuple[str | None, str | None], n: int) -> None:
    one, other, _ = ACROSS[0]
    assert len(articles((one, days[0]), (other, days[1]))["conflicts"]) == n


def test_a_conflict_is_told_once_and_not_for_each_repetition_of_its_article(articles: Articles) -> None:
    text = INSIDE[0][0] + " The ships of the Callao fleet lay at Pisco in Peru, and Lima sent help from Arequipa."
    for count_duplicates in (False, True):
        rows = articles((text, None), (text, None), count_duplicates=count_duplicates)["conflicts"]
        assert (rows["doc_id"] == rows["other_doc_id"]).all()
        assert len(rows) == 1


def test_one_voice_at_two_times(articles: Articles) -> None:
    early = "In Lima the Peruvian Navy said that {} sailors of the Callao fleet were killed near Pisco in Peru."
    rose = articles((early.format(12), "2024-05-06"), (early.format(30), "2024-05-07"))["conflicts"]
    assert rose.empty
    fell = articles((early.format(30), "2024-05-06"), (early.format(12), "2024-05-07"))["conflicts"]
    assert fell["kind"].tolist() == ["number"]
    assert "same voice" in fell.loc[0, "why"]


def proposition(doc: int, number: int, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "doc_id": f"d{doc:05d}", "attribution_id": number, "start": number, "text": "killed", "event": "death",
        "side": "holds", "modal": "", "agents": [], "patients": [], "names": ["place/peru"], "places": ["place/peru"],
        "times": [], "counted": "", "low": None, "high": None, "answers": None,
    }  # fmt: skip
    return row | more


@pytest.mark.parametrize("n", [500, 1000, 2000])
def test_comparisons_grow_with_the_articles_not_with_their_square(n: int) -> None:
    """All tell of one event in one country on one day: the worst case."""
    held = [
        compare.held(pd.Series(proposition(k, 0)), k, compare.Said(f"v{k}", 0, 0.9), above={}) for k in range(n)
    ]  # fmt: skip
    articles = {each.doc: conflicts.Article(1, np.arange(6, dtype=np.int32)) for each in held}
    pairs = list(conflicts.across(held, articles))
    assert len(pairs) == blocks.MOST * n - blocks.MOST * (blocks.MOST + 1) // 2
    assert [(one.place, other.place) for one, other in pairs[:2]] == [(0, 1), (0, 2)]


def test_articles_of_distant_days_are_not_compared() -> None:
    held = [
        compare.held(pd.Series(proposition(k, 0)), k, compare.Said(f"v{k}", 0, 0.9), above={}) for k in range(4)
    ]  # fmt: skip
    days = dict(zip(held, (None, 1, 8, 9), strict=True))
    articles = {each.doc: conflicts.Article(day, np.arange(6, dtype=np.int32)) for each, day in days.items()}
    assert [(one.place, other.place) for one, other in conflicts.across(held, articles)] == [(1, 2), (2, 3)]


def test_what_was_not_compared_is_counted(corpus: Callable[..., Corpus]) -> None:
    most = blocks.MOST

    def uncompared(rows: list[dict[str, Any]], days: Sequence[str | None] = (), repeats: int = 0) -> int:
        ids = sorted({row["doc_id"] for row in rows})
        documents = [
            {
                "doc_id": doc,
                "published": days[n] if days else None,
                "duplicate_of": "d00000" if n in range(1, repeats + 1) else None,
            }
            for n, doc in enumerate(ids)
        ]
        said = [{"doc_id": row["doc_id"], "attribution_id": row["attribution_id"]} for row in rows]
        return blocks.uncompared(corpus(documents=documents, propositions=rows, attributions=said))

    def inside(n: int, **more: Any) -> list[dict[str, Any]]:
        return [proposition(0, k, side="denies" if k else "holds", **more) for k in range(n)]

    def across(n: int, **more: Any) -> list[dict[str, Any]]:
        return [proposition(k, 0, side="denies" if k else "holds", **more) for k in range(n)]

    # Each is compared with the next `MOST`: of one more, the first and the last are not compared with each other.
    for block in (inside, across):
        assert uncompared(block(most + 1)) == 0
        assert uncompared(block(most + 2)) == 2
        assert uncompared(block(2 * most + 2)) == 2 * most + 2
        # Nobody denies anything, or what is told is no event.
        assert uncompared([row | {"side": "holds"} for row in block(most + 2)]) == 0
        assert uncompared([row | {"event": ""} for row in block(most + 2)]) == 0
    # Numbers are compared with numbers only.
    counted = {"counted": "sailor", "low": 1.0, "high": 1.0}
    mixed = [row | (counted if n % 2 else {}) for n, row in enumerate(inside(most + 2))]
    assert uncompared(mixed) == 0
    # In an article all are compared that tell of one event; in two, those that share a name.
    apart = [row | {"names": [f"place/{n}"]} for n, row in enumerate(inside(most + 2))]
    assert uncompared(apart) == 2
    assert uncompared([row | {"names": [f"place/{n}"]} for n, row in enumerate(across(most + 2))]) == 0
    # Articles far from each other in time are not to be compared; repetitions are told of once.
    weeks = [f"2024-{1 + n // 3:02}-{1 + n % 3 * 9:02}" for n in range(most + 2) if n < 36] + ["2025-01-01"] * 6
    assert uncompared(across(most + 2), weeks[: most + 2]) == 0
    assert uncompared(across(most + 2), ["2024-05-06"] * (most + 2)) == 2
    assert uncompared(across(most + 2), repeats=1) == 0


@pytest.mark.parametrize("n", [6, 30, 150])
def test_blocks_of_files_are_those_of_tables_in_memory(corpus: Callable[..., Corpus], tmp_path: Path, n: int) -> None:
    # How DuckDB joins depends on how many rows there are; whatever it does, no row may take the place of another.
    about = [{"doc_id": f"d{i:02d}", "published": f"2031-05-{1 + i % 9:02d}"} for i in range(20)]
    said = [
        {"doc_id": f"d{i * 7 % 20:02d}", "attribution_id": i, "source": f"s{i % 3}", "source_kind": "named"}
        for i in range(n)
    ]
    held = [
        {"doc_id": row["doc_id"], "attribution_id": i, "start": i, "text": "w", "event": f"event{i % 3}",
         "side": ("holds", "negates")[i % 5 < 2], "agents": ["a"], "names": [f"E{i % 4}"], "counted": ""}
        for i, row in enumerate(said)
    ]  # fmt: skip
    whole = corpus(documents=about, attributions=said, propositions=held)
    names = ["documents", "attributions", "propositions", "mentions", "entities"]
    (tmp_path / "tables").mkdir()
    for name in names:
        tables.write(name, whole.rows(name), tmp_path / "tables" / f"{name}.parquet")
    with Corpus.open(Settings(output=tmp_path), names) as opened:
        for question in (blocks.INSIDE, blocks.ACROSS):
            found = opened.ask(question, light=["x"])
            pd.testing.assert_frame_equal(found, whole.ask(question, light=["x"]))
            assert found.groupby("block")["event"].nunique().eq(1).all()
        inside = opened.ask(blocks.INSIDE, light=["x"])
        assert inside.groupby("block")["doc_id"].nunique().eq(1).all()
        assert inside["place"].nunique() == len(inside) > 0
        assert blocks.uncompared(opened) == blocks.uncompared(whole)
        pd.testing.assert_frame_equal(conflicts.of(opened), conflicts.of(whole))
