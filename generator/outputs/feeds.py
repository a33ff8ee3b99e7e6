"""Make the feeds of changes, as Atom: one of the site, one of each service with a history, one of each practice.

An entry's id comes from the service, the kind of document and both versions, so that better rules announce nothing
anew; its date is that of the capture. Feeds need absolute addresses, so there are none where the site knows no own one.

Source: RFC 4287, The Atom Syndication Format.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from markupsafe import Markup

from generator.catalogue import Texts
from generator.model import Page, Policy, Site
from generator.pages import addresses
from generator.pages.badges import document_name
from generator.pages.escaping import clean, words
from generator.pages.history import Histories, StepView, Told, in_one_line

#: A feed has at most so many entries, the newest.
MOST: Final = 50
#: Where the site says what its own address is, as MkDocs reads it too.
ADDRESS: Final = "SMALLPRINT_URL"

_ATOM: Final = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One version that changed something: of which document, and which of its changes of badges the feed is about."""

    policy: Policy
    texts: Texts
    step: StepView
    told: tuple[Told, ...]
    practice: str = ""

    @property
    def day(self) -> date | None:
        """The day of the version."""
        snapshot = self.step.step.after.snapshot
        return snapshot.captured or snapshot.dated

    @property
    def id(self) -> str:
        """What names this entry for good: no rule of today has a part in it."""
        before, after = (one.snapshot.file.rpartition(".")[0] for one in (self.step.step.before, self.step.step.after))
        parts = (self.policy.service.id, self.policy.terms, before, after, self.practice)
        return uuid5(NAMESPACE_URL, "/".join(parts)).urn

    @property
    def name(self) -> str:
        """Whose version it is, and of which of its documents, if not of the first."""
        service = self.policy.service
        other = "" if self.policy.id == service.id else f", {document_name(self.policy.terms, self.texts)}"
        return f"{service.name}{other}"


def site_address() -> str:
    """Give the site's own address, ending in a slash; empty where it knows none."""
    given = os.environ.get(ADDRESS, "").strip()
    return f"{given.rstrip('/')}/" if re.match(r"https?://[^\s/]", given) else ""


def pages(site: Site, histories: Histories, base: str) -> Iterator[Page]:
    """Yield every feed. ``base`` is the site's own address; without it there is none."""
    if not base:
        return
    entries = [
        Entry(policy, site.catalogue.texts, step, step.effects)
        for policy in site.documents
        if policy.id in histories
        for step in histories[policy.id].steps
        if not step.step.technical
    ]
    that_matter = [entry for entry in entries if entry.told]
    yield _feed(base, addresses.SITE_FEED, addresses.HOME, f"Changes of {site.catalogue.texts.many}", that_matter)
    for policy in site.policies:
        if known := [one.id for one in policy.documents if one.id in histories]:
            service = policy.service
            own = [entry for entry in entries if entry.policy.service is service]
            page = addresses.changes(known[0])
            yield _feed(base, addresses.service_feed(service.id), page, f"{service.name}: changes", own)
    for practice in site.catalogue.practices:
        own = [
            Entry(entry.policy, entry.texts, entry.step, (told,), practice.id)
            for entry in that_matter
            for told in entry.told
            if told.practice == practice.id
        ]
        page = addresses.practice(practice.id)
        yield _feed(base, addresses.practice_feed(practice.id), page, f"{practice.label}: changes", own)


def _feed(base: str, address: str, page: str, title: str, entries: Sequence[Entry]) -> Page:
    dated = [(entry.day, entry.policy.id, entry) for entry in entries if entry.day]
    newest = [entry for _, _, entry in sorted(dated, key=lambda one: one[:2], reverse=True)[:MOST]]
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _put(root, "id", uuid5(NAMESPACE_URL, address).urn)
    _put(root, "title", title)
    _put(root, "updated", _moment(newest[0].day if newest else None))
    ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": base + address})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base + page})
    ElementTree.SubElement(_put(root, "author", ""), "name").text = "Smallprint"
    for entry in newest:
        _entry(root, base, entry)
    ElementTree.indent(root, " ")
    return Page(address, ElementTree.tostring(root, "utf-8", xml_declaration=True) + b"\n")


def _entry(root: ElementTree.Element, base: str, entry: Entry) -> None:
    made = ElementTree.SubElement(root, "entry")
    _put(made, "id", entry.id)
    _put(made, "title", f"{entry.name}: {_title(entry)}")
    _put(made, "updated", _moment(entry.day))
    href = f"{base}{addresses.changes(entry.policy.id)}#{entry.step.anchor}"
    ElementTree.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": href})
    if rights := entry.policy.service.attribution:
        _put(made, "rights", rights)
    content = _put(made, "content", _content(entry))
    content.set("type", "html")


def _title(entry: Entry) -> str:
    return in_one_line(entry.told) or "no answer changed, but words did"


def _content(entry: Entry) -> str:
    """Return as HTML what changed, with both quotes; all that is contributed is escaped for HTML, and then for XML."""
    parts = [Markup("<p>From the copy of {} to that of {}.</p>").format(entry.step.since, entry.step.day)]
    for told in entry.told:
        was = f" (before: {told.was})" if told.was else ""
        parts.append(Markup("<p>{}: <strong>{}</strong>{}</p>").format(told.said, told.answer, was))
        quotes = (("Before", told.before), ("Now", told.after))
        parts += (Markup("<blockquote>{}: {}</blockquote>").format(side, words(text)) for side, text in quotes if text)
    parts.append(Markup("<p>Clauses and headings: {}.</p>").format(entry.step.words))
    return Markup("").join(parts)


def _put(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = clean(text)
    return element


def _moment(day: date | None) -> str:
    return f"{day or date(1980, 1, 1)}T00:00:00Z"
