"""Check whether the examples of a practice come out as they say, analysed like any policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Analysed
from generator.problems import Problem, shown

IDS: Final = {
    "example": "Every example comes out as it says.",
}


def check_analysed(analysed: Analysed) -> Iterator[Problem]:
    """Yield every example that has another outcome than the one that it stands under."""
    configuration = analysed.written.contents.configuration
    for practice in configuration.catalogue.practices:
        numbers: dict[str, int] = {}
        for (wanted, text), outcomes in zip(practice.examples, analysed.examples.get(practice.id, ()), strict=False):
            found = outcomes.get(practice.id, "silent")
            number = numbers.get(wanted, 0)
            numbers[wanted] = number + 1
            if found != wanted:
                message = f"this example should come out as `{wanted}`, and the rules say `{found}`: {shown(text)}"
                remedy = f"Change the rules, or move the example to `{found}` if that is right."
                place = configuration.places[practice.id].place(("examples", wanted, number))
                yield Problem(place, message, remedy, "example")
