"""What stage 02 finds, in sentences."""

from __future__ import annotations

import pandas as pd

from allegedly.findings import Finding, count, listing
from allegedly.names import naming


def most_named(entities: pd.DataFrame, *, n_documents: int) -> Finding:
    """The thing, or things, named most; `n_documents` is the number of articles read."""
    if entities.empty:
        return Finding("most-named", "Nothing is named.", {"mentions": 0, "things": 0}, table="entities")
    most = int(entities["n_mentions"].max())
    first = entities[entities["n_mentions"] == most].sort_values("entity_id")
    numbers = {
        "mentions": int(entities["n_mentions"].sum()),
        "things": len(entities),
        "most": most,
        "tied": len(first),
        "articles": int(first["n_documents"].iloc[0]),
        "read": n_documents,
    }
    total = f"{count(numbers['mentions'], 'mention')} of {count(len(entities), 'thing')}"
    times = count(most, "time")
    if numbers["mentions"] == 1:
        text = f"Only one thing is named, once: {first['name'].iloc[0]}."
    elif len(first) == 1:
        row = first.iloc[0]
        names = listing(row["variants"])
        under = f", under {len(row['variants'])} names ({names})" if len(row["variants"]) > 1 else ""
        where = f" in {row['n_documents']} of {n_documents} articles" if n_documents > 1 else ""
        text = f"{row['name']} is named most: {times}{where}{under}, among {total}."
    elif len(first) <= 3:
        text = f"{listing(first['name'])} are named most, {times} each, among {total}."
    else:
        text = f"{len(first)} things share the first place, named {times} each, among {total}."
    caveat = "What only stands for a country, as the Kremlin or Moscow does, is counted for itself."
    return Finding("most-named", text, numbers, caveat, "entities")


def mixed_naming(mentions: pd.DataFrame, entities: pd.DataFrame) -> Finding:
    """Articles that call one place by several names: a mark of spliced copy."""
    found = naming.mixed(mentions, entities)
    articles = mentions["doc_id"].nunique()
    numbers = {"places": len(found), "articles": int(found["doc_id"].nunique()), "read": int(articles)}
    caveat = "Changing names may also be a matter of style, or of quoting people who use another one."
    if found.empty:
        text = "No article calls a place by more than one name."
        return Finding("mixed-naming", text, numbers, "", "mentions")
    row = found.iloc[0]
    numbers["most"] = int(row["n"])
    rows = f"{row['name']} is called {row['names']} in {row['doc_id']}"
    if len(found) == 1:
        text = f"One article calls a place by more than one name: {rows}."
    elif numbers["articles"] == 1:
        text = f"One article calls {len(found)} places by more than one name: {rows}."
    else:
        text = f"{numbers['articles']} articles call a place by more than one name; most mixed: {rows}."
    return Finding("mixed-naming", text, numbers, caveat, "mentions")


def stand_for(entities: pd.DataFrame) -> Finding:
    """The country that most other things stand for or belong to, and how often these are named."""
    related = entities[entities["related_to"].fillna("").str.startswith("place/")]
    if related.empty:
        return Finding("stand-for", "Nothing named stands for a country.", {"things": 0}, table="entities")
    sums = related.groupby("related_to")["n_mentions"].agg(["sum", "size"]).reset_index()
    top = sums.sort_values(["sum", "related_to"], ascending=[False, True]).iloc[0]
    own = entities.loc[entities["entity_id"] == top["related_to"]]
    n_own = int(own["n_mentions"].sum())
    name = own["name"].iloc[0] if len(own) else top["related_to"].removeprefix("place/").replace("-", " ").title()
    things = related[related["related_to"] == top["related_to"]].sort_values(
        ["n_mentions", "entity_id"], ascending=[False, True]
    )
    numbers = {"own": n_own, "related": int(top["sum"]), "things": int(top["size"])}
    more = [count(len(things) - 4, "other")] if len(things) > 4 else []
    shown = listing([*(f"{row.name} {row.n_mentions}" for row in things.head(4).itertuples(index=False)), *more])
    own_times = count(n_own, "time") if n_own else "nowhere"
    times = count(numbers["related"], "time")
    text = f"{name} is named {own_times}, and {times} through what stands for it or belongs to it: {shown}."
    caveat = "These are counted apart: a people or a ministry is not the country."
    return Finding("stand-for", text, numbers, caveat, "entities")


def everything(mentions: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> list[Finding]:
    """All findings of stage 02, in the order they are told."""
    return [
        most_named(entities, n_documents=len(documents)),
        mixed_naming(mentions, entities),
        stand_for(entities),
    ]
