"""Say of each policy what it tells of that which articles 13 and 14 of the GDPR ask a notice to tell.

"Not found by us" is what the answers say: no rule found it, and no person. It is no breach, and no advice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import NoticePoint
from generator.model import Page
from generator.pages import addresses
from generator.pages.badges import Badge
from generator.pages.paging import parts, split
from generator.pages.templating import Templates
from generator.pages.views import PolicyView

_ROW, _POINT = 350, 45
"""Bytes of HTML of a service on the page, and of each point that was not found."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a policy says on one point: the badges that answer it, none where we found nothing."""

    point: NoticePoint
    badges: tuple[Badge, ...]


def told(view: PolicyView, points: Sequence[NoticePoint]) -> tuple[Told, ...]:
    """Give what a policy says on each point; nothing for a policy that was not read."""
    if not view.policy.analysed:
        return ()
    answered = {badge.practice.id: badge for badge in view.answered}
    return tuple(Told(point, tuple(answered[id] for id in point.practices if id in answered)) for point in points)


def pages(templates: Templates, points: Sequence[NoticePoint], views: Sequence[PolicyView]) -> Iterator[Page]:
    """Yield the page of the points, with what was found in each policy; none where there are no points."""
    if not points:
        return
    found = {view.id: told(view, points) for view in views}
    read = [view for view in views if found[view.id]]
    counts = {
        point.id: sum(bool(found[view.id][number].badges) for view in read) for number, point in enumerate(points)
    }
    about = "What articles 13 and 14 of the GDPR ask a privacy notice to tell, and what we found of it in each policy."
    cut = split(views, lambda view: _ROW + _POINT * sum(not one.badges for one in found[view.id]))
    for part, shown in parts(addresses.GDPR, cut, lambda view: view.name):
        name = "What the GDPR asks" if part.first else f"What the GDPR asks, page {part.number}"
        yield templates.page(
            part.address,
            "gdpr.md.j2",
            name,
            about,
            hide=("toc",),
            part=part,
            points=points,
            counts=counts,
            read=len(read),
            rows=[(view, found[view.id]) for view in shown],
        )
