"""Read the snapshots that a service.md lists: plain files that are there, with the bytes that it gives."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final

from generator.contributed import PRIVACY_POLICY, Snapshot, Terms
from generator.problems import ContributorError, Place, Problem, Replacement, shown
from generator.reading.fields import is_file_name
from generator.reading.files import MAX_SNAPSHOT, read_bytes, refused
from generator.reading.git import committed
from generator.reading.marked import Marked
from generator.reading.schema import ServicePage, SnapshotEntry
from generator.reading.scope import POLICIES

IDS: Final = {
    "sha256": "A snapshot has the SHA-256 that service.md gives.",
    "empty-snapshot": "A snapshot holds bytes.",
    "duplicate-snapshot": "A snapshot is listed once.",
    "many-snapshots": "Of each document there are at most 200 snapshots.",
}

#: So many snapshots of one document are read: the length of a long history.
MOST_COPIES: Final = 200


def read_snapshot(root: Path, id: str, entry: SnapshotEntry, marked: Marked, number: int) -> Snapshot:
    """Return the snapshot that stands at that number of the list.

    Raises ContributorError when the file is not that one.
    """
    path = f"{POLICIES}/{id}/{entry.file}"
    data = captured(root, path, marked.place(("snapshots", number, "file")))
    actual = hashlib.sha256(data).hexdigest()
    if actual != entry.sha256:
        message = f"`sha256` is not that of {shown(entry.file)}, whose bytes have {actual}"
        place = marked.place(("snapshots", number, "sha256"))
        if committed(root, path) in (None, data):
            fix: Replacement | None = Replacement(place, entry.sha256, actual)
            remedy = (
                "If these are the captured bytes, write that (`check --fix` does); else bring the captured file back."
            )
        else:
            fix, remedy = None, f"The file was edited; bring its bytes back with `git restore -- {path}`."
        raise ContributorError([Problem(place, message, remedy, "sha256", fix=fix)])
    return Snapshot(
        path=path,
        file=entry.file,
        format=entry.file.rpartition(".")[2],
        data=data,
        sha256=actual,
        captured=entry.captured,
        dated=entry.dated,
        source=entry.source,
        repair_mojibake=entry.repair_mojibake,
        record=entry.record,
        terms=entry.terms,
    )


def captured(root: Path, path: str, place: Place) -> bytes:
    """Give the bytes of a snapshot that is listed at ``place``. Raises ContributorError when there are none to read."""
    name = shown(PurePosixPath(path).name)
    if (problem := refused(root, path)) is not None:
        raise ContributorError([replace(problem, place=place, message=f"{name}: {problem.message}")])
    try:
        data = read_bytes(root, path, MAX_SNAPSHOT)
    except ContributorError as error:
        told = (replace(p, place=place, message=f"{name}: {p.message}") for p in error.problems)
        raise ContributorError(told) from None
    if not data.strip():
        remedy = "Save the policy's text in it, or take it off the list."
        raise ContributorError([Problem(place, f"{name}: the snapshot is empty", remedy, "empty-snapshot")])
    return data


def missing(root: Path, id: str, marked: Marked) -> Iterator[Problem]:
    """Yield the snapshots that are missing or empty, where service.md is wrong in other ways too."""
    for number, entry in enumerate(_entries(marked)):
        if entry:
            try:
                captured(root, f"{POLICIES}/{id}/{entry['file']}", marked.place(("snapshots", number, "file")))
            except ContributorError as error:
                yield from error.problems


def with_hash(root: Path, id: str, marked: Marked, problem: Problem) -> Problem:
    """Give the problem; where it is a SHA-256 that is missing or none, and the file is there, with the one to write."""
    for number, entry in enumerate(_entries(marked)):
        at: tuple[str | int, ...] = ("snapshots", number)
        missing = problem.place == marked.place(at) and problem.message == "the field `sha256` is missing"
        if not missing and problem.place != marked.places.get((*at, "sha256")):
            continue
        try:
            data = captured(root, f"{POLICIES}/{id}/{entry['file']}", problem.place)
        except ContributorError:
            continue
        digest = hashlib.sha256(data).hexdigest()
        if missing:
            place = marked.key((*at, list(entry)[-1]))
            fix = Replacement(place, "", f"sha256: {digest}\n{' ' * (place.column - 1)}")
            return replace(problem, remedy=f"Add a line `sha256: {digest}` (`check --fix` does).", fix=fix)
        plain = isinstance(entry["sha256"], (str, int, float))
        if plain and committed(root, f"{POLICIES}/{id}/{entry['file']}") in (None, data):
            fix = Replacement(problem.place, str(entry["sha256"]), digest)
            return replace(problem, remedy=f"Write {digest}, that of the file (`check --fix` does).", fix=fix)
    return problem


def _entries(marked: Marked) -> list[Mapping[str, Any]]:
    """Return the list of snapshots in a service.md that may be wrong, as far as it is one."""
    entries = marked.data.get("snapshots") if isinstance(marked.data, dict) else None
    return [
        entry if isinstance(entry, dict) and is_file_name(str(entry.get("file"))) else {}
        for entry in (entries if isinstance(entries, list) else ())
    ]


def newness(snapshot: Snapshot) -> tuple[date, list[tuple[int, str]]]:
    """Sorts old to new: by the day of capture, else the policy's own; those of one day, or of none, by their number."""
    parts = re.findall(r"\d+|\D+", snapshot.file.rpartition(".")[0])  # a day's second file has a longer name
    natural = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return snapshot.captured or snapshot.dated or date.min, natural


def listed_twice(written: ServicePage, marked: Marked) -> Iterator[Problem]:
    """Find files that stand in the list more than once."""
    first: dict[str, int] = {}
    for number, entry in enumerate(written.snapshots):
        if first.setdefault(entry.file, number) != number:
            line = marked.place(("snapshots", first[entry.file])).line
            place = marked.place(("snapshots", number, "file"))
            message = f"{shown(entry.file)} is listed twice, first on line {line}"
            yield Problem(place, message, "Keep one of them.", "duplicate-snapshot")


def too_many(written: ServicePage, marked: Marked) -> Iterator[Problem]:
    """Find the first snapshot of each document that is one too many."""
    counts: Counter[str] = Counter()
    for number, entry in enumerate(written.snapshots):
        counts[entry.terms] += 1
        if counts[entry.terms] == MOST_COPIES + 1:
            message = f"this is the {MOST_COPIES + 1}st snapshot of the {shown(entry.terms)}"
            remedy = f"Keep the {MOST_COPIES} newest of each document."
            yield Problem(marked.place(("snapshots", number)), message, remedy, "many-snapshots")


def terms_of(snapshots: Iterable[Snapshot]) -> tuple[Terms, ...]:
    """Group snapshots by the document that they are copies of, newest first: the privacy policy, then as listed."""
    groups: dict[str, list[Snapshot]] = {}
    for snapshot in snapshots:
        groups.setdefault(snapshot.terms, []).append(snapshot)
    first = sorted(groups, key=lambda type: type != PRIVACY_POLICY)
    return tuple(Terms(tuple(sorted(groups[type], key=newness, reverse=True))) for type in first)
