"""Check whether a practice's explanation has the two sentences that there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.analysis.sentences import split
from generator.checks.inputs import Written
from generator.problems import Problem

IDS: Final = {
    "explanation": "A practice's explanation has two sentences (odd).",
}


def check_written(written: Written) -> Iterator[Problem]:
    """Find the practices whose explanation has not two sentences."""
    configuration = written.contents.configuration
    for practice in configuration.catalogue.practices:
        if not written.has_practice(practice.id):
            continue
        number = len(split(practice.explanation, 0, len(practice.explanation)))
        if number != 2:
            message = f"the explanation has {'one sentence' if number == 1 else f'{number} sentences'}, not two"
            remedy = "Say in one sentence what it means for the reader, and in another where to look or what to do."
            place = configuration.places[practice.id].key(("explanation",))
            yield Problem(place, message, remedy, "explanation", "odd")
