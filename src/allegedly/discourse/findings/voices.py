"""What stage 03 found of voices and of what they say, in sentences."""

from __future__ import annotations

from allegedly import stats
from allegedly.corpus import Corpus
from allegedly.discourse.counts import aboutness, accounts, telling
from allegedly.findings import Finding, Numbers, count, interval, listing, of_all, per_cent

_UNSURE = "Found by rules and weights that were fitted to US political news."
_DESCRIBED = ("titled", "collective", "document")

_WHO_IS_NOT = (
    "Statements without a source are left out. Not identified are officials, a source, people who asked not to be "
    "named; not so critics, experts, spokespeople, nor a pronoun whose person the text does not give. A source may "
    "have good reason not to be named."
)


def loudest(corpus: Corpus) -> Finding:
    """The voice, or voices, given most words of their own, and who relays most words of others."""
    top = corpus.ask(
        """
        SELECT voice_id, name, source_kind, n_documents, n_own_words AS n_words, sum(n_own_words) OVER () AS total,
            count(*) OVER () AS voices, count(*) OVER (PARTITION BY n_own_words) AS tied
        FROM voices WHERE n_own_words > 0 ORDER BY n_own_words DESC, name LIMIT 4
        """
    )
    if top.empty:
        return Finding("loudest", "No voice is given words of its own.", {"words": 0}, table="voices")
    caveat = (
        "Being given words is not being right. What one voice tells in the words of another, as in “X said, Y "
        "reported”, counts for X alone: Y relays it."
    )
    one = top.iloc[0]
    most, total, voices, tied = (int(one[name]) for name in ("n_words", "total", "voices", "tied"))
    numbers: Numbers = {
        "words": most, "total": total, "share": round(most / total, 4), "voices": voices, "tied": tied,
    }  # fmt: skip
    of_total = f"of the {total:,} given to voices"
    if voices == 1:
        text = f"Only one voice is heard: {one['name']}, with {count(most, 'word')}."
    elif tied == 1:
        text = f"{one['name']} is given most words: {most:,} {of_total}, {per_cent(most / total)}"
        rows = corpus.ask(
            """
            SELECT coalesce(sum(n_own_words) FILTER (voice_id = $voice), 0) AS k, sum(n_own_words)::BIGINT AS n
            FROM said WHERE voice_id IS NOT NULL GROUP BY doc_id
            """,
            voice=one["voice_id"],
        )
        if len(rows) >= stats.ENOUGH_GROUPS:
            share = accounts.estimated(rows)
            numbers |= {"low": share.low, "high": share.high}
            text += f" ({interval(share)})"
        text += "."
    elif tied <= 3:
        text = f"{listing(top['name'].head(tied))} are given most words: {most:,} each {of_total}."
    else:
        text = f"{tied:,} voices share the first place, with {count(most, 'word')} each {of_total}."
    if tied == 1 and one["source_kind"] in _DESCRIBED and one["n_documents"] > 1:
        caveat = f"Described alike in {one['n_documents']} articles, it need not be the same one in each. {caveat}"
    relayed, words_of = _relayed(corpus)
    return Finding("loudest", text + words_of, numbers | {"relayed": relayed}, caveat, "voices")


def _relayed(corpus: Corpus) -> tuple[int, str]:
    """How many words of others the voice relays that relays most, and the sentence for it; "" for none."""
    top = corpus.ask(
        """
        SELECT name, n_relayed_words AS n, count(*) OVER (PARTITION BY n_relayed_words) AS tied
        FROM voices WHERE n_relayed_words > 0 ORDER BY n DESC, name LIMIT 3
        """
    )
    if top.empty:
        return 0, ""
    most, tied = int(top["n"].iloc[0]), int(top["tied"].iloc[0])
    who = listing(top["name"].head(tied)) if tied <= len(top) else f"{tied:,} voices"
    return most, f" Most words of others are relayed by {who}: {most:,}{' each' * (tied > 1)}."


def forms(corpus: Corpus) -> Finding:
    """How what is said is given."""
    counts = accounts.forms(corpus).sort_values(["n", "form"], ascending=[False, True])
    numbers: Numbers = dict(zip(counts["form"], counts["n"].astype(int), strict=True))
    n = int(counts["n"].sum())
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


def distance(corpus: Corpus) -> Finding:
    """How many statements are denials, do not confirm, or are kept at a distance by the writer."""
    k, n, share = accounts.share(corpus, accounts.IS_NOT_PLAIN)
    found = corpus.ask(f"SELECT stance, count(*) AS n FROM attributions WHERE {accounts.IS_NOT_PLAIN} GROUP BY stance")
    times = dict(zip(found["stance"], found["n"].tolist(), strict=True))
    counts = {stance: times.get(stance, 0) for stance in accounts.NOT_PLAIN}
    numbers = {"statements": n, "k": k, "share": share.value, "low": share.low, "high": share.high, **counts}
    caveat = (
        "Who does not confirm does not deny, and may be unable rather than unwilling. The distance is the writer’s, "
        "not a finding about what was said; "
        "what is negated (“did not deny”) is left out."
    )
    words = {
        "deny": lambda i: count(i, "denial"),
        "withhold": lambda i: f"{i:,} without confirmation or comment",
        "doubt": lambda i: count(i, "doubt"),
        "claim": lambda i: f"{i:,} kept at a distance, as claimed, alleged or blamed",
    }
    if n == 0:
        text = "No statement was found."
    elif k == 0:
        text = (
            f"None of the {count(n, 'statement')} is a denial, without confirmation or comment, a doubt or kept at "
            "a distance."
        )
        text = "The only statement is simply made." if n == 1 else text
    else:
        parts = listing(words[s](i) for s, i in counts.items() if i)
        simply = (
            f"of {count(n, 'statement')}, {k:,} ({per_cent(k / n)}, {interval(share)}) {'is' if k == 1 else 'are'} not"
        )
        text = "The only statement is not simply made" if n == 1 else f"Not everything is simply said: {simply}"
        text = f"{text}: {parts}."
    return Finding("distance", text, numbers, caveat if k else "", "attributions")


def unnamed(corpus: Corpus) -> Finding:
    """The share of statements whose source is not identified, among those that have a source."""
    k, n, share = accounts.share(corpus, "anonymous", of=accounts.SOURCED)
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


def chains(corpus: Corpus) -> Finding:
    """How many statements reach the reader through a second voice, and through how many at most."""
    n, longest = telling.numbers(corpus)
    if not n:
        text = "No statement reaches the reader through a second voice."
    elif n == 1:
        text = f"One statement reaches the reader through {'a second voice' if longest == 2 else f'{longest} voices'}."
    else:
        text = f"{n:,} statements reach the reader through a second voice, as in “X said, Y reported”"
        text += f", the longest through {longest}." if longest > 2 else "."
    caveat = "A link that the writer left out cannot be seen." if n else ""
    return Finding("chains", text, {"chains": n, "longest": longest}, caveat, "attributions")


def unresolved(corpus: Corpus) -> Finding:
    """How many sources are pronouns nobody can be found for, and how many statements have no source."""
    pronouns, n, _ = accounts.share(corpus, "source_kind = 'pronoun'")
    nobody = n - accounts.share(corpus, accounts.SOURCED)[0]
    parts = []
    if pronouns:
        parts.append(f"{count(pronouns, 'source is a pronoun', 'sources are pronouns')} of nobody named in the text")
    if nobody:
        parts.append(count(nobody, "statement has no source", "statements have no source"))
    if parts:
        text = f"{listing(parts)}."
    elif n:
        text = "Every statement has a source that is named or described."
    else:
        text = "There is no statement whose source could be looked for."
    numbers = {"pronouns": pronouns, "none": nobody}
    return Finding("unresolved", text, numbers, "They are nobody’s voice." if parts else "", "attributions")


def about(corpus: Corpus) -> Finding:
    """Who speaks about whom most."""
    n, pairs, first = aboutness.most(corpus)
    numbers: Numbers = {"names": n, "pairs": pairs}
    caveat = "To name somebody is not to judge them; a name inside reported words may be the writer’s choice."
    if not n:
        return Finding("about", "No voice speaks about anybody named.", numbers, table="mention_roles")
    most, tied = int(first["n"].iloc[0]), int(first["tied"].iloc[0])
    numbers |= {"most": most, "tied": tied}
    times = "once" if most == 1 else f"{most:,} times"
    of_names = f"of {count(n, 'name')} inside what voices say"
    voice, name = first[["voice", "about"]].iloc[0]
    if n == 1:
        text = f"Only one name stands inside what a voice says: {voice} speaks about {name}."
    elif tied == 1:
        text = f"{voice} speaks most often about {name}: {times}, {of_names}."
    elif tied <= 3:
        who = listing(f"{row.voice} about {row.about}" for row in first.itertuples())
        text = f"Most often speak {who}: {times} each, {of_names}."
    else:
        text = f"{tied:,} pairs of speaker and spoken of share the first place: {times} each, {of_names}."
    return Finding("about", text, numbers, caveat, "mention_roles")
