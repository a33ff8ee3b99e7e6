"""Render the site as Markdown pages with frontmatter, escaped HTML blocks, and downloads. Never imports mkdocs.

Headings go out as Markdown, so that the theme makes the table of contents from them; everything else as HTML blocks
that Python-Markdown copies unread. Jinja escapes every value, and ``views_markup`` does where Jinja cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Any

from generator.model import ClauseRef, Page, Site
from generator.pages import addresses, data, notice, versions
from generator.pages.badges import tally
from generator.pages.by_hand import HOME, joined
from generator.pages.comparable import Comparisons
from generator.pages.finding import FEW, by_kind, kind_of, telling
from generator.pages.glossary import Term, found_in, read_terms
from generator.pages.history import Histories
from generator.pages.icons import sheet
from generator.pages.latest import latest
from generator.pages.lists import Lists
from generator.pages.names import Made, outcomes
from generator.pages.service_list import service_pages
from generator.pages.service_pages import Ahead, Around, Asked, ServicePages, templates_see
from generator.pages.templating import Templates
from generator.pages.views import PolicyView, names, specimen
from generator.practices import Practice

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
    ahead: Ahead | None = None,
    meanwhile: Iterable[Page] = (),
) -> Iterator[Page]:
    """Yield every file of build/docs.

    ``views`` are the site's policies prepared for the templates, in the order of the site. ``pages`` are the
    hand-written ones, passed on as they are; the generated part of the home page is appended to the one called
    index.md. ``histories`` are what the versions of policies have changed, by the service's id; ``base`` is the site's
    own address, empty where it knows none: feeds and pictures for other websites need it. ``made`` knows pages of
    policies that were made before, ``older`` those of older versions; ``tell`` is told how far all is. ``ahead`` may
    make the pages of services in its own way; ``meanwhile`` are other files, made while these are waited for.
    """
    renderer = _Renderer(site, views, read_terms(pages), histories, base, made or Made())
    services = renderer.services(tell, ahead or Ahead())
    intro = next((page.data for page in pages if page.path == HOME), b"# Smallprint {#sp-top}\n")
    yield joined(intro, renderer.home())
    yield from (page for page in pages if page.path != HOME)
    yield sheet(site.catalogue)
    yield from versions.pages(renderer.templates, site, views, histories, older or versions.OlderPages())
    yield from data.pages(renderer.templates, site, views, base)
    yield from notice.pages(renderer.templates, site.catalogue.points, views)
    yield from Lists(
        renderer.templates, site, renderer.views, renderer.counts, histories, renderer.made, (base, read_terms(pages))
    ).pages()
    yield from meanwhile
    yield from services


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
        self.histories, self.views = histories, views
        self.comparisons = Comparisons(site, self.views)
        self.counts = {
            practice.id: tally(view.badges[practice.id] for view in self.views if practice.id in view.badges)
            for practice in site.catalogue.practices
        }
        terms = {practice.id: _terms_of(practice, glossary) for practice in site.catalogue.practices}
        self.around = Around(site.catalogue, outcomes(views), terms, base, len(views) > 1)
        told = telling(views, site.catalogue)
        self.templates = make_templates(
            site,
            base=base,
            terms_of=lambda practice: terms[practice.id],
            told_of=lambda view: told[view.id],
            kind_of=lambda view: kind_of(view, site.catalogue),
            few=len(views) < FEW,
        )

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

    def services(self, tell: Callable[[str], None], ahead: Ahead) -> Iterator[Page]:
        """Give a page for each service, its snapshots as downloads, and what else is made along with them.

        Who makes them ahead begins now.
        """
        makes = ServicePages(self.around, self.histories, self.site.older)
        alone = [view for view in self.views if self.made.of(view.id) is None and not self._has_versions(view)]
        given = {id(view) for view in alone} if ahead.begin(self.around, map(self._asked, alone), len(alone)) else set()
        return self._services(tell, ahead, makes, given)

    def _services(
        self, tell: Callable[[str], None], ahead: Ahead, makes: ServicePages, given: Collection[int]
    ) -> Iterator[Page]:
        for number, view in enumerate(self.views, 1):
            tell(f"Making pages of {view.name} ({number} of {len(self.views)})")
            service = view.policy.service
            for snapshot in service.snapshots:
                yield Page(addresses.download(service.id, snapshot), snapshot.data)
            pages = self.made.of(view.id)
            if pages is None:
                pages = ahead.next() if id(view) in given else makes.pages(view, self.comparisons.of)
                self.made.keep(view.id, pages)
            yield from pages
            yield from ahead.beside(view)

    def _has_versions(self, view: PolicyView) -> bool:
        return any(one.id in self.histories or one.id in self.site.older for one in view.documents)

    def _asked(self, view: PolicyView) -> Asked:
        """Return all that the pages of a service without versions are made of."""
        clauses = [ClauseRef(one.id, clause.id) for one in view.documents for clause in one.policy.clauses]
        found = {clause: self.comparisons.of(clause) for clause in clauses}
        return Asked(view.policy, {clause: beside for clause, beside in found.items() if beside})


def _terms_of(practice: Practice, glossary: Sequence[Term]) -> tuple[Term, ...]:
    """Return the words of a practice's badges that the glossary explains."""
    answers = [words for _, words in practice.answers]
    return found_in(glossary, practice.label, practice.question, practice.explanation, *answers)


def make_templates(site: Site, base: str = "", **more: Any) -> Templates:
    """Return the templates, with the values that all of them see."""
    return Templates(templates_see(site.catalogue, base, **more))
