"""What stage 03 found between days, places, articles and statements, in sentences."""

from __future__ import annotations

from allegedly.corpus import Corpus
from allegedly.discourse.coherence.seam import HIGH, KINDS
from allegedly.discourse.counts import course, opposed, places, shared
from allegedly.discourse.statements.blocks import uncompared
from allegedly.discourse.statements.side_by_side import KINDS as KINDS_OF_CONFLICT
from allegedly.findings import Finding, Numbers, count, interval, listing, of_all, per_cent


def over_time(corpus: Corpus) -> Finding:
    """Which named voice is heard over the longest time."""
    when = course.periods(corpus)
    numbers: Numbers = {"periods": when.n, "undated": when.undated}
    caveat = "Who is heard when depends on which articles were gathered."
    if when.undated and when.n:
        are = "is" if when.undated == 1 else "are"
        caveat = f"{count(when.undated, 'article')} without a day of publication {are} left out. {caveat}"
    if not when.n:
        text = "No article has a day of publication, so nothing can be said of the same voice over time."
        caveat = "metadata.csv can give it." if when.undated else ""
        return Finding("over-time", text, numbers, caveat, "documents")
    if when.n == 1:
        text = f"All articles with a day of publication are of one {when.step}: there is no time to compare."
        return Finding("over-time", text, numbers, caveat if when.undated else "", "documents")
    steady = course.steadiest(corpus, when)
    numbers["voices"] = 0
    if steady.empty:
        text = f"No named voice is heard in more than one of the {when.n} {when.step}s."
        return Finding("over-time", text, numbers, caveat, "attributions")
    name, in_periods, articles, voices = steady.iloc[0]
    numbers |= {"voices": int(voices), "in_periods": int(in_periods), "articles": int(articles)}
    text = f"{count(voices, 'named voice is', 'named voices are')} heard in more than one {when.step}"
    text += f"; {name} in {in_periods} of {when.n}, in {count(articles, 'article')}."
    return Finding("over-time", text, numbers, caveat, "attributions")


def heard_where(corpus: Corpus) -> Finding:
    """How much is said in the first third of the articles."""
    (k, middle, last), share = places.thirds(corpus)
    n = k + middle + last
    numbers = {"statements": n, "first": k, "last": last, "share": share.value, "low": share.low, "high": share.high}
    text = of_all(
        k,
        n,
        nothing="No statement was found that could stand anywhere.",
        only="The only statement stands in the first third of its article.",
        only_not="The only statement does not stand in the first third of its article.",
        none=f"None of {n:,} statements stands in the first third of its article ({interval(share)}).",
        every=f"All {n:,} statements stand in the first third of their article ({interval(share)}).",
        some=f"Of {n:,} statements, {k:,} {'stands' if k == 1 else 'stand'} in the first third of their article "
        f"({per_cent(share.value)}, {interval(share)}) and {last:,} in the last.",
    )
    caveat = (
        "If place did not matter, a third would stand there. Early is where more people read, not where more is true."
    )
    return Finding("places", text, numbers, caveat if n else "", "attribution_spans")


def shared_paragraphs(corpus: Corpus) -> Finding:
    """How many paragraphs stand in several articles."""
    seen = shared.find(corpus)
    found = seen.rows
    k, same = len(found), int(found["share"].eq(1).sum())
    articles = len({doc for docs in found["doc_ids"] for doc in docs})
    numbers = {"shared": k, "word_by_word": same, "articles": articles, "paragraphs": seen.paragraphs}
    if not k:
        text = "No paragraph stands in more than one article."
        return Finding("shared-paragraphs", text, numbers, table="sentences")
    text = f"{count(k, 'paragraph stands', 'paragraphs stand')} in more than one article, "
    text += f"{same:,} of them word by word" if k > 1 else "word by word" if same else "a little changed"
    pairs = shared.pairs(found)
    top = pairs[pairs["n"].eq(pairs["n"].max())]
    if len(top) == 1:
        one, other, most = top.iloc[0]
        numbers["most"] = int(most)
        text += f": in {one} and {other}" if k == 1 else f"; {one} and {other} share most, {most:,}"
    caveat = (
        "Alike is not copied from: both may print an agency that neither names. Articles that repeat another one are "
        "counted here; the day of publication, not the hour, tells who was first."
    )
    return Finding("shared-paragraphs", f"{text}.", numbers, caveat, "sentences")


def opposing(corpus: Corpus) -> Finding:
    """How often a word of contrast sets two voices against each other."""
    found = opposed.find(corpus)
    n = len(found)
    words = found["connective"].value_counts()
    first = sorted(words.index[words.eq(words.max())]) if n else []
    numbers = {"places": n, "most": int(words.max()) if n else 0, "tied": len(first)}
    if not n:
        text = "No word of contrast sets one voice against another."
    elif n == 1:
        row = found.iloc[0]
        text = "Once a word of contrast sets two voices against each other: "
        text += f"{row['voice']} “{first[0]}” {row['other_voice']}."
    else:
        most = (
            f"most often “{first[0]}” ({numbers['most']:,})" if len(first) == 1 else f"{len(first)} words equally often"
        )
        most = f"each time “{first[0]}”" if len(words) == 1 else most
        text = f"In {n:,} places a word of contrast sets two voices against each other, {most}."
    caveat = "The contrast is the writer’s: the two need not know of each other." if n else ""
    return Finding("opposed", text, numbers, caveat, "connectives")


def conflicts(corpus: Corpus) -> Finding:
    """How many pairs of statements stand against each other, and how."""
    left = uncompared(corpus)
    more = f" {count(left, 'proposition')} stood in groups too large to compare each with each." if left else ""
    found = corpus.ask(
        "SELECT kind, count(*) AS n, count_if(doc_id <> other_doc_id) AS across FROM conflicts GROUP BY kind"
    ).set_index("kind")
    kinds, n, across = found["n"], int(found["n"].sum()), int(found["across"].sum())
    numbers = {"pairs": n, "across": across, "uncompared": left}
    if not n:
        text = "No two statements were found that plainly stand against each other."
        caveat = f"Only plain contradictions are looked for; there may be others.{more}"
        return Finding("conflicts", text, numbers, caveat, "conflicts")
    parts = [
        what if n == 1 else f"{what} ({kinds[kind]:,})"
        for kind, what in KINDS_OF_CONFLICT.items()
        if kind in kinds.index
    ]
    where = f"{across:,} of them across articles" if 0 < across < n else "across articles"
    where = where if across else "inside one article" if n == 1 else "each inside one article"
    text = f"{count(n, 'pair')} of statements {'stands' if n == 1 else 'stand'} against each other, {where}: "
    text += f"{'; '.join(parts)}."
    caveat = f"Both may be right, of different days or places: read both.{more}"
    return Finding("conflicts", text, numbers, caveat, "conflicts")


def seams(corpus: Corpus) -> Finding:
    """In how many places a text loses its thread, of those of `seam.HIGH` or more, and mostly how."""
    n = int(corpus.ask("SELECT count(*) AS n FROM seams")["n"].iloc[0])
    high = "FROM seams WHERE confidence >= $high GROUP BY"
    kinds = corpus.ask(f"SELECT kind, count(*) AS n {high} kind", high=HIGH).set_index("kind")["n"]
    worst = corpus.ask(
        f"SELECT doc_id, count(*) OVER () AS articles {high} doc_id ORDER BY count(*) DESC, doc_id LIMIT 3", high=HIGH
    )
    k, articles = int(kinds.sum()), int(worst["articles"].max()) if len(worst) else 0
    most = int(kinds.max()) if k else 0
    first = [KINDS[kind] for kind in KINDS if most and kinds.get(kind, 0) == most]
    numbers = {"seams": n, "high": k, "articles": articles, "most": most, "tied": len(first)}
    ids = worst["doc_id"].tolist()
    named = listing([*ids, count(articles - 3, "other")] if articles > 3 else ids)
    where = f"In {count(k, 'place')} of {count(articles, 'article')} ({named}) the text loses its thread"
    each = "once each" if most == 1 else f"{most:,} times each"
    if not n:
        text = "Nowhere does a text seem to lose its thread."
    elif k == 0:
        text = f"No text plainly loses its thread; {count(n, 'weaker trace')} may mean nothing."
    elif k == 1:
        text = f"In one place, of {named}, the text loses its thread, through {first[0]}."
    elif most == k:
        text = f"{where}, each time through {first[0]}."
    elif len(first) == 1:
        text = f"{where}, most often through {first[0]} ({most:,} times)."
    elif len(first) == 2:
        text = f"{where}, most often through {first[0]} and {first[1]} ({each})."
    else:
        text = f"{where}; {len(first)} kinds share the first place ({each})."
    caveat = "Splicing leaves such traces, and so does careless editing; they are proof of neither."
    return Finding("seams", text, numbers, caveat if k else "", "seams")
