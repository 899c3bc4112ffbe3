"""How time and memory grow with the number of articles: `python tools/growth.py`, never a test.

Reads from the environment INPUT (a file of JSON Lines with `id` and `text`), COPIES (how often each article stands in
the input, one run for each number: "1 10"), JOBS, TARGET (`tables`, `report`) and, to keep what the runs make, OUTPUT.
Copies have ids of their own and are counted like other articles. Processor time and the largest resident memory of each
process are watched while it lives, by stage: a notebook's kernel, and the workers it starts, belong to its stage.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import psutil

from allegedly.settings import PROJECT, STAGES

EVERY = 0.2
"""Seconds between two looks at the processes."""
_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")


@dataclass
class Seen:
    """A process as it was last seen: the stage it worked for, what it was, processor seconds, largest memory in MB."""

    stage: str
    role: str
    seconds: float = 0.0
    megabytes: float = 0.0


def repeat(source: Path, copies: int, target: Path) -> int:
    """Write each article `copies` times under ids of their own; how many there are then."""
    n = 0
    with target.open("w", encoding="utf-8") as out:
        for copy in range(copies):
            with source.open(encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    out.write(json.dumps(row | {"id": f"{copy:05d}-{row['id']}"}, ensure_ascii=False) + "\n")
                    n += 1
    return n


def _peak(process: psutil.Process) -> float:
    """Largest resident memory so far, in MB; where the system does not keep it, the present one."""
    try:
        found = _PEAK.search(Path(f"/proc/{process.pid}/status").read_text())
    except OSError:
        found = None
    return int(found[1]) / 1024 if found else process.memory_info().rss / 2**20


def _look(root: psutil.Process, seen: dict[int, Seen]) -> None:
    """Note what each process below `root`, and itself, has used."""
    for process in [root, *root.children(recursive=True)]:
        try:
            parent = seen.get(process.ppid())
            if process.name() in STAGES:  # as forked kernels call themselves, a moment after they were forked
                seen.setdefault(process.pid, Seen("", "")).stage = process.name()
                seen[process.pid].role = "kernel"
            elif process.pid not in seen:
                role = "runner" if process.pid == root.pid else "worker"
                seen[process.pid] = Seen(parent.stage if parent else "runner", role)
            now, used = seen[process.pid], process.cpu_times()
            now.seconds = used.user + used.system
            now.megabytes = max(now.megabytes, _peak(process))
        except psutil.Error:
            continue


def watch(command: str, **variables: str) -> list[Seen]:
    """The processes of one command of the project. Raises CalledProcessError if it fails."""
    environment = os.environ | {"OMP_NUM_THREADS": "1"} | variables
    process = subprocess.Popen([sys.executable, "-m", "allegedly", command], cwd=PROJECT, env=environment)
    root, seen = psutil.Process(process.pid), dict[int, Seen]()
    while process.poll() is None:
        try:
            _look(root, seen)
        except psutil.NoSuchProcess:
            break
        try:
            process.wait(EVERY)
        except subprocess.TimeoutExpired:
            continue
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, command)
    return list(seen.values())


def rows(seen: list[Seen], n: int) -> Iterator[dict[str, object]]:
    """A row a stage and role: articles, processor seconds for 1,000 articles, memory of the largest process in MB."""
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for each in seen:
        groups[each.stage, each.role].append(each)
    for (stage, role), some in sorted(groups.items()):
        used, most = sum(each.seconds for each in some), max(each.megabytes for each in some)
        yield {"articles": n, "stage": stage, "role": role, "seconds": round(used, 1),
               "seconds_for_1000": round(1000 * used / n, 2), "megabytes": round(most)}  # fmt: skip


def main() -> None:
    """Measure and print."""
    source = Path(os.environ["INPUT"]).resolve()
    found: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.environ.get("OUTPUT") or name).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "params.yml").write_text("count_duplicates: true\n", encoding="utf-8")
        for copies in map(int, os.environ.get("COPIES", "1 8").split()):
            file = folder / f"copies-{copies}.jsonl"
            n = repeat(source, copies, file)
            given = {"INPUT": str(file), "OUTPUT": str(folder / f"run-{copies}"), "PARAMS": str(folder / "params.yml")}
            found += rows(watch(os.environ.get("TARGET", "report"), **given), n)
            print(pd.DataFrame(found).to_string(index=False), flush=True)
            pd.DataFrame(found).to_csv(folder / "growth.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
