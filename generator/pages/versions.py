"""Make the pages of a policy's versions: what changed and when, and the text of each version but the newest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from generator.catalogue import Texts
from generator.model import Page, Policy, Site
from generator.pages import addresses
from generator.pages.history import Histories, by_month, latest, of_version
from generator.pages.paging import parts, split
from generator.pages.tags import changes_tags, version_tags
from generator.pages.templating import Templates
from generator.pages.text import Chunk, ClauseText, chunks
from generator.pages.views import PolicyView, view_policy

#: The text of a version stands on its page up to so many bytes of HTML; the rest is in the download.
HEAVIEST: Final = 330_000
_CLAUSE: Final = 90
#: Bytes of HTML around the words of a change in the list of all.
_ROW: Final = 260


def pages(templates: Templates, site: Site, views: Sequence[PolicyView], histories: Histories) -> Iterator[Page]:
    """Yield all changes by month, and for each policy its page of changes and a page for each older version."""
    texts = site.catalogue.texts
    yield from _all(templates, views, histories, texts)
    for view in views:
        if found := histories.get(view.id):
            yield templates.page(
                addresses.changes(view.id),
                "changes.md.j2",
                f"{view.name}: what changed, and when",
                f"How the {texts.one} of {view.name} has changed, and what that means for you, with both quotes.",
                source=view.policy.service.place.path,
                feed=addresses.service_feed(view.id) if templates.common["feeds"] else "",
                tags=changes_tags(view),
                view=view,
                history=found,
            )
        yield from (_version(templates, site, policy, found is not None) for policy in site.older.get(view.id, ()))


def _all(templates: Templates, views: Sequence[PolicyView], histories: Histories, texts: Texts) -> Iterator[Page]:
    """Yield the pages with all changes that matter, newest first; none where there is no history."""
    if not histories:
        return
    rows = latest(histories, {view.id: view.name for view in views}, sum(len(one.steps) for one in histories.values()))
    cut = split(rows, lambda row: _ROW + len(row.step.summary.encode()))
    for part, shown in parts(addresses.CHANGES, cut, lambda row: row.step.day):
        yield templates.page(
            part.address,
            "all_changes.md.j2",
            "All changes" if part.first else f"All changes, page {part.number}",
            f"What newer copies of {texts.many} say, and older ones did not, by month.",
            feed=addresses.SITE_FEED if templates.common["feeds"] else "",
            hide=("toc",),
            part=part,
            months=by_month(shown),
        )


def _version(templates: Templates, site: Site, policy: Policy, compared: bool) -> Page:
    """Return the page of an older version: its text without anything beside it."""
    view = view_policy(policy, site.catalogue)
    text, cut = _fitting(chunks(view))
    day = of_version(policy)
    return templates.page(
        addresses.version(view.id, policy.snapshot),
        "version.md.j2",
        f"{view.name}: the copy of {day}",
        f"An older {site.catalogue.texts.one} of {view.name}, as it was in the copy of {day}.",
        robots="noindex",
        source=policy.service.place.path,
        tags=version_tags(view),
        hide=("toc",),
        view=view,
        day=day,
        text=text,
        cut=cut,
        compared=compared,
        download=addresses.download(view.id, policy.snapshot),
    )


def _fitting(text: Sequence[Chunk]) -> tuple[list[Chunk], bool]:
    """Return as much of the text as a page holds, and whether some is left out."""
    room = HEAVIEST
    kept: list[Chunk] = []
    for chunk in text:
        clauses: list[ClauseText] = []
        for clause in chunk.clauses:
            room -= len(clause.html.encode()) + _CLAUSE
            if room < 0:
                return [*kept, replace(chunk, clauses=tuple(clauses))], True
            clauses.append(clause)
        kept.append(chunk)
    return kept, False
