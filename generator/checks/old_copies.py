"""Check whether copies of policies are older than somebody asks: policies change, and then a page says what was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Written
from generator.problems import Problem

IDS: Final = {
    "old-copy": "A policy was copied not longer ago than was asked (odd; only `check --older-than` asks).",
}


def check_written(written: Written) -> Iterator[Problem]:
    """Yield each service whose newest copy is from before ``written.older_than``, or of unknown age."""
    if written.older_than is None:
        return
    for service, terms in written.terms:
        newest = terms.newest
        known = newest.captured or newest.dated
        if known and known >= written.older_than:
            continue
        if newest.captured:
            message = f"the newest copy was made on {newest.captured}"
        elif newest.dated:
            message = f"nobody knows when the newest copy was made, and it is dated {newest.dated}"
        else:
            message = "nobody knows how old the newest copy is"
        place = written.contents.places[service.id].place(("snapshots", _number(written, service.id, newest.file)))
        remedy = f"Save the policy anew: `smallprint update {service.id} FILE --captured today`."
        yield Problem(place, message, remedy, "old-copy", "odd")


def _number(written: Written, service: str, file: str) -> int:
    """Give the place of a snapshot in the list of service.md."""
    entries = written.contents.places[service].data["snapshots"]
    return next(number for number, entry in enumerate(entries) if entry["file"] == file)
