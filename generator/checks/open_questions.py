"""Check whether what a newest snapshot's file says of itself stands in service.md too. All of it is only odd.

``new`` asks for what the text does not say. Where it does say it, or where a newer program reads it, the question is
put again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Written
from generator.contributed import Service, Snapshot
from generator.formats.dating import stated
from generator.formats.notice import provenance
from generator.formats.saved_marks import saved_marks
from generator.model import Document
from generator.problems import Problem, shown

IDS: Final = {
    "open-question": "What a newest snapshot says of its day and its origin stands in service.md too (odd).",
}


def check_service(written: Written, service: Service) -> Iterator[Problem]:
    """Ask again what is unknown of each newest snapshot, and what its own file answers."""
    for terms in service.terms:
        snapshot, document = terms.newest, written.newest(service, terms)
        marked = written.contents.places[service.id]
        number = next(n for n, entry in enumerate(marked.data["snapshots"]) if entry["file"] == snapshot.file)
        if document is not None:
            for message, remedy in _questions(snapshot, document):
                place = marked.place(("snapshots", number, "file"))
                yield Problem(place, f"{shown(snapshot.file)}: {message}", remedy, "open-question", "odd")


def _questions(snapshot: Snapshot, document: Document) -> Iterator[tuple[str, str]]:
    """Yield what is open, and what to write."""
    day, link = provenance(snapshot.data)
    marks = saved_marks(snapshot.data)
    for field, known, told in (
        ("captured", snapshot.captured, day or marks.captured),
        ("source", snapshot.source, link or marks.source),
    ):
        if known is None and told is not None:
            yield f"`{field}` is unknown, and the file says {told}", f"Write `{field}: {told}`, if that is right."
    said = stated(document.text)
    if said is not None and snapshot.dated is None:
        two_ways = "It can be read in two ways: write `dated`, if you know."
        remedy = f"Write `dated: {said.day}`." if said.day else two_ways
        yield f"`dated` is not given, and the text says “{said.words}”", remedy
