"""Prepare what helps a reader to find a service: the services by kind, and what is unusual about each."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.catalogue import Catalogue, Kind
from generator.pages.badges import Badge
from generator.pages.views import PolicyView
from generator.practices import Outcome

FEW: Final = 20
"""Fewer services than this are all shown as cards with their worst answers: nothing of them is unusual yet."""
REST: Final = Kind("other", "Other service", "Other services")
_MOST = 3
_RARE: Final = 0.25
"""An answer is unusual where at most this share of the policies give it."""
_HOLDERS: Final = 5
_READ: Final = 10
_RIGHT: Final = 0.95
"""A rare badge is wrong more often than others, so it is told only of a practice that at least this share of the
answers that people read were right about, of at least ``_READ``, and which at least ``_HOLDERS`` policies hold."""


@dataclass(frozen=True, slots=True)
class Group:
    """The services of one kind, by name; ``anchor`` is the id of their heading."""

    kind: Kind
    views: tuple[PolicyView, ...]

    @property
    def anchor(self) -> str:
        """Return the id of their heading on the list of services."""
        return f"sp-k-{self.kind.id}"


def kind_of(view: PolicyView, catalogue: Catalogue) -> Kind:
    """Return the service's kind; that of all others where it has none."""
    return next((kind for kind in catalogue.kinds if kind.id == view.policy.service.kind), REST)


def by_kind(views: Sequence[PolicyView], catalogue: Catalogue) -> list[Group]:
    """Return the services by kind, in the order of the kinds; those without one come last."""
    groups: dict[str, list[PolicyView]] = {}
    for view in views:
        groups.setdefault(kind_of(view, catalogue).id, []).append(view)
    return [Group(kind, tuple(groups[kind.id])) for kind in (*catalogue.kinds, REST) if kind.id in groups]


def initial(name: str) -> str:
    """Return the letter that a name is found under, without accents: "é" is "e"; "#" where it begins with no letter."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    first = next((char for char in plain if char.isalnum()), "")
    return first if "a" <= first <= "z" else "#"


def telling(views: Sequence[PolicyView], catalogue: Catalogue) -> Mapping[str, tuple[Badge, ...]]:
    """Return the few answers that stand on each service's card, by its id.

    Of a small collection the first concerns; of a larger one what is unusual, and sure enough to be told.
    """
    if len(views) < FEW:
        return {view.id: view.few("concern")[:_MOST] for view in views}
    given = {
        practice.id: Counter(view.badges[practice.id].verdict.outcome for view in views if practice.id in view.badges)
        for practice in catalogue.practices
    }
    sure = {practice.id for practice in catalogue.practices if _sure(catalogue, practice.id)}
    return {view.id: _unusual(view, given, sure) for view in views}


def _unusual(view: PolicyView, given: Mapping[str, Counter[Outcome]], sure: set[str]) -> tuple[Badge, ...]:
    """Return the rarest concerns and protections of a policy, the rarest first."""

    def share(badge: Badge) -> float:
        counts = given[badge.practice.id]
        return counts[badge.verdict.outcome] / counts.total()

    def told(badge: Badge) -> bool:
        holders = given[badge.practice.id][badge.verdict.outcome]
        return badge.basis == "reviewed" or (badge.practice.id in sure and holders >= _HOLDERS)

    rare = [badge for badge in view.of("concern", "protective") if share(badge) <= _RARE and told(badge)]
    return tuple(sorted(rare, key=share)[:_MOST])


def _sure(catalogue: Catalogue, practice: str) -> bool:
    """Tell whether people read enough answers to a practice, and nearly all of them were right."""
    figures = [figures for _, figures in catalogue.measured(practice)]
    right, wrong = sum(one.right for one in figures), sum(one.wrong for one in figures)
    return right + wrong >= _READ and right >= _RIGHT * (right + wrong)
