"""Check whether the look-alikes of a practice give no badge at all, of any practice, analysed like any policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Analysed, Written
from generator.problems import Problem, shown

IDS: Final = {
    "look-alikes": "A practice has three look-alikes or more, and no badge comes of them.",
}

#: How many sentences must look like a practice and be none.
WANTED: Final = 3


def check_written(written: Written) -> Iterator[Problem]:
    """Yield the practices with too few look-alikes."""
    configuration = written.contents.configuration
    for practice in configuration.catalogue.practices:
        if written.has_practice(practice.id) and len(practice.look_alikes) < WANTED:
            place = configuration.places[practice.id].key(("look_alikes",) if practice.look_alikes else ("examples",))
            message = f"{WANTED} look-alikes are wanted, and the file has {len(practice.look_alikes) or 'none'}"
            remedy = (
                "Under `look_alikes` write sentences with the words of the practice that must give no badge at all."
            )
            yield Problem(place, message, remedy, "look-alikes")


def check_analysed(analysed: Analysed) -> Iterator[Problem]:
    """Yield every look-alike that gives a badge, of its own practice or of another one."""
    configuration = analysed.written.contents.configuration
    for practice in configuration.catalogue.practices:
        tried = zip(practice.look_alikes, analysed.look_alikes.get(practice.id, ()), strict=False)
        for number, (text, outcomes) in enumerate(tried):
            for raised, outcome in outcomes.items():
                message = (
                    f"this look-alike should give no badge, and the rules of {raised} say `{outcome}`: {shown(text)}"
                )
                remedy = "Change those rules, or take the sentence away if they are right."
                place = configuration.places[practice.id].place(("look_alikes", number))
                yield Problem(place, message, remedy, "look-alikes")
