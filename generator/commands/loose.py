"""Read loose files, or standard input, as policies, for ``inspect`` and ``links``.

A loose file has no service.md: its language is taken as English, it has no reviews, and its path is its name.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from generator.analysis.policy import Tools, read_policy, read_snapshot
from generator.contributed import Service, Snapshot, Terms
from generator.formats import MAX_BYTES, SUFFIXES
from generator.formats.table import recognised
from generator.model import Policy
from generator.problems import ContributorError, Place
from generator.reading.configuration import LANGUAGE

#: What stands for standard input, and what it is called.
STANDARD_INPUT: Final = "-"


def loose_files(folder: Path) -> list[Path]:
    """The files below the folder that are read as policies, sorted by path."""
    found = (path for path in folder.rglob("*") if path.suffix.removeprefix(".") in SUFFIXES and path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def read_loose(path: Path, tools: Tools) -> Iterator[tuple[str, Policy | None, str]]:
    """Each loose file's path relative to the folder, with its policy; or None and, in words, why it cannot be read.

    One file is read in whatever format its name or its bytes say; ``-`` is standard input.
    """
    if path == Path(STANDARD_INPUT):
        yield _read(STANDARD_INPUT, lambda: sys.stdin.buffer.read(MAX_BYTES + 1), tools, known=False)
    elif path.is_dir():
        for file in loose_files(path):
            yield _read(file.relative_to(path).as_posix(), file.read_bytes, tools, known=True)
    else:
        yield _read(path.name, path.read_bytes, tools, known=False)


def _read(name: str, read: Callable[[], bytes], tools: Tools, *, known: bool) -> tuple[str, Policy | None, str]:
    """Read one file; ``known`` says that its name ends in its format."""
    try:
        data = read()
        suffix = Path(name).suffix if known else f".{recognised(data, name).suffix}"
        service, snapshot = as_contributed(name, suffix, data)
        return name, read_policy(tools, service, snapshot, read_snapshot(snapshot)), ""
    except ContributorError as error:
        return name, None, " ".join(f"{problem.message} {problem.remedy}" for problem in error.problems)
    except OSError as error:
        return name, None, f"The file cannot be opened: {error.strerror}."


def as_contributed(name: str, suffix: str, data: bytes) -> tuple[Service, Snapshot]:
    """A loose file as if it were contributed: its name stands for all that is not known of it."""
    snapshot = Snapshot(name, name, suffix[1:], data, hashlib.sha256(data).hexdigest())
    return Service(name, name, LANGUAGE, (Terms((snapshot,)),), Place(name)), snapshot
