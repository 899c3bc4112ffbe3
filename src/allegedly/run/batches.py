"""The store of finished batches: 64 documents each, written whole or not at all, under a name that says what made them.

    OUTPUT/work/batches/<stage>/<number>-<key>/<table>.parquet and, of stage 02, annotations.spacy

A batch whose folder exists is finished. Its key covers the documents, code, lexicons and parameters behind it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from allegedly import tables
from allegedly.drawing import rank

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

SIZE = 64
"""Documents in a batch, whatever the number of processes."""

ANNOTATIONS = "annotations"
_ATTRIBUTES = ("TAG", "POS", "LEMMA", "HEAD", "DEP", "SENT_START", "MORPH", "ENT_IOB", "ENT_TYPE")


@dataclass(frozen=True)
class Batch:
    """One batch of one stage: its number in the sorted list, how many documents, and the folder it is kept in."""

    number: int
    n_documents: int
    folder: Path

    @property
    def finished(self) -> bool:
        """True once all its tables are written."""
        return self.folder.is_dir()


def folder(output: Path, stage: str, number: int, key: str) -> Path:
    """Where the batch of this stage, number and key is kept."""
    return output / "work" / "batches" / stage / f"{number:05d}-{key[:16]}"


def save(batch: Batch, made: Mapping[str, Any]) -> None:
    """Write all tables of a batch, then give its folder its name: after a kill it is there whole or not at all."""
    batch.folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=batch.folder.parent))
    try:
        for name, value in made.items():
            if name == ANNOTATIONS:
                (unfinished / f"{name}.spacy").write_bytes(_pack(value))
            else:
                tables.write(name, value, unfinished / f"{name}.parquet")
        unfinished.rename(batch.folder)
    except OSError:
        # Another process may have finished the same batch meanwhile; its bytes are the same.
        if not batch.finished:
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def load(batch: Batch, name: str) -> pd.DataFrame:
    """One table of a finished batch."""
    return tables.read_file(name, batch.folder / f"{name}.parquet")


@cache
def vocab() -> Vocab:
    """An English vocabulary without a model: enough to read what stage 02 wrote.

    Its words know their lower case and whether they are marks or blanks, and nothing else: to find out of each whether
    it looks like a number, an address and so on is half of the time of reading.
    """
    from spacy.lang.lex_attrs import LEX_ATTRS, is_punct, is_space, lower
    from spacy.vocab import Vocab

    asked: dict[Any, Callable[[str], Any]] = {
        number: of_word for number, of_word in LEX_ATTRS.items() if of_word in (lower, is_punct, is_space)
    }
    return Vocab(lex_attr_getters=asked)


def load_docs(batch: Batch) -> dict[str, Doc]:
    """The Doc of each doc_id of a finished batch."""
    return _unpack(batch.folder / f"{ANNOTATIONS}.spacy")


def some_docs(output: Path, *, n: int, seed: int) -> dict[str, Doc]:
    """`n` Docs of the run in folder `output` by doc_id, or all where there are fewer, from shards drawn by the seed.

    For examples: a Doc is large, so of many articles only one shard is read, or a few.
    """
    path = output / "tables" / f"{ANNOTATIONS}.spacy"
    parts = path.iterdir() if path.is_dir() else [path]
    shards = sorted(parts, key=lambda shard: (rank(seed, shard.name), shard.name))
    return dict(islice(chain.from_iterable(_unpack(shard).items() for shard in shards), n))


def _unpack(shard: Path) -> dict[str, Doc]:
    from spacy.tokens import DocBin
    from srsly.msgpack import Unpacker

    packed = DocBin(store_user_data=True).from_bytes(shard.read_bytes())
    told = Unpacker(raw=False)  # one for all: to make one takes as long as to read a Doc
    told.feed(b"".join(filter(None, packed.user_data)))
    packed.user_data = []
    return {user_data["doc_id"]: doc for user_data, doc in zip(told, packed.get_docs(vocab()), strict=True)}


def _pack(docs: Mapping[str, Doc]) -> bytes:
    from spacy.tokens import DocBin

    shard = DocBin(attrs=list(_ATTRIBUTES), store_user_data=True)
    for doc_id, doc in sorted(docs.items()):
        doc.user_data = {"doc_id": doc_id}
        shard.add(doc)
    return shard.to_bytes()


def publish(parts: Iterable[Path], target: Path) -> None:
    """Let `target` be exactly these parts: the file itself if there is one, else a folder of numbered parts."""
    parts = list(parts)
    remove(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    if len(parts) == 1:
        _link(parts[0], target)
        return
    target.mkdir()
    for number, part in enumerate(parts):
        _link(part, target / f"part-{number:05d}{part.suffix}")


def remove(target: Path) -> None:
    """Remove a file or folder, if it is there."""
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)


def _link(part: Path, target: Path) -> None:
    """The same bytes under a second name, without copying them where the file system allows."""
    try:
        os.link(part, target)
    except OSError:
        shutil.copyfile(part, target)


def sweep(output: Path, stage: str, keep: Iterable[Batch]) -> None:
    """Remove batches of a stage that no longer belong to the run, and what a kill left half written."""
    kept = {batch.folder.name for batch in keep}
    home = output / "work" / "batches" / stage
    for path in home.iterdir() if home.is_dir() else ():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def save_frame(name: str, rows: pd.DataFrame | Iterable[pd.DataFrame], target: Path) -> None:
    """Write one whole table in place of what stood there, from which the rows may still be read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    tables.write(name, rows, unfinished)
    remove(target)
    unfinished.rename(target)
