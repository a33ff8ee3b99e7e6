"""Check whether each dispute is about a practice that there is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inputs import Written
from generator.problems import Problem, closest, shown


def check_written(written: Written) -> Iterator[Problem]:
    """Yield the disputes about practices that nobody knows; where a review stands too, its own check says so."""
    known = written.contents.configuration.practice_ids
    for id, disputes in written.contents.disputes.items():
        reviewed = {correction.practice for correction in written.contents.corrections.get(id, ())}
        for dispute in disputes:
            if dispute.practice not in known and dispute.practice not in reviewed:
                near = closest(dispute.practice, known)
                remedy = f"Did you mean `{near}`?" if near else "Use the name of a file in site_config/practices."
                message = f"{shown(f'practice: {dispute.practice}')} is no practice"
                yield Problem(dispute.place, message, remedy, "unknown-practice")
