"""Who speaks about whom: the things named inside what each voice says.

A name counts for the innermost voice whose words it stands in: in "X said, Reuters reported" X speaks of it, Reuters
does not. A voice's own name is left out.
"""

from __future__ import annotations

import pandas as pd

from allegedly.corpus import Corpus

_NAMED = """
    SELECT doc_id, attribution_id, mention_id, voice_id, voices.name AS voice, entity_id, entities.name AS about
    FROM mention_roles
    JOIN (SELECT doc_id, mention_id, entity_id FROM mentions) USING (doc_id, mention_id)
    JOIN (SELECT doc_id, attribution_id, voice_id FROM said) USING (doc_id, attribution_id)
    JOIN voices USING (voice_id)
    JOIN entities USING (entity_id)
    WHERE role = 'in_content' AND voice_id <> entity_id
"""
_PAIRS = f"""
    SELECT voice, about, count(*) AS n, count(DISTINCT doc_id) AS n_articles FROM ({_NAMED})
    GROUP BY voice_id, entity_id, voice, about
    ORDER BY n DESC, n_articles DESC, voice, about, voice_id, entity_id
"""


def named(corpus: Corpus) -> pd.DataFrame:
    """Every name inside what a voice says: doc_id, attribution_id, mention_id, voice_id, voice, entity_id, about."""
    return corpus.ask(f"{_NAMED} ORDER BY doc_id, attribution_id, mention_id")


def pairs(corpus: Corpus, *, top: int = 12) -> pd.DataFrame:
    """How often each voice names whom: voice, about, n, n_articles; the most frequent first."""
    return corpus.ask(f"{_PAIRS} LIMIT $top", top=top)


def most(corpus: Corpus) -> tuple[int, int, pd.DataFrame]:
    """How many names stand inside what voices say, how many pairs they make, and the pairs that share first place.

    Of these at most four are given; `tied` counts them: voice, about, n, tied.
    """
    found = corpus.ask(
        f"""
        SELECT voice, about, n, sum(n) OVER () AS names, count(*) OVER () AS pairs,
            count(*) OVER (PARTITION BY n) AS tied
        FROM ({_PAIRS}) ORDER BY n DESC, voice, about LIMIT 4
        """
    )
    if found.empty:
        return 0, 0, found[["voice", "about", "n", "tied"]]
    first = found[found["n"].eq(found["n"].iloc[0])]
    return int(found["names"].iloc[0]), int(found["pairs"].iloc[0]), first[["voice", "about", "n", "tied"]]


def grid(corpus: Corpus, *, top: int = 10) -> pd.DataFrame:
    """`pairs` as a grid, rows speak, columns are spoken of: the `top` of each, the rest added up as "others (n)".

    Two of one name have a row, or a column, each.
    """
    found = corpus.ask(
        f"""
        WITH named AS MATERIALIZED (SELECT voice_id, voice, entity_id, about FROM ({_NAMED})),
        speak AS (
            SELECT voice_id, row_number() OVER (ORDER BY count(*) DESC, voice, voice_id) AS place
            FROM named GROUP BY voice_id, voice
        ),
        spoken AS (
            SELECT entity_id, row_number() OVER (ORDER BY count(*) DESC, about, entity_id) AS place
            FROM named GROUP BY entity_id, about
        )
        SELECT least(speak.place, $top + 1) AS row, least(spoken.place, $top + 1) AS cell, count(*) AS n,
            min(voice) AS voice, min(about) AS about,
            (SELECT count(*) FROM speak) AS voices, (SELECT count(*) FROM spoken) AS names
        FROM named JOIN speak USING (voice_id) JOIN spoken USING (entity_id) GROUP BY ALL
        """,
        top=top,
    )
    rest = {"voice": f"others ({found['voices'].max() - top})" if len(found) else "",
            "about": f"others ({found['names'].max() - top})" if len(found) else ""}  # fmt: skip
    called = found.assign(
        voice=found["voice"].where(found["row"].le(top), rest["voice"]),
        about=found["about"].where(found["cell"].le(top), rest["about"]),
    )
    made = called.pivot(index=["row", "voice"], columns=["cell", "about"], values="n").sort_index().sort_index(axis=1)
    return made.fillna(0).astype("int64").droplevel("row").droplevel("cell", axis=1)
