"""Check whether a snapshot holds characters that nobody sees: direction marks, zero-width spaces, tags. All are odd.

A direction mark can make a sentence read as its opposite, and a zero-width space hides a word from every pattern. The
pages name each in its place; this tells where it stands, so that the contributor can look at the source again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Written
from generator.contributed import Service, Snapshot
from generator.model import Document
from generator.problems import UNSEEN, Place, Problem

IDS: Final = {
    "hidden-character": "A snapshot has no character that nobody sees, as a direction mark (odd).",
}

_REMEDY = "Look whether the source has it there; it stays as captured, and the page shows it by its number."


def check_service(written: Written, service: Service) -> Iterator[Problem]:
    """Find each hidden character of a snapshot once, at its first place, with how often it comes."""
    for snapshot in service.snapshots:
        document = written.documents.get((service.id, snapshot.file))
        # What a machine has brought from an archive is as it is: nobody is asked about it.
        if isinstance(document, Document) and snapshot.record is None:
            yield from _told(snapshot, document)


def _told(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    found: dict[str, int] = {}
    for match in UNSEEN.finditer(document.text):
        found[match[0]] = found.get(match[0], 0) + 1
    if not found:
        return
    source = snapshot.data.decode("utf-8", "replace").removeprefix("\ufeff")
    for char, times in found.items():
        at = source.find(char)  # in markup it may be written as an entity; then only the file is told
        line, column = (source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)) if at >= 0 else (1, 1)
        name = unicodedata.name(char, "a character without a name").lower()
        often = f", {times} times" if times > 1 else ""
        message = f"a hidden character, U+{ord(char):04X} ({name}){often}"
        yield Problem(Place(snapshot.path, line, column), message, _REMEDY, "hidden-character", "odd")
