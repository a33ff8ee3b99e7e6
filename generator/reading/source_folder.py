"""Read a folder of texts as a source: each file of a format that is read is a document, at any depth."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.formats import SUFFIXES
from generator.problems import ContributorError
from generator.reading.files import MAX_SNAPSHOT, read_bytes
from generator.reading.source import Found, Part, files, in_parts, version

_SUFFIXES = tuple(f".{suffix}" for suffix in SUFFIXES)


def parts(root: Path) -> Iterator[Part]:
    """Yield the parts of a folder. An item is a path, with the file's size and the moment of its last change."""
    total = sum(1 for _ in files(root, _SUFFIXES))
    for paths in in_parts(files(root, _SUFFIXES)):
        items = tuple((path, _version(root / path)) for path in paths)
        yield Part("folder", str(root), "", items, len(items) / max(1, total))


def name(_part: Part, item: tuple[str | int, ...]) -> str:
    """Give the name of a document: its path in the folder."""
    return str(item[0])


def read(part: Part, skip: Collection[int]) -> Iterator[Found]:
    """Yield what is in each file but those to skip, by their places in the part."""
    for at, (path, *_) in enumerate(part.items):
        if at not in skip:
            yield _read(Path(part.root), str(path))


def _read(root: Path, path: str) -> Found:
    if path.endswith("/") or path == "":
        return Found(path, error="source", message="This folder cannot be listed.")
    try:
        data = read_bytes(root, path, MAX_SNAPSHOT)
    except ContributorError as refused:
        problem = refused.problems[0]
        return Found(path, error=problem.check, message=problem.message)
    return Found(path, data, Path(path).suffix[1:].lower())


def _version(path: Path) -> str:
    try:
        return version(path)
    except OSError:
        return ""  # it is refused when it is read
