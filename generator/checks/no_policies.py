"""Check whether each text is a policy at all: log-in pages, cookie walls and terms of use are in no count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Analysed
from generator.problems import Place, Problem

IDS: Final = {
    "no-policy": "A policy's text is a policy: it is long enough, or says enough (odd).",
}
_REMEDY = "Save the policy itself; if this is all of it, write a review of one answer (reviews.yml), and it counts."


def check_analysed(analysed: Analysed) -> Iterator[Problem]:
    """Yield the texts that are probably no policy. They are odd, and their pages say so."""
    for policy in analysed.policies.values():
        if policy.no_policy:
            words = len(policy.document.text.split())
            message = f"this text of {words:,} {'word' if words == 1 else 'words'} is probably not the policy"
            yield Problem(Place(policy.snapshot.path), message, _REMEDY, "no-policy", "odd")
