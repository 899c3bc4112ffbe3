"""Counts over the relations of a run: what notebook 03, its findings and its figures have in common.

Each function takes tables of stage 03 and gives a small frame, sorted, ties broken. Shares come with Wilson's
interval. A relation without a heard source (none, or a pronoun nobody can be found for) counts among relations and
among nobody's words.
"""

from __future__ import annotations

import re

import pandas as pd

from allegedly import lexicons, stats, words
from allegedly.discourse import voices as _voices
from allegedly.schema import FORMS, STANCES


def heard(attributions: pd.DataFrame) -> pd.DataFrame:
    """The relations with their `voice_id` (missing for nobody) and `n_words` of content."""
    return attributions.assign(
        voice_id=_voices.voice_ids(attributions), n_words=attributions["content"].map(words.count)
    )


def loudest(voices: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """The voices with the most words: name, source_kind, anonymous, relations, words, share of all words heard."""
    total = max(int(voices["n_words"].sum()), 1)
    ranked = voices.sort_values(["n_words", "n_attributions", "voice_id"], ascending=[False, False, True])
    shown = ranked.head(top).assign(share=(ranked["n_words"] / total).round(4))
    return shown[["name", "source_kind", "anonymous", "n_documents", "n_attributions", "n_words", "share"]].reset_index(
        drop=True
    )


def stances(voices: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Relations of the busiest voices by stance, one row a voice and stance that occurs: name, stance, n."""
    ranked = voices.sort_values(["n_attributions", "n_words", "voice_id"], ascending=[False, False, True]).head(top)
    rows = [
        {"name": voice["name"], "stance": stance, "n": int(voice[f"n_{stance}"])}
        for voice in ranked.to_dict("records")
        for stance in STANCES
        if voice[f"n_{stance}"]
    ]
    return pd.DataFrame(rows, columns=["name", "stance", "n"])


def shares(attributions: pd.DataFrame, column: str, *, of: tuple[str, ...] = ()) -> pd.DataFrame:
    """How often each value of a column occurs: value, n, share, low, high. `of` sets order and values."""
    counts = attributions[column].value_counts()
    values = (
        [value for value in of if value in counts.index] if of else sorted(counts.index, key=lambda v: (-counts[v], v))
    )
    rows = []
    for value in values:
        estimate = stats.share(int(counts[value]), len(attributions))
        rows.append(
            {
                column: value,
                "n": int(counts[value]),
                "share": estimate.value,
                "low": estimate.low,
                "high": estimate.high,
            }
        )
    return pd.DataFrame(rows, columns=[column, "n", "share", "low", "high"])


def forms(attributions: pd.DataFrame) -> pd.DataFrame:
    """Relations by form."""
    return shares(attributions, "form", of=FORMS)


def anonymous(attributions: pd.DataFrame) -> pd.DataFrame:
    """Relations with a source, by whether it is anonymous, an article a row, the most anonymous first."""
    sourced = attributions[attributions["source_kind"].ne("none")]
    rows = []
    for doc_id, group in sourced.groupby("doc_id", sort=True):
        estimate = stats.share(int(group["anonymous"].sum()), len(group))
        rows.append(
            {
                "doc_id": doc_id,
                "n": len(group),
                "anonymous": int(group["anonymous"].sum()),
                "share": estimate.value,
                "low": estimate.low,
                "high": estimate.high,
            }
        )
    made = pd.DataFrame(rows, columns=["doc_id", "n", "anonymous", "share", "low", "high"])
    return made.sort_values(["share", "doc_id"], ascending=[False, True], ignore_index=True)


def verbs(attributions: pd.DataFrame, *, top: int = 30) -> pd.DataFrame:
    """Cues by how often they are used: cue_lemma, stance, n."""
    counts = attributions.groupby(["cue_lemma", "stance"]).size().rename("n").reset_index()
    return counts.sort_values(["n", "cue_lemma", "stance"], ascending=[False, True, True], ignore_index=True).head(top)


def chains(attributions: pd.DataFrame) -> pd.DataFrame:
    """Relations that stand inside another: who says, by which cue, inside whose words, by which cue."""
    keys = ["doc_id", "attribution_id"]
    outer = attributions[[*keys, "source", "cue"]].rename(
        columns={"attribution_id": "parent_id", "source": "outer_source", "cue": "outer_cue"}
    )
    inner = attributions[attributions["parent_id"].notna()].astype({"parent_id": "int64"})
    found = inner.merge(outer, on=["doc_id", "parent_id"], how="left")
    return found[["doc_id", "source", "cue", "stance", "outer_source", "outer_cue", "content"]]


def about(
    attributions: pd.DataFrame,
    mention_roles: pd.DataFrame,
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    top: int = 12,
) -> pd.DataFrame:
    """Who speaks about whom: voice, name of the entity in its content, n; of the busiest voices and commonest names."""
    names = dict(zip(entities["entity_id"], entities["name"], strict=True))
    said = heard(attributions).dropna(subset=["voice_id"])
    usual = said.drop_duplicates("voice_id").set_index("voice_id")["source"].to_dict()
    inside = mention_roles[mention_roles["role"].eq("in_content")].astype({"attribution_id": "int64"})
    rows = inside.merge(mentions[["doc_id", "mention_id", "entity_id"]], on=["doc_id", "mention_id"])
    rows = rows.merge(said[["doc_id", "attribution_id", "voice_id"]], on=["doc_id", "attribution_id"])
    rows = rows[rows["voice_id"].ne(rows["entity_id"])]
    made = pd.DataFrame(
        {"voice": rows["voice_id"].map(lambda v: names.get(v, usual.get(v, v))), "about": rows["entity_id"].map(names)}
    )
    busiest = made["voice"].value_counts().sort_index().sort_values(ascending=False, kind="stable").head(top).index
    named = made["about"].value_counts().sort_index().sort_values(ascending=False, kind="stable").head(top).index
    made = made[made["voice"].isin(busiest) & made["about"].isin(named)]
    counts = made.groupby(["voice", "about"]).size().rename("n").reset_index()
    return counts.sort_values(["n", "voice", "about"], ascending=[False, True, True], ignore_index=True)


def places(
    attributions: pd.DataFrame, spans: pd.DataFrame, documents: pd.DataFrame, *, parts: int = 10
) -> pd.DataFrame:
    """Where in the article somebody speaks: part (1 to `parts`), source_kind, n. By the place of the cue."""
    cues = spans[spans["role"].eq("cue")].drop_duplicates(["doc_id", "attribution_id"])
    lengths = documents.set_index("doc_id")["text"].str.len()
    part = (cues["start"] * parts // cues["doc_id"].map(lengths).astype("int64").clip(lower=1)).clip(
        upper=parts - 1
    ).astype(int) + 1
    rows = cues.assign(part=part).merge(
        attributions[["doc_id", "attribution_id", "source_kind"]], on=["doc_id", "attribution_id"]
    )
    return rows.groupby(["part", "source_kind"]).size().rename("n").reset_index()


def marked(attributions: pd.DataFrame, spans: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Each relation in its text, the source in [brackets], the cue in <angles>, the content in {braces}."""
    texts = documents.set_index("doc_id")["text"]
    signs = {"source": "[]", "cue": "<>", "content": "{}"}
    grouped = dict(list(spans.groupby(["doc_id", "attribution_id"])))
    shown = []
    for row in attributions.itertuples():
        mine = grouped[row.doc_id, row.attribution_id].sort_values("start")
        text, at = "", int(mine["start"].min())
        for span in mine.itertuples():
            opening, closing = signs[span.role][0], signs[span.role][1]
            start = max(int(span.start), at)
            text += texts[row.doc_id][at:start] + opening + texts[row.doc_id][start : span.end] + closing
            at = max(at, int(span.end))
        shown.append(" ".join(text.split()))
    return pd.Series(shown, index=attributions.index, dtype="str")


def examples(
    attributions: pd.DataFrame, spans: pd.DataFrame, documents: pd.DataFrame, *, seed: int, n: int = 8
) -> pd.DataFrame:
    """Relations drawn by the seed, shown in their text with source, cue and content marked, and the rule."""
    drawn = attributions.sample(min(n, len(attributions)), random_state=seed).sort_values(["doc_id", "attribution_id"])
    return pd.DataFrame(
        {
            "doc_id": drawn["doc_id"],
            "text": marked(drawn, spans, documents),
            "stance": drawn["stance"],
            "form": drawn["form"],
            "probability": drawn["probability"],
            "rule": drawn["rule"],
        }
    ).reset_index(drop=True)


def not_counted(
    sentences: pd.DataFrame, attributions: pd.DataFrame, spans: pd.DataFrame, *, seed: int, n: int = 8
) -> pd.DataFrame:
    """Sentences that hold a word of the lexicon of cues or a quotation mark, and no relation: near misses, drawn."""
    stems = sorted(
        {
            entry.rstrip("ey")
            for entry in lexicons.load("reporting_cues", key=("entry", "pos", "frame"))["entry"]
            if len(entry) > 4
        }
    )
    looks = re.compile(rf"[\"“‘]|\b(?:{'|'.join(map(re.escape, stems))})\w*", re.IGNORECASE)
    cues = set(zip(attributions["doc_id"], attributions["sentence_id"], strict=True))
    contents = {doc: list(zip(g["start"], g["end"], strict=True)) for doc, g in spans.groupby("doc_id")}
    free = [
        (row.doc_id, row.sentence_id) not in cues
        and not any(a < row.end and row.start < b for a, b in contents.get(row.doc_id, []))
        and looks.search(row.text) is not None
        for row in sentences.itertuples()
    ]
    left = sentences[free]
    drawn = left.sample(min(n, len(left)), random_state=seed).sort_values(["doc_id", "sentence_id"])
    return pd.DataFrame(
        {
            "doc_id": drawn["doc_id"],
            "text": drawn["text"],
            "word": drawn["text"].map(lambda text: next(looks.finditer(text)).group()),
        }
    ).reset_index(drop=True)
