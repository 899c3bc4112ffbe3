"""What stage 04 finds, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from allegedly import stats
from allegedly.corpus import Corpus
from allegedly.findings import Finding, count, interval, listing, per_cent
from allegedly.hedging import comparing, correction, cues, rates
from allegedly.hedging.said import COUNTED, UNKNOWN, WRITER
from allegedly.schema import BOOSTERS

ENOUGH_WORDS = 100
"""A voice given fewer words is not ranked: one hedge more or less would decide."""

DESCRIBES = "Of so few articles, the intervals describe these and no others."


def hedged(corpus: Corpus, *, seed: int) -> Finding:
    """How many sentences hold a hedge, as found and corrected for the extractor's mistakes; `seed` draws these.

    Intervals are over articles where there are enough.
    """
    counts = corpus.ask("SELECT count_if(hedged) AS k, count(*) AS n FROM certainty GROUP BY doc_id ORDER BY doc_id")
    articles = [(int(k), int(n)) for k, n in counts[["k", "n"]].to_numpy()]
    k, n = sum(k for k, _ in articles), sum(n for _, n in articles)
    share = stats.grouped_share(articles)
    numbers = {"sentences": n, "hedged": k, "share": share.value, "low": share.low, "high": share.high}
    caveat = "A hedge may be care as much as evasion; plans, conditions and round numbers are not counted as hedges."
    if n == 0:
        return Finding("hedged", "There is no sentence to judge.", numbers, table="certainty")
    if n == 1:
        text = f"The only sentence is {'hedged' if k else 'not hedged'}."
        return Finding("hedged", text, numbers, caveat, "certainty")
    if k == 0:
        return Finding("hedged", f"Of {count(n, 'sentence')}, none is hedged.", numbers, caveat, "certainty")
    mended = correction.load()["hedged sentences"].correct_share(articles, seed=seed)
    caveat += "" if stats.enough(articles) else f" {DESCRIBES}"
    numbers |= {"corrected": mended.value, "corrected_low": mended.low, "corrected_high": mended.high}
    text = f"{k:,} of {count(n, 'sentence')} {'is' if k == 1 else 'are'} hedged ({per_cent(share.value)}, "
    text += f"{interval(share)}; corrected for mistakes {per_cent(mended.value)}, {per_cent(mended.low)} to "
    text += f"{per_cent(mended.high)})."
    return Finding("hedged", text, numbers, caveat, "certainty")


def whose_doubt(counted: pd.DataFrame) -> Finding:
    """How many hedges stand in reported words, how many in the writer's own, and how many are the word that reports.

    `counted`: `cues.counts`.
    """
    own, voices, linked = (
        int(counted.loc[counted["category"].isin(COUNTED) & counted["whose"].eq(whose), "n"].sum())
        for whose in (cues.WRITER, cues.SOURCE, cues.REPORTING)
    )
    n = own + voices
    numbers = {"hedges": n, "writer": own, "voices": voices, "reporting": linked}
    caveat = "Words in quotation marks that nobody was found to say count as the writer’s."
    are = "is the reporting word itself and counts" if linked == 1 else "are the reporting word itself and count"
    more = f" {linked:,} more {are} as stance." if linked else ""
    if n == 0:
        return Finding("whose-doubt", f"No word makes a sentence unsure.{more}", numbers, table="hedges")
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
    return Finding("whose-doubt", text + more, numbers, caveat, "hedges")


def commonest(counted: pd.DataFrame) -> Finding:
    """The kind of hedge that occurs most, and its commonest words. `counted`: `cues.counts`."""
    hedges = cues.said_so(counted, COUNTED)
    counts, n = hedges.groupby("category")["n"].sum(), int(hedges["n"].sum())
    if n == 0:
        return Finding("commonest-hedge", "No hedge was found.", {"hedges": 0}, table="hedges")
    most = int(counts.max())
    first = sorted(counts.index[counts == most])
    numbers = {"hedges": n, "most": most, "tied": len(first)}
    caveat = "A word that itself reports (“believes”) is counted as a stance, not here."
    if len(first) > 1:
        text = f"Of {count(n, 'hedge')}, {listing(first)} ones are equally common ({most:,} each)."
        return Finding("commonest-hedge", text, numbers, caveat, "hedges")
    shown = listing(f"“{word}”" for word in cues.commonest(hedges[hedges["category"] == first[0]], top=3)["entry"])
    if n == 1:
        text = f"The only hedge is {first[0]}: {shown}."
    else:
        text = f"Of {count(n, 'hedge')}, {most:,} {'is' if most == 1 else 'are'} {first[0]}, such as {shown}."
    return Finding("commonest-hedge", text, numbers, caveat, "hedges")


def surest(by_voice: pd.DataFrame, names: Mapping[str, str]) -> Finding:
    """Which voice hedges most in the words it is given, and how many others may hedge as often.

    `by_voice` is `rates.rates(said, "voice_id")`.
    """
    heard = by_voice[~by_voice["voice_id"].isin([WRITER, UNKNOWN])]
    voices = heard[heard["n_words"] >= ENOUGH_WORDS]
    caveat = "Rates of few words swing widely; the corrected rate allows for hedges missed and wrongly counted."
    if voices.empty:
        text = f"No voice is given {ENOUGH_WORDS} words: too few to tell which of them hedges most."
        return Finding("least-sure-voice", text, {"voices": 0, "words_needed": ENOUGH_WORDS}, table="hedges")
    most = voices["hedges"].max()
    numbers: dict[str, float | int | str | None] = {"voices": len(voices), "rate": most}
    if most == 0:
        return Finding("least-sure-voice", f"None of {count(len(voices), 'voice')} hedges.", numbers, caveat, "hedges")
    first = voices[voices["hedges"] == most]
    shown = listing(names.get(voice, voice) for voice in first["voice_id"])
    row = first.iloc[0]
    if len(first) > 1:
        text = f"Of {count(len(voices), 'voice')}, {shown} hedge most: {most:.0f} times in 1,000 words each."
    else:
        overlap = int((voices["hedges_high"] >= row["hedges_low"]).sum()) - 1
        numbers |= {"low": row["hedges_low"], "high": row["hedges_high"], "words": int(row["n_words"])}
        numbers |= {name: row[f"hedges_{name}"] for name in ("corrected", "corrected_low", "corrected_high")}
        numbers |= {"overlap": overlap}
        rate, low, high = (f"{row[f'hedges{part}']:.0f}" for part in rates.PARTS)
        mended, mended_low, mended_high = (f"{row[f'hedges_corrected{part}']:.0f}" for part in rates.PARTS)
        caveat += f" {DESCRIBES}" if row["unit"] == "sentences" else ""
        told = f"{rate} in 1,000 (95 % interval {low} to {high}; corrected for mistakes {mended}, {mended_low} to "
        told += f"{mended_high}; {row['n_words']:,} words)"
        if len(voices) == 1:
            text = f"Hedges of the only voice given {ENOUGH_WORDS} words, {shown}: {told}."
        else:
            text = f"Of {len(voices):,} voices, most hedges for its words has {shown}: {told}"
            overlaps = "interval of 1 other overlaps" if overlap == 1 else f"intervals of {overlap:,} others overlap"
            text += f"; the {overlaps} with that." if overlap else "."
    return Finding("least-sure-voice", text, numbers, caveat, "hedges")


def tellers(compared: pd.DataFrame) -> Finding:
    """Whether sources hedge more or less often than those who write. `compared`: `comparing.compare(said, "whose")`."""
    caveat = "By the words given to each; the test shuffles whose words are whose inside each article that has both."
    if compared.empty or pd.isna(compared["p"].iloc[0]):
        text = "Whether sources or writers hedge more cannot be told: too few words or articles."
        return Finding("sources-or-writers", text, {"pairs": len(compared)}, table="hedges")
    row = compared.iloc[0]
    caveat += f" {DESCRIBES}" if row["unit"] == "sentences" else ""
    # In the order of the alphabet, the sources come first.
    sources, writers = row["rate_one"], row["rate_other"]
    numbers = {"sources": sources, "writers": writers, "p": row["p"], "difference": row["difference"]}
    numbers |= {name: row[name] for name in ("difference_low", "difference_high", "corrected")}
    numbers |= {name: row[name] for name in ("corrected_low", "corrected_high")}
    found, mended = (
        f"{row[name]:+.1f}, {words}{row[f'{name}_low']:+.1f} to {row[f'{name}_high']:+.1f}"
        for name, words in (("difference", "95 % interval "), ("corrected", ""))
    )
    rest = f"(difference {found}; corrected {mended})"
    if row["verdict"] == "no difference shown":
        text = (
            f"That sources and writers hedge at different rates is not shown: {sources:.1f} and {writers:.1f} times in "
        )
        text += f"1,000 words {rest}."
    else:
        than = "more" if sources > writers else "less"
        text = (
            f"Sources hedge {than} often than writers, {sources:.1f} against {writers:.1f} times in 1,000 words {rest}"
        )
        text += "." if row["unit"] == "articles" else "; that describes these few articles and no others."
    return Finding("sources-or-writers", text, numbers, caveat, "hedges")


def boosters(counted: pd.DataFrame) -> Finding:
    """Boosters against hedges. `counted`: `cues.counts`."""
    n_hedges, n_boosters = (int(cues.said_so(counted, group)["n"].sum()) for group in (COUNTED, BOOSTERS))
    numbers = {"hedges": n_hedges, "boosters": n_boosters}
    caveat = "Who insists need not be sure. Words that themselves report (“insisted”, “believes”) are not among either."
    if n_boosters == 0:
        text = "No word makes a sentence surer than it need be."
    else:
        stand = "stands" if n_boosters == 1 else "stand"
        text = f"Against {count(n_hedges, 'hedge')} {stand} {count(n_boosters, 'booster')}, words that insist."
    return Finding("boosters", text, numbers, caveat, "hedges")


def unsettled(corpus: Corpus) -> Finding:
    """How many sentences tell something that has not happened or may not be so."""
    found = corpus.ask("""
        SELECT count(*), count(*) FILTER (uncertain), count(*) FILTER (uncertain AND NOT hedged) FROM certainty
    """)
    n, k, beyond = map(int, found.iloc[0])
    numbers = {"sentences": n, "uncertain": k, "unhedged": beyond}
    caveat = "Weighed by how often the same words stood in sentences that people judged uncertain."
    if k == 0:
        text = "No sentence tells something that may not be so."
    else:
        text = f"In {k:,} of {count(n, 'sentence')} something has not happened or may not be so"
        text += f"; {beyond:,} of them without a hedge, by plans, conditions or requests." if beyond else "."
    return Finding("unsettled", text, numbers, caveat, "certainty")


def everything(corpus: Corpus, said: pd.DataFrame, names: Mapping[str, str], *, seed: int) -> list[Finding]:
    """All findings of the stage, in the order they are told.

    `said` is what `said.pieces` gives, `names` the usual names of voices, `seed` that of all intervals and tests.
    """
    by_voice = rates.rates(said, "voice_id", seed=seed, few=ENOUGH_WORDS)
    compared = comparing.compare(said, "whose", seed=seed)
    counted = cues.counts(corpus)
    return [
        hedged(corpus, seed=seed), whose_doubt(counted), tellers(compared), commonest(counted),
        surest(by_voice, names), boosters(counted), unsettled(corpus),
    ]  # fmt: skip
