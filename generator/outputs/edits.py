"""Make edits of contributed files: all of them or none, and nothing is overwritten that is not as it was read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from generator.model import Edit, Page
from generator.outputs.write import by_path
from generator.problems import ContributorError, Place, Problem

IDS: Final = {
    "file-exists": "`new` and `update` overwrite nothing.",
    "file-changed": "A file is as it was read when it is mended.",
}


def apply(root: Path, edits: Iterable[Edit]) -> None:
    """Make the edits of contributed files below ``root``: all of them, or none.

    Each file is whole or not there, in the order of the edits; what a kill left undone the same edits complete. Nothing
    is overwritten that is not as the edit says: raises ContributorError where a new file's place is taken, or where a
    file has changed since it was read, and then has written nothing. Raises ValueError for a path outside.
    """
    wanted = list(edits)
    by_path(Page(edit.path, edit.after) for edit in wanted)
    if problems := [problem for edit in wanted if (problem := _in_the_way(root, edit)) is not None]:
        raise ContributorError(problems)
    made: list[tuple[Path, Edit]] = []
    try:
        for edit in wanted:
            path = root.joinpath(*PurePosixPath(edit.path).parts)
            if _apply(path, edit):
                made.append((path, edit))
    except OSError as error:
        for path, done in reversed(made):
            _undo(path, done)
        message = f"this cannot be written: {error.strerror or error}"
        remedy = "Make room, or allow writing there, and start again; nothing was changed."
        raise ContributorError([Problem(Place(edit.path), message, remedy, "not-written")]) from error


def _apply(path: Path, edit: Edit) -> bool:
    """Make one edit; False where it was made before. A file gets its name when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)  # of a try that was killed; and a link there is not written through
    if edit.before is None and path.exists():
        return False
    try:
        with part.open("xb") as file:
            file.write(edit.after)
        if edit.before is None:
            _name(part, path)
        else:
            shutil.copymode(path, part)
            os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return True


def _name(part: Path, path: Path) -> None:
    """Give the file its name. A link never overwrites, whatever came between the look and now."""
    try:
        os.link(part, path)
    except OSError:  # taken just now; or a disk that knows no links
        if path.exists():
            raise
        part.rename(path)


def _undo(path: Path, edit: Edit) -> None:
    if edit.before is None:
        path.unlink()
    else:
        path.write_bytes(edit.before)


def _in_the_way(root: Path, edit: Edit) -> Problem | None:
    """Return why the edit cannot be made.

    A link on the way, a place that is taken, or a file that is not as it was read.
    """
    place = Place(edit.path)
    path = root.joinpath(*PurePosixPath(edit.path).parts)
    on_the_way = [path, *list(path.parents)[: len(PurePosixPath(edit.path).parts) - 1]]
    if any(one.is_symlink() for one in on_the_way):
        return Problem(place, "this is a link to another place", "Put a plain file or folder here.", "file-kind")
    if edit.before is None:
        if path.exists() and not (path.is_file() and path.read_bytes() == edit.after):
            return Problem(place, "this is there already, and is not overwritten", "Use another name.", "file-exists")
    elif not path.is_file() or path.read_bytes() != edit.before:
        return Problem(place, "the file has changed just now", "Start the command again.", "file-changed")
    return None
