"""The commands that make calls: `python -m allegedly report|tables|export|diff|explore|check-params`.

INPUT, OUTPUT, PARAMS, SCHEDULER, JOBS and TEXTS are read from the environment, so that a path with blanks, quotes
or `=` needs no quoting twice. PARAMS names a YAML file with any of the settings; the single variables win over it.
FORMAT is read by export, OLD by diff.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from allegedly.run import fresh
from allegedly.settings import PROJECT, Settings, SettingsError, check

VARIABLES = ("INPUT", "OUTPUT", "SCHEDULER", "JOBS", "TEXTS")
_DEEPEST = 50
"""Values inside values in a file of parameters."""
_LARGEST = 100_000  # bytes of a file of parameters
TARGETS = {"report": "05_report", "tables": "04_hedging"}


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings that make hands over. Raises SettingsError with a message that names what is wrong and where."""
    values: dict[str, Any] = {}
    if environment.get("PARAMS"):
        values = _from_file(PROJECT / Path(environment["PARAMS"]).expanduser())
    given = {name.lower(): environment[name] for name in VARIABLES if environment.get(name)}
    return check(values | given, where=environment.get("PARAMS") or "parameters")


def _from_file(path: Path) -> dict[str, Any]:
    import yaml

    class Plain(yaml.SafeLoader):
        """YAML without tags that make objects and without aliases: a few of those can stand for gigabytes."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.events.AliasEvent):
                raise yaml.YAMLError("an alias (*name); write the value out")
            self.depth = getattr(self, "depth", 0) + 1
            if self.depth > _DEEPEST:  # long before Python is
                raise yaml.YAMLError("it is nested too deeply; it holds a few lines 'name: value'")
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    if not path.is_file():
        raise SettingsError(f"PARAMS: there is no file {path}")
    if path.stat().st_size > _LARGEST:
        raise SettingsError(f"PARAMS: {path} has more than {_LARGEST:,} bytes; it holds a few lines 'name: value'")
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Plain)  # a SafeLoader, and less
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"PARAMS: {path} is not YAML: {error}") from None
    except ValueError as error:  # the reader of YAML makes dates itself, and there is no 13th month
        raise SettingsError(f"PARAMS: {path} holds a value that is no date: {error}; write YYYY-MM-DD") from None
    if not isinstance(values, dict):
        raise SettingsError(f"PARAMS: {path} must hold lines of the form 'name: value', got {type(values).__name__}")
    return {str(name): value for name, value in values.items()}


def make(command: str, settings: Settings) -> str:
    """Run the chain for `report` or `tables`; one sentence that says what was done."""
    target = TARGETS[command]
    started = time.monotonic()
    nothing = f"Nothing to do: {fresh.result(settings, target)} is up to date."
    if fresh.nothing_to_do(settings, target):
        return nothing
    from allegedly.run.runner import run

    seconds = run(settings, target=target)
    if not seconds:
        return nothing
    stages = ", ".join(f"{stage} {value:.1f}" for stage, value in seconds.items())
    ready = f"{fresh.result(settings, target)} is ready after {time.monotonic() - started:.1f} s ({stages})."
    return "\n".join(filter(None, [ready, _unfit(settings)]))


def _unfit(settings: Settings) -> str:
    """Which corrections fit nothing; "" for none, which is asked before anything heavy is imported."""
    if not any(len(path.read_bytes().splitlines()) > 1 for path in sorted(settings.overrides.glob("*.csv"))):
        return ""
    from allegedly.correcting import unfit

    return unfit(settings)


def write_export(settings: Settings, form: str) -> str:
    """Bring the tables up to date and write them as `form`; what was done, in two sentences."""
    from allegedly.export.write import check, export

    check(form, texts=settings.texts)  # before anything runs
    done = make("tables", settings)
    return f"{done}\n{fresh.shown(export(settings.output, form, texts=settings.texts))} is ready."


def tell_differences(settings: Settings, old: str) -> str:
    """What moved between the run in the folder `old` and the one in OUTPUT, and why."""
    from allegedly.run.moved import compare

    if not old:
        raise SettingsError("OLD: name the folder of an earlier run: make diff OLD=folder")
    return compare(PROJECT / Path(old).expanduser(), settings.output)


def notebook_to_explore(settings: Settings) -> Path:
    """The notebook for exploring; for a folder other than `build` its copy there, made once, with that folder named.

    Raises SettingsError if there is no run in the folder.
    """
    if not (settings.output / "tables").is_dir():
        raise SettingsError(
            f"OUTPUT: there is no run in {settings.output}; type make report first, with the same OUTPUT"
        )
    notebook = PROJECT / "notebooks" / "explore.ipynb"
    if settings.output == Settings().output:
        return notebook
    import nbformat
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    own = settings.output / notebook.name
    if not own.exists():
        nbformat.write(parameterize_notebook(load_notebook_node(str(notebook)), {"output": str(settings.output)}), own)
    return own


def explore(settings: Settings) -> None:
    """Become JupyterLab on the notebook for exploring; does not return."""
    notebook = notebook_to_explore(settings)
    root = PROJECT if notebook.is_relative_to(PROJECT) else notebook.parent
    os.chdir(root)
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", str(notebook.relative_to(root))])


_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


def _told(error: OSError) -> str:
    """What an error of the file system means for whoever typed the command."""
    told = f"{error.strerror}: {error.filename}" if error.strerror and error.filename else str(error)
    if error.errno not in _UNWRITABLE:
        return told
    output = PROJECT / Path(os.environ.get("OUTPUT") or Settings().output).expanduser()
    return (
        f"{told}\n{output} cannot be written to. Finished batches are kept: make room there, or name another folder as "
        "OUTPUT, and type the same command again."
    )


def main(arguments: list[str]) -> int:
    """Run one command; the exit status. Mistakes of the person who typed it end in a message, not in a traceback."""
    known = [*TARGETS, "export", "diff", "explore", "check-params"]
    if len(arguments) != 1 or arguments[0] not in known:
        print(f"usage: python -m allegedly {'|'.join(known)}\n\n{__doc__}", file=sys.stderr)
        return 2
    try:
        settings = settings_from(os.environ)
        if arguments[0] == "explore":
            explore(settings)
        elif arguments[0] == "check-params":
            print(settings.model_dump_json(indent=1))
        elif arguments[0] == "export":
            print(write_export(settings, os.environ.get("FORMAT", "")))
        elif arguments[0] == "diff":
            print(tell_differences(settings, os.environ.get("OLD", "")))
        else:
            print(make(arguments[0], settings))
    except KeyboardInterrupt:
        print("Stopped. Finished batches are kept; the same command goes on from here.", file=sys.stderr)
        return 130
    except OSError as error:
        print(_told(error), file=sys.stderr)
        return 1
    except (SettingsError, RuntimeError) as error:
        # Messages of this project say all there is to say; what Python or a library raised is nothing without its name.
        own = type(error).__module__.startswith("allegedly")
        print(error if own else f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
