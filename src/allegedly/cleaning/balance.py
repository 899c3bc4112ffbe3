"""What became of the characters of each article: how much of it is article, and what went for which reason."""

from __future__ import annotations

import pandas as pd

from allegedly.corpus import Corpus

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


def by_article(corpus: Corpus) -> pd.DataFrame:
    """For each article: characters kept and removed, the share kept, and the edits by action.

    A repair counts as kept. Columns: doc_id, title, kept, removed, share_kept, n_removed, n_repaired, n_flagged.
    """
    made = corpus.ask("""
        WITH counts AS (
            SELECT doc_id, sum(length(before)) FILTER (action = 'removed') AS removed,
                count_if(action = 'removed') AS n_removed, count_if(action = 'repaired') AS n_repaired,
                count_if(action = 'flagged') AS n_flagged
            FROM edits GROUP BY doc_id)
        SELECT doc_id, title, length AS kept, coalesce(removed, 0)::BIGINT AS removed,
            coalesce(COLUMNS(['n_removed', 'n_repaired', 'n_flagged']), 0)
        FROM documents JOIN lengths USING (doc_id) LEFT JOIN counts USING (doc_id)
    """)
    made.insert(4, "share_kept", (made["kept"] / (made["kept"] + made["removed"])).round(4))
    return made.sort_values(["share_kept", "doc_id"], ignore_index=True)


def by_rule(corpus: Corpus) -> pd.DataFrame:
    """For each rule and action: how often, in how many articles, and how many characters it changed.

    Columns: action, rule, what (the rule in words), n, n_articles, n_chars.
    """
    made = corpus.ask("""
        SELECT action, rule, count(*) AS n, count(DISTINCT doc_id) AS n_articles, sum(length(before))::BIGINT AS n_chars
        FROM edits GROUP BY ALL ORDER BY action, n DESC, rule
    """)
    made.insert(2, "what", made["rule"].map(KINDS).fillna(made["rule"]))
    return made


def aligned(corpus: Corpus) -> float | None:
    """The share of clean characters that have a place in the text as it came in, 0 to 1; None without any."""
    total, placed = (
        int(corpus.ask(f"SELECT coalesce(sum({what}), 0)::BIGINT FROM {table}").iloc[0, 0])
        for what, table in (("length", "lengths"), ('"end" - start', "alignment"))
    )
    return placed / total if total else None


def examples(corpus: Corpus, *, action: str, seed: int, n: int = 8, width: int = 90) -> pd.DataFrame:
    """A few edits of one action, drawn by the seed, their words cut to `width` characters."""
    shown = corpus.sample("edits", n, seed=seed, which="WHERE action = $action", action=action)
    shown = shown[["doc_id", "rule", "before", "after", "reason"]]
    return shown.assign(**{name: [cut(words, width=width) for words in shown[name]] for name in ("before", "after")})


def cut(words: str, *, width: int = 90) -> str:
    """Words in one line, cut in the middle if they are long.

    >>> cut("one\\n\\ntwo"), cut("a" * 50, width=11)
    ('one two', 'aaaaa…aaaaa')
    """
    line = " ".join(words.split())
    half = (width - 1) // 2
    return line if len(line) <= width else f"{line[:half]}…{line[-half:]}"
