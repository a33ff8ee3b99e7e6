"""Make the pages of a policy's versions: what changed and when, and the text of each version but the newest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.catalogue import Texts
from generator.model import Page, Policy, Site
from generator.pages import addresses
from generator.pages.history import Histories, History, of_version, with_words
from generator.pages.latest import by_month, latest
from generator.pages.paging import parts, split
from generator.pages.tags import changes_tags, version_tags
from generator.pages.templating import Templates
from generator.pages.text import Chunk, ClauseText, chunks
from generator.pages.views import PolicyView, all_documents, names, view_policy

#: The text of a version stands on its page up to so many bytes of HTML; the rest is in the download.
HEAVIEST: Final = 330_000
_CLAUSE: Final = 90
#: Bytes of HTML around the words of a change in the list of all.
_ROW: Final = 260


@dataclass(frozen=True, slots=True)
class OlderPage:
    """The page of an older version, and the ids of the headings and clauses that it had room for."""

    page: Page
    anchors: frozenset[str]


class OlderPages:
    """Know the pages of older versions that were made before: here none."""

    def find(self, policy: Policy, around: str) -> OlderPage | None:
        """Give the page of a version; None where it has to be made. ``around`` is what all such pages share."""
        return None

    def keep(self, policy: Policy, around: str, made: OlderPage) -> None:
        """Take note of the page of a version, which was just made."""


def pages(
    templates: Templates, site: Site, views: Sequence[PolicyView], histories: Histories, known: OlderPages
) -> Iterator[Page]:
    """Yield all changes by month, and for each policy its page of changes and a page for each older version.

    ``known`` are the pages of older versions that were made before.
    """
    yield from _all(templates, views, histories, site.catalogue.texts)
    for view in all_documents(views):
        found = histories.get(view.id)
        older: dict[str, OlderPage] = {}
        for policy in site.older.get(view.id, ()):
            around = repr((found is not None, templates.common["base"]))
            made = known.find(policy, around)
            if made is None:
                made = _version(templates, view_policy(policy, site.catalogue), found is not None)
                known.keep(policy, around, made)
            older[policy.snapshot.file] = made
        if found:
            yield _changes(templates, view, found, older, known)
        yield from (made.page for made in older.values())


def _changes(
    templates: Templates, view: PolicyView, found: History, older: Mapping[str, OlderPage], known: OlderPages
) -> Page:
    """Return the page with the changes of one policy, which shows nothing of any other."""
    feeds = templates.common["feeds"]
    around = repr(("changes", feeds, templates.common["base"], view.full_name, view.name, view.policy.made_of))
    if made := known.find(view.policy, around) if view.policy.made_of else None:
        return made.page
    page = templates.page(
        addresses.changes(view.id),
        "changes.md.j2",
        f"{view.full_name}: what changed, and when",
        f"How the {view.document} of {view.name} has changed, and what that means for you, with both quotes.",
        source=view.policy.service.place.path,
        feed=addresses.service_feed(view.service) if feeds else "",
        tags=changes_tags(view),
        view=view,
        history=with_words(found),
        there={file: made.anchors for file, made in older.items()},
    )
    if view.policy.made_of:
        known.keep(view.policy, around, OlderPage(page, frozenset()))
    return page


def _all(templates: Templates, views: Sequence[PolicyView], histories: Histories, texts: Texts) -> Iterator[Page]:
    """Yield the pages with all changes that matter, newest first; none where there is no history."""
    if not histories:
        return
    rows = latest(histories, names(views), sum(len(one.steps) for one in histories.values()))
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


def _version(templates: Templates, view: PolicyView, compared: bool) -> OlderPage:
    """Return the page of an older version: its text without anything beside it, as far as there is room for it."""
    policy = view.policy
    text, cut = _fitting(chunks(view))
    day = of_version(policy)
    page = templates.page(
        addresses.version(view.id, policy.snapshot),
        "version.md.j2",
        f"{view.full_name}: the copy of {day}",
        f"An older {view.document} of {view.name}, as it was in the copy of {day}.",
        robots="noindex",
        source=policy.service.place.path,
        tags=version_tags(view),
        hide=("toc",),
        view=view,
        day=day,
        text=text,
        cut=cut,
        compared=compared,
        download=addresses.download(view.service, policy.snapshot),
    )
    clauses = {clause.id for chunk in text for clause in chunk.clauses}
    return OlderPage(page, frozenset({chunk.anchor for chunk in text} | clauses))


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
