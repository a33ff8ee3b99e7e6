"""Ask git about a repository: the only module that runs a program. Nothing is fetched, and nothing is changed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.model import Page

#: Below this no file of a commit is read: contributed files are smaller, and readers take no more.
MAX_FILE = 4_000_000


#: What git may not do in a repository that came from elsewhere: run what its configuration names, or fetch.
_FOREIGN = (
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.hooksPath=/dev/null",
)
_ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


class NoGit(Exception):
    """What was asked cannot be answered: there is no git, no repository, or no such commit. Says so in a sentence."""


def describe(root: Path) -> str | None:
    """Give the commit of the repository at ``root``, with "-dirty" after it when files were edited; None if unknown."""
    try:
        told = _run(root, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
    except NoGit:
        return None
    return told.decode("utf-8", "replace").strip() or None


def parting(root: Path, revision: str) -> str:
    """Return the commit at which the files here parted from ``revision`` (a branch, a tag, a commit).

    So what others have merged there since does not look like our change. Where the two share no past, or the clone is
    too shallow to know, it is ``revision`` itself. Raises NoGit.
    """
    commit = _commit(root, revision)
    try:
        return _run(root, "merge-base", commit, "HEAD").decode().strip() or commit
    except NoGit:
        return commit


def files(root: Path, commit: str, *folders: str) -> Iterator[Page]:
    """Yield the plain files of a commit below the folders, by their paths. Raises NoGit."""
    there = set(_run(root, "ls-tree", "--name-only", "-z", commit, "--", *folders).decode().split("\0"))
    wanted = [folder for folder in folders if folder in there]
    if not wanted:
        return
    with tarfile.open(fileobj=io.BytesIO(_run(root, "archive", "--format=tar", commit, "--", *wanted))) as archive:
        for member in archive:
            if member.isreg() and member.size <= MAX_FILE and (file := archive.extractfile(member)) is not None:
                yield Page(member.name, file.read())


def changed(root: Path, commit: str, *folders: str) -> tuple[str, ...]:
    """List the paths below the folders that differ from the commit in the files as they are, new ones too."""
    differ = _run(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", commit, "--", *folders)
    unknown = _run(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *folders)
    return tuple(sorted({path for path in (differ + unknown).decode("utf-8", "replace").split("\0") if path}))


def committed(root: Path, path: str) -> bytes | None:
    """Return what the file holds in the last commit; None when it is not in it, or when there is no git."""
    try:
        return _run(root, "cat-file", "blob", f"HEAD:{path}")
    except NoGit:
        return None


def raw_log(clone: Path, paths: Sequence[str], most: int, room: int) -> bytes:
    """Return the raw history of the paths in a clone: fields between NULs, as ``git log --raw -z`` writes them.

    Of each commit its id, its author's date, its whole message, and what it did to which file; at most ``most`` commits
    and about ``room`` bytes, both one more than that where there are more. Raises NoGit.
    """
    form = "--format=%H%x00%aI%x00%B%x00"
    what = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", f"--max-count={most + 1}", form)
    with _foreign(clone, "log", *what, "HEAD", "--", *paths) as process:
        found = process.stdout.read(room + 1) if process.stdout else b""
        if len(found) > room:
            process.kill()
        elif process.wait():
            raise NoGit("git cannot read this: it is no repository, or nothing was committed in it")
    return found


def blobs(clone: Path, ids: Iterable[str], most: int) -> Iterator[bytes | None]:
    """Yield the bytes of each of these files of a clone, from one process; None for one that has more than ``most``.

    After one that is too large nothing more is yielded: its bytes are not read. Raises NoGit where one is not there.
    """
    with _foreign(clone, "cat-file", "--batch") as process:
        asked, told = process.stdin, process.stdout
        assert asked is not None  # both are pipes
        assert told is not None
        for id in ids:
            asked.write(f"{id}\n".encode())
            asked.flush()
            head = told.readline().split()
            if len(head) != 3 or head[1] != b"blob" or int(head[2]) > most:
                process.kill()
                if len(head) != 3 or head[1] != b"blob":
                    raise NoGit(f"the clone lacks the file {id}")
                yield None
                return
            yield told.read(int(head[2]) + 1)[:-1]
        process.kill()


def _foreign(clone: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start git in a repository that came from elsewhere."""
    git = shutil.which("git")
    if git is None:
        raise NoGit("git is not installed")
    pipe, none = subprocess.PIPE, subprocess.DEVNULL
    command = [git, "-C", str(clone), *_FOREIGN, *arguments]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=none, env={**os.environ, **_ALONE})


def _commit(root: Path, revision: str) -> str:
    """Return the commit that a person means: a branch of their own, or the one that they fetched last from "origin"."""
    for name in (revision, f"origin/{revision}"):
        try:
            ask = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
            return _run(root, *ask).decode().strip()
        except NoGit:
            continue
    raise NoGit(f"git knows no branch or commit {revision!r} here")


def _run(root: Path, *arguments: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise NoGit("git is not installed")
    if not (root / ".git").exists():
        raise NoGit("this folder is no git repository")
    done = subprocess.run([git, "-C", str(root), *arguments], capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoGit(f"git said: {said[-1] if said else 'nothing'}")
    return done.stdout
