"""What stage 03 found, in sentences: here of voices and what they say, in `between` of when, where and against whom."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from allegedly import stats
from allegedly.discourse.counts import aboutness, accounts, counted, course, opposed, places, shared
from allegedly.discourse.counts.between import conflicts, heard_where, opposing, over_time, seams, shared_paragraphs
from allegedly.discourse.statements.conflicts import uncompared
from allegedly.findings import Finding, Numbers, count, interval, listing, of_all, per_cent

_UNSURE = "Found by rules and weights that were fitted to US political news."
_DESCRIBED = ("titled", "collective", "document")

_WHO_IS_NOT = (
    "Statements without a source are left out. Not identified are officials, a source, people who asked not to be "
    "named; not so critics, experts, spokespeople, nor a pronoun whose person the text does not give. A source may "
    "have good reason not to be named."
)


def loudest(voices: pd.DataFrame, attributions: pd.DataFrame) -> Finding:
    """The voice, or voices, given most words."""
    heard = voices[voices["source_kind"].ne("none") & voices["n_words"].gt(0)]
    total = int(heard["n_words"].sum())
    caveat = "Being given words is not being right. Words told by one voice of another count for both."
    if not total:
        return Finding("loudest", "No voice is given words of its own.", {"words": 0}, table="voices")
    most = int(heard["n_words"].max())
    top = heard[heard["n_words"] == most]
    first = sorted(top["name"])
    numbers: Numbers = {
        "words": most,
        "total": total,
        "share": round(most / total, 4),
        "voices": len(heard),
        "tied": len(first),
    }
    of_total = f"of the {total:,} given to voices"
    if len(heard) == 1:
        text = f"Only one voice is heard: {first[0]}, with {count(most, 'word')}."
    elif len(first) == 1:
        text = f"{first[0]} is given most words: {most:,} {of_total}, {per_cent(most / total)}"
        said = accounts.heard(attributions).dropna(subset=["voice_id"])
        if said["doc_id"].nunique() >= stats.ENOUGH_GROUPS:
            share = stats.grouped_share(_words_by_article(said, top["voice_id"].iloc[0]))
            numbers |= {"low": share.low, "high": share.high}
            text += f" ({interval(share)})"
        text += "."
    elif len(first) <= 3:
        text = f"{listing(first)} are given most words: {most:,} each {of_total}."
    else:
        text = f"{len(first)} voices share the first place, with {count(most, 'word')} each {of_total}."
    one = top.iloc[0]
    if len(first) == 1 and one["source_kind"] in _DESCRIBED and one["n_documents"] > 1:
        caveat = f"Described alike in {one['n_documents']} articles, it need not be the same one in each. {caveat}"
    return Finding("loudest", text, numbers, caveat, "voices")


def _words_by_article(said: pd.DataFrame, voice: str) -> list[tuple[int, int]]:
    """Words of a voice and of all voices in each article."""
    own = said["n_words"].where(said["voice_id"].eq(voice), 0).groupby(said["doc_id"]).sum()
    return [(int(k), int(n)) for k, n in zip(own, said.groupby("doc_id")["n_words"].sum(), strict=True)]


def forms(attributions: pd.DataFrame) -> Finding:
    """How what is said is given."""
    counts = accounts.forms(attributions).sort_values(["n", "form"], ascending=[False, True])
    numbers: Numbers = dict(zip(counts["form"], counts["n"].astype(int), strict=True))
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
    chosen = accounts.not_plain(attributions)
    counts = {s: int((chosen & attributions["stance"].eq(s)).sum()) for s in accounts.NOT_PLAIN}
    k = sum(counts.values())
    share = accounts.share(attributions, chosen)
    numbers = {"statements": n, "k": k, "share": share.value, "low": share.low, "high": share.high, **counts}
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
        simply = (
            f"of {count(n, 'statement')}, {k:,} ({per_cent(k / n)}, {interval(share)}) {'is' if k == 1 else 'are'} not"
        )
        text = "The only statement is not simply made" if n == 1 else f"Not everything is simply said: {simply}"
        text = f"{text}: {parts}."
    return Finding("distance", text, numbers, caveat if k else "", "attributions")


def unnamed(attributions: pd.DataFrame) -> Finding:
    """The share of statements whose source is not identified, among those that have a source."""
    sourced = accounts.sourced(attributions)
    k, n = int(sourced["anonymous"].sum()), len(sourced)
    share = accounts.share(sourced, sourced["anonymous"])
    numbers = {"anonymous": k, "statements": n, "share": share.value, "low": share.low, "high": share.high}
    text = of_all(
        k,
        n,
        nothing="No statement has a source that could be named.",
        only="The only statement with a source comes from one that is not identified.",
        only_not="The only statement with a source comes from one that is identified.",
        none=f"Of {n:,} statements with a source, none comes from one that is not identified ({interval(share)}).",
        every=f"Every statement with a source, {n:,} in all, comes from one that is not identified "
        f"({interval(share)}).",
        some=f"{k:,} of {n:,} statements with a source {'comes' if k == 1 else 'come'} from one that is not "
        f"identified: {per_cent(share.value)} ({interval(share)}).",
    )
    caveat = _WHO_IS_NOT if n else ""
    return Finding("unnamed", text, numbers, caveat, "attributions")


def chains(attributions: pd.DataFrame) -> Finding:
    """How many statements reach the reader through a second voice, and through how many at most."""
    found = accounts.chains(attributions, top=len(attributions))
    n, longest = len(found), int(found["links"].max()) if len(found) else 0
    if not n:
        text = "No statement reaches the reader through a second voice."
    elif n == 1:
        text = f"One statement reaches the reader through {'a second voice' if longest == 2 else f'{longest} voices'}."
    else:
        text = f"{n:,} statements reach the reader through a second voice, as in “X said, Y reported”"
        text += f", the longest through {longest}." if longest > 2 else "."
    caveat = "A link that the writer left out cannot be seen." if n else ""
    return Finding("chains", text, {"chains": n, "longest": longest}, caveat, "attributions")


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


def about(rows: pd.DataFrame) -> Finding:
    """Who speaks about whom most; `rows` are `aboutness.named`."""
    pairs = aboutness.pairs(rows)
    n = len(rows)
    numbers: Numbers = {"names": n, "pairs": len(pairs)}
    caveat = "To name somebody is not to judge them; a name inside reported words may be the writer’s choice."
    if not n:
        return Finding("about", "No voice speaks about anybody named.", numbers, table="mention_roles")
    most = int(pairs["n"].max())
    top = pairs[pairs["n"].eq(most)]
    numbers |= {"most": most, "tied": len(top)}
    times = "once" if most == 1 else f"{most:,} times"
    of_names = f"of {count(n, 'name')} inside what voices say"
    first = top.iloc[0]
    if n == 1:
        text = f"Only one name stands inside what a voice says: {first['voice']} speaks about {first['about']}."
    elif len(top) == 1:
        text = f"{first['voice']} speaks most often about {first['about']}: {times}, {of_names}."
    elif len(top) <= 3:
        who = listing(f"{row.voice} about {row.about}" for row in top.itertuples())
        text = f"Most often speak {who}: {times} each, {of_names}."
    else:
        text = f"{len(top):,} pairs of speaker and spoken of share the first place: {times} each, {of_names}."
    return Finding("about", text, numbers, caveat, "mention_roles")


def everything(tables: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """All findings of the stage, in the order they are told.

    `tables` are those of `counted.READ`, by name, all but documents and sentences without the articles not counted.
    """
    said, documents = tables["attributions"], tables["documents"]
    kept = counted.documents(tables)
    names = ("attributions", "mention_roles", "mentions", "entities", "voices")
    placed = places.parts(said, tables["attribution_spans"], documents, parts=3)
    return [
        loudest(tables["voices"], said), forms(said), distance(said), unnamed(said), chains(said), unresolved(said),
        about(aboutness.named(*(tables[name] for name in names))),
        over_time(course.followed(said, tables["entities"], kept), kept), heard_where(placed),
        shared_paragraphs(shared.shared(documents, tables["sentences"]),
                          len(shared.paragraphs(documents, tables["sentences"]))),
        opposing(opposed.find(tables)),
        conflicts(tables["conflicts"], uncompared=uncompared(tables["propositions"])), seams(tables["seams"]),
    ]  # fmt: skip
