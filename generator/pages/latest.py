"""List the latest changes of badges of all policies: on the home page, by month, and of one practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from generator.pages.escaping import day
from generator.pages.history import Histories, StepView, Told


@dataclass(frozen=True, slots=True)
class Latest:
    """A change of one badge, for lists: whose it is, and on which page and at which place it stands."""

    service: str
    id: str
    step: StepView
    told: Told


def newest_first(one: Latest) -> tuple[date, str]:
    """Sort changes of badges by the day of their version."""
    snapshot = one.step.step.after.snapshot
    return snapshot.captured or snapshot.dated or date.min, one.id


def latest(policies: Histories, names: Mapping[str, str], most: int) -> list[Latest]:
    """Give the newest changes that matter of all policies, one a step, newest first, at most so many."""
    found = [
        Latest(names[id], id, step, step.effects[0])
        for id, one in policies.items()
        for step in islice((step for step in one.steps if step.effects), most)
    ]
    return sorted(found, key=newest_first, reverse=True)[:most]


def by_month(rows: Sequence[Latest]) -> list[tuple[str, list[Latest]]]:
    """Group changes, newest first, by the month of their version, in words; those without a day come last."""
    groups: dict[str, list[Latest]] = {}
    for row in rows:
        known = newest_first(row)[0]
        month = day(known).partition(" ")[2] if known > date.min else "Of unknown date"
        groups.setdefault(month, []).append(row)
    return list(groups.items())


def latest_of(policies: Histories, names: Mapping[str, str], practice: str, most: int) -> list[Latest]:
    """Give the newest changes of one practice's badge of all policies, newest first, at most so many."""
    found = [
        Latest(names[id], id, step, told)
        for id, one in policies.items()
        for step in one.steps
        for told in step.effects
        if told.practice == practice
    ]
    return sorted(found, key=newest_first, reverse=True)[:most]
