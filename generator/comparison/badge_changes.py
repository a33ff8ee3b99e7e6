"""Compare the badges of the same policies before and after a change: which are gained, lost, flipped or reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.catalogue import Catalogue
from generator.comparison.versions import Step
from generator.contributed import Service
from generator.model import Policy, Verdict
from generator.practices import Practice

Kind = Literal["gained", "lost", "flipped", "reviewed"]


@dataclass(frozen=True, slots=True)
class BadgeChange:
    """One answer of one policy before and after; None where there was or is no such policy or practice."""

    service: Service
    practice: Practice
    before: Verdict | None
    after: Verdict | None

    @property
    def kind(self) -> Kind:
        """What happened to the badge."""
        if _is_silent(self.before):
            return "gained"
        if _is_silent(self.after):
            return "lost"
        same = self.before and self.after and self.before.outcome == self.after.outcome
        return "reviewed" if same else "flipped"


@dataclass(frozen=True, slots=True)
class Report:
    """Every change, by service and practice; how many policies were compared; and whether the program changed too.

    ``steps`` are the policies of which a newer text came, each compared with the one that was the newest before;
    ``catalogue`` has the words for what these changed.
    """

    changes: tuple[BadgeChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    compared: int
    program: bool
    steps: tuple[Step, ...] = ()
    catalogue: Catalogue = field(default_factory=lambda: Catalogue((), ()))


def badge_changes(
    before: Mapping[str, Policy], after: Mapping[str, Policy], practices: Mapping[str, Practice]
) -> Iterator[BadgeChange]:
    """Yield every answer that differs, by service and practice. The policies are by service id, the practices by id."""
    for id in sorted(before.keys() | after.keys()):
        old, new = ({v.practice: v for v in one[id].answers} if id in one else {} for one in (before, after))
        service = (after.get(id) or before[id]).service
        for practice in sorted(old.keys() | new.keys()):
            was, now = old.get(practice), new.get(practice)
            if _is_silent(was) and _is_silent(now):
                continue
            if was is None or now is None or (was.outcome, was.basis) != (now.outcome, now.basis):
                yield BadgeChange(service, practices[practice], was, now)


def _is_silent(verdict: Verdict | None) -> bool:
    return verdict is None or verdict.outcome == "silent"
