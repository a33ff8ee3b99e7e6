"""Draft what an archive's versions of a policy add to content/: those that say something new, and where they stand.

An archive records every difference of a page. Here a version is kept when its words differ from those of the one before
it, when it did not come and go between two copies of the same words, and when it is no failed capture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator.analysis import language
from generator.comparison.words import words_of
from generator.contributed import PRIVACY_POLICY
from generator.formats import Unreadable, extract
from generator.formats.dating import stated
from generator.model import Document, Edit
from generator.outputs.drafts import SCHEMA, slug
from generator.problems import ContributorError, Place, Problem, shown
from generator.reading.archive import Recorded
from generator.reading.configuration import LANGUAGE
from generator.reading.fields import UNKNOWN, is_terms
from generator.reading.files import read_text
from generator.reading.frontmatter import load_page, scalar
from generator.reading.schema import ServicePage, SnapshotEntry
from generator.reading.scope import POLICIES
from generator.reading.services import SERVICE
from generator.reading.snapshots import MOST_COPIES
from generator.reading.validation import validate

IDS: Final = {
    "archive-folder": "What an archive adds has a folder of its own, or goes to the service of the same name.",
}

#: Fewer bytes than this are no policy; and a capture is taken to have failed when it has less than this share of the
#: bytes of the version before it, and a later one has more again.
FEWEST_BYTES, SHARE = 500, 1 / 3
#: Whom the texts come from: shown wherever they are.
ATTRIBUTION: Final = "Open Terms Archive (https://opentermsarchive.org), database under ODC-BY 1.0"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an archive with its bytes, what these read like, and its words as one number."""

    recorded: Recorded
    data: bytes
    document: Document
    words: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Added:
    """What an archive adds to one service, and how many of its versions were left out, by the reason in words."""

    service: str
    edits: tuple[Edit, ...]
    copies: int
    left_out: tuple[tuple[str, int], ...]


def added(root: Path, versions: Sequence[Recorded], texts: Iterable[bytes]) -> Added:
    """Draft what the versions of one service's document, oldest first, add.

    Raises ContributorError when they cannot be added.
    """
    name, terms = versions[0].service, slug(versions[0].terms)
    id = slug(name)
    if not id:
        raise _wrong("", f"{shown(name)} cannot be the name of a folder", "Leave this service out, with --service.")
    if not is_terms(terms):
        raise _wrong("", f"{shown(versions[0].terms)} cannot be a type of terms", "Leave it out.")
    read, unreadable = _read(versions, texts)
    kept, left_out = worth_keeping(read)
    path = f"{POLICIES}/{id}/{SERVICE}"
    there = (root / path).is_file()
    text = read_text(root, path) if there else ""
    page = validate(ServicePage, load_page(text, path)[0]) if there else None
    if page is not None and page.name.casefold() != name.casefold():
        remedy = "Rename that folder, or leave this service out, with --service."
        raise _wrong(path, f"this is the service {shown(page.name)}, and not {shown(name)}", remedy)
    own = [entry for entry in page.snapshots if entry.terms == terms] if page else []
    listed = {entry.sha256 for entry in own}
    fresh = [version for version in kept if version.sha256 not in listed]
    if own and not fresh:
        fresh = _came_back(read, kept, own)
    room = max(0, MOST_COPIES - len(listed))
    beyond, fresh = len(fresh[: max(0, len(fresh) - room)]), fresh[max(0, len(fresh) - room) :]
    names = _file_names(fresh, {entry.file for entry in page.snapshots} if page else set(), terms)
    entries = [line for file, version in reversed(names) for line in _entry(file, version, terms)]
    edits = [Edit(f"{POLICIES}/{id}/{file}", None, version.data) for file, version in names]
    if fresh and there:
        edits.append(Edit(path, text.encode(), _inserted(text, path, entries).encode()))
    elif fresh:
        edits.append(Edit(path, None, _new_page(path, name, fresh[-1].document, entries).encode()))
    reasons = (*left_out, ("not readable", unreadable), (f"beyond {MOST_COPIES} copies", beyond))
    return Added(id, tuple(edits), len(fresh), tuple((why, number) for why, number in reasons if number))


def worth_keeping(versions: Sequence[Version]) -> tuple[list[Version], tuple[tuple[str, int], ...]]:
    """Give the versions that say something new, oldest first, and how many were left out, by the reason in words."""
    kept: list[Version] = []
    same = back = failed = 0
    largest_after = _largest_after([len(version.data) for version in versions])
    for number, version in enumerate(versions):
        before = len(kept[-1].data) if kept else 0
        size = len(version.data)
        if size < FEWEST_BYTES or (size < SHARE * before and largest_after[number] >= SHARE * before):
            failed += 1
        elif kept and version.words == kept[-1].words:
            same += 1
        elif (known := next((at for at, one in enumerate(kept) if one.words == version.words), None)) is not None:
            back += len(kept) - known
            del kept[known + 1 :]
        else:
            kept.append(version)
    return kept, (("with the same words", same), ("that came and went", back), ("taken for a failed capture", failed))


def _came_back(read: Sequence[Version], kept: Sequence[Version], own: Sequence[SnapshotEntry]) -> list[Version]:
    """Return the newest version, where its words are listed, but not as those of the newest copy."""
    newest = max(own, key=lambda entry: entry.captured or date.min)
    last = next((one for one in reversed(read) if kept and one.words == kept[-1].words), None)
    shown = next((one for one in read if one.sha256 == newest.sha256), None)
    if last is None or shown is None or shown.words == last.words:
        return []
    return [last] if last.recorded.recorded.date() > (newest.captured or date.min) else []


def _largest_after(sizes: Sequence[int]) -> list[int]:
    """Return for each version the size of the largest one behind it."""
    largest = [0] * len(sizes)
    for number in range(len(sizes) - 2, -1, -1):
        largest[number] = max(sizes[number + 1], largest[number + 1])
    return largest


def _read(versions: Sequence[Recorded], texts: Iterable[bytes]) -> tuple[list[Version], int]:
    """Read the versions; and count those that no reader takes."""
    read: list[Version] = []
    unreadable = 0
    known: dict[str, Version] = {}
    for recorded, data in zip(versions, texts, strict=True):
        if recorded.blob in known:
            same = known[recorded.blob]
            read.append(Version(recorded, data, same.document, same.words))
            continue
        try:
            document = extract(data, "md")
        except Unreadable:
            unreadable += 1
            continue
        words = hashlib.sha256(" ".join(words_of(document.text)).encode()).digest()
        known[recorded.blob] = Version(recorded, data, document, words)
        read.append(known[recorded.blob])
    return read, unreadable


def _file_names(versions: Sequence[Version], taken: set[str], terms: str) -> list[tuple[str, Version]]:
    """Name each version by the day on which it was recorded, and its document; those of one day are numbered."""
    stems = {file.rpartition(".")[0] for file in taken}
    named: list[tuple[str, Version]] = []
    for version in versions:
        day = version.recorded.recorded.date().isoformat() + ("" if terms == PRIVACY_POLICY else f"-{terms}")
        names = (f"{day}{f'-{number}' if number > 1 else ''}" for number in range(1, len(stems) + 2))
        stem = next(name for name in names if name not in stems)
        stems.add(stem)
        named.append((f"{stem}.md", version))
    return named


def _entry(file: str, version: Version, terms: str) -> Iterator[str]:
    """Yield the lines of a version in the list of service.md."""
    recorded = version.recorded
    own = stated(version.document.text)
    engine = f", engine {recorded.engine}" if recorded.engine else ""
    yield f"  - file: {file}"
    if terms != PRIVACY_POLICY:
        yield f"    terms: {terms}"
    yield f"    captured: {recorded.recorded.date().isoformat()}"
    if own and own.day and own.day <= recorded.recorded.date():
        yield f"    dated: {own.day}"
    yield f"    source: {recorded.source or UNKNOWN}"
    yield f"    sha256: {version.sha256}"
    yield f"    record: {scalar(f'commit {recorded.commit}: {recorded.subject}{engine}')}"


def _inserted(text: str, path: str, entries: Sequence[str]) -> str:
    """Put the entries before the first one of the list, as far in as that one."""
    first = load_page(text, path)[0].place(("snapshots", 0))
    lines = text.split("\n")
    at = first.line - 1
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    newline = "\r" if lines[at].endswith("\r") else ""
    lines[at:at] = [indent + line.removeprefix("  ") + newline for line in entries]
    page = "\n".join(lines)
    validate(ServicePage, load_page(page, path)[0])
    return page


def _new_page(path: str, name: str, newest: Document, entries: Sequence[str]) -> str:
    lang = language.guess(newest.text) or LANGUAGE
    fields = (f"name: {scalar(name)}", f"lang: {lang}", f"attribution: {ATTRIBUTION}", "snapshots:", *entries)
    page = "\n".join(("---", SCHEMA, *fields, "---", ""))
    validate(ServicePage, load_page(page, path)[0])
    return page


def _wrong(path: str, message: str, remedy: str) -> ContributorError:
    return ContributorError([Problem(Place(path), message, remedy, "archive-folder")])
