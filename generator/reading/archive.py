"""Read a local clone of an Open Terms Archive repository of versions: which texts it has of which services, and when.

Such a repository has one folder a service and one Markdown file a kind of terms; each commit is a version. What is read
is only git's own list and the bytes of files: nothing in the clone is run, followed or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from generator.problems import ContributorError, Place, Problem, shown
from generator.reading import git
from generator.reading.files import MAX_SNAPSHOT

IDS: Final = {
    "archive": "An archive is a clone of Open Terms Archive's versions, whose names, files and sizes are plain.",
}

#: At most so many versions are listed, with so many bytes of messages: more is no archive of one kind of terms.
MOST_VERSIONS, MOST_BYTES = 100_000, 150_000_000

_PLAIN_FILES: Final = frozenset({"100644", "100755"})
_NOTHING: Final = "000000"
_NAME: Final = re.compile(r"[^\x00-\x1f\x7f/\\]{1,100}")
_ENGINE: Final = re.compile(r"^X-engine-version: ([\w.+-]{1,30})$", re.M)
_SOURCE: Final = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+/commit/[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A version that an archive has recorded: whose, of which terms, when, and where in the archive it stands.

    ``blob`` is git's id of its bytes; ``source`` the address of what it was extracted from, where the archive says so.
    """

    service: str
    terms: str
    recorded: datetime
    commit: str
    blob: str
    subject: str
    engine: str
    source: str | None


def read_archive(
    clone: Path, services: Sequence[str], terms: Sequence[str], most: int = MOST_VERSIONS, room: int = MOST_BYTES
) -> dict[tuple[str, str], list[Recorded]]:
    """List the versions of these terms, of these services or of all, by service and terms, each oldest first.

    At most so many are listed as ``most`` says, with so many bytes of messages as there is ``room`` for.

    The order is that of the authors' dates: commits are not always in it. Raises ContributorError.
    """
    if not clone.is_dir():
        raise _wrong(clone, "there is no such folder", "Name the folder of a clone: `git clone` makes it.")
    for kind in terms:
        if not _is_name(kind):
            remedy = 'Write it as the archive does, as "Privacy Policy".'
            raise _wrong(clone, f"{shown(kind)} is no kind of terms", remedy)
    files = [f"{kind}.md" for kind in terms]
    paths = [f":(literal){name}/{file}" for name in services for file in files]
    paths = paths or [f":(glob)*/{_literal(file)}" for file in files]
    try:
        log = git.raw_log(clone, paths, most, room)
    except git.NoGit as error:
        remedy = "Name the folder of a clone of an archive's versions, made with `git clone`."
        raise _wrong(clone, str(error), remedy) from None
    found: dict[tuple[str, str], list[Recorded]] = {}
    versions = list(_versions(clone, log, terms)) if len(log) <= room else []
    if len(log) > room or len(versions) > most:
        message = f"there are more than {most:,} versions, or their messages are too long"
        raise _wrong(clone, message, "Name the services that you want with --service.")
    versions.reverse()  # of two at one moment the one that git lists later is older
    for version in sorted(versions, key=lambda one: one.recorded):
        found.setdefault((version.service, version.terms), []).append(version)
    there, kinds = {service for service, _ in found}, " or ".join(terms)
    if missing := [name for name in services if name not in there]:
        raise _wrong(
            clone, f"there is no {kinds} of {shown(missing[0])}", "Write the name as its folder in the archive."
        )
    if not found:
        raise _wrong(clone, f"there is no {kinds} of any service", "Name a clone of an archive of versions.")
    return dict(sorted(found.items()))


def read_texts(clone: Path, versions: Sequence[Recorded]) -> Iterator[bytes]:
    """Yield the bytes of each version, from one process. Raises ContributorError for one that is too large."""
    texts = git.blobs(clone, (version.blob for version in versions), MAX_SNAPSHOT)
    try:
        for version, data in zip(versions, texts, strict=False):
            if data is None:
                message = (
                    f"the text of {shown(version.service)} in commit {version.commit} has over {MAX_SNAPSHOT:,} bytes"
                )
                raise _wrong(clone, message, "Leave this service out: name the others with --service.")
            yield data
    except git.NoGit as error:
        raise _wrong(clone, str(error), "Clone the archive again, whole, and not only a part of it.") from None


def _versions(clone: Path, log: bytes, terms: Sequence[str]) -> Iterator[Recorded]:
    """Yield what each commit says, newest first. A commit that deletes the file is none."""
    fields = log.decode("utf-8", "replace").split("\0")
    at = 0
    while at + 2 < len(fields):
        commit, when, message = (field.strip() for field in fields[at : at + 3])
        at += 3
        while at < len(fields) and (not fields[at].strip() or fields[at].lstrip().startswith(":")):
            if fields[at].strip() and at + 1 < len(fields):
                _, mode, _, blob, _ = fields[at].split()
                service, kind = _service(clone, fields[at + 1], terms, mode)
                if mode != _NOTHING:
                    yield Recorded(service, kind, _moment(clone, when), commit, blob, *_said(message))
                at += 1
            at += 1


def _service(clone: Path, path: str, terms: Sequence[str], mode: str) -> tuple[str, str]:
    """Return the name of the service that a file belongs to, and its terms. Raises ContributorError for no such."""
    service, _, file = path.rpartition("/")
    kind = file.removesuffix(".md")
    if kind not in terms or not file.endswith(".md") or not _is_name(service):
        raise _wrong(
            clone, f"{shown(path)} is no name of a service and its terms", "Take the archive from its own place."
        )
    if mode not in (*_PLAIN_FILES, _NOTHING):
        kind = "a link" if mode == "120000" else "another repository" if mode == "160000" else "no plain file"
        raise _wrong(clone, f"{shown(path)} is {kind}", "Leave it out: name the other services with --service.")
    return service, kind


def _said(message: str) -> tuple[str, str, str | None]:
    """Return a message's first line, the version of the engine that it names, and the first address in it."""
    engine, source = _ENGINE.search(message), _SOURCE.search(message)
    subject = "".join(char if char.isprintable() else " " for char in message.split("\n")[0][:90]).strip()
    return subject, engine[1] if engine else "", source[0] if source else None


def _moment(clone: Path, when: str) -> datetime:
    try:
        return datetime.fromisoformat(when).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _wrong(clone, f"{shown(when)} is no date of a commit", "Take the archive from its own place.") from None


def _is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and name.strip(". ") != "" and ".." not in name


def _literal(name: str) -> str:
    """Return the name for a pathspec in which some characters are patterns."""
    return re.sub(r"([\\*?\[\]])", r"\\\1", name)


def _wrong(clone: Path, message: str, remedy: str) -> ContributorError:
    return ContributorError([Problem(Place(str(clone)), message, remedy, "archive")])
