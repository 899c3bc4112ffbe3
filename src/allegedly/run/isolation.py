"""One batch of a stage, made so that an article that cannot be read, or takes too long, stops only itself.

A batch is made in one go. Only where that raises, or takes too long, is each of its articles made alone, and what
raises then is told: in `problems` by stage 01, in `failures` by the stages after it. Such an article has no rows in the
tables of that stage nor of later ones; those of its neighbours are the same as ever.

Time is computing time of the one thread at work, so a busy or sleeping machine does not matter. It is the last resort:
lengths of texts and sentences are bounded before (`allegedly.cleaning.reading`, `allegedly.cleaning.sentences`).
"""

from __future__ import annotations

import ctypes
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from allegedly import tables
from allegedly.lexicons import LexiconError
from allegedly.overrides import OverrideError
from allegedly.run.provenance import PACKAGE
from allegedly.schema import SCHEMA
from allegedly.settings import SettingsError

SECONDS = 300.0
"""Computing time that one article may take in one stage."""

AGAIN = 10.0
"""Seconds after which it is told again to stop: the first time may fall where Python passes over errors, in a `__del__`
or a bare `except`."""

FAILURES = "failures"
_NOT_THE_ARTICLE = (OSError, ImportError, LexiconError, OverrideError, SettingsError)
"""Errors that no single article is to blame for: they end the run."""

Tables = dict[str, Any]


class SlowArticleError(BaseException):
    """What is being made takes too long. No Exception, so that no library's handler takes it for one of its own."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise SlowArticleError in this thread once it has computed for so long inside."""
    thread, clock = threading.get_ident(), _clock()
    begun, over, raised = clock(), threading.Event(), threading.Event()

    def watch() -> None:
        pause = min(seconds, 1.0)
        while not over.wait(pause):
            if clock() - begun > seconds:
                raised.set()
                _raise(thread, SlowArticleError)
                pause = AGAIN

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        # What came too late must not hit what follows. Where nothing came, nothing is taken back: Python would go on
        # looking for it, and with a profiler at work do nothing else.
        if raised.is_set():
            _raise(thread, None)


def _clock() -> Callable[[], float]:
    """The computing time of the calling thread, also when asked from another; of the process where there is no such."""
    if hasattr(time, "pthread_getcpuclockid"):
        clock = time.pthread_getcpuclockid(threading.get_ident())
        return lambda: time.clock_gettime(clock)
    return time.process_time


def _raise(thread: int, error: type[BaseException] | None) -> None:
    pending = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), pending)


def make(
    map_batch: Callable[[Tables], Tables], inputs: Mapping[str, Any], *, stage: str, known: pd.DataFrame | None = None
) -> Tables:
    """The tables of a batch of `stage`, and `failures`: those `known` from earlier stages, then its own.

    `inputs`: frames with a column doc_id, and dicts by doc_id. Raises what `map_batch` raises where no article is to
    blame: at once for a wrong lexicon or a full disk, and if all of several articles fail.
    """
    failed = tables.frame(FAILURES) if known is None else known
    doc_ids = _doc_ids(inputs)
    inputs = _only(inputs, [doc_id for doc_id in doc_ids if doc_id not in set(failed["doc_id"])])
    doc_ids = _doc_ids(inputs)
    try:
        with limited(SECONDS):
            made = map_batch(dict(inputs))
        return made if stage == "01_cleaning" else made | {FAILURES: failed}
    except _NOT_THE_ARTICLE:
        raise
    except (Exception, SlowArticleError) as error:  # noqa: BLE001  # whatever it is, it must stop only its article
        whole = error
    parts, errors = [map_batch(_only(inputs, []))], {}
    for doc_id in doc_ids:
        try:
            with limited(SECONDS):
                parts.append(map_batch(_only(inputs, [doc_id])))
        except _NOT_THE_ARTICLE:
            raise
        except (Exception, SlowArticleError) as error:  # noqa: BLE001  # as above
            errors[doc_id] = error
    if len(errors) == len(doc_ids) > 1 and isinstance(whole, Exception):
        raise whole
    return _with_failures(_joined(parts), inputs, errors, stage=stage, failed=failed)


def _doc_ids(inputs: Mapping[str, Any]) -> list[str]:
    """The articles of a batch: those of its first frame."""
    first: pd.DataFrame = next(each for each in inputs.values() if isinstance(each, pd.DataFrame))
    return sorted(first["doc_id"])


def _only(inputs: Mapping[str, Any], doc_ids: list[str]) -> Tables:
    """The inputs of some articles."""
    return {
        name: value[value["doc_id"].isin(doc_ids)].reset_index(drop=True)
        if isinstance(value, pd.DataFrame)
        else {doc_id: value[doc_id] for doc_id in doc_ids}
        for name, value in inputs.items()
    }


def _joined(parts: list[Tables]) -> Tables:
    """The tables of several articles as those of one batch."""
    made: Tables = {}
    for name, first in parts[0].items():
        if not isinstance(first, pd.DataFrame):
            made[name] = {doc_id: value for part in parts for doc_id, value in part[name].items()}
            continue
        rows = pd.concat([part[name] for part in parts if len(part[name])] or [first])
        made[name] = rows.sort_values(list(SCHEMA[name].order), kind="stable", ignore_index=True)
    return made


def _with_failures(
    made: Tables, inputs: Mapping[str, Any], errors: Mapping[str, BaseException], *, stage: str, failed: pd.DataFrame
) -> Tables:
    told = {doc_id: _told(error) for doc_id, error in errors.items()}
    if stage == "01_cleaning":
        paths = dict(zip(inputs["sources"]["doc_id"], inputs["sources"]["path"], strict=True))
        rows = [
            {"path": paths[doc_id], "reason": reason, "detail": f"{doc_id}: {detail}"}
            for doc_id, (reason, detail) in told.items()
        ]
        return made | {"problems": tables.frame("problems", [*made["problems"].to_dict("records"), *rows])}
    rows = [
        {"doc_id": doc_id, "stage": stage, "reason": reason, "detail": detail}
        for doc_id, (reason, detail) in told.items()
    ]
    return made | {FAILURES: tables.frame(FAILURES, [*failed.to_dict("records"), *rows])}


def _told(error: BaseException) -> tuple[str, str]:
    """Reason and detail of a failure, for people."""
    if isinstance(error, SlowArticleError):
        return "took too long", f"more than {SECONDS:g} seconds of computing; cut it into shorter articles"
    places = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(PACKAGE)]
    where = f" ({Path(places[-1].filename).name}, line {places[-1].lineno})" if places else ""
    said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return "a mistake in the program", f"{said}{where}; please report it with the article"
