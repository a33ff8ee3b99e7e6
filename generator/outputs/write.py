"""Write folders of build output: with ``edits.py``, ``bundle.py`` and ``kept.py`` all that writes.

A folder that this module may empty carries a marker file, so a folder that somebody else filled is never touched.
Nothing is written twice: a file whose bytes are as wanted keeps its date, so a build tool sees only what changed.
Whenever a build is killed, the next one finds what it needs: the marker is the first file there and the last to go.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from generator.model import Page
from generator.problems import ContributorError, Place, Problem

IDS: Final = {
    "not-our-folder": "A folder that a build empties was made by a build.",
    "not-written": "The disk takes what is written.",
}

MARKER: Final = ".smallprint"
LOCK: Final = ".lock"
_MARKER_TEXT: Final = b"This folder is written by Smallprint. Whatever else is put here is deleted by the next build.\n"


@contextmanager
def alone(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Work in ``folder`` while no other process does: wait for one that does, after telling which it is.

    The system gives the lock back when a process ends, however it ends, so none is ever left behind. Raises
    ContributorError where something else stands in the place of the folder.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise _not_ours(folder, "is in the way: a folder is wanted here")
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        if not _locked(descriptor, wait=False):
            builder = os.pread(descriptor, 20, 0).decode("ascii", "replace") if hasattr(os, "pread") else ""
            tell(f"Waiting for another build here to end{f': process {builder}' if builder.isdecimal() else ''}")
            _locked(descriptor, wait=True)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)


@contextmanager
def system_errors() -> Iterator[None]:
    """Raise what the system refuses in here, a full disk or a folder that may not be written, as ContributorError."""
    try:
        yield
    except OSError as error:
        place = Place(str(error.filename2 or error.filename or "build"))
        remedy = "Make room, or allow writing there, and build again. The last good site is still in its place."
        message = f"the build could not go on here: {error.strerror or error}"
        raise ContributorError([Problem(place, message, remedy, "not-written")]) from error


def claim(folder: Path) -> None:
    """Make ``folder`` ours, creating it if need be.

    Raises ContributorError when it exists, is not empty and was not made by us.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise _not_ours(folder, "is in the way: a folder is wanted here")
    marker = folder / MARKER
    if marker.is_file():
        return
    if folder.exists() and any(folder.iterdir()):
        raise _not_ours(folder, "holds files that Smallprint did not write, so it will not be emptied")
    folder.mkdir(parents=True, exist_ok=True)
    marker.write_bytes(_MARKER_TEXT)


def sync(folder: Path, pages: Iterable[Page]) -> int:
    """Make ``folder`` hold exactly these pages, and return how many files were written or deleted.

    No more than one page is held at a time: what is new waits beside the folder until the last one is made, so when
    making the pages fails, the folder stays as it was. Raises ContributorError for a folder that is not ours, and
    ValueError for a path that leaves the folder or comes twice (also when only the case differs, since many file
    systems hold those two as one).
    """
    there = set(_plain_files(folder)) if folder.is_dir() else set()
    fresh = folder.with_name(folder.name + ".next")
    empty(fresh)
    wanted, new = {MARKER}, []
    try:
        for page in each_once(pages):
            wanted.add(page.path)
            if page.path not in there or not _holds(f"{folder}/{page.path}", page.data):
                write_if_changed(fresh / page.path, page.data)
                new.append(page.path)
        claim(folder)
        changed = delete_stale(folder, wanted)
        for path in new:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(fresh / path, folder / path)
        return changed + len(new)
    finally:
        remove(fresh)


@contextmanager
def temporary(pages: Iterable[Page]) -> Iterator[Path]:
    """Yield a folder outside of the repository that holds these pages while it is needed, and is gone afterwards."""
    wanted = by_path(pages)
    with tempfile.TemporaryDirectory(prefix="smallprint-") as name:
        folder = Path(name)
        for path, data in wanted.items():
            write_if_changed(folder.joinpath(*PurePosixPath(path).parts), data)
        yield folder


def empty(folder: Path) -> None:
    """Make ``folder`` an empty folder of ours. Raises ContributorError for a folder that is not ours."""
    claim(folder)
    delete_stale(folder, {MARKER})


def swap(new: Path, live: Path) -> None:
    """Put the folder ``new`` in the place of ``live``, by renaming, and delete what was there.

    Where the system can exchange two names at once, ``live`` is at every moment the old folder or the new one. Raises
    ContributorError when ``live`` is not ours. Both folders must lie on one disk.
    """
    old = live.with_name(live.name + ".old")
    restore(live)
    if live.exists():
        claim(live)
        if _exchange(new, live):
            remove(new)
            return
        live.rename(old)
    new.rename(live)
    remove(old)


def restore(live: Path) -> None:
    """Undo a swap that was cut short: whole is the folder that ``live`` names, or else the one that it replaced."""
    old = live.with_name(live.name + ".old")
    if not old.exists():
        return
    claim(old)
    if live.exists():
        remove(old)
    else:
        old.rename(live)


def remove(folder: Path) -> None:
    """Delete a folder of ours, if it is there; its marker goes last. Raises ContributorError when it is not ours."""
    if folder.exists():
        empty(folder)
        (folder / MARKER).unlink()
        folder.rmdir()


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change their names in one step; False where the system cannot, and then nothing was done."""
    if sys.platform != "linux":
        return False
    here, at_once = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2), which Python does not offer
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), at_once) == 0


def _locked(descriptor: int, *, wait: bool) -> bool:
    """Tell whether the open file is now ours alone. Without ``wait`` it is asked for once only."""
    if sys.platform == "win32":
        import msvcrt

        while True:  # LK_LOCK itself gives up after ten seconds; the byte lies behind the number that the file holds
            os.lseek(descriptor, 100, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                os.lseek(descriptor, 0, os.SEEK_SET)
                return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _not_ours(folder: Path, why: str) -> ContributorError:
    remedy = "Move it away, or delete it yourself if you do not need it, and build again."
    return ContributorError((Problem(Place(str(folder)), why, remedy, "not-our-folder"),))


def by_path(pages: Iterable[Page]) -> dict[str, bytes]:
    """Give the bytes of each path. Raises ValueError as ``each_once`` does."""
    return {page.path: page.data for page in each_once(pages)}


def each_once(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages. Raises ValueError for a path that leads outside, and for two that are one."""
    folded: dict[str, str] = {}
    for page in pages:
        parts = PurePosixPath(page.path).parts
        if not parts or page.path != "/".join(parts) or ".." in parts or parts[0] == "/" or "\\" in page.path:
            raise ValueError(f"a page's path must stay inside its folder: {page.path!r}")
        if twin := folded.get(page.path.casefold()):
            raise ValueError(f"two pages want one path: {page.path!r} and {twin!r}")
        folded[page.path.casefold()] = page.path
        yield page


def delete_stale(folder: Path, keep: Iterable[str]) -> int:
    """Delete what is not kept, then the folders that this leaves empty. Links are deleted, never followed."""
    deleted, _ = _delete_stale(folder, "", set(keep))
    return deleted


def _delete_stale(folder: Path | str, inside: str, keep: Collection[str]) -> tuple[int, bool]:
    """Delete what is not kept below a folder; how many files were deleted, and whether anything is left.

    There may be thousands of files: so their paths are plain text here.
    """
    deleted, left = 0, False
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        path = f"{inside}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            number, some = _delete_stale(entry.path, f"{path}/", keep)
            deleted += number
            if some:
                left = True
            else:
                os.rmdir(entry.path)
        elif path in keep and not entry.is_symlink():
            left = True
        else:
            os.unlink(entry.path)
            deleted += 1
    return deleted, left


def write_if_changed(path: Path, data: bytes) -> bool:
    """Make a file hold these bytes, and tell whether it held others, or was not there."""
    if _holds(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def replace(path: Path, data: bytes, mode: int = 0o644, *, durable: bool = False) -> None:
    """Write a file that is whole or not there, whoever else writes it. A link in its place is replaced, not followed.

    A ``durable`` one also survives that the power fails.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(6)}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _holds(path: Path | str, data: bytes) -> bool:
    """Tell whether a plain file holds these bytes."""
    return os.path.isfile(path) and os.path.getsize(path) == len(data) and Path(path).read_bytes() == data


def _plain_files(folder: Path | str, inside: str = "") -> Iterator[str]:
    """Yield the path of each plain file below a folder; no link is followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _plain_files(entry.path, f"{inside}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield f"{inside}{entry.name}"
