"""Cut the list of services into pages of bounded weight."""

from __future__ import annotations

from collections.abc import Sequence

from generator.catalogue import Catalogue
from generator.pages import addresses
from generator.pages.finding import FEW, REST, Group, by_kind
from generator.pages.paging import Part, parts, split
from generator.pages.views import PolicyView

_CARD, _LINE, _MARK = 1600, 750, 16
"""Bytes of HTML around the words of a card, of a plain one, and of each mark of a card: measured, and rounded up."""


def service_list(views: Sequence[PolicyView], catalogue: Catalogue) -> list[tuple[Part, list[Group]]]:
    """Return each page of the list of services with its groups: by kind, and a few services by name in one group."""
    if len(views) < FEW:
        marks = max((len(view.badges) for view in views), default=0)
        cut = split(views, lambda _: _CARD + _MARK * marks)
        return [(part, [Group(REST, tuple(shown))]) for part, shown in parts(addresses.SERVICES, cut, _named)]
    ordered = [(group, view) for group in by_kind(views, catalogue) for view in group.views]
    pages = parts(addresses.SERVICES, split(ordered, lambda _: _LINE), lambda one: one[0].kind.many)
    return [(part, by_kind([view for _, view in shown], catalogue)) for part, shown in pages]


def service_pages(views: Sequence[PolicyView], catalogue: Catalogue) -> dict[str, str]:
    """Return the address of the page of the list of services on which each kind begins, by the kind's id."""
    found: dict[str, str] = {}
    for part, groups in service_list(views, catalogue):
        for group in groups:
            found.setdefault(group.kind.id, part.address)
    return found


def _named(view: PolicyView) -> str:
    return view.name
