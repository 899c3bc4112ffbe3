"""What stage 01 did, in sentences."""

from __future__ import annotations

import pandas as pd

from allegedly.cleaning import balance
from allegedly.corpus import Corpus
from allegedly.findings import Finding, count, days, listing, per_cent


def read(corpus: Corpus) -> Finding:
    """What was read."""
    found = corpus.ask("""
        SELECT count(*), coalesce(sum(n_words), 0)::BIGINT, count(duplicate_of), count(DISTINCT outlet) FROM documents
    """)
    n, words, repeats, outlets = map(int, found.iloc[0])
    when = days(corpus.ask("SELECT DISTINCT published FROM documents WHERE published IS NOT NULL")["published"])
    text = "No article was read." if n == 0 else f"{count(n, 'article')} of {count(words, 'word')}"
    if n:
        text += f" from {count(outlets, 'outlet')}" if outlets else ""
        text += f", published {when}" if when else ""
        text += f"; {count(repeats, 'article repeats', 'articles repeat')} another" if repeats else ""
        text = f"{text[0].upper()}{text[1:]}."
    return Finding("corpus", text, {"articles": n, "words": words, "outlets": outlets, "repeats": repeats},
                   table="documents")  # fmt: skip


def kept(shares: pd.DataFrame) -> Finding:
    """How much of what came in is article. `shares`: `balance.by_article`."""
    n = len(shares)
    total = int((shares["kept"] + shares["removed"]).sum())
    share = float(shares["kept"].sum() / total) if total else 0.0
    least = float(shares["share_kept"].min()) if n else None
    numbers = {"articles": n, "share": round(share, 4), "least": least}
    if least is None:
        return Finding("kept", "No article was read.", numbers, table="edits")
    text = f"{per_cent(share)} of the visible characters of {count(n, 'article')} were read as article"
    if n > 1 and least < share:
        text += f"; least of {shares['doc_id'].iloc[0]}, {per_cent(least)}"
    caveat = "What was removed is judged by form and wording, so a short real line may be among it."
    return Finding("kept", text + ".", numbers, caveat, "edits")


def _done(every: pd.DataFrame, action: str) -> tuple[int, str]:
    """How many edits are of an action, and the commonest rules that made them, in words. `every`: `balance.by_rule`."""
    rules = every[every["action"] == action]
    shown = [f"{row.what} ({row.n:,})" for row in rules.head(3).itertuples()]
    more = [count(len(rules) - 3, "other kind")] if len(rules) > 3 else []
    return int(rules["n"].sum()), listing([*shown, *more])


def removed(rules: pd.DataFrame) -> Finding:
    """How many lines and marks went. `rules`: `balance.by_rule`."""
    n, commonest = _done(rules, "removed")
    if n == 0:
        return Finding("removed", "Nothing was removed.", {"removed": n}, table="edits")
    text = f"{count(n, 'place')} {'was' if n == 1 else 'were'} removed: {commonest}."
    return Finding("removed", text, {"removed": n}, "A removed place is a line or a mark, long or short.", "edits")


def repaired(rules: pd.DataFrame, shares: pd.DataFrame) -> Finding:
    """How many places were mended. `rules` and `shares`: `balance.by_rule` and `balance.by_article`."""
    n, commonest = _done(rules, "repaired")
    articles = int(shares["n_repaired"].gt(0).sum())
    numbers = {"repaired": n, "articles": articles}
    if n == 0:
        return Finding("repaired", "Nothing was repaired.", numbers, table="edits")
    text = f"{count(n, 'place')} in {count(articles, 'article')} {'was' if n == 1 else 'were'} repaired"
    text += f": {commonest}."
    return Finding("repaired", text, numbers, "A repair is a guess at what was meant; each can be undone.", "edits")


def flagged(rules: pd.DataFrame) -> Finding:
    """How many places were only flagged. `rules`: `balance.by_rule`."""
    n, commonest = _done(rules, "flagged")
    if n == 0:
        return Finding("flagged", "Nothing else looked suspicious.", {"flagged": n}, table="edits")
    text = f"{count(n, 'place')} {'looks' if n == 1 else 'look'} suspicious and stayed as"
    text += f" {'it is' if n == 1 else 'they are'}: {commonest}."
    return Finding("flagged", text, {"flagged": n}, "What is suspicious is often right.", "edits")


def unread(corpus: Corpus) -> Finding:
    """How many inputs gave no article."""
    found = corpus.ask("SELECT reason, count(*) AS n FROM problems GROUP BY reason ORDER BY n DESC, reason")
    counts, n = dict(found.to_numpy()), int(found["n"].sum())
    reasons, articles = list(counts), corpus.numbers()["documents"]
    failed = int(corpus.ask("SELECT count(DISTINCT doc_id) FROM failed").iloc[0, 0])
    numbers = {"problems": n, "articles": articles, "failed": failed}
    after = f" {count(failed, 'article').capitalize()} could not be read by a later stage, which counts none of it."
    after *= failed > 0
    if n == 0 and failed:
        return Finding("unread", after.strip(), numbers, "`failures` says why.", "failures")
    if n == 0:
        text = f"All inputs could be read: {count(articles, 'article')}." if articles else "Nothing was read."
        return Finding("unread", text, numbers, table="problems")
    shown = [f"{reason} ({counts[reason]:,})" for reason in reasons[:3]]
    shown += [count(len(reasons) - 3, "other kind")] if len(reasons) > 3 else []
    text = f"{count(n, 'problem')} {'was' if n == 1 else 'were'} met in reading"
    text += f": {listing(shown)}"
    return Finding(
        "unread", f"{text}.{after}", numbers, "An input may be read in part and still have a problem.", "problems"
    )


def placed(corpus: Corpus) -> Finding:
    """How much of the clean text can be pointed at in the text as it came in."""
    share = balance.aligned(corpus)
    numbers = {"share": None if share is None else round(share, 4)}
    if share is None:
        return Finding("placed", "There is no text to point at.", numbers, table="alignment")
    text = f"{'All' if share == 1 else per_cent(share)} of the clean characters can be pointed at in the original."
    caveat = "Blanks and dashes put in by a repair point between two characters."
    return Finding("placed", text, numbers, caveat, "alignment")


def everything(corpus: Corpus) -> list[Finding]:
    """All findings of the stage, in the order they are told."""
    shares, rules = balance.by_article(corpus), balance.by_rule(corpus)
    return [
        read(corpus), kept(shares), removed(rules), repaired(rules, shares), flagged(rules), unread(corpus),
        placed(corpus),
    ]  # fmt: skip
