"""Check whether what service.md says of its snapshots' origin hangs together. All of it is only odd."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Written
from generator.contributed import Service, Snapshot
from generator.problems import Problem, shown
from generator.reading.marked import Marked

IDS: Final = {
    "snapshot-name": "A snapshot is named by its day of capture, else by its own date, else undated-1 (odd).",
    "snapshot-dates": "A policy is not captured before the day that it bears (odd).",
    "snapshot-copy": "No two snapshots of a service are the same bytes (odd; `update` refuses).",
}


def check_written(written: Written) -> Iterator[Problem]:
    """Find names that are not the snapshot's date, policies younger than their capture, and texts listed twice."""
    for service in written.contents.services:
        marked = written.contents.places[service.id]
        numbers = {entry["file"]: number for number, entry in enumerate(marked.data["snapshots"])}
        for snapshot in service.snapshots:
            if snapshot.record is not None:
                continue  # a machine brought it from an archive, which says where it stands
            yield from _name(snapshot, marked, numbers[snapshot.file])
            yield from _order(snapshot, marked, numbers[snapshot.file])
        yield from _copies(service, marked, numbers)


def _name(snapshot: Snapshot, marked: Marked, number: int) -> Iterator[Problem]:
    """Check that a file is named by its day of capture, else by the policy's own date, else undated-1, undated-2."""
    day = snapshot.captured or snapshot.dated
    stem = snapshot.file.rpartition(".")[0]
    if re.fullmatch(rf"{day}(?:-[a-z0-9-]+)?" if day else r"undated-[1-9][0-9]*", stem):
        return
    wanted = f"{day or 'undated-1'}.{snapshot.format}"
    message = f"{shown(snapshot.file)} is not named by its date"
    place = marked.place(("snapshots", number, "file"))
    yield Problem(place, message, f"Rename it to {wanted}.", "snapshot-name", "odd")


def _order(snapshot: Snapshot, marked: Marked, number: int) -> Iterator[Problem]:
    """Check that a policy was not captured before its own date, unless it was published in advance."""
    if snapshot.captured and snapshot.dated and snapshot.dated > snapshot.captured:
        message = f"{shown(snapshot.file)} was captured on {snapshot.captured}, before its own date, {snapshot.dated}"
        place = marked.place(("snapshots", number, "dated"))
        yield Problem(place, message, "Correct the two dates.", "snapshot-dates", "odd")


def _copies(service: Service, marked: Marked, numbers: dict[str, int]) -> Iterator[Problem]:
    """Find the same bytes listed twice."""
    first: dict[str, str] = {}
    for file, digest in sorted((snapshot.file, snapshot.sha256) for snapshot in service.snapshots):
        if first.setdefault(digest, file) != file:
            message = f"{shown(file)} and {shown(first[digest])} are the same bytes"
            place = marked.place(("snapshots", numbers[file], "file"))
            yield Problem(place, message, "Keep the snapshot that was captured first.", "snapshot-copy", "odd")
