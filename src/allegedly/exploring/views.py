"""The tables of a run as a person looks at them: statements with their voice and sentence, hedges, names, changes.

They are asked in SQL for the rows that are shown, so that a run of thousands of articles is looked at as fast as one of
five. What is narrowed down is counted whole; of what is found, the first rows are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from allegedly.corpus import Corpus
from allegedly.voices import voice_ids

NOBODY = "nobody named"
WRITER = "the writer"


@dataclass(frozen=True)
class View:
    """A question in SQL, the columns that its rows are in the order of, and those that have a list to choose from.

    Columns that begin with `at_` are there for the order and are not shown.
    """

    question: str
    order: tuple[str, ...]
    choices: tuple[str, ...]


_VOICE = """LEFT JOIN voice_of AS v ON a.source IS NOT DISTINCT FROM v.source AND a.source_kind = v.source_kind
    AND a.source_entity_id IS NOT DISTINCT FROM v.source_entity_id"""

VIEWS = {
    "statements": View(
        f"""SELECT a.doc_id AS article, coalesce(v.name, '{NOBODY}') AS voice, a.cue_lemma AS word, a.stance, a.form,
            a.content, s.text AS sentence, a.probability, a.rule, a.attribution_id AS at_row
            FROM attributions AS a JOIN sentences AS s USING (doc_id, sentence_id) {_VOICE}""",
        ("article", "at_row"), ("voice", "stance", "form", "word", "article"),
    ),
    "hedges": View(
        f"""SELECT h.doc_id AS article, h.text, h.category, h.polarity, s.text AS sentence, h.rule, h.start AS at_start,
            CASE WHEN h.attribution_id IS NULL THEN '{WRITER}' ELSE coalesce(v.name, '{NOBODY}') END AS "whose words"
            FROM hedges AS h JOIN sentences AS s USING (doc_id, sentence_id)
            LEFT JOIN attributions AS a USING (doc_id, attribution_id) {_VOICE}""",
        ("article", "at_start"), ("category", "polarity", "whose words", "text", "article"),
    ),
    "names": View(
        """SELECT entity_id, name, label AS type, n_mentions, n_documents, array_to_string(variants, ', ') AS variants,
           -n_mentions AS at_most FROM entities""",
        ("at_most", "name", "entity_id"), ("type",),
    ),
    "edits": View(
        """SELECT doc_id AS article, rule, action, before, after, reason, raw_start AS at_start FROM edits""",
        ("article", "at_start", "rule"), ("rule", "action", "article"),
    ),
}  # fmt: skip
"""What can be looked at, by name."""


def opened(corpus: Corpus) -> Corpus:
    """The corpus with what the views need beside its tables: which voice each source is (`voice_of`)."""
    sources = corpus.ask("SELECT DISTINCT source, source_entity_id, source_kind FROM attributions ORDER BY ALL")
    named = corpus.ask("SELECT voice_id, name FROM voices")
    heard = sources.assign(voice_id=voice_ids(sources)).merge(named, on="voice_id")
    corpus.add("voice_of", heard.astype("object"))
    return corpus


def values(corpus: Corpus, name: str, column: str, *, most: int = 2000) -> dict[str, int]:
    """The values of a column of a view with how many rows have each, the most frequent first."""
    found = corpus.ask(
        f'SELECT "{column}" AS value, count(*) AS n FROM ({VIEWS[name].question}) GROUP BY ALL '
        "ORDER BY n DESC, value LIMIT $most",
        most=most,
    )
    return dict(zip(found["value"], found["n"].astype(int), strict=True))


def narrowed(
    corpus: Corpus, name: str, chosen: Mapping[str, Sequence[str]] | None = None, words: str = "", *, most: int = 200
) -> tuple[int, pd.DataFrame]:
    """How many rows of a view have one of the chosen values in each column, and `words` anywhere; the first of them.

    Nothing chosen in a column lets all its values through. Words are found in any case and inside longer ones.
    """
    view = VIEWS[name]
    asked = {column: list(some) for column, some in (chosen or {}).items() if some}
    wanted = [f'list_contains($list{number}, "{column}")' for number, column in enumerate(asked)]
    given: dict[str, object] = {f"list{number}": some for number, some in enumerate(asked.values())}
    if words.strip():
        shown = corpus.ask(f"SELECT * FROM ({view.question}) LIMIT 0")
        columns = ", ".join(f'"{column}"' for column in shown if not column.startswith("at_"))
        wanted.append(f"contains(lower(concat_ws(' ', {columns})), lower($words))")
        given["words"] = words.strip()
    found = f"FROM ({view.question}) WHERE {' AND '.join(wanted) or 'true'}"
    n = int(corpus.ask(f"SELECT count(*) AS n {found}", **given)["n"].iloc[0])
    order = ", ".join(f'"{column}"' for column in view.order)
    rows = corpus.ask(f"SELECT * {found} ORDER BY {order} LIMIT $most", most=most, **given)
    return n, rows[[column for column in rows if not column.startswith("at_")]]


def crossed(corpus: Corpus, name: str, down: str, across: str, *, most: int = 30) -> pd.DataFrame:
    """How often each value of one column of a view meets each of another: the most frequent down, all across."""
    rows = values(corpus, name, down, most=most)
    found = corpus.ask(
        f'SELECT "{down}" AS d, "{across}" AS a, count(*) AS n FROM ({VIEWS[name].question}) '
        f'WHERE list_contains($kept, "{down}") GROUP BY ALL',
        kept=list(rows),
    )
    table = found.pivot_table(index="d", columns="a", values="n", fill_value=0).astype(int)
    return table.reindex(list(rows)).rename_axis(index=down, columns=across)
