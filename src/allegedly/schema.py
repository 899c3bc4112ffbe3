"""The tables of a run: what a row of each is, its columns, their types and meaning, and the values allowed.

Offsets are Python string offsets, end exclusive. `start`/`end` point into `documents.text`, `raw_start`/`raw_end`
into the text as it came in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

TEXT, INT, FLOAT, BOOL, TEXTS = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.list_(pa.string())

STANCES = ("assert", "deny", "withhold", "doubt", "claim", "concede", "demand", "ask", "believe", "evaluate")
SOURCE_KINDS = ("named", "titled", "collective", "outlet", "document", "pronoun", "none")
FORMS = ("direct", "indirect", "mixed", "narrated")
HEDGES = (
    "epistemic", "doxastic", "evidential", "investigation", "weasel", "approximator", "nonfactual", "condition",
)  # fmt: skip
BOOSTERS = ("certainty", "emphasis")


@dataclass(frozen=True)
class Column:
    """One column: Arrow type, meaning, whether it may be null, and the values allowed (none: any)."""

    name: str
    type: pa.DataType
    what: str
    nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: what a row is, which stage writes it, its columns, the columns it is sorted by, and how to read it."""

    name: str
    row: str
    stage: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    whole: bool = False  # needs the whole input, though its rows name an article
    reading: str = ""

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema of the table."""
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])

    @property
    def per_document(self) -> bool:
        """True if each row belongs to one document and so can be computed batch by batch."""
        return self.columns[0].name == "doc_id" and not self.whole


def _maybe(name: str, kind: pa.DataType, what: str, values: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, what, nullable=True, values=values)


_DOC = Column("doc_id", TEXT, "the article")
_SENTENCE = Column("sentence_id", INT, "the sentence, counted from 0 inside the article")
_CLEAN = (Column("start", INT, "first character in the clean text"), Column("end", INT, "end in the clean text"))
_RAW = (
    _maybe("raw_start", INT, "first character in the text as it came in; null where it has no single place there"),
    _maybe("raw_end", INT, "end in the text as it came in"),
)
_SURFACE = Column("text", TEXT, "the words")
_SPAN = (*_CLEAN, *_RAW, _SURFACE)
_ATTRIBUTION = _maybe("attribution_id", INT, "the relation whose words these are; null: the writer's own")
_DROPPED = Column("rule", TEXT, "what found it, and the line of the correction")
_IN_DOC = ("doc_id", "start", "end")

_TABLES = (
    Table("documents", "an article", "01_cleaning", (
        _DOC,
        Column("path", TEXT, "file, relative to the input"),
        _maybe("url", TEXT, "address the article was published at"),
        Column("sha256", TEXT, "checksum of the raw text"),
        _maybe("title", TEXT, "headline"),
        _maybe("outlet", TEXT, "who published it"),
        _maybe("published", TEXT, "day of publication, YYYY-MM-DD"),
        Column("language", TEXT, "BCP 47 tag: en-US or en-GB where spelling or the page tells, else en"),
        Column("n_chars_raw", INT, "characters of the text as it came in"),
        Column("n_sentences", INT, "sentences"),
        Column("n_words", INT, "words: tokens with a letter or a digit"),
        _maybe("duplicate_of", TEXT, "doc_id of the article this one repeats"),
        Column("text", TEXT, "the clean text"),
    ), ("doc_id",),
        reading="Rows with `duplicate_of` are read like others and, unless `count_duplicates` says so, not counted. A "
                "rate is of `n_words`."),
    Table("edits", "one change made in cleaning", "01_cleaning", (
        _DOC,
        Column("rule", TEXT, "what made the change"),
        Column("action", TEXT, "what was done", values=("removed", "repaired", "flagged")),
        _maybe("raw_start", INT, "first character in the text as it came in"),
        _maybe("raw_end", INT, "end in the text as it came in"),
        Column("before", TEXT, "the text as it came in"),
        Column("after", TEXT, "the text as it is read; the same if only flagged"),
        Column("reason", TEXT, "why, in words"),
    ), ("doc_id", "raw_start", "raw_end", "rule"),
        reading="`before` and `after` side by side are what was changed; `flagged` changed nothing. Undo one by a row "
                "of `data/overrides/cleaning.csv`."),
    Table("sentences", "a sentence", "01_cleaning", (
        _DOC, _SENTENCE, Column("paragraph_id", INT, "the paragraph, counted from 0 inside the article"), *_SPAN,
    ), ("doc_id", "sentence_id"),
        reading="The unit of `certainty` and the place of every other row. A headline is a sentence of its own."),
    Table("alignment", "a run by which clean text maps to raw text", "01_cleaning", (
        _DOC, *_CLEAN, Column("raw_start", INT, "first raw character"), Column("raw_end", INT, "raw end"),
    ), _IN_DOC,
        reading="Not for reading: it leads from each character of the clean text to the original. Use `raw_start` and "
                "`raw_end` of the other tables."),
    Table("problems", "an input that could not be read, or only in part", "01_cleaning", (
        Column("path", TEXT, "file, relative to the input"),
        Column("reason", TEXT, "what is wrong"),
        Column("detail", TEXT, "where, and what to do"),
    ), ("path", "reason", "detail"),
        reading="Read it before anything else: what is not in the other tables, and why."),
    Table("mentions", "a name where it occurs", "02_entities", (
        _DOC, Column("mention_id", INT, "the mention, counted from 0 inside the article"), _SENTENCE, *_SPAN,
        Column("label", TEXT, "type of name, after OntoNotes"),
        Column("entity_id", TEXT, "the thing named"),
        Column("rule", TEXT, "what found it and gave its type"),
    ), _IN_DOC,
        reading="`text` is the name as it stands there, `entity_id` the thing. Behind the semicolon of `rule` stands "
                "what changed its type."),
    Table("dropped_mentions", "a name that a correction took out", "02_entities", (
        _DOC, *_SPAN, Column("label", TEXT, "type of name it was taken for"), _DROPPED,
    ), _IN_DOC),
    Table("entities", "a thing named", "02_entities", (
        Column("entity_id", TEXT, "the thing named"),
        Column("name", TEXT, "its usual name"),
        Column("label", TEXT, "type of name, after OntoNotes"),
        Column("n_mentions", INT, "times it is named"),
        Column("n_documents", INT, "articles that name it"),
        Column("variants", TEXTS, "the names it goes under, most frequent first"),
        _maybe("related_to", TEXT, "entity this one stands for or belongs to (Kremlin: Russia); not counted with it"),
    ), ("entity_id",),
        reading="`n_mentions` counts the thing's own names only; what stands for it has a row of its own that leads "
                "here by `related_to`."),
    Table("attributions", "one relation of source, cue and content", "03_discourse", (
        _DOC, Column("attribution_id", INT, "the relation, counted from 0 inside the article"),
        Column("sentence_id", INT, "the sentence of the cue"),
        _maybe("source", TEXT, "who speaks, in the words of the text"),
        _maybe("source_entity_id", TEXT, "the source as a thing named, pronouns resolved where the text allows"),
        Column("source_kind", TEXT, "how the source is given", values=SOURCE_KINDS),
        Column("anonymous", BOOL, "the source is not identified"),
        Column("cue", TEXT, "the words that report"),
        Column("cue_lemma", TEXT, "their entry in the lexicon of cues"),
        Column("stance", TEXT, "how the source stands to the content", values=STANCES),
        Column("form", TEXT, "how the content is given", values=FORMS),
        Column("content", TEXT, "what is reported; several spans are joined by ' … '"),
        Column("polarity", TEXT, "negative: 'did not say that'", values=("positive", "negative")),
        Column("kind", TEXT, "what the cue reports",
               values=("speech", "writing", "belief", "intention", "perception")),
        Column("probability", FLOAT, "how probable the relation is, 0 to 1"),
        _maybe("parent_id", INT, "attribution_id of the relation it stands inside"),
        Column("n_own_words", INT, "words of the content that no relation inside it holds"),
        Column("n_relayed_words", INT, "words of the content that another voice says inside it; once for each voice"),
        Column("rule", TEXT, "what found it, with the strongest clues"),
    ), ("doc_id", "attribution_id"),
        reading="Read source, cue and content as one claim about the text: *source* stands to *content* as `stance` "
                "says. Look at `probability` before quoting a row; `parent_id` is the statement it is told in."),
    Table("attribution_spans", "one span of an attribution", "03_discourse", (
        _DOC, Column("attribution_id", INT, "the relation"),
        Column("role", TEXT, "part in the relation", values=("source", "cue", "content")), *_SPAN,
    ), ("doc_id", "attribution_id", "role", "start"),
        reading="One statement has several rows: a content may be in pieces, and a statement without a source has "
                "none for it."),
    Table("dropped_attributions", "a relation that a correction took out", "03_discourse", (
        _DOC, *_SPAN[:-1], Column("text", TEXT, "the words that report; without any, its content"),
        _maybe("source", TEXT, "who speaks, in the words of the text"), Column("content", TEXT, "what is reported"),
        _DROPPED,
    ), _IN_DOC),
    Table("voices", "one source over the whole input", "03_discourse", (
        Column("voice_id", TEXT, "entity_id, or a description for the unnamed"),
        Column("name", TEXT, "name or description"),
        Column("source_kind", TEXT, "how the source is given most often", values=SOURCE_KINDS),
        Column("anonymous", BOOL, "the source is not identified"),
        Column("n_documents", INT, "articles it speaks in"),
        Column("n_attributions", INT, "relations it is the source of"),
        Column("n_words", INT, "words of content given to it, with those that it tells of others"),
        Column("n_own_words", INT, "words that it says itself: no relation inside its own holds them"),
        Column("n_relayed_words", INT, "words that it tells of other voices, which count as theirs"),
        *(Column(f"n_{stance}", INT, f"relations of stance {stance}") for stance in STANCES),
    ), ("voice_id",),
        reading="A `voice_id` that is no `entity_id` is a description, so two of one wording may be two people. "
                "`n_words` is what the contents hold, not what the source said in life; "
                "rates and findings count `n_own_words`."),
    Table("mention_roles", "a mention's part in the telling", "03_discourse", (
        _DOC, Column("mention_id", INT, "the mention"),
        Column("role", TEXT, "its part", values=("source", "in_content", "narration")),
        _maybe("attribution_id", INT, "the relation it is part of; null in narration"),
    ), ("doc_id", "mention_id"),
        reading="A mention has one role: it is the source of a statement, stands inside what somebody says, or in the "
                "writer's own words."),
    Table("quantities", "a number of people or things as reported", "03_discourse", (
        _DOC, _SENTENCE, *_SPAN,
        _maybe("low", FLOAT, "lowest number that fits the words; of about, some, nearly a tenth less: our convention"),
        _maybe("high", FLOAT, "highest that fits; of about and some a tenth more: our convention; null: open"),
        Column("counted", TEXT, "what is counted"), _ATTRIBUTION,
        _maybe("counted_by", TEXT, "who counts it in the words (the ministry counted 40); '': somebody, not said who"),
    ), _IN_DOC,
        reading='`low` and `high` are what the words allow ("dozens": 24 or more); null is no bound. Whether two rows '
                'count the same is for the reader.'),
    Table("connectives", "one explicit connective", "03_discourse", (
        _DOC, *_SPAN, Column("sense", TEXT, "PDTB 3 sense, level 1 and 2"),
    ), _IN_DOC,
        reading="Explicit words only. The sense is the most likely one of the word there, level 1 and 2 of PDTB 3."),
    Table("propositions", "what a statement holds to be so, in a form that can be compared", "03_discourse", (
        _DOC, Column("attribution_id", INT, "the statement"),
        Column("start", INT, "first character, in the clean text, of the word that names it"),
        Column("text", TEXT, "that word; of a number its words"),
        Column("event", TEXT, "what happened: an event of the lexicon or a verb; '' where the words only point at it"),
        Column("side", TEXT, "where the statement stands", values=("holds", "negates", "denies", "withholds")),
        Column("modal", TEXT, "may, will, would ...; '' for none"),
        Column("agents", TEXTS, "who does it: entities and nouns"),
        Column("patients", TEXTS, "to whom or what it is done: entities and nouns"),
        Column("names", TEXTS, "entities named with it"),
        Column("places", TEXTS, "those of them that are places"),
        Column("times", TEXTS, "words of days named with it"),
        Column("counted", TEXT, "what is counted; '' where no number is given"),
        _maybe("low", FLOAT, "lowest number that fits"),
        _maybe("high", FLOAT, "highest number that fits; null: open"),
        _maybe("answers", INT, "attribution_id of the statement that its words point at"),
    ), ("doc_id", "attribution_id", "start", "event", "counted"),
        reading="Made for comparing: what happened to whom, in lemmas. Not for counting."),
    Table("conflicts", "two statements that do not fit together", "03_discourse", (
        _DOC, Column("attribution_id", INT, "one statement"),
        Column("other_doc_id", TEXT, "article of the other"),
        Column("other_attribution_id", INT, "the other statement"),
        Column("kind", TEXT, "how they differ", values=("polarity", "number", "deny", "withhold")),
        Column("why", TEXT, "why they were paired"),
    ), ("doc_id", "attribution_id", "other_doc_id", "other_attribution_id"), whole=True,
        reading="Each row is a question to the reader: can both be so? `why` says what was compared. An empty table "
                "proves no agreement."),
    Table("seams", "a place where the text loses its thread", "03_discourse", (
        _DOC, _SENTENCE,
        Column("kind", TEXT, "what kind of seam", values=(
            "no_antecedent", "unmarked_speech", "mixed_naming", "mixed_spelling", "time", "repetition")),
        *_CLEAN, Column("evidence", TEXT, "the evidence in words"),
        Column("confidence", FLOAT, "how sure, 0 to 1"),
    ), _IN_DOC,
        reading="`evidence` says what is missing or twice. `confidence` is the rule's own; the report shows rows from "
                "0.8 on, and only those were read by hand."),
    Table("hedges", "one hedge or booster", "04_hedging", (
        _DOC, Column("hedge_id", INT, "the cue, counted from 0 inside the article"), _SENTENCE, *_SPAN,
        Column("entry", TEXT, "row of the lexicon"),
        Column("category", TEXT, "category of the row", values=HEDGES + BOOSTERS),
        Column("polarity", TEXT, "less or more sure", values=("hedge", "booster")),
        Column("negated", BOOL, "the cue stands under a negation"),
        _maybe("scope_start", INT, "first character of the clause it makes uncertain"),
        _maybe("scope_end", INT, "end of that clause"),
        _ATTRIBUTION, Column("rule", TEXT, "what matched, and under which condition"),
    ), _IN_DOC,
        reading="`attribution_id` empty: the writer's own. Leave out `approximator`, `nonfactual` and `condition` "
                "when you count hedges, as the report does; what `negated` does to a cue, only its sentence tells."),
    Table("dropped_hedges", "a hedge or booster that a correction took out", "04_hedging", (
        _DOC, *_SPAN, Column("category", TEXT, "category it was found in", values=HEDGES + BOOSTERS), _DROPPED,
    ), _IN_DOC),
    Table("certainty", "a sentence, judged", "04_hedging", (
        _DOC, _SENTENCE,
        Column("hedged", BOOL, "at least one hedge that is neither approximator, nonfactual nor condition"),
        Column("uncertainty", FLOAT, "accumulated weights, 0 to 1"),
        Column("uncertain", BOOL, "above the genre's threshold"),
    ), ("doc_id", "sentence_id"),
        reading="`hedged` has a hedge in it; `uncertain` is above the genre's threshold and counts plans and "
                "conditions, too. A sentence may be one without the other."),
    Table("failures", "an article a later stage could not read; no rows from there on", "04_hedging", (
        _DOC, Column("stage", TEXT, "which stage", values=("02_entities", "03_discourse", "04_hedging")),
        Column("reason", TEXT, "what is wrong"),
        Column("detail", TEXT, "where, and what to do"),
    ), ("doc_id", "stage"),
        reading="Empty, unless a later stage could not read an article: then that article lacks the rows of this "
                "stage and of those after it. Notebooks 02 and 03 run before this table is made and may count an "
                "article that fails later; the findings of the report leave it out."),
)  # fmt: skip

SCHEMA: Mapping[str, Table] = {table.name: table for table in _TABLES}
"""Every table by name."""
