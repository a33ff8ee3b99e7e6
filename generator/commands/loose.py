"""Read loose files as policies, for ``inspect`` and ``links``.

A loose file has no service.md: its language is taken as English, it has no reviews, and its path is its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from generator.analysis.policy import Tools, read_policy, read_snapshot
from generator.formats import SUFFIXES
from generator.model import Policy, Service, Snapshot, Terms
from generator.problems import ContributorError, Place
from generator.reading.configuration import LANGUAGE


def loose_files(folder: Path) -> list[Path]:
    """The files below the folder that are read as policies, sorted by path."""
    found = (path for path in folder.rglob("*") if path.suffix.removeprefix(".") in SUFFIXES and path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def read_loose(folder: Path, tools: Tools) -> Iterator[tuple[str, Policy | None, str]]:
    """Each loose file's path relative to the folder, with its policy; or None and, in words, why it cannot be read."""
    for path in loose_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
            service, snapshot = as_contributed(name, path.suffix, data)
            yield name, read_policy(tools, service, snapshot, read_snapshot(snapshot)), ""
        except ContributorError as error:
            yield name, None, " ".join(f"{problem.message} {problem.remedy}" for problem in error.problems)
        except OSError as error:
            yield name, None, f"The file cannot be opened: {error.strerror}."


def as_contributed(name: str, suffix: str, data: bytes) -> tuple[Service, Snapshot]:
    """A loose file as if it were contributed: its name stands for all that is not known of it."""
    snapshot = Snapshot(name, name, suffix[1:], data, hashlib.sha256(data).hexdigest())
    return Service(name, name, LANGUAGE, (Terms((snapshot,)),), Place(name)), snapshot
