"""Sentences about a run that rest on tables of several stages, and the gathering of all findings."""

from __future__ import annotations

import pandas as pd

from allegedly import stats
from allegedly.findings import Finding, count, listing
from allegedly.report.sureness import UNSURE


def per_cent(value: float | None) -> str:
    """A share in words; a share of nothing has none.

    >>> per_cent(0.256), per_cent(0.004), per_cent(None)
    ('26 %', 'under 1 %', 'no share')
    """
    if value is None:
        return "no share"
    return "under 1 %" if 0 < value < 0.005 else f"{100 * value:.0f} %"


def days(published: pd.Series) -> str:
    """The days of publication from first to last, in words; "" where none is known."""
    known = sorted(published.dropna())
    if not known:
        return ""
    first, last = (_day(day) for day in (known[0], known[-1]))
    return first if first == last else f"{first} to {last}"


def _day(day: str) -> str:
    made = pd.Timestamp(day)
    return f"{made.day} {made:%B %Y}"


def corpus(documents: pd.DataFrame) -> Finding:
    """What was read."""
    n, words = len(documents), int(documents["n_words"].sum())
    repeats = int(documents["duplicate_of"].notna().sum())
    outlets = documents["outlet"].nunique()
    when = days(documents["published"])
    text = "No article was read." if n == 0 else f"{count(n, 'article')} of {count(words, 'word')}"
    if n:
        text += f" from {count(outlets, 'outlet')}" if outlets else ""
        text += f", published {when}" if when else ""
        text += f"; {count(repeats, 'article repeats', 'articles repeat')} another" if repeats else ""
        text = f"{text[0].upper()}{text[1:]}."
    return Finding("corpus", text, {"articles": n, "words": words, "outlets": outlets, "repeats": repeats},
                   table="documents")  # fmt: skip


def loudest(voices: pd.DataFrame) -> Finding:
    """The voice, or voices, given most words."""
    heard = voices[voices["source_kind"].ne("none") & voices["n_words"].gt(0)]
    total = int(heard["n_words"].sum())
    caveat = "Being given words is not being right, and a long quotation may be given to be doubted."
    if not total:
        return Finding("loudest", "No voice is given words of its own.", {"words": 0}, table="voices")
    most = int(heard["n_words"].max())
    first = sorted(heard.loc[heard["n_words"] == most, "name"])
    numbers = {"words": most, "total": total, "share": round(most / total, 4), "voices": len(heard), "tied": len(first)}
    of_all = f"of the {total:,} given to voices"
    if len(heard) == 1:
        text = f"Only one voice is heard: {first[0]}, with {count(most, 'word')}."
    elif len(first) == 1:
        text = f"{first[0]} is given most words: {most:,} {of_all}, {per_cent(most / total)}."
    elif len(first) <= 3:
        text = f"{listing(first)} are given most words: {most:,} each {of_all}."
    else:
        text = f"{len(first)} voices share the first place, with {count(most, 'word')} each {of_all}."
    return Finding("loudest", text, numbers, caveat, "voices")


def distance(attributions: pd.DataFrame) -> Finding:
    """How many statements are denials, refusals to confirm, or kept at a distance by the writer."""
    n = len(attributions)
    counts = {s: int((attributions["stance"] == s).sum()) for s in ("deny", "withhold", "doubt", "claim")}
    k = sum(counts.values())
    numbers = {"statements": n, "k": k, "share": stats.share(k, n).value, **counts}
    words = {
        "deny": lambda i: count(i, "denial"),
        "withhold": lambda i: count(i, "refusal to confirm or comment", "refusals to confirm or comment"),
        "doubt": lambda i: count(i, "doubt"),
        "claim": lambda i: f"{i:,} that the writer calls a claim",
    }
    if n == 0:
        text = "No statement was found."
    elif k == 0:
        text = f"None of the {count(n, 'statement')} is a denial, a refusal to confirm, a doubt or called a claim."
        text = "The only statement is simply made." if n == 1 else text
    else:
        parts = listing(words[s](i) for s, i in counts.items() if i)
        text = f"Not everything is simply said: of {count(n, 'statement')}, {k:,} ({per_cent(k / n)}) " + (
            f"{'is' if k == 1 else 'are'} not: {parts}."
        )
    return Finding("distance", text, numbers, "", "attributions")


def unnamed(attributions: pd.DataFrame) -> Finding:
    """The share of statements whose source is not identified."""
    k, n = int(attributions["anonymous"].sum()), len(attributions)
    share = stats.share(k, n)
    numbers = {"anonymous": k, "statements": n, "share": share.value, "low": share.low, "high": share.high}
    caveat = "A source may have good reason not to be named, and the writer may know it well."
    if n == 0:
        return Finding("unnamed", "There is no statement whose source could be named.", numbers, table="attributions")
    interval = f" (95 % interval {per_cent(share.low)} to {per_cent(share.high)})"
    if k == 0:
        text = f"No statement comes from a source that is left unidentified; {count(n, 'was', 'were')} looked at."
    elif k == n:
        text = f"Every statement, {n:,} in all, comes from a source that is not identified{interval}."
    else:
        verb = "comes" if k == 1 else "come"
        text = f"{k:,} of {n:,} statements {verb} from a source that is not identified: {per_cent(k / n)}{interval}."
    return Finding("unnamed", text, numbers, caveat if k else "", "attributions")


def whose_doubt(hedges: pd.DataFrame) -> Finding:
    """How many hedges stand in reported words and how many in the writer's own."""
    counted = hedges[hedges["category"].isin(UNSURE)]
    n, own = len(counted), int(counted["attribution_id"].isna().sum())
    numbers = {"hedges": n, "writer": own, "voices": n - own}
    caveat = "A hedge may be care as much as evasion."
    if n == 0:
        return Finding("whose-doubt", "No word makes a sentence unsure.", numbers, table="hedges")
    if n == 1:
        text = f"The only hedge is {'the writer’s own' if own else 'in the words of a source'}."
    elif own == n:
        text = f"All {n:,} hedges are the writers’ own; no source hedges."
    elif own == 0:
        text = f"All {n:,} hedges stand in the words of sources; the writers do not hedge."
    elif own == n - own:
        text = f"Of {n:,} hedges, half stand in the words of sources and half are the writers’ own: {own:,} each."
    else:
        stand, are = "stands" if n - own == 1 else "stand", "is" if own == 1 else "are"
        text = f"Of {n:,} hedges, {n - own:,} {stand} in the words of sources and {own:,} {are} the writers’ own."
    return Finding("whose-doubt", text, numbers, caveat, "hedges")
