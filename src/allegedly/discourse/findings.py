"""What stage 03 found, in sentences."""

from __future__ import annotations

import pandas as pd

from allegedly import stats
from allegedly.discourse import accounts
from allegedly.findings import Finding, count, listing

_UNSURE = "Found by rules and weights measured on US political news; the accuracy table says how far to trust them."


def speakers(voices: pd.DataFrame, attributions: pd.DataFrame) -> Finding:
    """How many voices speak, and which is given the most words."""
    n, words = len(voices), int(voices["n_words"].sum())
    numbers: dict[str, float | int | str | None] = {"voices": n, "words": words, "relations": len(attributions)}
    if n == 0:
        return Finding("speakers", "Nobody is given a word.", numbers, _UNSURE, "voices")
    ranked = accounts.loudest(voices)
    most = int(ranked["n_words"].iloc[0])
    first = ranked.loc[ranked["n_words"].eq(most), "name"].tolist()
    share = most / words if words else 0.0
    numbers |= {"most": most, "share": round(share, 4), "loudest": ", ".join(first)}
    if n == 1:
        text = f"One voice speaks, {first[0]}, with {count(words, 'word')}."
    elif len(first) > 1:
        text = f"{count(n, 'voice')} speak; {listing(first)} are given the most words, {count(most, 'word')} each."
    else:
        text = f"{count(n, 'voice')} speak; {first[0]} is given the most words, {most:,} of {words:,} ({share:.0%})."
    return Finding("speakers", text, numbers, "Words of a chain count for each of its voices.", "voices")


def forms(attributions: pd.DataFrame) -> Finding:
    """How what is said is given."""
    counts = accounts.forms(attributions)
    numbers: dict[str, float | int | str | None] = dict(zip(counts["form"], counts["n"].astype(int), strict=True))
    if counts.empty:
        return Finding("forms", "No statement was found.", {}, _UNSURE, "attributions")
    n = len(attributions)
    parts = [f"{row.n:,} {row.form}" for row in counts.sort_values(["n", "form"], ascending=[False, True]).itertuples()]
    text = f"Of {n:,} statements {listing(parts)}." if n > 1 else f"One statement was found, {counts['form'].iloc[0]}."
    return Finding("forms", text, numbers, _UNSURE, "attributions")


def stances(attributions: pd.DataFrame) -> Finding:
    """How often somebody denies, withholds or is kept at a distance."""
    counts = attributions["stance"].value_counts()
    numbers: dict[str, float | int | str | None] = {
        stance: int(counts.get(stance, 0)) for stance in ("deny", "withhold", "claim", "doubt")
    }
    if not any(numbers.values()):
        return Finding(
            "stances", "Nobody denies, withholds, doubts or merely claims anything.", numbers, _UNSURE, "attributions"
        )
    denied, held, claimed, doubted = (int(numbers[s] or 0) for s in ("deny", "withhold", "claim", "doubt"))
    parts = [
        count(denied, "denial"),
        count(held, "refusal or inability to say", "refusals or inabilities to say"),
        f"{count(claimed, 'statement')} reported as a claim",
        count(doubted, "doubt"),
    ]
    verb = "is" if denied == 1 else "are"
    return Finding(
        "stances",
        f"There {verb} {listing(parts)}.",
        numbers,
        "A refusal to confirm is no denial, and is counted apart.",
        "attributions",
    )


def hidden(attributions: pd.DataFrame) -> Finding:
    """The share of statements whose source is anonymous."""
    sourced = attributions[attributions["source_kind"].ne("none")]
    k, n = int(sourced["anonymous"].sum()), len(sourced)
    share = stats.share(k, n)
    numbers: dict[str, float | int | str | None] = {"anonymous": k, "sourced": n, "share": share.value}
    if share.value is None or share.low is None or share.high is None:
        return Finding("hidden", "No statement has a source.", numbers, table="attributions")
    interval = f"95 % interval {share.low:.0%} to {share.high:.0%}"
    text = f"{k:,} of {n:,} statements with a source are anonymous ({share.value:.0%}, {interval})."
    if n == 1:
        text = f"The one statement with a source is {'anonymous' if k else 'not anonymous'}."
    elif k == 0:
        text = f"None of {n:,} statements with a source is anonymous."
    return Finding(
        "hidden", text, numbers, "Crowds and institutions without a name are not called anonymous.", "attributions"
    )


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
    text = (
        f"{count(pronouns, 'source')} {'is' if pronouns == 1 else 'are'} a pronoun whose name the text does not give, "
        f"and {count(nobody, 'statement')} {'has' if nobody == 1 else 'have'} no source."
    )
    if not pronouns and not nobody:
        text = "Every statement has a source that is named or described."
    return Finding(
        "unresolved",
        text[:1].upper() + text[1:],
        {"pronouns": pronouns, "none": nobody},
        "They are nobody's voice.",
        "attributions",
    )


def everything(voices: pd.DataFrame, attributions: pd.DataFrame) -> list[Finding]:
    """All findings of the stage, in the order they are read."""
    return [
        speakers(voices, attributions),
        forms(attributions),
        stances(attributions),
        hidden(attributions),
        nested(attributions),
        unresolved(attributions),
    ]
