"""Ask git about this repository: the only module that runs a program. Nothing is fetched, and nothing is changed."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from generator.model import Page

#: Below this no file of a commit is read: contributed files are smaller, and readers take no more.
MAX_FILE = 4_000_000


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
