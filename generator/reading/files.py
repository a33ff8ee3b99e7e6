"""Open contributed files: once each, only plain ones, only inside the repository, only up to a size.

A pull request can hold a link to another file, a pipe that never ends, or a device; none of them is followed or read.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Final

from generator.problems import ContributorError, Place, Problem, shown

IDS: Final = {
    "file-kind": "Files are plain files and folders plain folders, no links.",
    "file-size": "No file is larger than the limit.",
    "missing-file": "A file that is named is there.",
    "file": "The file can be opened.",
    "encoding": "The file is UTF-8 text.",
}

#: Bytes that a contributed text (service.md, reviews.yml, a practice), and a snapshot, may have; no reader takes more.
MAX_TEXT = 256 * 1024
MAX_SNAPSHOT = 2_000_000


def read_bytes(root: Path, path: str, limit: int) -> bytes:
    """Give the bytes of a plain file, by its path from the root. Raises ContributorError when it is none or too big."""
    place = Place(path)
    if (problem := refused(root, path)) is not None:
        raise ContributorError([problem])
    # Between the look above and the opening here a link or a pipe could take its place: so neither is followed.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(root / path, flags)
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror}"
        raise ContributorError([Problem(place, message, "Make it readable.", "file")]) from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ContributorError([Problem(place, "this is not a plain file", "Put a plain file here.", "file-kind")])
        data = file.read(limit + 1)
    if len(data) > limit:
        size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1024} kB"
        message, remedy = f"the file is larger than {size}, the limit", "Contribute a smaller capture of the text."
        raise ContributorError([Problem(place, message, remedy, "file-size")])
    return data


def read_text(root: Path, path: str) -> str:
    """Return the text of a plain UTF-8 file. Raises ContributorError, with the line and column of what is not UTF-8."""
    data = read_bytes(root, path, MAX_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = Place(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message, remedy = "the file is not UTF-8 text from here on", "Save it with the encoding UTF-8."
        raise ContributorError([Problem(place, message, remedy, "encoding")]) from None


def twins(folder: Path) -> dict[str, str]:
    """Return for the names in a folder that are the same but for capitals or the code of their letters: the other one.

    Some systems hold the two as one, so a clone there lacks one of them.
    """
    found: dict[str, str] = {}
    first: dict[str, str] = {}
    for name in sorted(os.listdir(folder)):
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
        if (other := first.setdefault(folded, name)) != name:
            found |= {name: other, other: name}
    return found


def same_as(other: str | None) -> str:
    """Return what to add to a message on a name that has such a twin; "" for one that has none."""
    return f", and on many systems it is the same as {shown(other)}" if other else ""


def refused(root: Path, path: str) -> Problem | None:
    """Return why the path, which names no folder, must not be opened: it is not there, a link, or not a plain file."""
    place = Place(path)
    for parent in PurePosixPath(path).parents:
        if parent.name and (root / parent).is_symlink():
            return Problem(
                place, f"{shown(parent)} is a link, not a folder", "Put the folder itself here.", "file-kind"
            )
    try:
        mode = (root / path).lstat().st_mode
    except OSError:
        return Problem(place, "the file is missing", "Add it, or correct its name.", "missing-file")
    if stat.S_ISLNK(mode):
        return Problem(place, "this is a link to another file", "Put the file itself here.", "file-kind")
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a plain file"
        return Problem(place, f"this is {kind}", "Put a plain file here.", "file-kind")
    return None
