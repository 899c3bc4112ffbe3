"""The parameters of a run: what is allowed, and what the message says where it is not."""

from __future__ import annotations

from datetime import date

import pytest

from allegedly.__main__ import settings_from
from allegedly.settings import PROJECT, STAGES, Settings, SettingsError, check, reads


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"gerne": "news"}, "did you mean 'genre'"),
        ({"min_probabilty": 0.5}, "did you mean 'min_probability'"),
        ({"zzz": 1}, "known are input, output"),
        ({"genre": "poetry"}, "'news', 'encyclopedia' or 'science'"),
        ({"min_probability": 2}, "less than or equal to 1"),
        ({"min_probability": "high"}, "valid number"),
        ({"kinds": ["speech", "song"]}, "'speech', 'writing'"),
        ({"kinds": []}, "at least 1"),
        ({"published_from": "last week"}, "valid date"),
        ({"near_duplicate": 0.1}, "greater than or equal to 0.5"),
        ({"jobs": -1}, "greater than or equal to 0"),
        ({"scheduler": "localhost"}, "tcp://host:8786"),
        ({"texts": "perhaps"}, "valid boolean"),
        ({"seed": 1.5}, "valid integer"),
        ({"input": ""}, "give a file or a folder"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_allowed(values: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check(values, where="my.yml")
    assert said in str(caught.value)
    assert "my.yml" in str(caught.value)
    assert next(iter(values)) in str(caught.value)


def test_all_mistakes_are_said_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        check({"gerne": "news", "jobs": -1})
    assert len(str(caught.value).splitlines()) == 2


def test_a_relative_path_counts_from_the_project() -> None:
    assert Settings(input="data/raw").input == PROJECT / "data" / "raw"
    assert str(Settings(input="/tmp/a b='c'").input) == "/tmp/a b='c'"


@pytest.mark.parametrize("title", ["it's", 'a "quoted" = b', "x; rm -rf $(HOME)", "{{ title }}", "a\nb"])
def test_text_reaches_the_settings_unchanged(title: str) -> None:
    assert check({"title": title}).title == title


def test_a_parameter_file_and_variables_meet_and_variables_win(tmp_path) -> None:
    file = tmp_path / "my 'own' = settings.yml"
    file.write_text("genre: science\npublished_from: 2018-02-07\noutput: here\n", encoding="utf-8")
    found = settings_from({"PARAMS": str(file), "OUTPUT": "there", "TEXTS": "no", "JOBS": ""})
    assert (found.genre, found.published_from, found.texts) == ("science", date(2018, 2, 7), False)
    assert found.output == PROJECT / "there"


@pytest.mark.parametrize(
    ("content", "said"), [("- a\n- b\n", "name: value"), ("a: [", "is not YAML"), ("gerne: news", "'genre'")]
)
def test_a_broken_parameter_file_is_named(tmp_path, content: str, said: str) -> None:
    file = tmp_path / "p.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        settings_from({"PARAMS": str(file)})
    assert said in str(caught.value)
    assert "p.yml" in str(caught.value)


def test_a_missing_parameter_file_is_named() -> None:
    with pytest.raises(SettingsError, match=r"there is no file .*nowhere.yml"):
        settings_from({"PARAMS": "nowhere.yml"})


def test_every_parameter_says_what_it_does_and_who_reads_it() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
    read = {name for stage in STAGES for name in reads(stage)}
    assert set(Settings.model_fields) - read == {"output", "jobs", "scheduler"}
