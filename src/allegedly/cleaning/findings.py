"""What stage 01 did, in sentences."""

from __future__ import annotations

import pandas as pd

from allegedly.cleaning import balance
from allegedly.findings import Finding, count, days, listing, per_cent


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


def kept(documents: pd.DataFrame, edits: pd.DataFrame) -> Finding:
    """How much of what came in is article."""
    shares = balance.by_article(documents, edits)
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


def _commonest(edits: pd.DataFrame) -> str:
    """The commonest rules of some edits, in words."""
    rules = balance.by_rule(edits)
    shown = [f"{row.what} ({row.n:,})" for row in rules.head(3).itertuples()]
    more = [count(len(rules) - 3, "other kind")] if len(rules) > 3 else []
    return listing([*shown, *more])


def removed(edits: pd.DataFrame) -> Finding:
    """How many lines and marks went."""
    gone = edits[edits["action"] == "removed"]
    numbers = {"removed": len(gone)}
    if gone.empty:
        return Finding("removed", "Nothing was removed.", numbers, table="edits")
    text = f"{count(len(gone), 'place')} {'was' if len(gone) == 1 else 'were'} removed"
    caveat = "A removed place is a line or a mark, long or short."
    return Finding("removed", f"{text}: {_commonest(gone)}.", numbers, caveat, "edits")


def repaired(edits: pd.DataFrame) -> Finding:
    """How many places were mended."""
    mended = edits[edits["action"] == "repaired"]
    numbers = {"repaired": len(mended), "articles": int(mended["doc_id"].nunique())}
    if mended.empty:
        return Finding("repaired", "Nothing was repaired.", numbers, table="edits")
    where = count(numbers["articles"], "article")
    text = f"{count(len(mended), 'place')} in {where} {'was' if len(mended) == 1 else 'were'} repaired"
    text += f": {_commonest(mended)}"
    return Finding(
        "repaired", text + ".", numbers, "A repair is a guess at what was meant; each can be undone.", "edits"
    )


def flagged(edits: pd.DataFrame) -> Finding:
    """How many places were only flagged."""
    only = edits[edits["action"] == "flagged"]
    numbers = {"flagged": len(only)}
    if only.empty:
        return Finding("flagged", "Nothing else looked suspicious.", numbers, table="edits")
    text = f"{count(len(only), 'place')} {'looks' if len(only) == 1 else 'look'} suspicious and stayed as"
    text += f" {'it is' if len(only) == 1 else 'they are'}: {_commonest(only)}."
    return Finding("flagged", text, numbers, "What is suspicious is often right.", "edits")


def unread(documents: pd.DataFrame, problems: pd.DataFrame) -> Finding:
    """How many inputs gave no article."""
    counts = problems["reason"].value_counts()
    reasons = sorted(counts.index, key=lambda reason: (-counts[reason], reason))
    numbers = {"problems": len(problems), "articles": len(documents)}
    if problems.empty:
        read = count(len(documents), "article")
        text = f"All inputs could be read: {read}." if len(documents) else "Nothing was read."
        return Finding("unread", text, numbers, table="problems")
    shown = [f"{reason} ({counts[reason]:,})" for reason in reasons[:3]]
    shown += [count(len(reasons) - 3, "other kind")] if len(reasons) > 3 else []
    text = f"{count(len(problems), 'problem')} {'was' if len(problems) == 1 else 'were'} met in reading"
    text += f": {listing(shown)}"
    return Finding("unread", text + ".", numbers, "An input may be read in part and still have a problem.", "problems")


def placed(documents: pd.DataFrame, alignment: pd.DataFrame) -> Finding:
    """How much of the clean text can be pointed at in the text as it came in."""
    share = balance.aligned(documents, alignment)
    numbers = {"share": None if share is None else round(share, 4)}
    if share is None:
        return Finding("placed", "There is no text to point at.", numbers, table="alignment")
    text = f"{'All' if share == 1 else per_cent(share)} of the clean characters can be pointed at in the original."
    caveat = "Blanks and dashes put in by a repair point between two characters."
    return Finding("placed", text, numbers, caveat, "alignment")


def everything(documents: pd.DataFrame, edits: pd.DataFrame, problems: pd.DataFrame,
               alignment: pd.DataFrame) -> list[Finding]:  # fmt: skip
    """All findings of the stage, in the order they are told."""
    return [
        corpus(documents), kept(documents, edits), removed(edits), repaired(edits), flagged(edits),
        unread(documents, problems), placed(documents, alignment),
    ]  # fmt: skip
