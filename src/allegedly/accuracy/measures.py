"""What was measured on which annotated texts, in words."""

from __future__ import annotations

KINDS = {
    "cleaning": "Cleaning",
    "names": "Names",
    "merging": "One thing under its names",
    "attribution": "Statements",
    "connectives": "Connectives",
    "hedging": "Uncertain sentences",
}
"""Kinds of annotation, in the order of the stages."""

MEASURES = {
    ("cleaning", "shingles"): "text of the article, in runs of four words",
    ("names", "all"): "names, to the character and of the right type",
    ("names", "PER"): "people",
    ("names", "PERSON"): "people",
    ("names", "ORG"): "bodies",
    ("names", "LOC"): "places",
    ("names", "PLACE"): "places",
    ("names", "NORP"): "peoples, faiths and parties",
    ("merging", "pairs"): "pairs of names brought under one thing",
    ("merging", "gold mentions found exactly"): "names found exactly, whose merging could be judged",
    ("attribution", "relation, overlap 0.3"): "source, reporting word and, in part, content",
    ("attribution", "content, overlap 0.3"): "content, in part",
    ("attribution", "relation, overlap 0.8"): "source, reporting word and nearly all of the content",
    ("attribution", "content, overlap 0.8"): "nearly all of the content",
    ("attribution", "cue"): "reporting words",
    ("attribution", "content tokens"): "words of content",
    ("attribution", "threshold"): "reporting word and, in part, content",
    ("attribution", "recall of direct"): "direct speech",
    ("attribution", "recall of mixed"): "indirect speech with quoted words in it",
    ("attribution", "recall of indirect"): "indirect speech",
    ("connectives", "connectives"): "explicit connectives",
    ("connectives", "sense of those found"): "sense of connectives, level 1, of those found",
    ("attribution", "right stance"): "stance, of statements found",
    ("attribution", "right anonymous"): "anonymity of the source, of statements found",
    ("attribution", "right chain"): "standing in a chain, of statements found",
    (
        "attribution",
        "stances of distance",
    ): "denials, non-confirmations, doubts, distance, of statements found",
    ("attribution", "anonymous"): "sources that are not identified, of statements found",
    ("attribution", "second voice"): "passing on a voice or passed on by one, of statements found",
    ("attribution", "read quantities"): "numbers of people and things, of those found",
    ("attribution", "read chains"): "statements inside another, of those found",
    ("attribution", "read seams"): "places where a text loses its thread, of those shown",
    ("attribution", "read conflicts"): "conflicting statements, of the pairs found",
    ("attribution", "read pronouns"): "sources that are pronouns and were taken for somebody named",
    ("hedging", "uncertain sentences"): "sentences that tell of something uncertain",
    ("hedging", "hedges"): "words that hedge",
    ("hedging", "boosters"): "words that press",
    ("hedging", "hedged sentences"): "sentences with a hedge",
    ("hedging", "scopes"): "what a hedge makes uncertain, of those found",
}
"""What was measured, in words."""

CLASSES = {
    "stances of distance": ("stance", ("deny", "withhold", "doubt", "claim")),
    "anonymous": ("anonymous", ("yes",)),
    "second voice": ("chain", ("inside", "through")),
}
"""Measures made of classes that two people labelled: the label, and the classes counted together."""

MAIN = {
    ("cleaning", "shingles"), ("names", "all"), ("merging", "pairs"), ("attribution", "relation, overlap 0.3"),
    ("attribution", "cue"), ("attribution", "threshold"), ("attribution", "right stance"),
    ("attribution", "stances of distance"), ("attribution", "anonymous"), ("attribution", "second voice"),
    ("connectives", "connectives"), ("hedging", "uncertain sentences"), ("hedging", "hedges"), ("hedging", "boosters"),
}  # fmt: skip
"""Measures of the short table."""

TEXTS = {
    "aeb_dev": "pages of news sites, by their source",
    "aeb_noisy_text_dev": "pages of news sites, by their visible lines",
    "crossner_politics_test": "sentences on politics from Wikipedia (CrossNER)",
    "gum_news": "Wikinews (GUM)",
    "wikigold": "Wikipedia (Wikigold)",
    "worldwide_newswire_dev": "newswire from outside the US (Worldwide)",
    "polnear_dev": "US political news (PolNeAR)",
    "bioscope_sent_train": "biomedical papers (BioScope)",
    "biomedical": "biomedical papers (BioScope)",
    "wikiweasel_sent_train": "Wikipedia (CoNLL 2010)",
    "wikipedia": "Wikipedia (CoNLL 2010)",
    "factuality_uw_news_train": "newswire (UW factuality)",
    "uw": "newswire (UW factuality)",
    "certainty_findings_dev": "findings of science (Pei and Jurgens)",
    "findings": "findings of science (Pei and Jurgens)",
    "news_read": "British news, read by us",
}
"""The annotated texts, in words."""
