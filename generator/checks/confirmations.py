"""Check whether a review still corrects anything: where analysis agrees by now, the reviewer is asked about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Analysed
from generator.problems import Problem, shown

IDS: Final = {
    "review-agrees": "A review says something else than the program (odd: it can stay as a confirmation).",
}


def check_analysed(analysed: Analysed) -> Iterator[Problem]:
    """Yield the reviews with whose outcome analysis agrees. They are odd: each can stay as a confirmation, or go."""
    contents = analysed.written.contents
    for id, policy in analysed.policies.items():
        detected = {verdict.practice: verdict.detected for verdict in policy.answers}
        for number, correction in enumerate(contents.corrections.get(id, ())):
            if detected.get(correction.practice) == correction.outcome:
                outcome, practice = shown(correction.outcome), shown(correction.practice)
                message = f"the program says {outcome} of {practice} too, without this review"
                place = contents.review_places[id].place((number, "outcome"))
                yield Problem(place, message, "Delete it; else it stays as a confirmation.", "review-agrees", "odd")
