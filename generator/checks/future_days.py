"""Check whether the days that must lie behind us do: of a capture, a review and a dispute. A later one is only odd.

Nothing else here knows what day it is, since a build must not depend on it. So this asks only where somebody says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from generator.checks.inputs import Written
from generator.problems import Place, Problem, shown
from generator.reading.services import Contents

IDS: Final = {
    "future-day": "The day of a capture or of a review has come (odd; only `check` asks what day it is).",
}


def check_written(written: Written) -> Iterator[Problem]:
    """Find the days that have not come yet, where today is known."""
    if written.today is None:
        return
    for place, field, day in _days(written.contents):
        if day > written.today + timedelta(days=1):  # in the east it is tomorrow already
            message = f"{shown(f'{field}: {day}')} is a day that has not come yet"
            yield Problem(place, message, "Correct the day.", "future-day", "odd")


def _days(contents: Contents) -> Iterator[tuple[Place, str, date]]:
    """Yield every day of a capture, a review and a dispute, with its place and the name of its field."""
    for service in contents.services:
        marked = contents.places[service.id]
        for number, entry in enumerate(marked.data["snapshots"]):
            if isinstance(entry["captured"], date):  # it may be unknown
                yield marked.place(("snapshots", number, "captured")), "captured", entry["captured"]
        for number, correction in enumerate(contents.corrections.get(service.id, ())):
            yield contents.review_places[service.id].place((number, "date")), "date", correction.reviewed
        for dispute in contents.disputes.get(service.id, ()):
            yield dispute.place, "date", dispute.day
