"""What stage 03 found, in sentences."""

from __future__ import annotations

import pandas as pd

from allegedly import stats
from allegedly.discourse import accounts
from allegedly.discourse.seam import HIGH, KINDS
from allegedly.findings import Finding, count, interval, listing, per_cent

_UNSURE = "Found by rules and weights that were fitted to US political news."


def loudest(voices: pd.DataFrame) -> Finding:
    """The voice, or voices, given most words."""
    heard = voices[voices["source_kind"].ne("none") & voices["n_words"].gt(0)]
    total = int(heard["n_words"].sum())
    caveat = "Being given words is not being right. Words told by one voice of another count for both."
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


def forms(attributions: pd.DataFrame) -> Finding:
    """How what is said is given."""
    counts = accounts.forms(attributions).sort_values(["n", "form"], ascending=[False, True])
    numbers: dict[str, float | int | str | None] = dict(zip(counts["form"], counts["n"].astype(int), strict=True))
    n = len(attributions)
    if n == 0:
        return Finding("forms", "No statement was found.", {}, _UNSURE, "attributions")
    first, *rest = [(int(row.n), str(row.form)) for row in counts.itertuples()]
    parts = [f"{first[0]:,} {'is' if first[0] == 1 else 'are'} {first[1]}", *(f"{k:,} {form}" for k, form in rest)]
    if n == 1:
        text = f"One statement was found, {first[1]}."
    elif not rest:
        text = f"All {n:,} statements are {first[1]}."
    else:
        text = f"Of {n:,} statements, {listing(parts)}."
    return Finding("forms", text, numbers, _UNSURE, "attributions")


def distance(attributions: pd.DataFrame) -> Finding:
    """How many statements are denials, refusals to confirm, or kept at a distance by the writer."""
    n = len(attributions)
    # "Did not deny", "does not claim": what is negated is none of these; to withhold is a negation by itself.
    meant = attributions[attributions["polarity"].eq("positive") | attributions["stance"].eq("withhold")]
    counts = {s: int((meant["stance"] == s).sum()) for s in ("deny", "withhold", "doubt", "claim")}
    k = sum(counts.values())
    numbers = {"statements": n, "k": k, "share": stats.share(k, n).value, **counts}
    caveat = (
        "A refusal to confirm is no denial. The distance is the writer’s, not a finding about what was said; "
        "what is negated (“did not deny”) is left out."
    )
    words = {
        "deny": lambda i: count(i, "denial"),
        "withhold": lambda i: count(i, "refusal to confirm or comment", "refusals to confirm or comment"),
        "doubt": lambda i: count(i, "doubt"),
        "claim": lambda i: f"{i:,} kept at a distance, as claimed, alleged or blamed",
    }
    if n == 0:
        text = "No statement was found."
    elif k == 0:
        text = f"None of the {count(n, 'statement')} is a denial, a refusal to confirm, a doubt or kept at a distance."
        text = "The only statement is simply made." if n == 1 else text
    else:
        parts = listing(words[s](i) for s, i in counts.items() if i)
        simply = f"of {count(n, 'statement')}, {k:,} ({per_cent(k / n)}) {'is' if k == 1 else 'are'} not"
        text = "The only statement is not simply made" if n == 1 else f"Not everything is simply said: {simply}"
        text = f"{text}: {parts}."
    return Finding("distance", text, numbers, caveat if k else "", "attributions")


def unnamed(attributions: pd.DataFrame) -> Finding:
    """The share of statements whose source is not identified, among those that have a source."""
    sourced = attributions[attributions["source_kind"].ne("none")]
    k, n = int(sourced["anonymous"].sum()), len(sourced)
    share = stats.share(k, n)
    numbers = {"anonymous": k, "statements": n, "share": share.value, "low": share.low, "high": share.high}
    caveat = "Statements without a source are left out. A source may have good reason not to be named."
    if n == 0:
        return Finding("unnamed", "No statement has a source that could be named.", numbers, table="attributions")
    if n == 1:
        text = f"The only statement with a source comes from one that is {'not ' if k else ''}identified."
    elif k == 0:
        text = f"Of {count(n, 'statement')} with a source, none comes from one that is not identified."
    elif k == n:
        text = f"Every statement with a source, {n:,} in all, comes from one that is not identified"
        text += f" ({interval(share)})."
    else:
        verb = "comes" if k == 1 else "come"
        text = f"{k:,} of {n:,} statements with a source {verb} from one that is not identified: "
        text += f"{per_cent(share.value)} ({interval(share)})."
    return Finding("unnamed", text, numbers, caveat, "attributions")


def nested(attributions: pd.DataFrame) -> Finding:
    """How many statements reach the reader through another."""
    n = int(attributions["parent_id"].notna().sum())
    text = (
        "No statement stands inside another."
        if n == 0
        else (
            "One statement stands inside another."
            if n == 1
            else f"{n:,} statements stand inside another, as in “X said, Y reported”."
        )
    )
    return Finding("nested", text, {"nested": n}, table="attributions")


def unresolved(attributions: pd.DataFrame) -> Finding:
    """How many sources are pronouns nobody can be found for, and how many statements have no source."""
    kinds = attributions["source_kind"].value_counts()
    pronouns, nobody = int(kinds.get("pronoun", 0)), int(kinds.get("none", 0))
    parts = []
    if pronouns:
        parts.append(f"{count(pronouns, 'source is a pronoun', 'sources are pronouns')} of nobody named in the text")
    if nobody:
        parts.append(count(nobody, "statement has no source", "statements have no source"))
    if parts:
        text = f"{listing(parts)}."
    elif len(attributions):
        text = "Every statement has a source that is named or described."
    else:
        text = "There is no statement whose source could be looked for."
    numbers = {"pronouns": pronouns, "none": nobody}
    return Finding("unresolved", text, numbers, "They are nobody’s voice." if parts else "", "attributions")


def seams(found: pd.DataFrame) -> Finding:
    """In how many places a text loses its thread, of those of `seam.HIGH` or more, and mostly how."""
    high = found[found["confidence"] >= HIGH]
    k, articles = len(high), high["doc_id"].nunique()
    kinds = high["kind"].value_counts()
    most = int(kinds.max()) if k else 0
    first = [KINDS[kind] for kind in KINDS if most and kinds.get(kind, 0) == most]
    numbers = {"seams": len(found), "high": k, "articles": articles, "most": most, "tied": len(first)}
    where = f"In {count(k, 'place')} of {count(articles, 'article')} the text loses its thread"
    each = "once each" if most == 1 else f"{most:,} times each"
    if not len(found):
        text = "Nowhere does a text seem to lose its thread."
    elif k == 0:
        text = f"No text plainly loses its thread; {count(len(found), 'weaker trace')} may mean nothing."
    elif k == 1:
        text = f"In one place the text loses its thread, through {first[0]}."
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


def everything(voices: pd.DataFrame, attributions: pd.DataFrame, traces: pd.DataFrame) -> list[Finding]:
    """All findings of the stage, in the order they are told."""
    return [
        loudest(voices), forms(attributions), distance(attributions), unnamed(attributions), nested(attributions),
        unresolved(attributions), seams(traces),
    ]  # fmt: skip
