"""Counts over the relations of a run: what notebook 03, its findings and its figures have in common.

Each function takes tables of stage 03 and gives a small frame, sorted, ties broken. Shares come with an interval over
articles (`stats.grouped_share`). A relation without a heard source (none, or a pronoun nobody can be found for) counts
among relations and among nobody's words.
"""

from __future__ import annotations

import pandas as pd

from allegedly import stats, words
from allegedly.discourse.speakers import voices as _voices
from allegedly.schema import FORMS, STANCES

NOT_PLAIN = ("deny", "withhold", "doubt", "claim")
"""Stances of what is not simply said: denied, withheld, doubted, or kept at a distance by the writer."""


def heard(attributions: pd.DataFrame) -> pd.DataFrame:
    """The relations with their `voice_id` (missing for nobody) and `n_words` of content."""
    return attributions.assign(
        voice_id=_voices.voice_ids(attributions), n_words=attributions["content"].map(words.count)
    )


def share(rows: pd.DataFrame, chosen: pd.Series) -> stats.Estimate:
    """The share of rows that are `chosen`, with its interval over their articles."""
    counts = chosen.groupby(rows["doc_id"]).agg(["sum", "size"])
    return stats.grouped_share([(int(k), int(n)) for k, n in counts.itertuples(index=False)])


def not_plain(attributions: pd.DataFrame) -> pd.Series:
    """Whether each relation is a denial, a refusal to confirm, a doubt or kept at a distance.

    "Did not deny", "does not claim": what is negated is none of these; to withhold is a negation by itself.
    """
    meant = attributions["polarity"].eq("positive") | attributions["stance"].eq("withhold")
    return attributions["stance"].isin(NOT_PLAIN) & meant


def loudest(voices: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """The voices with the most words: name, source_kind, anonymous, n_documents, n_attributions, n_words, share.

    The share is that of all words given to voices. The last row adds up the others, if there are any.
    """
    total = max(int(voices["n_words"].sum()), 1)
    ranked = voices.sort_values(["n_words", "n_attributions", "voice_id"], ascending=[False, False, True])
    shown, rest = ranked.head(top), ranked.iloc[top:]
    if len(rest):
        sums = {column: int(rest[column].sum()) for column in ("n_attributions", "n_words")}
        # How many articles they speak in together is not known here: articles of several would be counted twice.
        last = {"name": f"others ({len(rest):,})", "source_kind": "", "anonymous": False, "n_documents": None} | sums
        shown = pd.concat([shown, pd.DataFrame([last])])
    columns = ["name", "source_kind", "anonymous", "n_documents", "n_attributions", "n_words"]
    made = shown.assign(share=(shown["n_words"] / total).round(4), n_documents=shown["n_documents"].astype("Int64"))
    return made[[*columns, "share"]].reset_index(drop=True)


def stances(attributions: pd.DataFrame, voices: pd.DataFrame, *, top: int = 12) -> pd.DataFrame:
    """Statements of the busiest voices by stance, a row a voice; under them the others, nobody named, and all.

    Columns: name, n, one a stance that occurs, and the share that is not plainly said with its interval.
    """
    said = heard(attributions)
    rows = []
    for name, own in groups(said, voices, top=top):
        counts = own["stance"].value_counts()
        rows.append(
            {"name": name, "n": len(own)}
            | {stance: int(counts.get(stance, 0)) for stance in STANCES if stance in set(said["stance"])}
            | dict(zip(("not_plain", "low", "high"), share(own, not_plain(own)), strict=True))
        )
    return pd.DataFrame(rows, columns=None if rows else ["name", "n", "not_plain", "low", "high"])


def groups(said: pd.DataFrame, voices: pd.DataFrame, *, top: int) -> list[tuple[str, pd.DataFrame]]:
    """The statements of each of the busiest voices, of the others, of nobody named, and all; empty ones left out.

    `said` has a `voice_id` (`heard`).
    """
    ranked = voices.sort_values(["n_attributions", "n_words", "voice_id"], ascending=[False, False, True])
    first = list(zip(ranked["voice_id"].head(top), ranked["name"].head(top), strict=True))
    known = {voice for voice, _ in first}
    made = [(name, said[said["voice_id"].eq(voice)]) for voice, name in first]
    made += [
        (f"others ({max(len(ranked) - top, 0):,})", said[said["voice_id"].notna() & ~said["voice_id"].isin(known)]),
        ("(nobody named)", said[said["voice_id"].isna()]),
        ("all", said),
    ]
    return [(name, own) for name, own in made if len(own)]


def shares(attributions: pd.DataFrame, column: str, *, of: tuple[str, ...]) -> pd.DataFrame:
    """How often each value of a column occurs, in the order of `of`: value, n, share, low, high."""
    rows = []
    for value in of:
        chosen = attributions[column].eq(value)
        if chosen.any():
            rows.append((value, int(chosen.sum()), *share(attributions, chosen)))
    return pd.DataFrame(rows, columns=[column, "n", "share", "low", "high"])


def forms(attributions: pd.DataFrame) -> pd.DataFrame:
    """Relations by form."""
    return shares(attributions, "form", of=FORMS)


def sourced(attributions: pd.DataFrame) -> pd.DataFrame:
    """The relations that have a source, be it one nobody knows."""
    return attributions[attributions["source_kind"].ne("none")]


def anonymous(attributions: pd.DataFrame, documents: pd.DataFrame, by: str = "doc_id") -> pd.DataFrame:
    """Relations with a source by whether it is anonymous, a row an article or outlet, the most anonymous first.

    Columns: `by`, n_articles, n, anonymous, share, low, high. Articles without an outlet are left out by "outlet".
    """
    rows = sourced(attributions).merge(documents[["doc_id", "outlet"]], on="doc_id").dropna(subset=[by])
    made = [
        (name, own["doc_id"].nunique(), len(own), int(own["anonymous"].sum()), *share(own, own["anonymous"]))
        for name, own in rows.groupby(by, sort=True)
    ]
    found = pd.DataFrame(made, columns=[by, "n_articles", "n", "anonymous", "share", "low", "high"])
    return found.sort_values(["share", "n", by], ascending=[False, False, True], ignore_index=True)


def verbs(attributions: pd.DataFrame, *, top: int = 30) -> pd.DataFrame:
    """Cues by how often they are used: cue_lemma, stance, n."""
    counts = attributions.groupby(["cue_lemma", "stance"]).size().rename("n").reset_index()
    return counts.sort_values(["n", "cue_lemma", "stance"], ascending=[False, True, True], ignore_index=True).head(top)


def chains(attributions: pd.DataFrame, *, top: int = 20) -> pd.DataFrame:
    """Who has it from whom, a line each: doc_id, links, told. Only whole chains, those of most links first.

    A link is a statement that is spoken or written; what another is said to believe or plan hands nothing on, nor does
    a demand or a question ("demanded that he tell"), nor who tells of his own words. `told` runs from the outermost
    teller to the words.
    """
    spoken = heard(attributions[attributions["kind"].isin(["speech", "writing"])])
    by_key = {(row.doc_id, row.attribution_id): row for row in spoken.itertuples(index=False)}
    inner = {(doc, int(p)) for doc, p in zip(spoken["doc_id"], spoken["parent_id"], strict=True) if pd.notna(p)}
    rows = []
    for key, row in by_key.items():
        if key in inner:
            continue
        chain = [row]
        while pd.notna(chain[0].parent_id):
            outer = by_key.get((row.doc_id, int(chain[0].parent_id)))
            if outer is None or outer in chain or outer.stance in ("demand", "ask"):
                break
            chain.insert(0, outer)
        if len({link.voice_id for link in chain if pd.notna(link.voice_id)}) > 1:
            told = " → ".join(f"{_one_line(link.source) or 'somebody'} [{link.cue_lemma}]" for link in chain)
            rows.append((row.doc_id, len(chain), f"{told}: {_one_line(row.content)}"))
    found = pd.DataFrame(rows, columns=["doc_id", "links", "told"])
    return found.sort_values(["links", "doc_id"], ascending=[False, True], kind="stable", ignore_index=True).head(top)


def numbers(quantities: pd.DataFrame, attributions: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    """Numbers of the same kind of thing side by side: counted, text, low, high, voice, doc_id, sentence_id.

    Only what is counted with different results, the things with most different numbers first, each from its lowest
    number on. A voice that is nobody's is "(nobody named)"; words that are no statement are "(the writer)".
    """
    said = heard(attributions)[["doc_id", "attribution_id", "voice_id"]]
    rows = quantities.merge(said, on=["doc_id", "attribution_id"], how="left")
    names = rows["voice_id"].map(voices.set_index("voice_id")["name"]).fillna("(nobody named)")
    rows = rows.assign(
        voice=names.where(rows["attribution_id"].notna(), "(the writer)"), text=rows["text"].map(_one_line),
        different=rows.fillna({"low": -1.0, "high": -1.0}).groupby("counted").low.transform("nunique"),
    )  # fmt: skip
    rows = rows[rows["different"] > 1].drop_duplicates(["counted", "low", "high", "voice", "doc_id"])
    order = ["different", "counted", "low", "high", "doc_id", "start"]
    rows = rows.sort_values(order, ascending=[False, True, True, True, True, True], ignore_index=True)
    return rows[["counted", "text", "low", "high", "voice", "doc_id", "sentence_id"]]


def _one_line(text: object) -> str:
    return " ".join(text.split()) if isinstance(text, str) else ""
