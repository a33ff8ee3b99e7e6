"""Say what a source of many documents is: parts that name documents without holding them, and what is found there.

A part goes to the process that reads it: it is small, whatever its documents weigh.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final, Literal, TypeVar

from generator.contributed import PRIVACY_POLICY
from generator.problems import ContributorError, Place, Problem

IDS: Final = {
    "corpus-source": "A corpus is a folder of texts, Parquet or WARC files, or a clone of Open Terms Archive.",
}

T = TypeVar("T")
Kind = Literal["folder", "parquet", "archive", "warc"]
Item = tuple[str | int, ...]

#: How many documents a part has, at most. A worker holds the findings of so many, and loses so many when it ends.
PART: Final = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """Name the columns of Parquet files that hold the text, and what is known of it; None for what is not there."""

    text: str = "text"
    service: str | None = None
    url: str | None = None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Name some documents of a source, for the process that reads them.

    ``path`` is the file that they stand in, from the folder ``root``, empty where each is a file of its own. Each item
    names one document, as its kind of source does; ``version`` names the state of the file. ``share`` says how much of
    the whole source it is, from 0 to 1. With ``refused`` there is nothing to read: its one item is a kind of error, and
    the words for it.
    """

    kind: Kind
    root: str
    path: str
    items: tuple[Item, ...]
    share: float
    version: str = ""
    columns: Columns | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what was found where a part names a document: its bytes, and what the source says of it.

    ``name`` is unique within the source. ``suffix`` is the format that the source names, empty where it names none.
    Where it cannot be read, ``error`` is the kind of error, and ``message`` says in words why.
    """

    name: str
    data: bytes = b""
    suffix: str = ""
    service: str | None = None
    terms: str = PRIVACY_POLICY
    url: str | None = None
    captured: datetime | None = None
    error: str = ""
    message: str = ""


def refuse(kind: Kind, root: Path, path: str, message: str, share: float) -> Part:
    """Make the part that says why a file of a source cannot be read."""
    return Part(kind, str(root), path, (("source", message),), share, refused=True)


def in_parts(items: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Yield the items as many as a part has at a time."""
    rest = iter(items)
    while some := tuple(islice(rest, PART)):
        yield some


def version(path: Path) -> str:
    """Name the state of a plain file by its size and the moment of its last change. Raises OSError for another one."""
    known = path.lstat()
    if not stat.S_ISREG(known.st_mode):
        raise OSError(0, "this is no plain file")
    return f"{known.st_size}-{known.st_mtime_ns}"


def files(root: Path, suffixes: tuple[str, ...]) -> Iterator[str]:
    """Yield what is named as a file of one of these suffixes below a folder, by its path from there, in order.

    Folders that are links are not followed; links to files are yielded, and refused where they are opened. Hidden
    folders hold no documents. A folder that cannot be listed is yielded itself, with a slash behind it.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError:
            yield f"{folder}/"
            continue
        inside = [entry for entry in entries if not entry.name.startswith(".")]
        for entry in inside:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not entry.is_dir() and entry.name.lower().endswith(suffixes):
                yield path
        folders = [entry for entry in inside if entry.is_dir(follow_symlinks=False)]
        waiting += [f"{folder}/{entry.name}" if folder else entry.name for entry in reversed(folders)]


def wrong(path: str | Path, message: str, remedy: str) -> ContributorError:
    """Make the mistake of who names a source that is none."""
    return ContributorError([Problem(Place(str(path)), message, remedy, "corpus-source")])
