"""Render the site as Markdown pages with frontmatter, escaped HTML blocks, and downloads. Never imports mkdocs.

Headings go out as Markdown, so that the theme makes the table of contents from them; everything else as HTML blocks
that Python-Markdown copies unread. Jinja escapes every value, and ``views_markup`` does where Jinja cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from generator.catalogue import Practice
from generator.model import ClauseRef, Page, Site
from generator.pages import addresses, data, notice, versions
from generator.pages.badges import BASES, OUTCOMES, TONES, Badge, tally
from generator.pages.by_hand import HOME, joined
from generator.pages.comparable import SIGNS, Comparison, Comparisons
from generator.pages.escaping import Icons, heading
from generator.pages.finding import FEW, by_kind, kind_of, telling
from generator.pages.glossary import Term, found_in, read_terms
from generator.pages.history import Histories, outdated
from generator.pages.latest import latest
from generator.pages.lists import Lists
from generator.pages.names import Made, outcomes
from generator.pages.parts import LIGHT, TextPart, cut, heavy, long, places
from generator.pages.service_list import service_pages
from generator.pages.shown import ShownClauses
from generator.pages.tags import policy_tags
from generator.pages.templating import Templates
from generator.pages.text import Chunk, chunks
from generator.pages.views import PolicyView, by_category, marks, names, profile, specimen
from generator.reading.configuration import LANGUAGE

_LATEST = 8


def render(
    site: Site,
    views: Sequence[PolicyView],
    pages: Sequence[Page] = (),
    histories: Histories = MappingProxyType({}),
    *,
    base: str = "",
    made: Made | None = None,
    tell: Callable[[str], None] = lambda _: None,
    older: versions.OlderPages | None = None,
) -> Iterator[Page]:
    """Yield every file of build/docs.

    ``views`` are the site's policies prepared for the templates, in the order of the site. ``pages`` are the
    hand-written ones, passed on as they are; the generated part of the home page is appended to the one called
    index.md. ``histories`` are what the versions of policies have changed, by the service's id; ``base`` is the site's
    own address, empty where it knows none: feeds and pictures for other websites need it. ``made`` knows pages of
    policies that were made before, ``older`` those of older versions; ``tell`` is told how far all is.
    """
    renderer = _Renderer(site, views, read_terms(pages), histories, base, made or Made())
    intro = next((page.data for page in pages if page.path == HOME), b"# Smallprint {#sp-top}\n")
    yield joined(intro, renderer.home())
    yield from (page for page in pages if page.path != HOME)
    yield from renderer.services(tell)
    yield from versions.pages(renderer.templates, site, views, histories, older or versions.OlderPages())
    yield from data.pages(renderer.templates, site, views, base)
    yield from notice.pages(renderer.templates, site.catalogue.points, views)
    yield from Lists(
        renderer.templates, site, renderer.views, renderer.counts, histories, renderer.made, (base, read_terms(pages))
    ).pages()


class _Renderer:
    """The templates, and what all pages look up."""

    def __init__(
        self,
        site: Site,
        views: Sequence[PolicyView],
        glossary: tuple[Term, ...],
        histories: Histories,
        base: str,
        made: Made,
    ) -> None:
        """Index the site."""
        self.site, self.made, self.texts = site, made, site.catalogue.texts
        self.histories, self.feeds = histories, bool(base)
        self.views = views
        self.comparisons = Comparisons(site, self.views)
        self.counts = {
            practice.id: tally(view.badges[practice.id] for view in self.views if practice.id in view.badges)
            for practice in site.catalogue.practices
        }
        self.outcomes = outcomes(views)
        self.terms = {practice.id: _terms_of(practice, glossary) for practice in site.catalogue.practices}
        told = telling(views, site.catalogue)
        self.templates = make_templates(
            site,
            base=base,
            usual=self._usual,
            terms_of=lambda practice: self.terms[practice.id],
            told_of=lambda view: told[view.id],
            kind_of=lambda view: kind_of(view, site.catalogue),
            few=len(views) < FEW,
        )

    def _usual(self, badge: Badge) -> str:
        """Return how many of the other policies here give the same answer, in words; empty when there are no others."""
        given = self.outcomes[badge.practice.id]
        same, others = given[badge.verdict.outcome] - 1, given.total() - 1
        if others < 2:
            return f"{'also' if same else 'not'} in the other policy" if others else ""
        if same in (0, others):
            return f"in all {others} other policies too" if same else f"in none of the {others} other policies"
        return f"in {same} of the {others} other policies too"

    def home(self) -> str:
        """Return the generated part of the home page, without frontmatter."""
        read = [view for view in self.views if view.policy.analysed]
        said = [badge for view in read for badge in view.answered]
        count = {
            "policies": len(read),
            "unread": len(self.views) - len(read),
            "clauses": sum(len(view.policy.clauses) for view in read),
            "badges": len(said),
            "detected": sum(badge.basis == "detected" for badge in said),
            "reviewed": sum(badge.basis == "reviewed" for badge in said),
        }
        named = [view for view in self.views if not view.policy.no_policy]
        changed = latest(self.histories, names(self.views), _LATEST)
        return self.templates.fill(
            "home.md.j2",
            "",
            views=named,
            kinds=by_kind(named, self.site.catalogue),
            places=service_pages(self.views, self.site.catalogue),
            count=count,
            specimen=specimen(named),
            latest=changed,
        )

    def services(self, tell: Callable[[str], None]) -> Iterator[Page]:
        """Yield a page for each service, and its snapshots as downloads."""
        for number, view in enumerate(self.views, 1):
            tell(f"Making pages of {view.name} ({number} of {len(self.views)})")
            service = view.policy.service
            for snapshot in service.snapshots:
                yield Page(addresses.download(service.id, snapshot), snapshot.data)
            pages = self.made.of(view.id)
            if pages is None:
                pages = tuple(page for document in view.documents for page in self._document(document))
                self.made.keep(view.id, pages)
            yield from pages

    def _document(self, view: PolicyView) -> Iterator[Page]:
        """Yield the page of a service, or of another of its documents, and the pages of its text where that is long."""
        text, shown = chunks(view), self._shown(view)
        page = None if long(view) else self._whole(view, text, (), shown)
        if page is None or heavy(page):
            parts = cut(view, text, partial(_weight, shown))
            yield from (self._part(view, part, parts, shown) for part in parts[1:])
            light = self._all(view, text) if parts and not parts[-1].whole else None
            yield from [light] if light else []
            page = self._whole(view, text, parts, shown, light is not None) if parts or page is None else page
        yield page

    def _whole(
        self,
        view: PolicyView,
        text: Sequence[Chunk],
        parts: Sequence[TextPart],
        shown: ShownClauses,
        light: bool = False,
    ) -> Page:
        """Return the page of a service or of another document, with the text, or its first part and where others stand.

        ``light`` says whether there is a page with all words.
        """
        service, snapshot = view.policy.service, view.policy.snapshot
        address, first = addresses.service(view.id), view.id == service.id
        snapshots = next(terms.snapshots for terms in service.terms if terms.type == view.policy.terms)
        older = [version for one in view.policy.documents for version in self.site.older.get(one.id, ())]
        return self.templates.page(
            address,
            "service.md.j2" if first else "document.md.j2",
            view.full_name,
            f"{service.name}. {view.unread.word}: {view.unread.reason}."
            if view.unread
            else f"What the {view.document} of {service.name} says, in plain words, each answer with its quote.",
            **_files(view),
            tags=policy_tags(view),
            parts=parts,
            at=places(parts),
            text=parts[0].text if parts else text,
            light=addresses.all_text(view.id) if light else "",
            outline=[chunk for chunk in text if chunk.level],
            download=addresses.download(service.id, snapshot),
            older=[(s.file, addresses.version(service.id, s)) for s in snapshots if s.file != snapshot.file],
            history=self.histories.get(view.id),
            histories=self.histories,
            outdated=outdated(view.policy, older, self.site.catalogue) if first else [],
            feed=addresses.service_feed(service.id) if self.feeds and view.id in self.histories else "",
            **_around(view, shown, address),
        )

    def _part(self, view: PolicyView, part: TextPart, parts: Sequence[TextPart], shown: ShownClauses) -> Page:
        """Return one page of the text."""
        service = view.policy.service
        return self.templates.page(
            part.address,
            "part.md.j2",
            f"{view.full_name}: {part.title}",
            f"{_told(part, parts)} {view.document} of {service.name}, with the evidence marked.",
            told=_told(part, parts),
            **_files(view),
            part=part,
            parts=parts,
            text=part.text,
            **_around(view, shown, part.address),
        )

    def _all(self, view: PolicyView, text: Sequence[Chunk]) -> Page | None:
        """Return the page with all words of a policy and nothing else; None where that is too much for a page."""
        service = view.policy.service
        if sum(len(clause.html) for chunk in text for clause in chunk.clauses) > LIGHT:
            return None
        page = self.templates.page(
            addresses.all_text(view.id),
            "all.md.j2",
            f"{view.full_name}: all words",
            f"All words of the {view.document} of {service.name} on one page, to look through.",
            robots="noindex",
            hide=("toc",),
            view=view,
            text=text,
        )
        return page if len(page.data) <= LIGHT else None

    def _shown(self, view: PolicyView) -> ShownClauses:
        """Return the HTML of the policy's clauses, each made when it is first shown."""
        service = view.policy.service

        def compared(clause: str) -> Comparison | None:
            return self.comparisons.of(ClauseRef(view.id, clause))

        return ShownClauses(self.templates, service.lang if service.lang != LANGUAGE else "", compared)


def _told(part: TextPart, parts: Sequence[TextPart]) -> str:
    """Say how much of a policy a page of its text has, in words that "privacy policy" follows."""
    return "The whole text of the" if part.whole else f"Page {part.number} of {len(parts)} of the"


def _weight(shown: ShownClauses, chunk: Chunk) -> int:
    """Return how many bytes a piece of the text has on a page, with all that stands beside it.

    There may be as many as there are headings, so none is made with a template of its own.
    """
    title = heading(chunk.level, chunk.heading, chunk.anchor, shown.lang) if chunk.level else ""
    icon = Icons()
    return sum(
        len(html.encode()) for html in (title, *(shown.show(clause, icon, "../", "", "") for clause in chunk.clauses))
    )


def _around(view: PolicyView, shown: ShownClauses, address: str) -> dict[str, Any]:
    """Return what a page needs to show clauses: where the badges are, and the folder of the policies' pages."""
    page, beside = addresses.service(view.service), addresses.up(address)
    badges_at = "" if address == page else f"{beside}{addresses.beside(page)}"
    return {"view": view, "badges_at": badges_at, "beside": beside, "shown": shown.show}


def _files(view: PolicyView) -> dict[str, Any]:
    """Return the files that a person would edit to change what a policy's pages say."""
    corrected = next((verdict.correction for verdict in view.policy.answers if verdict.correction), None)
    return {"source": view.policy.service.place.path, "reviews": corrected.place.path if corrected else ""}


def _terms_of(practice: Practice, glossary: Sequence[Term]) -> tuple[Term, ...]:
    """Return the words of a practice's badges that the glossary explains."""
    answers = [words for _, words in practice.answers]
    return found_in(glossary, practice.label, practice.question, practice.explanation, *answers)


def make_templates(site: Site, **more: Any) -> Templates:
    """Return the templates, with the values that all of them see."""
    return Templates(
        {
            "site": site,
            "tones": TONES,
            "outcomes": OUTCOMES,
            "bases": BASES,
            "signs": SIGNS,
            "texts": site.catalogue.texts,
            "profile_of": profile,
            "told_by": lambda view: notice.told(view, site.catalogue.points),
            "marks_of": marks,
            "feeds": bool(more.get("base")),
            "base": "",
            "by_category": lambda badges: by_category(badges, site.catalogue.categories),
            **more,
        }
    )
