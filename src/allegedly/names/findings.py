"""What stage 02 finds, in sentences."""

from __future__ import annotations

from allegedly.corpus import Corpus
from allegedly.findings import Finding, count, listing
from allegedly.names import naming


def most_named(corpus: Corpus) -> Finding:
    """The thing, or things, named most."""
    whole = corpus.ask("SELECT count(*), coalesce(sum(n_mentions), 0), coalesce(max(n_mentions), 0) FROM entities")
    things, mentions, most = map(int, whole.iloc[0])
    if things == 0:
        return Finding("most-named", "Nothing is named.", {"mentions": 0, "things": 0}, table="entities")
    first = corpus.rows("entities", "WHERE n_mentions = $most", most=most)
    n_documents = int(corpus.ask(f"SELECT count(*) FROM {corpus.read_by('02_entities')}").iloc[0, 0])
    numbers = {
        "mentions": mentions,
        "things": things,
        "most": most,
        "tied": len(first),
        "articles": int(first["n_documents"].iloc[0]),
        "read": n_documents,
    }
    total = f"{count(numbers['mentions'], 'mention')} of {count(things, 'thing')}"
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


def mixed_naming(corpus: Corpus) -> Finding:
    """Articles that call one place by several names: a mark of spliced copy."""
    found = naming.mixed(corpus)
    articles = int(corpus.ask("SELECT count(DISTINCT doc_id) FROM mentions").iloc[0, 0])
    numbers = {"places": len(found), "articles": int(found["doc_id"].nunique()), "read": articles}
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


def stand_for(corpus: Corpus) -> Finding:
    """The country that most other things stand for or belong to, and how often these are named."""
    tops = corpus.ask("""
        SELECT related_to FROM entities WHERE starts_with(related_to, 'place/')
        GROUP BY related_to ORDER BY sum(n_mentions) DESC, related_to LIMIT 1
    """)
    if tops.empty:
        return Finding("stand-for", "Nothing named stands for a country.", {"things": 0}, table="entities")
    country = str(tops["related_to"].iloc[0])
    own = corpus.rows("entities", "WHERE entity_id = $country", country=country)
    things = corpus.rows("entities", "WHERE related_to = $country", country=country)
    things = things.sort_values(["n_mentions", "entity_id"], ascending=[False, True])
    n_own = int(own["n_mentions"].sum())
    name = own["name"].iloc[0] if len(own) else country.removeprefix("place/").replace("-", " ").title()
    numbers = {"own": n_own, "related": int(things["n_mentions"].sum()), "things": len(things)}
    more = [count(len(things) - 4, "other")] if len(things) > 4 else []
    shown = listing([*(f"{row.name} {row.n_mentions}" for row in things.head(4).itertuples(index=False)), *more])
    own_times = count(n_own, "time") if n_own else "nowhere"
    times = count(numbers["related"], "time")
    text = f"{name} is named {own_times}, and {times} through what stands for it or belongs to it: {shown}."
    caveat = "These are counted apart: a people or a ministry is not the country."
    return Finding("stand-for", text, numbers, caveat, "entities")


def everything(corpus: Corpus) -> list[Finding]:
    """All findings of stage 02, in the order they are told."""
    return [most_named(corpus), mixed_naming(corpus), stand_for(corpus)]
