"""Check whether copies of policies are older than somebody asks: policies change, and then a page says what was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.given import Given
from generator.problems import Problem

IDS: Final = {
    "old-copy": "A policy was copied not longer ago than was asked (odd; only `check --older-than` asks).",
}


def check_written(given: Given) -> Iterator[Problem]:
    """Yield each service whose newest copy is from before ``given.older_than``, or of unknown age."""
    if given.older_than is None:
        return
    for service in given.contents.services:
        newest = service.snapshots[0]
        known = newest.captured or newest.dated
        if known and known >= given.older_than:
            continue
        if newest.captured:
            message = f"the newest copy was made on {newest.captured}"
        elif newest.dated:
            message = f"nobody knows when the newest copy was made, and it is dated {newest.dated}"
        else:
            message = "nobody knows how old the newest copy is"
        place = given.contents.places[service.id].place(("snapshots", _number(given, service.id, newest.file)))
        remedy = f"Save the policy anew: `smallprint update {service.id} FILE --captured today`."
        yield Problem(place, message, remedy, "old-copy", "odd")


def _number(given: Given, service: str, file: str) -> int:
    """Give the place of a snapshot in the list of service.md."""
    entries = given.contents.places[service].data["snapshots"]
    return next(number for number, entry in enumerate(entries) if entry["file"] == file)
