"""Check whether each snapshot was read whole and plain: what its reader warns of, and broken letters. All are odd."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Written
from generator.contributed import Snapshot
from generator.formats.decode import mojibake
from generator.model import Document
from generator.problems import Place, Problem, shown

IDS: Final = {
    "snapshot-read": "A snapshot's reader has nothing to say of how it was read (odd).",
    "mojibake": "A snapshot's letters were not decoded wrongly before it was captured (odd).",
}


def check_written(written: Written) -> Iterator[Problem]:
    """Find the warnings of the readers, and the first word with broken letters of each snapshot."""
    for service in written.contents.services:
        places = written.contents.places[service.id]
        numbers = {entry["file"]: number for number, entry in enumerate(places.data["snapshots"])}
        for snapshot in service.snapshots:
            document = written.documents.get((service.id, snapshot.file))
            if isinstance(document, Document):
                place = places.place(("snapshots", numbers[snapshot.file], "file"))
                yield from _told(snapshot, document, place)


def _told(snapshot: Snapshot, document: Document, place: Place) -> Iterator[Problem]:
    for warning in document.warnings:
        message = f"{shown(snapshot.file)}: {warning.rstrip('.')}"
        yield Problem(place, message, "Look whether its page reads as the source does.", "snapshot-read", "odd")
    word = mojibake(document.text)
    if word and not snapshot.repair_mojibake:
        message = f"{shown(snapshot.file)} has letters that were decoded wrongly (mojibake), as in {shown(word)}"
        remedy = "Write `repair_mojibake: true` among its fields, or capture it again as UTF-8."
        yield Problem(place, message, remedy, "mojibake", "odd")
