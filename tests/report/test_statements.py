"""Statements as squares, by word and as chains; voices with one colour each."""

from __future__ import annotations

import pandas as pd

from allegedly.report import colophon, counts, entities, speakers, statements, sureness, voices

Tables = dict[str, pd.DataFrame]


def said(tables: Tables, *, texts: bool = True) -> list[statements.Statement]:
    known = speakers.speakers(tables["voices"])
    ids = speakers.voice_ids(tables["attributions"], tables["voices"])
    return statements.statements(tables["attributions"], ids, {"ferry": known}, {"ferry": "d1"}, texts=texts)


def test_colours_go_to_the_voices_with_most_statements(ferry: Tables) -> None:
    known = speakers.speakers(ferry["voices"])
    assert list(known)[:2] == ["brandt", "office"]  # two statements each; more words first
    assert [s.colour for s in known.values()] == [1, 2, 3, 4, 5]
    many = pd.concat([ferry["voices"]] * 2).assign(voice_id=list("abcdefghij"))
    assert sorted(s.colour for s in speakers.speakers(many).values()) == [0, 0, 0, 0, 1, 2, 3, 4, 5, 6]


def test_an_article_gives_its_own_six_colours_away(ferry: Tables) -> None:
    known = speakers.speakers(pd.concat([ferry["voices"]] * 2).assign(voice_id=list("abcdefghij")))
    assert [known[v].colour for v in known] == [1, 2, 3, 4, 5, 6, 0, 0, 0, 0]
    *kept, seventh, _, _, last = known
    shown = speakers.of_article(known, [last, last, kept[3], seventh, seventh, ""])
    assert shown[kept[3]].colour == 4  # its own
    assert sorted([shown[last].colour, shown[seventh].colour]) == [1, 2]
    assert [v for v in shown if shown[v].colour] == [kept[3], seventh, last]
    assert all(s.colour == 0 for s in speakers.of_article(known, []).values())
    once = speakers.of_article(known, [last, seventh])
    assert known[seventh].kind == "collective"
    assert once[seventh].colour == 0  # only described, and heard once


def test_nobody_named_is_no_voice(ferry: Tables) -> None:
    nobody = ferry["attributions"].assign(source=None, source_entity_id=None)
    assert set(speakers.voice_ids(nobody, ferry["voices"])) == {""}
    assert list(speakers.voice_ids(ferry["attributions"], ferry["voices"]))[4] == "two-dock-workers"


def test_chains_run_from_the_outermost_teller(ferry: Tables) -> None:
    [chain] = statements.chains(said(ferry))
    assert [s.speaker.name for s in chain] == ["The Gull", "Two dock workers"]


def test_who_tells_of_his_own_words_or_of_plans_makes_no_chain(ferry: Tables) -> None:
    said_by_gull = ferry["attributions"].assign(source_entity_id="gull", source_kind="outlet")
    assert statements.chains(said(ferry | {"attributions": said_by_gull})) == []
    plans = ferry["attributions"].assign(kind="intention")
    assert statements.chains(said(ferry | {"attributions": plans})) == []


def test_a_chain_that_runs_in_a_circle_ends(ferry: Tables) -> None:
    around = ferry["attributions"].assign(parent_id=[1, 0, 0, None, None, None, None])
    circle = ferry | {"attributions": around}
    assert [len(chain) for chain in statements.chains(said(circle))] == [3]


def test_words_by_stance(ferry: Tables) -> None:
    found = statements.verbs(said(ferry), counts.counts(ferry).verbs)
    assert [stance for stance, _ in found] == ["assert", "deny", "withhold", "claim"]
    assert [(verb.lemma, verb.n) for verb in found[0][1]] == [("said", 2), ("according to", 1), ("report", 1)]


def test_words_are_counted_beyond_what_is_shown(ferry: Tables) -> None:
    few = statements.verbs(said(ferry)[:1], {("assert", "said"): 9, ("deny", "deny"): 2})
    assert [(stance, [(verb.lemma, verb.n, len(verb.statements)) for verb in words]) for stance, words in few] == [
        ("assert", [("said", 9, 1)]),
        ("deny", [("deny", 2, 0)]),
    ]


def test_no_words_without_texts(ferry: Tables) -> None:
    assert {(s.source, s.cue, s.content) for s in said(ferry, texts=False)} == {("", "", "")}


def test_a_rate_needs_words(ferry: Tables) -> None:
    known = speakers.speakers(ferry["voices"])
    found = {v.speaker.name: v for v in voices.voices(known, said(ferry), voices.hedging(voices.pieces(ferry), seed=1))}
    brandt = found["Ada Brandt"]
    assert (brandt.n_hedges, brandt.n_words) == (1, 14)  # "perhaps"; "a little" is an approximator
    assert brandt.n_words == brandt.speaker.n_words  # the rate is of the words beside it
    assert brandt.rate.value is None
    assert brandt.stances == [("assert", 2)]
    hedged = voices.hedging(voices.pieces(ferry), seed=1)
    hedged["n_words"] *= 10
    rated = {v.speaker.name: v.rate for v in voices.voices(known, said(ferry), hedged)}
    assert rated["Ada Brandt"].low <= rated["Ada Brandt"].value <= rated["Ada Brandt"].high
    assert rated["Ministry of Ports"].value is None


def test_hedges_in_their_line(ferry: Tables) -> None:
    known = speakers.speakers(ferry["voices"])
    ids = speakers.voice_ids(ferry["attributions"], ferry["voices"])
    whose = speakers.of_hedges(ferry["hedges"], ferry["attributions"], ids)
    found = {c.text: c for c in sureness.cues(ferry, whose, {"ferry": known}, {"ferry": "d1"})}
    assert found["unclear"].speaker.name == "the writer"
    assert found["unclear"].writers
    assert found["perhaps"].speaker.name == "Ada Brandt"
    assert found["perhaps"].left.endswith("seen no water,")
    assert found["perhaps"].right.startswith("a little oil")


def test_names_with_their_places(ferry: Tables) -> None:
    found = entities.entities(ferry, {"ferry": "d1"}, entities.anchors(ferry["entities"]))
    assert [(n.text, n.sentences) for n in found[0].names] == [("Ada Brandt", ["d1s3"]), ("Brandt", ["d1s6"])]
    office = next(e for e in found if e.name == "Tarn harbour office")
    assert office.related_to == "Tarn"
    assert office.related_row == next(e.anchor for e in found if e.name == "Tarn")


def test_the_manifest_leaves_out_what_differs_by_machine_and_moment() -> None:
    found = colophon.manifest(
        {"allegedly": "1", "seconds": {"x": 1.0}, "parameters": {"jobs": 2, "seed": 1, "a": None}}
    )
    assert found.facts == [("allegedly", "1")]
    assert found.groups == [("Parameters", [("seed", "1"), ("a", "not set")])]
