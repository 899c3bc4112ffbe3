"""The parameters of a run: one typed model, from which notebooks, make and the README's table follow.

A relative path counts from the project's folder, so a notebook opened by hand and one run by make mean the same.
"""

from __future__ import annotations

import difflib
import json
import reprlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

_KEPT = Path("work", "settings.json")

PROJECT = Path(__file__).resolve().parents[2]
"""The project's folder: where `data/` and `notebooks/` are."""

STAGES = ("01_cleaning", "02_entities", "03_discourse", "04_hedging", "05_report")
"""The notebooks that make a report, in order."""

Kind = Literal["speech", "writing", "belief", "intention", "perception"]
KINDS: tuple[Kind, ...] = ("speech", "writing", "belief", "intention", "perception")


class SettingsError(ValueError):
    """A parameter that is not known, or whose value is not allowed. The message says what is."""


def _from_project(value: object) -> object:
    """An absolute path, a relative one counted from the project's folder."""
    if isinstance(value, str) and not value:
        raise ValueError("is empty: give a file or a folder")
    return PROJECT / Path(value).expanduser() if isinstance(value, str | Path) else value


ProjectPath = Annotated[Path, BeforeValidator(_from_project)]


def _field(default: Any, what: str, *stages: str, **limits: Any) -> Any:
    """A parameter with its default, its meaning, and the stages whose tables depend on it."""
    return Field(default=default, description=what, json_schema_extra={"stages": list(stages)}, **limits)


class Settings(BaseModel):
    """All parameters of a run. Frozen; an unknown name or a wrong type is an error, never ignored.

    >>> Settings(genre="science").genre
    'science'
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    input: ProjectPath = _field("data/raw", "file or folder of articles", "01_cleaning")
    output: ProjectPath = _field("build", "folder for everything a run makes")
    overrides: ProjectPath = _field("data/overrides", "folder of the corrections by hand", *STAGES)
    title: str = _field("Who says what, and how sure are they?", "heading of the report", "05_report", max_length=200)
    published_from: date | None = _field(
        None, "leave out articles published before this day (YYYY-MM-DD)", "01_cleaning"
    )
    published_to: date | None = _field(None, "leave out articles published after this day (YYYY-MM-DD)", "01_cleaning")
    repair_spelling: bool = _field(True, "repair a misspelling with one clear candidate; else flag it", "01_cleaning")
    near_duplicate: float = _field(
        0.8, "share of 5-word shingles two articles have in common to be duplicates", "01_cleaning", ge=0.5, le=1
    )
    count_duplicates: bool = _field(
        False, "count duplicates like other articles", "02_entities", "03_discourse", "04_hedging", "05_report"
    )
    min_probability: float = _field(0.28, "leave out attributions less probable than this", "03_discourse", ge=0, le=1)
    kinds: tuple[Kind, ...] = _field(KINDS, "kinds of attribution to keep", "03_discourse", min_length=1)
    genre: Literal["news", "encyclopedia", "science"] = _field(
        "news", "column of weights for uncertain sentences", "04_hedging"
    )
    texts: bool = _field(
        True, "show the articles' words in the report; tables and notebooks hold them always", "05_report"
    )
    seed: int = _field(2018, "seed of everything drawn at random", *STAGES, ge=0, le=2**32 - 1)
    jobs: int = _field(0, "processes; 0: one for few articles, else one a core", ge=0, le=1024)
    scheduler: str = _field("", "address of a running Dask cluster, as tcp://host:8786", pattern=r"^$|^(tcp|tls)://.+")

    @model_validator(mode="after")
    def _in_order(self) -> Settings:
        if self.published_from and self.published_to and self.published_from > self.published_to:
            raise ValueError(f"published_from {self.published_from} is after published_to {self.published_to}")
        return self


def reads(stage: str) -> list[str]:
    """Names of the settings that a stage's results depend on, in the order of the model.

    >>> reads("04_hedging")
    ['overrides', 'count_duplicates', 'genre', 'seed']
    """
    if stage not in STAGES:
        raise ValueError(f"no stage is called {stage!r}; the stages are {', '.join(STAGES)}")
    found = []
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and stage in extra.get("stages", ()):  # type: ignore[operator]
            found.append(name)
    return found


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(known)}"


def _explain(error: ErrorDetails) -> str:
    if not error["loc"]:
        return error["msg"].removeprefix("Value error, ")
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        return f"{name}: there is no such parameter{_nearest(name, Settings.model_fields)}"
    field = Settings.model_fields[name]
    got = error["input"]
    shown = reprlib.repr(got)[:200]
    return f"{name}: got {shown} ({type(got).__name__}): {error['msg']}. It is: {field.description}"


def save(settings: Settings) -> None:
    """Keep the settings of a run in its output folder, for its notebooks: each names only those that it reads."""
    file = settings.output / _KEPT
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(settings.model_dump_json(indent=1) + "\n", encoding="utf-8")


def of_run(values: Mapping[str, Any]) -> Settings:
    """The settings of the run in the folder `values["output"]`, with these values in place of its own.

    Without such a run, what is not named has its default. Raises SettingsError.
    """
    file = check({"output": values.get("output", Settings().output)}).output / _KEPT
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return check(kept | dict(values))


def check(values: Mapping[str, Any], *, where: str = "parameters") -> Settings:
    """Settings from plain values, with an error that a person can act on.

    `where` names the place the values come from, for the message. Raises SettingsError.

    >>> check({"gerne": "news"})
    Traceback (most recent call last):
    ...
    allegedly.settings.SettingsError: parameters: gerne: there is no such parameter; did you mean 'genre'?
    """
    try:
        return Settings(**values)
    except ValidationError as error:
        lines = [_explain(e) for e in error.errors()]
        raise SettingsError("\n".join(f"{where}: {line}" for line in lines)) from None
