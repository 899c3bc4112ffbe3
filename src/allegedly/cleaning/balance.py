"""What became of the characters of each article: how much of it is article, and what went for which reason."""

from __future__ import annotations

import pandas as pd

KINDS = {
    "outside_article": "other stories, menus and labels around the article",
    "foreign_line": "lines in another language",
    "furniture_share": "share buttons",
    "furniture_print": "print buttons",
    "furniture_menu": "menu entries",
    "furniture_advertisement": "advertisement labels",
    "furniture_related": "lists of other stories",
    "furniture_readmore": "links to other stories",
    "furniture_comments": "comment headings",
    "furniture_comment": "readers' comments",
    "furniture_newsletter": "newsletter pleas",
    "furniture_consent": "notices of cookies and terms",
    "furniture_copyright": "copyright notices",
    "furniture_credit": "credits and captions",
    "furniture_player": "player labels",
    "furniture_byline": "bylines",
    "furniture_date": "date lines",
    "furniture_address": "addresses",
    "furniture_marks": "lines of marks",
    "furniture_number": "lone numbers",
    "furniture_template": "code of pages",
    "furniture_path": "paths inside a site",
    "markup": "tags of web pages",
    "markdown": "marks of Markdown",
    "invisible": "invisible characters",
    "override_drop": "lines the analyst dropped",
    "override_keep": "lines the analyst kept",
    "mojibake": "wrongly decoded characters",
    "entity": "character codes",
    "joined_word": "joined words",
    "joined_sentence": "joined sentences",
    "joined_dash": "dashes written as hyphens",
    "joined_quote": "words joined at a quotation mark",
    "split_word": "split words",
    "spaces": "doubled blanks",
    "line_hyphen": "hyphens at line ends",
    "misspelling": "misspellings",
    "repeated_word": "words that stand twice",
    "repeated_paragraph": "paragraphs that come again",
    "duplicate_article": "articles that repeat another",
}
"""Each rule of the log in words, in the plural."""


def by_article(documents: pd.DataFrame, edits: pd.DataFrame) -> pd.DataFrame:
    """For each article: characters kept and removed, the share kept, and the edits by action.

    A repair counts as kept. Columns: doc_id, title, kept, removed, share_kept, n_removed, n_repaired, n_flagged.
    """
    gone = edits.loc[edits["action"] == "removed"]
    removed = gone["before"].str.len().groupby(gone["doc_id"]).sum()
    counts = edits.groupby(["doc_id", "action"]).size().unstack(fill_value=0)
    made = documents[["doc_id", "title"]].assign(
        kept=documents["text"].str.len(),
        removed=documents["doc_id"].map(removed).fillna(0).astype(int),
    )
    made["share_kept"] = (made["kept"] / (made["kept"] + made["removed"])).round(4)
    for action in ("removed", "repaired", "flagged"):
        number = counts[action] if action in counts else pd.Series(dtype=int)
        made[f"n_{action}"] = made["doc_id"].map(number).fillna(0).astype(int)
    return made.sort_values(["share_kept", "doc_id"], ignore_index=True)


def by_rule(edits: pd.DataFrame) -> pd.DataFrame:
    """For each rule and action: how often, in how many articles, and how many characters it changed."""
    counted = edits.assign(n_chars=edits["before"].str.len())
    made = counted.groupby(["action", "rule"], as_index=False).agg(
        n=("rule", "size"), n_articles=("doc_id", "nunique"), n_chars=("n_chars", "sum")
    )
    made.insert(2, "what", made["rule"].map(KINDS).fillna(made["rule"]))
    return made.sort_values(["action", "n", "rule"], ascending=[True, False, True], ignore_index=True)


def aligned(documents: pd.DataFrame, alignment: pd.DataFrame) -> float | None:
    """The share of clean characters that have a place in the text as it came in, 0 to 1; None without any."""
    total = int(documents["text"].str.len().sum())
    return float((alignment["end"] - alignment["start"]).sum() / total) if total else None


def examples(edits: pd.DataFrame, *, action: str, seed: int, n: int = 8, width: int = 90) -> pd.DataFrame:
    """A few edits of one action, drawn by the seed, their words cut to `width` characters."""
    chosen = edits[edits["action"] == action]
    chosen = chosen.sample(min(n, len(chosen)), random_state=seed).sort_index()
    shown = chosen[["doc_id", "rule", "before", "after", "reason"]].copy()
    for column in ("before", "after"):
        shown[column] = [cut(words, width=width) for words in shown[column]]
    return shown.reset_index(drop=True)


def cut(words: str, *, width: int = 90) -> str:
    """Words in one line, cut in the middle if they are long.

    >>> cut("one\\n\\ntwo"), cut("a" * 50, width=11)
    ('one two', 'aaaaa…aaaaa')
    """
    line = " ".join(words.split())
    half = (width - 1) // 2
    return line if len(line) <= width else f"{line[:half]}…{line[-half:]}"
